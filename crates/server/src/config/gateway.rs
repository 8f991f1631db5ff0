//! How a node signs what it sends through the gateway, and what it asks of what it receives.

use saraptama_core::terms::{Bin, Sha256};
use std::path::{Path, PathBuf};

/// The gateway of a node: system signature (WS-Security) and the window of dates.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gateway {
    /// The system's private key, PKCS #8 in PEM. With it every SOAP message is signed that the node sends,
    /// answers too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing_key: Option<PathBuf>,
    /// The system's certificate, PEM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing_certificate: Option<PathBuf>,
    /// Refuses every message that is unsigned, wrongly signed or not by its sender's key. Without it only
    /// senders with a `seal` in the register of roles must sign.
    pub require_signature: bool,
    /// How long ago, at most, a signed message may say that it was made.
    pub message_age_seconds: u32,
    /// How far ahead of ours, at most, the clock of a signed message's sender may be.
    pub clock_ahead_seconds: u32,
}

impl Default for Gateway {
    fn default() -> Self {
        Self {
            signing_key: None,
            signing_certificate: None,
            require_signature: false,
            message_age_seconds: 24 * 60 * 60,
            clock_ahead_seconds: 5 * 60,
        }
    }
}

/// Whose signature a system's envelopes bear: exactly these certificates, or any that the trusted
/// authorities issue to this organisation. With neither, nobody's will do.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SealedBy {
    /// The SHA-256 of each certificate; while keys are changed there are two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certificates_sha256: Vec<Sha256>,
    /// The organisation's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bin: Option<Bin>,
}

impl Gateway {
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Makes the paths absolute.
    pub(super) fn below(mut self, base: &Path) -> Self {
        for path in [&mut self.signing_key, &mut self.signing_certificate] {
            *path = path.take().map(|path| base.join(path));
        }
        self
    }

    /// Whether its members belong together.
    ///
    /// # Errors
    /// The member that does not.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        if self.signing_key.is_some() != self.signing_certificate.is_some() {
            return Err("gateway.signing_key and gateway.signing_certificate go together");
        }
        if self.message_age_seconds == 0 { Err("gateway.message_age_seconds: at least 1") } else { Ok(()) }
    }
}
