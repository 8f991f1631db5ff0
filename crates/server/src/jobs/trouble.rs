//! What comes of sending a message, and why a request did not do its work.

use super::breaker::Sign;
use super::dead::DeadReason;
use saraptama_core::referral::Reached;
use saraptama_core::terms::FormId;

/// What became of one message.
#[derive(Clone)]
pub(super) enum Sent {
    /// It was answered; what the answer teaches about the form.
    Answered {
        /// The stage, if it is one.
        stage: Option<Reached>,
    },
    /// The receiver cannot prove the signature yet: that is to be seen, and it is tried again.
    Waiting(Reached),
    /// There was no time left to try it: it waits as if it had not been taken up.
    Untried,
    /// It was not answered, or not yet: try again.
    Failed(String),
    /// The receiver rejects what it says: try again some times, for receivers are mended too.
    Rejected(String),
    /// Our own handling of it ended in a panic.
    Crashed,
    /// It can never be sent as it is.
    Impossible(DeadReason),
}

/// Why a request did not do its work.
#[derive(Clone)]
pub(super) enum Trouble {
    /// Nobody answered, or only to say that nothing works.
    Away(String),
    /// The receiver failed over this message, perhaps not over others.
    Stumbled(String),
    /// The receiver rejects this message.
    Rejected(String),
    /// The lease is nearly over: another process may have the message before an answer would come. Only in a batch.
    Late(String),
}

impl Trouble {
    /// What it shows of its route; `about` is the message that went. Only a batch can be late.
    pub(super) fn sign(&self, about: FormId) -> Sign {
        match self {
            Trouble::Rejected(_) => Sign::Alive,
            Trouble::Stumbled(_) => Sign::Stumbled(about),
            Trouble::Away(_) | Trouble::Late(_) => Sign::Away,
        }
    }

    /// What follows for each of the messages that went together.
    pub(super) fn sent(&self) -> Sent {
        match self {
            Trouble::Away(error) | Trouble::Stumbled(error) => Sent::Failed(error.clone()),
            Trouble::Rejected(error) => Sent::Rejected(error.clone()),
            Trouble::Late(_) => Sent::Untried,
        }
    }

    /// What is told of it.
    pub(super) fn said(self) -> String {
        match self {
            Trouble::Away(error) | Trouble::Stumbled(error) | Trouble::Rejected(error) | Trouble::Late(error) => error,
        }
    }

    /// Whether nothing more is to be sent that way for now.
    pub(super) fn ends_it(&self) -> bool {
        matches!(self, Trouble::Away(_) | Trouble::Late(_))
    }
}
