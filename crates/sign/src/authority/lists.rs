//! Lists of revoked certificates.

use super::{Authority, AuthorityFault, PrivateKey, issue};
use crate::certificate::Certificate;
use der::Encode as _;
use der::asn1::{BitString, GeneralizedTime, OctetString, Uint};
use saraptama_core::terms::Instant;
use x509_cert::Version;
use x509_cert::crl::{CertificateList, RevokedCert, TbsCertList};
use x509_cert::ext::pkix::{AuthorityKeyIdentifier, CrlNumber, CrlReason};
use x509_cert::ext::{Extension, Extensions};
use x509_cert::serial_number::SerialNumber;

/// Somebody whose certificate was revoked.
#[derive(Clone, Debug)]
pub struct Revoked {
    /// The serial number.
    pub serial: Vec<u8>,
    /// When.
    pub at: Instant,
    /// Since when the key is known to have been invalid, where that is earlier.
    pub invalid_since: Option<Instant>,
    /// Why, by its number in RFC 5280 section 5.3.1.
    pub reason: Option<u8>,
}

/// What a list shall say.
#[derive(Clone, Debug)]
pub struct ListDraft {
    /// Its number.
    pub number: u32,
    /// The number of the list whose changes it tells; none for a complete list.
    pub changes_from: Option<u32>,
    /// When it is made.
    pub this_update: Instant,
    /// When the next one is due.
    pub next_update: Option<Instant>,
    /// Who was revoked.
    pub revoked: Vec<Revoked>,
    /// Further extensions: object identifier, critical, DER.
    pub extensions: Vec<(&'static str, bool, Vec<u8>)>,
}

const DELTA: const_oid::ObjectIdentifier = const_oid::db::rfc5280::ID_CE_DELTA_CRL_INDICATOR;
const INVALIDITY_DATE: &str = "2.5.29.24";

impl Authority {
    /// A list of the issuing authority about the people.
    ///
    /// # Errors
    /// When something has no encoding.
    pub fn list(&self, draft: &ListDraft) -> Result<Vec<u8>, AuthorityFault> {
        list(draft, &self.issuing, &self.issuing_key)
    }

    /// A list of the root about the issuing authority.
    ///
    /// # Errors
    /// As [`Authority::list`], and for an authority that was read back, whose root has no key any more.
    pub fn root_list(&self, draft: &ListDraft) -> Result<Vec<u8>, AuthorityFault> {
        list(draft, &self.root, self.root_key.as_ref().ok_or(AuthorityFault::Key)?)
    }
}

fn list(draft: &ListDraft, issuer: &Certificate, key: &PrivateKey) -> Result<Vec<u8>, AuthorityFault> {
    let key_identifier = issuer.subject_key_id().map(OctetString::new).transpose()?;
    let number = CrlNumber(Uint::new(&draft.number.to_be_bytes())?);
    let mut extensions = vec![
        issue::extension(&number, false)?,
        issue::extension(&AuthorityKeyIdentifier { key_identifier, ..AuthorityKeyIdentifier::default() }, false)?,
    ];
    if let Some(from) = draft.changes_from {
        let value = OctetString::new(Uint::new(&from.to_be_bytes())?.to_der()?)?;
        extensions.push(Extension { extn_id: DELTA, critical: true, extn_value: value });
    }
    for (kind, critical, value) in &draft.extensions {
        extensions.push(raw(kind, *critical, value)?);
    }
    let entries: Vec<_> = draft.revoked.iter().map(entry).collect::<Result<_, _>>()?;
    let tbs = TbsCertList {
        version: Version::V2,
        signature: key.algorithm(),
        issuer: issuer.subject_name().clone(),
        this_update: issue::time(draft.this_update)?,
        next_update: draft.next_update.map(issue::time).transpose()?,
        revoked_certificates: if entries.is_empty() { None } else { Some(entries) },
        crl_extensions: Some(extensions),
    };
    let signature = BitString::from_bytes(&key.sign(&tbs.to_der()?)?)?;
    Ok(CertificateList { signature_algorithm: tbs.signature.clone(), tbs_cert_list: tbs, signature }.to_der()?)
}

fn entry(revoked: &Revoked) -> Result<RevokedCert, AuthorityFault> {
    let mut extensions = Extensions::new();
    if let Some(reason) = revoked.reason {
        let reason = CrlReason::try_from(u32::from(reason)).map_err(|_| AuthorityFault::Encoding)?;
        extensions.push(issue::extension(&reason, false)?);
    }
    if let Some(since) = revoked.invalid_since {
        let since: GeneralizedTime = super::clock::generalized(since)?;
        extensions.push(raw(INVALIDITY_DATE, false, &since.to_der()?)?);
    }
    Ok(RevokedCert {
        serial_number: SerialNumber::new(&revoked.serial)?,
        revocation_date: issue::time(revoked.at)?,
        crl_entry_extensions: if extensions.is_empty() { None } else { Some(extensions) },
    })
}

fn raw(kind: &str, critical: bool, value: &[u8]) -> Result<Extension, AuthorityFault> {
    let extn_id = const_oid::ObjectIdentifier::new(kind).map_err(|_| AuthorityFault::Encoding)?;
    Ok(Extension { extn_id, critical, extn_value: OctetString::new(value)? })
}
