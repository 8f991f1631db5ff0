use crate::config::Route;
use crate::flow::envelope::{read_stages, read_submission};
use crate::flow::ministry::DATA_BANK;
use crate::node::Node;
use axum::http::StatusCode;
use saraptama_core::referral::{Reached, Stage};
use saraptama_core::terms::Instant;
use saraptama_store::rows::ClaimedMessage;
use saraptama_wire::exchange::{self, Receipt, ReceiptVerdict, Request, StageReport, Submission};
use saraptama_wire::shep::{self, Answer, Code, Payload, Reply, SendMessage, Sender};
use std::time::Duration;

/// The HTTP client of a node's jobs.
pub(super) type Client = reqwest::Client;

/// What became of one message.
pub(super) enum Sent {
    /// It was answered; what the answer teaches about the form.
    Answered {
        /// The stage, if it is one.
        stage: Option<Reached>,
    },
    /// It was not answered: try again.
    Failed(String),
    /// It can never be sent as it is.
    Impossible(String),
}

/// A client that follows no redirect (a redirect is a fault of the route) and gives up in time.
pub(super) fn client() -> Client {
    let builder = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    let builder = builder.connect_timeout(Duration::from_secs(3)).timeout(Duration::from_secs(20)).pool_max_idle_per_host(16);
    builder.build().expect("a client without TLS and proxy has nothing that can fail")
}

/// Sends messages of one route and kind in one request; one result for each, in order.
pub(super) async fn send(node: &Node, client: &Client, route: &Route, kind: &str, messages: &[ClaimedMessage]) -> Vec<Sent> {
    match (kind, messages) {
        ("submission", [one]) if one.route == DATA_BANK => vec![through_gateway(node, client, route, one).await],
        ("submission", many) => submissions(node, client, route, many).await,
        ("stages", many) => {
            let sent = stages(node, client, route, many).await;
            many.iter().map(|_| sent.clone().map_or_else(Sent::Failed, |()| Sent::Answered { stage: None })).collect()
        }
        (_, many) => many.iter().map(|_| Sent::Impossible(format!("no message is called {kind}"))).collect(),
    }
}

/// The signed form, put together from the bytes that are stored.
async fn submission(node: &Node, message: &ClaimedMessage) -> Result<Submission, Sent> {
    let stored = |error: saraptama_store::Fault| Sent::Failed(error.to_string());
    let gone = || Sent::Impossible("the form or its signature is not in the store".to_owned());
    let form = node.store.form(message.form).await.map_err(stored)?.ok_or_else(gone)?;
    let signature = node.store.signature(message.form, "chair").await.map_err(stored)?.ok_or_else(gone)?;
    let signed_at = read_submission(&message.body).ok_or_else(gone)?;
    Ok(Submission {
        message_id: message.id.to_string(),
        form_id: message.form,
        signed_at,
        form: form.bytes,
        signature: signature.bytes,
        documents: vec![],
    })
}

/// The most bytes of forms and signatures in one request: as base64 they stay below the receiver's limit.
const REQUEST_BYTES: usize = exchange::MESSAGE_BYTES / 2;

async fn submissions(node: &Node, client: &Client, route: &Route, messages: &[ClaimedMessage]) -> Vec<Sent> {
    let mut sent = Vec::with_capacity(messages.len());
    let mut waiting: Vec<Submission> = vec![];
    let mut places = vec![];
    for message in messages {
        match submission(node, message).await {
            Ok(one) => {
                let bytes: usize = waiting.iter().map(|other| other.form.len() + other.signature.len()).sum();
                if bytes + one.form.len() + one.signature.len() > REQUEST_BYTES {
                    fill(&mut sent, &mut places, request(node, client, route, std::mem::take(&mut waiting)).await);
                }
                places.push(sent.len());
                waiting.push(one);
                sent.push(Sent::Failed("not answered".to_owned()));
            }
            Err(failed) => sent.push(failed),
        }
    }
    if !waiting.is_empty() {
        fill(&mut sent, &mut places, request(node, client, route, waiting).await);
    }
    sent
}

fn fill(sent: &mut [Sent], places: &mut Vec<usize>, answers: Vec<Sent>) {
    for (place, answer) in places.drain(..).zip(answers) {
        sent[place] = answer;
    }
}

/// One request of the exchange, one result for each submission.
async fn request(node: &Node, client: &Client, route: &Route, submissions: Vec<Submission>) -> Vec<Sent> {
    let count = submissions.len();
    let body = exchange::write_submissions(&Request { batch: true, submissions });
    let answer = post(client, route, "/exchange/v1/submissions", "application/json", body).await;
    match answer.and_then(|bytes| exchange::read_receipts(&bytes, true).map_err(|e| format!("reading receipts: {e}"))) {
        Ok(receipts) => receipts.iter().map(|one| taught(one, Stage::AcceptedByMinistry, node.clock.now())).collect(),
        Err(error) => (0..count).map(|_| Sent::Failed(error.clone())).collect(),
    }
}

