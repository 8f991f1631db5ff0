use super::call::answer;
use super::editions::{meant, of_system, systems};
use super::{Call, Outcome};
use crate::node::Host;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode};
use saraptama_wire::fhir::coding_of;

const KNOWN: &[&str] = &["code", "system", "version", "coding", "date", "displayLanguage", "property"];

/// `GET` and `POST /fhir/CodeSystem/$lookup`: what is known of a code.
pub(super) async fn lookup(
    State(host): State<Host>,
    method: Method,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    body: Body,
) -> Outcome {
    let mut call = Call::of(host.any(), &headers, query.as_deref(), None)?;
    let asked = call.operation(&method, body, KNOWN).await?;
    let coding = asked.value("coding").map_err(|_| call.unreadable())?;
    let [system, version, code] = match coding.map(|coding| coding_of(coding).ok_or_else(|| call.unreadable())).transpose()? {
        Some([system, version, code, _]) => [system, version, code],
        None => [call.text(&asked, "system")?, call.text(&asked, "version")?, call.text(&asked, "code")?],
    };
    let (Some(url), Some(code)) = (system, code) else { return Err(call.unreadable()) };
    let lang = call.display_language(&asked)?;
    let held = systems(&call, &host, call.today()).await?;
    let system = meant(&call, &asked, (url, version), held, of_system)?;
    let Some(concept) = system.concept(code) else {
        let words = [("code", code.chars().take(64).collect::<String>().into()), ("version", system.version.as_str().into())];
        return Err(call.told("code", StatusCode::NOT_FOUND, call.node.words.text("fhir-code-unknown", &words)));
    };
    let wanted: Vec<&str> = asked.texts("property").collect();
    Ok(answer(&system.lookup(concept, &wanted, lang)))
}
