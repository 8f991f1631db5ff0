//! A person's signature judged by all the evidence that can be had: the authority is asked where the
//! certificates name somebody to ask, and the time is stamped where the node does that.

use crate::counters::count;
use crate::node::Node;
use saraptama_core::planted;
use saraptama_core::terms::{Bin, FormId, Iin, Instant, Sha256};
use saraptama_sign::cms::{Judgement, signature_octets, verify_all, with_stamps};
use saraptama_sign::evidence::Question;
use saraptama_sign::{Evidence, Revocation, SignatureFault, Terms, Verified, require_signer, verify_detached_by};
use saraptama_store::Change;
use saraptama_store::rows::{EvidenceRow, SignatureRow};
use saraptama_wire::exchange::SIGNATURE_BYTES;

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

/// What the time of a signature rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// It is taken here and now: stamped, where the node stamps.
    TakenHere,
    /// Another node says when it took it: whoever wants that proved wants a time-stamp with it.
    SaidToBe,
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

    /// About whom to ask where only that is unknown of a time-stamp.
    fn questions_of_its_stamp(&self, node: &Node, evidence: &Evidence) -> Vec<Question> {
        let terms = Terms { trust: &node.trust, evidence, at: self.at, now: node.clock.now() };
        let judged = verify_all(Some(self.content), self.der, &terms).unwrap_or_default();
        let is_unknown =
            |one: &Judgement| one.checks.iter().any(|line| line.reason == Some(SignatureFault::StampRevocationUnknown));
        judged.into_iter().filter(is_unknown).flat_map(|one| one.questions).collect()
    }

    /// [`Seal::judge`] without asking anybody.
    pub(super) fn holds(&self, node: &Node, evidence: &Evidence, time: Time) -> Result<(), SignatureFault> {
        let verified = self.verified(node, evidence)?;
        let is_stamped = match time {
            Time::TakenHere => node.evidence.stamps(),
            Time::SaidToBe => node.evidence.wants_stamps(),
        };
        if is_stamped && verified.stamp.is_none() {
            return Err(SignatureFault::StampMissing);
        }
        known_unrevoked(verified.revocation)
    }

    /// Judges it by `held` and by what is asked for where that is not enough: for the instant of its time-stamp, or
    /// else for that at which it is said to have been taken.
    pub(super) async fn judge(&self, node: &Node, held: Evidence, time: Time) -> Judged {
        let mut evidence = held;
        let verdict = self.gather(node, &mut evidence, time).await;
        Judged { verdict, evidence }
    }

    async fn gather(&self, node: &Node, evidence: &mut Evidence, time: Time) -> Result<(), SignatureFault> {
        let mut verified = match self.verified(node, evidence) {
            // Ended by now; its time-stamp may prove an instant before that, once it is known that the stamp is good.
            Err(SignatureFault::Expired) => {
                evidence.extend(&node.evidence.about(node, &self.questions_of_its_stamp(node, evidence)).await);
                self.verified(node, evidence)?
            }
            verified => verified?,
        };
        let stamps = time == Time::TakenHere && node.evidence.stamps();
        if stamps && verified.stamp.is_none() && !evidence.has_stamp_for(self.der) {
            // Whoever cannot be asked now is asked again: the form waits.
            if let Ok(stamp) = node.evidence.stamp(node, &signature_octets(self.der)?).await {
                evidence.extend(&stamp);
                verified = self.verified(node, evidence)?;
            }
        }
        if !verified.questions.is_empty() && (verified.revocation == Revocation::Unknown || verified.stamp.is_none()) {
            evidence.extend(&node.evidence.about(node, &verified.questions).await);
        }
        self.holds(node, evidence, time)
    }
}

impl Seal<'_> {
    /// Takes the signature where it holds: the rows that keep it and the evidence that proved it. What does not hold
    /// is counted; what cannot be told yet is not.
    pub(super) async fn take(&self, node: &Node, form: FormId) -> Result<Vec<Change>, SignatureFault> {
        let judged = self.judge(node, Evidence::default(), Time::TakenHere).await;
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

/// The signature as it goes to the next node: with the time-stamps beside it that were kept apart here, or the time
/// that they prove would be known to nobody behind.
pub(crate) fn to_go_on(row: &SignatureRow, kept: &[EvidenceRow]) -> Vec<u8> {
    let stamped = with_stamps(&row.bytes, &self::kept(kept));
    stamped.ok().filter(|stamped| stamped.len() <= SIGNATURE_BYTES).unwrap_or_else(|| row.bytes.clone())
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
