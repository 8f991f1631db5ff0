use crate::engine::Engine;
use crate::rows::ClaimedMessage;
use crate::write::Claim;
use crate::{CommitError, Fault, Unit, postgres, sqlite};
use saraptama_core::terms::Instant;
use std::path::Path;

/// The archive of a node. A clone is the same archive.
#[derive(Clone)]
pub struct Store {
    pub(crate) engine: Engine,
    pub(crate) cell: i64,
}

/// How a store is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Connections that read at the same time.
    pub readers: usize,
    /// The number of this store among many that share one national archive; every key leads with it.
    pub cell: i64,
    /// PostgreSQL: connections that write, each with a thread of its own.
    pub writers: usize,
    /// PostgreSQL with synchronous standbys: what a standby has done when a commit counts as done.
    pub confirmed: Confirmed,
    /// PostgreSQL: refuse to open a database whose commits no second server keeps.
    pub require_sync_standby: bool,
    /// When a commit counts as done.
    #[doc(hidden)]
    pub durability: Durability,
}

/// What a synchronous standby has done with a commit that is acknowledged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confirmed {
    /// It is on its disk too.
    #[default]
    Flushed,
    /// It can be read there too.
    Applied,
}

/// Where a PostgreSQL database is found.
#[derive(Clone)]
pub struct Database {
    /// A connection string, `postgres://user@host/name`; several hosts are tried in turn.
    pub address: String,
    /// The password, where the address holds none.
    pub password: Option<String>,
}

// The address may hold a password.
impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Database")
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers: 4,
            cell: 0,
            writers: 2,
            confirmed: Confirmed::Flushed,
            require_sync_standby: false,
            durability: Durability::Full,
        }
    }
}

/// When a commit counts as done. Everything but [`Durability::Full`] loses acknowledged units when the
/// power fails, and is there to prove that the test of it has teeth.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// When it is on the disk.
    Full,
    /// When the operating system has it; the disk follows now and then.
    Normal,
    /// Never for certain.
    Off,
}

impl Store {
    /// Opens the store at `path`, makes it where there is none, and brings its tables to the last schema.
    ///
    /// # Errors
    /// When the file cannot be opened or written, or was written by a newer version.
    pub fn open(path: &Path, options: &Options) -> Result<Self, Fault> {
        let engine = sqlite::Engine::open(path, options, None)?;
        Ok(Self { engine: Engine::Sqlite(engine), cell: options.cell })
    }

