//! An answer of a responder (OCSP, RFC 6960).

use super::testimony::{Testimony, Word};
use super::{EvidenceFault, EvidenceKind, hash};
use crate::Algorithm;
use crate::certificate::{Certificate, read::whole_octets};
use crate::walk::{BIT_STRING, SEQUENCE, Walk};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc6960::{ID_PKIX_OCSP_ARCHIVE_CUTOFF, ID_PKIX_OCSP_BASIC, ID_PKIX_OCSP_NONCE};
use der::referenced::OwnedToRef as _;
use der::{Decode as _, Encode as _, asn1::GeneralizedTime};
use saraptama_core::terms::{Instant, Sha256};
use spki::AlgorithmIdentifierOwned;
use x509_cert::ext::{Extension, Extensions};
use x509_ocsp::{CertId, CertStatus, OcspResponse, OcspResponseStatus, ResponderId, ResponseData, SingleResponse, ext::Nonce};

/// The largest answer, in bytes; real ones are below 2 KiB.
pub(super) const LIMIT_BYTES: usize = 64 * 1024;
/// The most certificates or single answers in one.
const LIMIT: usize = 32;

const OCSP_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.9");

/// A successful answer, not yet believed.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) bytes: Vec<u8>,
    sha256: Sha256,
    signed: Vec<u8>,
    algorithm: AlgorithmIdentifierOwned,
    signature: Vec<u8>,
    responder: ResponderId,
    produced_at: Instant,
    nonce: Option<Vec<u8>>,
    certificates: Vec<Certificate>,
    singles: Vec<Single>,
}

#[derive(Debug)]
struct Single {
    id: CertId,
    word: Word,
    this_update: Instant,
    next_update: Option<Instant>,
    cutoff: Option<Instant>,
}

impl Answer {
    /// Reads an answer; what a responder says instead of one is an error of its own.
    pub(super) fn read(der: &[u8]) -> Result<Self, EvidenceFault> {
        let outer = OcspResponse::from_der(der).map_err(|_| EvidenceFault::Unreadable)?;
        match outer.response_status {
            OcspResponseStatus::Successful => {}
            OcspResponseStatus::TryLater => return Err(EvidenceFault::TryLater),
            _ => return Err(EvidenceFault::NotAnswered),
        }
        let inner = outer.response_bytes.filter(|bytes| bytes.response_type == ID_PKIX_OCSP_BASIC);
        let inner = inner.ok_or(EvidenceFault::Unreadable)?;
        let answer = basic(der, inner.response.as_bytes()).map_err(|_| EvidenceFault::Unreadable)?;
        answer.ok_or(EvidenceFault::CriticalExtension)
    }

    /// The nonce that it repeats.
    pub(super) fn nonce(&self) -> Option<&[u8]> {
        self.nonce.as_deref()
    }

    /// What it says of `certificate`, once it is proved that it speaks for `issuer`.
    pub(super) fn testimonies(&self, certificate: &Certificate, issuer: &Certificate) -> Result<Vec<Testimony>, EvidenceFault> {
        let about: Vec<_> = self.singles.iter().filter(|single| names(&single.id, certificate, issuer)).collect();
        if about.is_empty() {
            return Err(EvidenceFault::OtherCertificate);
        }
        self.is_from(issuer)?;
        let testimony = |single: &&Single| Testimony {
            kind: EvidenceKind::Ocsp,
            sha256: self.sha256,
            this_update: single.this_update,
            next_update: single.next_update,
            speaks_from: single.cutoff,
            word: single.word,
        };
        Ok(about.iter().map(testimony).collect())
    }

    /// Signed by the issuer itself, or by a responder whom this issuer made one (RFC 6960 section 4.2.2.2).
    fn is_from(&self, issuer: &Certificate) -> Result<(), EvidenceFault> {
        let delegated = self.certificates.iter().find(|one| self.names_responder(one) && self.is_delegated(one, issuer));
        let signer = match delegated {
            Some(responder) => responder,
            None if self.names_responder(issuer) => issuer,
            None => return Err(EvidenceFault::WrongResponder),
        };
        let (key, bad) = (signer.public_key(), EvidenceFault::BadSignature);
        let algorithm = Algorithm::of_certificate(&self.algorithm.owned_to_ref(), &key).map_err(|_| bad)?;
        algorithm.verify(key.subject_public_key.raw_bytes(), &self.signed, &self.signature).map_err(|_| bad)
    }

    fn names_responder(&self, certificate: &Certificate) -> bool {
        match &self.responder {
            ResponderId::ByName(name) => name.to_der().is_ok_and(|name| name == certificate.subject()),
            ResponderId::ByKey(id) => id.as_bytes() == hash::sha1(certificate.public_key().subject_public_key.raw_bytes()),
        }
    }

