//! Taking messages: durable before they are acknowledged, the same message once.

use super::came::Came;
use super::{ATTEMPTS, Attempt, FlowError, HERE, append, attempt, due, new_id, queue_for, shown};
use crate::flow::AGAIN;
use crate::node::Node;
use saraptama_core::channel::{self, Command, Event, Patience, State};
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_store::rows::{ChannelRow, ChannelSide};
use saraptama_store::{Append, Change, Received, Unit, Verdict};
use saraptama_wire::shep::async_channel::{Message, MessageType, write_send_message};
use saraptama_wire::shep::{ACT_STATUS, Code, FORM031_SUBMIT, Sender, ShepFault};

/// The property in which a sender may name a message of its own: it leaves the gateway's id empty, so
/// after a lost answer nothing else would tell that it is the same message.
pub const SENDER_MESSAGE_ID: &str = "senderMessageId";

/// A message as it arrived.
pub struct Arrival<'a> {
    /// Who handed it in, by the register of roles.
    pub source: &'a str,
    /// On which side of the channel we took it.
    pub side: ChannelSide,
    /// The message.
    pub message: &'a Message,
    /// In what bytes.
    pub came: Came<'a>,
}

/// What a message is answered: the same message always the same.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Kept {
    /// The gateway's id of it.
    pub name: String,
    /// Its chain.
    pub chain: String,
    /// When it was taken.
    pub at: Instant,
}

/// Why a message is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// No such service here.
    ServiceUnknown,
    /// A type of message that the service does not take.
    TypeWrong,
    /// Something else came under its id.
    OtherContent,
    /// It answers a chain that nobody began, or that was another's.
    ChainUnknown,
    /// A message within a chain must name it.
    ChainMissing,
    /// What the gateway brings has the gateway's id.
    IdMissing,
}

impl NotKept {
    /// As the sender of the message reads it.
    pub fn fault(self) -> ShepFault {
        match self {
            Self::ServiceUnknown => ShepFault::Refused(Code::ServiceUnknown),
            Self::OtherContent => ShepFault::Refused(Code::OtherContent),
            Self::ChainUnknown => ShepFault::Refused(Code::ChainUnknown),
            Self::TypeWrong => ShepFault::Invalid("messageInfo/messageType".into()),
            Self::ChainMissing => ShepFault::Missing("messageInfo/correlationId".into()),
            Self::IdMissing => ShepFault::Missing("messageInfo/messageId".into()),
        }
    }
}

/// What became of a message that is acknowledged.
enum Taken {
    New(Kept),
    Again(Kept),
}

impl Node {
    /// Keeps a message that somebody hands in; once this returns it is durable. What is known already or not
    /// kept is logged like what is.
    ///
    /// # Errors
    /// When the store fails; why it is not kept is a [`NotKept`].
    pub async fn channel_accept(&self, arrival: &Arrival<'_>) -> Result<Result<Kept, NotKept>, FlowError> {
        let Arrival { source, side, message, came } = *arrival;
        let (kept, verdict) = match self.channel_take(arrival).await? {
            Ok(Taken::New(kept)) => return Ok(Ok(kept)),
            Ok(Taken::Again(kept)) => (Ok(kept), AGAIN),
            Err(why) => (Err(why), why.fault().key()),
        };
        self.channel_note(came, source, &key(message, side), verdict).await?;
        Ok(kept)
    }

