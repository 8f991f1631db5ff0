//! The one corridor: door → flow → core → store. Every command loads the stream, decides, and commits
//! events, rows and messages in one transaction; a command that was overtaken loads and decides again.

pub mod databank;
pub mod envelope;
pub mod ministry;
pub mod mis;
mod proof;
pub mod reading;
mod submission;

pub use proof::{Proof, prove};
pub use submission::{Receipt, Submission};

use crate::node::Node;
use saraptama_core::terms::{Instant, Sha256};
use saraptama_core::{act, referral};
use saraptama_sign::SignatureFault;
use saraptama_store::{CommitError, Fault, NewEvent, Received, Unit, Verdict, rows::StoredEvent};

/// How often an overtaken command decides again before it gives up for now.
const ATTEMPTS: usize = 16;

/// Why a command came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// For this caller there is no such thing.
    #[error("not found")]
    NotFound,
    /// This caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The form in the MIS does not allow it, now.
    #[error(transparent)]
    Referral(#[from] referral::Refusal),
    /// The act in the data bank does not allow it, now.
    #[error(transparent)]
    Act(#[from] act::Refusal),
    /// The signature does not hold, or is somebody else's.
    #[error(transparent)]
    Signature(#[from] SignatureFault),
    /// Others were faster again and again; the same request may be sent again.
    #[error("too many changes at once")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] Fault),
    /// What was stored cannot be read back.
    #[error("reading an event back: {0}")]
    Event(String),
}

impl Node {
    /// Keeps a message as it came, where nothing else of its unit does. The same again changes nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep(&self, source: &str, message_id: &str, raw: &[u8]) -> Result<(), FlowError> {
        let received = Received {
            source: source.to_owned(),
            message_id: message_id.to_owned(),
            sha256: Sha256::of(raw),
            raw: raw.to_vec(),
            reply: vec![],
            verdict: Verdict::Taken,
            at: self.clock.now(),
        };
        let unit = Unit { received: Some(received), ..Unit::default() };
        attempt(self.store.commit(unit).await).map(drop)
    }
}

/// An event as the store takes it.
fn recorded<E: serde::Serialize>(event: &E, at: Instant) -> NewEvent {
    NewEvent { at, body: serde_json::to_vec(event).expect("events have string keys only, so JSON can hold them") }
}

/// The events of a stream, read back.
fn replayed<E: serde::de::DeserializeOwned>(stored: &[StoredEvent]) -> Result<Vec<E>, FlowError> {
    let read = |event: &StoredEvent| serde_json::from_slice(&event.body).map_err(|e| FlowError::Event(e.to_string()));
    stored.iter().map(read).collect()
}

/// What follows from an attempt to commit: done, decide again, or a fault.
enum Attempt {
    Done,
    Again,
}

fn attempt(result: Result<(), CommitError>) -> Result<Attempt, FlowError> {
    match result {
        Ok(()) => Ok(Attempt::Done),
        Err(CommitError::Conflict | CommitError::AlreadyReceived) => Ok(Attempt::Again),
        Err(CommitError::Fault(fault)) => Err(FlowError::Store(fault)),
    }
}
