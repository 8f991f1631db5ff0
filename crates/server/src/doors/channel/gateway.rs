use super::entry::{Called, Said, admit, failed, fault, xml};
use crate::flow::FlowError;
use crate::flow::channel::{Arrival, Came, session};
use crate::jobs::{channel_status, wire_state};
use crate::node::{Host, Node};
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use saraptama_core::authority::Principal;
use saraptama_core::channel::{Command, Refusal, Standing};
use saraptama_store::rows::ChannelSide;
use saraptama_wire::shep::ACT_STATUS;
use saraptama_wire::shep::async_channel::{
    Accepted, Call, DeliveryNoted, DeliveryNotification, Message, MessagesAnswer, MessagesQuery, Operation, ReceiveStatus,
    Resend, StatusAnswer, StatusQuery, read_call, write_accepted, write_delivery_noted, write_messages, write_status,
};

/// `POST /ws/AsyncChannel`: one call of the gateway's side.
pub async fn gateway(State(host): State<Host>, headers: HeaderMap, body: Body) -> Response {
    let node = host.databank.as_deref().or(host.ministry.as_deref()).unwrap_or(host.any());
    let Called { who, call, raw, seal } = match admit(node, &headers, body, read_call, said).await {
        Ok(called) => called,
        Err(refused) => return *refused,
    };
    let came = Came::alone(&raw, &seal);
    match call {
        Call::Send(message) => send(for_service(&host, node, &message.service_id), who, &message, came).await,
        Call::Notify(told) => notify(node, who, &told, came).await,
        Call::Status(query) => status(node, who, &query).await,
        Call::Messages(query) => messages(node, who, &query).await,
    }
}

/// In a process of several nodes stages are the ministry's.
fn for_service<'h>(host: &'h Host, node: &'h Node, service: &str) -> &'h Node {
    if service == ACT_STATUS { host.ministry.as_deref().unwrap_or(node) } else { node }
}

fn said(call: &Call) -> Said<'_> {
    let (operation, sender, date) = match call {
        Call::Send(message) => (Operation::SendMessage, Some(&message.sender), Some(message.date)),
        Call::Notify(told) => (Operation::SendDeliveryNotification, told.sender.as_ref(), Some(told.request_date)),
        Call::Status(query) => (Operation::GetMessageStatus, Some(&query.sender), Some(query.request_date)),
        Call::Messages(query) => (Operation::GetMessages, query.sender.as_ref(), query.request_date),
    };
    Said { operation, sender, date }
}

async fn send(node: &Node, who: &Principal, message: &Message, came: Came<'_>) -> Response {
    let operation = Operation::SendMessage;
    let arrival = Arrival { source: &who.id, side: ChannelSide::Gateway, message, came };
    match node.channel_accept(&arrival).await {
        Ok(Ok(kept)) => xml(
            node,
            write_accepted(&Accepted {
                session_id: Some(session(&[b"send", kept.name.as_bytes()])),
                message_id: kept.name,
                correlation_id: kept.chain,
                date: kept.at,
            }),
        ),
        Ok(Err(why)) => fault(node, operation, why.fault()),
        Err(error) => failed(node, operation, &error),
    }
}

async fn notify(node: &Node, who: &Principal, told: &DeliveryNotification, came: Came<'_>) -> Response {
    let operation = Operation::SendDeliveryNotification;
    let code = told.error.as_ref().map(|error| error.code.chars().take(64).collect::<String>());
    let command = match (told.receive, told.resend) {
        (ReceiveStatus::Accepted, _) => Command::Take,
        (ReceiveStatus::NotAccepted, resend) => Command::Decline { again: resend == Resend::Resend, code: code.as_deref() },
    };
    let noted = node.channel_answered(&who.id, (&told.message_id, &told.service_id), command, came).await;
    match noted {
        // It was taken, and the word that it was not came late or again.
        Ok(()) | Err(FlowError::Channel(Refusal::Ended(Standing::Delivered))) => {
            let label: [&[u8]; 3] = [b"notified", told.message_id.as_bytes(), told.receive.as_str().as_bytes()];
            let session_id = session(&label);
            let notification_id = session_id.trim_matches(['{', '}']).to_owned();
            xml(node, write_delivery_noted(&DeliveryNoted { notification_id, date: node.clock.now(), session_id }))
        }
        Err(error) => failed(node, operation, &error),
    }
}

async fn status(node: &Node, who: &Principal, query: &StatusQuery) -> Response {
    match node.channel_status(&who.id, &query.message_id).await {
        Ok((standing, code, since)) => xml(
            node,
            write_status(&StatusAnswer {
                state: wire_state(standing),
                status: channel_status(node, standing, code.as_deref(), since),
                date: node.clock.now(),
                session_id: Some(session(&[b"status", query.message_id.as_bytes()])),
            }),
        ),
        Err(error) => failed(node, Operation::GetMessageStatus, &error),
    }
}

async fn messages(node: &Node, who: &Principal, query: &MessagesQuery) -> Response {
    let now = node.clock.now();
    match node.channel_waiting_for(&who.id, query).await {
        Ok(messages) => {
            let session_id = session(&[b"messages", who.id.as_bytes(), now.to_string().as_bytes()]);
            xml(node, write_messages(&MessagesAnswer { date: now, session_id, messages }))
        }
        Err(error) => failed(node, Operation::GetMessages, &error),
    }
}
