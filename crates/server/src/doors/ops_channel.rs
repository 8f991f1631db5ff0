//! The operators' door to the asynchronous channel: which messages were stopped, stopping one, setting one on
//! its way again. What a message says is not shown.

use super::answer::{Answer, Outcome, json};
use super::caller::Named;
use super::ops::{Asked, OnMessages};
use crate::node::Host;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use saraptama_core::channel::{Command, Stop};
use saraptama_core::terms::{FormId, write_instant};
use saraptama_store::rows::ChannelRow;
use serde_json::{Value, json as value};

const PAGE: u32 = 50;

fn told(row: &ChannelRow) -> Value {
    value!({
        "id": row.id, "queue": row.queue, "service": row.service, "type": row.message_type, "chain": row.chain,
        "name": row.name, "created_at": write_instant(row.created_at),
    })
}

/// `GET /ops/v1/channel`: the messages whose delivery was stopped, the oldest first.
pub async fn list(State(host): State<Host>, headers: HeaderMap, asked: Asked) -> Outcome {
    let on = OnMessages::of(&host, &headers, asked)?;
    let rows = on.node.store.channel_stopped(PAGE).await.map_err(|fault| on.refuse(fault))?;
    let items: Vec<Value> = rows.iter().map(told).collect();
    Ok(json(StatusCode::OK, &value!({ "items": items })))
}

/// `POST /ops/v1/channel/{id}/stop`: nobody tries to bring it any longer.
pub async fn stop(State(host): State<Host>, Named(id): Named<String>, headers: HeaderMap, asked: Asked) -> Outcome {
    act(&host, &id, &headers, asked, Command::Stop(Stop::ByOperator)).await
}

/// `POST /ops/v1/channel/{id}/resume`: it is on its way again, its tries forgotten.
pub async fn resume(State(host): State<Host>, Named(id): Named<String>, headers: HeaderMap, asked: Asked) -> Outcome {
    act(&host, &id, &headers, asked, Command::Resume).await
}

async fn act(host: &Host, id: &str, headers: &HeaderMap, asked: Asked, command: Command<'_>) -> Outcome {
    let on = OnMessages::of(host, headers, asked)?;
    let id = FormId::parse(id).map_err(|_| on.caller.say(Answer::not_found(&on.node.words)))?;
    let done = on.node.channel_do(id, command, |_, _, _| ()).await;
    let events = done.map_err(|error| on.caller.say(Answer::of(error, &on.node.words, &on.node.law)))?;
    let who = &on.caller.who.id;
    tracing::info!(message = %id, who, changed = !events.is_empty(), ?command, "an operator acted on a message of the channel");
    let row = on.node.store.channel_message(id).await.map_err(|fault| on.refuse(fault))?;
    let row = row.ok_or_else(|| on.caller.say(Answer::not_found(&on.node.words)))?;
    Ok(json(StatusCode::OK, &told(&row)))
}
