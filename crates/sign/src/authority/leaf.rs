use super::{KeyKind, PersonName};
use crate::certificate::Roles;
use saraptama_core::terms::{Bin, Iin, Instant};

/// What a leaf shall say.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// The person.
    pub name: PersonName,
    /// The person's number.
    pub iin: Iin,
    /// The organisation on whose behalf the person signs; none for a private person's certificate.
    pub organisation: Option<Organisation>,
    /// The purposes of the national profile.
    pub roles: Roles,
    /// Signing, or authentication only.
    pub key_use: KeyUse,
    /// The kind of key.
    pub key: KeyKind,
    /// From when until when.
    pub validity: Validity,
    /// Sources of revocation that the certificate names; none, and there is nothing to ask.
    pub pointers: Option<Pointers>,
}

impl Leaf {
    /// An employee of an organisation who may sign for it: a chair, a doctor.
    pub fn employee(name: PersonName, iin: Iin, organisation: Organisation, key: KeyKind, validity: Validity) -> Self {
        let roles = Roles { organisation: true, employee: true, right_to_sign: true, ..Roles::default() };
        let organisation = Some(organisation);
        Self { name, iin, organisation, roles, key_use: KeyUse::Signing, key, validity, pointers: None }
    }

    /// A private person.
    pub fn person(name: PersonName, iin: Iin, key: KeyKind, validity: Validity) -> Self {
        let roles = Roles { person: true, ..Roles::default() };
        Self { name, iin, organisation: None, roles, key_use: KeyUse::Signing, key, validity, pointers: None }
    }
}

/// An organisation by number and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its number.
    pub bin: Bin,
    /// Its name.
    pub name: String,
}

/// What the key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// The one key of today: digitalSignature, nonRepudiation, keyAgreement, "for signing".
    Signing,
    /// The authentication key of old pairs: digitalSignature, keyEncipherment, clientAuth.
    Authentication,
}

/// The first and the last instant, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// The first instant.
    pub from: Instant,
    /// The last instant.
    pub until: Instant,
}

impl Validity {
    /// 2020-01-01 to 2040-01-01: the demonstration's clock may stand anywhere between.
    pub fn of_the_demonstration() -> Self {
        let second = |second| Instant::from_second(second).expect("the years 2020 and 2040 are instants");
        Self { from: second(1_577_836_800), until: second(2_208_988_800) }
    }
}

/// Where a certificate says that revocation may be asked. An empty address is not named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointers {
    /// Address of an OCSP responder.
    pub ocsp: String,
    /// Address of a complete list.
    pub list: String,
    /// Address of a list of changes.
    pub delta: String,
}
