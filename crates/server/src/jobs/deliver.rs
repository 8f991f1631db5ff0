use super::send::{self, Sent};
use crate::config::NodeKind;
use crate::counters::count;
use crate::node::{Host, Node};
use jiff::SignedDuration;
use saraptama_core::terms::Instant;
use saraptama_store::rows::ClaimedMessage;
use saraptama_store::{Outcome, Settlement, Unit};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How many messages one claim takes.
const CLAIM: u32 = 256;
/// How many signed forms go to the ministry in one request.
const SUBMISSIONS_PER_REQUEST: usize = 32;
/// How many requests are under way at once.
const AT_ONCE: usize = 8;
/// A claim that is not settled by then may be taken by another process.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How long to sleep where nothing is due: retries become due by themselves.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// The pauses between attempts, in seconds; the last one repeats. Nothing is given up by itself while
/// a receiver is down: the term is one working day.
const LADDER_SECONDS: [i64; 8] = [1, 2, 5, 15, 30, 60, 120, 300];

/// Sends what is due, for ever.
pub(super) async fn run(kind: NodeKind, node: Node, host: Host) {
    let client = send::client();
    loop {
        let now = node.clock.now();
        let lease_until = now.saturating_add(LEASE).unwrap_or(now);
        match node.store.claim(now, lease_until, CLAIM, None).await {
            Ok(claimed) if claimed.is_empty() => drop(timeout(LOOK_AGAIN, node.outbox_bell.notified()).await),
            Ok(claimed) => deliver(kind, &node, &host, &client, claimed).await,
            Err(fault) => {
                tracing::error!(node = kind.as_str(), error = %fault, "claiming messages");
                sleep(LOOK_AGAIN).await;
            }
        }
    }
}

/// Sends one claim, several requests at once, each settled as soon as it is answered.
async fn deliver(kind: NodeKind, node: &Node, host: &Host, client: &send::Client, claimed: Vec<ClaimedMessage>) {
    let mut requests = JoinSet::new();
    for batch in batches(claimed) {
        if requests.len() >= AT_ONCE {
            requests.join_next().await;
        }
        let (node, host, client) = (node.clone(), host.clone(), client.clone());
        requests.spawn(async move {
            let sent = match node.routes.get(&batch.route) {
                Some(route) => send::send(&node, &client, route, &batch.kind, &batch.messages).await,
                None => batch.messages.iter().map(|_| Sent::Failed("the route is not configured".to_owned())).collect(),
            };
            settle(kind, &node, &host, batch, sent).await;
        });
    }
    while requests.join_next().await.is_some() {}
}

/// Messages that go in one request.
struct Batch {
    route: String,
    kind: String,
    messages: Vec<ClaimedMessage>,
}

fn batches(claimed: Vec<ClaimedMessage>) -> Vec<Batch> {
    let mut by_target: BTreeMap<(String, String), Vec<ClaimedMessage>> = BTreeMap::new();
    for message in claimed {
        by_target.entry((message.route.clone(), message.kind.clone())).or_default().push(message);
    }
    let mut batches = vec![];
    for ((route, kind), messages) in by_target {
        let most = match (route.as_str(), kind.as_str()) {
            (crate::flow::ministry::DATA_BANK, "submission") => 1,
            (_, "submission") => SUBMISSIONS_PER_REQUEST,
            _ => saraptama_wire::exchange::BATCH / 4,
        };
        let mut messages = messages.into_iter().peekable();
        while messages.peek().is_some() {
            batches.push(Batch { route: route.clone(), kind: kind.clone(), messages: messages.by_ref().take(most).collect() });
        }
    }
    batches
}

/// Records what became of each message; what it taught us about a form is learned first.
async fn settle(kind: NodeKind, node: &Node, host: &Host, batch: Batch, sent: Vec<Sent>) {
    let now = node.clock.now();
    let mut unit = Unit::default();
    for (message, sent) in batch.messages.iter().zip(sent) {
        let learned = match &sent {
            Sent::Answered { stage: Some(reached) } => host.learn(kind, message.form, std::slice::from_ref(reached)).await,
            _ => Ok(()),
        };
        let outcome = match (sent, learned) {
            (_, Err(error)) => retry(message, now, error.to_string()),
            (Sent::Answered { .. }, Ok(())) => {
                count(&node.counters.messages_sent);
                Outcome::Delivered
            }
            (Sent::Failed(error), Ok(())) => {
                count(&node.counters.messages_retried);
                tracing::warn!(route = %batch.route, form = %message.form, attempts = message.attempts + 1, error, "not delivered, tried again");
                retry(message, now, error)
            }
            (Sent::Impossible(error), Ok(())) => {
                count(&node.counters.messages_dead);
                tracing::error!(route = %batch.route, form = %message.form, error, "not deliverable");
                Outcome::Dead { error }
            }
        };
        unit.settled.push(Settlement { id: message.id, fence: message.fence, outcome });
    }
    if let Err(error) = node.store.commit(unit).await {
        tracing::error!(route = %batch.route, error = %error, "settling messages: they are sent again when their lease ends");
    }
}

/// The next attempt, later each time, and spread so that many messages do not come back at once.
fn retry(message: &ClaimedMessage, now: Instant, error: String) -> Outcome {
    let step = (message.attempts as usize).min(LADDER_SECONDS.len() - 1);
    let spread = message.id.rem_euclid(250);
    let pause = SignedDuration::from_secs(LADDER_SECONDS[step]) + SignedDuration::from_millis(spread);
    Outcome::Retry { due_at: now.saturating_add(pause).unwrap_or(now), error }
}
