//! Signing as the national library does: plain CMS with contentType, signingTime and messageDigest.

use super::{AuthorityFault, Identity, issue};
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedAttributes, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use const_oid::{ObjectIdentifier, db::rfc5911};
use der::asn1::{OctetString, SetOfVec};
use der::{Any, Decode as _, Encode};
use saraptama_core::terms::Instant;
use x509_cert::attr::Attribute;

impl Identity {
    /// A detached signature over `content`, in DER, that claims to be made at `signing_time`.
    ///
    /// # Errors
    /// When the key cannot sign or the instant has no encoding.
    pub fn sign_detached(&self, content: &[u8], signing_time: Instant) -> Result<Vec<u8>, AuthorityFault> {
        message(content, false, &[self.signer(content, signing_time)?], &[self])
    }

    /// A signature with the content inside.
    ///
    /// # Errors
    /// As [`Identity::sign_detached`].
    pub fn sign_attached(&self, content: &[u8], signing_time: Instant) -> Result<Vec<u8>, AuthorityFault> {
        message(content, true, &[self.signer(content, signing_time)?], &[self])
    }

    /// A detached signature by several people at once, side by side over the same content.
    ///
    /// # Errors
    /// As [`Identity::sign_detached`].
    pub fn sign_together(people: &[&Self], content: &[u8], signing_time: Instant) -> Result<Vec<u8>, AuthorityFault> {
        let signers: Vec<_> = people.iter().map(|one| one.signer(content, signing_time)).collect::<Result<_, _>>()?;
        message(content, false, &signers, people)
    }

    pub(super) fn signer(&self, content: &[u8], signing_time: Instant) -> Result<SignerInfo, AuthorityFault> {
        self.sign_attributes(vec![
            attribute(rfc5911::ID_CONTENT_TYPE, &rfc5911::ID_DATA)?,
            attribute(rfc5911::ID_SIGNING_TIME, &issue::time(signing_time)?)?,
            attribute(rfc5911::ID_MESSAGE_DIGEST, &OctetString::new(self.key.digest(content))?)?,
        ])
    }

    /// Signs the attributes in the order of DER.
    pub(super) fn sign_attributes(&self, attributes: Vec<Attribute>) -> Result<SignerInfo, AuthorityFault> {
        let attributes = SignedAttributes::try_from(attributes)?;
        let signature = self.key.sign(&attributes.to_der()?)?;
        let tbs = &self.certificate.parsed().tbs_certificate;
        let name = IssuerAndSerialNumber { issuer: tbs.issuer.clone(), serial_number: tbs.serial_number.clone() };
        Ok(SignerInfo {
            version: CmsVersion::V1,
            sid: SignerIdentifier::IssuerAndSerialNumber(name),
            digest_alg: self.key.digest_algorithm(),
            signed_attrs: Some(attributes),
            signature_algorithm: self.key.algorithm(),
            signature: OctetString::new(signature)?,
            unsigned_attrs: None,
        })
    }
}

pub(super) fn message(
    content: &[u8],
    attached: bool,
    signers: &[SignerInfo],
    people: &[&Identity],
) -> Result<Vec<u8>, AuthorityFault> {
    message_of(rfc5911::ID_DATA, content, attached, signers, people)
}

/// A message over contents of the type `kind`.
pub(super) fn message_of(
    kind: ObjectIdentifier,
    content: &[u8],
    attached: bool,
    signers: &[SignerInfo],
    people: &[&Identity],
) -> Result<Vec<u8>, AuthorityFault> {
    let inside = if attached { Some(Any::encode_from(&OctetString::new(content)?)?) } else { None };
    let certificates: Vec<_> =
        people.iter().map(|one| CertificateChoices::Certificate(one.certificate.parsed().clone())).collect();
    let mut digest_algorithms = SetOfVec::new();
    for signer in signers {
        if digest_algorithms.iter().all(|known| *known != signer.digest_alg) {
            digest_algorithms.insert(signer.digest_alg.clone())?;
        }
    }
    let signed = SignedData {
        // RFC 5652 section 5.1.
        version: if kind == rfc5911::ID_DATA { CmsVersion::V1 } else { CmsVersion::V3 },
        digest_algorithms,
        encap_content_info: EncapsulatedContentInfo { econtent_type: kind, econtent: inside },
        certificates: Some(CertificateSet::try_from(certificates)?),
        crls: None,
        signer_infos: SignerInfos::try_from(signers.to_vec())?,
    };
    let whole = ContentInfo { content_type: rfc5911::ID_SIGNED_DATA, content: Any::encode_from(&signed)? };
    Ok(whole.to_der()?)
}

pub(super) fn attribute<T: Encode>(oid: ObjectIdentifier, value: &T) -> der::Result<Attribute> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![Any::from_der(&value.to_der()?)?])? })
}
