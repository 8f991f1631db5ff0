use super::{CLIENT, TYPES};
use crate::shep::ShepFault;

/// The operations of both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// Both sides take messages.
    SendMessage,
    /// Gateway's side: a receiver tells whether it took a message.
    SendDeliveryNotification,
    /// Gateway's side: a sender asks after its message.
    GetMessageStatus,
    /// Gateway's side: a receiver asks for its messages.
    GetMessages,
    /// Clients' side: the gateway tells how far a message is. The contract spells it so.
    ChangeMassageStatusNotification,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 5] = [
        Self::SendMessage,
        Self::SendDeliveryNotification,
        Self::GetMessageStatus,
        Self::GetMessages,
        Self::ChangeMassageStatusNotification,
    ];

    /// Its name, which is also that of the request's wrapper.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SendMessage => "sendMessage",
            Self::SendDeliveryNotification => "sendDeliveryNotification",
            Self::GetMessageStatus => "getMessageStatus",
            Self::GetMessages => "getMessages",
            Self::ChangeMassageStatusNotification => "changeMassageStatusNotification",
        }
    }

    /// The namespace of its wrappers.
    pub(super) fn namespace(self) -> &'static str {
        if self == Self::ChangeMassageStatusNotification { CLIENT } else { TYPES }
    }

    /// The element that carries its error in a fault.
    pub(super) fn fault_element(self) -> String {
        format!("{0}Fault1_{0}Fault", self.as_str())
    }
}

/// A request that does not speak the protocol, with the operation whose fault answers it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {fault}", operation.as_str())]
pub struct CallFault {
    /// The operation that was called, as far as it can be told.
    pub operation: Operation,
    /// What is wrong.
    pub fault: ShepFault,
}
