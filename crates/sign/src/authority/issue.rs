//! Certificates of the national profile (key identifiers, usage, purposes, policy).

use super::{Authority, AuthorityFault, Identity, KeyKind, KeyUse, Leaf, Pointers, PrivateKey, Validity, name};
use crate::certificate::{Certificate, Roles, profile};
use const_oid::{AssociatedOid, ObjectIdentifier};
use der::asn1::{BitString, GeneralizedTime, Ia5String, OctetString, UtcTime};
use der::flagset::FlagSet;
use der::{DateTime, Encode};
use saraptama_core::terms::{Instant, Sha256};
use x509_cert::ext::pkix::certpolicy::PolicyInformation;
use x509_cert::ext::pkix::{
    AccessDescription, AuthorityInfoAccessSyntax, AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies,
    CrlDistributionPoints, ExtendedKeyUsage, FreshestCrl, KeyUsage, KeyUsages, SubjectKeyIdentifier, crl::dp::DistributionPoint,
    name::DistributionPointName, name::GeneralName,
};
use x509_cert::ext::{Extension, Extensions};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::Time;
use x509_cert::{TbsCertificate, Version};

const OCSP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1");
/// The national authority's current certificate policy.
const POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.2");

impl Authority {
    /// Makes a root and an issuing authority with new keys. The root's key is not kept in any file: its
    /// only further work are lists about the issuing authority, which a test may want.
    ///
    /// # Errors
    /// When the system gives no randomness or an instant has no encoding.
    pub fn generate(kind: KeyKind, validity: Validity) -> Result<Self, AuthorityFault> {
        Self::generate_naming(kind, validity, &Pointers::default())
    }

    /// [`Authority::generate`], where the issuing authority's certificate names sources of revocation.
    ///
    /// # Errors
    /// As [`Authority::generate`].
    pub fn generate_naming(kind: KeyKind, validity: Validity, pointers: &Pointers) -> Result<Self, AuthorityFault> {
        let (root_key, issuing_key) = (PrivateKey::generate(kind)?, PrivateKey::generate(kind)?);
        let root_name = name::authority("SARAPTAMA TEST ROOT")?;
        let own = Draft { subject: root_name.clone(), key: &root_key, validity, extensions: authority_extensions(None)? };
        let root = own.issue(&root_name, &root_key)?;
        let issuing_name = name::authority("SARAPTAMA TEST CA")?;
        let extensions = [authority_extensions(Some(0))?, pointer_extensions(pointers)?].concat();
        let draft = Draft { subject: issuing_name, key: &issuing_key, validity, extensions };
        let issuing = draft.issue(&root_name, &root_key)?;
        Ok(Self { root, issuing, issuing_key, root_key: Some(root_key) })
    }

    /// Issues a leaf with a new key.
    ///
    /// # Errors
    /// When the system gives no randomness or a name has no encoding.
    pub fn issue(&self, leaf: &Leaf) -> Result<Identity, AuthorityFault> {
        let key = PrivateKey::generate(leaf.key)?;
        let subject = name::subject(&leaf.name, leaf.iin, leaf.organisation.as_ref())?;
        let draft = Draft { subject, key: &key, validity: leaf.validity, extensions: leaf_extensions(leaf)? };
        let certificate = draft.issue(self.issuing.subject_name(), &self.issuing_key)?;
        Ok(Identity { certificate, key })
    }
}

pub(super) struct Draft<'a> {
    pub(super) subject: Name,
    pub(super) key: &'a PrivateKey,
    pub(super) validity: Validity,
    pub(super) extensions: Extensions,
}

impl Draft<'_> {
    pub(super) fn issue(mut self, issuer: &Name, issuer_key: &PrivateKey) -> Result<Certificate, AuthorityFault> {
        let public = self.key.public()?;
        let own_id = key_id(&public)?;
        // The profile's serial number is the key identifier; ours always has twenty octets.
        let mut serial = own_id;
        serial[0] = serial[0] & 0x7f | 0x40;
        let authority_id = AuthorityKeyIdentifier {
            key_identifier: Some(OctetString::new(key_id(&issuer_key.public()?)?)?),
            ..AuthorityKeyIdentifier::default()
        };
        self.extensions.push(extension(&SubjectKeyIdentifier(OctetString::new(own_id)?), false)?);
        self.extensions.push(extension(&authority_id, false)?);
        let signature = issuer_key.algorithm();
        let tbs = TbsCertificate {
            version: Version::V3,
            serial_number: SerialNumber::new(&serial)?,
            signature: signature.clone(),
            issuer: issuer.clone(),
            validity: x509_cert::time::Validity { not_before: time(self.validity.from)?, not_after: time(self.validity.until)? },
            subject: self.subject,
            subject_public_key_info: public,
            issuer_unique_id: None,
            subject_unique_id: None,
            extensions: Some(self.extensions),
        };
        let value = issuer_key.sign(&tbs.to_der()?)?;
        let signature_value = BitString::from_bytes(&value)?;
        let whole = x509_cert::Certificate { tbs_certificate: tbs, signature_algorithm: signature, signature: signature_value };
        Certificate::from_der(&whole.to_der()?).map_err(|_| AuthorityFault::Encoding)
    }
}

