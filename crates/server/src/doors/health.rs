use super::answer::{Outcome, json};
use super::caller::Caller;
use crate::node::Host;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use saraptama_core::authority::Role;
use saraptama_core::terms::write_instant;
use std::fmt::Write as _;

/// `GET /health/live`: the process answers.
pub async fn live() -> Response {
    json(StatusCode::OK, &serde_json::json!({ "status": "live" }))
}

/// `GET /health/ready`: every store of the process answers, and the demonstration has made its world.
pub async fn ready(State(host): State<Host>) -> Response {
    let mut nodes = serde_json::Map::new();
    let mut ready = host.is_ready();
    for (kind, node) in host.nodes() {
        let state = node.store.outbox_state().await;
        ready &= state.is_ok();
        let told = match state {
            Ok(outbox) => serde_json::json!({ "store": "ok", "outbox_waiting": outbox.waiting, "outbox_dead": outbox.dead }),
            Err(_) => serde_json::json!({ "store": "fault" }),
        };
        nodes.insert(kind.as_str().to_owned(), told);
    }
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let now = write_instant(host.any().clock.now());
    let clock = if host.any().clock.is_set() { "set" } else { "system" };
    json(
        status,
        &serde_json::json!({ "status": if ready { "ready" } else { "not ready" }, "now": now, "clock": clock, "nodes": nodes }),
    )
}

/// `GET /metrics`: counts for operators, in the Prometheus exposition format.
pub async fn metrics(State(host): State<Host>, headers: HeaderMap) -> Outcome {
    Caller::of(host.any(), &headers)?.needs(&[Role::Operator])?;
    let mut text = String::new();
    for (kind, node) in host.nodes() {
        node.counters.write(kind.as_str(), &mut text);
        if let Ok(outbox) = node.store.outbox_state().await {
            let node = kind.as_str();
            let _ = writeln!(
                text,
                "saraptama_outbox_waiting{{node=\"{node}\"}} {}\nsaraptama_outbox_dead{{node=\"{node}\"}} {}",
                outbox.waiting, outbox.dead
            );
        }
    }
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}
