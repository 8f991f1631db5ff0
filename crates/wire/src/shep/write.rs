//! Writing: strings and an escaper. Only the wrapper has a namespace, its children have none.

use super::payload_write::{payload_data, reply_data};
use super::writer::Xml;
use super::{Response, SYNC, SendMessage, ShepFault};
use saraptama_core::terms::{Instant, write_instant};

/// The most characters of a status message (the gateway's schema).
const STATUS_CHARS: usize = 250;

/// Writes a request envelope.
pub fn write_request(message: &SendMessage) -> String {
    let mut out = Xml::envelope(SYNC, "t:SendMessage");
    out.open("request").open("requestInfo");
    out.leaf("messageId", &message.message_id);
    out.optional("correlationId", message.correlation_id.as_deref());
    out.leaf("serviceId", &message.service_id);
    out.leaf("messageDate", &write_instant(message.message_date));
    out.optional("routeId", message.route_id.as_deref());
    out.open("sender").leaf("senderId", &message.sender.id);
    out.optional("password", message.sender.password.as_deref()).close("sender");
    for property in &message.properties {
        out.open("properties").leaf("key", &property.key).leaf("value", &property.value).close("properties");
    }
    out.optional("sessionId", message.session_id.as_deref());
    out.close("requestInfo").open("requestData");
    payload_data(&mut out, &message.data);
    out.close("requestData").close("request");
    out.finish("t:SendMessage")
}

/// Writes a response envelope; the status message is cut at 250 characters.
pub fn write_response(response: &Response) -> String {
    let mut out = Xml::envelope(SYNC, "t:SendMessageResponse");
    out.open("response").open("responseInfo");
    out.leaf("messageId", &response.message_id);
    out.optional("correlationId", response.correlation_id.as_deref());
    out.leaf("responseDate", &write_instant(response.date));
    let message: String = response.status.message.chars().take(STATUS_CHARS).collect();
    out.open("status").leaf("code", &response.status.code).leaf("message", &message).close("status");
    out.optional("sessionId", response.session_id.as_deref());
    out.close("responseInfo").open("responseData");
    reply_data(&mut out, &response.data);
    out.close("responseData").close("response");
    out.finish("t:SendMessageResponse")
}

/// Writes a fault envelope with the gateway's `ErrorInfo`; `message` is for people, in their language.
pub fn write_fault(fault: &ShepFault, at: Instant, message: &str) -> String {
    let mut out = Xml::envelope(SYNC, "soap:Fault");
    out.leaf("faultcode", &format!("soap:{}", fault.soap_code())).leaf("faultstring", message);
    out.open("detail").open("t:SendMessageFault1_SendMessageFault");
    out.leaf("errorCode", fault.code().as_str()).leaf("errorMessage", message);
    out.leaf("errorData", &fault.to_string()).leaf("errorDate", &write_instant(at));
    out.close("t:SendMessageFault1_SendMessageFault").close("detail");
    out.finish("soap:Fault")
}
