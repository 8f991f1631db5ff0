//! A person's signature judged by all the evidence that can be had: the authority is asked where the
//! certificates name somebody to ask, and the time is stamped where the node does that.

use crate::counters::count;
use crate::node::Node;
use saraptama_core::planted;
use saraptama_core::terms::{Bin, FormId, Iin, Instant, Sha256};
use saraptama_sign::cms::signature_octets;
use saraptama_sign::{Evidence, Revocation, SignatureFault, Terms, Verified, require_signer, verify_detached_by};
use saraptama_store::Change;
use saraptama_store::rows::{EvidenceRow, SignatureRow};

/// What is to be judged, and who must have signed it.
#[derive(Clone, Copy)]
pub(super) struct Seal<'s> {
    /// In which role: `chair`, `expert`.
    pub(super) role: &'static str,
    /// The person.
    pub(super) iin: Iin,
    /// For which organisation; none where that does not matter.
    pub(super) bin: Option<Bin>,
    /// The signed bytes.
    pub(super) content: &'s [u8],
    /// The signature, DER.
    pub(super) der: &'s [u8],
    /// When it was taken: the instant for which it is judged without a time-stamp.
    pub(super) at: Instant,
}

/// What came of it.
pub(super) struct Judged {
    /// Whether it holds; [`SignatureFault::is_doubt`] where that cannot be told yet.
    pub(super) verdict: Result<(), SignatureFault>,
    /// By what.
    pub(super) evidence: Evidence,
}

impl Seal<'_> {
    /// Judged by the evidence at hand alone.
    fn verified(&self, node: &Node, evidence: &Evidence) -> Result<Verified, SignatureFault> {
        let terms = Terms { trust: &node.trust, evidence, at: self.at, now: node.clock.now() };
        let verified = verify_detached_by(self.content, self.der, &terms)?;
        let anybody = match self.role {
            "chair" => planted!("anybody-signs-for-the-chair"),
            _ => planted!("any-expert-signs"),
        };
        if !anybody {
            require_signer(&verified, self.iin, self.bin)?;
        }
        node.evidence.allows(self.role, verified.signer.roles)?;
        Ok(verified)
    }

    /// [`Seal::judge`] without asking anybody.
    pub(super) fn holds(&self, node: &Node, evidence: &Evidence, stamped: bool) -> Result<(), SignatureFault> {
        let verified = self.verified(node, evidence)?;
        if stamped && node.evidence.stamps() && verified.stamp.is_none() {
            return Err(SignatureFault::StampMissing);
        }
        known_unrevoked(verified.revocation)
    }

    /// Judges it by `held` and by what is asked for where that is not enough. `stamped` wants a
    /// time-stamp, where the node stamps.
    pub(super) async fn judge(&self, node: &Node, held: Evidence, stamped: bool) -> Judged {
        let mut evidence = held;
        let verdict = self.gather(node, &mut evidence, stamped).await;
        Judged { verdict, evidence }
    }

    async fn gather(&self, node: &Node, evidence: &mut Evidence, stamped: bool) -> Result<(), SignatureFault> {
        let mut verified = self.verified(node, evidence)?;
        if stamped && node.evidence.stamps() && verified.stamp.is_none() && !evidence.has_stamp_for(self.der) {
            // Whoever cannot be asked now is asked again: the form waits.
            if let Ok(stamp) = node.evidence.stamp(node, &signature_octets(self.der)?).await {
                evidence.extend(&stamp);
                verified = self.verified(node, evidence)?;
            }
        }
        if !verified.questions.is_empty() && (verified.revocation == Revocation::Unknown || verified.stamp.is_none()) {
            evidence.extend(&node.evidence.about(node, &verified.questions).await);
        }
        self.holds(node, evidence, stamped)
    }
}

impl Seal<'_> {
    /// Takes the signature where it holds: the rows that keep it and the evidence that proved it. What does not hold
    /// is counted; what cannot be told yet is not.
    pub(super) async fn take(&self, node: &Node, form: FormId) -> Result<Vec<Change>, SignatureFault> {
        let judged = self.judge(node, Evidence::default(), true).await;
        judged.verdict.inspect_err(|fault| {
            if !fault.is_doubt() {
                count(&node.counters.signatures_refused);
            }
        })?;
        let sha256 = Sha256::of(self.der);
        let mut rows = evidence_rows(form, sha256, &judged.evidence, self.at);
        let (role, bytes) = (self.role.to_owned(), self.der.to_vec());
        rows.push(Change::Signature(SignatureRow { form, role, sha256, bytes, at: self.at }));
        Ok(rows)
    }
}

/// "Unknown" is never "good".
pub(super) fn known_unrevoked(revocation: Revocation) -> Result<(), SignatureFault> {
    match revocation {
        Revocation::NoSource | Revocation::Good => Ok(()),
        Revocation::Unknown => Err(SignatureFault::RevocationUnknown),
        Revocation::Revoked => Err(SignatureFault::Revoked),
    }
}

/// The rows that keep evidence beside the signature that it proved, so that it can be judged again when
/// nobody can be asked any more.
pub(super) fn evidence_rows(form: FormId, signature: Sha256, evidence: &Evidence, at: Instant) -> Vec<Change> {
    let mut pieces = evidence.pieces();
    // In one order, so that no two commits wait for each other's.
    pieces.sort_by_key(|(_, sha256, _)| *sha256);
    pieces.dedup_by_key(|(_, sha256, _)| *sha256);
    let row = |(kind, sha256, bytes): (saraptama_sign::EvidenceKind, Sha256, &[u8])| EvidenceRow {
        form,
        signature,
        kind: kind.as_str().to_owned(),
        sha256,
        bytes: bytes.to_vec(),
        at,
    };
    pieces.into_iter().map(row).map(Change::Evidence).collect()
}

/// The evidence that was kept.
pub(super) fn kept(rows: &[EvidenceRow]) -> Evidence {
    let mut evidence = Evidence::default();
    for row in rows {
        // Its digest was checked when it was written; what cannot be read proves nothing.
        let _ = evidence.add(&row.bytes);
    }
    evidence
}
