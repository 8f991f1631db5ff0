//! What goes over a route while it is sent, until the unit that settles it takes it into the log.

use super::lease::Lease;
use saraptama_core::terms::{Instant, Sha256};
use saraptama_store::rows::ClaimedMessage;
use saraptama_store::{Direction, Logged};
use std::sync::{Arc, Mutex, PoisonError};

/// The records of one batch.
#[derive(Clone, Default)]
pub(super) struct Journal(Arc<Mutex<Vec<Logged>>>);

impl Journal {
    /// All of them.
    pub(super) fn take(&self) -> Vec<Logged> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A route in use: by whom it goes, and for which messages.
pub(super) struct Line {
    peer: String,
    message_id: String,
    journal: Journal,
    /// Until when those messages are ours; none of what no lease is about.
    pub(super) lease: Option<Lease>,
}

impl Line {
    /// For messages that go together, named by the first of them and how many more there are.
    pub(super) fn of(peer: &str, messages: &[ClaimedMessage], journal: Journal, lease: Lease) -> Self {
        let first = messages.first().map(|message| message.id.to_string()).unwrap_or_default();
        let more = messages.len().saturating_sub(1);
        let message_id = if more > 0 { format!("{first} and {more} more") } else { first };
        Self { peer: peer.to_owned(), message_id, journal, lease: Some(lease) }
    }

    /// For one message or question that is no message of the outbox.
    pub(super) fn about(peer: &str, message_id: &str, journal: Journal) -> Self {
        Self { peer: peer.to_owned(), message_id: message_id.to_owned(), journal, lease: None }
    }

    /// Records one message, raw.
    pub(super) fn log(&self, direction: Direction, verdict: String, raw: &[u8], at: Instant) {
        let logged = Logged {
            direction,
            peer: self.peer.clone(),
            message_id: self.message_id.clone(),
            verdict,
            signature: String::new(),
            sha256: Sha256::of(raw),
            raw: Some(raw.to_vec()),
            at,
        };
        self.journal.0.lock().unwrap_or_else(PoisonError::into_inner).push(logged);
    }

    /// What the seal of the answer showed that was recorded last.
    pub(super) fn sealed(&self, verdict: String) {
        let mut records = self.journal.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = records.last_mut().filter(|last| last.direction == Direction::Answered) {
            answer.signature = verdict;
        }
    }
}
