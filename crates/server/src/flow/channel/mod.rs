//! The corridor of the asynchronous channel. A message is kept before its taking is acknowledged; what
//! becomes of it is decided by `core`, told by its events, and shown by a row for whoever looks for it.

mod accept;
mod came;
mod hand_out;
mod sent;
mod work;

pub use accept::{Arrival, Kept, NotKept};
pub use came::Came;
pub use hand_out::{MOST_AT_ONCE, Notice, read_back};
pub use sent::{envelope_for, queue_of_sent};

use super::{ATTEMPTS, Attempt, FlowError, attempt, recorded, replayed};
use crate::node::Node;
use saraptama_core::channel::{self, Command, Event, Patience, Refusal, Standing, State};
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_store::rows::{ChannelRow, ChannelState};
use saraptama_store::{Append, Change, Family, Stream, Unit};

/// The queue of messages that this node works off itself.
pub const HERE: &str = "here";

/// The queue of messages that wait for a partner, named as the register of roles names it.
pub fn queue_for(partner: &str) -> String {
    format!("for:{partner}")
}

/// The kinds of messages that the channel puts in the outbox.
pub mod kind {
    /// A `RESPONSE` through another's gateway; its body is the envelope.
    pub const RESPONSE: &str = "channel-response";
    /// A delivery notification to another's gateway.
    pub const RECEIPT: &str = "channel-receipt";
    /// A change of state, told to the sender of a message that we keep.
    pub const STATUS: &str = "channel-status";
}

/// A message of the channel with everything that happened to it.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its row.
    pub row: ChannelRow,
    /// Where it stands.
    pub state: State,
    version: u64,
}

impl Node {
    /// A message of the channel.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none; when the store fails.
    pub async fn channel_held(&self, id: FormId) -> Result<Held, FlowError> {
        let row = self.store.channel_message(id).await?.ok_or(FlowError::NotFound)?;
        let events: Vec<Event> = replayed(&self.store.events(Stream { family: Family::Channel, form: id }).await?)?;
        Ok(Held { row, state: State::of(&events), version: events.len() as u64 })
    }

    /// Lets a command act on a message. `more` adds to the unit what follows from the events; it is asked
    /// only where there are any. Answers the events, none where it was so already.
    ///
    /// # Errors
    /// The core's refusal, or when the store fails; nothing changed then.
    pub async fn channel_do(
        &self,
        id: FormId,
        command: Command<'_>,
        more: impl Fn(&ChannelRow, &[Event], &mut Unit) + Send,
    ) -> Result<Vec<Event>, FlowError> {
        for _ in 0..ATTEMPTS {
            let Held { row, state, version } = self.channel_held(id).await?;
            let now = self.clock.now();
            let events = channel::decide(&state, command, now, patience(&row))?;
            if events.is_empty() {
                return Ok(events);
            }
            let after = events.iter().fold(state, channel::evolve);
            let row = ChannelRow { state: shown(&after), due_at: due(&after), ..row };
            let mut unit = Unit {
                appends: vec![append(id, version, &events, now)],
                changes: vec![Change::ChannelMessage(row.clone())],
                ..Unit::default()
            };
            self.tell_sender(&row, &events, now, &mut unit);
            more(&row, &events, &mut unit);
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                self.outbox_bell.notify_one();
                self.channel_bell.notify_one();
                return Ok(events);
            }
        }
        Err(FlowError::Busy)
    }
}

/// Our own work is done at once or died with its process; whoever is brought a message has longer.
fn patience(row: &ChannelRow) -> Patience {
    const OURS_SECONDS: i64 = 10;
    let usual = Patience::default();
    if row.queue == HERE { Patience { answer_seconds: OURS_SECONDS, ..usual } } else { usual }
}

impl From<Refusal> for FlowError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unknown => Self::NotFound,
            Refusal::NotDue | Refusal::Ended(_) => Self::Channel(refusal),
        }
    }
}

fn append(id: FormId, expected: u64, events: &[Event], at: Instant) -> Append {
    let stream = Stream { family: Family::Channel, form: id };
    Append { stream, expected, events: events.iter().map(|event| recorded(event, at)).collect() }
}

/// The state as its row shows it.
fn shown(state: &State) -> ChannelState {
    state.standing().map_or(ChannelState::OnDelivery, row_state)
}

fn row_state(standing: Standing) -> ChannelState {
    match standing {
        Standing::OnDelivery => ChannelState::OnDelivery,
        Standing::Stopped => ChannelState::Stopped,
        Standing::NotDelivered => ChannelState::NotDelivered,
        Standing::Delivered => ChannelState::Delivered,
    }
}

fn due(state: &State) -> Option<Instant> {
    if let State::OnDelivery { due_at, .. } = state { Some(*due_at) } else { None }
}

/// A new id: time-ordered, the rest from what it is for, so that no two things of one instant share it.
fn new_id(now: Instant, label: &[&[u8]]) -> FormId {
    let mut id = digest(label).0[..16].to_vec();
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0).to_be_bytes();
    id[..6].copy_from_slice(&millis[2..]);
    FormId::from_bytes(stamped(id, 0x70))
}

/// An id that follows from what others named.
pub fn derived_id(label: &[&[u8]]) -> FormId {
    FormId::from_bytes(stamped(digest(label).0[..16].to_vec(), 0x80))
}

/// A session as the schema wants it: a guid in braces.
pub fn session(label: &[&[u8]]) -> String {
    format!("{{{}}}", derived_id(label))
}

fn digest(parts: &[&[u8]]) -> Sha256 {
    let mut whole = vec![];
    for part in parts {
        whole.extend_from_slice(&(part.len() as u64).to_be_bytes());
        whole.extend_from_slice(part);
    }
    Sha256::of(&whole)
}

/// Sixteen bytes with the version and variant of a UUID.
fn stamped(bytes: Vec<u8>, version: u8) -> [u8; 16] {
    let mut id = [0; 16];
    id.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    id[6] = (id[6] & 0x0f) | version;
    id[8] = (id[8] & 0x3f) | 0x80;
    id
}
