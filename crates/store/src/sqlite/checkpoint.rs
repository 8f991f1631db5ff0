//! Copies the write-ahead log back into the file, off the commit path: inside it, one commit in a
//! hundred would wait ten times as long.

use super::connection::Place;
use super::fault;
use crate::Fault;
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Pages of 16 KB: 8 MB of log are copied back.
const LONG: i64 = 512;
/// 64 MB: the log grew faster than it was copied; the writer pauses for the rest of it.
const TOO_LONG: i64 = 4096;

/// How the writer tells of its commits and hears of a log that grows too long.
pub(super) struct Checkpoints {
    wake: SyncSender<()>,
    too_long: Arc<AtomicBool>,
    units: usize,
}

/// Units between two looks at the log.
const LOOK_EVERY: usize = 32;

/// Starts the thread; it ends when the writer lets go of what this returns.
pub(super) fn start(place: &Place) -> Result<Checkpoints, Fault> {
    let connection = place.writer()?;
    let (wake, woken) = sync_channel(1);
    let too_long = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&too_long);
    std::thread::Builder::new()
        .name("checkpoint".to_owned())
        .spawn(move || run(&connection, &woken, &flag))
        .map_err(|error| Fault { doing: "starting the checkpoint thread", cause: error.to_string() })?;
    Ok(Checkpoints { wake, too_long, units: 0 })
}

fn run(connection: &Connection, woken: &Receiver<()>, too_long: &AtomicBool) {
    while woken.recv().is_ok() {
        let copied = match waiting(connection) {
            Ok(pages) if pages < LONG => continue,
            Ok(_) => pass(connection),
            Err(fault) => Err(fault),
        };
        match copied {
            Ok(pages) => too_long.store(pages > TOO_LONG, Ordering::Relaxed),
            Err(fault) => tracing::warn!(%fault, "the log stays long"),
        }
    }
}

/// Pages of the log that are not copied back yet.
fn waiting(connection: &Connection) -> Result<i64, Fault> {
    let (log, copied) = checkpoint(connection, "NOOP")?;
    Ok(log - copied)
}

/// Copies what no reader needs any more, and waits for nobody. Answers the length of the log.
pub(super) fn pass(connection: &Connection) -> Result<i64, Fault> {
    checkpoint(connection, "PASSIVE").map(|(log, _)| log)
}

/// Copies everything and empties the log.
pub(super) fn finish(connection: &Connection) -> Result<(), Fault> {
    checkpoint(connection, "TRUNCATE").map(drop)
}

fn checkpoint(connection: &Connection, how: &str) -> Result<(i64, i64), Fault> {
    connection
        .query_row(&format!("PRAGMA wal_checkpoint({how})"), (), |row| Ok((row.get(1)?, row.get(2)?)))
        .map_err(fault("copying the log back"))
}

impl Checkpoints {
    /// Tells of a group that was committed.
    pub(super) fn committed(&mut self, units: usize) {
        self.units += units;
        if self.units >= LOOK_EVERY && self.wake.try_send(()).is_ok() {
            self.units = 0;
        }
    }

    /// Whether the writer must copy the rest itself, so that the log begins anew.
    pub(super) fn must_pause(&self) -> bool {
        self.too_long.swap(false, Ordering::Relaxed)
    }
}
