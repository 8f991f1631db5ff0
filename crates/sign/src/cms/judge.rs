//! One signer judged: every check that can be made is made, and the first failure is the verdict.

use super::attributes::SignedAttributes;
use super::parse::SignerInfo;
use super::verified::{Check, CheckLine, Signer, Verified};
use crate::certificate::Certificate;
use crate::{Algorithm, Revocation, SignatureFault, Trust};
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
    /// Every check in order; revocation too, as a check of its own.
    pub checks: Vec<CheckLine>,
}

impl Judgement {
    /// The first check that failed, revocation left to the caller.
    pub fn fault(&self) -> Option<SignatureFault> {
        self.checks.iter().filter(|line| line.check != Check::Revocation).find_map(|line| line.reason)
    }

    /// The signature as one that holds.
    ///
    /// # Errors
    /// [`Judgement::fault`].
    pub fn verdict(self) -> Result<Verified, SignatureFault> {
        if let Some(fault) = self.fault() {
            return Err(fault);
        }
        let (Some(signer), Some(algorithm)) = (self.signer, self.algorithm) else { return Err(SignatureFault::NotASignature) };
        Ok(Verified {
            signer,
            algorithm,
            signing_time_claimed: self.signing_time_claimed,
            revocation: self.revocation,
            chain: self.chain,
            checks: self.checks,
        })
    }
}

pub(super) fn judge(
    info: &SignerInfo<'_>,
    content: &[u8],
    certificates: &[Arc<Certificate>],
    trust: &Trust,
    at: Instant,
) -> Judgement {
    let certificate = info.certificate(certificates);
    let mut checks = vec![CheckLine::of(Check::Certificate, &certificate)];
    let Ok(certificate) = certificate else {
        return Judgement {
            signer: None,
            algorithm: None,
            signing_time_claimed: None,
            chain: Vec::new(),
            revocation: Revocation::Unknown,
            checks,
        };
    };
    let algorithm = Algorithm::of_signer(&info.signature_algorithm, &info.digest, &certificate.public_key());
    let attributes = info.attributes.as_ref().ok_or(SignatureFault::NoSignedAttributes);
    let time = attributes.and_then(SignedAttributes::signing_time);
    let chain = trust.chain(&certificate, certificates, at);
    let authorities = chain.as_deref().unwrap_or_default();
    let revocation = Revocation::without_evidence(&certificate, authorities);

    let matches = algorithm.and_then(|algorithm| content_matches(attributes?, algorithm, content));
    checks.push(CheckLine::of(Check::Content, &matches.and(time)));
    let signed = algorithm.and_then(|algorithm| signature_holds(info, attributes?, algorithm, &certificate));
    checks.push(CheckLine::of(Check::Signature, &signed));
    checks.push(CheckLine::of(Check::Purpose, &certificate.may_sign_documents()));
    checks.push(CheckLine::of(Check::Chain, &chain));
    checks.push(CheckLine::of(Check::Validity, &valid_at(&certificate, authorities, at)));
    checks.push(CheckLine::of(Check::Revocation, &revocation.holds()));

    let profile = certificate.profile();
    Judgement {
        signer: Some(Signer {
            iin: profile.iin,
            bin: profile.bin,
            name: profile.name,
            certificate_sha256: profile.sha256,
            roles: profile.roles,
        }),
        algorithm: algorithm.ok(),
        signing_time_claimed: time.ok().flatten(),
        chain: authorities.iter().map(|authority| authority.subject_text()).collect(),
        revocation,
        checks,
    }
}

fn content_matches(attributes: &SignedAttributes<'_>, algorithm: Algorithm, content: &[u8]) -> Result<(), SignatureFault> {
    if attributes.message_digest()? == algorithm.digest(content) { Ok(()) } else { Err(SignatureFault::DigestMismatch) }
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
