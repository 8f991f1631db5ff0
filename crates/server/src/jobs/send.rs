use super::batch::Batch;
use super::breaker::Sign;
use super::dead::DeadReason;
use super::journal::{Journal, Line};
use super::month;
use super::settle::waiting;
use super::stages;
use super::through_channel::{Leg, is_asynchronous};
pub(super) use super::trouble::{Sent, Trouble};
use super::webhook;
use crate::config::Route;
use crate::envelope_seal::{Seal, check_answer};
use crate::flow::channel::kind;
use crate::flow::documents::named;
use crate::flow::envelope::read_submission;
use crate::flow::ministry::DATA_BANK;
use crate::flow::seal::to_go_on;
use crate::flow::told::WEBHOOK;
use crate::monitoring::MONTH_REPORT;
use crate::node::Node;
use crate::transport::{NoAnswer, WITHIN, whole};
use axum::body::Bytes;
use axum::http::{Request as HttpRequest, StatusCode, header};
use saraptama_core::form::DocumentRef;
use saraptama_core::referral::{Reached, Stage};
use saraptama_core::terms::Instant;
use saraptama_store::rows::ClaimedMessage;
use saraptama_store::{Direction, Logged, Unit};
use saraptama_wire::exchange::{self, Receipt, ReceiptVerdict, Request, Submission};
use saraptama_wire::shep::{self, Answer, Code, FaultInfo, Payload, Reply, SendMessage, Sender};

/// What became of the messages of a request, in order, and what it showed of its route.
pub(super) struct Sending {
    /// What went out and what answered, for the log.
    pub(super) log: Vec<Logged>,
    pub(super) sent: Vec<Sent>,
    pub(super) sign: Option<Sign>,
    /// What follows, in the unit that settles it.
    pub(super) then: Unit,
}

impl Sending {
    /// There was no time for any of them.
    pub(super) fn untried(batch: &Batch) -> Self {
        Self { log: vec![], sent: vec![Sent::Untried; batch.messages.len()], sign: None, then: Unit::default() }
    }
}

tokio::task_local! {
    /// What goes over the route while a part of a batch is sent.
    static LINE: Line;
}

/// How often one batch is halved, so that a message over which the receiver stumbles holds up nobody else.
const HALVINGS: usize = 24;

/// Sends a batch. Where the receiver, or we, fail over its content, each half goes by itself.
pub(super) async fn send(node: &Node, route: &Route, batch: &Batch) -> Sending {
    let mut sent = vec![Sent::Failed("not sent".to_owned()); batch.messages.len()];
    let (mut sign, mut halvings) = (None, 0);
    let journal = Journal::default();
    let all = 0..batch.messages.len();
    let mut waiting = vec![all];
    while let Some(part) = waiting.pop() {
        let messages = batch.messages[part.clone()].to_vec();
        let forms = (messages.first().map(|message| message.form), messages.len());
        let parted = {
            let (node, route, kind) = (node.clone(), route.clone(), batch.kind.clone());
            // A task of its own: what panics over a message takes no other with it.
            let line = Line::of(&batch.route, &messages, journal.clone(), batch.lease);
            tokio::spawn(LINE.scope(line, async move { once(&node, &route, &kind, &messages).await })).await
        };
        let (results, trouble) = parted.unwrap_or_else(|_| (vec![Sent::Crashed; part.len()], None));
        let crashed = matches!(results.first(), Some(Sent::Crashed));
        let over_content = crashed || matches!(trouble, Some(Trouble::Stumbled(_) | Trouble::Rejected(_)));
        if over_content && part.len() > 1 && halvings < HALVINGS {
            halvings += 1;
            let middle = part.start + part.len() / 2;
            waiting.extend([middle..part.end, part.start..middle]);
            continue;
        }
        // Whoever is away for one part is away for the others, and the time that there is goes by.
        if let Some(why) = trouble.as_ref().filter(|why| why.ends_it()) {
            waiting.drain(..).flatten().for_each(|place| sent[place] = why.sent());
        }
        sign = match (sign, trouble, forms) {
            (Some(Sign::Alive), ..) => sign,
            (_, None, _) if results.iter().any(|one| matches!(one, Sent::Answered { .. } | Sent::Waiting(_))) => {
                Some(Sign::Alive)
            }
            (_, Some(Trouble::Rejected(_)), _) => Some(Sign::Alive),
            (_, Some(Trouble::Stumbled(_)), (Some(form), 1)) => Some(Sign::Stumbled(form)),
            (_, Some(Trouble::Stumbled(_) | Trouble::Away(_)), _) => Some(Sign::Away),
            (sign, None | Some(Trouble::Late(_)), _) => sign,
        };
        for (place, result) in part.zip(results) {
            sent[place] = result;
        }
    }
    Sending { log: journal.take(), sent, sign, then: Unit::default() }
}

