use saraptama_core::terms::{FormId, Instant};

/// A message of the gateway's asynchronous channel, as doors and jobs look for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelRow {
    /// Its id here, which is also that of its events.
    pub id: FormId,
    /// Whose turn it is: ours, a receiver's, or that of the gateway that we sent it through.
    pub queue: String,
    /// The id of whoever handed it in; empty for our own.
    pub sender: String,
    /// Its service.
    pub service: String,
    /// What it is within its chain, as the contract writes it.
    pub message_type: String,
    /// The id of its chain.
    pub chain: String,
    /// The gateway's id of it, as messages name it.
    pub name: String,
    /// On which side of the channel we hold it.
    pub side: ChannelSide,
    /// Where it stands.
    pub state: ChannelState,
    /// When something is to be done about it.
    pub due_at: Option<Instant>,
    /// When it was taken.
    pub created_at: Instant,
}

/// On which side of the channel a message is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i64)]
pub enum ChannelSide {
    /// We are the gateway that keeps it for its receiver.
    Gateway = 1,
    /// A gateway brought it to us.
    Client = 2,
    /// We handed it to a gateway.
    Sent = 3,
}

/// Where a message of the channel stands, for lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i64)]
pub enum ChannelState {
    /// On its way.
    OnDelivery = 0,
    /// Nobody tries any longer.
    Stopped = 1,
    /// The receiver will not take it.
    NotDelivered = 2,
    /// The receiver has it.
    Delivered = 3,
}
