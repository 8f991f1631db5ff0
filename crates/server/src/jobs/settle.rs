use super::batch::Batch;
use super::dead::DeadReason;
use super::send::Sent;
use crate::config::{NodeKind, Retry};
use crate::counters::count;
use crate::node::{Host, Node};
use saraptama_core::planted;
use saraptama_core::referral::{Reached, Stage};
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::rows::ClaimedMessage;
use saraptama_store::{CommitError, Outcome, Settlement, Unit};
use tokio::task::JoinHandle;

/// How often what became of messages is recorded before it is left to the end of their lease.
const SETTLINGS: usize = 4;

/// Records what became of each message; what it taught us about a form is learned first.
pub(super) async fn settle(kind: NodeKind, node: &Node, host: &Host, batch: Batch, sent: Vec<Sent>, then: Unit) {
    let now = node.clock.now();
    let mut goes_on = !(then.sends.is_empty() && then.changes.is_empty());
    let mut unit = then;
    let mut failed = None;
    let retry = retry_of(node, &batch.route);
    let give_up = retry.give_up_after_rejections;
    let learning: Vec<_> =
        batch.messages.iter().zip(&sent).map(|(message, sent)| learn(kind, host, message.form, sent)).collect();
    for ((message, sent), learning) in batch.messages.iter().zip(sent).zip(learning) {
        let learned = learning.await.map_err(|e| e.to_string()).and_then(|learned| learned);
        let outcome = match (sent, learned) {
            (_, Err(_)) if planted!("answer-not-learned") => Outcome::Delivered,
            (_, Err(error)) => again(node, message, now, error),
            (Sent::Answered { .. }, Ok(())) => {
                count(&node.counters.messages_sent);
                Outcome::Delivered
            }
            (Sent::Untried, Ok(())) => {
                Outcome::Untried { due_at: now, attempts: message.attempts, unanswered: message.unanswered }
            }
            (Sent::Failed(_), Ok(())) if planted!("sent-is-delivered") => Outcome::Delivered,
            (Sent::Failed(error), Ok(())) if planted!("gives-up-after-three") && message.attempts >= 3 => {
                dead(node, message, DeadReason::Rejected, error)
            }
            (Sent::Waiting(_), Ok(())) => {
                count(&node.counters.messages_retried);
                again(node, message, now, "the receiver cannot prove the signature yet".to_owned())
            }
            (Sent::Failed(error), Ok(())) => {
                count(&node.counters.messages_retried);
                failed.get_or_insert_with(|| error.clone());
                again(node, message, now, error)
            }
            (Sent::Rejected(error), Ok(())) if message.attempts + 1 >= give_up => {
                dead(node, message, DeadReason::Rejected, error)
            }
            (Sent::Rejected(error), Ok(())) => {
                count(&node.counters.messages_retried);
                failed.get_or_insert_with(|| error.clone());
                again(node, message, now, error)
            }
            (Sent::Crashed, Ok(())) => match again(node, message, now, "our handling of it ended in a panic".to_owned()) {
                Outcome::Retry { due_at, error } => Outcome::Crashed { due_at, error },
                other => other,
            },
            (Sent::Impossible(reason), Ok(())) => dead(node, message, reason, reason.as_str().to_owned()),
        };
        unit.settled.push(Settlement { id: message.id, fence: message.fence, outcome });
    }
    if let Some(error) = failed {
        // One line for all of them: a receiver that is down must not fill the log.
        tracing::warn!(route = %batch.route, messages = batch.messages.len(), error, "not delivered, tried again later");
    }
    // Tried again at once: a message that nobody settles looks as if it had killed its sender.
    for attempt in 1..=SETTLINGS {
        match node.store.commit(unit.clone()).await {
            Ok(()) if goes_on => return host.documents_came(kind),
            Ok(()) => return,
            Err(CommitError::Conflict) if goes_on => {
                // Another process has it by now, and all that follows is theirs. What went over the wire did go.
                tracing::warn!(route = %batch.route, "a lease was over before what became of its message was written");
                unit = Unit { log: unit.log, ..Unit::default() };
                goes_on = false;
            }
            Err(error) if attempt == SETTLINGS => {
                tracing::error!(route = %batch.route, error = %error, "settling messages: they are sent again when their lease ends");
            }
            Err(_) => {}
        }
    }
}

/// Learns from an answer what it says of its form; side by side with the others, so that one commit carries many.
fn learn(kind: NodeKind, host: &Host, form: FormId, sent: &Sent) -> JoinHandle<Result<(), String>> {
    let stage = match sent {
        Sent::Answered { stage } => stage.clone(),
        Sent::Waiting(reached) => Some(reached.clone()),
        _ => None,
    };
    let host = host.clone();
    tokio::spawn(async move {
        match stage {
            Some(reached) => host.learn(kind, form, &[reached]).await.map_err(|error| error.to_string()),
            None => Ok(()),
        }
    })
}

fn retry_of(node: &Node, route: &str) -> Retry {
    node.routes.get(route).map(|route| route.retry.clone()).unwrap_or_default()
}

/// The next attempt, later each time.
fn again(node: &Node, message: &ClaimedMessage, now: Instant, error: String) -> Outcome {
    let pause = retry_of(node, &message.route).pause(message.attempts, node.chance.lot());
    Outcome::Retry { due_at: now.saturating_add(pause).unwrap_or(now), error }
}

/// Given up: never without a line that says so.
fn dead(node: &Node, message: &ClaimedMessage, reason: DeadReason, error: String) -> Outcome {
    count(&node.counters.messages_dead);
    tracing::error!(route = %message.route, form = %message.form, id = message.id, reason = reason.as_str(), error, "given up: it waits for an operator");
    Outcome::Dead { reason: reason.as_str(), error }
}

/// Why a form waits whose receiver answered [`Code::ProofAwaited`](saraptama_wire::shep::Code): it has no word on
/// the certificate or wants a time-stamp, and which of the two the code does not say.
const PROOF_AWAITED: &str = "signature-proof-awaited";

/// The stage of a form whose receiver cannot prove the signature yet.
pub(super) fn waiting(at: Instant) -> Reached {
    let detail = Some(PROOF_AWAITED.to_owned());
    Reached { stage: Stage::AwaitingProof, at, detail }
}
