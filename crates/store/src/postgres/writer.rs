//! One who writes: a connection, its lane, a thread of its own. It takes what has queued up and commits
//! it in one transaction, while another one may be waiting for the disk.

use super::fault::{Failure, failure, fault};
use super::gather::Gathering;
use super::hints::Hints;
use super::lane::Lane;
use super::place::Place;
use super::statements::Statements;
use super::work::{Work, works};
use crate::job::Job;
use crate::write::Writer;
use crate::{CommitError, Fault};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};
use tokio::time::{sleep, timeout};

/// Units of one transaction at most.
const GROUP: usize = 256;
/// How often a group is tried where other writers were in its way, or where the connection had gone
/// before anything was asked to be committed.
const ATTEMPTS: u32 = 8;
/// A group that takes longer is given up with its connection.
const PATIENCE: Duration = Duration::from_secs(40);
/// The pause before a group is tried again; it doubles.
const PAUSE: Duration = Duration::from_millis(10);

/// The queue that all writers of a store take from.
pub(super) type Queue = Arc<Mutex<mpsc::Receiver<Job>>>;

/// One who writes.
pub(super) struct Archive {
    pub(super) place: Place,
    pub(super) cell: i64,
    pub(super) line: Option<Line>,
    pub(super) hints: Hints,
}

/// A connection that writes, with its lane.
pub(super) struct Line {
    connection: Statements,
    lane: Lane,
}

impl Line {
    /// Connects, takes a lane, and frees what an earlier holder of the lane had claimed.
    pub(super) async fn open(place: &Place, cell: i64) -> Result<Self, Fault> {
        let connection = place.writer().await?;
        let lane = Lane::take(&connection, cell).await?;
        let line = Self { connection, lane };
        line.begin().await.map_err(|error| fault("beginning to free claims", &error))?;
        let (asked, writer) = (Gathering::default(), cell);
        let freed = asked.drive(&line.connection, async { line.writer(&asked, writer).free_claims().await }).await;
        freed.map_err(into_fault)?;
        line.say("COMMIT").await.map_err(|error| fault("freeing what was claimed", &error))?;
        Ok(line)
    }

    async fn begin(&self) -> Result<(), tokio_postgres::Error> {
        self.say("BEGIN").await
    }

    async fn say(&self, sql: &str) -> Result<(), tokio_postgres::Error> {
        self.connection.client().batch_execute(sql).await
    }

    fn writer<'w>(&'w self, session: &'w Gathering, cell: i64) -> Writer<'w, Gathering> {
        Writer { session, cell, lane: self.lane.number, ids: &self.lane.ids }
    }
}

/// How a group ended that was not committed.
enum Ended {
    /// Nothing of it was asked to be committed.
    Before(Failure),
    /// It may have been committed or not: the answer did not come.
    Unknown(Fault),
}

impl Archive {
    /// Works until the store is closed.
    pub(super) async fn run(mut self, queue: Queue) -> Vec<tokio::sync::oneshot::Sender<Result<(), Fault>>> {
        let mut closing = vec![];
        loop {
            let group = {
                let mut queue = queue.lock().await;
                let Some(first) = queue.recv().await else { return closing };
                let (mut group, mut units, mut next) = (vec![], 0, Some(first));
                while let Some(job) = next {
                    match job {
                        Job::Close { answer } => {
                            queue.close();
                            closing.push(answer);
                        }
                        job => {
                            units += job.weight();
                            group.push(job);
                        }
                    }
                    next = if units < GROUP { queue.try_recv().ok() } else { None };
                }
                group
            };
            if !group.is_empty() {
                self.settle(group).await;
            }
        }
    }

    /// Writes a group and answers it, when its fate is certain and not before.
    async fn settle(&mut self, group: Vec<Job>) {
        let mut works = works(&group);
        match self.commit(&mut works).await {
            Ok(()) => {
                let hint = works.iter().any(Work::wakes);
                let done = super::work::done(works);
                for (job, done) in group.into_iter().zip(done) {
                    match done {
                        Ok(done) => job.answer(done),
                        Err(error) => job.refuse(&into_fault(Failure::Refused(error))),
                    }
                }
                if hint {
                    self.hints.give();
                }
            }
            Err(fault) => {
                tracing::error!(%fault, jobs = group.len(), "a group was not committed");
                group.into_iter().for_each(|job| job.refuse(&fault));
            }
        }
    }

