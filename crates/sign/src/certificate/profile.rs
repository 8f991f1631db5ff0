use super::{Certificate, StatedNumber};
use const_oid::{ObjectIdentifier, db::rfc4519};
use der::Tag;
use saraptama_core::terms::{Instant, Sha256};

/// "For signing": the purpose that the national authority gives its signing keys.
pub(crate) const EMAIL_PROTECTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.4");
/// TLS client authentication (RFC 5280 section 4.2.1.12): authentication keys of the pairs before 2022 have it.
pub(crate) const CLIENT_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.2");
pub(crate) const PERSON: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.4.1.1");
pub(crate) const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.4.1.2");
pub(crate) const HEAD: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.4.1.2.1");
pub(crate) const RIGHT_TO_SIGN: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.4.1.2.2");
pub(crate) const EMPLOYEE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.4.1.2.5");
pub(crate) const SYSTEM: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.4.1.2.6");

pub(super) fn is_system(purposes: &[ObjectIdentifier]) -> bool {
    purposes.contains(&SYSTEM)
}

/// What a certificate of the national profile says of its holder.
///
/// It never says "chair" or "expert": such a role comes from the register of the node that asks.
/// Numbers and name are personal data: `Debug` shows neither.
#[derive(Clone)]
pub struct Profile {
    /// The person's number (`serialNumber` = `IIN` and twelve digits); an information system has none.
    pub iin: Option<StatedNumber>,
    /// The organisation's number (`OU` = `BIN` and twelve digits).
    pub bin: Option<StatedNumber>,
    /// The common name: personal data.
    pub name: String,
    /// The organisation's name; empty where the certificate is a private person's.
    pub organisation: String,
    /// The purposes that matter here.
    pub roles: Roles,
    /// First instant of validity.
    pub not_before: Instant,
    /// Last instant of validity.
    pub not_after: Instant,
    /// The serial number in lower-case hexadecimal digits.
    pub serial: String,
    /// The certificate policies in dotted notation.
    pub policies: Vec<String>,
    /// SHA-256 of the DER.
    pub sha256: Sha256,
}

/// The purposes of the national profile (`extendedKeyUsage` below 1.2.398.3.3.4.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Roles {
    /// A private person.
    pub person: bool,
    /// Somebody of an organisation.
    pub organisation: bool,
    /// The first head of the organisation.
    pub head: bool,
    /// A holder of the right to sign.
    pub right_to_sign: bool,
    /// An employee.
    pub employee: bool,
    /// An information system.
    pub information_system: bool,
}

impl Roles {
    fn of(purposes: &[ObjectIdentifier]) -> Self {
        let has = |oid| purposes.contains(&oid);
        Self {
            person: has(PERSON),
            organisation: has(ORGANISATION),
            head: has(HEAD),
            right_to_sign: has(RIGHT_TO_SIGN),
            employee: has(EMPLOYEE),
            information_system: has(SYSTEM),
        }
    }
}

impl Profile {
    pub(super) fn read(certificate: &Certificate) -> Self {
        let texts = |oid| subject_texts(certificate, oid);
        Self {
            iin: only(texts(rfc4519::SERIAL_NUMBER).iter().filter_map(|text| StatedNumber::behind("IIN", text))),
            bin: only(texts(rfc4519::OU).iter().filter_map(|text| StatedNumber::behind("BIN", text))),
            name: texts(rfc4519::CN).into_iter().next().unwrap_or_default(),
            organisation: texts(rfc4519::O).into_iter().next().unwrap_or_default(),
            roles: Roles::of(certificate.purposes.as_deref().unwrap_or_default()),
            not_before: certificate.not_before,
            not_after: certificate.not_after,
            serial: hex::encode(certificate.serial()),
            policies: certificate.policies.iter().map(ToString::to_string).collect(),
            sha256: certificate.sha256,
        }
    }
}

impl std::fmt::Debug for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Profile(certificate {})", self.sha256)
    }
}

/// The one value; of several none is believed.
fn only<T>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.next().is_none().then_some(first)
}

/// The values of one attribute of the subject, of the string types that occur.
fn subject_texts(certificate: &Certificate, oid: ObjectIdentifier) -> Vec<String> {
    let subject = &certificate.parsed.tbs_certificate.subject;
    let attributes = subject.0.iter().flat_map(|rdn| rdn.0.iter()).filter(|attribute| attribute.oid == oid);
    attributes
        .filter(|attribute| {
            matches!(
                der::Tagged::tag(&attribute.value),
                Tag::Utf8String | Tag::PrintableString | Tag::Ia5String | Tag::TeletexString
            )
        })
        .filter_map(|attribute| std::str::from_utf8(attribute.value.value()).ok().map(str::to_owned))
        .collect()
}
