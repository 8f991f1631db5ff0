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
pub use submission::AGAIN;
pub use submission::{Receipt, Submission};

use crate::node::Node;
use saraptama_core::htmc::dossier;
use saraptama_core::terms::{Instant, Sha256};
use saraptama_core::{act, referral};
use saraptama_sign::SignatureFault;
use saraptama_store::{CommitError, Direction, Fault, Logged, NewEvent, Received, Unit, Verdict, rows::StoredEvent};
use saraptama_wire::shep::{Code, ShepFault};

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
    /// The month of the monitoring does not allow it, now.
    #[error(transparent)]
    Month(#[from] crate::monitoring::Refusal),
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

/// A message that tells something, as it came.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The whole of it.
    pub raw: &'a [u8],
    /// The digest of what it says.
    pub content: Sha256,
    /// What the envelope's own signature showed; empty where there is no envelope.
    pub seal: &'a str,
}

/// What became of a message that is kept as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It is kept, or was already.
    Kept,
    /// Under its id something else was kept; nothing changed.
    OtherContent,
}

impl Node {
    /// Keeps a message as it came, where nothing else of its unit does. The same again changes nothing; what it
    /// says is told by `content`, for the envelope around it is sealed anew each time.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep(&self, source: &str, message_id: &str, told: &Told<'_>) -> Result<Keeping, FlowError> {
        let Told { raw, content, seal } = *told;
        let at = self.clock.now();
        let logged = Logged { signature: seal.to_owned(), ..taken(source, message_id, raw, at) };
        // Under a name of its own: what stands under the bare id was told by its whole envelope.
        let (source, message_id) = (source.to_owned(), format!("told:{message_id}"));
        let received = Received { source, message_id, sha256: content, reply: vec![], verdict: Verdict::Taken, at };
        let unit = Unit { received: Some(received.clone()), log: vec![logged.clone()], ..Unit::default() };
        if let Attempt::Done = attempt(self.store.commit(unit).await)? {
            return Ok(Keeping::Kept);
        }
        let known = self.store.received(&received.source, &received.message_id).await?;
        if known.is_some_and(|known| known.sha256 != content) {
            self.log(Logged { verdict: Code::OtherContent.key().to_owned(), ..logged }).await?;
            return Ok(Keeping::OtherContent);
        }
        self.log(Logged { verdict: AGAIN.to_owned(), raw: None, ..logged }).await?;
        Ok(Keeping::Kept)
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
        self.log_all(vec![logged]).await
    }

    /// Logs what went over a route and what came back, where nothing else of its unit changes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn log_all(&self, log: Vec<Logged>) -> Result<(), FlowError> {
        if log.is_empty() {
            return Ok(());
        }
        attempt(self.store.commit(Unit { log, ..Unit::default() }).await).map(drop)
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
