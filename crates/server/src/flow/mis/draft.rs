//! A draft that somebody writes on a page: stored only over the bytes that the page showed, so that two who
//! write at once lose nothing of each other.

use super::{Source, Stored};
use crate::flow::FlowError;
use crate::node::Mis;
use saraptama_core::check::Check;
use saraptama_core::referral::State;
use saraptama_core::terms::{FormId, Sha256};

impl Mis {
    /// Stores `bytes` in place of those whose digest is `seen`. None where others stand there by now.
    ///
    /// # Errors
    /// As [`Mis::store_form`].
    pub async fn store_over(
        &self,
        seen: Sha256,
        form: FormId,
        source: impl Into<Source>,
        bytes: &[u8],
        check: Check,
    ) -> Result<Option<Stored>, FlowError> {
        self.store_if(Some(seen), form, source.into(), bytes, check).await
    }
}

/// The digest of the bytes that stand in the form.
pub(super) fn digest_of(state: &State) -> Option<Sha256> {
    match state {
        State::Absent => None,
        State::Draft { sha256, .. }
        | State::Frozen { sha256, .. }
        | State::AwaitingProof { sha256, .. }
        | State::Refused { sha256, .. }
        | State::Signed { sha256, .. } => Some(*sha256),
    }
}
