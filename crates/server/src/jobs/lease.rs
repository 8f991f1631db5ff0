//! For how long what was claimed is ours: no request is begun that might end when another process has the message.

use crate::node::Node;
use jiff::SignedDuration;
use saraptama_core::terms::Instant;
use saraptama_store::rows::ClaimedMessage;
use saraptama_store::{Change, CommitError, Unit};
use std::time::Duration;

/// A claim that is not settled by then, or four seconds later at most, may be taken by another process.
pub(super) const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How much of a lease must be left beside the longest that a request takes: for what is done with its answer.
const SPARE: SignedDuration = SignedDuration::from_secs(5);

/// What a batch was leased until.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lease {
    until: Instant,
}

impl Lease {
    pub(super) fn until(until: Instant) -> Self {
        Self { until }
    }

    /// Whether a request that takes so long at most may begin.
    pub(super) fn leaves(&self, node: &Node, within: Duration) -> bool {
        needed(node.clock.now(), within) <= self.until
    }

    /// How long may be waited before anything is begun.
    pub(super) fn left(&self, node: &Node) -> Duration {
        let left = self.until.duration_since(node.clock.now()).saturating_sub(SPARE);
        Duration::try_from(left).unwrap_or_default()
    }

    /// Makes room for a request that takes so long at most, where there is not enough; false where somebody else has
    /// the message by now.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) async fn lengthen(
        &mut self,
        node: &Node,
        message: &ClaimedMessage,
        within: Duration,
    ) -> Result<bool, CommitError> {
        if self.leaves(node, within) {
            return Ok(true);
        }
        let until = needed(node.clock.now(), within).saturating_add(LEASE).unwrap_or(self.until);
        let lease = Change::Lease { id: message.id, fence: message.fence, until };
        match node.store.commit(Unit { changes: vec![lease], ..Unit::default() }).await {
            Ok(()) => self.until = until,
            Err(CommitError::Conflict) => return Ok(false),
            Err(error) => return Err(error),
        }
        Ok(true)
    }
}

fn needed(now: Instant, within: Duration) -> Instant {
    let within = SignedDuration::try_from(within).unwrap_or(SignedDuration::MAX);
    now.saturating_add(within.saturating_add(SPARE)).unwrap_or(Instant::MAX)
}