    /// Whether this very message was kept already.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_knows(&self, source: &str, side: ChannelSide, message: &Message) -> Result<bool, FlowError> {
        let known = self.store.received(source, &key(message, side)).await?;
        Ok(known.is_some_and(|known| known.sha256 == content(message)))
    }

    async fn channel_take(&self, arrival: &Arrival<'_>) -> Result<Result<Taken, NotKept>, FlowError> {
        let Arrival { source, side, message, came } = *arrival;
        let begins = message.message_type == MessageType::Request && side == ChannelSide::Gateway;
        let queue = match self.channel_queue(arrival).await? {
            Ok(queue) => queue,
            Err(why) => return Ok(Err(why)),
        };
        let (key, content) = (key(message, side), content(message));
        for _ in 0..ATTEMPTS {
            if let Some(known) = self.store.received(source, &key).await? {
                let same = known.sha256 == content;
                let kept = serde_json::from_slice(&known.reply).map_err(|e| FlowError::Event(e.to_string()))?;
                return Ok(if same { Ok(Taken::Again(kept)) } else { Err(NotKept::OtherContent) });
            }
            let now = self.clock.now();
            let id = new_id(now, &[b"message", source.as_bytes(), key.as_bytes()]);
            let chain = match &message.correlation_id {
                Some(chain) if !begins => chain.clone(),
                _ => new_id(now, &[b"chain", source.as_bytes(), key.as_bytes()]).to_string(),
            };
            let name = match (&message.message_id, side) {
                (Some(name), ChannelSide::Client) => name.clone(),
                _ => id.to_string(),
            };
            let kept = Kept { name, chain, at: now };
            let (appended, changes) = self.channel_new(id, &kept, &queue, source, side, message);
            let received = Received {
                source: source.to_owned(),
                message_id: key.clone(),
                sha256: content,
                reply: serde_json::to_vec(&kept).expect("strings and an instant, which JSON can hold"),
                verdict: Verdict::Taken,
                at: now,
            };
            let log = vec![came.taken(source, &key, now)];
            let unit = Unit { appends: vec![appended], changes, received: Some(received), log, ..Unit::default() };
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                self.channel_bell.notify_one();
                return Ok(Ok(Taken::New(kept)));
            }
        }
        Err(FlowError::Busy)
    }

    /// Puts a message of ours into the gateway that we are, for a partner. The same `key` again changes nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_post(&self, partner: &str, key: &str, message: &Message) -> Result<(), FlowError> {
        let now = self.clock.now();
        let id = super::derived_id(&[b"post", partner.as_bytes(), key.as_bytes()]);
        let chain = message.correlation_id.clone().unwrap_or_else(|| new_id(now, &[b"chain", b"", key.as_bytes()]).to_string());
        let kept = Kept { name: id.to_string(), chain, at: now };
        let (appended, changes) = self.channel_new(id, &kept, &queue_for(partner), "", ChannelSide::Gateway, message);
        let unit = Unit { appends: vec![appended], changes, ..Unit::default() };
        // Overtaken means that it is there already.
        attempt(self.store.commit(unit).await)?;
        self.channel_bell.notify_one();
        Ok(())
    }

    /// The events and rows of a message that is taken now.
    pub(super) fn channel_new(
        &self,
        id: FormId,
        kept: &Kept,
        queue: &str,
        source: &str,
        side: ChannelSide,
        message: &Message,
    ) -> (Append, Vec<Change>) {
        let events = channel::decide(&State::Absent, Command::Accept, kept.at, Patience::default()).unwrap_or_default();
        let state = State::of(&events);
        let row = ChannelRow {
            id,
            queue: queue.to_owned(),
            sender: source.to_owned(),
            service: message.service_id.clone(),
            message_type: message.message_type.as_str().to_owned(),
            chain: kept.chain.clone(),
            name: kept.name.clone(),
            side,
            state: shown(&state),
            due_at: due(&state),
            created_at: kept.at,
        };
        let whole = Message {
            message_id: Some(kept.name.clone()),
            correlation_id: Some(kept.chain.clone()),
            // Whom it came from is told by who we know they are; the password ends here.
            sender: Sender { id: if source.is_empty() { message.sender.id.clone() } else { source.to_owned() }, password: None },
            ..message.clone()
        };
        let body = Change::ChannelBody { id, bytes: write_send_message(&whole).into_bytes() };
        (append(id, 0, &events, kept.at), vec![Change::ChannelMessage(row), body])
    }

    /// Whose turn an arrived message is.
    async fn channel_queue(&self, arrival: &Arrival<'_>) -> Result<Result<String, NotKept>, FlowError> {
        let Arrival { source, side, message, .. } = *arrival;
        let here = Ok(Ok(HERE.to_owned()));
        if !matches!(message.service_id.as_str(), FORM031_SUBMIT | ACT_STATUS) {
            return Ok(Err(NotKept::ServiceUnknown));
        }
        let is_form = message.service_id == FORM031_SUBMIT;
        match (side, message.message_type) {
            (_, MessageType::Update | MessageType::Notification) if is_form => Ok(Err(NotKept::TypeWrong)),
            (ChannelSide::Client, _) if message.message_id.is_none() => Ok(Err(NotKept::IdMissing)),
            (ChannelSide::Gateway, MessageType::Request) => here,
            _ if message.correlation_id.is_none() => Ok(Err(NotKept::ChainMissing)),
            (ChannelSide::Gateway, MessageType::Response) => {
                // An answer goes to whoever asked, and only who was asked may answer.
                let chain = message.correlation_id.as_deref().unwrap_or_default();
                let asked = self.store.channel_chain(chain).await?;
                let asked = asked.iter().find(|row| row.queue == queue_for(source) && row.service == message.service_id);
                Ok(asked.map_or(Err(NotKept::ChainUnknown), |row| {
                    Ok(if row.sender.is_empty() { HERE.to_owned() } else { queue_for(&row.sender) })
                }))
            }
            _ => here,
        }
    }
}

/// What makes a message the same one again: its id where it has one, else everything that it says.
fn key(message: &Message, side: ChannelSide) -> String {
    let own = message.property(SENDER_MESSAGE_ID).filter(|id| !id.is_empty());
    match (&message.message_id, own, side) {
        (Some(id), _, _) => format!("channel:{id}"),
        (None, Some(own), ChannelSide::Gateway) => format!("channel:own:{own}"),
        _ => format!("channel:at:{}:{}", message.date, content(message)),
    }
}

/// The digest of what a message says, whatever it was wrapped in and whenever it was sent.
fn content(message: &Message) -> Sha256 {
    let said = Message {
        message_id: None,
        date: Instant::UNIX_EPOCH,
        sender: Sender { id: String::new(), password: None },
        properties: vec![],
        session_id: None,
        route_id: None,
        ..message.clone()
    };
    Sha256::of(write_send_message(&said).as_bytes())
}

/// Whether a message that is being tried was tried by us alone: events of others end it.
pub(super) fn is_try(events: &[Event]) -> bool {
    matches!(events, [Event::Tried { .. }])
}
