//! Work for those who write, with the way back to who asked.

use crate::rows::ClaimedMessage;
use crate::write::Claim;
use crate::{CommitError, Fault, Unit};
use saraptama_core::terms::Instant;
use tokio::sync::oneshot;

pub(crate) enum Job {
    Commit { units: Vec<Unit>, answer: oneshot::Sender<Vec<Result<(), CommitError>>> },
    Claim { claim: Claim, answer: oneshot::Sender<Result<Vec<ClaimedMessage>, Fault>> },
    SendAgain { id: i64, due_at: Instant, answer: oneshot::Sender<Result<bool, Fault>> },
    Close { answer: oneshot::Sender<Result<(), Fault>> },
}

/// What a job came to, held back until its group is on the disk.
pub(crate) enum Done {
    Commit(Vec<Result<(), CommitError>>),
    Claim(Vec<ClaimedMessage>),
    SendAgain(bool),
    Nothing,
}

// Who asked may have gone away meanwhile; what is committed stays committed, and nobody is left to tell.
impl Job {
    /// How much of a group it is.
    pub(crate) fn weight(&self) -> usize {
        match self {
            Self::Commit { units, .. } => units.len(),
            _ => 1,
        }
    }

    pub(crate) fn answer(self, done: Done) {
        match (self, done) {
            (Self::Commit { answer, .. }, Done::Commit(results)) => drop(answer.send(results)),
            (Self::Claim { answer, .. }, Done::Claim(messages)) => drop(answer.send(Ok(messages))),
            (Self::SendAgain { answer, .. }, Done::SendAgain(revived)) => drop(answer.send(Ok(revived))),
            (job, _) => job.refuse(&Fault { doing: "answering a job", cause: "the answer is of another kind".to_owned() }),
        }
    }

    pub(crate) fn refuse(self, fault: &Fault) {
        match self {
            Self::Commit { units, answer } => drop(answer.send(units.iter().map(|_| Err(fault.clone().into())).collect())),
            Self::Claim { answer, .. } => drop(answer.send(Err(fault.clone()))),
            Self::SendAgain { answer, .. } => drop(answer.send(Err(fault.clone()))),
            Self::Close { answer } => drop(answer.send(Err(fault.clone()))),
        }
    }
}

/// The store takes no more work.
pub(crate) fn closed() -> Fault {
    Fault { doing: "asking the archive", cause: "it is closed".to_owned() }
}
