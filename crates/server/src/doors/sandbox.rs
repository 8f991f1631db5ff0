//! The sandbox's doors: what a vendor has played so far, as a page and as JSON; and the watch over the
//! other doors. They are there only where the configuration asks for a sandbox, and never with real keys.

use super::answer::{Answer, Outcome, json};
use super::caller::{Caller, bearer, language};
use super::openapi_page::html::escape;
use crate::node::Host;
use crate::sandbox::{Request as Watched, Sandbox, Standing};
use axum::body::{Body, HttpBody as _};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use saraptama_core::terms::Bin;
use saraptama_wire::original;
use saraptama_wire::words::Lang;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longer bodies are not watched: no scenario needs one.
const WATCHED_BYTES: usize = 4 * 1024 * 1024;

/// Passes a request on, and keeps in codes what was answered.
pub async fn watch(State((host, sandbox)): State<(Host, Arc<Sandbox>)>, request: Request, next: Next) -> Response {
    let node = host.any();
    let who = bearer(request.headers()).and_then(|token| node.people.by_token(token)).cloned();
    let fits = request.body().size_hint().exact().is_some_and(|bytes| bytes <= WATCHED_BYTES as u64);
    let (Some(who), true) = (who, fits) else { return next.run(request).await };
    let (parts, body) = request.into_parts();
    let Ok(sent) = axum::body::to_bytes(body, WATCHED_BYTES).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let (method, uri) = (parts.method.clone(), parts.uri.clone());
    let query = uri.query().unwrap_or_default().to_owned();
    let media_type = super::body::media_type(&parts.headers).to_owned();
    let translated = original::by_media_type(&media_type).is_some() || query.split('&').any(|part| part.starts_with("format="));
    let (head, body) = next.run(Request::from_parts(parts, Body::from(sent.clone()))).await.into_parts();
    let Ok(answer) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let status = head.status.as_u16();
    let watched =
        Watched { method: method.as_str(), path: uri.path(), query: &query, translated, body: &sent, status, answer: &answer };
    if let Some((organisation, call)) = watched.call(&who, &node.law) {
        sandbox.record(organisation, call);
    }
    Response::from_parts(head, Body::from(answer))
}

/// `GET /sandbox/v1/report.json`: how every scenario stands for the caller's organisation.
pub async fn report(State(host): State<Host>, headers: HeaderMap) -> Outcome {
    let mis = host.mis();
    let caller = Caller::of(mis, &headers)?;
    let nothing = || caller.say(Answer::not_found(&mis.words));
    let sandbox = mis.vendors.sandbox().ok_or_else(nothing)?;
    let organisation = caller.who.grants.iter().find_map(|grant| grant.organisation).ok_or_else(nothing)?;
    let standing = sandbox.standing(organisation);
    let right = standing.iter().filter(|one| one.state() == "right").count();
    let scenarios: Vec<Value> = standing.iter().map(|one| told(one, &host)).collect();
    let report = serde_json::json!({
        "organisation": organisation.as_str(), "right": right, "of": scenarios.len(), "scenarios": scenarios,
    });
    Ok(json(StatusCode::OK, &report))
}

fn told(one: &Standing, host: &Host) -> Value {
    let words = &host.any().words;
    let name = one.scenario.name;
    serde_json::json!({
        "name": name,
        "state": one.state(),
        "steps": one.progress.steps,
        "of": one.scenario.steps.len(),
        "seen_from": one.progress.by,
        "source": one.scenario.source,
        "shows": words.text(&format!("sandbox-{name}"), &[]),
        "do": words.text(&format!("sandbox-{name}-do"), &[]),
    })
}

/// `GET /sandbox?organisation=BIN`: the same as a page; the organisations that called, where none is named.
pub async fn page(State(host): State<Host>, headers: HeaderMap, query: Query<BTreeMap<String, String>>) -> Outcome {
    let words = &host.any().words;
    let nothing = || Answer::not_found(words).in_language(language(&headers));
    let sandbox = host.mis().vendors.sandbox().ok_or_else(nothing)?;
    let asked = query.get("lang").and_then(|lang| Lang::parse(lang));
    let lang = asked.or_else(|| Lang::parse(language(&headers))).unwrap_or(Lang::Kk);
    let say = |key: &str| escape(&words.one(lang, key, &[]));
    let organisation = query.get("organisation").map(|text| Bin::parse(text).map_err(|_| nothing())).transpose()?;
    let chosen = organisation.map(|bin| format!("&amp;organisation={}", bin.as_str())).unwrap_or_default();
    let others = Lang::ALL.map(|other| {
        let (code, current) = (other.as_str(), if other == lang { " aria-current=\"true\"" } else { "" });
        format!("<a href=\"?lang={code}{chosen}\" hreflang=\"{code}\" lang=\"{code}\"{current}>{code}</a>")
    });
    let called = sandbox.organisations();
    let links: String = called
        .iter()
        .map(|(bin, right)| {
            let bin = bin.as_str();
            format!("<li><a href=\"?lang={}&amp;organisation={bin}\">{bin}</a>: {right}</li>", lang.as_str())
        })
        .collect();
    let list = if links.is_empty() { format!("<p>{}</p>", say("sandbox-nobody")) } else { format!("<ul>{links}</ul>") };
    let table = organisation.map(|bin| table(&sandbox.standing(bin), bin, &say)).unwrap_or_default();
    let page = format!(
        "<!doctype html><html lang=\"{0}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{1}</title></head><body><main><h1>{1}</h1><p>{2}</p><h2>{3}</h2>{list}{table}</main><footer><nav>{4}</nav></footer>\
         </body></html>",
        lang.as_str(),
        say("sandbox-title"),
        say("sandbox-what"),
        say("sandbox-organisations"),
        others.join(" · "),
    );
    let headers = [(header::CONTENT_SECURITY_POLICY, "default-src 'self'"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, Html(page)).into_response())
}

fn table(standing: &[Standing], organisation: Bin, say: &impl Fn(&str) -> String) -> String {
    let row = |one: &Standing| {
        let name = one.scenario.name;
        let cells = [
            say(&format!("sandbox-state-{}", one.state())),
            format!("{} / {}", one.progress.steps, one.scenario.steps.len()),
            say(&format!("sandbox-{name}-do")),
            escape(one.scenario.source),
        ];
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr id=\"{name}\"><th scope=\"row\">{}</th>{cells}</tr>", say(&format!("sandbox-{name}")))
    };
    let columns = ["scenario", "state", "steps", "do", "source"].map(|column| say(&format!("sandbox-column-{column}")));
    let head: String = columns.iter().map(|column| format!("<th scope=\"col\">{column}</th>")).collect();
    let rows: String = standing.iter().map(row).collect();
    format!(
        "<table><caption>{}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>",
        escape(organisation.as_str())
    )
}
