use super::{Event, Reached, Stage, stage};
use crate::terms::{Iin, Instant, Sha256};

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
    },
    /// Frozen for signing; may be taken back.
    Frozen {
        /// The digest of the bytes.
        sha256: Sha256,
        /// When they were stored.
        stored_at: Instant,
        /// The chair.
        by: Iin,
        /// When they were frozen.
        at: Instant,
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
        (_, Event::Stored { sha256, at }) => State::Draft { sha256: *sha256, stored_at: *at },
        (State::Draft { sha256, stored_at }, Event::Frozen { by, at, .. }) => {
            State::Frozen { sha256, stored_at, by: *by, at: *at }
        }
        (State::Frozen { sha256, stored_at, .. }, Event::Thawed { .. }) => State::Draft { sha256, stored_at },
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
        State::Signed { stages, .. } => stages.clone(),
    }
}

impl State {
    /// The state of a stream of events.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(State::Absent, evolve)
    }
}
