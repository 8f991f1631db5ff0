//! What both sides ask of every call: who calls, in what, how large.

use crate::doors::answer::Answer;
use crate::doors::body;
use crate::doors::caller::{bearer, language};
use crate::doors::soap::sealed;
use crate::envelope_seal::check_message;
use crate::flow::FlowError;
use crate::node::Node;
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use saraptama_core::authority::{Principal, Role};
use saraptama_core::terms::{Instant, civil_date};
use saraptama_wire::shep::async_channel::{CallFault, Operation, write_call_fault};
use saraptama_wire::shep::{Code, ENVELOPE_BYTES, Sender, ShepFault};
use saraptama_wire::words::Lang;

/// What of a call says who makes it, when, and by which operation.
pub(super) struct Said<'c> {
    pub(super) operation: Operation,
    pub(super) sender: Option<&'c Sender>,
    /// When it was made; none where an old one does no harm.
    pub(super) date: Option<Instant>,
}

/// A call, read, with whoever made it.
pub(super) struct Called<'n, C> {
    pub(super) who: &'n Principal,
    pub(super) call: C,
    pub(super) raw: Vec<u8>,
    /// What its seal showed.
    pub(super) seal: String,
}

/// Admits a call: a program that the register of roles knows, by its token or by the sender id and password
/// of the message itself, as the gateway's clients do.
pub(super) async fn admit<'n, C>(
    node: &'n Node,
    headers: &HeaderMap,
    body: Body,
    read: impl Fn(&[u8]) -> Result<C, CallFault>,
    said: impl Fn(&C) -> Said<'_>,
) -> Result<Called<'n, C>, Box<Response>> {
    let refuse = |answer: Answer| Err(Box::new(answer.in_language(language(headers)).into_response()));
    let is_integrator = |who: &Principal| who.holds(Role::Integrator, civil_date(node.clock.now()));
    let holder = match bearer(headers).map(|token| node.people.by_token(token)) {
        Some(None) => return refuse(Answer::no_token(&node.words)),
        Some(Some(who)) if !is_integrator(who) => return refuse(Answer::wrong_role(&node.words)),
        Some(holder) => holder,
        None => None,
    };
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !matches!(kind.split(';').next().unwrap_or_default().trim(), "text/xml" | "application/soap+xml" | "application/xml") {
        return refuse(Answer::wrong_type(&node.words, "text/xml"));
    }
    let Ok(raw) = body::read(node, body, ENVELOPE_BYTES).await else {
        let fault = CallFault { operation: Operation::SendMessage, fault: ShepFault::TooLarge("envelope") };
        return Err(Box::new(answer_fault(node, StatusCode::PAYLOAD_TOO_LARGE, &fault)));
    };
    let call = match read(&raw) {
        Ok(call) => call,
        // Whoever does not say who they are learns nothing of what is wrong.
        Err(_) if holder.is_none() => return refuse(Answer::no_token(&node.words)),
        Err(fault) => return Err(Box::new(answer_fault(node, StatusCode::INTERNAL_SERVER_ERROR, &fault))),
    };
    let by_password = || {
        let sender = said(&call).sender?;
        node.people.by_token(sender.password.as_deref()?).filter(|who| who.id == sender.id)
    };
    let Some(who) = holder.or_else(by_password) else { return refuse(Answer::no_token(&node.words)) };
    if !is_integrator(who) {
        return refuse(Answer::wrong_role(&node.words));
    }
    let Said { operation, date, .. } = said(&call);
    match check_message(node, &raw, who, date.unwrap_or_else(|| node.clock.now())) {
        Ok(seal) => Ok(Called { who, call, raw: raw.to_vec(), seal: seal.verdict() }),
        Err(unproved) => {
            if let Err(error) = node.log_unproved(&who.id, operation.as_str(), &raw, &unproved).await {
                tracing::error!(error = %error, "logging a call that proves nothing");
            }
            Err(Box::new(fault(node, operation, unproved)))
        }
    }
}

/// An envelope as an answer.
pub(super) fn xml(node: &Node, text: String) -> Response {
    sealed(node, StatusCode::OK, text)
}

/// A fault of an operation.
pub(super) fn fault(node: &Node, operation: Operation, fault: ShepFault) -> Response {
    answer_fault(node, StatusCode::INTERNAL_SERVER_ERROR, &CallFault { operation, fault })
}

fn answer_fault(node: &Node, status: StatusCode, called: &CallFault) -> Response {
    let field = called.fault.field().unwrap_or_default().to_owned();
    let message = node.words.one(Lang::Kk, called.fault.key(), &[("field", field.into())]);
    sealed(node, status, write_call_fault(called, node.clock.now(), &message))
}

/// What a failure of the corridor looks like.
pub(super) fn failed(node: &Node, operation: Operation, error: &FlowError) -> Response {
    let told = match error {
        FlowError::NotFound => ShepFault::Refused(Code::MessageUnknown),
        FlowError::Channel(_) => ShepFault::Refused(Code::DeliveryEnded),
        error => {
            tracing::error!(error = %error, operation = operation.as_str(), "a call of the channel failed");
            ShepFault::Internal
        }
    };
    fault(node, operation, told)
}
