//! A time-stamp token as a CMS: one signer over a TSTInfo.

use super::parse::SignedData;
use crate::certificate::Certificate;
use crate::{Algorithm, SignatureFault};
use const_oid::ObjectIdentifier;
use std::sync::Arc;

/// id-ct-TSTInfo (RFC 3161 section 2.4.2).
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// A token, not yet believed.
pub(crate) struct Token<'a> {
    message: SignedData<'a>,
    certificates: Vec<Arc<Certificate>>,
    /// The TSTInfo in DER.
    pub(crate) content: &'a [u8],
}

impl<'a> Token<'a> {
    /// Reads a token.
    ///
    /// # Errors
    /// `StampUnreadable`.
    pub(crate) fn read(der: &'a [u8]) -> Result<Self, SignatureFault> {
        const UNREADABLE: SignatureFault = SignatureFault::StampUnreadable;
        let message = SignedData::read_of(der, TST_INFO).map_err(|_| UNREADABLE)?;
        let content = message.content.ok_or(UNREADABLE)?;
        let certificates = message.certificates().map_err(|_| UNREADABLE)?;
        if message.signers.len() == 1 { Ok(Self { message, certificates, content }) } else { Err(UNREADABLE) }
    }

    /// The certificates inside.
    pub(crate) fn certificates(&self) -> &[Arc<Certificate>] {
        &self.certificates
    }

    /// Checks the token's own signature and answers who gave it.
    ///
    /// # Errors
    /// `StampUnreadable` without exactly one certificate for its one signer, else `StampBad`.
    pub(crate) fn signer(&self) -> Result<Arc<Certificate>, SignatureFault> {
        let [info] = &self.message.signers[..] else { return Err(SignatureFault::StampUnreadable) };
        let certificate = info.certificate(&self.certificates).map_err(|_| SignatureFault::StampUnreadable)?;
        let holds = || {
            let attributes = info.attributes.as_ref().ok_or(SignatureFault::NoSignedAttributes)?;
            let key = certificate.public_key();
            let algorithm = Algorithm::of_signer(&info.signature_algorithm, &info.digest, &key)?;
            if attributes.message_digest(TST_INFO)? != algorithm.digest(self.content) {
                return Err(SignatureFault::DigestMismatch);
            }
            algorithm.verify(key.subject_public_key.raw_bytes(), &attributes.signed_bytes(), info.signature)?;
            attributes.must_name(&certificate)
        };
        match holds() {
            Ok(()) => Ok(certificate),
            Err(weak @ (SignatureFault::WeakAlgorithm | SignatureFault::UnsupportedAlgorithm)) => Err(weak),
            Err(_) => Err(SignatureFault::StampBad),
        }
    }
}
