use super::fault;
use crate::{Durability, Fault};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a store lies and how it is written.
#[derive(Clone, Debug)]
pub(super) struct Place {
    path: PathBuf,
    durability: Durability,
}

/// Pages of 16 KB: bodies of some kilobytes stay in one piece (half as much again in throughput).
const PAGE_SIZE: u32 = 16_384;
/// Statements that a connection keeps prepared: more than this crate has.
const STATEMENTS: usize = 128;
/// How long a connection waits for another process that holds the file, say a backup.
const PATIENCE: Duration = Duration::from_secs(5);

impl Place {
    pub(super) fn new(path: &Path, durability: Durability) -> Self {
        Self { path: path.to_owned(), durability }
    }

    /// A connection that writes. The write-ahead log is flushed before a commit is acknowledged
    /// (FULL: with NORMAL a power cut takes acknowledged units away), and it is copied back by a
    /// thread of its own, never inside a commit.
    pub(super) fn writer(&self) -> Result<Connection, Fault> {
        let synchronous = match self.durability {
            Durability::Full => "FULL",
            Durability::Normal => "NORMAL",
            Durability::Off => "OFF",
        };
        let connection = self.open("opening the archive for writing", OpenFlags::default())?;
        let settings = format!(
            "PRAGMA page_size = {PAGE_SIZE}; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};
             PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864"
        );
        connection.execute_batch(&settings).map_err(fault("setting up the archive"))?;
        let mode: String =
            connection.query_row("PRAGMA journal_mode", (), |row| row.get(0)).map_err(fault("setting up the archive"))?;
        if mode != "wal" {
            return Err(Fault { doing: "setting up the archive", cause: "it cannot keep a write-ahead log here".to_owned() });
        }
        Ok(connection)
    }

    /// A connection that only reads.
    pub(super) fn reader(&self) -> Result<Connection, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = self.open("opening the archive for reading", flags)?;
        connection
            .execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384")
            .map_err(fault("setting up a reader"))?;
        Ok(connection)
    }

    fn open(&self, doing: &'static str, flags: OpenFlags) -> Result<Connection, Fault> {
        let connection = Connection::open_with_flags(&self.path, flags).map_err(fault(doing))?;
        connection.busy_timeout(PATIENCE).map_err(fault(doing))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // One plan for each statement. Otherwise SQLite looks at the bound values too, finds in a cell of 0 a reason
        // to plan anew, and prepares nearly every kept statement again at each use: up to a third of a node's CPU time.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault(doing))?;
        Ok(connection)
    }
}
