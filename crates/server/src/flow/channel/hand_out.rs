//! Handing messages out: to receivers that ask, and news of them to their senders.

use super::came::Came;
use super::{FlowError, Held, kind, queue_for};
use crate::config::Channel;
use crate::flow::AGAIN;
use crate::node::Node;
use saraptama_core::channel::{Command, Event, Standing, State, Stop, is_told};
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::rows::{ChannelRow, ChannelSide};
use saraptama_store::{Outgoing, Unit};
use saraptama_wire::shep::Code;
use saraptama_wire::shep::async_channel::{Call, Message, MessagesQuery, Operation, read_call};

/// The most messages that a receiver is handed at once.
pub const MOST_AT_ONCE: u32 = 64;
/// Where they grow beyond this together, the rest waits for the next question: an envelope has its limit.
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// What a sender is told of its message; the body of what the outbox keeps.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Notice {
    /// The gateway's id of the message.
    pub name: String,
    /// Its service.
    pub service: String,
    /// How far it is.
    pub standing: Standing,
    /// Whether it is to be brought again: of a receiver's word alone.
    pub again: bool,
    /// The code of the reason, where there is one.
    pub code: Option<String>,
    /// Since when.
    pub at: Instant,
}

impl Node {
    /// The messages that wait for `receiver`, as it asks for them. They wait on until it says that it has them.
    /// One whose envelope cannot be read back holds up no other: it is stopped, for an operator to see.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_waiting_for(&self, receiver: &str, query: &MessagesQuery) -> Result<Vec<Message>, FlowError> {
        let limit = query.amount.unwrap_or(MOST_AT_ONCE).min(MOST_AT_ONCE);
        let queue = queue_for(receiver);
        let rows = match query.message_id.as_deref() {
            Some(name) => {
                let row = self.channel_by_name(name).await?;
                let its = |row: &ChannelRow| row.queue == queue && row.service == query.service_id;
                let chain = |row: &ChannelRow| query.correlation_id.as_ref().is_none_or(|chain| *chain == row.chain);
                row.into_iter().filter(|row| its(row) && chain(row)).collect()
            }
            None => {
                let chain = query.correlation_id.as_deref();
                self.store.channel_waiting(&queue, &query.service_id, chain, limit).await?
            }
        };
        let (mut messages, mut bytes) = (vec![], 0);
        for row in rows.into_iter().filter(|row| row.state == saraptama_store::rows::ChannelState::OnDelivery) {
            let body = self.store.channel_body(row.id).await?.unwrap_or_default();
            bytes += body.len();
            if bytes > MOST_BYTES && !messages.is_empty() {
                break;
            }
            match read_back(&body) {
                Ok(message) => messages.push(message),
                Err(_) => self.channel_unreadable(row.id).await?,
            }
        }
        Ok(messages)
    }

    /// Ends the way of a message whose envelope the archive does not give back as it was written.
    async fn channel_unreadable(&self, id: FormId) -> Result<(), FlowError> {
        tracing::error!(%id, "the envelope of a message cannot be read back: the archive was changed, or its disk is ill");
        match self.channel_do(id, Command::Stop(Stop::Unreadable), |_, _, _| ()).await {
            // Meanwhile it ended otherwise.
            Ok(_) | Err(FlowError::Channel(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// A message that we keep for its receiver, by the id that we gave it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_by_name(&self, name: &str) -> Result<Option<ChannelRow>, FlowError> {
        let Ok(id) = FormId::parse(name) else { return Ok(None) };
        let row = self.store.channel_message(id).await?;
        Ok(row.filter(|row| row.side == ChannelSide::Gateway))
    }

    /// How far a message is that `sender` handed in.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] for everybody else; when the store fails.
    pub async fn channel_status(&self, sender: &str, name: &str) -> Result<(Standing, Option<String>, Instant), FlowError> {
        let row = self.channel_by_name(name).await?.filter(|row| row.sender == sender).ok_or(FlowError::NotFound)?;
        let Held { state, row, .. } = self.channel_held(row.id).await?;
        match state {
            State::Ended { standing, code, at } => Ok((standing, code, at)),
            _ => Ok((Standing::OnDelivery, None, row.created_at)),
        }
    }

    /// What `receiver` says of a message that it was handed, and in what bytes it does.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] for everybody else; the core's refusal; when the store fails.
    pub async fn channel_answered(
        &self,
        receiver: &str,
        (name, service): (&str, &str),
        command: Command<'_>,
        came: Came<'_>,
    ) -> Result<(), FlowError> {
        let about = format!("{}:{name}", Operation::SendDeliveryNotification.as_str());
        let taken = came.taken(receiver, &about, self.clock.now());
        let row = self.channel_by_name(name).await?;
        let done = match row.filter(|row| row.queue == queue_for(receiver) && row.service == service) {
            Some(row) => self.channel_do(row.id, command, |_, _, unit| unit.log.push(taken.clone())).await,
            None => Err(FlowError::NotFound),
        };
        let verdict = match &done {
            Ok(events) if events.is_empty() => AGAIN,
            Err(FlowError::NotFound) => Code::MessageUnknown.key(),
            Err(FlowError::Channel(_)) => Code::DeliveryEnded.key(),
            _ => return done.map(drop),
        };
        self.channel_note(came, receiver, &about, verdict).await?;
        done.map(drop)
    }

    /// The envelope of a message, as it is brought to its receiver.
    ///
    /// # Errors
    /// When the store fails or holds none.
    pub async fn channel_envelope(&self, id: FormId) -> Result<Vec<u8>, FlowError> {
        self.store.channel_body(id).await?.ok_or(FlowError::NotFound)
    }

    /// What the sender of a message that we keep is told, where it can be reached.
    pub(super) fn tell_sender(&self, row: &ChannelRow, events: &[Event], now: Instant, unit: &mut Unit) {
        if row.side != ChannelSide::Gateway || row.sender.is_empty() {
            return;
        }
        let Some((route, channel)) = self.route_of(&row.sender) else { return };
        if channel != Channel::Push {
            return;
        }
        for event in events.iter().filter(|event| is_told(event)) {
            let notice = notice(row, event, now);
            unit.sends.push(outgoing(&route, kind::STATUS, row.id, &notice, now));
        }
    }

    /// The route to a partner, by the id under which it calls us, and how messages travel there.
    pub fn route_of(&self, partner: &str) -> Option<(String, Channel)> {
        let named = |(name, route): &(&String, &crate::config::Route)| match &route.partner {
            Some(known) => known == partner,
            None => *name == partner,
        };
        self.routes.iter().find(named).map(|(name, route)| (name.clone(), route.channel()))
    }
}

/// A notice as the outbox keeps it.
pub(super) fn outgoing(route: &str, kind: &'static str, id: FormId, notice: &Notice, now: Instant) -> Outgoing {
    let body = serde_json::to_vec(notice).expect("strings and instants, which JSON can hold");
    Outgoing { route: route.to_owned(), kind, form: id, body, due_at: now }
}

fn notice(row: &ChannelRow, event: &Event, now: Instant) -> Notice {
    let (standing, code) = match event {
        Event::Delivered { .. } => (Standing::Delivered, None),
        Event::NotDelivered { code, .. } => (Standing::NotDelivered, code.clone()),
        Event::Stopped { .. } => (Standing::Stopped, None),
        Event::Resent { code, .. } => (Standing::OnDelivery, code.clone()),
        _ => (Standing::OnDelivery, None),
    };
    Notice { name: row.name.clone(), service: row.service.clone(), standing, again: false, code, at: now }
}

/// A message out of the envelope that we wrote.
///
/// # Errors
/// When it is not one.
pub fn read_back(envelope: &[u8]) -> Result<Message, FlowError> {
    match read_call(envelope) {
        Ok(Call::Send(message)) => Ok(*message),
        _ => Err(FlowError::Event("the envelope of a message is not one".to_owned())),
    }
}
