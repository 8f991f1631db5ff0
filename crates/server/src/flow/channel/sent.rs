//! Messages of ours in another's gateway: what they were about, and what the gateway tells of them.

use super::{ATTEMPTS, Attempt, FlowError, attempt, derived_id, recorded, replayed, row_state};
use crate::config::Route;
use crate::counters::count;
use crate::node::Node;
use saraptama_core::channel::{Standing, sent};
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::rows::{ChannelRow, ChannelSide};
use saraptama_store::{Append, Change, Family, Logged, Stream, Unit};
use saraptama_wire::shep::Property;
use saraptama_wire::shep::Sender;
use saraptama_wire::shep::async_channel::{Accepted, Data, Message, MessageType};

/// A message of ours for a route, its ids left to the gateway; `key` names it in every attempt alike.
pub fn envelope_for(route: &Route, service: &str, message_type: MessageType, data: Data, key: &str, now: Instant) -> Message {
    Message {
        message_id: None,
        correlation_id: None,
        service_id: service.to_owned(),
        message_type,
        route_id: None,
        date: now,
        sender: Sender { id: route.sender.clone(), password: Some(route.token.clone()) },
        properties: vec![Property { key: super::accept::SENDER_MESSAGE_ID.to_owned(), value: key.to_owned() }],
        session_id: None,
        data,
    }
}

/// The queue of what was sent by a route.
pub fn queue_of_sent(route: &str) -> String {
    format!("sent:{route}")
}

impl Node {
    /// Keeps in mind that the gateway of `route` took a message about `form`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_sent(&self, route: &str, taken: &Accepted, service: &str, form: FormId) -> Result<(), FlowError> {
        let now = self.clock.now();
        let learn = |state: &sent::State| sent::sent(state, form, now);
        self.channel_learn(route, &taken.message_id, Some((&taken.correlation_id, service)), &[], learn).await.map(drop)
    }

    /// Learns what the gateway of `route` tells of a message of ours; `log` is how it told. Answers whether
    /// that was news; where it was none, nothing is logged either.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_told(
        &self,
        route: &str,
        name: &str,
        (standing, since): (Standing, Instant),
        log: &[Logged],
    ) -> Result<bool, FlowError> {
        let now = self.clock.now();
        let state = self.channel_learn(route, name, None, log, |state| sent::told(state, standing, since, now)).await?;
        let is_news = state.is_some();
        if let (Some(state), Standing::NotDelivered | Standing::Stopped) = (state, standing) {
            count(&self.counters.channel_undelivered);
            let form = state.form.map(|form| form.to_string()).unwrap_or_default();
            tracing::error!(
                route,
                message = name,
                form,
                ?standing,
                "the gateway did not deliver a message: it waits for an operator"
            );
        }
        Ok(is_news)
    }

    /// Appends what `learn` makes of the state; answers the new state, none where nothing is new.
    async fn channel_learn(
        &self,
        route: &str,
        name: &str,
        known: Option<(&str, &str)>,
        log: &[Logged],
        learn: impl Fn(&sent::State) -> Vec<sent::Event> + Send,
    ) -> Result<Option<sent::State>, FlowError> {
        let id = derived_id(&[b"sent", route.as_bytes(), name.as_bytes()]);
        let stream = Stream { family: Family::Sent, form: id };
        for _ in 0..ATTEMPTS {
            let past: Vec<sent::Event> = replayed(&self.store.events(stream).await?)?;
            let state = sent::State::of(&past);
            let events = learn(&state);
            if events.is_empty() {
                return Ok(None);
            }
            let state = events.iter().fold(state, sent::evolve);
            let now = self.clock.now();
            let before = self.store.channel_message(id).await?;
            let (chain, service) = known.unwrap_or_default();
            let row = ChannelRow {
                state: row_state(state.standing()),
                ..before.unwrap_or_else(|| ChannelRow {
                    id,
                    queue: queue_of_sent(route),
                    sender: String::new(),
                    service: service.to_owned(),
                    message_type: String::new(),
                    chain: chain.to_owned(),
                    name: name.to_owned(),
                    side: ChannelSide::Sent,
                    state: row_state(state.standing()),
                    due_at: None,
                    created_at: now,
                })
            };
            let row = if chain.is_empty() { row } else { ChannelRow { chain: chain.to_owned(), ..row } };
            let events = events.iter().map(|one| recorded(one, now)).collect();
            let appended = Append { stream, expected: past.len() as u64, events };
            let (appends, changes, log) = (vec![appended], vec![Change::ChannelMessage(row)], log.to_vec());
            let unit = Unit { appends, changes, log, ..Unit::default() };
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                return Ok(Some(state));
            }
        }
        Err(FlowError::Busy)
    }
}
