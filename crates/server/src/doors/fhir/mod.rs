//! The door of FHIR R4 below `/fhir`: the list of order B as terminology, form 031/e as a document, acts as tasks, the
//! register of experts. What it offers, its CapabilityStatement says; every error is an OperationOutcome.
//!
//! Each handler keeps the order of all doors: token 401, role 403, existence 404, content type 415, size 413, version
//! 412, content 422. What is none of ours is FHIR's: 406, 428, and 400 for parameters.

mod call;
mod document;
mod editions;
mod expand;
mod lookup;
mod metadata;
mod refused;
mod roles;
mod search;
mod sent;
mod task;
mod terms;
mod update;
mod validate;
mod validate_code;

use crate::node::Host;
use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use call::Call;
pub(super) use refused::nothing_here;
use refused::{Outcome, Refused};
use saraptama_wire::fhir::terms::{Set, System};
use tower_http::catch_panic::CatchPanicLayer;

/// The addresses, by the nodes that the process hosts.
pub(super) fn routes(host: &Host) -> Router<Host> {
    let mut router = Router::new()
        .route("/metadata", get(metadata::show))
        .route("/CodeSystem", get(terms::all::<System>))
        .route("/CodeSystem/{id}", get(terms::one::<System>))
        .route("/CodeSystem/$lookup", get(lookup::lookup).post(lookup::lookup))
        .route("/CodeSystem/$validate-code", get(validate_code::in_system).post(validate_code::in_system))
        .route("/CodeSystem/{id}/$validate-code", get(validate_code::in_system).post(validate_code::in_system))
        .route("/ValueSet", get(terms::all::<Set>))
        .route("/ValueSet/{id}", get(terms::one::<Set>))
        .route("/ValueSet/$expand", get(expand::expand).post(expand::expand))
        .route("/ValueSet/{id}/$expand", get(expand::expand).post(expand::expand))
        .route("/ValueSet/$validate-code", get(validate_code::in_set).post(validate_code::in_set))
        .route("/ValueSet/{id}/$validate-code", get(validate_code::in_set).post(validate_code::in_set))
        .route("/Questionnaire", get(terms::questionnaires))
        .route("/Questionnaire/{id}", get(terms::questionnaire))
        .route("/Questionnaire/$validate", post(validate::validate))
        .route("/QuestionnaireResponse/$validate", post(validate::validate))
        .route("/Bundle/$validate", post(validate::validate));
    if host.mis.is_some() {
        router = router.route("/Bundle/{id}", get(document::show)).route("/Composition/{id}/$document", get(document::show));
    }
    if host.databank.is_some() {
        router = router
            .route("/Task", get(task::list))
            .route("/Task/{id}", get(task::show).put(update::update))
            .route("/PractitionerRole", get(roles::list))
            .route("/PractitionerRole/{id}", get(roles::show))
            .route("/Practitioner", get(roles::people))
            .route("/Practitioner/{id}", get(roles::person));
    }
    router
        .fallback(nothing_here)
        .method_not_allowed_fallback(refused::wrong_method)
        .layer(CatchPanicLayer::custom(refused::after_panic))
        .layer(from_fn(refused::in_time))
}
