//! Whether the certificates of a chain had been revoked, by all the evidence at hand.

use super::testimony::{Testimony, Word};
use super::{Evidence, EvidenceFault, EvidenceKind, Terms};
use crate::Revocation;
use crate::certificate::Certificate;
use saraptama_core::terms::{Instant, Sha256, write_instant};
use std::sync::Arc;
use x509_cert::ext::pkix::CrlReason;

/// Whose certificate was tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The signer's own.
    Signer,
    /// An authority's between the signer and the root.
    Authority,
}

impl Subject {
    /// As it is written in a report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Signer => "signer",
            Self::Authority => "authority",
        }
    }
}

/// What is known of one certificate and by what.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Tested {
    /// Whose it is.
    pub subject: Subject,
    /// Which one.
    pub certificate_sha256: Sha256,
    /// What is known.
    pub status: Revocation,
    /// By what kind of evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<EvidenceKind>,
    /// By which piece of evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence_sha256: Option<Sha256>,
    /// When the evidence was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Since when the certificate is revoked, though this may be after the judged instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
    /// Why it was revoked, as RFC 5280 section 5.3.1 names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_for: Option<&'static str>,
    /// Why nothing is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<EvidenceFault>,
}

/// What is known of a whole chain.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) revocation: Revocation,
    pub(crate) tested: Vec<Tested>,
}

/// Judges the leaf and every authority below the root for the instant `at`. The root is pinned.
pub(crate) fn standing(leaf: &Certificate, authorities: &[Arc<Certificate>], terms: &Terms<'_>, at: Instant) -> Standing {
    let mut tested = Vec::with_capacity(authorities.len());
    let mut below: &Certificate = leaf;
    for (place, issuer) in authorities.iter().enumerate() {
        let subject = if place == 0 { Subject::Signer } else { Subject::Authority };
        tested.push(test(subject, below, issuer, terms, at));
        below = issuer;
    }
    if authorities.is_empty() {
        let status = if leaf.names_revocation_source() { Revocation::Unknown } else { Revocation::NoSource };
        return Standing { revocation: status, tested };
    }
    let any = |status| tested.iter().any(|one| one.status == status);
    let order = [Revocation::Revoked, Revocation::Unknown, Revocation::Good];
    let revocation = order.into_iter().find(|status| any(*status)).unwrap_or(Revocation::NoSource);
    Standing { revocation, tested }
}

fn test(subject: Subject, certificate: &Certificate, issuer: &Certificate, terms: &Terms<'_>, at: Instant) -> Tested {
    let (testimonies, mut doubt) = gather(terms.evidence, certificate, issuer);
    let said = |status, testimony: &Testimony| {
        let (revoked_at, reason) = match testimony.word {
            Word::Revoked { at, reason } => (Some(write_instant(at)), Some(name(reason))),
            Word::Good | Word::NotKnown => (None, None),
        };
        Tested {
            subject,
            certificate_sha256: certificate.sha256(),
            status,
            by: Some(testimony.kind),
            evidence_sha256: Some(testimony.sha256),
            as_of: Some(write_instant(testimony.this_update)),
            revoked_at,
            revoked_for: reason,
            doubt: None,
        }
    };
    // Revocation lasts: whoever said so once has said it, however long ago.
    let lasting = testimonies.iter().find(|one| one.is_lasting(at) && !terms.is_ahead(one.this_update));
    if let Some(revoked) = lasting {
        return said(Revocation::Revoked, revoked);
    }
    let mut fitting = Vec::new();
    for testimony in &testimonies {
        match testimony.covers(at, certificate.not_after(), terms) {
            Ok(()) if testimony.word == Word::NotKnown => doubt = Some(EvidenceFault::NotKnown),
            Ok(()) => fitting.push(testimony),
            Err(fault) => doubt = Some(fault),
        }
    }
    // Among what fits the newest speaks; of two at once the worse one.
    let rank = |one: &&&Testimony| (one.this_update, matches!(one.word, Word::Revoked { .. }));
    match fitting.iter().max_by_key(rank) {
        Some(testimony) => match testimony.word {
            Word::Revoked { at: since, .. } if since <= at => said(Revocation::Revoked, testimony),
            _ => said(Revocation::Good, testimony),
        },
        None => {
            let asked = certificate.names_revocation_source();
            Tested {
                subject,
                certificate_sha256: certificate.sha256(),
                status: if asked { Revocation::Unknown } else { Revocation::NoSource },
                by: None,
                evidence_sha256: None,
                as_of: None,
                revoked_at: None,
                revoked_for: None,
                doubt: asked.then(|| doubt.or(terms.evidence.doubt).unwrap_or(EvidenceFault::Missing)),
            }
        }
    }
}

/// Every authentic word about the certificate, and why something that concerns it is not authentic.
fn gather(evidence: &Evidence, certificate: &Certificate, issuer: &Certificate) -> (Vec<Testimony>, Option<EvidenceFault>) {
    let (mut testimonies, mut doubt) = (Vec::new(), None);
    let mut take = |said: Result<Vec<Testimony>, EvidenceFault>| match said {
        Ok(words) => testimonies.extend(words),
        // Evidence about others is no doubt about this one, unless there is nothing else.
        Err(fault @ EvidenceFault::OtherCertificate) => doubt = doubt.or(Some(fault)),
        Err(fault) => doubt = Some(fault),
    };
    for answer in &evidence.answers {
        take(answer.testimonies(certificate, issuer));
    }
    let deltas: Vec<_> = evidence.lists.iter().filter(|list| list.is_delta()).map(Arc::as_ref).collect();
    for list in evidence.lists.iter().filter(|list| !list.is_delta()) {
        take(list.testimony(certificate, issuer, &deltas).map(|one| vec![one]));
    }
    if !deltas.is_empty() && deltas.len() == evidence.lists.len() {
        take(Err(EvidenceFault::DeltaAlone));
    }
    (testimonies, doubt)
}

/// The reason by its name in RFC 5280 section 5.3.1.
fn name(reason: Option<CrlReason>) -> &'static str {
    match reason {
        None | Some(CrlReason::Unspecified) => "unspecified",
        Some(CrlReason::KeyCompromise) => "keyCompromise",
        Some(CrlReason::CaCompromise) => "cACompromise",
        Some(CrlReason::AffiliationChanged) => "affiliationChanged",
        Some(CrlReason::Superseded) => "superseded",
        Some(CrlReason::CessationOfOperation) => "cessationOfOperation",
        Some(CrlReason::CertificateHold) => "certificateHold",
        Some(CrlReason::RemoveFromCRL) => "removeFromCRL",
        Some(CrlReason::PrivilegeWithdrawn) => "privilegeWithdrawn",
        Some(CrlReason::AaCompromise) => "aACompromise",
    }
}
