//! The operators' door to the messages: which wait, which were given up and why, and sending them again.
//! What a message says is not shown: operators see no clinical data.

use super::answer::{Answer, Outcome, json};
use super::caller::{Caller, Named};
use crate::jobs::DeadReason;
use crate::node::{Host, Node};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use saraptama_core::authority::Role;
use saraptama_core::terms::write_instant;
use saraptama_store::Fault;
use saraptama_store::rows::{MessageQuery, MessageRow, MessageState};
use serde_json::{Value, json as value};
use std::collections::BTreeMap;

const PAGE: u32 = 50;

pub(super) type Asked = Query<BTreeMap<String, String>>;

/// A request of an operator, and the node that it is about.
pub(super) struct OnMessages<'h> {
    pub(super) node: &'h Node,
    pub(super) caller: Caller<'h>,
    asked: BTreeMap<String, String>,
}

impl<'h> OnMessages<'h> {
    /// Where a process hosts several nodes, `node` names one; otherwise it is the only one.
    pub(super) fn of(host: &'h Host, headers: &HeaderMap, Query(asked): Asked) -> Result<Self, Answer> {
        let caller = Caller::of(host.any(), headers)?.needs(&[Role::Operator])?;
        let named = |name: &String| host.nodes().find(|(kind, _)| kind.as_str() == name).map(|(_, node)| node);
        let node = asked.get("node").map_or(Some(host.any()), named);
        let node = node.ok_or_else(|| caller.say(Answer::not_found(&host.any().words)))?;
        Ok(Self { node, caller, asked })
    }

    pub(super) fn refuse(&self, fault: Fault) -> Answer {
        self.caller.say(Answer::of(fault.into(), &self.node.words, &self.node.law))
    }

    fn content(&self, key: &str) -> Answer {
        self.caller.say(Answer::content(&self.node.words, key))
    }

    async fn message(&self, id: &str) -> Result<MessageRow, Answer> {
        let nothing = || self.caller.say(Answer::not_found(&self.node.words));
        let id = id.parse().map_err(|_| nothing())?;
        self.node.store.message(id).await.map_err(|fault| self.refuse(fault))?.ok_or_else(nothing)
    }

    fn query(&self, usual: MessageState) -> Result<MessageQuery, Answer> {
        let state = match self.asked.get("state").map(String::as_str) {
            None => usual,
            Some("waiting") => MessageState::Waiting,
            Some("delivered") => MessageState::Delivered,
            Some("dead") => MessageState::Dead,
            Some(_) => return Err(self.content("problem-message-state")),
        };
        let reason = self.asked.get("reason").cloned();
        if reason.as_deref().is_some_and(|reason| DeadReason::parse(reason).is_none()) {
            return Err(self.content("problem-message-reason"));
        }
        let after = self.asked.get("cursor").map_or(Ok(0), |cursor| cursor.parse());
        let after = after.map_err(|_| self.content("problem-cursor"))?;
        Ok(MessageQuery { state, route: self.asked.get("route").cloned(), reason, after, limit: PAGE })
    }

    fn tell(&self, row: &MessageRow) -> Value {
        let state = match row.state {
            MessageState::Waiting => "waiting",
            MessageState::Delivered => "delivered",
            MessageState::Dead => "dead",
        };
        let mut told = value!({
            "id": row.id.to_string(), "route": row.route, "kind": row.kind, "form": row.form, "state": state,
            "attempts": row.attempts, "created_at": write_instant(row.created_at), "due_at": write_instant(row.due_at),
        });
        if let Some(error) = &row.error {
            told["error"] = error.clone().into();
        }
        if let Some(reason) = DeadReason::parse(&row.reason) {
            told["reason"] = reason.as_str().into();
            told["message"] = value!(self.node.words.text(reason.key(), &[]));
        }
        told
    }

    /// Lets a message that was given up wait again, due now.
    async fn again(&self, row: &MessageRow) -> Result<bool, Answer> {
        self.node.redrive(row, &self.caller.who.id).await.map_err(|fault| self.refuse(fault))
    }
}

/// `GET /ops/v1/messages`: messages of a state, the oldest first; those that were given up unless asked otherwise.
pub async fn list(State(host): State<Host>, headers: HeaderMap, asked: Asked) -> Outcome {
    let on = OnMessages::of(&host, &headers, asked)?;
    let query = on.query(MessageState::Dead)?;
    let rows = on.node.store.messages(&query).await.map_err(|fault| on.refuse(fault))?;
    let is_full = rows.len() == PAGE as usize;
    let next = rows.last().filter(|_| is_full).map(|row| row.id.to_string());
    let items: Vec<Value> = rows.iter().map(|row| on.tell(row)).collect();
    Ok(json(StatusCode::OK, &value!({ "items": items, "next": next })))
}

/// `GET /ops/v1/messages/{id}`: one message.
pub async fn show(State(host): State<Host>, Named(id): Named<String>, headers: HeaderMap, asked: Asked) -> Outcome {
    let on = OnMessages::of(&host, &headers, asked)?;
    let row = on.message(&id).await?;
    Ok(json(StatusCode::OK, &on.tell(&row)))
}

/// `POST /ops/v1/messages/{id}/redrive`: lets one that was given up wait again.
pub async fn redrive(State(host): State<Host>, Named(id): Named<String>, headers: HeaderMap, asked: Asked) -> Outcome {
    let on = OnMessages::of(&host, &headers, asked)?;
    let row = on.message(&id).await?;
    if !on.again(&row).await? {
        return Err(on.caller.say(Answer::conflict(&on.node.words, "refusal-message-not-dead")));
    }
    Ok(json(StatusCode::OK, &value!({ "redriven": 1 })))
}

/// `POST /ops/v1/routes/{route}/redrive`: lets all wait again that were given up on a route, or those of
/// them that were given up for one `reason`.
pub async fn redrive_route(State(host): State<Host>, Named(route): Named<String>, headers: HeaderMap, asked: Asked) -> Outcome {
    let on = OnMessages::of(&host, &headers, asked)?;
    let reason = on.query(MessageState::Dead)?.reason;
    let redriven = on.node.redrive_all(&route, reason.as_deref(), &on.caller.who.id).await.map_err(|fault| on.refuse(fault))?;
    Ok(json(StatusCode::OK, &value!({ "redriven": redriven })))
}
