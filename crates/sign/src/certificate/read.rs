//! Reading a certificate: every extension once, the signed part as received.

use super::{Authority, Certificate, Sources};
use crate::SignatureFault;
use crate::walk::{BIT_STRING, SEQUENCE, Walk};
use const_oid::db::rfc5280;
use const_oid::{AssociatedOid, ObjectIdentifier};
use der::{Decode, Encode as _, asn1::BitStringRef};
use saraptama_core::terms::{Instant, Sha256};
use x509_cert::ext::pkix::crl::dp::DistributionPoint;
use x509_cert::ext::pkix::name::{DistributionPointName, GeneralName};
use x509_cert::ext::pkix::{
    AuthorityInfoAccessSyntax, AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, CrlDistributionPoints,
    ExtendedKeyUsage, FreshestCrl, KeyUsage, SubjectKeyIdentifier,
};

/// The longest certificate that is read, in bytes; real ones are below 3 KiB.
const LIMIT_BYTES: usize = 32 * 1024;

const ID_AD_OCSP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1");
const ID_OCSP_NO_CHECK: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.5");

/// The most addresses of one kind that are remembered; real certificates name two.
const LIMIT_SOURCES: usize = 8;

/// Extensions that are understood, or that change nothing in what is decided here.
const UNDERSTOOD: [ObjectIdentifier; 10] = [
    ID_OCSP_NO_CHECK,
    rfc5280::ID_CE_BASIC_CONSTRAINTS,
    rfc5280::ID_CE_KEY_USAGE,
    rfc5280::ID_CE_EXT_KEY_USAGE,
    rfc5280::ID_CE_SUBJECT_KEY_IDENTIFIER,
    rfc5280::ID_CE_AUTHORITY_KEY_IDENTIFIER,
    rfc5280::ID_CE_CERTIFICATE_POLICIES,
    rfc5280::ID_CE_CRL_DISTRIBUTION_POINTS,
    rfc5280::ID_CE_SUBJECT_ALT_NAME,
    rfc5280::ID_PE_AUTHORITY_INFO_ACCESS,
];

impl Certificate {
    /// Reads a certificate in DER.
    ///
    /// # Errors
    /// `UnreadableCertificate` when it is not one, holds an extension twice, or declares two
    /// signature algorithms.
    pub fn from_der(der: &[u8]) -> Result<Self, SignatureFault> {
        if der.len() > LIMIT_BYTES {
            return Err(SignatureFault::UnreadableCertificate);
        }
        read(der).map_err(|_| SignatureFault::UnreadableCertificate)
    }
}

