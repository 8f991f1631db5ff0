//! Certificates of information systems: the keys by which systems sign messages to each other.

use super::{Authority, AuthorityFault, Identity, KeyKind, Organisation, PrivateKey, Validity, issue, name};
use crate::certificate::profile;
use der::flagset::FlagSet;
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage, KeyUsages};

impl Authority {
    /// Issues the certificate of an information system with a new key: it names the system and its
    /// organisation, and no person.
    ///
    /// # Errors
    /// When the system gives no randomness or a name has no encoding.
    pub fn issue_system(
        &self,
        system: &str,
        organisation: &Organisation,
        key: KeyKind,
        validity: Validity,
    ) -> Result<Identity, AuthorityFault> {
        let key = PrivateKey::generate(key)?;
        let usage: FlagSet<KeyUsages> = KeyUsages::DigitalSignature | KeyUsages::NonRepudiation;
        let extensions =
            vec![issue::extension(&KeyUsage(usage), true)?, issue::extension(&ExtendedKeyUsage(vec![profile::SYSTEM]), false)?];
        let draft = issue::Draft { subject: name::system(system, organisation)?, key: &key, validity, extensions };
        let certificate = draft.issue(self.issuing.subject_name(), &self.issuing_key)?;
        Ok(Identity { certificate, key })
    }
}
