//! The signed attributes: read from the received bytes, hashed as the received bytes.

use super::parse::LIMIT;
use crate::SignatureFault;
use crate::certificate::Certificate;
use crate::walk::{OCTET_STRING, SEQUENCE, SET, Walk};
use const_oid::{ObjectIdentifier, db::rfc5911, db::rfc5912::ID_SHA_256};
use der::{Decode as _, asn1::OctetStringRef};
use saraptama_core::terms::Instant;
use spki::AlgorithmIdentifierRef;

/// id-aa-signingCertificateV2 (RFC 5035 section 3).
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// One attribute: its type and its values, each with its header.
pub(super) type Attribute<'a> = (ObjectIdentifier, Vec<&'a [u8]>);

/// The signed attributes of one signer.
pub(super) struct SignedAttributes<'a> {
    received: &'a [u8],
    list: Vec<Attribute<'a>>,
}

/// The attributes in an implicitly tagged set.
pub(super) fn attributes(received: &[u8], tag: u8) -> der::Result<Vec<Attribute<'_>>> {
    Walk::into(received, tag)?.rest(LIMIT)?.into_iter().map(attribute).collect()
}

fn attribute(der: &[u8]) -> der::Result<Attribute<'_>> {
    let mut body = Walk::into(der, SEQUENCE)?;
    let oid = body.oid()?;
    let values = Walk::into(body.element(SET)?, SET)?.rest(LIMIT)?;
    body.end()?;
    Ok((oid, values))
}

impl<'a> SignedAttributes<'a> {
    pub(super) fn read(received: &'a [u8], tag: u8) -> der::Result<Self> {
        Ok(Self { received, list: attributes(received, tag)? })
    }

    /// The bytes under the signature: the received ones under the tag of a SET (RFC 5652 section 5.4).
    pub(super) fn signed_bytes(&self) -> Vec<u8> {
        let mut bytes = self.received.to_vec();
        bytes[0] = SET;
        bytes
    }

    /// The one value of the attribute, which must stand there exactly once.
    fn exactly_one(&self, oid: ObjectIdentifier) -> Result<&'a [u8], SignatureFault> {
        self.at_most_one(oid)?.ok_or(SignatureFault::WrongSignedAttributes)
    }

    fn at_most_one(&self, oid: ObjectIdentifier) -> Result<Option<&'a [u8]>, SignatureFault> {
        let mut found = self.list.iter().filter(|(kind, _)| *kind == oid).map(|(_, values)| values.as_slice());
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some([value]), None) => Ok(Some(value)),
            _ => Err(SignatureFault::WrongSignedAttributes),
        }
    }

    /// The signed digest of the content; content type and digest must stand there exactly once.
    pub(super) fn message_digest(&self, kind: ObjectIdentifier) -> Result<&'a [u8], SignatureFault> {
        const WRONG: SignatureFault = SignatureFault::WrongSignedAttributes;
        let content_type = self.exactly_one(rfc5911::ID_CONTENT_TYPE)?;
        if ObjectIdentifier::from_der(content_type) != Ok(kind) {
            return Err(WRONG);
        }
        let digest = self.exactly_one(rfc5911::ID_MESSAGE_DIGEST)?;
        OctetStringRef::from_der(digest).map(|digest| digest.as_bytes()).map_err(|_| WRONG)
    }

    /// When the signer claims to have signed: shown, never decided by.
    pub(super) fn signing_time(&self) -> Result<Option<Instant>, SignatureFault> {
        let Some(value) = self.at_most_one(rfc5911::ID_SIGNING_TIME)? else { return Ok(None) };
        let time = x509_cert::time::Time::from_der(value).map_err(|_| SignatureFault::WrongSignedAttributes)?;
        let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok();
        Ok(seconds.and_then(|seconds| Instant::from_second(seconds).ok()))
    }

    /// Compares the signed hash of the signer's certificate, where there is one.
    ///
    /// # Errors
    /// `OtherCertificate`, `UnsupportedAlgorithm`, `WrongSignedAttributes`.
    pub(super) fn names(&self, certificate: &Certificate) -> Result<(), SignatureFault> {
        let Some(value) = self.at_most_one(SIGNING_CERTIFICATE_V2)? else { return Ok(()) };
        let (digest, hash) = first_certificate_hash(value).map_err(|_| SignatureFault::WrongSignedAttributes)?;
        if digest.is_some_and(|oid| oid != ID_SHA_256) {
            return Err(SignatureFault::UnsupportedAlgorithm);
        }
        if hash == certificate.sha256().0 { Ok(()) } else { Err(SignatureFault::OtherCertificate) }
    }
}

/// id-aa-signingCertificate (RFC 2634 section 5.4), whose hash is SHA-1.
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");

impl SignedAttributes<'_> {
    /// Whether a time-stamp's signer names its certificate by hash, as it must (RFC 3161 section 2.4.2,
    /// RFC 5816): by SHA-1 where the elder attribute stands. The certificate is held by its issuer's
    /// signature; the hash only tells which one is meant.
    ///
    /// # Errors
    /// `OtherCertificate`, `WrongSignedAttributes`, and as [`SignedAttributes::names`].
    pub(super) fn must_name(&self, certificate: &Certificate) -> Result<(), SignatureFault> {
        let Some(value) = self.at_most_one(SIGNING_CERTIFICATE)? else {
            self.exactly_one(SIGNING_CERTIFICATE_V2)?;
            return self.names(certificate);
        };
        let (_, hash) = first_certificate_hash(value).map_err(|_| SignatureFault::WrongSignedAttributes)?;
        let sha1 = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, certificate.der());
        if hash != sha1.as_ref() {
            return Err(SignatureFault::OtherCertificate);
        }
        self.names(certificate)
    }
}

/// The first ESSCertIDv2 of a SigningCertificateV2: the signer's own certificate.
fn first_certificate_hash(value: &[u8]) -> der::Result<(Option<ObjectIdentifier>, &[u8])> {
    let list = Walk::into(value, SEQUENCE)?.element(SEQUENCE)?;
    let mut first = Walk::into(Walk::into(list, SEQUENCE)?.element(SEQUENCE)?, SEQUENCE)?;
    let digest = first.optional(SEQUENCE)?.map(AlgorithmIdentifierRef::from_der).transpose()?;
    Ok((digest.map(|digest| digest.oid), first.value(OCTET_STRING)?))
}
