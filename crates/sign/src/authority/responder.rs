//! A responder (OCSP) that answers about the people of the authority.

use super::{Authority, AuthorityFault, Identity, KeyKind, PrivateKey, Validity, clock, issue, name};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc6960::ID_PKIX_OCSP_NONCE;
use der::asn1::{BitString, Null, OctetString};
use der::{Decode as _, Encode as _};
use saraptama_core::terms::Instant;
use x509_cert::ext::pkix::{CrlReason, ExtendedKeyUsage, KeyUsage, KeyUsages};
use x509_cert::ext::{Extension, Extensions};
use x509_ocsp::{
    BasicOcspResponse, CertStatus, OcspRequest, OcspResponse, ResponderId, ResponseData, RevokedInfo, SingleResponse, Version,
    ext::Nonce,
};

const OCSP_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.9");
const OCSP_NO_CHECK: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.5");

/// A responder with its own certificate.
#[derive(Debug)]
pub struct Responder {
    own: Identity,
}

/// What a responder says of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It had not been revoked.
    Good,
    /// It was revoked then, for the reason with this number in RFC 5280 section 5.3.1.
    Revoked(Instant, u8),
    /// The responder does not know it.
    Unknown,
}

/// How an answer is worded.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// When it is made.
    pub this_update: Instant,
    /// When the next one is due.
    pub next_update: Option<Instant>,
    /// Whether it repeats the request's nonce.
    pub nonce: bool,
    /// Whether it names the responder by the digest of its key, else by its name.
    pub by_key: bool,
}

impl Wording {
    /// An answer as the national responder gives it: by name, with the nonce, without an end.
    pub fn at(this_update: Instant) -> Self {
        Self { this_update, next_update: None, nonce: true, by_key: false }
    }
}

impl Authority {
    /// A responder whom this authority made one.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn responder(&self, kind: KeyKind, validity: Validity) -> Result<Responder, AuthorityFault> {
        self.responder_with(kind, validity, true, true)
    }

    /// A responder whose certificate lacks the purpose, or what spares its own revocation the question.
    ///
    /// # Errors
    /// As [`Authority::responder`].
    pub fn responder_with(
        &self,
        kind: KeyKind,
        validity: Validity,
        purpose: bool,
        no_check: bool,
    ) -> Result<Responder, AuthorityFault> {
        let key = PrivateKey::generate(kind)?;
        let mut extensions = vec![issue::extension(&KeyUsage(KeyUsages::DigitalSignature.into()), true)?];
        if purpose {
            extensions.push(issue::extension(&ExtendedKeyUsage(vec![OCSP_SIGNING]), false)?);
        }
        if no_check {
            extensions.push(Extension { extn_id: OCSP_NO_CHECK, critical: false, extn_value: OctetString::new(Null.to_der()?)? });
        } else {
            let pointers = super::Pointers { ocsp: "http://127.0.0.1/".to_owned(), ..super::Pointers::default() };
            extensions.extend(issue::pointer_extensions(&pointers)?);
        }
        let draft = issue::Draft { subject: name::authority("SARAPTAMA TEST OCSP")?, key: &key, validity, extensions };
        let certificate = draft.issue(self.issuing.subject_name(), &self.issuing_key)?;
        Ok(Responder { own: Identity { certificate, key } })
    }
}

impl Responder {
    /// The answer to a request, the same word about every certificate in it.
    ///
    /// # Errors
    /// When the request cannot be read or something has no encoding.
    pub fn answer(&self, request: &[u8], status: Status, wording: &Wording) -> Result<Vec<u8>, AuthorityFault> {
        let request = OcspRequest::from_der(request)?;
        let status = match status {
            Status::Good => CertStatus::good(),
            Status::Unknown => CertStatus::unknown(),
            Status::Revoked(at, reason) => CertStatus::Revoked(RevokedInfo {
                revocation_time: x509_ocsp::OcspGeneralizedTime(clock::generalized(at)?),
                revocation_reason: Some(CrlReason::try_from(u32::from(reason)).map_err(|_| AuthorityFault::Encoding)?),
            }),
        };
        let this_update = x509_ocsp::OcspGeneralizedTime(clock::generalized(wording.this_update)?);
        let next_update = wording.next_update.map(clock::generalized).transpose()?.map(x509_ocsp::OcspGeneralizedTime);
        let single = |asked: &x509_ocsp::Request| SingleResponse {
            cert_id: asked.req_cert.clone(),
            cert_status: status,
            this_update,
            next_update,
            single_extensions: None,
        };
        let nonce = request.nonce().filter(|_| wording.nonce);
        let data = ResponseData {
            version: Version::V1,
            responder_id: self.id(wording.by_key)?,
            produced_at: this_update,
            responses: request.tbs_request.request_list.iter().map(single).collect(),
            response_extensions: nonce.map(extension).transpose()?,
        };
        let signature = BitString::from_bytes(&self.own.key.sign(&data.to_der()?)?)?;
        let answer = BasicOcspResponse {
            tbs_response_data: data,
            signature_algorithm: self.own.key.algorithm(),
            signature,
            certs: Some(vec![self.own.certificate.parsed().clone()]),
        };
        Ok(OcspResponse::successful(answer)?.to_der()?)
    }

    /// What an overburdened responder says: try later.
    ///
    /// # Errors
    /// Never in fact: it has an encoding.
    pub fn try_later() -> Result<Vec<u8>, AuthorityFault> {
        Ok(OcspResponse::try_later().to_der()?)
    }

    /// The serial numbers that a request asks about.
    ///
    /// # Errors
    /// When the request cannot be read.
    pub fn asked(request: &[u8]) -> Result<Vec<Vec<u8>>, AuthorityFault> {
        let request = OcspRequest::from_der(request)?;
        Ok(request.tbs_request.request_list.iter().map(|one| one.req_cert.serial_number.as_bytes().to_vec()).collect())
    }

    fn id(&self, by_key: bool) -> Result<ResponderId, AuthorityFault> {
        let certificate = &self.own.certificate;
        if !by_key {
            return Ok(ResponderId::ByName(certificate.subject_name().clone()));
        }
        let sha1 = &aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY;
        let digest = aws_lc_rs::digest::digest(sha1, certificate.public_key().subject_public_key.raw_bytes());
        Ok(ResponderId::ByKey(OctetString::new(digest.as_ref())?))
    }
}

fn extension(nonce: Nonce) -> der::Result<Extensions> {
    Ok(vec![Extension { extn_id: ID_PKIX_OCSP_NONCE, critical: false, extn_value: OctetString::new(nonce.to_der()?)? }])
}
