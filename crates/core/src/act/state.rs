use super::Event;
use crate::referral::Stage;
use crate::terms::{ActNumber, Instant, Sha256};

/// An act that an expert holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The number.
    pub number: ActNumber,
    /// The expert's id.
    pub expert: String,
    /// When it reached the expert.
    pub arrived_at: Instant,
    /// The end of the term.
    pub due_at: Instant,
    /// The end of the term of the first expert who had it, for monitoring (AMB-22).
    pub first_due_at: Instant,
    /// The experts from whom it was taken, the first one first.
    pub taken_from: Vec<String>,
    /// The decision that is frozen for signing, if one is.
    pub decision: Option<Sha256>,
}

/// Where an act stands. Each state holds what that state needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is known of this form.
    Absent,
    /// Refused on arrival.
    Refused {
        /// The digest of the form.
        sha256: Sha256,
        /// The digest of the chair's signature.
        signature: Sha256,
        /// The key of the reason.
        reason: String,
        /// When.
        at: Instant,
    },
    /// Kept until it can be told whether the signature held.
    AwaitingProof {
        /// What was submitted: form and signature.
        source: (Sha256, Sha256),
        /// The key of what is not known yet.
        reason: String,
        /// Since when.
        at: Instant,
    },
    /// Returned or withdrawn: a new form goes on in its place. A number that was given stays taken.
    Ended {
        /// What was accepted: form and signature.
        source: (Sha256, Sha256),
        /// When the form was accepted.
        accepted_at: Instant,
        /// The number, if it had one.
        number: Option<ActNumber>,
        /// [`Stage::Returned`] or [`Stage::Withdrawn`].
        how: Stage,
        /// The key of the reason.
        reason: String,
    },
    /// Accepted, not yet numbered.
    Accepted {
        /// The digest of the form.
        sha256: Sha256,
        /// The digest of the chair's signature.
        signature: Sha256,
        /// When.
        at: Instant,
    },
    /// A numbered draft on its way to an expert.
    Waiting {
        /// What was accepted: form and signature.
        source: (Sha256, Sha256),
        /// When the form was accepted.
        accepted_at: Instant,
        /// The number.
        number: ActNumber,
        /// An alarm stands: nobody was eligible at the last draw.
        alarm: bool,
    },
    /// With its expert.
    Assigned {
        /// What was accepted: form and signature.
        source: (Sha256, Sha256),
        /// When the form was accepted.
        accepted_at: Instant,
        /// Who and until when.
        held: Assigned,
    },
    /// Decided and signed, and since the same instant on its way into the register.
    Decided {
        /// What was accepted: form and signature.
        source: (Sha256, Sha256),
        /// When the form was accepted.
        accepted_at: Instant,
        /// Who held it.
        held: Assigned,
        /// The digest of the signed decision.
        decision: Sha256,
        /// The digest of the expert's signature.
        signature: Sha256,
        /// Its place in the register, once it has one.
        index: Option<u64>,
    },
}

/// The state after `event`. Never refuses: what has happened has happened.
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (_, Event::AwaitingProof { sha256, signature, reason, at }) => {
            State::AwaitingProof { source: (*sha256, *signature), reason: reason.clone(), at: *at }
        }
        (state, Event::Returned { reason, .. }) => ended(state, Stage::Returned, reason),
        (state, Event::Withdrawn { reason, .. }) => ended(state, Stage::Withdrawn, reason),
        (_, Event::Accepted { sha256, signature, at, .. }) => State::Accepted { sha256: *sha256, signature: *signature, at: *at },
        (_, Event::Refused { sha256, signature, reason, at, .. }) => {
            State::Refused { sha256: *sha256, signature: *signature, reason: reason.clone(), at: *at }
        }
        (State::Accepted { sha256, signature, at }, Event::Numbered { number, .. }) => {
            State::Waiting { source: (sha256, signature), accepted_at: at, number: *number, alarm: false }
        }
        (State::Waiting { source, accepted_at, number, .. }, Event::NobodyEligible { .. }) => {
            State::Waiting { source, accepted_at, number, alarm: true }
        }
        (State::Waiting { source, accepted_at, number, .. }, Event::Assigned { expert, at, due_at, .. }) => {
            let expert = expert.clone();
            let held = Assigned {
                number,
                expert,
                arrived_at: *at,
                due_at: *due_at,
                first_due_at: *due_at,
                taken_from: vec![],
                decision: None,
            };
            State::Assigned { source, accepted_at, held }
        }
        (State::Assigned { source, accepted_at, held }, Event::Reassigned { expert, at, due_at, .. }) => {
            let mut taken_from = held.taken_from;
            taken_from.push(held.expert);
            // What the former expert froze is nobody's decision any more.
            let held = Assigned {
                expert: expert.clone(),
                arrived_at: *at,
                due_at: *due_at,
                taken_from,
                decision: None,
                number: held.number,
                first_due_at: held.first_due_at,
            };
            State::Assigned { source, accepted_at, held }
        }
        (State::Assigned { source, accepted_at, held }, Event::DecisionFrozen { sha256, .. }) => {
            State::Assigned { source, accepted_at, held: Assigned { decision: Some(*sha256), ..held } }
        }
        (State::Assigned { source, accepted_at, held }, Event::Decided { sha256, signature, .. }) => {
            State::Decided { source, accepted_at, held, decision: *sha256, signature: *signature, index: None }
        }
        (State::Decided { source, accepted_at, held, decision, signature, .. }, Event::Registered { index, .. }) => {
            State::Decided { source, accepted_at, held, decision, signature, index: Some(*index) }
        }
        (state, _) => state,
    }
}

fn ended(state: State, how: Stage, reason: &str) -> State {
    let number = state.number();
    let (source, accepted_at) = match state {
        State::Accepted { sha256, signature, at } => ((sha256, signature), at),
        State::Waiting { source, accepted_at, .. } | State::Assigned { source, accepted_at, .. } => (source, accepted_at),
        other => return other,
    };
    State::Ended { source, accepted_at, number, how, reason: reason.to_owned() }
}

impl State {
    /// The state of a stream of events.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(State::Absent, evolve)
    }

    /// The act's number, once it has one.
    pub fn number(&self) -> Option<ActNumber> {
        match self {
            State::Absent | State::Refused { .. } | State::AwaitingProof { .. } | State::Accepted { .. } => None,
            State::Ended { number, .. } => *number,
            State::Waiting { number, .. } => Some(*number),
            State::Assigned { held, .. } | State::Decided { held, .. } => Some(held.number),
        }
    }

    /// What was submitted: the digests of form and signature.
    pub fn source(&self) -> Option<(Sha256, Sha256)> {
        match self {
            State::Absent => None,
            State::Refused { sha256, signature, .. } | State::Accepted { sha256, signature, .. } => Some((*sha256, *signature)),
            State::AwaitingProof { source, .. }
            | State::Ended { source, .. }
            | State::Waiting { source, .. }
            | State::Assigned { source, .. }
            | State::Decided { source, .. } => Some(*source),
        }
    }
}
