//! Sending the stages that forms have reached.

use super::dead::DeadReason;
use super::send::{Sent, Trouble, envelope, gateway, post};
use super::through_channel::{Leg, is_asynchronous};
use crate::config::{Channel, Route};
use crate::flow::envelope::read_stages;
use crate::node::Node;
use saraptama_core::referral::Stage;
use saraptama_core::terms::Sha256;
use saraptama_store::rows::ClaimedMessage;
use saraptama_wire::exchange::{self, StageReport};
use saraptama_wire::shep::{self, Payload, Reply};

/// Stages go back the way the form came: to the ministry through the gateway, to a MIS as JSON.
pub(super) async fn send(node: &Node, route: &Route, messages: &[ClaimedMessage]) -> (Vec<Sent>, Option<Trouble>) {
    let mut sent = vec![Sent::Answered { stage: None }; messages.len()];
    let mut reports = vec![];
    for (message, sent) in messages.iter().zip(&mut sent) {
        let Some(stages) = read_stages(&message.body) else {
            *sent = Sent::Impossible(DeadReason::Unreadable);
            continue;
        };
        for reached in stages {
            let (detail, reason) = if reached.stage == Stage::Numbered { (reached.detail, None) } else { (None, reached.detail) };
            reports.push(StageReport { form_id: message.form, stage: reached.stage, at: reached.at, detail, reason });
        }
    }
    if reports.is_empty() {
        return (sent, None);
    }
    let Err(trouble) = report(node, route, messages, reports).await else { return (sent, None) };
    let failed = sent.into_iter().map(|one| if matches!(one, Sent::Impossible(_)) { one } else { trouble.sent() });
    (failed.collect(), Some(trouble))
}

/// The id of a message of stages, of which `first` is the first in the outbox. It follows from what the message says
/// too: parts of a batch begin with the same one, and an operator lets attempts begin anew.
fn id_of(first: &ClaimedMessage, reports: &[StageReport]) -> String {
    let content = Sha256::of(&exchange::write_stages(reports)).to_string();
    format!("{}-{}-{content:.16}", first.id, first.attempts)
}

async fn report(node: &Node, route: &Route, messages: &[ClaimedMessage], reports: Vec<StageReport>) -> Result<(), Trouble> {
    if let (true, Some(first)) = (is_asynchronous(route), messages.first()) {
        let key = id_of(first, &reports);
        return Leg { node, name: &first.route, route }.stages(first.form, &key, reports).await;
    }
    if route.channel() == Channel::Sync {
        let message_id = messages.first().map(|first| id_of(first, &reports)).unwrap_or_default();
        let request = envelope(node, route, &message_id, shep::ACT_STATUS, Payload::ActStatus(reports));
        return match gateway(node, route, &message_id, &request).await? {
            Reply::ActStatus(_) => Ok(()),
            _ => Err(Trouble::Stumbled("the answer says nothing of the stages".to_owned())),
        };
    }
    post(node, route, "/exchange/v1/stages", "application/json", exchange::write_stages(&reports)).await.map(drop)
}
