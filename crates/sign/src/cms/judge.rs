//! One signer judged: every check that can be made is made, and the first failure is the verdict.

use super::attributes::SignedAttributes;
use super::parse::{DATA, SignerInfo};
use super::stamps::Stamped;
use super::verified::{Check, CheckLine, Signer, Verified};
use crate::certificate::Certificate;
use crate::evidence::{Question, Stamp, Standing, Terms, Tested, questions, standing};
use crate::{Algorithm, Revocation, SignatureFault};
use saraptama_core::terms::Instant;
use std::sync::Arc;

/// What was found about one signer.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The holder of the certificate that the signer names; unproven where a check failed.
    pub signer: Option<Signer>,
    /// How the signature was checked, where its algorithms are known.
    pub algorithm: Option<Algorithm>,
    /// What the signer claims about the time.
    pub signing_time_claimed: Option<Instant>,
    /// The subjects of the authorities from the issuer to the root.
    pub chain: Vec<String>,
    /// What is known of revocation.
    pub revocation: Revocation,
    /// What is known of each certificate below the root, and by what.
    pub tested: Vec<Tested>,
    /// The instant for which it was judged: the time-stamp's, or the one that was given.
    pub judged_at: Option<Instant>,
    /// The time-stamp, where a good one is there.
    pub stamp: Option<Stamp>,
    /// About whom somebody ought to be asked: signer, authorities, time-stamp authority.
    pub questions: Vec<Question>,
    /// Every check in order; revocation too, as a check of its own.
    pub checks: Vec<CheckLine>,
}

impl Judgement {
    /// A signature whose signer cannot be told.
    pub(crate) fn nobody(fault: SignatureFault) -> Self {
        Self {
            signer: None,
            algorithm: None,
            signing_time_claimed: None,
            chain: Vec::new(),
            revocation: Revocation::Unknown,
            tested: Vec::new(),
            judged_at: None,
            stamp: None,
            questions: Vec::new(),
            checks: vec![CheckLine::of::<()>(Check::Certificate, &Err(fault))],
        }
    }

    /// The first check that failed, revocation left to the caller. A time-stamp that proves no time
    /// is no fault: the signature is then judged for the instant that was given.
    pub fn fault(&self) -> Option<SignatureFault> {
        let checks = self.checks.iter().filter(|line| line.check != Check::Revocation);
        checks.filter_map(|line| line.reason).find(|reason| !reason.is_doubt())
    }

    /// The signature as one that holds.
    ///
    /// # Errors
    /// [`Judgement::fault`].
    pub fn verdict(self) -> Result<Verified, SignatureFault> {
        if let Some(fault) = self.fault() {
            return Err(fault);
        }
        let (Some(signer), Some(algorithm), Some(judged_at)) = (self.signer, self.algorithm, self.judged_at) else {
            return Err(SignatureFault::NotASignature);
        };
        Ok(Verified {
            signer,
            algorithm,
            signing_time_claimed: self.signing_time_claimed,
            revocation: self.revocation,
            tested: self.tested,
            judged_at,
            stamp: self.stamp,
            questions: self.questions,
            chain: self.chain,
            checks: self.checks,
        })
    }
}

/// What a signature is for, which decides about the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// It signs a document.
    Document,
    /// It shows who somebody is.
    Authentication,
}

/// What a signature, CMS or XML, claims of its signer and what its own bytes showed.
pub(crate) struct Claim {
    /// How it is to be checked, by what it declares and by the signer's key.
    pub(crate) algorithm: Result<Algorithm, SignatureFault>,
    /// Whether the signed digest is that of the content.
    pub(crate) content: Result<(), SignatureFault>,
    /// Whether the signature value is right.
    pub(crate) signature: Result<(), SignatureFault>,
    /// What the signer claims about the time.
    pub(crate) time: Option<Instant>,
    /// What it is for.
    pub(crate) purpose: Purpose,
}

