use super::answer::{Answer, Outcome, raw_json};
use super::body;
use super::caller::Caller;
use super::originals::Given;
use crate::flow::reading;
use crate::node::Host;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use saraptama_core::terms::parse_date;
use saraptama_wire::exchange::FORM_BYTES;
use std::collections::BTreeMap;

/// `POST /api/v1/check?at=DATE`: the check of `findings.md`, whatever the decision.
pub async fn check(State(host): State<Host>, headers: HeaderMap, query: Query<BTreeMap<String, String>>, body: Body) -> Outcome {
    let node = host.any();
    let caller = Caller::of(node, &headers)?;
    let given = Given::of(node, &caller, &headers, &query)?;
    let bytes = body::read(node, body, FORM_BYTES).await.map_err(|answer| caller.say(answer))?;
    let at = query.get("at").map(|text| parse_date(text)).transpose();
    let at = at.map_err(|_| caller.say(Answer::content(&node.words, "problem-date")))?;
    let taken = given.read(node, &bytes).map_err(|answer| caller.say(answer))?;
    let (check, _) = reading::check(&taken.bytes, at, &node.law);
    let origin = |pointer: &str| taken.origin(pointer);
    Ok(raw_json(StatusCode::OK, saraptama_wire::check::write_translated(&check, &node.words, &node.law, origin)))
}
