//! X.509 certificates as this crate needs them: the received bytes beside what was read from them.

mod number;
pub(crate) mod profile;
pub(crate) mod read;

pub use number::StatedNumber;
pub use profile::{Profile, Roles};

use crate::{Algorithm, SignatureFault};
use const_oid::ObjectIdentifier;
use saraptama_core::terms::{Instant, Sha256};
use x509_cert::ext::pkix::KeyUsage;

/// A certificate that was read completely once.
#[derive(Clone)]
pub struct Certificate {
    der: Vec<u8>,
    sha256: Sha256,
    signed: Vec<u8>,
    signature: Vec<u8>,
    parsed: x509_cert::Certificate,
    subject: Vec<u8>,
    issuer: Vec<u8>,
    not_before: Instant,
    not_after: Instant,
    subject_key_id: Option<Vec<u8>>,
    authority_key_id: Option<Vec<u8>>,
    authority: Option<Authority>,
    key_usage: Option<KeyUsage>,
    purposes: Option<Vec<ObjectIdentifier>>,
    policies: Vec<ObjectIdentifier>,
    names_revocation_source: bool,
    sources: Sources,
    no_check: bool,
    unknown_critical: bool,
}

/// Where a certificate says that its revocation may be asked, as addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Responders (OCSP).
    pub ocsp: Vec<String>,
    /// Complete lists (CRL).
    pub lists: Vec<String>,
    /// Lists of what changed since a complete one.
    pub deltas: Vec<String>,
}

/// What `basicConstraints` allows a certificate authority.
#[derive(Clone, Copy)]
struct Authority {
    path_length: Option<u8>,
}

impl Certificate {
    /// The SHA-256 of the DER: by it a certificate is pinned and named.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// The bytes as they were received.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The first instant of validity.
    pub fn not_before(&self) -> Instant {
        self.not_before
    }

    /// The last instant of validity.
    pub fn not_after(&self) -> Instant {
        self.not_after
    }

    /// The subject for reading, in the order of RFC 4514. A leaf's subject is personal data.
    pub fn subject_text(&self) -> String {
        self.parsed.tbs_certificate.subject.to_string()
    }

    /// Who the certificate says its holder is and what for.
    pub fn profile(&self) -> Profile {
        Profile::read(self)
    }

    /// The serial number, big-endian.
    pub fn serial(&self) -> &[u8] {
        self.parsed.tbs_certificate.serial_number.as_bytes()
    }

    /// Whether the certificate is its own issuer by name and by a good signature.
    pub fn is_self_signed(&self) -> bool {
        self.subject == self.issuer && self.is_signed_by(self).is_ok()
    }

