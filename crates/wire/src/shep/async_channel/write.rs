//! Requests and answers as envelopes, strict in what the schema asks for.

use super::message::{
    Accepted, Data, DeliveryNoted, DeliveryNotification, ErrorInfo, Message, MessageStatus, MessagesAnswer, MessagesQuery,
    StatusAnswer, StatusChange, StatusChangeNoted, StatusQuery,
};
use super::operation::{CallFault, Operation};
use crate::shep::payload_write::{payload_data, reply_data};
use crate::shep::writer::Xml;
use crate::shep::{Payload, Property, Reply, Sender};
use saraptama_core::terms::{Instant, write_instant};

/// Writes a call of `sendMessage`, the same on both sides.
pub fn write_send_message(sent: &Message) -> String {
    envelope(Operation::SendMessage, "", "request", |out| message(out, sent))
}

/// Writes a call of `sendDeliveryNotification`.
pub fn write_delivery_notification(told: &DeliveryNotification) -> String {
    envelope(Operation::SendDeliveryNotification, "", "request", |out| {
        out.open("notification").leaf("messageId", &told.message_id).leaf("serviceId", &told.service_id);
        out.leaf("notificationDate", &write_instant(told.date)).open("deliveryStatus");
        out.leaf("receiveStatus", told.receive.as_str()).leaf("statusDate", &write_instant(told.status_date));
        out.leaf("resendMessage", told.resend.as_str());
        optional_error(out, "error", told.error.as_ref());
        out.close("deliveryStatus").close("notification").leaf("requestDate", &write_instant(told.request_date));
        told.sender.iter().for_each(|one| sender(out, one));
    })
}

/// Writes a call of `getMessageStatus`.
pub fn write_status_query(query: &StatusQuery) -> String {
    envelope(Operation::GetMessageStatus, "", "request", |out| {
        out.leaf("messageId", &query.message_id).leaf("requestDate", &write_instant(query.request_date));
        sender(out, &query.sender);
        properties(out, &query.properties);
    })
}

/// Writes a call of `getMessages`.
pub fn write_messages_query(query: &MessagesQuery) -> String {
    envelope(Operation::GetMessages, "", "request", |out| {
        out.optional("messageId", query.message_id.as_deref()).optional("correlationId", query.correlation_id.as_deref());
        out.optional("requestDate", query.request_date.map(write_instant).as_deref()).leaf("serviceId", &query.service_id);
        query.sender.iter().for_each(|one| sender(out, one));
        out.optional("amount", query.amount.map(|amount| amount.to_string()).as_deref());
        properties(out, &query.properties);
    })
}

/// Writes a call of `changeMassageStatusNotification`.
pub fn write_status_change(change: &StatusChange) -> String {
    envelope(Operation::ChangeMassageStatusNotification, "", "request", |out| {
        out.open("notification").leaf("notificationId", &change.notification_id).leaf("messageId", &change.message_id);
        out.leaf("notificationDate", &write_instant(change.date)).leaf("messageState", change.state.as_str());
        status(out, &change.status);
        optional_error(out, "error", change.error.as_ref());
        out.close("notification").leaf("requestDate", &write_instant(change.request_date));
        out.optional("sessionId", change.session_id.as_deref());
    })
}

/// Writes the answer to `sendMessage`.
pub fn write_accepted(accepted: &Accepted) -> String {
    envelope(Operation::SendMessage, "Response", "response", |out| {
        out.leaf("messageId", &accepted.message_id).leaf("correlationId", &accepted.correlation_id);
        out.leaf("responseDate", &write_instant(accepted.date)).optional("sessionId", accepted.session_id.as_deref());
    })
}

/// Writes the answer to `sendDeliveryNotification`.
pub fn write_delivery_noted(noted: &DeliveryNoted) -> String {
    envelope(Operation::SendDeliveryNotification, "Response", "response", |out| {
        out.leaf("notificationId", &noted.notification_id);
        out.leaf("responseDate", &write_instant(noted.date)).leaf("sessionId", &noted.session_id);
    })
}

