//! The one writer: it takes what has queued up and commits it in one transaction. Nobody waits for a
//! window to pass; what comes during one flush makes up the next group.

use super::checkpoint::{self, Checkpoints};
use super::connection::Place;
use super::session::Transaction;
use super::{fault, migrate};
use crate::rows::ClaimedMessage;
use crate::write::{Claim, Ids, Writer};
use crate::{CommitError, Fault, Unit};
use rusqlite::Connection;
use saraptama_core::terms::Instant;
use tokio::sync::{mpsc, oneshot};

/// Units of one transaction at most.
const GROUP: usize = 256;

/// Work for the writer, with the way back to who asked.
pub(super) enum Job {
    Commit { units: Vec<Unit>, answer: oneshot::Sender<Vec<Result<(), CommitError>>> },
    Claim { claim: Claim, answer: oneshot::Sender<Result<Vec<ClaimedMessage>, Fault>> },
    SendAgain { id: i64, due_at: Instant, answer: oneshot::Sender<Result<bool, Fault>> },
    Close { answer: oneshot::Sender<Result<(), Fault>> },
}

/// What a job came to, held back until the group is on the disk.
enum Done {
    Commit(Vec<Result<(), CommitError>>),
    Claim(Vec<ClaimedMessage>),
    SendAgain(bool),
    Nothing,
}

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
    let ids = Ids::after(last_id(&connection, cell)?);
    free_claims(&connection, cell)?;
    let archive = Archive { connection, place, cell, ids, checkpoints };
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

/// A file has one process, and it has just begun: what one that died had claimed is due at once, not only
/// when its lease ends. Were the other one alive after all, its settlements would be overtaken by the fence.
fn free_claims(connection: &Connection, cell: i64) -> Result<(), Fault> {
    let sql = "UPDATE outbox SET leased_until = 0 WHERE cell = ?1 AND state = 0 AND leased_until <> 0";
    connection.execute(sql, [cell]).map(drop).map_err(fault("freeing what was claimed"))
}

impl Archive {
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
            Job::Claim { claim, .. } => self.writer(|writer| writer.claim(claim)).map(Done::Claim),
            Job::SendAgain { id, due_at, .. } => self.writer(|writer| writer.send_again(*id, *due_at)).map(Done::SendAgain),
            Job::Close { .. } => Ok(Done::Nothing),
        }
    }

    /// A unit's own answer, or the error that undoes the group.
    fn unit(&mut self, unit: &Unit, way: Way) -> Result<Result<(), CommitError>, CommitError> {
        if way == Way::Together {
            return self.writer(|writer| writer.apply(unit)).map(Ok);
        }
        self.statement("beginning a unit", "SAVEPOINT unit")?;
        let applied = self.writer(|writer| writer.apply(unit));
        if applied.is_err() {
            // Where the disk is full SQLite may already have undone the whole group: then this fails too.
            self.statement("undoing a unit", "ROLLBACK TO unit")?;
        }
        self.statement("ending a unit", "RELEASE unit")?;
        Ok(applied)
    }

    fn writer<T>(&mut self, work: impl FnOnce(&mut Writer<'_, Transaction<'_>>) -> T) -> T {
        let mut session = Transaction(&self.connection);
        work(&mut Writer { session: &mut session, cell: self.cell, ids: &mut self.ids })
    }
}

fn into_fault(error: CommitError) -> Fault {
    match error {
        CommitError::Fault(fault) => fault,
        error => Fault { doing: "committing a group", cause: error.to_string() },
    }
}

// Who asked may have gone away meanwhile; what is committed stays committed, and nobody is left to tell.
impl Job {
    fn weight(&self) -> usize {
        match self {
            Self::Commit { units, .. } => units.len(),
            _ => 1,
        }
    }

    fn answer(self, done: Done) {
        match (self, done) {
            (Self::Commit { answer, .. }, Done::Commit(results)) => drop(answer.send(results)),
            (Self::Claim { answer, .. }, Done::Claim(messages)) => drop(answer.send(Ok(messages))),
            (Self::SendAgain { answer, .. }, Done::SendAgain(revived)) => drop(answer.send(Ok(revived))),
            (job, _) => job.refuse(&Fault { doing: "answering a job", cause: "the answer is of another kind".to_owned() }),
        }
    }

    fn refuse(self, fault: &Fault) {
        match self {
            Self::Commit { units, answer } => drop(answer.send(units.iter().map(|_| Err(fault.clone().into())).collect())),
            Self::Claim { answer, .. } => drop(answer.send(Err(fault.clone()))),
            Self::SendAgain { answer, .. } => drop(answer.send(Err(fault.clone()))),
            Self::Close { answer } => drop(answer.send(Err(fault.clone()))),
        }
    }
}