    /// Whether subject and issuer are one name: a root by its looks, whatever its algorithm.
    pub(crate) fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }

    /// The issuer's name as it was received.
    pub(crate) fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    pub(crate) fn parsed(&self) -> &x509_cert::Certificate {
        &self.parsed
    }

    pub(crate) fn subject_name(&self) -> &x509_cert::name::Name {
        &self.parsed.tbs_certificate.subject
    }

    pub(crate) fn subject_key_id(&self) -> Option<&[u8]> {
        self.subject_key_id.as_deref()
    }

    pub(crate) fn public_key(&self) -> spki::SubjectPublicKeyInfoRef<'_> {
        use der::referenced::OwnedToRef as _;
        self.parsed.tbs_certificate.subject_public_key_info.owned_to_ref()
    }

    /// Whether an OCSP responder or a CRL is named, which ought to be asked.
    pub(crate) fn names_revocation_source(&self) -> bool {
        self.names_revocation_source
    }

    /// Where its revocation may be asked.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The subject's name as it was received.
    pub(crate) fn subject(&self) -> &[u8] {
        &self.subject
    }

    /// Whether it is a certificate authority's.
    pub(crate) fn is_authority(&self) -> bool {
        self.authority.is_some()
    }

    /// Whether its issuer vouches for it without revocation (id-pkix-ocsp-nocheck, RFC 6960 section 4.2.2.2.1),
    /// or leaves nothing to ask.
    pub(crate) fn needs_no_check(&self) -> bool {
        self.no_check || !self.names_revocation_source
    }

    /// Whether it may sign lists of revoked certificates.
    pub(crate) fn may_sign_lists(&self) -> bool {
        self.key_usage.as_ref().is_some_and(KeyUsage::crl_sign) && !self.unknown_critical
    }

    /// Whether the key is for `purpose`, by a certificate that is understood and is no authority's.
    pub(crate) fn is_for(&self, purpose: ObjectIdentifier) -> bool {
        self.purposes.as_ref().is_some_and(|purposes| purposes.contains(&purpose))
            && !self.is_authority()
            && !self.unknown_critical
    }

    /// Whether the key is for `purpose` and nothing else.
    pub(crate) fn is_only_for(&self, purpose: ObjectIdentifier) -> bool {
        self.is_for(purpose) && self.purposes.as_ref().is_some_and(|purposes| purposes.len() == 1)
    }

    /// Whether `issuer` looks like this certificate's issuer: by name and by key identifiers.
    /// Two generations of the test authority share one name, so the name alone says nothing.
    pub(crate) fn names_as_issuer(&self, issuer: &Self) -> bool {
        let keys_agree = match (&self.authority_key_id, &issuer.subject_key_id) {
            (Some(named), Some(own)) => named == own,
            _ => true,
        };
        self.issuer == issuer.subject && keys_agree
    }

    /// Whether this certificate may issue one with `below` further authorities under it.
    pub(crate) fn may_issue(&self, below: usize) -> bool {
        let Some(authority) = self.authority else { return false };
        authority.path_length.is_none_or(|limit| below <= usize::from(limit))
            && self.key_usage.as_ref().is_some_and(KeyUsage::key_cert_sign)
            && !self.unknown_critical
    }

    /// Checks the issuer's signature over this certificate.
    ///
    /// # Errors
    /// As [`Algorithm::of_certificate`] and [`Algorithm::verify`].
    pub(crate) fn is_signed_by(&self, issuer: &Self) -> Result<(), SignatureFault> {
        use der::referenced::OwnedToRef as _;
        let key = issuer.public_key();
        let algorithm = Algorithm::of_certificate(&self.parsed.signature_algorithm.owned_to_ref(), &key)?;
        algorithm.verify(key.subject_public_key.raw_bytes(), &self.signed, &self.signature)
    }

    /// Checks that the key is for signing documents by a person or a system.
    ///
    /// The criticality of the extensions varies among real certificates and is not judged;
    /// since 2022 one key serves signing and authentication, so non-repudiation decides.
    ///
    /// # Errors
    /// `NoPurpose`, `WrongKeyUsage`, `UnknownCriticalExtension`.
    pub(crate) fn may_sign_documents(&self) -> Result<(), SignatureFault> {
        let (Some(usage), Some(purposes)) = (&self.key_usage, &self.purposes) else { return Err(SignatureFault::NoPurpose) };
        let system = profile::is_system(purposes);
        if self.authority.is_some() || !usage.non_repudiation() || !(system || purposes.contains(&profile::EMAIL_PROTECTION)) {
            return Err(SignatureFault::WrongKeyUsage);
        }
        if self.unknown_critical { Err(SignatureFault::UnknownCriticalExtension) } else { Ok(()) }
    }

    /// Checks that the key shows who a person is.
    ///
    /// A key that is for authentication says so (`clientAuth`: the second key of the pairs before 2022). The one
    /// key of today is told by its usage, which has signing, non-repudiation and key agreement; the document
    /// key of an old pair lacks the last and does not serve.
    ///
    /// # Errors
    /// `NoPurpose`, `NotForAuthentication`, `UnknownCriticalExtension`.
    pub(crate) fn may_authenticate(&self) -> Result<(), SignatureFault> {
        let (Some(usage), Some(purposes)) = (&self.key_usage, &self.purposes) else { return Err(SignatureFault::NoPurpose) };
        let says_so = purposes.contains(&profile::CLIENT_AUTH);
        let is_the_one = purposes.contains(&profile::EMAIL_PROTECTION) && usage.non_repudiation() && usage.key_agreement();
        let is_person = self.authority.is_none() && !profile::is_system(purposes);
        if !is_person || !usage.digital_signature() || !(says_so || is_the_one) {
            return Err(SignatureFault::NotForAuthentication);
        }
        if self.unknown_critical { Err(SignatureFault::UnknownCriticalExtension) } else { Ok(()) }
    }

    /// Checks that `at` lies within the validity, both ends included.
    ///
    /// # Errors
    /// `NotYetValid`, `Expired`.
    pub(crate) fn is_valid_at(&self, at: Instant) -> Result<(), SignatureFault> {
        if at < self.not_before {
            return Err(SignatureFault::NotYetValid);
        }
        // The end names a whole second (RFC 5280 section 4.1.2.5).
        if at.as_second() > self.not_after.as_second() { Err(SignatureFault::Expired) } else { Ok(()) }
    }
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Certificate({})", self.sha256)
    }
}
