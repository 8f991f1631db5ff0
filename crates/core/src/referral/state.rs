use super::{Desk, Event, HandedBack, Reached, Stage, stage};
use crate::terms::{Iin, Instant, Sha256};
use jiff::civil::Date;

/// Where a signed form goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// It is in the pilot and travels by itself (algorithm p. 5).
    Pilot,
    /// It is outside the pilot, is kept here and goes the ordinary way.
    Ordinary,
}

/// Where a form stands in the MIS. Each state holds what that state needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is known under this id.
    Absent,
    /// Stored and checked; may be replaced.
    Draft {
        /// The digest of the bytes.
        sha256: Sha256,
        /// When these bytes were stored.
        stored_at: Instant,
        /// On whose desk it lies.
        desk: Desk,
    },
    /// Frozen for signing; may be taken back.
    Frozen {
        /// The digest of the bytes.
        sha256: Sha256,
        /// When they were stored.
        stored_at: Instant,
        /// On whose desk it lay: there it lies again when the freeze is taken back.
        desk: Desk,
        /// The chair.
        by: Iin,
        /// When they were frozen.
        at: Instant,
    },
    /// Signed, and it cannot be told yet whether the signature holds: the bytes never change again.
    AwaitingProof {
        /// The digest of the bytes.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// The day whose law was read.
        law: Date,
        /// Where it goes once the signature is proved.
        route: Route,
        /// When the MIS took the signature.
        at: Instant,
        /// Every stage so far.
        stages: Vec<Reached>,
    },
    /// The signature was proved not to hold: a new form goes on in its place.
    Refused {
        /// The digest of the bytes.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// Every stage so far.
        stages: Vec<Reached>,
    },
    /// Signed: the bytes never change again.
    Signed {
        /// The digest of the bytes.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// Where it goes.
        route: Route,
        /// Every stage so far, in order, each once.
        stages: Vec<Reached>,
    },
}

/// The state after `event`. Never refuses: what has happened has happened.
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (State::Draft { desk, .. } | State::Frozen { desk, .. }, Event::Stored { sha256, at }) => {
            State::Draft { sha256: *sha256, stored_at: *at, desk: desk.with_other_bytes() }
        }
        (_, Event::Stored { sha256, at }) => State::Draft { sha256: *sha256, stored_at: *at, desk: Desk::NEW },
        (State::Draft { sha256, stored_at, .. }, Event::Presented { by, at, .. }) => {
            State::Draft { sha256, stored_at, desk: Desk::Chair { by: *by, presented_at: *at } }
        }
        (State::Draft { sha256, stored_at, .. }, Event::HandedBack { sha256: read, by, reason, at }) => {
            let last = HandedBack { sha256: *read, by: *by, reason: reason.clone(), at: *at };
            State::Draft { sha256, stored_at, desk: Desk::Doctor { handed_back: Some(last) } }
        }
        (State::Draft { sha256, stored_at, desk }, Event::Frozen { by, at, .. }) => {
            State::Frozen { sha256, stored_at, desk, by: *by, at: *at }
        }
        (State::Frozen { sha256, stored_at, desk, .. }, Event::Thawed { .. }) => State::Draft { sha256, stored_at, desk },
        (State::Frozen { sha256, stored_at, at: frozen_at, .. }, Event::Signed { signature, route, at, .. }) => State::Signed {
            sha256,
            signature: *signature,
            route: *route,
            stages: vec![
                Reached { stage: Stage::Checked, at: stored_at, detail: None },
                Reached { stage: Stage::Frozen, at: frozen_at, detail: None },
                Reached { stage: Stage::Signed, at: *at, detail: None },
            ],
        },
        (
            State::Frozen { sha256, stored_at, at: frozen_at, .. },
            Event::AwaitingProof { signature, law, route, reason, at, .. },
        ) => State::AwaitingProof {
            sha256,
            signature: *signature,
            law: *law,
            route: *route,
            at: *at,
            stages: vec![
                Reached { stage: Stage::Checked, at: stored_at, detail: None },
                Reached { stage: Stage::Frozen, at: frozen_at, detail: None },
                Reached { stage: Stage::AwaitingProof, at: *at, detail: Some(reason.clone()) },
            ],
        },
        (State::AwaitingProof { sha256, mut stages, .. }, Event::Signed { signature, route, at, .. }) => {
            stages.retain(|known| known.stage != Stage::AwaitingProof);
            stage::insert(&mut stages, &Reached { stage: Stage::Signed, at: *at, detail: None });
            State::Signed { sha256, signature: *signature, route: *route, stages }
        }
        (State::AwaitingProof { sha256, mut stages, .. }, Event::SignatureRefused { signature, reason, at }) => {
            stage::insert(&mut stages, &Reached { stage: Stage::Refused, at: *at, detail: Some(reason.clone()) });
            State::Refused { sha256, signature: *signature, stages }
        }
        (State::Signed { sha256, signature, route, mut stages }, Event::Reached(reached)) => {
            stage::insert(&mut stages, reached);
            State::Signed { sha256, signature, route, stages }
        }
        (state, _) => state,
    }
}

/// The stages that were reached, in order.
pub fn journey(state: &State) -> Vec<Reached> {
    let checked = |at: &Instant| Reached { stage: Stage::Checked, at: *at, detail: None };
    match state {
        State::Absent => vec![],
        State::Draft { stored_at, .. } => vec![checked(stored_at)],
        State::Frozen { stored_at, at, .. } => {
            vec![checked(stored_at), Reached { stage: Stage::Frozen, at: *at, detail: None }]
        }
        State::Signed { stages, .. } | State::AwaitingProof { stages, .. } | State::Refused { stages, .. } => stages.clone(),
    }
}

impl State {
    /// The state of a stream of events.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(State::Absent, evolve)
    }
}
