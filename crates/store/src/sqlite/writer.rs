//! The one writer: it takes what has queued up and commits it in one transaction. Nobody waits for a
//! window to pass; what comes during one flush makes up the next group.

use super::checkpoint::{self, Checkpoints};
use super::connection::Place;
use super::session::Transaction;
use super::{fault, migrate};
use crate::job::{Done, Job};
use crate::write::{Ids, Writer};
use crate::{CommitError, Fault, Unit};
use rusqlite::Connection;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use tokio::sync::mpsc;

/// A file has one writer.
const LANE: i64 = 0;
/// Units of one transaction at most.
const GROUP: usize = 256;

/// How a group is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// All units in one piece, the fast way; any refusal undoes them all.
    Together,
    /// Each unit in a savepoint, so that the refusal of one harms no other.
    Apart,
}

struct Archive {
    connection: Connection,
    place: Place,
    cell: i64,
    ids: Ids,
    checkpoints: Checkpoints,
}

/// Starts the thread; it ends when it is told to close or when nobody can ask any more.
pub(super) fn start(
    connection: Connection,
    place: Place,
    cell: i64,
    queue: mpsc::Receiver<Job>,
    checkpoints: Checkpoints,
    keep: Option<tempfile::TempDir>,
) -> Result<(), Fault> {
    let ids = Ids::after(LANE, last_id(&connection, cell)?);
    let archive = Archive { connection, place, cell, ids, checkpoints };
    archive.free_claims()?;
    std::thread::Builder::new()
        .name("archive".to_owned())
        .spawn(move || {
            archive.run(queue);
            drop(keep);
        })
        .map(drop)
        .map_err(|error| Fault { doing: "starting the writer", cause: error.to_string() })
}

fn last_id(connection: &Connection, cell: i64) -> Result<i64, Fault> {
    let of = |sql: &str| connection.query_row(sql, [cell], |row| row.get::<_, i64>(0)).map_err(fault("reading the last id"));
    let event = of("SELECT coalesce(max(id), 0) FROM event WHERE cell = ?1")?;
    Ok(event.max(of("SELECT coalesce(max(id), 0) FROM outbox WHERE cell = ?1")?))
}

