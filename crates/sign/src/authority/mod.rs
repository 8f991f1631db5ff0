//! A test authority: root, issuing authority and leaves in the national profile, made at run time.
//!
//! It serves the demonstration and the tests. Its keys are made where it runs and nothing of it is
//! built in; nobody but who names its root explicitly trusts it.

mod clock;
mod files;
mod gost_key;
mod issue;
mod key;
mod leaf;
mod lists;
mod name;
mod responder;
mod sign;
mod stamper;
mod system;
#[cfg(test)]
mod tests;

pub use gost_key::GostKey;
pub use key::{KeyKind, PrivateKey};
pub use leaf::{KeyUse, Leaf, Organisation, Pointers, Validity};
pub use lists::{ListDraft, Revoked};
pub use name::PersonName;
pub use responder::{Responder, Status, Wording};
pub use stamper::{StampWording, Stamper};

use crate::certificate::Certificate;
use crate::{Algorithm, Trust};

/// Why the test authority could not do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthorityFault {
    /// A key could not be made, read, written or used.
    #[error("a key of the test authority cannot be made, read or used")]
    Key,
    /// A certificate or a signature could not be encoded.
    #[error("the test authority cannot encode a certificate or a signature")]
    Encoding,
    /// A file holds something else than was kept there.
    #[error("a file of the test authority holds something else")]
    File,
    /// Key and certificate do not belong together.
    #[error("a key of the test authority does not fit its certificate")]
    OtherKey,
}

impl From<der::Error> for AuthorityFault {
    fn from(_: der::Error) -> Self {
        Self::Encoding
    }
}

/// A root and one issuing authority under it.
#[derive(Debug)]
pub struct Authority {
    root: Certificate,
    issuing: Certificate,
    issuing_key: PrivateKey,
    root_key: Option<PrivateKey>,
}

/// Somebody with a key: the leaf and its private half.
#[derive(Debug)]
pub struct Identity {
    certificate: Certificate,
    key: PrivateKey,
}

impl Authority {
    /// The set of anchors in which this authority's root is the only one.
    pub fn trust(&self) -> Trust {
        Trust::of(vec![self.root.clone(), self.issuing.clone()])
    }

    /// The root's certificate.
    pub fn root(&self) -> &Certificate {
        &self.root
    }

    /// The issuing authority's certificate.
    pub fn issuing(&self) -> &Certificate {
        &self.issuing
    }
}

impl Identity {
    /// The leaf.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The algorithm by which it signs. A national one takes variable time: for tests only.
    pub fn algorithm(&self) -> Algorithm {
        self.key.kind()
    }

    /// A signature value, as DER where it is two numbers.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, AuthorityFault> {
        self.key.sign(message)
    }

    /// The digest of what is signed.
    pub(crate) fn digest(&self, content: &[u8]) -> Vec<u8> {
        self.key.digest(content)
    }
}