/// What a receipt teaches about the form.
fn taught(receipt: &Receipt, accepted: Stage, now: Instant) -> Sent {
    let stage = match &receipt.verdict {
        ReceiptVerdict::Accepted(at) => Reached { stage: accepted, at: *at, detail: None },
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

async fn through_gateway(node: &Node, client: &Client, route: &Route, message: &ClaimedMessage) -> Sent {
    let submission = match submission(node, message).await {
        Ok(submission) => submission,
        Err(failed) => return failed,
    };
    let message_id = submission.message_id.clone();
    let request = envelope(node, route, &message_id, shep::FORM031_SUBMIT, Payload::Form031(Box::new(submission)));
    match gateway(client, route, &message_id, &request).await {
        Ok(Reply::Form031(receipt)) => match &receipt.verdict {
            ReceiptVerdict::Accepted(_) => Sent::Answered { stage: None },
            ReceiptVerdict::Refused(_) => taught(&receipt, Stage::AcceptedByDataBank, node.clock.now()),
        },
        Ok(_) => Sent::Failed("the answer holds no receipt".to_owned()),
        Err(error) => Sent::Failed(error),
    }
}

/// Stages go back the way the form came: to the ministry through the gateway, to a MIS as JSON.
async fn stages(node: &Node, client: &Client, route: &Route, messages: &[ClaimedMessage]) -> Result<(), String> {
    let mut reports = vec![];
    for message in messages {
        for reached in read_stages(&message.body).ok_or("the stages cannot be read back")? {
            let (detail, reason) = if reached.stage == Stage::Numbered { (reached.detail, None) } else { (None, reached.detail) };
            reports.push(StageReport { form_id: message.form, stage: reached.stage, at: reached.at, detail, reason });
        }
    }
    if route.gateway {
        let message_id = messages.first().map(|message| format!("{}-{}", message.id, message.attempts)).unwrap_or_default();
        let request = envelope(node, route, &message_id, shep::ACT_STATUS, Payload::ActStatus(reports));
        return match gateway(client, route, &message_id, &request).await? {
            Reply::ActStatus(_) => Ok(()),
            _ => Err("the answer says nothing of the stages".to_owned()),
        };
    }
    post(client, route, "/exchange/v1/stages", "application/json", exchange::write_stages(&reports)).await.map(drop)
}

fn envelope(node: &Node, route: &Route, message_id: &str, service: &str, data: Payload) -> SendMessage {
    SendMessage {
        message_id: message_id.to_owned(),
        correlation_id: None,
        service_id: service.to_owned(),
        message_date: node.clock.now(),
        route_id: None,
        sender: Sender { id: route.sender.clone(), password: Some(route.token.clone()) },
        properties: vec![],
        session_id: None,
        data,
    }
}

async fn gateway(client: &Client, route: &Route, message_id: &str, request: &SendMessage) -> Result<Reply, String> {
    let body = shep::write_request(request).into_bytes();
    let bytes = post(client, route, "/ws/SyncChannel", "text/xml; charset=utf-8", body).await?;
    match shep::read_answer(&bytes, message_id).map_err(|e| format!("reading the gateway's answer: {e}"))? {
        Answer::Response(response) => match response.data {
            Reply::None => Err(format!("the gateway answered {}", response.status.code)),
            data => Ok(data),
        },
        Answer::Fault(fault) => Err(format!("the gateway answered with a fault {}", fault.error_code.unwrap_or(fault.soap_code))),
    }
}

/// The most bytes of an answer.
const ANSWER_BYTES: usize = 4 * 1024 * 1024;

async fn post(client: &Client, route: &Route, path: &str, kind: &str, body: Vec<u8>) -> Result<Vec<u8>, String> {
    let request = client
        .post(format!("{}{path}", route.url.trim_end_matches('/')))
        .header("content-type", kind)
        .bearer_auth(&route.token)
        .body(body);
    // The error's own text would repeat the address; its kind is enough.
    let told = |error: reqwest::Error| {
        let kind = if error.is_timeout() {
            "timed out"
        } else if error.is_connect() {
            "no connection"
        } else {
            "the connection broke"
        };
        format!("sending: {kind}")
    };
    let mut response = request.send().await.map_err(told)?;
    let status = response.status();
    let mut bytes = vec![];
    while let Some(chunk) = response.chunk().await.map_err(told)? {
        if bytes.len() + chunk.len() > ANSWER_BYTES {
            return Err("the answer is larger than allowed".to_owned());
        }
        bytes.extend_from_slice(&chunk);
    }
    // A SOAP fault comes with status 500 and tells more than the status does.
    if status.is_success() || (status == StatusCode::INTERNAL_SERVER_ERROR && kind.starts_with("text/xml")) {
        Ok(bytes)
    } else {
        Err(format!("the receiver answered {}", status.as_u16()))
    }
}
