use crate::SignatureFault;

/// What is known about the revocation of a signer's certificate.
///
/// The policy: a certificate that names an OCSP responder or a CRL promises that there is something
/// to ask. Without evidence the answer is [`Revocation::Unknown`], and unknown is never good. A
/// certificate that names none (those of our own test authority) leaves nothing to ask:
/// [`Revocation::NoSource`], which holds. All certificates of the national authority name sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Revocation {
    /// No certificate of the chain names a source.
    NoSource,
    /// A source is named and there is no evidence from it.
    Unknown,
    /// Evidence says that it had not been revoked.
    Good,
    /// Evidence says that it had been revoked.
    Revoked,
}

impl Revocation {
    /// As it is written in a report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoSource => "no-source",
            Self::Unknown => "unknown",
            Self::Good => "good",
            Self::Revoked => "revoked",
        }
    }

    /// Whether this is enough for a verdict without further evidence.
    ///
    /// # Errors
    /// `RevocationUnknown`, `Revoked`.
    pub fn holds(self) -> Result<(), SignatureFault> {
        match self {
            Self::NoSource | Self::Good => Ok(()),
            Self::Unknown => Err(SignatureFault::RevocationUnknown),
            Self::Revoked => Err(SignatureFault::Revoked),
        }
    }
}
