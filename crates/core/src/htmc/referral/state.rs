use crate::authority::{Principal, Role};
use crate::terms::{Bin, Instant, Sha256};
use jiff::civil::Date;

/// What happened to a referral.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// What the commission decided was written down; it takes the place of what was written before.
    Written {
        /// Whose commission.
        organisation: Bin,
        /// The digest of its bytes.
        sha256: Sha256,
        /// Who wrote it.
        by: String,
        /// When.
        at: Instant,
    },
    /// The chair signed it.
    Signed {
        /// The digest of its bytes.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// The chair.
        by: String,
        /// When.
        at: Instant,
    },
}

/// What was written last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Whose commission.
    pub organisation: Bin,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Where a referral stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is known of it.
    Absent,
    /// It is written and not signed.
    Written(Written),
    /// The chair has signed it: nothing changes it any more.
    Signed {
        /// What was signed.
        written: Written,
        /// The digest of the signature.
        signature: Sha256,
        /// When.
        at: Instant,
    },
}

impl State {
    /// The state of a stream of events.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(State::Absent, evolve)
    }

    /// What was written last.
    pub fn written(&self) -> Option<&Written> {
        match self {
            State::Absent => None,
            State::Written(written) | State::Signed { written, .. } => Some(written),
        }
    }
}

/// The state after `event`. Never refuses: what has happened has happened.
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (State::Absent | State::Written(_), Event::Written { organisation, sha256, by, at }) => {
            State::Written(Written { organisation: *organisation, sha256: *sha256, by: by.clone(), at: *at })
        }
        (State::Written(written), Event::Signed { signature, at, .. }) => {
            State::Signed { written, signature: *signature, at: *at }
        }
        (state, _) => state,
    }
}

/// What may be done with a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// See it.
    See,
    /// Write it anew.
    Write,
    /// Sign it.
    Sign,
}

/// What `who` may do next with a referral on `day`. Nothing means: for this person it does not exist.
pub fn actions(state: &State, who: &Principal, day: Date) -> Vec<Action> {
    let chairs = |written: &Written| who.holds_in(Role::Chair, written.organisation, day);
    match state {
        State::Written(written) if chairs(written) => vec![Action::See, Action::Write, Action::Sign],
        State::Signed { written, .. } if chairs(written) => vec![Action::See],
        _ => vec![],
    }
}