/// Does what goes over a route outside of the outbox; what went and what answered comes with it, for the log.
pub(super) async fn overheard<T>(peer: &str, message_id: &str, going: impl Future<Output = T>) -> (T, Vec<Logged>) {
    let journal = Journal::default();
    let done = LINE.scope(Line::about(peer, message_id, journal.clone()), going).await;
    (done, journal.take())
}

/// Sends messages of one route and kind in one request; one result for each, in order.
async fn once(node: &Node, route: &Route, called: &str, messages: &[ClaimedMessage]) -> (Vec<Sent>, Option<Trouble>) {
    match (called, messages) {
        ("submission", [one]) if one.route == DATA_BANK => through_gateway(node, route, one).await,
        ("submission", many) => submissions(node, route, many).await,
        (MONTH_REPORT, [one]) => month::send(node, route, one).await,
        (WEBHOOK, [one]) => webhook::send(node, route, one).await,
        ("stages", many) => stages::send(node, route, many).await,
        (kind::RESPONSE | kind::RECEIPT | kind::STATUS, [one]) => Leg { node, name: &one.route, route }.told(one).await,
        (_, many) => (vec![Sent::Impossible(DeadReason::UnknownKind); many.len()], None),
    }
}

/// Whether enough is left of the lease of what is being sent for one more request.
///
/// # Errors
/// [`Trouble::Late`] where it is not.
pub(super) fn in_time(node: &Node) -> Result<(), Trouble> {
    let is_late = LINE.try_with(|line| line.lease.is_some_and(|lease| !lease.leaves(node, WITHIN))).unwrap_or(false);
    if is_late { Err(Trouble::Late("the lease is nearly over".to_owned())) } else { Ok(()) }
}

/// The signed form, put together from the bytes that are stored.
async fn submission(node: &Node, message: &ClaimedMessage) -> Result<Submission, Sent> {
    let stored = |error: saraptama_store::Fault| Sent::Failed(error.to_string());
    let gone = || Sent::Impossible(DeadReason::NotInStore);
    let form = node.store.form(message.form).await.map_err(stored)?.ok_or_else(gone)?;
    let signature = node.store.signature(message.form, "chair").await.map_err(stored)?.ok_or_else(gone)?;
    let documents = named(node, &form);
    let missing = node.missing(message.form, documents.clone()).await.map_err(|error| Sent::Failed(error.to_string()))?;
    if !missing.is_empty() {
        // The chair has signed, the message stands here, and it goes as soon as the last file is handed in.
        return Err(Sent::Failed("a document that the form names is not here yet".to_owned()));
    }
    let stamps = node.store.time_stamps(message.form, signature.sha256).await.map_err(stored)?;
    let signed_at = read_submission(&message.body).ok_or(Sent::Impossible(DeadReason::Unreadable))?;
    Ok(Submission {
        message_id: message.id.to_string(),
        form_id: message.form,
        signed_at,
        form: form.bytes,
        signature: to_go_on(&signature, &stamps),
        documents: documents.into_iter().take(exchange::DOCUMENTS).map(by_reference).collect(),
    })
}

/// A document as the message names it; its bytes are fetched.
fn by_reference(named: DocumentRef) -> exchange::Document {
    exchange::Document { sha256: named.sha256, media_type: named.media_type, size: named.size }
}

/// The most bytes of forms and signatures in one request: as base64 they stay below the receiver's limit.
const REQUEST_BYTES: usize = exchange::MESSAGE_BYTES / 2;

async fn submissions(node: &Node, route: &Route, messages: &[ClaimedMessage]) -> (Vec<Sent>, Option<Trouble>) {
    let mut sent = Vec::with_capacity(messages.len());
    let mut waiting: Vec<Submission> = vec![];
    let (mut places, mut trouble) = (vec![], None);
    for message in messages {
        if let Some(why) = trouble.as_ref().filter(|why: &&Trouble| why.ends_it()) {
            sent.push(why.sent());
            continue;
        }
        match submission(node, message).await {
            Ok(one) => {
                let bytes: usize = waiting.iter().map(|other| other.form.len() + other.signature.len()).sum();
                if bytes + one.form.len() + one.signature.len() > REQUEST_BYTES {
                    let answered = request(node, route, std::mem::take(&mut waiting)).await;
                    fill(&mut sent, &mut places, answered, &mut trouble);
                }
                places.push(sent.len());
                waiting.push(one);
                sent.push(Sent::Failed("not answered".to_owned()));
            }
            Err(failed) => sent.push(failed),
        }
    }
    if !waiting.is_empty() {
        let answered = match trouble.clone().filter(Trouble::ends_it) {
            Some(why) => Err(why),
            None => request(node, route, waiting).await,
        };
        fill(&mut sent, &mut places, answered, &mut trouble);
    }
    (sent, trouble)
}

