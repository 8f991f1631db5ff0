use super::Organisation;
use const_oid::{ObjectIdentifier, db::rfc4519};
use der::asn1::SetOfVec;
use der::{Any, Tag};
use saraptama_core::terms::Iin;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};

const SURNAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.4");
const GIVEN_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.42");

/// A name as the national profile splits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Family name.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// Patronymic, which the profile puts into the attribute GIVENNAME.
    pub patronymic: Option<String>,
}

/// The subject of a leaf in the profile's order: CN, SURNAME, serialNumber, C, O, OU, GIVENNAME.
pub(super) fn subject(name: &PersonName, iin: Iin, organisation: Option<&Organisation>) -> der::Result<Name> {
    let common = format!("{} {}", name.surname, name.given);
    let number = format!("IIN{}", iin.as_str());
    let mut parts = vec![
        (rfc4519::CN, Tag::Utf8String, common),
        (SURNAME, Tag::Utf8String, name.surname.clone()),
        (rfc4519::SERIAL_NUMBER, Tag::PrintableString, number),
        (rfc4519::C, Tag::PrintableString, "KZ".to_owned()),
    ];
    if let Some(organisation) = organisation {
        parts.push((rfc4519::O, Tag::Utf8String, organisation.name.clone()));
        parts.push((rfc4519::OU, Tag::Utf8String, format!("BIN{}", organisation.bin.as_str())));
    }
    if let Some(patronymic) = &name.patronymic {
        parts.push((GIVEN_NAME, Tag::Utf8String, patronymic.clone()));
    }
    sequence(parts)
}

/// The subject of an information system: its name, its organisation and the organisation's number.
pub(super) fn system(common: &str, organisation: &Organisation) -> der::Result<Name> {
    sequence(vec![
        (rfc4519::CN, Tag::Utf8String, common.to_owned()),
        (rfc4519::C, Tag::PrintableString, "KZ".to_owned()),
        (rfc4519::O, Tag::Utf8String, organisation.name.clone()),
        (rfc4519::OU, Tag::Utf8String, format!("BIN{}", organisation.bin.as_str())),
    ])
}

/// The subject of an authority.
pub(super) fn authority(common: &str) -> der::Result<Name> {
    sequence(vec![(rfc4519::CN, Tag::Utf8String, common.to_owned()), (rfc4519::C, Tag::PrintableString, "KZ".to_owned())])
}

fn sequence(parts: Vec<(ObjectIdentifier, Tag, String)>) -> der::Result<Name> {
    let one = |(oid, tag, text): (ObjectIdentifier, Tag, String)| {
        let attribute = AttributeTypeAndValue { oid, value: Any::new(tag, text.into_bytes())? };
        Ok(RelativeDistinguishedName(SetOfVec::try_from(vec![attribute])?))
    };
    parts.into_iter().map(one).collect::<der::Result<_>>().map(RdnSequence)
}
