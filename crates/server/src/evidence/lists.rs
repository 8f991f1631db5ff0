//! Lists of revoked certificates, remembered until their next one is due and fetched again before.

use super::Desk;
use crate::node::Node;
use jiff::SignedDuration;
use saraptama_core::terms::Instant;
use saraptama_sign::{Evidence, EvidenceFault};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The most lists that are remembered; the national authority has six.
const MOST: usize = 32;
/// How often it is looked whether a list is to be fetched again.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// A list is fetched again so long before its next one is due, or at half of its time where that is less.
const BEFORE: SignedDuration = SignedDuration::from_hours(1);

#[derive(Default)]
pub(super) struct Lists(Mutex<BTreeMap<String, Remembered>>);

#[derive(Clone)]
struct Remembered {
    list: Arc<Evidence>,
    /// Until when it is the newest; a list that does not say is not remembered.
    until: Instant,
    /// From when it is fetched again.
    renew: Instant,
}

impl Lists {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, Remembered>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// The list at an address, from memory while it lasts.
    pub(super) async fn list_at(&self, node: &Node, address: &str) -> Result<Arc<Evidence>, EvidenceFault> {
        let now = node.clock.now();
        let known = self.lists.all().get(address).filter(|known| now < known.until).cloned();
        match known {
            Some(known) => Ok(known.list),
            None => self.fetch(node, address).await,
        }
    }

    async fn fetch(&self, node: &Node, address: &str) -> Result<Arc<Evidence>, EvidenceFault> {
        let bytes = self.get(node, address).await.ok_or(EvidenceFault::Missing)?;
        let mut list = Evidence::default();
        list.add(&bytes)?;
        let (list, now) = (Arc::new(list), node.clock.now());
        if let Some(until) = list.lists_end().filter(|until| *until > now) {
            let half = now + until.duration_since(now) / 2;
            let early = until.saturating_sub(BEFORE).unwrap_or(now);
            // Spread, so that the processes of a node do not ask all at once.
            let spread = SignedDuration::from_secs(i64::from(node.chance.lot() % 300));
            let renew = half.max(early).saturating_sub(spread).unwrap_or(half);
            let mut all = self.lists.all();
            if all.len() < MOST || all.contains_key(address) {
                all.insert(address.to_owned(), Remembered { list: list.clone(), until, renew });
            }
        }
        Ok(list)
    }

    /// Fetches again what is soon to be renewed. A list that cannot be had stays as long as it lasts.
    pub async fn renew(&self, node: &Node) {
        let now = node.clock.now();
        let due: Vec<String> =
            self.lists.all().iter().filter(|(_, known)| known.renew <= now).map(|(address, _)| address.clone()).collect();
        for address in due {
            if let Err(fault) = self.fetch(node, &address).await {
                tracing::warn!(fault = fault.key(), "a list of revoked certificates could not be renewed");
            }
        }
    }
}

/// Renews the lists of a node, for ever.
pub async fn refresh(node: Node) {
    loop {
        tokio::time::sleep(LOOK_AGAIN).await;
        node.evidence.renew(&node).await;
    }
}
