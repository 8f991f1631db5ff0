use super::answer::{Answer, Outcome, json};
use super::caller::Caller;
use crate::flow::told::{READERS, told};
use crate::node::Host;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use std::collections::BTreeMap;

/// The most events of a page.
const MOST: u32 = 500;
/// How many there are where nobody says.
const USUAL: u32 = 100;
/// The beginning of a cursor.
const CURSOR: &str = "events.";

/// `GET /api/v1/events?after=CURSOR&limit=N`: the stages of the caller's own forms, in the order in which
/// the node recorded them. `next` is where to go on, whether there is `more` now or not.
pub async fn list(State(host): State<Host>, headers: HeaderMap, query: Query<BTreeMap<String, String>>) -> Outcome {
    let mis = host.mis();
    let caller = Caller::of(mis, &headers)?.needs(&READERS)?;
    let after = query.get("after").map_or(Some(0), |text| read(text));
    let after = after.ok_or_else(|| caller.say(Answer::content(&mis.words, "problem-cursor")))?;
    let limit = query.get("limit").map_or(Some(USUAL), |text| text.parse().ok().filter(|n| (1..=MOST).contains(n)));
    let limit = limit.ok_or_else(|| caller.say(Answer::content(&mis.words, "problem-limit")))?;
    let feed = mis.events_of(caller.who, after, limit).await;
    let feed = feed.map_err(|error| caller.say(Answer::of(error, &mis.words, &mis.law)))?;
    let events: Vec<_> = feed.events.iter().filter_map(told).collect();
    let next = format!("{CURSOR}{:x}", feed.until);
    Ok(json(StatusCode::OK, &serde_json::json!({ "events": events, "next": next, "more": feed.more })))
}

/// Reads a cursor only as [`list`] wrote it.
fn read(text: &str) -> Option<i64> {
    let id = i64::from_str_radix(text.strip_prefix(CURSOR)?, 16).ok().filter(|id| *id >= 0)?;
    (format!("{CURSOR}{id:x}") == text).then_some(id)
}
