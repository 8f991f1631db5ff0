//! SQLite: one writer thread that commits what has queued up in one transaction, connections that
//! only read, and a thread that keeps the write-ahead log short.

mod checkpoint;
mod connection;
mod migrate;
mod readers;
mod session;
mod writer;

use crate::engine::Query;
use crate::job::{Job, closed};
use crate::rows::ClaimedMessage;
use crate::value::Row;
use crate::write::Claim;
use crate::{CommitError, Fault, Options, Unit};
use connection::Place;
use readers::Readers;
use saraptama_core::terms::Instant;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// Jobs that may wait before callers are held back.
const QUEUE: usize = 1024;
/// Units of one job: a long batch leaves room for others between its parts.
const PART: usize = 64;

/// An open file.
#[derive(Clone)]
pub(crate) struct Engine {
    jobs: mpsc::Sender<Job>,
    readers: Arc<Readers>,
}

impl Engine {
    /// Opens the file at `path`, makes it where there is none, and brings it to the last schema.
    pub(crate) fn open(path: &Path, options: &Options, keep: Option<tempfile::TempDir>) -> Result<Self, Fault> {
        let place = Place::new(path, options.durability);
        let mut connection = place.writer()?;
        migrate::migrate(&mut connection)?;
        let (jobs, queue) = mpsc::channel(QUEUE);
        let checkpoints = checkpoint::start(&place)?;
        writer::start(connection, place.clone(), options.cell, queue, checkpoints, keep)?;
        Ok(Self { jobs, readers: Arc::new(Readers::open(place, options.readers.max(1))?) })
    }

    /// Opens the file at `path` only to read it, beside a process that writes.
    pub(crate) fn open_to_read(path: &Path, options: &Options) -> Result<Self, Fault> {
        // Nobody takes jobs: whoever wants to write is told that the archive is closed.
        let (jobs, _) = mpsc::channel(1);
        let place = Place::new(path, options.durability);
        Ok(Self { jobs, readers: Arc::new(Readers::open(place, options.readers.max(1))?) })
    }

    /// Hands work to the writer and waits for its answer.
    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<Result<T, Fault>>) -> Job) -> Result<T, Fault> {
        let (answer, answered) = oneshot::channel();
        self.jobs.send(job(answer)).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }

    pub(crate) async fn commit(&self, units: Vec<Unit>) -> Vec<Result<(), CommitError>> {
        let (mut units, mut parts) = (units, vec![]);
        while !units.is_empty() {
            let rest = units.split_off(units.len().min(PART));
            let (count, (answer, answered)) = (units.len(), oneshot::channel());
            // A part that finds the queue closed drops its answer, and the loop below sees it.
            let _ = self.jobs.send(Job::Commit { units, answer }).await;
            parts.push((count, answered));
            units = rest;
        }
        let mut results = vec![];
        for (count, answered) in parts {
            match answered.await {
                Ok(part) => results.extend(part),
                Err(_) => results.extend((0..count).map(|_| Err(closed().into()))),
            }
        }
        results
    }

    pub(crate) async fn claim(&self, claim: Claim) -> Result<Vec<ClaimedMessage>, Fault> {
        self.ask(|answer| Job::Claim { claim, answer }).await
    }

    pub(crate) async fn send_again(&self, id: i64, due_at: Instant) -> Result<bool, Fault> {
        self.ask(|answer| Job::SendAgain { id, due_at, answer }).await
    }

    pub(crate) async fn close(&self) -> Result<(), Fault> {
        self.readers.close();
        self.ask(|answer| Job::Close { answer }).await
    }

    pub(crate) async fn rows(&self, query: Query) -> Result<Vec<Row>, Fault> {
        readers::rows(&self.readers, query).await
    }
}

/// What SQLite says of an error: its texts name tables and columns, never values.
fn fault(doing: &'static str) -> impl Fn(rusqlite::Error) -> Fault {
    move |error| Fault { doing, cause: error.to_string() }
}
