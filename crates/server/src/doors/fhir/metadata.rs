use super::call::{accepts, answer, not_acceptable};
use super::refused::{Outcome, Refused, lang};
use crate::node::Host;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use saraptama_wire::fhir::{Hosted, capability};

/// `GET /fhir/metadata`: what the door offers, for anyone.
pub(super) async fn show(State(host): State<Host>, headers: HeaderMap, RawQuery(query): RawQuery) -> Outcome {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(&query.unwrap_or_default()).unwrap_or_default();
    let format = pairs.iter().find(|(name, _)| name == "_format").map(|(_, format)| format.as_str());
    if !accepts(&headers, format) {
        return Err(Refused { answer: not_acceptable(host.any()), lang: lang(&headers) });
    }
    let hosted = Hosted { forms: host.mis.is_some(), acts: host.databank.is_some() };
    Ok(answer(&capability(hosted, env!("CARGO_PKG_VERSION"))))
}