/// What each of the messages of one request came to.
type Answered = Result<Vec<Sent>, Trouble>;

fn fill(sent: &mut [Sent], places: &mut Vec<usize>, answers: Answered, trouble: &mut Option<Trouble>) {
    match answers {
        Ok(answers) => places.drain(..).zip(answers).for_each(|(place, answer)| sent[place] = answer),
        Err(why) => {
            places.drain(..).for_each(|place| sent[place] = why.sent());
            *trouble = Some(why);
        }
    }
}

/// One request of the exchange, one result for each submission.
async fn request(node: &Node, route: &Route, submissions: Vec<Submission>) -> Answered {
    let count = submissions.len();
    let body = exchange::write_submissions(&Request { batch: true, submissions });
    let bytes = post(node, route, "/exchange/v1/submissions", "application/json", body).await?;
    let receipts =
        exchange::read_receipts(&bytes, true).map_err(|error| Trouble::Stumbled(format!("reading receipts: {error}")))?;
    if receipts.len() != count {
        return Err(Trouble::Stumbled("the answer has another number of receipts".to_owned()));
    }
    Ok(receipts.iter().map(|one| taught(one, Stage::AcceptedByMinistry, node.clock.now())).collect())
}

/// What a receipt teaches about the form.
fn taught(receipt: &Receipt, accepted: Stage, now: Instant) -> Sent {
    let stage = match &receipt.verdict {
        ReceiptVerdict::Accepted(at) => Reached { stage: accepted, at: *at, detail: None },
        ReceiptVerdict::Refused(refusal) if refusal.code == Code::ProofAwaited.as_str() => {
            return Sent::Waiting(waiting(now));
        }
        ReceiptVerdict::Refused(refusal) if refusal.code == Code::TryLater.as_str() => {
            return Sent::Failed("the receiver cannot prove the signature yet".to_owned());
        }
        ReceiptVerdict::Refused(refusal) => {
            let reason = Code::parse(&refusal.code).map_or_else(|| refusal.code.clone(), |code| code.key().to_owned());
            Reached { stage: Stage::Refused, at: now, detail: Some(reason) }
        }
    };
    Sent::Answered { stage: Some(stage) }
}

async fn through_gateway(node: &Node, route: &Route, message: &ClaimedMessage) -> (Vec<Sent>, Option<Trouble>) {
    let submission = match submission(node, message).await {
        Ok(submission) => submission,
        Err(failed) => return (vec![failed], None),
    };
    if is_asynchronous(route) {
        return Leg { node, name: &message.route, route }.submission(message, submission).await;
    }
    let message_id = submission.message_id.clone();
    let request = envelope(node, route, &message_id, shep::FORM031_SUBMIT, Payload::Form031(Box::new(submission)));
    let receipt = match gateway(node, route, &message_id, &request).await {
        Ok(Reply::Form031(receipt)) if receipt.form_id == message.form => receipt,
        Ok(_) => return alone(Trouble::Stumbled("the answer holds no receipt of this form".to_owned())),
        Err(trouble) => return alone(trouble),
    };
    let sent = match &receipt.verdict {
        ReceiptVerdict::Accepted(_) => Sent::Answered { stage: None },
        ReceiptVerdict::Refused(_) => taught(&receipt, Stage::AcceptedByDataBank, node.clock.now()),
    };
    (vec![sent], None)
}

pub(super) fn alone(trouble: Trouble) -> (Vec<Sent>, Option<Trouble>) {
    (vec![trouble.sent()], Some(trouble))
}

pub(super) fn envelope(node: &Node, route: &Route, message_id: &str, service: &str, data: Payload) -> SendMessage {
    SendMessage {
        message_id: message_id.to_owned(),
        // Comes back with the answer, so that no sealed answer to another message passes for this one's.
        correlation_id: Some(message_id.to_owned()),
        service_id: service.to_owned(),
        message_date: node.clock.now(),
        route_id: None,
        sender: Sender { id: route.sender.clone(), password: Some(route.token.clone()) },
        properties: vec![],
        session_id: None,
        data,
    }
}

