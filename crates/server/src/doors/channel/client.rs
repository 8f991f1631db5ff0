use super::entry::{Called, Said, admit, failed, fault, xml};
use crate::flow::channel::{Arrival, Came, session};
use crate::flow::{AGAIN, FlowError};
use crate::jobs::standing;
use crate::node::{Host, Node};
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use saraptama_core::authority::Principal;
use saraptama_store::rows::ChannelSide;
use saraptama_wire::shep::async_channel::{
    Accepted, ClientCall, Data, Message, Operation, StatusChange, StatusChangeNoted, read_client_call, write_accepted,
    write_status_change_noted,
};
use saraptama_wire::shep::{Code, Payload, ShepFault};

/// `POST /ws/AsyncChannelClient`: a gateway brings a message, or tells how far one of ours is.
pub async fn client(State(host): State<Host>, headers: HeaderMap, body: Body) -> Response {
    let node = host.ministry.as_deref().or(host.databank.as_deref()).unwrap_or(host.any());
    let Called { who, call, raw, seal } = match admit(node, &headers, body, read_client_call, said).await {
        Ok(called) => called,
        Err(refused) => return *refused,
    };
    let came = Came::alone(&raw, &seal);
    match call {
        ClientCall::Send(message) => send(for_data(&host, node, &message.data), who, &message, came).await,
        ClientCall::Changed(change) => changed(node, who, &change, came).await,
    }
}

/// In a process of several nodes signed forms are the data bank's.
fn for_data<'h>(host: &'h Host, node: &'h Node, data: &Data) -> &'h Node {
    match data {
        Data::Asked(Payload::Form031(_)) => host.databank.as_deref().unwrap_or(node),
        _ => node,
    }
}

/// The message's own sender is whoever handed it to the gateway, so only the token says who calls; a gateway
/// that authenticates by password names itself there.
///
/// A message was made when its sender made it, which may be long ago, and its id is remembered for ever: so its
/// date is not asked after.
fn said(call: &ClientCall) -> Said<'_> {
    match call {
        ClientCall::Send(message) => Said { operation: Operation::SendMessage, sender: Some(&message.sender), date: None },
        ClientCall::Changed(change) => {
            let operation = Operation::ChangeMassageStatusNotification;
            Said { operation, sender: None, date: Some(change.request_date) }
        }
    }
}

async fn send(node: &Node, who: &Principal, message: &Message, came: Came<'_>) -> Response {
    let operation = Operation::SendMessage;
    let arrival = Arrival { source: &who.id, side: ChannelSide::Client, message, came };
    match node.channel_accept(&arrival).await {
        Ok(Ok(kept)) => xml(
            node,
            write_accepted(&Accepted {
                session_id: message.session_id.clone().or_else(|| Some(session(&[b"brought", kept.name.as_bytes()]))),
                message_id: kept.name,
                correlation_id: kept.chain,
                date: kept.at,
            }),
        ),
        Ok(Err(why)) => fault(node, operation, why.fault()),
        Err(error) => failed(node, operation, &error),
    }
}

async fn changed(node: &Node, who: &Principal, change: &StatusChange, came: Came<'_>) -> Response {
    let operation = Operation::ChangeMassageStatusNotification;
    match heard(node, who, change, came).await {
        Ok(Some(refused)) => fault(node, operation, ShepFault::Refused(refused)),
        Ok(None) => {
            let given = change.session_id.clone();
            let session_id = given.unwrap_or_else(|| session(&[b"changed", change.notification_id.as_bytes()]));
            xml(node, write_status_change_noted(&StatusChangeNoted { date: node.clock.now(), session_id }))
        }
        Err(error) => failed(node, operation, &error),
    }
}

/// Hears how far a message of ours is; answers the code where the caller may not tell us.
async fn heard(node: &Node, who: &Principal, change: &StatusChange, came: Came<'_>) -> Result<Option<Code>, FlowError> {
    // Only a gateway that we send through may tell of what we sent.
    let Some((route, _)) = node.route_of(&who.id) else {
        let refused = Code::SenderNotAllowed;
        node.channel_note(came, &who.id, &about(change), refused.key()).await?;
        return Ok(Some(refused));
    };
    let told = (standing(change.state), change.status.date);
    let log = [came.taken(&who.id, &about(change), node.clock.now())];
    if !node.channel_told(&route, &change.message_id, told, &log).await? {
        node.channel_note(came, &who.id, &about(change), AGAIN).await?;
    }
    Ok(None)
}

/// How the log names it.
fn about(change: &StatusChange) -> String {
    format!("{}:{}", Operation::ChangeMassageStatusNotification.as_str(), change.message_id)
}
