use super::send::{self, Sent};
use crate::config::NodeKind;
use crate::counters::count;
use crate::node::{Host, Node};
use jiff::SignedDuration;
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::rows::ClaimedMessage;
use saraptama_store::{Outcome, Settlement, Unit};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

/// How many messages one claim takes.
const CLAIM: u32 = 256;
/// How many signed forms go to the ministry in one request.
const SUBMISSIONS_PER_REQUEST: usize = 32;
/// How many requests are under way at once: so many share one commit at the receiver.
const AT_ONCE: usize = 64;
/// A claim that is not settled by then may be taken by another process.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How long to sleep where nothing is due: retries become due by themselves.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// The pauses between attempts, in seconds; the last one repeats. Nothing is given up by itself while
/// a receiver is down: the term is one working day.
const LADDER_SECONDS: [i64; 8] = [1, 2, 5, 15, 30, 60, 120, 300];

/// Sends what is due, for ever: claims more while earlier requests are still under way.
pub(super) async fn run(kind: NodeKind, node: Node, host: Host) {
    let client = send::client();
    let mut requests = JoinSet::new();
    loop {
        while requests.try_join_next().is_some() {}
        if requests.len() >= AT_ONCE {
            requests.join_next().await;
            continue;
        }
        let now = node.clock.now();
        let lease_until = now.saturating_add(LEASE).unwrap_or(now);
        match node.store.claim(now, lease_until, CLAIM, None).await {
            Ok(claimed) if claimed.is_empty() => wait(&node, &mut requests).await,
            Ok(claimed) => {
                for batch in batches(claimed) {
                    if requests.len() >= AT_ONCE {
                        requests.join_next().await;
                    }
                    requests.spawn(deliver(kind, node.clone(), host.clone(), client.clone(), batch));
                }
            }
            Err(fault) => {
                tracing::error!(node = kind.as_str(), error = %fault, "claiming messages");
                sleep(LOOK_AGAIN).await;
            }
        }
    }
}

/// Until something may be due: a message was recorded, an answer made its form's next one due, or time went by.
async fn wait(node: &Node, requests: &mut JoinSet<()>) {
    tokio::select! {
        () = node.outbox_bell.notified() => {}
        Some(_) = requests.join_next() => {}
        () = sleep(LOOK_AGAIN) => {}
    }
}

/// Sends one batch and settles it as soon as it is answered.
async fn deliver(kind: NodeKind, node: Node, host: Host, client: send::Client, batch: Batch) {
    let sent = match node.routes.get(&batch.route) {
        Some(route) => send::send(&node, &client, route, &batch.kind, &batch.messages).await,
        None => batch.messages.iter().map(|_| Sent::Failed("the route is not configured".to_owned())).collect(),
    };
    settle(kind, &node, &host, batch, sent).await;
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
    let mut failed = None;
    let learning: Vec<_> =
        batch.messages.iter().zip(&sent).map(|(message, sent)| learn(kind, host, message.form, sent)).collect();
    for ((message, sent), learning) in batch.messages.iter().zip(sent).zip(learning) {
        let learned = learning.await.map_err(|e| e.to_string()).and_then(|learned| learned);
        let outcome = match (sent, learned) {
            (_, Err(error)) => retry(message, now, error),
            (Sent::Answered { .. }, Ok(())) => {
                count(&node.counters.messages_sent);
                Outcome::Delivered
            }
            (Sent::Failed(error), Ok(())) => {
                count(&node.counters.messages_retried);
                failed.get_or_insert_with(|| error.clone());
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
    if let Some(error) = failed {
        // One line for all of them: a receiver that is down must not fill the log.
        tracing::warn!(route = %batch.route, messages = batch.messages.len(), error, "not delivered, tried again later");
    }
    if let Err(error) = node.store.commit(unit).await {
        tracing::error!(route = %batch.route, error = %error, "settling messages: they are sent again when their lease ends");
    }
}

/// Learns from an answer what it says of its form; side by side with the others, so that one commit carries many.
fn learn(kind: NodeKind, host: &Host, form: FormId, sent: &Sent) -> JoinHandle<Result<(), String>> {
    let stage = if let Sent::Answered { stage } = sent { stage.clone() } else { None };
    let host = host.clone();
    tokio::spawn(async move {
        match stage {
            Some(reached) => host.learn(kind, form, &[reached]).await.map_err(|error| error.to_string()),
            None => Ok(()),
        }
    })
}

/// The next attempt, later each time, and spread so that many messages do not come back at once.
fn retry(message: &ClaimedMessage, now: Instant, error: String) -> Outcome {
    let step = (message.attempts as usize).min(LADDER_SECONDS.len() - 1);
    let spread = message.id.rem_euclid(250);
    let pause = SignedDuration::from_secs(LADDER_SECONDS[step]) + SignedDuration::from_millis(spread);
    Outcome::Retry { due_at: now.saturating_add(pause).unwrap_or(now), error }
}