fn read(der: &[u8]) -> der::Result<Certificate> {
    let parsed = x509_cert::Certificate::from_der(der)?;
    let mut outer = Walk::into(der, SEQUENCE)?;
    let signed = outer.element(SEQUENCE)?.to_vec();
    outer.element(SEQUENCE)?;
    let signature = whole_octets(outer.element(BIT_STRING)?)?.to_vec();
    outer.end()?;
    let tbs = &parsed.tbs_certificate;
    if tbs.signature != parsed.signature_algorithm || tbs.subject_public_key_info.subject_public_key.has_unused_bits() {
        return Err(der::ErrorKind::Failed.into());
    }
    let basic = extension::<BasicConstraints>(tbs)?;
    let access = extension::<AuthorityInfoAccessSyntax>(tbs)?;
    let has = |oid| tbs.extensions.iter().flatten().any(|extension| extension.extn_id == oid);
    Ok(Certificate {
        der: der.to_vec(),
        sha256: Sha256::of(der),
        signed,
        signature,
        subject: tbs.subject.to_der()?,
        issuer: tbs.issuer.to_der()?,
        not_before: instant(tbs.validity.not_before)?,
        not_after: instant(tbs.validity.not_after)?,
        subject_key_id: extension::<SubjectKeyIdentifier>(tbs)?.map(|id| id.0.as_bytes().to_vec()),
        authority_key_id: extension::<AuthorityKeyIdentifier>(tbs)?
            .and_then(|id| id.key_identifier)
            .map(|id| id.as_bytes().to_vec()),
        authority: basic.filter(|basic| basic.ca).map(|basic| Authority { path_length: basic.path_len_constraint }),
        key_usage: extension::<KeyUsage>(tbs)?,
        purposes: extension::<ExtendedKeyUsage>(tbs)?.map(|usage| usage.0),
        policies: extension::<CertificatePolicies>(tbs)?
            .map(|policies| policies.0.iter().map(|policy| policy.policy_identifier).collect())
            .unwrap_or_default(),
        sources: Sources {
            ocsp: access.as_ref().map(responders).unwrap_or_default(),
            // Points that cannot be read are named all the same: there is a source, and no way to it.
            lists: extension::<CrlDistributionPoints>(tbs).ok().flatten().map(|points| addresses(&points.0)).unwrap_or_default(),
            deltas: extension::<FreshestCrl>(tbs).ok().flatten().map(|points| addresses(&points.0)).unwrap_or_default(),
        },
        no_check: has(ID_OCSP_NO_CHECK),
        names_revocation_source: has(rfc5280::ID_CE_CRL_DISTRIBUTION_POINTS)
            || has(rfc5280::ID_CE_FRESHEST_CRL)
            || access.is_some_and(|access| access.0.iter().any(|method| method.access_method == ID_AD_OCSP)),
        unknown_critical: tbs
            .extensions
            .iter()
            .flatten()
            .any(|extension| extension.critical && !UNDERSTOOD.contains(&extension.extn_id)),
        parsed,
    })
}

/// The extension of type `T`, where it stands; twice is an error.
fn extension<T: for<'a> Decode<'a> + AssociatedOid>(tbs: &x509_cert::TbsCertificate) -> der::Result<Option<T>> {
    let mut found = tbs.extensions.iter().flatten().filter(|extension| extension.extn_id == T::OID);
    match (found.next(), found.next()) {
        (None, _) => Ok(None),
        (Some(extension), None) => T::from_der(extension.extn_value.as_bytes()).map(Some),
        (Some(_), Some(_)) => Err(der::ErrorKind::Failed.into()),
    }
}

/// The addresses of responders.
fn responders(access: &AuthorityInfoAccessSyntax) -> Vec<String> {
    let ocsp = access.0.iter().filter(|method| method.access_method == ID_AD_OCSP);
    ocsp.filter_map(|method| address(&method.access_location)).take(LIMIT_SOURCES).collect()
}

/// The addresses of lists.
pub(crate) fn addresses(points: &[DistributionPoint]) -> Vec<String> {
    points.iter().filter_map(|point| point.distribution_point.as_ref()).flat_map(names).take(LIMIT_SOURCES).collect()
}

/// The addresses in the name of a distribution point.
pub(crate) fn names(point: &DistributionPointName) -> Vec<String> {
    match point {
        DistributionPointName::FullName(names) => names.iter().filter_map(address).collect(),
        DistributionPointName::NameRelativeToCRLIssuer(_) => Vec::new(),
    }
}

fn address(name: &GeneralName) -> Option<String> {
    if let GeneralName::UniformResourceIdentifier(address) = name { Some(address.as_str().to_owned()) } else { None }
}

/// The contents of a BIT STRING whose bits fill whole octets.
pub(crate) fn whole_octets(element: &[u8]) -> der::Result<&[u8]> {
    BitStringRef::from_der(element)?.as_bytes().ok_or_else(|| der::ErrorKind::Failed.into())
}

pub(crate) fn instant(time: x509_cert::time::Time) -> der::Result<Instant> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).map_err(|_| der::ErrorKind::DateTime)?;
    Instant::from_second(seconds).map_err(|_| der::ErrorKind::DateTime.into())
}