pub(super) fn judge(
    info: &SignerInfo<'_>,
    content: &[u8],
    certificates: &[Arc<Certificate>],
    terms: &Terms<'_>,
    purpose: Purpose,
) -> Judgement {
    let certificate = match info.certificate(certificates) {
        Ok(certificate) => certificate,
        Err(fault) => return Judgement::nobody(fault),
    };
    let algorithm = Algorithm::of_signer(&info.signature_algorithm, &info.digest, &certificate.public_key());
    let attributes = info.attributes.as_ref().ok_or(SignatureFault::NoSignedAttributes);
    let time = attributes.and_then(SignedAttributes::signing_time);
    let matches = algorithm.and_then(|algorithm| content_matches(attributes?, algorithm, content));
    let signed = algorithm.and_then(|algorithm| signature_holds(info, attributes?, algorithm, &certificate));
    let (content, time) = (matches.and(time).map(drop), time.ok().flatten());
    let claim = Claim { algorithm, content, signature: signed, time, purpose };
    claim.judge(&certificate, certificates, terms, Stamped::of(info, terms))
}

impl Claim {
    /// Judges the claim together with the signer's certificate, by the evidence at hand, for the instant
    /// of the time-stamp where a good one is there. `certificates` are those of the message: they may
    /// stand between the signer's and an anchor.
    pub(crate) fn judge(
        self,
        certificate: &Arc<Certificate>,
        certificates: &[Arc<Certificate>],
        terms: &Terms<'_>,
        stamped: Stamped,
    ) -> Judgement {
        let at = stamped.stamp.as_ref().map_or(terms.at, |stamp| stamp.at);
        let chain = terms.trust.chain(certificate, certificates, at);
        let authorities = chain.as_deref().unwrap_or_default();
        let Standing { revocation, tested } = standing(certificate, authorities, terms, at);
        let purpose = match self.purpose {
            Purpose::Document => certificate.may_sign_documents(),
            Purpose::Authentication => certificate.may_authenticate(),
        };
        let mut checks = vec![
            CheckLine::of(Check::Certificate, &Ok(())),
            CheckLine::of(Check::Content, &self.content),
            CheckLine::of(Check::Signature, &self.signature),
            CheckLine::of(Check::Purpose, &purpose),
            CheckLine::of(Check::Chain, &chain),
            CheckLine::of(Check::Validity, &valid_at(certificate, authorities, at)),
            CheckLine::of(Check::Revocation, &revocation.holds()),
        ];
        // Behind the purpose, before the chain that is judged at its time.
        checks.splice(4..4, stamped.line());
        let path: Vec<_> = std::iter::once(certificate.clone()).chain(authorities.iter().cloned()).collect();
        let mut asked = questions(&path);
        asked.extend(questions(&stamped.path));
        let profile = certificate.profile();
        Judgement {
            signer: Some(Signer {
                iin: profile.iin,
                bin: profile.bin,
                name: profile.name,
                organisation: profile.organisation,
                certificate_sha256: profile.sha256,
                roles: profile.roles,
            }),
            algorithm: self.algorithm.ok(),
            signing_time_claimed: self.time,
            chain: authorities.iter().map(|authority| authority.subject_text()).collect(),
            revocation,
            tested,
            judged_at: Some(at),
            stamp: stamped.stamp,
            questions: asked,
            checks,
        }
    }
}

fn content_matches(attributes: &SignedAttributes<'_>, algorithm: Algorithm, content: &[u8]) -> Result<(), SignatureFault> {
    if attributes.message_digest(DATA)? == algorithm.digest(content) { Ok(()) } else { Err(SignatureFault::DigestMismatch) }
}

fn signature_holds(
    info: &SignerInfo<'_>,
    attributes: &SignedAttributes<'_>,
    algorithm: Algorithm,
    certificate: &Certificate,
) -> Result<(), SignatureFault> {
    let key = certificate.public_key();
    algorithm.verify(key.subject_public_key.raw_bytes(), &attributes.signed_bytes(), info.signature)?;
    attributes.names(certificate)
}

fn valid_at(leaf: &Certificate, authorities: &[Arc<Certificate>], at: Instant) -> Result<(), SignatureFault> {
    leaf.is_valid_at(at)?;
    authorities.iter().try_for_each(|authority| authority.is_valid_at(at))
}