pub(super) async fn gateway(node: &Node, route: &Route, message_id: &str, request: &SendMessage) -> Result<Reply, Trouble> {
    let bytes = post_sealed(node, route, shep::Channel::Sync, shep::write_request(request)).await?;
    let unread = |error| Trouble::Stumbled(format!("reading the gateway's answer: {error}"));
    match shep::read_answer(&bytes, message_id).map_err(unread)? {
        Answer::Response(response) if response.correlation_id.as_deref().is_some_and(|id| id != message_id) => {
            Err(Trouble::Stumbled("the answer belongs to another message".to_owned()))
        }
        Answer::Response(response) => match response.data {
            Reply::None => Err(Trouble::Stumbled(format!("the gateway answered {}", response.status.code))),
            data => Ok(data),
        },
        Answer::Fault(fault) => Err(of_fault(&fault)),
    }
}

/// What a fault of the gateway, in either of its channels, says of the message that it answers.
pub(super) fn of_fault(fault: &FaultInfo) -> Trouble {
    let code = fault.error_code.as_deref().unwrap_or(&fault.soap_code);
    let told = format!("the gateway answered with a fault {code}");
    match fault.error_code.as_deref().and_then(Code::parse) {
        // Clocks that are apart say nothing of the message: it goes again until they agree.
        Some(Code::MessageDateFar) => Trouble::Away(told),
        // A fault of the sender is about this message; any other may be the gateway's own.
        _ if fault.soap_code.ends_with("Client") => Trouble::Rejected(told),
        _ => Trouble::Stumbled(told),
    }
}

/// Sends an envelope under our signature, and gives back an answer that bears the signature it must.
pub(super) async fn post_sealed(
    node: &Node,
    route: &Route,
    channel: shep::Channel,
    envelope: String,
) -> Result<Vec<u8>, Trouble> {
    let body = node.envelope_seal.sign(envelope).map_err(Trouble::Stumbled)?;
    let bytes = post(node, route, channel.path(), "text/xml; charset=utf-8", body).await?;
    let seal = check_answer(node, &bytes, route);
    let shown = seal.as_ref().map_or_else(|reason| (*reason).to_owned(), Seal::verdict);
    let _ = LINE.try_with(|line| line.sealed(shown));
    seal.map_err(|reason| Trouble::Stumbled(format!("the answer's signature: {reason}")))?;
    Ok(bytes)
}

/// The most bytes of an answer.
const ANSWER_BYTES: usize = 4 * 1024 * 1024;

pub(super) async fn post(node: &Node, route: &Route, path: &str, kind: &str, body: Vec<u8>) -> Result<Vec<u8>, Trouble> {
    in_time(node)?;
    let body = Bytes::from(body);
    let request = HttpRequest::post(format!("{}{path}", route.url.trim_end_matches('/')))
        .header(header::CONTENT_TYPE, kind)
        .header(header::AUTHORIZATION, format!("Bearer {}", route.token))
        .body(body.clone())
        .map_err(|_| Trouble::Away("the route's address or token cannot be written into a request".to_owned()))?;
    let answered = match node.transport.send(request).await {
        Ok(response) => {
            let status = response.status();
            whole(response.into_body(), ANSWER_BYTES).await.map(|bytes| (status, bytes))
        }
        Err(error) => Err(error),
    };
    let log = |direction, verdict: String, raw: &[u8]| {
        let at = node.clock.now();
        let _ = LINE.try_with(|line| line.log(direction, verdict, raw, at));
    };
    let (status, bytes) = match answered {
        Ok(answered) => answered,
        Err(error) => {
            // Where nobody was reached nothing left this node.
            if error != NoAnswer::NoConnection {
                log(Direction::Sent, format!("unanswered: {error}"), &body);
            }
            return Err(Trouble::Away(format!("sending: {error}")));
        }
    };
    log(Direction::Sent, format!("answered {}", status.as_u16()), &body);
    log(Direction::Answered, status.as_u16().to_string(), &bytes);
    // A SOAP fault comes with status 500 and tells more than the status does.
    if status.is_success() || (status == StatusCode::INTERNAL_SERVER_ERROR && kind.starts_with("text/xml")) {
        return Ok(bytes);
    }
    let told = format!("the receiver answered {}", status.as_u16());
    Err(match status.as_u16() {
        500 => Trouble::Stumbled(told),
        // What a receiver says of this message, not of its own state or of our token.
        400 | 413 | 415 | 422 => Trouble::Rejected(told),
        _ => Trouble::Away(told),
    })
}
