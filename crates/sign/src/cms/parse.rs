//! The structure of a SignedData, read strictly and borrowed from the received bytes.

use super::attributes::{Attribute, SignedAttributes, attributes};
use crate::SignatureFault;
use crate::certificate::Certificate;
use crate::walk::{OCTET_STRING, SEQUENCE, SET, Walk};
use cms::signed_data::SignerIdentifier;
use const_oid::{ObjectIdentifier, db::rfc5911};
use der::{Decode as _, Encode as _};
use spki::AlgorithmIdentifierRef;
use std::sync::Arc;

/// The most certificates, signers, algorithms or attributes of one message.
pub(super) const LIMIT: usize = 32;

const SIGNED_ATTRIBUTES: u8 = 0xa0;
pub(super) const UNSIGNED_ATTRIBUTES: u8 = 0xa1;

/// A SignedData (RFC 5652 section 5.1).
pub(super) struct SignedData<'a> {
    pub(super) content: Option<&'a [u8]>,
    pub(super) signers: Vec<SignerInfo<'a>>,
    certificates: Vec<&'a [u8]>,
}

/// A SignerInfo (RFC 5652 section 5.3).
pub(super) struct SignerInfo<'a> {
    version: u8,
    sid: SignerIdentifier,
    pub(super) digest: AlgorithmIdentifierRef<'a>,
    pub(super) attributes: Option<SignedAttributes<'a>>,
    pub(super) signature_algorithm: AlgorithmIdentifierRef<'a>,
    pub(super) signature: &'a [u8],
    unsigned: Vec<Attribute<'a>>,
}

impl<'a> SignedData<'a> {
    /// Reads a ContentInfo that holds a SignedData over plain data.
    pub(super) fn read(der: &'a [u8]) -> Result<Self, SignatureFault> {
        Self::read_of(der, DATA)
    }

    /// Reads a ContentInfo that holds a SignedData over contents of the type `kind`.
    pub(super) fn read_of(der: &'a [u8], kind: ObjectIdentifier) -> Result<Self, SignatureFault> {
        let message = signed_data(der, kind).map_err(|_| SignatureFault::NotASignature)?;
        if message.signers.is_empty() { Err(SignatureFault::NoSigner) } else { Ok(message) }
    }

    /// The certificates of the message, which are claims until a chain proves them.
    pub(super) fn certificates(&self) -> Result<Vec<Arc<Certificate>>, SignatureFault> {
        self.certificates.iter().map(|der| Certificate::from_der(der).map(Arc::new)).collect()
    }
}

fn signed_data(der: &[u8], kind: ObjectIdentifier) -> der::Result<SignedData<'_>> {
    let mut outer = Walk::into(der, SEQUENCE)?;
    expect(outer.oid()? == rfc5911::ID_SIGNED_DATA)?;
    let explicit = outer.element(0xa0)?;
    outer.end()?;
    let mut inner = Walk::into(explicit, 0xa0)?;
    let body = inner.element(SEQUENCE)?;
    inner.end()?;

    let mut body = Walk::into(body, SEQUENCE)?;
    let version = body.small()?;
    let digests = Walk::into(body.element(SET)?, SET)?.rest(LIMIT)?;
    let content = content(body.element(SEQUENCE)?, kind)?;
    let certificates = match body.optional(0xa0)? {
        Some(set) => Walk::into(set, 0xa0)?.rest(LIMIT)?,
        None => Vec::new(),
    };
    // Revocation lists inside a message are not believed: evidence is fetched by the server.
    let revocation = body.optional(0xa1)?;
    let signers = Walk::into(body.element(SET)?, SET)?.rest(LIMIT)?;
    body.end()?;

    let signers: Vec<_> = signers.into_iter().map(signer).collect::<der::Result<_>>()?;
    let digests: Vec<_> = digests.into_iter().map(AlgorithmIdentifierRef::from_der).collect::<der::Result<_>>()?;
    expect(revocation.is_none_or(|set| Walk::into(set, 0xa1).is_ok()))?;
    // RFC 5652 section 5.1: version 3 with a signer named by key identifier or contents that are not
    // plain; the list of digests announces what the signers used, no more and no less.
    expect(version == if kind != DATA || signers.iter().any(|signer| signer.version == 3) { 3 } else { 1 })?;
    expect(signers.iter().all(|signer| digests.contains(&signer.digest)))?;
    expect(signers.is_empty() || digests.iter().all(|digest| signers.iter().any(|signer| signer.digest == *digest)))?;
    Ok(SignedData { content, signers, certificates })
}

