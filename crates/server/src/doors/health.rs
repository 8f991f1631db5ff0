use super::answer::{Outcome, json};
use super::caller::Caller;
use crate::config::NodeKind;
use crate::flow::channel::queue_of_sent;
use crate::jobs::{Way, circuits, pulled};
use crate::node::{Host, Node};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use saraptama_core::authority::Role;
use saraptama_core::terms::write_instant;
use saraptama_store::Fault;
use std::collections::BTreeMap;
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
        let (state, lacks) = (node.store.outbox_state().await, node.store.lacks().await);
        let (awaiting, asked_after) = (node.store.awaiting_proof().await.ok(), asked_after(node).await.ok());
        ready &= state.is_ok() && lacks.is_none();
        let told = match (state, lacks) {
            (Ok(_), Some(fault)) => serde_json::json!({ "store": "unsafe", "reason": fault.cause }),
            (Ok(outbox), None) => serde_json::json!({
                "store": "ok", "outbox_waiting": outbox.waiting, "outbox_dead": outbox.dead, "asked_after": asked_after,
                "awaiting_proof": awaiting, "routes": routes(node)
            }),
            (Err(_), _) => serde_json::json!({ "store": "fault" }),
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

/// How each route stands: a receiver that is away does not make this node less ready.
fn routes(node: &Node) -> serde_json::Map<String, serde_json::Value> {
    let now = node.clock.now();
    let told = |route: &String| {
        let since = node.breakers.open_since(route).map(write_instant);
        let mut told = serde_json::json!({ "breaker": node.breakers.way(route, now).as_str(), "open_since": since });
        if pulled(node).any(|(name, _)| name == route) {
            let asking = circuits(route).map(|(service, circuit)| (service, node.asking.way(&circuit, now).as_str()));
            told["asking"] = BTreeMap::from(asking).into_iter().collect();
        }
        (route.clone(), told)
    };
    node.routes.keys().map(told).collect()
}

/// How many messages that went through gateways which cannot call us are asked after: the outbox is done with them.
async fn asked_after(node: &Node) -> Result<u64, Fault> {
    let mut all = 0;
    for (route, _) in pulled(node) {
        all += node.store.channel_count(&queue_of_sent(route)).await?;
    }
    Ok(all)
}

/// `GET /metrics`: counts for operators, in the Prometheus exposition format.
pub async fn metrics(State(host): State<Host>, headers: HeaderMap) -> Outcome {
    Caller::of(host.any(), &headers)?.needs(&[Role::Operator])?;
    let mut text = String::new();
    for (kind, node) in host.nodes() {
        node.counters.write(kind.as_str(), &mut text);
        write_routes(kind, node, &mut text).await;
        if let Ok(awaiting) = node.store.awaiting_proof().await {
            let node = kind.as_str();
            let _ = writeln!(text, "saraptama_forms_awaiting_proof{{node=\"{node}\"}} {awaiting}");
        }
        if let Ok(asked_after) = asked_after(node).await {
            let node = kind.as_str();
            let _ = writeln!(text, "saraptama_channel_asked_after{{node=\"{node}\"}} {asked_after}");
        }
        if kind == NodeKind::Mis
            && let Ok(denied) = node.store.denied_forms().await
        {
            let node = kind.as_str();
            let _ = writeln!(text, "saraptama_forms_denied_by_their_person{{node=\"{node}\"}} {denied}");
        }
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

/// What waits on each route, since when, and whether the route is open to it.
async fn write_routes(kind: NodeKind, node: &Node, text: &mut String) {
    let now = node.clock.now();
    let states = node.store.routes_state().await.unwrap_or_default();
    let mut all: BTreeMap<&str, (u64, i64)> = node.routes.keys().map(|route| (route.as_str(), (0, 0))).collect();
    all.extend(states.iter().map(|state| {
        let seconds = now.duration_since(state.oldest).as_secs().max(0);
        (state.route.as_str(), (state.waiting, seconds))
    }));
    let node_kind = kind.as_str();
    for (route, (waiting, oldest)) in all {
        let labels = format!("{{node=\"{node_kind}\",route=\"{route}\"}}");
        let is_open = u8::from(node.breakers.way(route, now) != Way::Closed);
        let _ = writeln!(
            text,
            "saraptama_route_waiting{labels} {waiting}\nsaraptama_route_oldest_seconds{labels} {oldest}\n\
             saraptama_route_breaker_open{labels} {is_open}"
        );
    }
}
