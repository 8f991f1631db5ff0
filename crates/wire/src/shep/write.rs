//! Writing: strings and an escaper. Only the wrapper has a namespace, its children have none.

use super::{ACT_STATUS, FORM031_SUBMIT, OURS, Payload, Reply, Response, SOAP, SYNC, SendMessage, ShepFault, XSI};
use crate::exchange::{Receipt, ReceiptVerdict, StageReport, Submission};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::terms::{Instant, write_instant};
use std::fmt::Write as _;

/// The most characters of a status message (the gateway's schema).
const STATUS_CHARS: usize = 250;

/// Writes a request envelope.
pub fn write_request(message: &SendMessage) -> String {
    let mut out = Xml::envelope("t:SendMessage");
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
    match &message.data {
        Payload::Form031(submission) => submission_data(&mut out, submission),
        Payload::ActStatus(stages) => stages_data(&mut out, stages),
        Payload::Other => {}
    }
    out.close("requestData").close("request");
    out.finish("t:SendMessage")
}

/// Writes a response envelope; the status message is cut at 250 characters.
pub fn write_response(response: &Response) -> String {
    let mut out = Xml::envelope("t:SendMessageResponse");
    out.open("response").open("responseInfo");
    out.leaf("messageId", &response.message_id);
    out.optional("correlationId", response.correlation_id.as_deref());
    out.leaf("responseDate", &write_instant(response.date));
    let message: String = response.status.message.chars().take(STATUS_CHARS).collect();
    out.open("status").leaf("code", &response.status.code).leaf("message", &message).close("status");
    out.optional("sessionId", response.session_id.as_deref());
    out.close("responseInfo").open("responseData");
    match &response.data {
        Reply::Form031(receipt) => receipt_data(&mut out, receipt),
        Reply::ActStatus(taken) => {
            out.open_typed("ActStatusReceipt").leaf("taken", &taken.to_string()).close("data");
        }
        Reply::None => {}
    }
    out.close("responseData").close("response");
    out.finish("t:SendMessageResponse")
}

/// Writes a fault envelope with the gateway's `ErrorInfo`; `message` is for people, in their language.
pub fn write_fault(fault: &ShepFault, at: Instant, message: &str) -> String {
    let mut out = Xml::envelope("soap:Fault");
    out.leaf("faultcode", &format!("soap:{}", fault.soap_code())).leaf("faultstring", message);
    out.open("detail").open("t:SendMessageFault1_SendMessageFault");
    out.leaf("errorCode", fault.code().as_str()).leaf("errorMessage", message);
    out.leaf("errorData", &fault.to_string()).leaf("errorDate", &write_instant(at));
    out.close("t:SendMessageFault1_SendMessageFault").close("detail");
    out.finish("soap:Fault")
}

fn submission_data(out: &mut Xml, submission: &Submission) {
    out.open_typed("Form031Submission");
    out.leaf("formId", &submission.form_id.to_string()).leaf("signedAt", &write_instant(submission.signed_at));
    out.leaf("form", &STANDARD.encode(&submission.form)).leaf("signature", &STANDARD.encode(&submission.signature));
    for document in &submission.documents {
        out.open("document").leaf("sha256", &document.sha256.to_string());
        out.leaf("mediaType", &document.media_type).leaf("size", &document.size.to_string()).close("document");
    }
    out.close("data");
}

fn stages_data(out: &mut Xml, stages: &[StageReport]) {
    out.open_typed("ActStatusBatch");
    for report in stages {
        out.open("stage").leaf("formId", &report.form_id.to_string());
        out.leaf("stage", report.stage.as_str()).leaf("at", &write_instant(report.at));
        out.optional("detail", report.detail.as_deref()).optional("reason", report.reason.as_deref()).close("stage");
    }
    out.close("data");
}

fn receipt_data(out: &mut Xml, receipt: &Receipt) {
    out.open_typed("Form031Receipt").leaf("formId", &receipt.form_id.to_string());
    out.leaf("sha256", &receipt.sha256.to_string());
    match &receipt.verdict {
        ReceiptVerdict::Accepted(at) => {
            out.leaf("status", "accepted").leaf("acceptedAt", &write_instant(*at));
        }
        ReceiptVerdict::Refused(refusal) => {
            out.leaf("status", "refused").open("refusal").leaf("code", &refusal.code);
            out.leaf("messageKk", &refusal.message.kk).leaf("messageRu", &refusal.message.ru);
            out.leaf("messageEn", &refusal.message.en).close("refusal");
        }
    }
    out.close("data");
}

struct Xml(String);

impl Xml {
    fn envelope(wrapper: &str) -> Self {
        let mut out = Self(String::with_capacity(4096));
        // Writing to a String cannot fail.
        let _ = write!(
            out.0,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soap:Envelope xmlns:soap=\"{SOAP}\" xmlns:t=\"{SYNC}\"><soap:Body><{wrapper}>"
        );
        out
    }

    fn finish(mut self, wrapper: &str) -> String {
        self.close(wrapper).close("soap:Body").close("soap:Envelope");
        self.0
    }

    fn open(&mut self, name: &str) -> &mut Self {
        let _ = write!(self.0, "<{name}>");
        self
    }

    fn open_typed(&mut self, type_name: &str) -> &mut Self {
        let _ = write!(self.0, "<data xmlns:m=\"{OURS}\" xmlns:xsi=\"{XSI}\" xsi:type=\"m:{type_name}\">");
        self
    }

    fn close(&mut self, name: &str) -> &mut Self {
        let _ = write!(self.0, "</{name}>");
        self
    }

    fn leaf(&mut self, name: &str, text: &str) -> &mut Self {
        self.open(name).escaped(text).close(name)
    }

    fn optional(&mut self, name: &str, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.leaf(name, text),
            None => self,
        }
    }

    /// Markup as references, a carriage return too (a parser would fold it); what XML cannot carry at
    /// all becomes U+FFFD.
    fn escaped(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '\r' => self.0.push_str("&#13;"),
                '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'.. => self.0.push(c),
                _ => self.0.push('\u{fffd}'),
            }
        }
        self
    }
}

/// The service id of a payload of ours.
impl Payload {
    /// `MSE_FORM031_SUBMIT` or `MSE_ACT_STATUS`.
    pub fn service_id(&self) -> Option<&'static str> {
        match self {
            Self::Form031(_) => Some(FORM031_SUBMIT),
            Self::ActStatus(_) => Some(ACT_STATUS),
            Self::Other => None,
        }
    }
}
