//! The messages of the asynchronous channel as terms.

use crate::shep::{Payload, Property, Reply, Sender, ShepFault};
use saraptama_core::terms::Instant;

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $value:ident = $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $value,)* }

        impl $name {
            /// Every value, in the schema's order.
            pub const ALL: &'static [Self] = &[$(Self::$value,)*];

            /// As it travels, spelt as in the contract.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$value => $text,)* }
            }

            /// The value that travels so; no other spelling is one.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }
    };
}

words! {
    /// What a message is within its chain.
    MessageType {
        /// The first message of an interaction; the gateway gives its chain an id.
        Request = "REQUEST",
        /// A notification.
        Notification = "NOTIFICATION",
        /// An update of what was sent.
        Update = "UPDATE",
        /// The answer to a request, under the request's chain.
        Response = "RESPONSE",
    }
}

words! {
    /// How far the gateway has brought a message.
    MessageState {
        /// On its way.
        OnDelivery = "ON_DELIVERY",
        /// The receiver said that it took it.
        Delivered = "DELIVERED",
        /// The receiver said that it will not take it.
        NotDelivered = "NOT_DELIVERED",
        /// Stopped by an operator, or tried as often as allowed.
        DeliveryStopped = "DELIVERY_STOPPED",
    }
}

words! {
    /// What a receiver says of a message.
    ReceiveStatus {
        /// Taken.
        Accepted = "MESSAGE_ACCEPTED",
        /// Not taken. The contract spells it so.
        NotAccepted = "MESSAGE_NOT_ACCTEPTED",
    }
}

words! {
    /// Whether the gateway shall bring it again.
    Resend {
        /// Again, later.
        Resend = "RESEND",
        /// Not again.
        NotResend = "NOT_RESEND",
    }
}

/// A message: `messageInfo` and `messageData`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The gateway's id of it; a sender leaves it empty.
    pub message_id: Option<String>,
    /// The gateway's id of the chain; empty in what begins one, present in everything else.
    pub correlation_id: Option<String>,
    /// The id of the interaction in the gateway's register.
    pub service_id: String,
    /// What it is within its chain.
    pub message_type: MessageType,
    /// Additional routing.
    pub route_id: Option<String>,
    /// When its sender made it.
    pub date: Instant,
    /// Who sends.
    pub sender: Sender,
    /// Properties agreed with the gateway.
    pub properties: Vec<Property>,
    /// The gateway's session.
    pub session_id: Option<String>,
    /// The business data.
    pub data: Data,
}

/// The business data of a message, by its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// Of everything that asks or tells.
    Asked(Payload),
    /// Of a `RESPONSE`.
    Answered(Reply),
}

impl Message {
    /// The value of a property.
    pub fn property(&self, key: &str) -> Option<&str> {
        self.properties.iter().find(|property| property.key == key).map(|property| property.value.as_str())
    }
}

/// The answer to `sendMessage`: the gateway's ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The message's.
    pub message_id: String,
    /// The chain's.
    pub correlation_id: String,
    /// When it was taken.
    pub date: Instant,
    /// The gateway's session.
    pub session_id: Option<String>,
}

/// What a receiver tells the gateway about a message that it was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryNotification {
    /// The message.
    pub message_id: String,
    /// Its service.
    pub service_id: String,
    /// When the notification was made.
    pub date: Instant,
    /// Whether it was taken.
    pub receive: ReceiveStatus,
    /// As of when.
    pub status_date: Instant,
    /// Whether to bring it again.
    pub resend: Resend,
    /// Why not, where it was not taken.
    pub error: Option<ErrorInfo>,
    /// When the request was made.
    pub request_date: Instant,
    /// Who tells.
    pub sender: Option<Sender>,
}

/// The answer to a delivery notification. The schema demands the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryNoted {
    /// The notification's id.
    pub notification_id: String,
    /// When.
    pub date: Instant,
    /// The session.
    pub session_id: String,
}

/// A sender's question after its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusQuery {
    /// The message.
    pub message_id: String,
    /// When the question was made.
    pub request_date: Instant,
    /// Who asks.
    pub sender: Sender,
    /// Properties.
    pub properties: Vec<Property>,
}

/// A status: free code and message, as of an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageStatus {
    /// The code.
    pub code: String,
    /// For people.
    pub message: String,
    /// Since when.
    pub date: Instant,
}

/// The answer to [`StatusQuery`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusAnswer {
    /// How far the message is.
    pub state: MessageState,
    /// The status.
    pub status: MessageStatus,
    /// When the answer was made.
    pub date: Instant,
    /// The session; any text, by the schema.
    pub session_id: Option<String>,
}

/// A receiver's question for its messages: one message, one chain or a service's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessagesQuery {
    /// One message.
    pub message_id: Option<String>,
    /// One chain.
    pub correlation_id: Option<String>,
    /// When the question was made.
    pub request_date: Option<Instant>,
    /// The service; always asked for.
    pub service_id: String,
    /// Who asks.
    pub sender: Option<Sender>,
    /// At most so many; none where the gateway decides.
    pub amount: Option<u32>,
    /// Properties.
    pub properties: Vec<Property>,
}

/// The answer to [`MessagesQuery`]. The schema demands the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessagesAnswer {
    /// When the answer was made.
    pub date: Instant,
    /// The session.
    pub session_id: String,
    /// The messages, the oldest first.
    pub messages: Vec<Message>,
}

/// [`MessagesAnswer`] as its receiver reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOut {
    /// When the answer was made.
    pub date: Instant,
    /// The session.
    pub session_id: String,
    /// The messages in their order, those too that cannot be read.
    pub messages: Vec<Result<Message, Unread>>,
}

/// A message that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The gateway's id of it, where that can be read.
    pub message_id: Option<String>,
    /// What is wrong with it.
    pub fault: ShepFault,
}

/// What the gateway tells a sender about its message: `changeMassageStatusNotification`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// The notification's id.
    pub notification_id: String,
    /// The message.
    pub message_id: String,
    /// When the notification was made.
    pub date: Instant,
    /// How far the message is now.
    pub state: MessageState,
    /// The status.
    pub status: MessageStatus,
    /// Why, where it was not delivered.
    pub error: Option<ErrorInfo>,
    /// When the request was made.
    pub request_date: Instant,
    /// The session.
    pub session_id: Option<String>,
}

/// The answer to [`StatusChange`]. The schema demands the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChangeNoted {
    /// When.
    pub date: Instant,
    /// The session that the request named.
    pub session_id: String,
}

/// The gateway's description of an error, which may hold another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
    /// More of it.
    pub data: Option<String>,
    /// When it happened.
    pub date: Instant,
    /// What it came from.
    pub sub_error: Option<Box<ErrorInfo>>,
    /// The session in which it happened.
    pub session_id: Option<String>,
}
