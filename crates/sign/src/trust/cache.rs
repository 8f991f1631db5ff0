use saraptama_core::terms::Sha256;
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// How many pairs are remembered; the oldest gives way.
const CAPACITY: usize = 4096;

/// Pairs (certificate, issuer) by the SHA-256 of their DER, whose signature was found good once.
///
/// Only good answers are kept, and both hashes cover every byte, so a remembered answer stays right.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pairs: BTreeSet<(Sha256, Sha256)>,
    by_age: VecDeque<(Sha256, Sha256)>,
}

impl Cache {
    pub(super) fn knows(&self, pair: (Sha256, Sha256)) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pairs.contains(&pair)
    }

    pub(super) fn learn(&self, pair: (Sha256, Sha256)) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !kept.pairs.insert(pair) {
            return;
        }
        kept.by_age.push_back(pair);
        if kept.by_age.len() > CAPACITY
            && let Some(oldest) = kept.by_age.pop_front()
        {
            kept.pairs.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_forgets_the_oldest_pair_and_never_grows_past_its_capacity() {
        let cache = Cache::default();
        let pair = |n: usize| (Sha256::of(&n.to_be_bytes()), Sha256::of(b"issuer"));
        (0..=CAPACITY).for_each(|n| cache.learn(pair(n)));
        assert!(!cache.knows(pair(0)));
        assert!(cache.knows(pair(1)) && cache.knows(pair(CAPACITY)));
        assert_eq!(cache.0.lock().unwrap().by_age.len(), CAPACITY);
    }
}
