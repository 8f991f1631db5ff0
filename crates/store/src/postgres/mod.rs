//! PostgreSQL: several processes may share one database. Each has some who write, every one with a
//! connection, a lane and a thread of its own, and connections that only read.

mod array;
mod fault;
mod gather;
mod hints;
mod lane;
mod migrate;
mod place;
mod readers;
mod standby;
mod statements;
mod waves;
mod work;
mod writer;

use crate::engine::Query;
use crate::job::{Job, closed};
use crate::rows::ClaimedMessage;
use crate::value::Row;
use crate::write::Claim;
use crate::{CommitError, Database, Fault, Options, Unit};
use hints::Hints;
use place::Place;
use readers::Readers;
use saraptama_core::terms::Instant;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use writer::{Archive, Line, Queue};

/// Jobs that may wait before callers are held back.
const QUEUE: usize = 1024;
/// Units of one job: a long batch leaves room for others between its parts.
const PART: usize = 64;

/// An open database.
#[derive(Clone)]
pub(crate) struct Engine {
    jobs: mpsc::Sender<Job>,
    readers: Arc<Readers>,
    hints: Hints,
    /// Ends the hints with the last clone.
    _hinting: Arc<Hinting>,
    needs_standby: bool,
}

struct Hinting(JoinHandle<()>);

impl Drop for Hinting {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Engine {
    /// Connects, and brings the tables to the last schema.
    pub(crate) async fn open(database: &Database, options: &Options) -> Result<Self, Fault> {
        let place = Place::new(database, options)?;
        let readers = Arc::new(Readers::open(place.clone(), options.readers).await?);
        if options.require_sync_standby {
            standby::require(&readers).await?;
        }
        migrate::migrate(&mut place.builder().await?).await?;
        let (jobs, queue) = mpsc::channel(QUEUE);
        let queue: Queue = Arc::new(tokio::sync::Mutex::new(queue));
        let hints = Hints::default();
        let open = Arc::new(AtomicUsize::new(options.writers.max(1)));
        let closing = Arc::new(std::sync::Mutex::new(vec![]));
        for _ in 0..options.writers.max(1) {
            let archive = Archive { place: place.clone(), cell: options.cell, line: None, hints: hints.clone() };
            start(archive, Arc::clone(&queue), Arc::clone(&open), Arc::clone(&closing)).await?;
        }
        let hinting = Arc::new(Hinting(hints.start(place, options.cell)));
        Ok(Self { jobs, readers, hints, _hinting: hinting, needs_standby: options.require_sync_standby })
    }

    /// Connects only to read: whoever would write finds the queue closed.
    pub(crate) async fn open_to_read(database: &Database, options: &Options) -> Result<Self, Fault> {
        let place = Place::new(database, options)?;
        let readers = Arc::new(Readers::open(place, options.readers).await?);
        let nothing = Arc::new(Hinting(tokio::spawn(std::future::ready(()))));
        Ok(Self { jobs: mpsc::channel(1).0, readers, hints: Hints::default(), _hinting: nothing, needs_standby: false })
    }

    /// Hands work to the writers and waits for the answer.
    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<Result<T, Fault>>) -> Job) -> Result<T, Fault> {
        let (answer, answered) = oneshot::channel();
        self.jobs.send(job(answer)).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }

    pub(crate) async fn commit(&self, units: Vec<Unit>) -> Vec<Result<(), CommitError>> {
        let (mut units, mut results) = (units, vec![]);
        while !units.is_empty() {
            let rest = units.split_off(units.len().min(PART));
            let (count, (answer, answered)) = (units.len(), oneshot::channel());
            // A job that finds the queue closed drops its answer. The next part waits for this one, because
            // another one who writes might be faster with it.
            let _ = self.jobs.send(Job::Commit { units, answer }).await;
            match answered.await {
                Ok(part) => results.extend(part),
                Err(_) => results.extend((0..count).map(|_| Err(closed().into()))),
            }
            units = rest;
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
        self.readers.close().await;
        self.ask(|answer| Job::Close { answer }).await
    }

    pub(crate) async fn rows(&self, query: Query) -> Result<Vec<Row>, Fault> {
        self.readers.rows(&query).await
    }

    /// Over when another process stored something that may be work for this one.
    pub(crate) async fn woken(&self) {
        self.hints.heard().await;
    }

    /// What production asks of a database and this one lacks.
    pub(crate) async fn lacks(&self) -> Option<Fault> {
        if self.needs_standby { standby::require(&self.readers).await.err() } else { None }
    }
}

/// What those who write leave for the last of them.
type Closing = Arc<std::sync::Mutex<Vec<oneshot::Sender<Result<(), Fault>>>>>;

/// Starts one who writes, and waits until it has its connection; it ends when the store is closed or
/// when nobody can ask any more.
async fn start(archive: Archive, queue: Queue, open: Arc<AtomicUsize>, closing: Closing) -> Result<(), Fault> {
    const DOING: &str = "starting a writer";
    let (ready, is_ready) = oneshot::channel();
    let run = move || {
        let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => runtime,
            Err(error) => return drop(ready.send(Err(Fault { doing: DOING, cause: error.to_string() }))),
        };
        runtime.block_on(async move {
            let mut archive = archive;
            match Line::open(&archive.place, archive.cell).await {
                Ok(line) => archive.line = Some(line),
                Err(fault) => return drop(ready.send(Err(fault))),
            }
            if ready.send(Ok(())).is_err() {
                return;
            }
            let told = archive.run(queue).await;
            let mut closing = closing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            closing.extend(told);
            if open.fetch_sub(1, Ordering::AcqRel) == 1 {
                closing.drain(..).for_each(|answer| drop(answer.send(Ok(()))));
            }
        });
    };
    let thread = std::thread::Builder::new().name("archive".to_owned()).spawn(run);
    thread.map_err(|error| Fault { doing: DOING, cause: error.to_string() })?;
    is_ready.await.map_err(|_| Fault { doing: DOING, cause: "its thread ended".to_owned() })?
}
