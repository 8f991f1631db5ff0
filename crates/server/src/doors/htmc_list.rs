//! The list of high-tech services for programs.

use super::answer::{Answer, Outcome, json};
use super::caller::Caller;
use crate::node::Host;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use saraptama_core::htmc::edition::{Editions, HeldEdition};
use saraptama_core::htmc::rows;
use saraptama_core::law::{HtmcRow, Section};
use saraptama_core::terms::{civil_date, parse_date};
use saraptama_wire::htmc_list::{difference, edition, heading};
use serde_json::{Value, json as value};
use std::collections::BTreeMap;
use std::sync::Arc;

type Asked = Query<BTreeMap<String, String>>;

/// Whoever calls with a token that somebody holds, and the editions: the list is no secret.
async fn enter<'h>(host: &'h Host, headers: &HeaderMap) -> Result<(Caller<'h>, Arc<Editions>), Answer> {
    let node = host.any();
    let caller = Caller::of(node, headers)?;
    match host.htmc_editions().await {
        Ok(editions) => Ok((caller, editions)),
        Err(error) => Err(caller.say(Answer::of(error, &node.words, &node.law))),
    }
}

/// `GET /api/v1/htmc/editions`.
pub async fn editions(State(host): State<Host>, headers: HeaderMap) -> Outcome {
    let (_, editions) = enter(&host, &headers).await?;
    let items: Vec<Value> = editions.all().iter().map(heading).collect();
    Ok(json(StatusCode::OK, &value!({ "items": items })))
}

/// `GET /api/v1/htmc/list`: an edition by name or by day, one section or one code of it where they are given.
pub async fn list(State(host): State<Host>, headers: HeaderMap, asked: Asked) -> Outcome {
    let (caller, editions) = enter(&host, &headers).await?;
    let words = &host.any().words;
    let content = |key: &str| caller.say(Answer::content(words, key));
    let known = ["at", "edition", "section", "code"];
    if asked.keys().any(|name| !known.contains(&name.as_str())) {
        return Err(content("htmc-api-unknown"));
    }
    let section = asked.get("section").map(|text| Section::parse(text).ok_or_else(|| content("htmc-api-section"))).transpose()?;
    let day = asked.get("at").map(|text| parse_date(text).map_err(|_| content("htmc-api-day"))).transpose()?;
    let found = match asked.get("edition") {
        Some(name) => editions.named(name),
        None => editions.on(day.unwrap_or_else(|| civil_date(host.any().clock.now()))).ok(),
    };
    let found = found.ok_or_else(|| caller.say(Answer::not_held(words)))?;
    let wanted: Vec<&HtmcRow> = rows(&found.list, section, asked.get("code").map(String::as_str)).collect();
    Ok(json(StatusCode::OK, &edition(found, &wanted)))
}

/// `GET /api/v1/htmc/diff`: what differs between two editions by name.
pub async fn diff(State(host): State<Host>, headers: HeaderMap, asked: Asked) -> Outcome {
    let (caller, editions) = enter(&host, &headers).await?;
    let words = &host.any().words;
    let one = |name: &str| -> Result<&HeldEdition, Answer> {
        let text = asked.get(name).ok_or_else(|| caller.say(Answer::content(words, "htmc-api-two")))?;
        editions.named(text).ok_or_else(|| caller.say(Answer::not_held(words)))
    };
    let (from, to) = (one("from")?, one("to")?);
    Ok(json(StatusCode::OK, &difference(&editions, from, to)))
}