/// The content of an EncapsulatedContentInfo of that type, where it is inside.
fn content(info: &[u8], kind: ObjectIdentifier) -> der::Result<Option<&[u8]>> {
    let mut info = Walk::into(info, SEQUENCE)?;
    expect(info.oid()? == kind)?;
    let explicit = info.optional(0xa0)?;
    info.end()?;
    let Some(explicit) = explicit else { return Ok(None) };
    let mut inner = Walk::into(explicit, 0xa0)?;
    let content = inner.value(OCTET_STRING)?;
    inner.end()?;
    Ok(Some(content))
}

fn signer(der: &[u8]) -> der::Result<SignerInfo<'_>> {
    let mut body = Walk::into(der, SEQUENCE)?;
    let version = body.small()?;
    let sid = SignerIdentifier::from_der(body.any()?)?;
    let digest = AlgorithmIdentifierRef::from_der(body.element(SEQUENCE)?)?;
    let signed = body.optional(SIGNED_ATTRIBUTES)?;
    let signature_algorithm = AlgorithmIdentifierRef::from_der(body.element(SEQUENCE)?)?;
    let signature = body.value(OCTET_STRING)?;
    let unsigned = body.optional(UNSIGNED_ATTRIBUTES)?;
    body.end()?;
    expect(version == if matches!(sid, SignerIdentifier::IssuerAndSerialNumber(_)) { 1 } else { 3 })?;
    let unsigned = unsigned.map(|set| attributes(set, UNSIGNED_ATTRIBUTES)).transpose()?.unwrap_or_default();
    let attributes = signed.map(|received| SignedAttributes::read(received, SIGNED_ATTRIBUTES)).transpose()?;
    Ok(SignerInfo { version, sid, digest, attributes, signature_algorithm, signature, unsigned })
}

impl<'a> SignerInfo<'a> {
    /// The one certificate that the signer names, by issuer and serial number or by key identifier.
    ///
    /// # Errors
    /// `NoCertificate`, `AmbiguousSigner`.
    pub(super) fn certificate(&self, among: &[Arc<Certificate>]) -> Result<Arc<Certificate>, SignatureFault> {
        let mut fitting = among.iter().filter(|certificate| self.names(certificate));
        match (fitting.next(), fitting.next()) {
            (Some(certificate), None) => Ok(certificate.clone()),
            (None, _) => Err(SignatureFault::NoCertificate),
            (Some(_), Some(_)) => Err(SignatureFault::AmbiguousSigner),
        }
    }

    /// The values of the unsigned attribute `kind`, each with its header.
    pub(super) fn unsigned(&self, kind: ObjectIdentifier) -> impl Iterator<Item = &'a [u8]> {
        self.unsigned.iter().filter(move |(oid, _)| *oid == kind).flat_map(|(_, values)| values.iter().copied())
    }

    fn names(&self, certificate: &Certificate) -> bool {
        match &self.sid {
            SignerIdentifier::IssuerAndSerialNumber(name) => {
                name.serial_number.as_bytes() == certificate.serial()
                    && name.issuer.to_der().is_ok_and(|issuer| issuer == certificate.issuer())
            }
            SignerIdentifier::SubjectKeyIdentifier(id) => certificate.subject_key_id() == Some(id.0.as_bytes()),
        }
    }
}

/// The content type that the signed attributes must repeat.
pub(super) const DATA: ObjectIdentifier = rfc5911::ID_DATA;

fn expect(holds: bool) -> der::Result<()> {
    if holds { Ok(()) } else { Err(der::ErrorKind::Failed.into()) }
}
