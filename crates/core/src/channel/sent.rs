//! A message that we sent through somebody else's gateway, as far as the gateway tells of it.

use super::Standing;
use crate::terms::{FormId, Instant};

/// What we learned of a message of ours.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// The gateway took it. Its answer may be heard after what the gateway tells of the message.
    Sent {
        /// The form that it is about.
        form: FormId,
        /// When.
        at: Instant,
    },
    /// The gateway told how far it is.
    Told {
        /// How far.
        standing: Standing,
        /// Since when, by the gateway's clock.
        since: Instant,
        /// When we heard of it.
        at: Instant,
    },
}

/// A message of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The form that it is about, once the gateway's answer was heard.
    pub form: Option<FormId>,
    /// How far it is and since when, once that was told.
    pub told: Option<(Standing, Instant)>,
}

impl State {
    /// The state of a stream of events.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(Self::default(), evolve)
    }

    /// How far it is; on its way until something else is told.
    pub fn standing(&self) -> Standing {
        self.told.map_or(Standing::OnDelivery, |(standing, _)| standing)
    }
}

/// The gateway took a message about `form`.
pub fn sent(state: &State, form: FormId, now: Instant) -> Vec<Event> {
    if state.form.is_some() { vec![] } else { vec![Event::Sent { form, at: now }] }
}

/// The gateway told how far a message is. Notifications come late, twice and out of order: the newest
/// counts, and of two of one instant the one that is further.
pub fn told(state: &State, standing: Standing, since: Instant, now: Instant) -> Vec<Event> {
    let known = state.told.map(|(standing, since)| (since, standing));
    if known >= Some((since, standing)) { vec![] } else { vec![Event::Told { standing, since, at: now }] }
}

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> State {
    match event {
        Event::Sent { form, .. } => State { form: Some(*form), ..state },
        Event::Told { standing, since, .. } => State { told: Some((*standing, *since)), ..state },
    }
}
