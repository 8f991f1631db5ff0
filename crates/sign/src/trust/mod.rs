//! Whom we believe: roots pinned by the SHA-256 of their DER, and the issuing authorities under them.
//!
//! An anchor never comes from a message. Production and test anchors are two sets that do not mix.

mod cache;
mod chain;
mod embedded;
mod files;

use crate::certificate::Certificate;
use crate::log::PublicKey;
use saraptama_core::terms::Sha256;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where a set of anchors comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TrustKind {
    /// The national authority's live roots, built in.
    Production,
    /// The national authority's test contour, built in.
    Test,
    /// A directory or a list that somebody named.
    Directory,
}

/// Why a set of anchors could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum TrustFault {
    /// The directory or a file in it cannot be read.
    #[error("reading the trusted certificates in {path}: {source}")]
    Unreadable {
        /// What was being read.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file that is neither DER nor PEM of certificates or of a log's key.
    #[error("{0} is not a certificate in DER or PEM")]
    NotACertificate(String),
    /// No root at all: nothing could ever be trusted.
    #[error("{0} contains no root certificate and no log key")]
    NoAnchor(String),
    /// More certificates than a set may have.
    #[error("{0} contains too many certificates")]
    TooMany(String),
}

/// A set of anchors with the authorities known under them, and the log keys that are pinned.
#[derive(Clone, Debug)]
pub struct Trust {
    kind: TrustKind,
    anchors: BTreeSet<Sha256>,
    authorities: Vec<Arc<Certificate>>,
    log_keys: Vec<PublicKey>,
    cache: Arc<cache::Cache>,
}

impl Trust {
    /// Roots are the self-issued among `certificates`, which must bear their own signature where
    /// their algorithm is known; all others are authorities under them.
    pub fn of(certificates: Vec<Certificate>) -> Self {
        Self::assemble(TrustKind::Directory, certificates, Vec::new())
    }

    fn assemble(kind: TrustKind, certificates: Vec<Certificate>, log_keys: Vec<PublicKey>) -> Self {
        let anchors = certificates.iter().filter(|certificate| is_root(certificate)).map(Certificate::sha256).collect();
        let authorities = certificates.into_iter().map(Arc::new).collect();
        Self { kind, anchors, authorities, log_keys, cache: Arc::default() }
    }

    /// Which set this is.
    pub fn kind(&self) -> TrustKind {
        self.kind
    }

    /// The pinned keys of register logs.
    pub fn log_keys(&self) -> &[PublicKey] {
        &self.log_keys
    }

    /// The SHA-256 of every anchor.
    pub fn anchors(&self) -> impl Iterator<Item = Sha256> + '_ {
        self.anchors.iter().copied()
    }

    /// How many certificates the set holds.
    pub fn len(&self) -> usize {
        self.authorities.len()
    }

    /// Whether the set holds no certificate.
    pub fn is_empty(&self) -> bool {
        self.authorities.is_empty()
    }
}

/// A root under an unsupported algorithm is kept, so that a signature under it is answered
/// "unsupported algorithm" rather than "untrusted".
fn is_root(certificate: &Certificate) -> bool {
    use crate::SignatureFault::UnsupportedAlgorithm;
    certificate.is_self_issued() && matches!(certificate.is_signed_by(certificate), Ok(()) | Err(UnsupportedAlgorithm))
}
