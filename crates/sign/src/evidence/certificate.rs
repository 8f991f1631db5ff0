use super::{Standing, Terms, Tested, standing};
use crate::certificate::Certificate;
use crate::{Revocation, SignatureFault};

/// What is to be said of a certificate by itself.
#[derive(Clone, Debug)]
pub struct CertificateVerdict {
    /// How many authorities lead to an anchor, or why none do.
    pub chain: Result<usize, SignatureFault>,
    /// Whether it and all above it were valid at the judged instant.
    pub validity: Result<(), SignatureFault>,
    /// Whether its key is for signing documents.
    pub purpose: Result<(), SignatureFault>,
    /// What is known of revocation, of it and of the authorities below the root.
    pub revocation: Revocation,
    /// By what evidence.
    pub tested: Vec<Tested>,
}

/// Judges a certificate for the instant of the terms.
pub fn judge_certificate(certificate: &Certificate, terms: &Terms<'_>) -> CertificateVerdict {
    let chain = terms.trust.chain(certificate, &[], terms.at);
    let authorities = chain.as_deref().unwrap_or_default();
    let Standing { revocation, tested } = standing(certificate, authorities, terms, terms.at);
    let above = || authorities.iter().try_for_each(|one| one.is_valid_at(terms.at));
    CertificateVerdict {
        validity: certificate.is_valid_at(terms.at).and_then(|()| above()),
        purpose: certificate.may_sign_documents(),
        chain: chain.map(|chain| chain.len()),
        revocation,
        tested,
    }
}