impl Archive {
    /// A file has one process, and it has just begun: whoever claimed messages is dead.
    fn free_claims(&self) -> Result<(), Fault> {
        self.statement("beginning to free claims", "BEGIN IMMEDIATE")?;
        let freed = self.writer(|writer| at_once(writer.free_claims()));
        self.statement("freeing claims", if freed.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        freed.map_err(into_fault)
    }

    fn run(mut self, mut queue: mpsc::Receiver<Job>) {
        let (mut held, mut closing) = (None, vec![]);
        while let Some(job) = held.take().or_else(|| queue.blocking_recv()) {
            let (mut units, mut group, mut next) = (0, vec![], Some(job));
            while let Some(job) = next {
                match job {
                    Job::Close { answer } => {
                        queue.close();
                        closing.push(answer);
                    }
                    job if !group.is_empty() && units + job.weight() > GROUP => {
                        held = Some(job);
                        break;
                    }
                    job => {
                        units += job.weight();
                        group.push(job);
                    }
                }
                next = queue.try_recv().ok();
            }
            if !group.is_empty() {
                self.settle(group, units);
            }
        }
        let finished = checkpoint::finish(&self.connection);
        drop(self);
        closing.into_iter().for_each(|answer| drop(answer.send(finished.clone())));
    }

    /// Writes a group and answers it, when its fate is certain and not before.
    fn settle(&mut self, group: Vec<Job>, units: usize) {
        let written = match self.write(&group, Way::Together) {
            Ok(Err(_)) => self.write(&group, Way::Apart),
            written => written,
        };
        match written.and_then(|done| done.map_err(into_fault)) {
            Ok(done) => group.into_iter().zip(done).for_each(|(job, done)| job.answer(done)),
            Err(fault) => {
                tracing::error!(%fault, units, "a group was not committed");
                group.into_iter().for_each(|job| job.refuse(&fault));
            }
        }
        self.checkpoints.committed(units);
        if self.checkpoints.must_pause()
            && let Err(fault) = checkpoint::pass(&self.connection)
        {
            tracing::warn!(%fault, "the log stays long");
        }
    }

    /// Writes a group in one transaction. The outer error is the engine's; the inner one is that of a
    /// job which could not be done, and undid the others with it.
    fn write(&mut self, group: &[Job], way: Way) -> Result<Result<Vec<Done>, CommitError>, Fault> {
        self.statement("beginning a group", "BEGIN IMMEDIATE")?;
        let done = group.iter().map(|job| self.job(job, way)).collect::<Result<Vec<_>, _>>();
        let committed = if done.is_ok() { self.statement("committing a group", "COMMIT") } else { Ok(()) };
        if done.is_err() || committed.is_err() {
            self.ids.chain.forget();
        }
        self.undo();
        committed.map(|()| done)
    }

    /// Leaves a transaction that is still open, whatever an error made of it: the next group begins clean.
    fn undo(&mut self) {
        if self.connection.is_autocommit() || self.statement("undoing a group", "ROLLBACK").is_ok() {
            return;
        }
        match self.place.writer().and_then(|mut fresh| migrate::migrate(&mut fresh).map(|()| fresh)) {
            Ok(fresh) => self.connection = fresh,
            Err(fault) => tracing::error!(%fault, "the archive cannot be opened anew; the next group tries again"),
        }
    }

    fn statement(&self, doing: &'static str, sql: &str) -> Result<(), Fault> {
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(())).map(drop).map_err(fault(doing))
    }

    fn job(&mut self, job: &Job, way: Way) -> Result<Done, CommitError> {
        match job {
            Job::Commit { units, .. } => {
                let results = units.iter().map(|unit| self.unit(unit, way)).collect::<Result<_, _>>()?;
                Ok(Done::Commit(results))
            }
            Job::Claim { claim, .. } => self.writer(|writer| at_once(writer.claim(claim))).map(Done::Claim),
            Job::SendAgain { id, due_at, .. } => {
                self.writer(|writer| at_once(writer.send_again(*id, *due_at))).map(Done::SendAgain)
            }
            Job::Close { .. } => Ok(Done::Nothing),
        }
    }

    /// A unit's own answer, or the error that undoes the group.
    fn unit(&mut self, unit: &Unit, way: Way) -> Result<Result<(), CommitError>, CommitError> {
        if way == Way::Together {
            return self.writer(|writer| at_once(writer.apply(unit))).map(Ok);
        }
        self.statement("beginning a unit", "SAVEPOINT unit")?;
        let applied = self.writer(|writer| at_once(writer.apply(unit)));
        if applied.is_err() {
            self.ids.chain.forget();
            // Where the disk is full SQLite may already have undone the whole group: then this fails too.
            self.statement("undoing a unit", "ROLLBACK TO unit")?;
        }
        self.statement("ending a unit", "RELEASE unit")?;
        Ok(applied)
    }

    fn writer<T>(&self, work: impl FnOnce(&Writer<'_, Transaction<'_>>) -> T) -> T {
        let session = Transaction(&self.connection);
        work(&Writer { session: &session, cell: self.cell, lane: LANE, ids: &self.ids })
    }
}

/// What SQLite does is done when it answers, so a future over it is over when it is first asked.
fn at_once<T>(work: impl Future<Output = Result<T, CommitError>>) -> Result<T, CommitError> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => Err(Fault { doing: "writing", cause: "a statement did not answer at once".to_owned() }.into()),
    }
}

fn into_fault(error: CommitError) -> Fault {
    match error {
        CommitError::Fault(fault) => fault,
        error => Fault { doing: "committing a group", cause: error.to_string() },
    }
}
