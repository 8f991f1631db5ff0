//! One message to a vendor's endpoint, as Standard Webhooks 1.0 sends it.

use super::dead::DeadReason;
use super::send::{Sent, Trouble, in_time};
use crate::config::Route;
use crate::node::Node;
use crate::sandbox::{Call, Sandbox};
use crate::transport::whole;
use crate::webhook::Key;
use axum::body::Bytes;
use axum::http::{Request, StatusCode, header};
use saraptama_store::rows::ClaimedMessage;

/// So much of an answer is read, so that its sender is done; what it says is not asked for.
const ANSWER_BYTES: usize = 64 * 1024;

/// Sends a message: 2xx is its receipt, and nothing else is. A redirect is not followed. 410 means that
/// nobody wants this message any more: it is given up where everybody sees it, and later ones are sent all
/// the same, because an endpoint is taken out by its configuration and never by an answer.
pub(super) async fn send(node: &Node, route: &Route, message: &ClaimedMessage) -> (Vec<Sent>, Option<Trouble>) {
    let alone = |trouble: Trouble| (vec![trouble.sent()], Some(trouble));
    let Some(key) = node.vendors.key(&message.route) else {
        return alone(Trouble::Away("the endpoint's secret is not configured".to_owned()));
    };
    let id = format!("msg_{:x}", message.id);
    if let Some(sandbox) = node.vendors.sandbox() {
        forge(node, route, sandbox, message, &id).await;
    }
    match post(node, route, key, &id, &message.body).await {
        Err(trouble) => alone(trouble),
        Ok(status) if status.is_success() => {
            if let Some(sandbox) = node.vendors.sandbox() {
                note(node, sandbox, message, status, "acknowledged").await;
            }
            (vec![Sent::Answered { stage: None }], None)
        }
        Ok(StatusCode::GONE) => (vec![Sent::Impossible(DeadReason::Gone)], None),
        Ok(status) => {
            let told = format!("the endpoint answered {}", status.as_u16());
            alone(match status.as_u16() {
                500 => Trouble::Stumbled(told),
                400 | 413 | 415 | 422 => Trouble::Rejected(told),
                _ => Trouble::Away(told),
            })
        }
    }
}

/// In the sandbox an endpoint first gets the message with a signature of nobody, until it has refused one:
/// whoever takes it does not look at signatures.
async fn forge(node: &Node, route: &Route, sandbox: &Sandbox, message: &ClaimedMessage, id: &str) {
    let organisation = node.store.form_head(message.form).await.ok().flatten().and_then(|head| head.organisation);
    if organisation.is_none_or(|organisation| sandbox.refused_forgery(organisation)) {
        return;
    }
    let (Some(secret), body) = (node.secrets.draw(), &message.body) else { return };
    if let Ok(status) = post(node, route, &Key::of(&secret), id, body).await {
        let said = if status.is_success() { "forgery-taken" } else { "forgery-refused" };
        note(node, sandbox, message, status, said).await;
    }
}

async fn note(node: &Node, sandbox: &Sandbox, message: &ClaimedMessage, status: StatusCode, said: &str) {
    let head = node.store.form_head(message.form).await.ok().flatten();
    let Some(organisation) = head.and_then(|head| head.organisation) else { return };
    let (who, says) = (message.route.clone(), [said.to_owned()].into());
    sandbox.record(organisation, Call { who, what: "webhook", form: None, sent: None, status: status.as_u16(), says });
}

async fn post(node: &Node, route: &Route, key: &Key, id: &str, body: &[u8]) -> Result<StatusCode, Trouble> {
    in_time(node)?;
    // The receiver holds it against the world's clock, whatever day this node was set to.
    let timestamp = node.clock.of_the_world().as_second();
    let request = Request::post(&route.url)
        .header(header::CONTENT_TYPE, "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", timestamp.to_string())
        .header("webhook-signature", key.sign(id, timestamp, body))
        .body(Bytes::copy_from_slice(body))
        .map_err(|_| Trouble::Away("the endpoint's address cannot be written into a request".to_owned()))?;
    let response = node.transport.send(request).await.map_err(|error| Trouble::Away(format!("sending: {error}")))?;
    let status = response.status();
    // An answer that is too long or breaks is an answer all the same: its status stood before.
    let _ = whole(response.into_body(), ANSWER_BYTES).await;
    Ok(status)
}
