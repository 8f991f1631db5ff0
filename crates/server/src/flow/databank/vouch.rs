//! What anybody may be shown of a registered act: who signed it, by the signature itself.

use super::decide::DECISION;
use crate::flow::FlowError;
use crate::flow::seal::kept;
use crate::node::DataBank;
use saraptama_sign::cms::Signer;
use saraptama_sign::log::{Leaf, commit};
use saraptama_sign::{Terms, verify_detached_by};
use saraptama_store::rows::RegisterRow;

impl DataBank {
    /// Who signed the decision of an entry, as the certificate in the signature says; none where the signature
    /// that is kept is not the one that the register names, or does not hold over the decision.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn signer_of(&self, entry: &RegisterRow) -> Result<Option<Signer>, FlowError> {
        let leaf: Leaf = serde_json::from_slice(&entry.leaf).map_err(|e| FlowError::Event(e.to_string()))?;
        let Some(seal) = self.store.signature(entry.form, "expert").await? else { return Ok(None) };
        let Some(decision) = self.decision_of(entry, &leaf).await? else { return Ok(None) };
        if seal.sha256 != leaf.decision_sha256 {
            return Ok(None);
        }
        let evidence = kept(&self.store.evidence(entry.form, seal.sha256).await?);
        let terms = Terms { trust: &self.trust, evidence: &evidence, at: seal.at, now: self.clock.now() };
        Ok(verify_detached_by(&decision, &seal.bytes, &terms).ok().map(|verified| verified.signer))
    }

    /// The decision to which the register's leaf commits.
    async fn decision_of(&self, entry: &RegisterRow, leaf: &Leaf) -> Result<Option<Vec<u8>>, FlowError> {
        for head in self.store.documents(entry.form).await?.into_iter().filter(|head| head.media_type == DECISION) {
            let Some(document) = self.store.document(entry.form, head.sha256).await? else { continue };
            if commit(&entry.salt, &document.bytes) == leaf.commitment {
                return Ok(Some(document.bytes));
            }
        }
        Ok(None)
    }
}
