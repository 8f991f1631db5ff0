use super::lease::Lease;
use crate::flow::channel::kind;
use crate::flow::documents::DOCUMENTS;
use crate::flow::ministry::DATA_BANK;
use crate::flow::told::WEBHOOK;
use crate::monitoring::MONTH_REPORT;
use saraptama_store::rows::ClaimedMessage;
use std::collections::BTreeMap;

/// How many signed forms go to the ministry in one request.
const SUBMISSIONS_PER_REQUEST: usize = 32;

/// Messages that go in one request.
pub(super) struct Batch {
    pub(super) route: String,
    pub(super) kind: String,
    pub(super) messages: Vec<ClaimedMessage>,
    pub(super) lease: Lease,
}

/// From so many attempts in a row without a word a message goes when no other does: whoever dies then
/// dies of this one.
const SUSPECT: u32 = 2;

impl Batch {
    fn of(message: ClaimedMessage, lease: Lease) -> Self {
        Self { route: message.route.clone(), kind: message.kind.clone(), messages: vec![message], lease }
    }

    /// Whether it may have killed its senders before.
    pub(super) fn is_suspect(&self) -> bool {
        self.messages.iter().any(|message| message.unanswered >= SUSPECT)
    }
}

/// What was claimed, in as few requests as the languages allow. What was taken up before and never
/// spoken of again goes by itself.
pub(super) fn batches(claimed: Vec<ClaimedMessage>, lease: Lease) -> Vec<Batch> {
    let mut by_target: BTreeMap<(String, String), Vec<ClaimedMessage>> = BTreeMap::new();
    let (alone, together): (Vec<_>, Vec<_>) = claimed.into_iter().partition(|message| message.unanswered > 0);
    for message in together {
        by_target.entry((message.route.clone(), message.kind.clone())).or_default().push(message);
    }
    let mut batches = vec![];
    for ((route, kind), messages) in by_target {
        let most = match (route.as_str(), kind.as_str()) {
            (DATA_BANK, "submission")
            | (_, MONTH_REPORT | WEBHOOK | DOCUMENTS | kind::RESPONSE | kind::RECEIPT | kind::STATUS) => 1,
            (_, "submission") => SUBMISSIONS_PER_REQUEST,
            _ => saraptama_wire::exchange::BATCH / 4,
        };
        let mut messages = messages.into_iter().peekable();
        while messages.peek().is_some() {
            let messages = messages.by_ref().take(most).collect();
            batches.push(Batch { route: route.clone(), kind: kind.clone(), messages, lease });
        }
    }
    batches.extend(alone.into_iter().map(|message| Batch::of(message, lease)));
    batches
}
