//! The doors: HTTP and SOAP. A door reads the request, asks `flow`, writes the answer, and knows no rule.
//!
//! Every request is judged in one order: token 401, role 403, existence 404, content type 415, size
//! 413, state 409, content 422. What a caller may not know of is 404.

mod acts;
mod answer;
mod body;
mod caller;
mod channel;
mod check;
mod documents;
mod events;
mod exchange;
mod fhir;
mod forms;
mod health;
mod htmc_list;
mod openapi;
mod openapi_page;
mod ops;
mod ops_channel;
mod originals;
mod register;
mod root;
mod sandbox;
mod soap;

pub use answer::Answer;
pub(crate) use caller::{Named, language};

use crate::node::Host;
use crate::pages;
use axum::Router;
use axum::routing::{any, get, post, put};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

/// How long a request may take, its body included.
const REQUEST_SECONDS: u64 = 30;

/// Everything that a process offers, by the nodes that it hosts.
pub fn router(host: Host) -> Router {
    let mut router = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route("/api/openapi.json", get(openapi::document))
        .route("/api/docs", get(openapi::page))
        .route("/ops/v1/channel", get(ops_channel::list))
        .route("/ops/v1/channel/{id}/stop", post(ops_channel::stop))
        .route("/ops/v1/channel/{id}/resume", post(ops_channel::resume))
        .route("/ops/v1/messages", get(ops::list))
        .route("/ops/v1/messages/{id}", get(ops::show))
        .route("/ops/v1/messages/{id}/redrive", post(ops::redrive))
        .route("/ops/v1/routes/{route}/redrive", post(ops::redrive_route))
        .route("/api/v1/check", post(check::check));
    if host.mis.is_some() {
        router = router
            .route("/api/v1/forms/{id}", put(forms::store).get(forms::bytes))
            .route("/api/v1/forms/{id}/freeze", post(forms::freeze).delete(forms::thaw))
            .route("/api/v1/forms/{id}/signature", post(forms::sign))
            .route("/api/v1/forms/{id}/original", get(originals::bytes))
            .route("/api/v1/forms/{id}/journey", get(forms::journey))
            .route("/api/v1/forms/{id}/documents/{sha256}", put(documents::store).get(documents::bytes))
            .route("/api/v1/events", get(events::list))
            .route("/exchange/v1/stages", post(exchange::stages));
    }
    if host.ministry.is_some() {
        router = router
            .route("/api/v1/htmc/editions", get(htmc_list::editions))
            .route("/api/v1/htmc/list", get(htmc_list::list))
            .route("/api/v1/htmc/diff", get(htmc_list::diff))
            .route("/exchange/v1/submissions", post(exchange::submissions));
    }
    if host.databank.is_some() {
        router = router
            .route("/api/v1/acts", get(acts::list))
            .route("/api/v1/acts/{number}", get(acts::show))
            .route("/api/v1/acts/{number}/decision", post(acts::decision))
            .route("/api/v1/acts/{number}/decision/signature", post(acts::sign))
            .route("/api/v1/acts/{number}/proof", get(register::proof))
            .route("/api/v1/acts/{number}/assignment", get(acts::assignment))
            .route("/api/v1/refusals", get(acts::refusals))
            .route("/api/v1/register/search", post(register::search));
    }
    if host.mis.is_some() || host.ministry.is_some() {
        router = router.route("/exchange/v1/forms/{id}/documents/{sha256}", get(documents::for_node));
    }
    if host.databank.is_some() || host.ministry.is_some() {
        router = router
            .route("/ws/SyncChannel", post(soap::message).get(soap::description))
            .route("/ws/AsyncChannel", post(channel::gateway).get(soap::description))
            .route("/ws/AsyncChannelClient", post(channel::client).get(soap::description));
    }
    if let Some(sandbox) = host.mis.as_ref().and_then(|mis| mis.vendors.sandbox()).cloned() {
        router = router
            .route("/sandbox", get(sandbox::page))
            .route("/sandbox/v1/report.json", get(sandbox::report))
            .layer(axum::middleware::from_fn_with_state((host.clone(), sandbox), sandbox::watch));
    }
    let kinds: Vec<_> = host.kinds().collect();
    router
        .nest("/fhir", fhir::routes(&host))
        .route("/fhir/", any(fhir::nothing_here))
        .merge(pages::table(&kinds).behind_guard(&host))
        .fallback(pages::nothing_here)
        .method_not_allowed_fallback(root::wrong_method)
        .layer(CatchPanicLayer::custom(answer::after_panic))
        .layer(axum::middleware::from_fn(body::read_to_its_end))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, Duration::from_secs(REQUEST_SECONDS)))
        .with_state(host)
}
