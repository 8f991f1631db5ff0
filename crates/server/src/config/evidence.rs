//! Where a node asks whether certificates had been revoked, and who stamps the time.

use std::collections::BTreeMap;

/// Evidence for signatures. Certificates say themselves whom to ask; nobody is asked who is not named here,
/// so that no certificate leads the node to an address of its sender's choice.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Evidence {
    /// The hosts, with their port where it is not 80, that may be asked: `ocsp.pki.gov.kz`. Without any
    /// nobody is asked.
    pub hosts: Vec<String>,
    /// How long an answer may take, in seconds.
    pub answer_within_seconds: u32,
    /// The largest list that is read, in bytes.
    pub list_bytes: u32,
    /// The time-stamp authority, `http://tsp.pki.gov.kz/`; with it every signature that has no good
    /// time-stamp is stamped when it is taken, and waits until it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stamp: Option<String>,
    /// The digest of the request, as dotted digits; Streebog-512 unless given.
    pub stamp_digest: String,
    /// A signed form that arrives must bring a time-stamp that proves when its signature was there: without one the
    /// sender's word of that is not taken, and the form waits with its sender.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub require_stamp: bool,
    /// The kinds of certificate with which people of a role sign: `chair`, `expert`. A role that is not
    /// named here signs with any that its person and organisation fit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub certificates: BTreeMap<String, Vec<CertificateKind>>,
}

/// A kind of certificate, by its purposes in the national profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateKind {
    /// A private person's.
    Person,
    /// Anybody's of an organisation.
    Organisation,
    /// The first head's.
    Head,
    /// A holder's of the right to sign.
    RightToSign,
    /// An employee's.
    Employee,
}

impl Default for Evidence {
    fn default() -> Self {
        Self {
            hosts: vec![],
            answer_within_seconds: 5,
            list_bytes: 16 * 1024 * 1024,
            stamp: None,
            stamp_digest: saraptama_sign::evidence::STAMP_DIGEST.to_owned(),
            require_stamp: false,
            certificates: BTreeMap::new(),
        }
    }
}

impl Evidence {
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// What of it contradicts itself.
    ///
    /// # Errors
    /// In a sentence.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.answer_within_seconds == 0 || self.answer_within_seconds > 20 {
            return Err("evidence.answer_within_seconds: from 1 to 20".to_owned());
        }
        if let Some(role) = self.certificates.keys().find(|role| !["chair", "expert"].contains(&role.as_str())) {
            return Err(format!("evidence.certificates.{role}: chair or expert sign"));
        }
        match &self.stamp {
            Some(address) if !address.starts_with("http://") => Err("evidence.stamp: an address with http://".to_owned()),
            _ => Ok(()),
        }
    }
}
