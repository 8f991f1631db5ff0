use super::call::answer;
use super::editions::{sets as every_set, systems as every_system};
use super::search::{is_token, page_of};
use super::{Call, Outcome, Refused};
use crate::doors::Named;
use crate::node::Host;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use saraptama_wire::fhir::form;
use saraptama_wire::fhir::terms::Shape;
use serde_json::Value;

/// What code systems, value sets and questionnaires are searched by.
const KNOWN: &[&str] = &["_id", "name", "name:exact", "name:contains", "status", "url", "version"];

/// `GET /fhir/CodeSystem`.
pub(super) async fn systems(State(host): State<Host>, headers: HeaderMap, RawQuery(query): RawQuery) -> Outcome {
    let call = Call::of(host.any(), &headers, query.as_deref(), None)?;
    let shape = Shape { lang: call.lang, day: call.today() };
    let all = every_system(&call, &host, shape.day).await?.iter().map(|system| system.resource(shape)).collect();
    found(&call, "CodeSystem", all)
}

/// `GET /fhir/CodeSystem/{id}`.
pub(super) async fn system(
    State(host): State<Host>,
    Named(id): Named<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Outcome {
    let call = Call::of(host.any(), &headers, query.as_deref(), None)?;
    let shape = Shape { lang: call.lang, day: call.today() };
    let all = every_system(&call, &host, shape.day).await?;
    let system = all.iter().find(|system| system.id == id).ok_or_else(|| call.not_found())?;
    Ok(answer(&system.resource(shape)))
}

/// `GET /fhir/ValueSet`.
pub(super) async fn sets(State(host): State<Host>, headers: HeaderMap, RawQuery(query): RawQuery) -> Outcome {
    let call = Call::of(host.any(), &headers, query.as_deref(), None)?;
    let shape = Shape { lang: call.lang, day: call.today() };
    let all = every_set(&call, &host, shape.day).await?.iter().map(|set| set.resource(shape)).collect();
    found(&call, "ValueSet", all)
}

/// `GET /fhir/ValueSet/{id}`.
pub(super) async fn set(
    State(host): State<Host>,
    Named(id): Named<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Outcome {
    let call = Call::of(host.any(), &headers, query.as_deref(), None)?;
    let shape = Shape { lang: call.lang, day: call.today() };
    let all = every_set(&call, &host, shape.day).await?;
    let set = all.iter().find(|set| set.id == id).ok_or_else(|| call.not_found())?;
    Ok(answer(&set.resource(shape)))
}

/// `GET /fhir/Questionnaire`.
pub(super) async fn questionnaires(State(host): State<Host>, headers: HeaderMap, RawQuery(query): RawQuery) -> Outcome {
    let call = Call::of(host.any(), &headers, query.as_deref(), None)?;
    let all = vec![form::questionnaire(&call.node.words, call.lang)];
    found(&call, "Questionnaire", all)
}

/// `GET /fhir/Questionnaire/{id}`.
pub(super) async fn questionnaire(
    State(host): State<Host>,
    Named(id): Named<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Outcome {
    let call = Call::of(host.any(), &headers, query.as_deref(), None)?;
    let questionnaire = form::questionnaire(&call.node.words, call.lang);
    if questionnaire["id"] == id.as_str() { Ok(answer(&questionnaire)) } else { Err(call.not_found()) }
}

/// Those that the parameters let through.
fn found(call: &Call<'_>, kind: &str, all: Vec<Value>) -> Outcome {
    let wanted = Wanted::of(call)?;
    page_of(call, kind, KNOWN, all.into_iter().filter(|one| wanted.lets_through(one)).collect())
}

/// What is searched for. A name begins with what is given, whatever the case; so the standard has it.
struct Wanted<'w> {
    begins: Option<String>,
    exactly: Option<&'w str>,
    contains: Option<String>,
    tokens: [(&'static str, Option<&'w str>); 4],
}

impl<'w> Wanted<'w> {
    fn of(call: &'w Call<'_>) -> Result<Self, Refused> {
        let text = |name| call.text(&call.asked, name);
        Ok(Self {
            begins: text("name")?.map(str::to_lowercase),
            exactly: text("name:exact")?,
            contains: text("name:contains")?.map(str::to_lowercase),
            tokens: [("id", text("_id")?), ("status", text("status")?), ("url", text("url")?), ("version", text("version")?)],
        })
    }

    fn lets_through(&self, resource: &Value) -> bool {
        let name = resource["name"].as_str().unwrap_or_default();
        let folded = name.to_lowercase();
        self.begins.as_ref().is_none_or(|wanted| folded.starts_with(wanted))
            && self.contains.as_ref().is_none_or(|wanted| folded.contains(wanted))
            && self.exactly.is_none_or(|wanted| name == wanted)
            && self.tokens.iter().all(|(member, wanted)| is_token(*wanted, resource[member].as_str().unwrap_or_default()))
    }
}