    /// Opens the store at `path` only to read it, beside the process whose store it is: nothing of it is
    /// changed, and what would write gets a fault.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open_to_read(path: &Path, options: &Options) -> Result<Self, Fault> {
        let engine = sqlite::Engine::open_to_read(path, options)?;
        Ok(Self { engine: Engine::Sqlite(engine), cell: options.cell })
    }

    /// Connects to a database that several processes may share, makes its tables where there are none, and
    /// brings them to the last schema. The tables stand in the first schema of the connection's search path.
    ///
    /// # Errors
    /// When the database cannot be reached, was written by a newer version, or lacks a standby that is required.
    pub async fn connect(database: &Database, options: &Options) -> Result<Self, Fault> {
        let engine = postgres::Engine::open(database, options).await?;
        Ok(Self { engine: Engine::Postgres(Box::new(engine)), cell: options.cell })
    }

    /// Connects to a database only to read it, beside the processes that write it: nothing of it is changed,
    /// and what would write gets a fault.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn connect_to_read(database: &Database, options: &Options) -> Result<Self, Fault> {
        let engine = postgres::Engine::open_to_read(database, options).await?;
        Ok(Self { engine: Engine::Postgres(Box::new(engine)), cell: options.cell })
    }

    /// Over when another process stored something that may be work for this one: a hint, that may be missed
    /// or be given for nothing. Never over where no other process can share the store.
    pub async fn woken(&self) {
        self.engine.woken().await;
    }

    /// What production asks of the database and it lacks: a synchronous standby, where one is required.
    pub async fn lacks(&self) -> Option<Fault> {
        self.engine.lacks().await
    }

    /// A store of nothing, for tests: it is gone with the last clone.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn in_memory() -> Result<Self, Fault> {
        let keep =
            tempfile::tempdir().map_err(|error| Fault { doing: "making a temporary store", cause: error.kind().to_string() })?;
        let options = Options { durability: Durability::Off, ..Options::default() };
        let path = keep.path().join("store.db");
        let engine = sqlite::Engine::open(&path, &options, Some(keep))?;
        Ok(Self { engine: Engine::Sqlite(engine), cell: options.cell })
    }

    /// The same archive, whose every work `trial` rules over: for simulations.
    #[doc(hidden)]
    #[must_use]
    pub fn under_trial(&self, trial: std::sync::Arc<dyn crate::trial::Trial>) -> Self {
        let tried = crate::trial::Tried { engine: Box::new(self.engine.clone()), trial };
        Self { engine: Engine::Tried(tried), cell: self.cell }
    }

    /// Finishes what was begun, empties the log and lets go. Whoever asks later gets a fault.
    ///
    /// # Errors
    /// When the store is closed already, or the log could not be copied back (nothing is lost by that).
    pub async fn close(&self) -> Result<(), Fault> {
        self.engine.close().await
    }

    /// Commits a unit; the answer comes when it is on the disk. Within a unit the order is: the received
    /// message, events, changes, messages to send, settlements.
    ///
    /// # Errors
    /// [`CommitError`]; then nothing of the unit is stored. After a fault of a full or failing disk this
    /// is certain too, but for a power cut in the very same moment: ask again under the same message id.
    pub async fn commit(&self, unit: Unit) -> Result<(), CommitError> {
        let answered = self.commit_all(vec![unit]).await.pop();
        answered.unwrap_or_else(|| Err(Fault { doing: "committing a unit", cause: "no answer came".to_owned() }.into()))
    }

    /// Commits many units, each for itself, in their order: one answer each.
    pub async fn commit_all(&self, units: Vec<Unit>) -> Vec<Result<(), CommitError>> {
        if saraptama_core::planted!("messages-outside-the-transaction") {
            return self.commit_apart(units).await;
        }
        self.engine.commit(units).await
    }

    /// A mistake to plant: first what happened, then, if there still is a then, the messages that tell of it.
    async fn commit_apart(&self, mut units: Vec<Unit>) -> Vec<Result<(), CommitError>> {
        let sends: Vec<_> = units.iter_mut().map(|unit| std::mem::take(&mut unit.sends)).collect();
        let done = self.engine.commit(units).await;
        let told = sends.into_iter().zip(&done).filter(|(sends, done)| done.is_ok() && !sends.is_empty());
        let told = told.map(|(sends, _)| Unit { sends, ..Unit::default() }).collect::<Vec<_>>();
        for unit in told {
            self.engine.commit(vec![unit]).await;
        }
        done
    }

    /// Leases at most `limit` messages that are due, the longest due first, of `routes` or of all. Of one
    /// form on one route only the oldest is given out, until it is delivered or given up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn claim(
        &self,
        now: Instant,
        lease_until: Instant,
        limit: u32,
        routes: Option<&[String]>,
    ) -> Result<Vec<ClaimedMessage>, Fault> {
        self.claim_with(now, lease_until, limit, routes, limit).await
    }

    /// [`Self::claim`], with at most `suspects` of the messages whose last attempts, two and more in a row,
    /// ended without any word of their sender: each may be what killed it. They are taken one at a time, so
    /// that no other message is taken for deadly because it was in the same hands.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn claim_with(
        &self,
        now: Instant,
        lease_until: Instant,
        limit: u32,
        routes: Option<&[String]>,
        suspects: u32,
    ) -> Result<Vec<ClaimedMessage>, Fault> {
        self.engine.claim(Claim { now, lease_until, limit, routes: routes.map(<[_]>::to_vec), suspects }).await
    }

    /// Lets a message that was given up wait again, due at `due_at`; false where it is not a given-up one.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn send_again(&self, id: i64, due_at: Instant) -> Result<bool, Fault> {
        self.engine.send_again(id, due_at).await
    }
}