    async fn commit(&mut self, works: &mut [Work<'_>]) -> Result<(), Fault> {
        let mut pause = PAUSE;
        for attempt in 1.. {
            let written = match self.line().await {
                Ok(()) => timeout(PATIENCE, self.write(works)).await.unwrap_or_else(|_| Err(Ended::Unknown(too_long()))),
                Err(fault) => Err(Ended::Before(Failure::Lost(fault))),
            };
            let fault = match written {
                Ok(()) => return Ok(()),
                Err(Ended::Unknown(fault)) => {
                    self.line = None;
                    return Err(fault);
                }
                Err(Ended::Before(Failure::Lost(fault))) => {
                    self.line = None;
                    fault
                }
                Err(Ended::Before(failure)) => into_fault(failure),
            };
            if attempt == ATTEMPTS {
                return Err(fault);
            }
            tracing::debug!(%fault, attempt, "a group is tried again");
            sleep(pause).await;
            pause *= 2;
        }
        Ok(())
    }

    /// Connects where there is no connection.
    async fn line(&mut self) -> Result<(), Fault> {
        if self.line.as_ref().is_none_or(|line| line.connection.client().is_closed()) {
            self.line = Some(Line::open(&self.place, self.cell).await?);
        }
        Ok(())
    }

    /// Writes a group in one transaction: all of it together, and where something is refused, in parts.
    async fn write(&self, works: &mut [Work<'_>]) -> Result<(), Ended> {
        let Some(line) = &self.line else {
            return Err(Ended::Before(Failure::Lost(Fault { doing: "writing", cause: "no connection".to_owned() })));
        };
        let before = |doing| move |error: tokio_postgres::Error| Ended::Before(failure(doing, &error));
        line.begin().await.map_err(before("beginning a group"))?;
        let together = self.together(line, works).await;
        match together {
            Ok(()) => {}
            Err(Failure::Refused(_)) => {
                line.say("ROLLBACK; BEGIN").await.map_err(before("beginning a group again"))?;
                self.in_parts(line, works).await.map_err(Ended::Before)?;
            }
            Err(failure) => {
                // A connection that cannot even undo is given up by the next attempt.
                let undone = line.say("ROLLBACK").await;
                return Err(Ended::Before(if undone.is_ok() { failure } else { Failure::Lost(into_fault(failure)) }));
            }
        }
        line.say("COMMIT").await.map_err(|error| Ended::Unknown(fault("committing a group", &error)))
    }

    /// Everything as it comes; the first refusal spoils the transaction.
    async fn together(&self, line: &Line, works: &mut [Work<'_>]) -> Result<(), Failure> {
        let asked = Gathering::default();
        let done = super::work::run(works, &line.writer(&asked, self.cell), &asked, &line.connection).await;
        if done.is_err() {
            line.lane.ids.chain.forget();
        }
        done
    }

    /// Halves, each under a savepoint, and halves of halves where something is refused, down to the one
    /// that is: so one that conflicts costs the others little.
    async fn in_parts(&self, line: &Line, works: &mut [Work<'_>]) -> Result<(), Failure> {
        let told = |error| failure("dividing a group", &error);
        let mut parts: Vec<&mut [Work<'_>]> = vec![works];
        let mut whole = true;
        while let Some(part) = parts.pop() {
            // The whole was tried already.
            if !std::mem::take(&mut whole) || part.len() == 1 {
                line.say("SAVEPOINT part").await.map_err(told)?;
                match self.together(line, part).await {
                    Ok(()) => {
                        line.say("RELEASE part").await.map_err(told)?;
                        continue;
                    }
                    Err(Failure::Refused(error)) => {
                        line.say("ROLLBACK TO part; RELEASE part").await.map_err(told)?;
                        if let [one] = part {
                            one.refuse(error);
                            continue;
                        }
                    }
                    Err(failure) => {
                        let _ = line.say("ROLLBACK").await;
                        return Err(failure);
                    }
                }
            }
            let (first, second) = part.split_at_mut(part.len() / 2);
            parts.push(second);
            parts.push(first);
        }
        Ok(())
    }
}

fn too_long() -> Fault {
    Fault { doing: "committing a group", cause: "the database did not answer in time".to_owned() }
}

fn into_fault(failure: Failure) -> Fault {
    match failure {
        Failure::Again(fault) | Failure::Lost(fault) | Failure::Echo(fault) => fault,
        Failure::Refused(CommitError::Fault(fault)) => fault,
        Failure::Refused(error) => Fault { doing: "committing a group", cause: error.to_string() },
    }
}
