//! The one corridor: door → flow → core → store. Every command loads the stream, decides, and commits
//! events, rows and messages in one transaction; a command that was overtaken loads and decides again.

pub mod channel;
pub mod databank;
pub mod documents;
pub mod envelope;
pub mod htmc;
pub mod htmc_list;
pub mod identity;
pub mod ministry;
pub mod mis;
pub mod outbox;
pub mod papers;
mod proof;
pub mod reading;
pub(crate) mod seal;
mod submission;
pub mod told;

pub use proof::{Proof, prove};
use submission::AGAIN;
pub use submission::{Receipt, Submission};

use crate::node::Node;
use saraptama_core::htmc::dossier;
use saraptama_core::terms::{Instant, Sha256};
use saraptama_core::{act, referral};
use saraptama_sign::SignatureFault;
use saraptama_store::{CommitError, Direction, Fault, Logged, NewEvent, Received, Unit, Verdict, rows::StoredEvent};
use saraptama_wire::shep::ShepFault;

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
    /// The dossier of a technology does not allow it, now.
    #[error(transparent)]
    Dossier(#[from] dossier::Refusal),
    /// The referral to high-tech care does not allow it, now.
    #[error(transparent)]
    HighTech(#[from] saraptama_core::htmc::referral::Refusal),
    /// The protocol of a file of figures does not allow it, now.
    #[error(transparent)]
    Transition(#[from] saraptama_core::htmc::transition::protocol::Refusal),
    /// The message of the channel does not allow it, now.
    #[error(transparent)]
    Channel(saraptama_core::channel::Refusal),
    /// The edition of the list that is being entered does not allow it, now.
    #[error(transparent)]
    Edition(#[from] saraptama_core::htmc::edition::Refusal),
    /// The signature does not hold, or is somebody else's.
    #[error(transparent)]
    Signature(#[from] SignatureFault),
    /// It is not in the version any more that the caller has read.
    #[error("changed since it was read")]
    Overtaken,
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
    pub async fn keep(&self, source: &str, message_id: &str, raw: &[u8], seal: &str) -> Result<(), FlowError> {
        let (sha256, at) = (Sha256::of(raw), self.clock.now());
        let (source, message_id) = (source.to_owned(), message_id.to_owned());
        let logged = Logged { signature: seal.to_owned(), ..taken(&source, &message_id, raw, at) };
        let received = Received { source, message_id, sha256, reply: vec![], verdict: Verdict::Taken, at };
        let unit = Unit { received: Some(received), log: vec![logged.clone()], ..Unit::default() };
        match attempt(self.store.commit(unit).await)? {
            Attempt::Done => Ok(()),
            Attempt::Again => self.log(Logged { verdict: AGAIN.to_owned(), raw: None, ..logged }).await,
        }
    }

    /// Logs a message that was refused before anybody read what it says: its envelope proves nothing, or is too old.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn log_unproved(&self, source: &str, message_id: &str, raw: &[u8], fault: &ShepFault) -> Result<(), FlowError> {
        let logged = taken(source, message_id, raw, self.clock.now());
        let signature = if let ShepFault::Seal(_, reason) = fault { (*reason).to_owned() } else { String::new() };
        self.log(Logged { verdict: fault.key().to_owned(), signature, ..logged }).await
    }

    /// Logs a message where nothing else of its unit changes.
    async fn log(&self, logged: Logged) -> Result<(), FlowError> {
        attempt(self.store.commit(Unit { log: vec![logged], ..Unit::default() }).await).map(drop)
    }
}

/// A message that was taken, for the log.
fn taken(source: &str, message_id: &str, raw: &[u8], at: Instant) -> Logged {
    Logged {
        direction: Direction::Received,
        peer: source.to_owned(),
        message_id: message_id.to_owned(),
        verdict: "taken".to_owned(),
        signature: String::new(),
        sha256: Sha256::of(raw),
        raw: Some(raw.to_vec()),
        at,
    }
}

/// An event as the store takes it.
fn recorded<E: serde::Serialize>(event: &E, at: Instant) -> NewEvent {
    NewEvent { at, body: serde_json::to_vec(event).expect("events have string keys only, so JSON can hold them") }
}

/// The latest instant of what a decision builds on. What follows from it shows no earlier one, though the
/// clock of another process of the node may have been ahead of ours.
fn latest(stored: &[StoredEvent]) -> Instant {
    stored.iter().map(|event| event.at).max().unwrap_or(Instant::MIN)
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
        Err(CommitError::Fault(_)) if saraptama_core::planted!("fault-taken-for-done") => Ok(Attempt::Done),
        Err(CommitError::Fault(fault)) => Err(FlowError::Store(fault)),
    }
}
