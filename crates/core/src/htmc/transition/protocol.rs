//! The protocol of a file of figures: whoever imported the file does not sign what follows from it; a second analyst
//! does. The figures themselves change no more once they are imported, so a protocol is open or signed.

use crate::authority::{Principal, Role};
use crate::terms::{Instant, Sha256, civil_date};
use jiff::civil::Date;

/// What happened to a protocol.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// A second analyst signed it.
    Signed {
        /// The digest of its bytes.
        protocol: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// Who signed.
        by: String,
        /// When.
        at: Instant,
    },
}

/// Where a protocol stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody has signed it.
    #[default]
    Open,
    /// It is signed: nothing changes it any more.
    Signed {
        /// The digest of its bytes.
        protocol: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// Who signed.
        by: String,
        /// When.
        at: Instant,
    },
}

impl State {
    /// The state of a stream of events.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(Self::default(), evolve)
    }
}

/// What is asked of a protocol: to take a signature, verified over these bytes and found to be the asker's.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// The digest of the bytes that were signed.
    pub protocol: Sha256,
    /// The digest of the signature.
    pub signature: Sha256,
}

/// By whom, when, and over which figures.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// Who asks.
    pub who: &'c Principal,
    /// Who imported the figures.
    pub imported_by: &'c str,
    /// The digest of the protocol as it follows from the figures now.
    pub protocol: Sha256,
    /// When.
    pub at: Instant,
}

/// Why not, now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Only an analyst signs it.
    #[error("no such protocol")]
    NoSuchProtocol,
    /// Whoever imported the figures cannot sign what follows from them.
    #[error("that takes a second person")]
    NotASecondPerson,
    /// Other bytes follow from the figures than those that were signed.
    #[error("the protocol reads otherwise by now")]
    Changed,
    /// It is signed; nothing changes it.
    #[error("it is signed already")]
    AlreadySigned,
}

impl Refusal {
    /// The key of its message.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoSuchProtocol => "transition-refusal-no-such",
            Self::NotASecondPerson => "transition-refusal-not-a-second-person",
            Self::Changed => "transition-refusal-changed",
            Self::AlreadySigned => "transition-refusal-signed",
        }
    }
}

/// What happens when a signature comes; nothing happens where it has been taken already.
///
/// # Errors
/// Why it is not taken now.
pub fn decide(state: &State, sign: &Sign, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let Sign { protocol, signature } = *sign;
    let Context { who, imported_by, at, .. } = *context;
    if !who.holds(Role::Analyst, civil_date(at)) {
        return Err(Refusal::NoSuchProtocol);
    }
    if let State::Signed { protocol: held, signature: by, .. } = state {
        return if (*held, *by) == (protocol, signature) { Ok(vec![]) } else { Err(Refusal::AlreadySigned) };
    }
    if who.id == imported_by {
        return Err(Refusal::NotASecondPerson);
    }
    if context.protocol != protocol {
        return Err(Refusal::Changed);
    }
    Ok(vec![Event::Signed { protocol, signature, by: who.id.clone(), at }])
}

/// The state after `event`. Never refuses: what has happened has happened.
pub fn evolve(state: State, event: &Event) -> State {
    let Event::Signed { protocol, signature, by, at } = event;
    match state {
        State::Open => State::Signed { protocol: *protocol, signature: *signature, by: by.clone(), at: *at },
        signed @ State::Signed { .. } => signed,
    }
}

/// Whether `who` may sign the protocol of figures that `imported_by` imported, on `day`.
pub fn may_sign(state: &State, who: &Principal, imported_by: &str, day: Date) -> bool {
    *state == State::Open && who.holds(Role::Analyst, day) && who.id != imported_by
}
