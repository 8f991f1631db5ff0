//! Requests, as a server reads them: liberal and strict as in the synchronous channel.

use super::CLIENT;
use super::message::{
    DeliveryNotification, Message, MessageState, MessagesQuery, ReceiveStatus, Resend, StatusChange, StatusQuery,
};
use super::operation::{CallFault, Operation};
use super::parts::{self, guid, instant, properties, sender, word};
use crate::shep::ShepFault;
use crate::shep::read::{Fields, body, message_date};
use crate::shep::xml::{Element, parse};

/// A call of the gateway's side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// `sendMessage`.
    Send(Box<Message>),
    /// `sendDeliveryNotification`.
    Notify(Box<DeliveryNotification>),
    /// `getMessageStatus`.
    Status(StatusQuery),
    /// `getMessages`.
    Messages(MessagesQuery),
}

/// A call of the clients' side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientCall {
    /// `sendMessage`: the gateway brings a message.
    Send(Box<Message>),
    /// `changeMassageStatusNotification`.
    Changed(Box<StatusChange>),
}

/// Reads a call of the gateway's side.
///
/// # Errors
/// The fault to answer with.
pub fn read_call(bytes: &[u8]) -> Result<Call, CallFault> {
    use Operation::{GetMessageStatus, GetMessages, SendDeliveryNotification, SendMessage};
    const SIDE: [Operation; 4] = [SendMessage, SendDeliveryNotification, GetMessageStatus, GetMessages];
    called(bytes, &SIDE, |operation, request| match operation {
        SendDeliveryNotification => delivery_notification(request).map(|one| Call::Notify(Box::new(one))),
        GetMessageStatus => status_query(request).map(Call::Status),
        GetMessages => messages_query(request).map(Call::Messages),
        _ => message(request).map(|one| Call::Send(Box::new(one))),
    })
}

/// Reads a call of the clients' side.
///
/// # Errors
/// The fault to answer with.
pub fn read_client_call(bytes: &[u8]) -> Result<ClientCall, CallFault> {
    use Operation::{ChangeMassageStatusNotification, SendMessage};
    called(bytes, &[SendMessage, ChangeMassageStatusNotification], |operation, request| match operation {
        ChangeMassageStatusNotification => status_change(request).map(|one| ClientCall::Changed(Box::new(one))),
        _ => message(request).map(|one| ClientCall::Send(Box::new(one))),
    })
}

/// Finds which of `side`'s operations is called, and reads its request.
fn called<T>(
    bytes: &[u8],
    side: &[Operation],
    read: impl Fn(Operation, &Element) -> Result<T, ShepFault>,
) -> Result<T, CallFault> {
    let as_send = |fault| CallFault { operation: Operation::SendMessage, fault };
    let root = parse(bytes).map_err(as_send)?;
    let call = body(&root).map_err(as_send)?;
    // `sendMessage` of the clients' side is the gateway's element, but its own schema names it once more.
    let speaks = |operation: &&Operation| {
        call.is(operation.namespace(), operation.as_str())
            || (side.contains(&Operation::ChangeMassageStatusNotification) && call.is(CLIENT, operation.as_str()))
    };
    let operation = *side.iter().find(speaks).ok_or_else(|| as_send(ShepFault::NotSendMessage))?;
    let wrapped = Fields::of(call, "").and_then(|mut fields| {
        let request = fields.one("request")?;
        fields.nothing_else().map(|()| request)
    });
    wrapped.and_then(|request| read(operation, request)).map_err(|fault| CallFault { operation, fault })
}

fn message(request: &Element) -> Result<Message, ShepFault> {
    parts::message(Fields::of(request, "")?, "")
}

fn delivery_notification(request: &Element) -> Result<DeliveryNotification, ShepFault> {
    let mut fields = Fields::of(request, "")?;
    let mut notification = Fields::of(fields.one("notification")?, "notification/")?;
    let request_date = instant(&mut fields, "requestDate")?;
    let sender = sender(&mut fields)?;
    fields.nothing_else()?;
    let mut status = Fields::of(notification.one("deliveryStatus")?, "notification/deliveryStatus/")?;
    let status_date = instant(&mut status, "statusDate")?;
    let error = status.optional("error")?;
    let error = error.map(|error| parts::error(error, "notification/deliveryStatus/error".into(), status_date, 0)).transpose()?;
    let read = DeliveryNotification {
        message_id: notification.text("messageId")?,
        service_id: notification.text("serviceId")?,
        date: instant(&mut notification, "notificationDate")?,
        receive: word(&mut status, "receiveStatus", ReceiveStatus::parse)?,
        status_date,
        resend: word(&mut status, "resendMessage", Resend::parse)?,
        error,
        request_date,
        sender,
    };
    status.nothing_else()?;
    notification.nothing_else()?;
    Ok(read)
}

fn status_query(request: &Element) -> Result<StatusQuery, ShepFault> {
    let mut fields = Fields::of(request, "")?;
    let read = StatusQuery {
        message_id: fields.text("messageId")?,
        request_date: instant(&mut fields, "requestDate")?,
        sender: sender(&mut fields)?.ok_or_else(|| fields.missing("sender"))?,
        properties: properties(&mut fields, "properties")?,
    };
    fields.nothing_else()?;
    Ok(read)
}

fn messages_query(request: &Element) -> Result<MessagesQuery, ShepFault> {
    let mut fields = Fields::of(request, "")?;
    let date = fields.optional_text("requestDate")?;
    let request_date = date.map(|text| message_date(&text).ok_or_else(|| fields.invalid("requestDate"))).transpose()?;
    let amount = fields.optional_text("amount")?;
    let amount = amount.map(|text| text.parse::<u32>().map_err(|_| fields.invalid("amount"))).transpose()?;
    let read = MessagesQuery {
        message_id: fields.optional_text("messageId")?,
        correlation_id: fields.optional_text("correlationId")?,
        request_date,
        service_id: fields.text("serviceId")?,
        sender: sender(&mut fields)?,
        amount: amount.filter(|amount| *amount > 0),
        properties: properties(&mut fields, "properties")?,
    };
    fields.nothing_else()?;
    Ok(read)
}

fn status_change(request: &Element) -> Result<StatusChange, ShepFault> {
    let mut fields = Fields::of(request, "")?;
    let mut notification = Fields::of(fields.one("notification")?, "notification/")?;
    let request_date = instant(&mut fields, "requestDate")?;
    let session_id = guid(&mut fields, "sessionId")?;
    fields.nothing_else()?;
    let date = instant(&mut notification, "notificationDate")?;
    let error = notification.optional("error")?;
    let read = StatusChange {
        notification_id: notification.text("notificationId")?,
        message_id: notification.text("messageId")?,
        date,
        state: word(&mut notification, "messageState", MessageState::parse)?,
        status: parts::status(&mut notification)?,
        error: error.map(|error| parts::error(error, "notification/error".into(), date, 0)).transpose()?,
        request_date,
        session_id,
    };
    notification.nothing_else()?;
    Ok(read)
}