pub(super) fn authority_extensions(path_length: Option<u8>) -> der::Result<Extensions> {
    let usage: FlagSet<KeyUsages> = KeyUsages::KeyCertSign | KeyUsages::CRLSign;
    Ok(vec![
        extension(&BasicConstraints { ca: true, path_len_constraint: path_length }, true)?,
        extension(&KeyUsage(usage), true)?,
    ])
}

pub(super) fn leaf_extensions(leaf: &Leaf) -> der::Result<Extensions> {
    let (usage, purpose): (FlagSet<KeyUsages>, _) = match leaf.key_use {
        KeyUse::Signing => {
            (KeyUsages::DigitalSignature | KeyUsages::NonRepudiation | KeyUsages::KeyAgreement, profile::EMAIL_PROTECTION)
        }
        KeyUse::Authentication => (KeyUsages::DigitalSignature | KeyUsages::KeyEncipherment, profile::CLIENT_AUTH),
    };
    let mut purposes = vec![purpose];
    purposes.extend(role_purposes(leaf.roles));
    let policy = PolicyInformation { policy_identifier: POLICY, policy_qualifiers: None };
    let mut extensions = vec![
        extension(&KeyUsage(usage), true)?,
        extension(&ExtendedKeyUsage(purposes), false)?,
        extension(&CertificatePolicies(vec![policy]), false)?,
    ];
    if let Some(pointers) = &leaf.pointers {
        extensions.extend(pointer_extensions(pointers)?);
    }
    Ok(extensions)
}

/// The extensions that name sources of revocation.
pub(super) fn pointer_extensions(pointers: &Pointers) -> der::Result<Extensions> {
    let name = |address: &str| Ia5String::new(address).map(GeneralName::UniformResourceIdentifier);
    let point = |address: &str| {
        let names = Some(DistributionPointName::FullName(vec![name(address)?]));
        Ok::<_, der::Error>(vec![DistributionPoint { distribution_point: names, reasons: None, crl_issuer: None }])
    };
    let mut extensions = Extensions::new();
    if !pointers.ocsp.is_empty() {
        let ocsp = AccessDescription { access_method: OCSP, access_location: name(&pointers.ocsp)? };
        extensions.push(extension(&AuthorityInfoAccessSyntax(vec![ocsp]), false)?);
    }
    if !pointers.list.is_empty() {
        extensions.push(extension(&CrlDistributionPoints(point(&pointers.list)?), false)?);
    }
    if !pointers.delta.is_empty() {
        extensions.push(extension(&FreshestCrl(point(&pointers.delta)?), false)?);
    }
    Ok(extensions)
}

fn role_purposes(roles: Roles) -> impl Iterator<Item = ObjectIdentifier> {
    let pairs = [
        (roles.person, profile::PERSON),
        (roles.organisation, profile::ORGANISATION),
        (roles.head, profile::HEAD),
        (roles.right_to_sign, profile::RIGHT_TO_SIGN),
        (roles.employee, profile::EMPLOYEE),
        (roles.information_system, profile::SYSTEM),
    ];
    pairs.into_iter().filter_map(|(has, oid)| has.then_some(oid))
}

pub(super) fn extension<T: Encode + AssociatedOid>(value: &T, critical: bool) -> der::Result<Extension> {
    Ok(Extension { extn_id: T::OID, critical, extn_value: OctetString::new(value.to_der()?)? })
}

/// The first twenty octets of the SHA-256 of the public key (RFC 7093 section 2, method 1).
fn key_id(public: &spki::SubjectPublicKeyInfoOwned) -> Result<[u8; 20], AuthorityFault> {
    let Sha256(hash) = Sha256::of(public.subject_public_key.raw_bytes());
    hash[..20].try_into().map_err(|_| AuthorityFault::Encoding)
}

/// UTCTime until 2049, GeneralizedTime afterwards (RFC 5280 section 4.1.2.5).
pub(super) fn time(at: Instant) -> Result<Time, AuthorityFault> {
    let seconds = u64::try_from(at.as_second()).map_err(|_| AuthorityFault::Encoding)?;
    let date = DateTime::from_unix_duration(std::time::Duration::from_secs(seconds))?;
    Ok(if date.year() < 2050 {
        Time::UtcTime(UtcTime::from_date_time(date)?)
    } else {
        Time::GeneralTime(GeneralizedTime::from_date_time(date))
    })
}
