//! The gateway's door: SHEP SyncChannel v10 over SOAP 1.1. The data bank takes signed forms, the
//! ministry takes stages and months; which of them a message is for stands in its service id.

use super::answer::Answer;
use super::body;
use super::caller::{bearer, language};
use super::exchange::by_form;
use crate::envelope_seal::check_message;
use crate::flow::channel::Came;
use crate::flow::{FlowError, Keeping, Submission, Told};
use crate::node::{Host, Node};
use crate::receipts::verdict;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response as HttpResponse};
use saraptama_core::authority::{Principal, Role};
use saraptama_core::terms::{Instant, Sha256, civil_date};
use saraptama_wire::exchange::Receipt;
use saraptama_wire::shep::{
    self, Channel, Code, ENVELOPE_BYTES, Payload, Reply, Response, SendMessage, Sender, ShepFault, Status,
};
use saraptama_wire::words::Lang;

const XML: &str = "text/xml; charset=utf-8";

/// `GET …?wsdl` of a channel, and the schemas that it imports: open to everybody.
pub async fn description(State(host): State<Host>, uri: Uri, headers: HeaderMap) -> HttpResponse {
    let query = uri.query().unwrap_or_default();
    let name = if query.eq_ignore_ascii_case("wsdl") { Some("wsdl") } else { query.strip_prefix("xsd=") };
    let channel = Channel::ALL.into_iter().find(|channel| channel.path() == uri.path());
    let authority = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let address = format!("{}://{authority}{}", forwarded_scheme(&headers), uri.path());
    match name.zip(channel).and_then(|(name, channel)| channel.document(name, &address)) {
        Some(document) => (StatusCode::OK, [(header::CONTENT_TYPE, XML)], document).into_response(),
        None => Answer::not_found(&host.any().words).in_language(language(&headers)).into_response(),
    }
}

/// The scheme by which a proxy before us was asked.
fn forwarded_scheme(headers: &HeaderMap) -> &'static str {
    let https = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme.as_bytes() == b"https");
    if https { "https" } else { "http" }
}

/// `POST /ws/SyncChannel`: one message.
pub async fn message(State(host): State<Host>, headers: HeaderMap, body: Body) -> HttpResponse {
    let node = host.databank.as_deref().or(host.ministry.as_deref()).unwrap_or(host.any());
    let refuse = |answer: Answer| answer.in_language(language(&headers)).into_response();
    let nobody = || refuse(Answer::no_token(&node.words));
    let is_integrator = |who: &Principal| who.holds(Role::Integrator, civil_date(node.clock.now()));
    let holder = match bearer(&headers).map(|token| node.people.by_token(token)) {
        Some(None) => return nobody(),
        Some(Some(who)) if !is_integrator(who) => return refuse(Answer::wrong_role(&node.words)),
        Some(holder) => holder,
        None => None,
    };
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !matches!(kind.split(';').next().unwrap_or_default().trim(), "text/xml" | "application/soap+xml" | "application/xml") {
        return refuse(Answer::wrong_type(&node.words, "text/xml"));
    }
    let bytes = match body::read(node, body, ENVELOPE_BYTES).await {
        Ok(bytes) => bytes,
        Err(_) => return fault(node, StatusCode::PAYLOAD_TOO_LARGE, &ShepFault::TooLarge("envelope")),
    };
    let request = match shep::read_request(&bytes) {
        Ok(request) => request,
        // Whoever does not say who they are learns nothing of what is wrong.
        Err(_) if holder.is_none() => return nobody(),
        Err(problem) => return fault(node, StatusCode::INTERNAL_SERVER_ERROR, &problem),
    };
    let Some(who) = holder.or_else(|| by_password(node, &request)) else { return nobody() };
    if !is_integrator(who) {
        return refuse(Answer::wrong_role(&node.words));
    }
    // Where one process hosts both, each answers under its own seal.
    let node = match (&request.data, &host.ministry) {
        (Payload::ActStatus(_) | Payload::MonthReport(_), Some(ministry)) => ministry,
        _ => node,
    };
    let seal = match check_message(node, &bytes, who, request.message_date) {
        Ok(seal) => seal.verdict(),
        Err(problem) => {
            if let Err(error) = node.log_unproved(&who.id, &request.message_id, &bytes, &problem).await {
                tracing::error!(error = %error, "logging a message that proves nothing");
            }
            return fault(node, StatusCode::INTERNAL_SERVER_ERROR, &problem);
        }
    };
    match answer(&host, who, &request, &bytes, &seal).await {
        Ok((code, data)) => {
            // What is taken, repeated or refused for what it says is logged with what it changes.
            if matches!(code, Code::SenderNotAllowed | Code::ServiceUnknown)
                && let Err(error) = node.channel_note(Came::alone(&bytes, &seal), &who.id, &request.message_id, code.key()).await
            {
                tracing::error!(error = %error, "logging a message that is not for this node");
            }
            respond(node, &request, code, data)
        }
        Err(error) => {
            tracing::error!(error = %error, "a gateway message failed");
            fault(node, StatusCode::INTERNAL_SERVER_ERROR, &ShepFault::Internal)
        }
    }
}

