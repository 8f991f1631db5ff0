//! The jobs of a group as single pieces of work, each with what it came to.

use super::fault::Failure;
use super::gather::Gathering;
use super::statements::Statements;
use super::waves::waves;
use crate::job::{Done, Job};
use crate::rows::ClaimedMessage;
use crate::write::{Claim, Writer, beside};
use crate::{CommitError, Unit};
use saraptama_core::terms::Instant;

/// A piece of work, and what it came to.
pub(super) enum Work<'j> {
    Unit(&'j Unit, Result<(), CommitError>),
    Claim(&'j Claim, Result<Vec<ClaimedMessage>, CommitError>),
    SendAgain(i64, Instant, Result<bool, CommitError>),
    /// Behind the last piece of each job.
    End,
}

/// The work of a group.
pub(super) fn works(group: &[Job]) -> Vec<Work<'_>> {
    let mut all = vec![];
    for job in group {
        match job {
            Job::Commit { units, .. } => all.extend(units.iter().map(|unit| Work::Unit(unit, Ok(())))),
            Job::Claim { claim, .. } => all.push(Work::Claim(claim, Ok(vec![]))),
            Job::SendAgain { id, due_at, .. } => all.push(Work::SendAgain(*id, *due_at, Ok(false))),
            Job::Close { .. } => {}
        }
        all.push(Work::End);
    }
    all
}

/// What the work came to, one answer for each job.
pub(super) fn done(works: Vec<Work<'_>>) -> Vec<Result<Done, CommitError>> {
    let (mut answers, mut units, mut other) = (vec![], vec![], None);
    for work in works {
        match work {
            Work::Unit(_, result) => units.push(result),
            Work::Claim(_, result) => other = Some(result.map(Done::Claim)),
            Work::SendAgain(_, _, result) => other = Some(result.map(Done::SendAgain)),
            Work::End => answers.push(other.take().unwrap_or_else(|| Ok(Done::Commit(std::mem::take(&mut units))))),
        }
    }
    answers
}

impl Work<'_> {
    /// It alone was refused.
    pub(super) fn refuse(&mut self, error: CommitError) {
        match self {
            Self::Unit(_, result) => *result = Err(error),
            Self::Claim(_, result) => *result = Err(error),
            Self::SendAgain(_, _, result) => *result = Err(error),
            Self::End => {}
        }
    }

    /// Whether others may find something to do now.
    pub(super) fn wakes(&self) -> bool {
        match self {
            Self::Unit(unit, result) => result.is_ok() && !unit.sends.is_empty(),
            Self::SendAgain(_, _, result) => result.is_ok(),
            Self::Claim(..) | Self::End => false,
        }
    }
}

/// Does all of it: units that have nothing in common side by side, everything else in its order.
pub(super) async fn run(
    works: &mut [Work<'_>],
    writer: &Writer<'_, Gathering>,
    asked: &Gathering,
    connection: &Statements,
) -> Result<(), Failure> {
    let mut units: Vec<&Unit> = vec![];
    for work in works {
        match work {
            Work::Unit(unit, result) => {
                *result = Ok(());
                units.push(unit);
            }
            Work::Claim(claim, result) => {
                units_of(&mut units, writer, asked, connection).await?;
                *result = Ok(asked.drive(connection, writer.claim(claim)).await?);
            }
            Work::SendAgain(id, due_at, result) => {
                units_of(&mut units, writer, asked, connection).await?;
                *result = Ok(asked.drive(connection, writer.send_again(*id, *due_at)).await?);
            }
            Work::End => {}
        }
    }
    units_of(&mut units, writer, asked, connection).await
}

async fn units_of(
    units: &mut Vec<&Unit>,
    writer: &Writer<'_, Gathering>,
    asked: &Gathering,
    connection: &Statements,
) -> Result<(), Failure> {
    let units = std::mem::take(units);
    for wave in waves(&units) {
        asked.drive(connection, beside(true, wave.iter().map(|unit| writer.apply(unit)))).await?;
    }
    Ok(())
}
