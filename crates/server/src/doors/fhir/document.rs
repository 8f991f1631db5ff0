use super::call::answer;
use super::{Call, Outcome};
use crate::doors::Named;
use crate::doors::answer::Answer;
use crate::doors::forms::WRITERS;
use crate::flow::reading;
use crate::node::Host;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use saraptama_core::terms::FormId;
use saraptama_wire::fhir::{Seal, Source, document};
use serde_json::{Map, Value};

/// `GET /fhir/Bundle/{id}` and `/fhir/Composition/{id}/$document`: form 031/e as a document, for whoever may read the form.
pub(super) async fn show(
    State(host): State<Host>,
    Named(id): Named<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Outcome {
    let mis = host.mis();
    let call = Call::of(mis, &headers, query.as_deref(), Some(&WRITERS))?;
    let form = FormId::parse(&id).map_err(|_| call.not_found())?;
    let (row, signature) = mis.sealed_form(call.who, form).await.map_err(|error| call.flow(error))?;
    let seal = signature.as_ref().map(|signature| Seal { cms: &signature.bytes, at: signature.at });
    let members: Option<Map<String, Value>> = serde_json::from_slice(&row.bytes).ok();
    let id = form.to_string();
    let made = members.as_ref().and_then(|members| {
        let source = Source { id: &id, bytes: &row.bytes, form: members, sha256: row.sha256, changed_at: row.updated_at, seal };
        document(&source, &mis.words, call.lang).ok()
    });
    // What is no form yet has faults that the check names.
    let (check, _) = reading::check(&row.bytes, None, &mis.law);
    let is_sound = !check.findings.iter().any(|finding| finding.code.is_structural());
    match made.filter(|_| is_sound) {
        Some(document) => Ok(answer(&document)),
        None => {
            let faulty = Answer::form_content(&mis.words, "problem-fhir-form-structure", &check, &mis.law);
            Err(call.refuse(faulty.with_status(StatusCode::CONFLICT)))
        }
    }
}