/// Who sends where no token says it: as the gateway's clients do, by sender id and password.
fn by_password<'n>(node: &'n Node, request: &SendMessage) -> Option<&'n Principal> {
    let password = request.sender.password.as_deref()?;
    node.people.by_token(password).filter(|who| who.id == request.sender.id)
}

async fn answer(host: &Host, who: &Principal, request: &SendMessage, raw: &[u8], seal: &str) -> Result<(Code, Reply), FlowError> {
    match (&request.data, &host.databank, &host.ministry) {
        (Payload::Form031(submission), Some(databank), _) => {
            let taken = databank
                .take(&Submission {
                    source: &who.id,
                    message_id: &request.message_id,
                    raw,
                    seal: Some(seal),
                    form: submission.form_id,
                    bytes: &submission.form,
                    signature: &submission.signature,
                    signed_at: submission.signed_at,
                })
                .await?;
            let (code, verdict) = verdict(&databank.words, &taken);
            let receipt = Receipt {
                message_id: request.message_id.clone(),
                form_id: submission.form_id,
                sha256: Sha256::of(&submission.form),
                verdict,
            };
            Ok((code, Reply::Form031(Box::new(receipt))))
        }
        (Payload::ActStatus(_) | Payload::MonthReport(_), _, Some(ministry)) if !ministry.believes(who) => {
            Ok((Code::SenderNotAllowed, Reply::None))
        }
        // Kept before anything is learned from it: under its id nothing else is heard of afterwards. Learned from a
        // repeat too, for whoever kept it may have died over the learning.
        (Payload::ActStatus(_) | Payload::MonthReport(_), _, Some(ministry))
            if ministry.keep(&who.id, &request.message_id, &Told { raw, content: content(request), seal }).await?
                == Keeping::OtherContent =>
        {
            Ok((Code::OtherContent, Reply::None))
        }
        (Payload::MonthReport(told), _, Some(_)) => {
            Ok((Code::Success, Reply::MonthReport { month: told.month.clone(), version: told.version }))
        }
        (Payload::ActStatus(stages), _, Some(ministry)) => {
            let taken = u32::try_from(stages.len()).unwrap_or(u32::MAX);
            let tasks: Vec<_> = by_form(stages.clone())
                .into_iter()
                .map(|(form, stages)| {
                    let ministry = ministry.clone();
                    tokio::spawn(async move { ministry.learn(form, &stages).await })
                })
                .collect();
            for task in tasks {
                task.await.map_err(|e| FlowError::Event(e.to_string()))??;
            }
            Ok((Code::Success, Reply::ActStatus(taken)))
        }
        _ => Ok((Code::ServiceUnknown, Reply::None)),
    }
}

/// The digest of what a message says, whatever envelope it came in and whenever it was sent.
fn content(request: &SendMessage) -> Sha256 {
    let said = SendMessage {
        message_id: String::new(),
        correlation_id: None,
        message_date: Instant::UNIX_EPOCH,
        route_id: None,
        sender: Sender { id: String::new(), password: None },
        properties: vec![],
        session_id: None,
        ..request.clone()
    };
    Sha256::of(shep::write_request(&said).as_bytes())
}

fn respond(node: &Node, request: &SendMessage, code: Code, data: Reply) -> HttpResponse {
    let response = Response {
        // The same message gets the same answer, so its id here derives from the sender's.
        message_id: Sha256::of(request.message_id.as_bytes()).to_string(),
        correlation_id: request.correlation_id.clone(),
        date: node.clock.now(),
        status: Status { code: code.as_str().to_owned(), message: node.words.one(Lang::Kk, code.key(), &[]) },
        session_id: request.session_id.clone(),
        data,
    };
    sealed(node, StatusCode::OK, shep::write_response(&response))
}

fn fault(node: &Node, status: StatusCode, fault: &ShepFault) -> HttpResponse {
    let field = fault.field().unwrap_or_default().to_owned();
    let message = node.words.one(Lang::Kk, fault.key(), &[("field", field.into())]);
    sealed(node, status, shep::write_fault(fault, node.clock.now(), &message))
}

/// An answer under our signature, where we have a key.
pub(super) fn sealed(node: &Node, status: StatusCode, envelope: String) -> HttpResponse {
    match node.envelope_seal.sign_answer(envelope) {
        Ok(bytes) => (status, [(header::CONTENT_TYPE, XML)], bytes).into_response(),
        Err(error) => {
            tracing::error!(error, "sealing an answer of the gateway");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
