//! A signed form in the Ministry of Health's system: proved again, receipted and passed on (p. 5).

use super::{Reached, stage};
use crate::check::{Check, Decision};
use crate::planted;
use crate::terms::{Instant, Sha256};

/// What happened to a form in the ministry's system.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// Form, check and signature hold: it goes on.
    Accepted {
        /// The digest of the form.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// When the MIS accepted the signature, by its clock.
        signed_at: Instant,
        /// Who sent it: stages go back there.
        source: String,
        /// When.
        at: Instant,
    },
    /// Something does not hold: it stops here, with its reason.
    Refused {
        /// The digest of the form.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// The key of the reason.
        reason: String,
        /// When.
        at: Instant,
    },
    /// The data bank reported a stage.
    Reached(Reached),
}

/// Where a form stands in the ministry's system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is known under this id.
    Absent,
    /// Accepted and passed on.
    Accepted {
        /// The digest of the form.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// Who sent it.
        source: String,
        /// When.
        at: Instant,
        /// Stages that the data bank reported, in order, each once.
        stages: Vec<Reached>,
    },
    /// Refused.
    Refused {
        /// The digest of the form.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// The key of the reason.
        reason: String,
        /// When.
        at: Instant,
    },
}

/// A submission as the ministry proved it.
#[derive(Clone, Debug)]
pub struct Proved<'p> {
    /// The digest of the form.
    pub sha256: Sha256,
    /// The digest of the signature.
    pub signature: Sha256,
    /// When the MIS accepted the signature, by its clock.
    pub signed_at: Instant,
    /// Who sent it.
    pub source: &'p str,
    /// The check by the law of the signing day.
    pub check: &'p Check,
    /// The key of why form and signature do not belong together, if they do not.
    pub unproved: Option<&'p str>,
    /// The ministry's clock.
    pub now: Instant,
}

/// A submission that changes nothing of what is held.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// The same id is held with other bytes.
    #[error("other bytes are held under this id")]
    OtherBytes,
    /// The signature does not prove the bytes: they may be anybody's, so they do not take the id. The
    /// right bytes can still come.
    #[error("the signature does not prove the form: {0}")]
    Unproved(String),
}

/// Decides a submission. What is held already gives no event, whatever was decided then.
///
/// # Errors
/// [`NotTaken`] when this id is held with other bytes, or when the signature proves nothing.
pub fn submit(state: &State, proved: &Proved<'_>) -> Result<Vec<Event>, NotTaken> {
    let Proved { sha256, signature, signed_at, now: at, .. } = *proved;
    match state {
        State::Accepted { sha256: held, signature: seal, .. } | State::Refused { sha256: held, signature: seal, .. } => {
            if (*held, *seal) == (sha256, signature) || planted!("bytes-not-compared-at-the-ministry") {
                Ok(vec![])
            } else {
                Err(NotTaken::OtherBytes)
            }
        }
        State::Absent => {
            if let Some(fault) = proved.unproved {
                return Err(NotTaken::Unproved(fault.to_owned()));
            }
            let refused = |reason: &str| Event::Refused { sha256, signature, reason: reason.to_owned(), at };
            Ok(vec![match proved.check.decision {
                Decision::Blocked => refused("refused-form-blocked"),
                Decision::Ordinary => refused("refused-outside-pilot"),
                Decision::Signable => Event::Accepted { sha256, signature, signed_at, source: proved.source.to_owned(), at },
            }])
        }
    }
}

/// The new stages among those reported: each once, nothing for a form that was never accepted.
pub fn learn(state: &State, stages: &[Reached]) -> Vec<Event> {
    let State::Accepted { stages: known, .. } = state else { return vec![] };
    stage::new_among(stages, known).into_iter().map(Event::Reached).collect()
}

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (_, Event::Accepted { sha256, signature, source, at, .. }) => {
            State::Accepted { sha256: *sha256, signature: *signature, source: source.clone(), at: *at, stages: vec![] }
        }
        (_, Event::Refused { sha256, signature, reason, at }) => {
            State::Refused { sha256: *sha256, signature: *signature, reason: reason.clone(), at: *at }
        }
        (State::Accepted { sha256, signature, source, at, mut stages }, Event::Reached(reached)) => {
            stage::insert(&mut stages, reached);
            State::Accepted { sha256, signature, source, at, stages }
        }
        (state, Event::Reached(_)) => state,
    }
}

impl State {
    /// The state of a stream of events.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(State::Absent, evolve)
    }
}
