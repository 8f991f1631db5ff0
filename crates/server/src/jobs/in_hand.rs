//! What a courier has in hand: the messages that it claimed and did not settle yet.

use saraptama_store::rows::ClaimedMessage;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The messages, by their ids.
#[derive(Clone, Default)]
pub(super) struct InHand(Arc<Mutex<BTreeMap<i64, Hand>>>);

#[derive(Clone, Copy)]
struct Hand {
    /// The fencing number under which it is settled.
    fence: i64,
    /// What became of it is being written.
    is_settled: bool,
}

impl InHand {
    fn all(&self) -> MutexGuard<'_, BTreeMap<i64, Hand>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what was claimed. What is under way here already is not sent a second time beside that: its lease was over,
    /// and is ours again, so it is settled under the new number.
    pub(super) fn take(&self, claimed: Vec<ClaimedMessage>) -> Vec<ClaimedMessage> {
        let mut all = self.all();
        let is_new = |message: &ClaimedMessage| match all.get_mut(&message.id) {
            Some(hand) if !hand.is_settled => {
                hand.fence = message.fence;
                false
            }
            _ => {
                all.insert(message.id, Hand { fence: message.fence, is_settled: false });
                true
            }
        };
        claimed.into_iter().filter(is_new).collect()
    }

    /// From now on what became of these is written: each gets the number under which that is done.
    pub(super) fn settling(&self, messages: &mut [ClaimedMessage]) {
        let mut all = self.all();
        for message in messages {
            if let Some(hand) = all.get_mut(&message.id) {
                (message.fence, hand.is_settled) = (hand.fence, true);
            }
        }
    }

    /// These are no longer in hand under these numbers.
    pub(super) fn let_go(&self, messages: &[(i64, i64)]) {
        let mut all = self.all();
        for (id, fence) in messages {
            if all.get(id).is_some_and(|hand| hand.fence == *fence) {
                all.remove(id);
            }
        }
    }

    /// Everything, for whoever ends: message and number.
    pub(super) fn empty(&self) -> Vec<(i64, i64)> {
        std::mem::take(&mut *self.all()).into_iter().map(|(id, hand)| (id, hand.fence)).collect()
    }

    /// Lets go of these if whoever has them ends in a panic, so that they are taken up again, and counted, when their
    /// lease is over. Whoever is merely stopped keeps them, to be given back.
    pub(super) fn unless_it_panics(&self, messages: &[ClaimedMessage]) -> Guard {
        Guard { hands: self.clone(), ids: messages.iter().map(|message| message.id).collect() }
    }
}

/// Looks after messages while they are handled.
pub(super) struct Guard {
    hands: InHand,
    ids: Vec<i64>,
}

impl Drop for Guard {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.hands.all().retain(|id, _| !self.ids.contains(id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saraptama_core::terms::FormId;

    fn claimed(id: i64, fence: i64) -> ClaimedMessage {
        let (route, kind) = (String::new(), String::new());
        ClaimedMessage { id, fence, route, kind, form: FormId::from_bytes([0; 16]), body: vec![], attempts: 0, unanswered: 0 }
    }

    #[test]
    fn what_is_claimed_again_while_it_is_under_way_goes_on_once_and_is_settled_under_the_new_number() {
        let hands = InHand::default();
        let mut first = hands.take(vec![claimed(1, 1), claimed(2, 1)]);
        assert_eq!(first.len(), 2);
        assert!(hands.take(vec![claimed(1, 2)]).is_empty(), "it is under way");
        hands.settling(&mut first);
        assert_eq!(first.iter().map(|one| one.fence).collect::<Vec<_>>(), [2, 1]);
        // Claimed while the end of the last try is written: a new try, which the old one does not end.
        assert_eq!(hands.take(vec![claimed(2, 2)]).len(), 1);
        hands.let_go(&[(1, 2), (2, 1)]);
        assert_eq!(hands.empty(), [(2, 2)]);
        assert!(hands.empty().is_empty());
    }

    #[test]
    fn a_panic_lets_go_and_an_end_does_not() {
        let hands = InHand::default();
        let messages = hands.take(vec![claimed(1, 1)]);
        drop(hands.unless_it_panics(&messages));
        assert!(hands.take(vec![claimed(1, 2)]).is_empty());
        let guard = hands.unless_it_panics(&messages);
        std::thread::spawn(move || {
            let _guard = guard;
            panic!("planted");
        })
        .join()
        .unwrap_err();
        assert_eq!(hands.take(vec![claimed(1, 3)]).len(), 1);
    }
}
