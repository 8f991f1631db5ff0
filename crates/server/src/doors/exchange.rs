//! The doors between nodes other than the gateway's: a MIS hands signed forms to the ministry, the
//! ministry reports stages to the MIS.

use super::answer::{Answer, Outcome, json, raw_json};
use super::body;
use super::caller::Caller;
use crate::flow::{FlowError, Submission, Told};
use crate::node::{Host, Ministry, Node};
use crate::receipts::verdict;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use saraptama_core::authority::Role;
use saraptama_core::planted;
use saraptama_core::referral::Reached;
use saraptama_core::terms::{FormId, Sha256, Trilingual};
use saraptama_wire::exchange::{self, Arrived, MESSAGE_BYTES, Receipt, ReceiptVerdict, Refusal, StageReport};
use saraptama_wire::shep::Code;
use std::collections::BTreeMap;

fn unreadable(node: &Node, caller: &Caller<'_>, fault: &exchange::ExchangeFault) -> Answer {
    caller.say(Answer::content(&node.words, fault.key()))
}

/// `POST /exchange/v1/submissions`: signed forms from a medical information system, each with its receipt.
pub async fn submissions(State(host): State<Host>, headers: HeaderMap, body: Body) -> Outcome {
    let ministry = host.ministry();
    let caller = Caller::of(ministry, &headers)?.needs(&[Role::Integrator])?;
    body::content_type(ministry, &caller, &headers, &["application/json"])?;
    let bytes = body::read(ministry, body, MESSAGE_BYTES).await.map_err(|answer| caller.say(answer))?;
    let (batch, arrived) = exchange::read_arrived(&bytes).map_err(|fault| unreadable(ministry, &caller, &fault))?;
    // Taken side by side, so that one commit carries many of them.
    let source = caller.who.id.clone();
    let tasks: Vec<_> = arrived
        .into_iter()
        .map(|Arrived { submission, raw }| {
            let (ministry, source, raw) = (ministry.clone(), source.clone(), bytes.slice_ref(raw));
            let named = (submission.message_id.clone(), submission.form_id, Sha256::of(&submission.form));
            (named, tokio::spawn(async move { take(&ministry, &source, submission, &raw).await }))
        })
        .collect();
    let mut receipts = Vec::with_capacity(tasks.len());
    for ((message_id, form_id, sha256), task) in tasks {
        // What panics over one form holds up no other: it alone is to come again.
        let receipt = task.await.unwrap_or_else(|_| {
            tracing::error!(form = %form_id, "taking a submission ended in a panic");
            let refusal = Refusal { code: Code::TryLater.as_str().to_owned(), message: later(ministry) };
            Ok(Receipt { message_id, form_id, sha256, verdict: ReceiptVerdict::Refused(refusal) })
        });
        receipts.push(receipt.map_err(|error| caller.say(Answer::of(error, &ministry.words, &ministry.law)))?);
    }
    Ok(raw_json(StatusCode::OK, exchange::write_receipts(&receipts, batch)))
}

fn later(ministry: &Ministry) -> Trilingual {
    ministry.words.text(Code::TryLater.key(), &[])
}

async fn take(ministry: &Ministry, source: &str, one: exchange::Submission, raw: &[u8]) -> Result<Receipt, FlowError> {
    let submission = Submission {
        source,
        message_id: &one.message_id,
        raw,
        seal: None,
        form: one.form_id,
        bytes: &one.form,
        signature: &one.signature,
        signed_at: one.signed_at,
    };
    let (code, verdict) = verdict(&ministry.words, &ministry.take(&submission).await?);
    tracing::debug!(form = %one.form_id, code = code.as_str(), "submission answered");
    Ok(Receipt { message_id: one.message_id, form_id: one.form_id, sha256: Sha256::of(&one.form), verdict })
}

/// `POST /exchange/v1/stages`: stages that forms of this medical information system have reached.
pub async fn stages(State(host): State<Host>, headers: HeaderMap, body: Body) -> Outcome {
    let mis = host.mis();
    let caller = Caller::of(mis, &headers)?.needs(&[Role::Integrator])?;
    if !mis.believes(caller.who) {
        return Err(caller.say(Answer::wrong_role(&mis.words)));
    }
    body::content_type(mis, &caller, &headers, &["application/json"])?;
    let bytes = body::read(mis, body, MESSAGE_BYTES).await.map_err(|answer| caller.say(answer))?;
    let reports = exchange::read_stages(&bytes).map_err(|fault| unreadable(mis, &caller, &fault))?;
    let taken = reports.len();
    let tasks: Vec<_> = by_form(reports)
        .into_iter()
        .map(|(form, stages)| {
            let mis = mis.clone();
            tokio::spawn(async move { mis.learn(form, &stages).await })
        })
        .collect();
    for task in tasks {
        let learned = task.await.map_err(|e| FlowError::Event(e.to_string())).and_then(|learned| learned);
        if planted!("stage-answered-before-it-is-learned") {
            continue;
        }
        learned.map_err(|error| caller.say(Answer::of(error, &mis.words, &mis.law)))?;
    }
    let content = Sha256::of(&bytes);
    let kept = mis.keep(&caller.who.id, &content.to_string(), &Told { raw: &bytes, content, seal: "" }).await;
    kept.map_err(|error| caller.say(Answer::of(error, &mis.words, &mis.law)))?;
    Ok(json(StatusCode::OK, &serde_json::json!({ "taken": taken })))
}

/// The stages of each form together, so that each form is decided once.
pub(super) fn by_form(reports: Vec<StageReport>) -> BTreeMap<FormId, Vec<Reached>> {
    let mut forms: BTreeMap<FormId, Vec<Reached>> = BTreeMap::new();
    for StageReport { form_id, stage, at, detail, reason } in reports {
        forms.entry(form_id).or_default().push(Reached { stage, at, detail: detail.or(reason) });
    }
    forms
}
