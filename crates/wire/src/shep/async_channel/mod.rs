//! AsyncChannel v10: a message is handed over, and its answer is a message of its own.
//!
//! The gateway's side (`IAsyncChannel`) takes messages, keeps them until their receiver says that it
//! has them, and tells how far they are; the clients' side (`IAsyncChannelClient`) is called by the
//! gateway with messages and with changes of their state. Wrappers stand in `…/v10/Types`, that of a
//! change of state in `…/v10/Types/Client`; children carry no namespace. Names are spelt as the contract
//! spells them: `changeMassageStatusNotification`, `MESSAGE_NOT_ACCTEPTED`.

mod answer;
mod message;
mod operation;
mod parts;
mod read;
mod write;

pub use answer::{Answered, read_accepted, read_delivery_noted, read_messages, read_status, read_status_change_noted};
pub use message::{
    Accepted, Data, DeliveryNoted, DeliveryNotification, ErrorInfo, HandedOut, Message, MessageState, MessageStatus, MessageType,
    MessagesAnswer, MessagesQuery, ReceiveStatus, Resend, StatusAnswer, StatusChange, StatusChangeNoted, StatusQuery, Unread,
};
pub use operation::{CallFault, Operation};
pub use read::{Call, ClientCall, read_call, read_client_call};
pub use write::{
    write_accepted, write_call_fault, write_delivery_noted, write_delivery_notification, write_messages, write_messages_query,
    write_send_message, write_status, write_status_change, write_status_change_noted, write_status_query,
};

/// The most messages that one answer to `getMessages` carries.
pub const MESSAGES: usize = 256;

const TYPES: &str = "http://bip.bee.kz/AsyncChannel/v10/Types";
const CLIENT: &str = "http://bip.bee.kz/AsyncChannel/v10/Types/Client";
