//! Sending a version of a closed month (order p. 3), put together from the bytes that are stored.

use super::dead::DeadReason;
use super::send::{Sent, Trouble, alone, envelope, gateway};
use crate::config::{Channel, Route};
use crate::flow::envelope::read_month;
use crate::node::Node;
use saraptama_core::terms::Sha256;
use saraptama_store::rows::ClaimedMessage;
use saraptama_wire::shep::{self, MonthReport, Payload, Reply};

pub(super) async fn send(node: &Node, route: &Route, message: &ClaimedMessage) -> (Vec<Sent>, Option<Trouble>) {
    let report = match report(node, message).await {
        Ok(report) if route.channel() == Channel::Sync => report,
        // The configuration allowed no other way when the node started.
        Ok(_) => return (vec![Sent::Impossible(DeadReason::UnknownKind)], None),
        Err(failed) => return (vec![failed], None),
    };
    let taken = Reply::MonthReport { month: report.month.clone(), version: report.version };
    // It follows from what it says too: an archive that was put back gives the numbers of its outbox once more.
    let message_id = format!("{}-{:.16}", message.id, Sha256::of(&report.report).to_string());
    let request = envelope(node, route, &message_id, shep::MONTH_REPORT, Payload::MonthReport(report));
    match gateway(node, route, &message_id, &request).await {
        Ok(reply) if reply == taken => (vec![Sent::Answered { stage: None }], None),
        Ok(_) => alone(Trouble::Stumbled("the answer is no receipt of this month".to_owned())),
        Err(trouble) => alone(trouble),
    }
}

async fn report(node: &Node, message: &ClaimedMessage) -> Result<MonthReport, Sent> {
    let (month, version) = read_month(&message.body).ok_or(Sent::Impossible(DeadReason::Unreadable))?;
    let closed = node.store.closed(&month).await.map_err(|fault| Sent::Failed(fault.to_string()))?;
    let row = closed.into_iter().find(|row| row.version == version).ok_or(Sent::Impossible(DeadReason::NotInStore))?;
    if Sha256::of(&row.body) != row.digest {
        return Err(Sent::Impossible(DeadReason::Unreadable));
    }
    Ok(MonthReport { month, version, report: row.body })
}
