//! What is sent to a responder or to a time-stamp authority.

use super::{Question, hash};
use crate::gost::oid;
use const_oid::db::rfc5912::ID_SHA_256;
use const_oid::{AssociatedOid as _, ObjectIdentifier};
use der::asn1::{Int, OctetString, Uint};
use der::{Any, Decode as _, Encode as _, Sequence};
use spki::AlgorithmIdentifierOwned;
use x509_cert::ext::Extension;
use x509_cert::serial_number::SerialNumber;
use x509_ocsp::{CertId, OcspRequest, Request, TbsRequest, ext::Nonce};

/// The digest that the national time-stamp authority takes today: Streebog-512.
pub const STAMP_DIGEST: &str = "1.2.398.3.10.1.3.3";

/// The request about one certificate, by SHA-256 as the national responder takes it, with a nonce.
///
/// # Errors
/// When the nonce or a name has no encoding.
pub fn status_request(question: &Question, nonce: &[u8]) -> Result<Vec<u8>, der::Error> {
    let digest = |content: &[u8]| OctetString::new(hash::naming(ID_SHA_256, content).unwrap_or_default());
    let id = CertId {
        hash_algorithm: AlgorithmIdentifierOwned { oid: ID_SHA_256, parameters: Some(Any::null()) },
        issuer_name_hash: digest(question.certificate.issuer())?,
        issuer_key_hash: digest(question.issuer.public_key().subject_public_key.raw_bytes())?,
        serial_number: SerialNumber::new(question.certificate.serial())?,
    };
    let nonce = Nonce(OctetString::new(nonce)?);
    let extension = Extension { extn_id: Nonce::OID, critical: false, extn_value: OctetString::new(nonce.to_der()?)? };
    let list = vec![Request { req_cert: id, single_request_extensions: None }];
    let tbs_request = TbsRequest { request_list: list, request_extensions: Some(vec![extension]), ..TbsRequest::default() };
    OcspRequest { tbs_request, optional_signature: None }.to_der()
}

/// MessageImprint (RFC 3161 section 2.4.1).
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct Imprint {
    pub(crate) algorithm: AlgorithmIdentifierOwned,
    pub(crate) digest: OctetString,
}

/// TimeStampReq (RFC 3161 section 2.4.1) without extensions.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(crate) struct StampRequest {
    pub(crate) version: u8,
    pub(crate) imprint: Imprint,
    #[asn1(optional = "true")]
    pub(crate) policy: Option<ObjectIdentifier>,
    #[asn1(optional = "true")]
    pub(crate) nonce: Option<Int>,
    #[asn1(default = "no")]
    pub(crate) certificates: bool,
}

fn no() -> bool {
    false
}

/// The request for a time-stamp over the octets of a signature value, with the authority's certificate
/// in the answer. The digest is named by its identifier, [`STAMP_DIGEST`] or another that this crate knows.
///
/// # Errors
/// When the digest is not known or the nonce has no encoding.
pub fn stamp_request(signature: &[u8], digest: &str, nonce: u64) -> Result<Vec<u8>, der::Error> {
    let failed = || der::Error::from(der::ErrorKind::Failed);
    let algorithm = ObjectIdentifier::new(digest).map_err(|_| failed())?;
    let imprint = hash::strong(algorithm, signature).ok_or_else(failed)?;
    let parameters =
        if [oid::STREEBOG_512, oid::STREEBOG_256, oid::DIGEST_2004].contains(&algorithm) { Some(Any::null()) } else { None };
    let imprint =
        Imprint { algorithm: AlgorithmIdentifierOwned { oid: algorithm, parameters }, digest: OctetString::new(imprint)? };
    let nonce = Int::from_der(&Uint::new(&nonce.to_be_bytes())?.to_der()?)?;
    StampRequest { version: 1, imprint, policy: None, nonce: Some(nonce), certificates: true }.to_der()
}