    /// A responder whose own revocation would have to be asked is not believed: the circle has no end.
    fn is_delegated(&self, responder: &Certificate, issuer: &Certificate) -> bool {
        responder.names_as_issuer(issuer)
            && responder.is_for(OCSP_SIGNING)
            && responder.needs_no_check()
            && responder.is_valid_at(self.produced_at).is_ok()
            && responder.is_signed_by(issuer).is_ok()
    }
}

/// Whether `id` means exactly this certificate of exactly this issuer.
fn names(id: &CertId, certificate: &Certificate, issuer: &Certificate) -> bool {
    let algorithm = id.hash_algorithm.oid;
    let fits = |hash: &[u8], content: &[u8]| hash::naming(algorithm, content).is_some_and(|own| own == hash);
    id.serial_number.as_bytes() == certificate.serial()
        && fits(id.issuer_name_hash.as_bytes(), certificate.issuer())
        && fits(id.issuer_key_hash.as_bytes(), issuer.public_key().subject_public_key.raw_bytes())
}

/// A BasicOCSPResponse; nothing where it has a critical extension that is not understood.
fn basic(whole: &[u8], der: &[u8]) -> der::Result<Option<Answer>> {
    let mut body = Walk::into(der, SEQUENCE)?;
    let signed = body.element(SEQUENCE)?;
    let algorithm = AlgorithmIdentifierOwned::from_der(body.element(SEQUENCE)?)?;
    let signature = whole_octets(body.element(BIT_STRING)?)?.to_vec();
    let certificates = match body.optional(0xa0)? {
        Some(explicit) => Walk::into(Walk::into(explicit, 0xa0)?.element(SEQUENCE)?, SEQUENCE)?.rest(LIMIT)?,
        None => Vec::new(),
    };
    body.end()?;
    let data = ResponseData::from_der(signed)?;
    if data.responses.len() > LIMIT {
        return Err(der::ErrorKind::Overlength.into());
    }
    let all = data.responses.iter().filter_map(|single| single.single_extensions.as_ref()).chain(&data.response_extensions);
    if all.flatten().any(|extension| extension.critical && extension.extn_id != ID_PKIX_OCSP_NONCE) {
        return Ok(None);
    }
    let nonce = find(data.response_extensions.as_ref(), ID_PKIX_OCSP_NONCE)?;
    let nonce = nonce.map(|found| Nonce::from_der(found.extn_value.as_bytes())).transpose()?;
    let unreadable = |_| der::Error::from(der::ErrorKind::Failed);
    Ok(Some(Answer {
        bytes: whole.to_vec(),
        sha256: Sha256::of(whole),
        signed: signed.to_vec(),
        algorithm,
        signature,
        responder: data.responder_id,
        produced_at: instant(data.produced_at.0)?,
        nonce: nonce.map(|nonce| nonce.0.as_bytes().to_vec()),
        certificates: certificates
            .into_iter()
            .map(|der| Certificate::from_der(der).map_err(unreadable))
            .collect::<Result<_, _>>()?,
        singles: data.responses.into_iter().map(single).collect::<der::Result<_>>()?,
    }))
}

fn single(from: SingleResponse) -> der::Result<Single> {
    let word = match from.cert_status {
        CertStatus::Good(_) => Word::Good,
        CertStatus::Unknown(_) => Word::NotKnown,
        CertStatus::Revoked(info) => Word::Revoked { at: instant(info.revocation_time.0)?, reason: info.revocation_reason },
    };
    let cutoff = find(from.single_extensions.as_ref(), ID_PKIX_OCSP_ARCHIVE_CUTOFF)?;
    let cutoff = cutoff.map(|found| GeneralizedTime::from_der(found.extn_value.as_bytes())).transpose()?;
    Ok(Single {
        id: from.cert_id,
        word,
        this_update: instant(from.this_update.0)?,
        next_update: from.next_update.map(|time| instant(time.0)).transpose()?,
        cutoff: cutoff.map(instant).transpose()?,
    })
}

/// The extension, where it stands; twice is an error.
fn find(extensions: Option<&Extensions>, kind: ObjectIdentifier) -> der::Result<Option<&Extension>> {
    let mut found = extensions.into_iter().flatten().filter(|extension| extension.extn_id == kind);
    match (found.next(), found.next()) {
        (found, None) => Ok(found),
        (_, Some(_)) => Err(der::ErrorKind::Failed.into()),
    }
}

fn instant(time: GeneralizedTime) -> der::Result<Instant> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).map_err(|_| der::ErrorKind::DateTime)?;
    Instant::from_second(seconds).map_err(|_| der::ErrorKind::DateTime.into())
}
