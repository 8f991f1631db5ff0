//! The seal: signatures, certificate chains, register proofs and a test authority.
//!
//! A signature is judged over the server's own bytes, at an instant that the caller gives, by
//! anchors that the caller chose; what is unknown does not hold. RSA and ECDSA are `aws-lc-rs`'s;
//! the national algorithms, GOST-2015 with 512 and 256 bits and GOST 34.310-2004, are this crate's own
//! (`gost`), for verifying only: the test authority signs by them with keys that exist for tests.
//! Signed XML is judged like CMS ([`xml`]); revocation and time-stamps are judged by evidence that the
//! caller brings ([`evidence`]). A register proof says without
//! trust in the register that a decision stands in it and under which number.

mod algorithm;
pub mod authority;
pub mod certificate;
pub mod cms;
pub mod evidence;
mod fault;
mod gost;
pub mod log;
mod pem;
pub mod report;
mod revocation;
pub mod trust;
mod walk;
mod who;
pub mod xml;

pub use algorithm::Algorithm;
pub use cms::{Check, CheckLine, Signer, Verified, authenticate, verify_attached, verify_detached, verify_detached_by};
pub use evidence::{Evidence, EvidenceFault, EvidenceKind, Terms};
pub use fault::SignatureFault;
pub use revocation::Revocation;
pub use trust::{Trust, TrustKind};
pub use who::require_signer;
