//! What an archive keeps beside a signature, so that it can be judged when nobody can be asked any more.

use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_sign::{Evidence, SignatureFault, Terms, Trust, Verified, verify_detached_by};
use saraptama_store::{Fault, Store};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The evidence of an archive, by the signature that it proved.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    of: BTreeMap<(FormId, Sha256), Proof>,
    /// Each piece once: a list of revoked certificates proves many signatures.
    pieces: BTreeMap<Sha256, Evidence>,
}

#[derive(Clone, Debug, Default)]
struct Proof {
    evidence: Evidence,
    /// When the last of it was kept.
    until: Option<Instant>,
}

impl Beside {
    /// Reads what is kept beside a signature. What has other bytes than its digest says proves nothing.
    pub(super) async fn read(&mut self, store: &Store, form: FormId, signature: Sha256) -> Result<(), Fault> {
        let mut proof = Proof::default();
        for (sha256, at) in store.evidence_heads(form, signature).await? {
            if let Entry::Vacant(place) = self.pieces.entry(sha256) {
                let mut piece = Evidence::default();
                if let Some(bytes) = store.evidence_bytes(sha256).await?.filter(|bytes| Sha256::of(bytes) == sha256) {
                    let _ = piece.add(&bytes);
                }
                place.insert(piece);
            }
            if let Some(piece) = self.pieces.get(&sha256) {
                proof.evidence.extend(piece);
            }
            proof.until = proof.until.max(Some(at));
        }
        if proof.until.is_some() {
            self.of.insert((form, signature), proof);
        }
        Ok(())
    }

    /// Judges a signature of a form or a decision by what is kept beside it, for its time-stamp's instant or else for
    /// `at`; `now` is when the archive's node acted on it. Nothing that was made later is believed, and what is
    /// unknown about revocation is not good.
    pub(super) fn judge(
        &self,
        form: FormId,
        (content, der): (&[u8], &[u8]),
        trust: &Trust,
        at: Instant,
        now: Instant,
    ) -> Result<Verified, SignatureFault> {
        let nothing = Proof::default();
        let proof = self.of.get(&(form, Sha256::of(der))).unwrap_or(&nothing);
        let now = proof.until.map_or(now, |until| until.max(now));
        let verified = verify_detached_by(content, der, &Terms { trust, evidence: &proof.evidence, at, now })?;
        verified.revocation.holds()?;
        Ok(verified)
    }
}
