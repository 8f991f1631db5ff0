//! Answers, as a client reads them.

use super::MESSAGES;
use super::message::{Accepted, DeliveryNoted, HandedOut, MessageState, StatusAnswer, StatusChangeNoted, Unread};
use super::operation::Operation;
use super::parts::{self, guid, instant, word};
use crate::shep::read::{Fields, ID_CHARS, body, fault};
use crate::shep::xml::{Element, parse};
use crate::shep::{FaultInfo, SOAP, ShepFault};

/// What was answered, or the fault.
pub type Answered<T> = Result<T, FaultInfo>;

/// Reads the answer to `sendMessage`.
///
/// # Errors
/// When it is neither that answer nor a fault: the outcome is then unknown, and the request is sent again.
/// The same holds for every function here.
pub fn read_accepted(bytes: &[u8]) -> Result<Answered<Accepted>, ShepFault> {
    answered(bytes, Operation::SendMessage, |mut fields| {
        Ok(Accepted {
            message_id: fields.text("messageId")?,
            correlation_id: fields.text("correlationId")?,
            date: instant(&mut fields, "responseDate")?,
            session_id: fields.optional_text("sessionId")?,
        })
    })
}

/// Reads the answer to `sendDeliveryNotification`.
///
/// # Errors
/// As [`read_accepted`].
pub fn read_delivery_noted(bytes: &[u8]) -> Result<Answered<DeliveryNoted>, ShepFault> {
    answered(bytes, Operation::SendDeliveryNotification, |mut fields| {
        Ok(DeliveryNoted {
            notification_id: fields.text("notificationId")?,
            date: instant(&mut fields, "responseDate")?,
            session_id: guid(&mut fields, "sessionId")?.unwrap_or_default(),
        })
    })
}

/// Reads the answer to `getMessageStatus`.
///
/// # Errors
/// As [`read_accepted`].
pub fn read_status(bytes: &[u8]) -> Result<Answered<StatusAnswer>, ShepFault> {
    answered(bytes, Operation::GetMessageStatus, |mut fields| {
        Ok(StatusAnswer {
            state: word(&mut fields, "messageState", MessageState::parse)?,
            status: parts::status(&mut fields)?,
            date: instant(&mut fields, "responseDate")?,
            session_id: fields.optional_text("sessionId")?,
        })
    })
}

/// Reads the answer to `getMessages`, each message by itself: one that cannot be read takes no other with it.
///
/// # Errors
/// As [`read_accepted`].
pub fn read_messages(bytes: &[u8]) -> Result<Answered<HandedOut>, ShepFault> {
    answered(bytes, Operation::GetMessages, |mut fields| {
        let messages = fields.all("messages", MESSAGES)?.into_iter();
        let one = |element: &Element| {
            let read = Fields::of(element, "messages/").and_then(|fields| parts::message(fields, "messages/"));
            read.map_err(|fault| Unread { message_id: id_of(element), fault })
        };
        Ok(HandedOut {
            date: instant(&mut fields, "responseDate")?,
            session_id: guid(&mut fields, "sessionId")?.unwrap_or_default(),
            messages: messages.map(one).collect(),
        })
    })
}

/// The id of a message, whatever else is wrong with it; none where it is not plain which one it is.
fn id_of(message: &Element) -> Option<String> {
    fn only<'e>(of: &'e Element, name: &str) -> Option<&'e Element> {
        let mut found = of.children.iter().filter(|child| child.name == name && child.namespace.is_none());
        let first = found.next();
        first.filter(|_| found.next().is_none())
    }
    let id = only(only(message, "messageInfo")?, "messageId")?;
    let text = id.text.trim();
    (id.children.is_empty() && !text.is_empty() && text.chars().count() <= ID_CHARS * 4).then(|| text.to_owned())
}

/// Reads the answer to `changeMassageStatusNotification`.
///
/// # Errors
/// As [`read_accepted`].
pub fn read_status_change_noted(bytes: &[u8]) -> Result<Answered<StatusChangeNoted>, ShepFault> {
    answered(bytes, Operation::ChangeMassageStatusNotification, |mut fields| {
        let date = instant(&mut fields, "responseDate")?;
        Ok(StatusChangeNoted { date, session_id: guid(&mut fields, "sessionId")?.unwrap_or_default() })
    })
}

fn answered<T>(
    bytes: &[u8],
    operation: Operation,
    read: impl Fn(Fields<'_>) -> Result<T, ShepFault>,
) -> Result<Answered<T>, ShepFault> {
    let root = parse(bytes)?;
    let answer = body(&root)?;
    if answer.is(SOAP, "Fault") {
        return Ok(Err(fault(answer)));
    }
    if !answer.is(operation.namespace(), &format!("{}Response", operation.as_str())) {
        return Err(ShepFault::NotSendMessage);
    }
    let mut fields = Fields::of(answer, "")?;
    read(Fields::of(fields.one("response")?, "")?).map(Ok)
}