/// Writes the answer to `getMessageStatus`.
pub fn write_status(answer: &StatusAnswer) -> String {
    envelope(Operation::GetMessageStatus, "Response", "response", |out| {
        out.leaf("messageState", answer.state.as_str());
        status(out, &answer.status);
        out.leaf("responseDate", &write_instant(answer.date)).optional("sessionId", answer.session_id.as_deref());
    })
}

/// Writes the answer to `getMessages`.
pub fn write_messages(answer: &MessagesAnswer) -> String {
    envelope(Operation::GetMessages, "Response", "response", |out| {
        out.leaf("responseDate", &write_instant(answer.date)).leaf("sessionId", &answer.session_id);
        for one in &answer.messages {
            out.open("messages");
            message(out, one);
            out.close("messages");
        }
    })
}

/// Writes the answer to `changeMassageStatusNotification`.
pub fn write_status_change_noted(noted: &StatusChangeNoted) -> String {
    envelope(Operation::ChangeMassageStatusNotification, "Response", "response", |out| {
        out.leaf("responseDate", &write_instant(noted.date)).leaf("sessionId", &noted.session_id);
    })
}

/// Writes a fault with the gateway's `ErrorInfo`; `message` is for people, in their language.
pub fn write_call_fault(called: &CallFault, at: Instant, message: &str) -> String {
    let fault = &called.fault;
    let mut out = Xml::envelope(called.operation.namespace(), "soap:Fault");
    out.leaf("faultcode", &format!("soap:{}", fault.soap_code())).leaf("faultstring", message);
    let element = format!("t:{}", called.operation.fault_element());
    out.open("detail").open(&element);
    out.leaf("errorCode", fault.code().as_str()).leaf("errorMessage", message);
    out.leaf("errorData", &fault.to_string()).leaf("errorDate", &write_instant(at));
    out.close(&element).close("detail");
    out.finish("soap:Fault")
}

fn envelope(operation: Operation, suffix: &str, inner: &str, write: impl FnOnce(&mut Xml)) -> String {
    let wrapper = format!("t:{}{suffix}", operation.as_str());
    let mut out = Xml::envelope(operation.namespace(), &wrapper);
    out.open(inner);
    write(&mut out);
    out.close(inner);
    out.finish(&wrapper)
}

fn message(out: &mut Xml, message: &Message) {
    out.open("messageInfo");
    out.optional("messageId", message.message_id.as_deref()).optional("correlationId", message.correlation_id.as_deref());
    out.leaf("serviceId", &message.service_id).leaf("messageType", message.message_type.as_str());
    out.optional("routeId", message.route_id.as_deref()).leaf("messageDate", &write_instant(message.date));
    sender(out, &message.sender);
    properties(out, &message.properties);
    out.optional("sessionId", message.session_id.as_deref()).close("messageInfo").open("messageData");
    match &message.data {
        // The schema wants `data` even where there is none of ours.
        Data::Asked(Payload::Other) | Data::Answered(Reply::None) => drop(out.leaf("data", "")),
        Data::Asked(payload) => payload_data(out, payload),
        Data::Answered(reply) => reply_data(out, reply),
    }
    out.close("messageData");
}

fn sender(out: &mut Xml, sender: &Sender) {
    out.open("sender").leaf("senderId", &sender.id).optional("password", sender.password.as_deref()).close("sender");
}

fn properties(out: &mut Xml, properties: &[Property]) {
    for property in properties {
        out.open("properties").leaf("key", &property.key).leaf("value", &property.value).close("properties");
    }
}

fn status(out: &mut Xml, status: &MessageStatus) {
    out.open("status").leaf("statusCode", &status.code).leaf("statusMessage", &status.message);
    out.leaf("statusDate", &write_instant(status.date)).close("status");
}

fn optional_error(out: &mut Xml, name: &str, error: Option<&ErrorInfo>) {
    let Some(error) = error else { return };
    out.open(name).leaf("errorCode", &error.code).leaf("errorMessage", &error.message);
    out.optional("errorData", error.data.as_deref()).leaf("errorDate", &write_instant(error.date));
    optional_error(out, "subError", error.sub_error.as_deref());
    out.optional("sessionId", error.session_id.as_deref()).close(name);
}
