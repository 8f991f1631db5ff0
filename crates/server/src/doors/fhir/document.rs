use super::Outcome;
use super::call::answer;
use super::sent::Sent;
use crate::doors::answer::Answer;
use crate::doors::forms::WRITERS;
use crate::flow::reading;
use axum::http::StatusCode;
use saraptama_core::terms::FormId;
use saraptama_wire::fhir::{Seal, Source, document};
use serde_json::{Map, Value};

/// `GET /fhir/Bundle/{id}` and `/fhir/Composition/{id}/$document`: form 031/e as a document, for whoever may read the form.
pub(super) async fn show(Sent(request, _): Sent) -> Outcome {
    let mis = request.host.mis();
    let call = request.call_of(mis, &WRITERS)?;
    let form = FormId::parse(request.name()).map_err(|_| call.not_found())?;
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
