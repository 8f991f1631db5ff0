use super::{CRITERIA, Confirmed, Event, Rated, Technology};
use crate::terms::{Instant, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Where a dossier stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is known of it.
    Absent,
    /// It is being scored.
    Open(Box<Open>),
    /// Its protocol is signed: nothing changes it any more.
    Approved {
        /// What was approved.
        open: Box<Open>,
        /// What was signed.
        frozen: Frozen,
        /// The digest of the signature.
        signature: Sha256,
        /// When it was signed.
        at: Instant,
    },
    /// Whoever entered it withdrew it.
    Withdrawn {
        /// What was withdrawn.
        open: Box<Open>,
        /// Why.
        reason: String,
        /// When.
        at: Instant,
    },
}

/// A proposal with what analysts make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The technology as it stands.
    pub technology: Technology,
    /// Who entered it.
    pub by: String,
    /// When.
    pub entered_at: Instant,
    /// How often it was changed since.
    pub revision: u32,
    /// What each analyst picked last.
    pub scores: BTreeMap<String, Scored>,
    /// What is frozen for signing, if anything is.
    pub frozen: Option<Frozen>,
}

/// What an analyst picked last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The levels, in the order of the table.
    pub rated: [Rated; CRITERIA],
    /// By which revision of the evidence.
    pub revision: u32,
    /// When.
    pub at: Instant,
}

/// Levels that were confirmed, and the protocol that awaits its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The levels, in the order of the table.
    pub confirmed: [Confirmed; CRITERIA],
    /// The digest of the protocol's bytes.
    pub protocol: Sha256,
    /// Who confirmed them.
    pub by: String,
    /// When.
    pub at: Instant,
}

impl Scored {
    /// The levels alone.
    pub fn levels(&self) -> [u8; CRITERIA] {
        self.rated.each_ref().map(|rated| rated.level)
    }
}

impl Frozen {
    /// The levels alone.
    pub fn levels(&self) -> [u8; CRITERIA] {
        self.confirmed.each_ref().map(|confirmed| confirmed.level)
    }
}

impl Open {
    /// What was scored by the evidence as it stands; the rest was scored by evidence that is no more.
    pub fn standing(&self) -> impl Iterator<Item = (&String, &Scored)> {
        self.scores.iter().filter(|(_, scored)| scored.revision == self.revision)
    }

    /// The levels that were given to the criterion at `place` of the table; more than one is a disagreement.
    pub fn given(&self, place: usize) -> BTreeSet<u8> {
        self.standing().filter_map(|(_, scored)| scored.rated.get(place)).map(|rated| rated.level).collect()
    }
}

impl State {
    /// The state of a stream of events.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(State::Absent, evolve)
    }

    /// The proposal, wherever it stands.
    pub fn proposal(&self) -> Option<&Open> {
        match self {
            State::Absent => None,
            State::Open(open) | State::Approved { open, .. } | State::Withdrawn { open, .. } => Some(open),
        }
    }

    /// What was frozen for signing, signed or not.
    pub fn frozen(&self) -> Option<&Frozen> {
        match self {
            State::Open(open) => open.frozen.as_ref(),
            State::Approved { frozen, .. } => Some(frozen),
            State::Absent | State::Withdrawn { .. } => None,
        }
    }
}

/// The state after `event`. Never refuses: what has happened has happened.
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (State::Absent, Event::Proposed { technology, by, at }) => State::Open(Box::new(Open {
            technology: (**technology).clone(),
            by: by.clone(),
            entered_at: *at,
            revision: 0,
            scores: BTreeMap::new(),
            frozen: None,
        })),
        (State::Open(mut open), Event::Amended { technology, .. }) => {
            // What was confirmed was confirmed of other evidence.
            (open.technology, open.frozen) = ((**technology).clone(), None);
            open.revision += 1;
            State::Open(open)
        }
        (State::Open(mut open), Event::Scored { rated, by, at }) => {
            let scored = Scored { rated: (**rated).clone(), revision: open.revision, at: *at };
            open.scores.insert(by.clone(), scored);
            open.frozen = None;
            State::Open(open)
        }
        (State::Open(mut open), Event::Confirmed { confirmed, protocol, by, at }) => {
            open.frozen = Some(Frozen { confirmed: (**confirmed).clone(), protocol: *protocol, by: by.clone(), at: *at });
            State::Open(open)
        }
        (State::Open(mut open), Event::Approved { signature, at, .. }) => match open.frozen.take() {
            Some(frozen) => State::Approved { open, frozen, signature: *signature, at: *at },
            None => State::Open(open),
        },
        (State::Open(open), Event::Withdrawn { reason, at }) => State::Withdrawn { open, reason: reason.clone(), at: *at },
        (state, _) => state,
    }
}
