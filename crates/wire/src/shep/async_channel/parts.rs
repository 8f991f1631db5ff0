//! The parts of messages, read in requests and answers alike.

use super::message::{Data, ErrorInfo, Message, MessageStatus, MessageType};
use crate::shep::read::{Fields, PROPERTIES, is_guid, message_date, property};
use crate::shep::xml::Element;
use crate::shep::{Property, Sender, ShepFault, payload};
use saraptama_core::terms::Instant;

/// How deep errors may stand in one another: the schema lets them without end.
const ERRORS: usize = 8;

/// A message; `at` is the path above `messageInfo`, empty or with its slash.
pub(super) fn message(mut fields: Fields<'_>, at: &str) -> Result<Message, ShepFault> {
    let mut info = Fields::of(fields.one("messageInfo")?, format!("{at}messageInfo/"))?;
    let mut data = Fields::of(fields.one("messageData")?, format!("{at}messageData/"))?;
    fields.nothing_else()?;
    let message_id = info.optional_text("messageId")?;
    let correlation_id = info.optional_text("correlationId")?;
    let service_id = info.text("serviceId")?;
    let message_type = word(&mut info, "messageType", MessageType::parse)?;
    let route_id = info.optional_text("routeId")?;
    let date = instant(&mut info, "messageDate")?;
    let sender = sender(&mut info)?.ok_or_else(|| info.missing("sender"))?;
    let properties = properties(&mut info, &format!("{at}messageInfo/properties"))?;
    let session_id = guid(&mut info, "sessionId")?;
    info.nothing_else()?;

    let (given, place) = (data.optional("data")?, format!("{at}messageData/data"));
    data.nothing_else()?;
    // What the payload calls the message: the chain is what ties an answer to its question. What begins a
    // chain has no name yet.
    let named = correlation_id.as_deref().or(message_id.as_deref()).unwrap_or("-");
    let data = match message_type {
        MessageType::Response => Data::Answered(payload::read_reply(given, named, &place)?),
        _ => Data::Asked(payload::read(&service_id, named, given, &place)?),
    };
    Ok(Message { message_id, correlation_id, service_id, message_type, route_id, date, sender, properties, session_id, data })
}

/// The `sender`, where it stands.
pub(super) fn sender(fields: &mut Fields<'_>) -> Result<Option<Sender>, ShepFault> {
    let Some(element) = fields.optional("sender")? else { return Ok(None) };
    let mut of_sender = Fields::of(element, fields.path("sender/"))?;
    let sender = Sender { id: of_sender.text("senderId")?, password: of_sender.optional_text("password")? };
    of_sender.nothing_else()?;
    Ok(Some(sender))
}

pub(super) fn properties(fields: &mut Fields<'_>, at: &str) -> Result<Vec<Property>, ShepFault> {
    fields.all("properties", PROPERTIES)?.into_iter().map(|one| property(one, at)).collect()
}

/// A required instant.
pub(super) fn instant(fields: &mut Fields<'_>, name: &str) -> Result<Instant, ShepFault> {
    message_date(&fields.text(name)?).ok_or_else(|| fields.invalid(name))
}

/// A word of an enumeration: no client is trusted to keep to it.
pub(super) fn word<T>(fields: &mut Fields<'_>, name: &str, parse: fn(&str) -> Option<T>) -> Result<T, ShepFault> {
    parse(&fields.text(name)?).ok_or_else(|| fields.invalid(name))
}

/// A guid in braces; empty is absent.
pub(super) fn guid(fields: &mut Fields<'_>, name: &str) -> Result<Option<String>, ShepFault> {
    match fields.optional_text(name)? {
        Some(text) if !is_guid(&text) => Err(fields.invalid(name)),
        given => Ok(given),
    }
}

pub(super) fn status(fields: &mut Fields<'_>) -> Result<MessageStatus, ShepFault> {
    let mut status = Fields::of(fields.one("status")?, fields.path("status/"))?;
    let read = MessageStatus {
        code: status.text("statusCode")?,
        message: status.optional_text("statusMessage")?.unwrap_or_default(),
        date: instant(&mut status, "statusDate")?,
    };
    status.nothing_else()?;
    Ok(read)
}

/// An error. Those of other systems are often half empty, so only its shape is asked for: what is told of
/// a failure must not fail itself. `otherwise` stands for a date that is missing.
pub(super) fn error(element: &Element, at: String, otherwise: Instant, depth: usize) -> Result<ErrorInfo, ShepFault> {
    if depth == ERRORS {
        return Err(ShepFault::TooLarge("subError"));
    }
    let mut fields = Fields::of(element, format!("{at}/"))?;
    let date = fields.optional_text("errorDate")?.as_deref().and_then(message_date).unwrap_or(otherwise);
    let sub_error = match fields.optional("subError")? {
        Some(element) => Some(Box::new(error(element, format!("{at}/subError"), date, depth + 1)?)),
        None => None,
    };
    let read = ErrorInfo {
        code: fields.optional_text("errorCode")?.unwrap_or_default(),
        message: fields.optional_text("errorMessage")?.unwrap_or_default(),
        data: fields.optional_text("errorData")?,
        date,
        sub_error,
        session_id: fields.optional_text("sessionId")?,
    };
    fields.nothing_else()?;
    Ok(read)
}
