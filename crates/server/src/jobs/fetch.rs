//! Fetches the documents that forms name from the node that sent the forms.

use super::batch::Batch;
use super::breaker::Sign;
use super::dead::DeadReason;
use super::lease::Lease;
use super::send::{Sending, Sent};
use crate::config::{NodeKind, Route};
use crate::flow::documents::{DOCUMENT_BYTES, named};
use crate::flow::envelope::read_submission;
use crate::node::{Host, Node};
use crate::transport::{NoAnswer, WITHIN, Within, whole};
use axum::body::Bytes;
use axum::http::{Request, header};
use saraptama_core::form::DocumentRef;
use saraptama_core::terms::{FormId, Sha256};
use saraptama_store::rows::ClaimedMessage;
use saraptama_store::{Direction, Logged, Unit};
use std::time::Duration;

/// Who fetches, and from where.
struct Fetching<'f> {
    kind: NodeKind,
    node: &'f Node,
    host: &'f Host,
    route: &'f Route,
    name: &'f str,
}

/// The slowest line over which a document still comes, in bytes a second: 256 kbit.
const SLOWEST: u64 = 32 * 1024;

/// How long a document of this size may take.
fn within(size: u64) -> Duration {
    WITHIN + Duration::from_secs(size / SLOWEST)
}

/// Why a document did not come.
enum NotYet {
    /// Another process fetches it by now.
    Overtaken,
    /// Nobody answered, or only to say that nothing works.
    Away(String),
    /// Our own store failed.
    Ours(String),
    /// It was answered otherwise: it is not there yet, or other bytes came. Tried again, never given up:
    /// the form waits where everybody sees it.
    Otherwise(String),
}

/// Fetches what is missing of each message's form; whoever has all of it goes on in the same unit.
pub(super) async fn fetch(kind: NodeKind, node: &Node, host: &Host, route: &Route, batch: &Batch) -> Sending {
    let fetching = Fetching { kind, node, host, route, name: &batch.route };
    let mut sending = Sending { sent: vec![], sign: None, log: vec![], then: Unit::default() };
    let mut lease = batch.lease;
    for message in &batch.messages {
        let sent = fetching.message(message, &mut lease, &mut sending).await;
        sending.sent.push(sent);
    }
    sending
}

impl Fetching<'_> {
    async fn message(&self, message: &ClaimedMessage, lease: &mut Lease, sending: &mut Sending) -> Sent {
        let ours = |error: &dyn std::fmt::Display| Sent::Failed(error.to_string());
        let form = match self.node.store.form(message.form).await {
            Ok(Some(form)) => form,
            Ok(None) => return Sent::Impossible(DeadReason::NotInStore),
            Err(fault) => return ours(&fault),
        };
        let Some(signed_at) = read_submission(&message.body) else { return Sent::Impossible(DeadReason::Unreadable) };
        let missing = match self.node.missing(message.form, named(self.node, &form)).await {
            Ok(missing) => missing,
            Err(error) => return ours(&error),
        };
        if missing.iter().any(|document| document.size > DOCUMENT_BYTES as u64) {
            return Sent::Impossible(DeadReason::DocumentTooLarge);
        }
        for document in &missing {
            match self.document(message, document, lease).await {
                Ok(logged) => {
                    sending.sign = Some(Sign::Alive);
                    sending.log.push(logged);
                }
                Err(NotYet::Ours(error)) => return Sent::Failed(error),
                Err(NotYet::Away(error)) => {
                    sending.sign = Some(Sign::Away);
                    return Sent::Failed(error);
                }
                Err(NotYet::Overtaken) => return Sent::Untried,
                Err(NotYet::Otherwise(error)) => {
                    sending.sign = Some(Sign::Alive);
                    return Sent::Failed(error);
                }
            }
        }
        match self.host.documents_are_there(self.kind, message.form, signed_at).await {
            Ok(unit) => {
                sending.then.sends.extend(unit.sends);
                sending.then.changes.extend(unit.changes);
                Sent::Answered { stage: None }
            }
            Err(error) => ours(&error),
        }
    }

    /// One document: read no further than its size, held against its digest, and kept.
    async fn document(&self, message: &ClaimedMessage, named: &DocumentRef, lease: &mut Lease) -> Result<Logged, NotYet> {
        let within = within(named.size);
        match lease.lengthen(self.node, message, within).await {
            Ok(true) => {}
            Ok(false) => return Err(NotYet::Overtaken),
            Err(error) => return Err(NotYet::Ours(error.to_string())),
        }
        let away = |error: NoAnswer| NotYet::Away(format!("fetching a document: {error}"));
        let response = self.node.transport.send(self.request(message.form, named.sha256, within)?).await.map_err(away)?;
        match response.status().as_u16() {
            200 => {}
            404 => return Err(NotYet::Otherwise("the sender does not have a document that the form names".to_owned())),
            status => return Err(NotYet::Away(format!("fetching a document: the sender answered {status}"))),
        }
        let most = usize::try_from(named.size).unwrap_or(usize::MAX).min(DOCUMENT_BYTES);
        let bytes = match whole(response.into_body(), most).await {
            Ok(bytes) => bytes,
            Err(NoAnswer::TooLarge) => return Err(NotYet::Otherwise("a document is larger than the form says".to_owned())),
            // Somebody is there and sends: a line that is slow, or broke, says nothing else of them.
            Err(error) => return Err(NotYet::Otherwise(format!("fetching a document: {error} in the middle"))),
        };
        let sha256 = Sha256::of(&bytes);
        if sha256 != named.sha256 || bytes.len() as u64 != named.size {
            return Err(NotYet::Otherwise("a document has other bytes than the form names".to_owned()));
        }
        let kept = self.node.keep_document(message.form, named, bytes).await;
        kept.map_err(|error| NotYet::Otherwise(error.to_string()))?;
        Ok(Logged {
            direction: Direction::Answered,
            peer: self.name.to_owned(),
            message_id: message.id.to_string(),
            verdict: "document".to_owned(),
            signature: String::new(),
            sha256,
            // The bytes stand among the documents.
            raw: None,
            at: self.node.clock.now(),
        })
    }

    fn request(&self, form: FormId, sha256: Sha256, within: Duration) -> Result<Request<Bytes>, NotYet> {
        let address = format!("{}/exchange/v1/forms/{form}/documents/{sha256}", self.route.url.trim_end_matches('/'));
        Request::get(address)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.route.token))
            .extension(Within(within))
            .body(Bytes::new())
            .map_err(|_| NotYet::Away("the route's address or token cannot be written into a request".to_owned()))
    }
}
