use crate::certificate::{Roles, StatedNumber};
use crate::evidence::{Question, Stamp, Tested};
use crate::{Algorithm, Revocation, SignatureFault};
use saraptama_core::terms::{Instant, Sha256};

/// A signature that holds.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Who signed, as the certificate states it.
    pub signer: Signer,
    /// How the signature was checked.
    pub algorithm: Algorithm,
    /// What the signer claims about the time; nothing may be decided by it.
    pub signing_time_claimed: Option<Instant>,
    /// What is known of revocation; the door decides whether that is enough.
    pub revocation: Revocation,
    /// What is known of each certificate below the root, and by what.
    pub tested: Vec<Tested>,
    /// The instant for which it was judged: the time-stamp's, or the one that was given.
    pub judged_at: Instant,
    /// The time-stamp, where a good one is there.
    pub stamp: Option<Stamp>,
    /// About whom somebody ought to be asked.
    pub questions: Vec<Question>,
    /// The subjects of the authorities from the issuer to the root.
    pub chain: Vec<String>,
    /// Every check that was made.
    pub checks: Vec<CheckLine>,
}

/// The holder of the signer's certificate. Numbers and name are personal data: `Debug` shows neither.
#[derive(Clone)]
pub struct Signer {
    /// The person's number.
    pub iin: Option<StatedNumber>,
    /// The organisation's number.
    pub bin: Option<StatedNumber>,
    /// The common name.
    pub name: String,
    /// The organisation's name; empty where there is none.
    pub organisation: String,
    /// SHA-256 of the certificate.
    pub certificate_sha256: Sha256,
    /// The purposes of the certificate.
    pub roles: Roles,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer(certificate {})", self.certificate_sha256)
    }
}

/// What is checked, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Exactly one certificate answers to the signer's name.
    Certificate,
    /// The signed digest is that of the content.
    Content,
    /// The signature value is right.
    Signature,
    /// The key is for signing documents, or for authentication where that is asked.
    Purpose,
    /// The time-stamp is the signature's own and leads to an anchor; only where there is one.
    TimeStamp,
    /// The chain leads to an anchor.
    Chain,
    /// Every certificate was valid at the judged instant.
    Validity,
    /// The certificate had not been revoked, as far as a source is named.
    Revocation,
}

impl Check {
    /// As it is written in a report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Content => "content",
            Self::Signature => "signature",
            Self::Purpose => "purpose",
            Self::TimeStamp => "time-stamp",
            Self::Chain => "chain",
            Self::Validity => "validity",
            Self::Revocation => "revocation",
        }
    }
}

/// One check and its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CheckLine {
    /// What was checked.
    pub check: Check,
    /// Whether it holds.
    pub ok: bool,
    /// Why it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<SignatureFault>,
}

impl CheckLine {
    pub(crate) fn of<T>(check: Check, outcome: &Result<T, SignatureFault>) -> Self {
        Self { check, ok: outcome.is_ok(), reason: outcome.as_ref().err().copied() }
    }
}
