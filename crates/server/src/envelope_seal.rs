//! The seal of the gateway's envelopes: the sending system's signature (WS-Security over the SOAP body).
//!
//! Doors and jobs need these calls: [`EnvelopeSeal::sign`] and [`EnvelopeSeal::sign_answer`] for what leaves, [`check_message`] for a
//! message that came in, [`check_answer`] for the answer to one of ours.

use crate::config::{Gateway, Route, SealedBy};
use crate::node::Node;
use jiff::SignedDuration;
use saraptama_core::authority::Principal;
use saraptama_core::terms::{Instant, Sha256};
use saraptama_sign::authority::Identity;
use saraptama_sign::xml::verify_envelope;
use saraptama_sign::{Algorithm, Revocation, SignatureFault, Trust, TrustKind};
use saraptama_wire::shep::{Code, ShepFault};
use std::path::Path;
use std::sync::Arc;

/// How a node seals its envelopes and what it asks of others'.
#[derive(Clone, Debug, Default)]
pub struct EnvelopeSeal {
    identity: Option<Arc<Identity>>,
    gateway: Gateway,
}

/// What the signature of an envelope showed: the verdict that goes with the message into the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seal {
    /// It bears none.
    Unsigned,
    /// It holds.
    Holds {
        /// How it was checked.
        algorithm: Algorithm,
        /// Whose it is.
        certificate_sha256: Sha256,
    },
    /// It does not hold, or is not the sender's.
    Broken(SignatureFault),
}

impl Seal {
    /// Whether the envelope is not what somebody signed, whoever that was.
    fn shows_a_change(&self) -> bool {
        matches!(self, Self::Broken(SignatureFault::DigestMismatch | SignatureFault::BadSignature))
    }

    /// One word or two for the log of messages: no personal data.
    pub fn verdict(&self) -> String {
        match self {
            Self::Unsigned => "unsigned".to_owned(),
            Self::Holds { certificate_sha256, .. } => format!("sealed {certificate_sha256}"),
            Self::Broken(fault) => fault.key().to_owned(),
        }
    }
}

impl EnvelopeSeal {
    /// Reads the key and the certificate that the configuration names.
    ///
    /// # Errors
    /// When they cannot be read, do not belong together, or the key's arithmetic is for tests only while
    /// the anchors are the live ones.
    pub fn open(gateway: &Gateway, trust: &Trust) -> Result<Self, String> {
        let (Some(key), Some(certificate)) = (&gateway.signing_key, &gateway.signing_certificate) else {
            return Ok(Self { identity: None, gateway: gateway.clone() });
        };
        let identity = Identity::from_pem(&read(certificate)?, &read(key)?)
            .map_err(|fault| format!("the gateway's key {}: {fault}", key.display()))?;
        let for_tests_only = !matches!(identity.algorithm(), Algorithm::RsaSha256 | Algorithm::EcdsaP256Sha256);
        if for_tests_only && trust.kind() == TrustKind::Production {
            return Err("gateway.signing_key: an RSA or P-256 key; signing by national algorithms is for tests only".to_owned());
        }
        Ok(Self { identity: Some(Arc::new(identity)), gateway: gateway.clone() })
    }

    /// Whether there is a key to sign with.
    pub fn signs(&self) -> bool {
        self.identity.is_some()
    }

    /// Signs a message of ours, which has no header yet. Without a key it leaves as it is.
    ///
    /// # Errors
    /// When the key cannot sign, or it is no such envelope.
    pub fn sign(&self, envelope: String) -> Result<Vec<u8>, String> {
        self.seal(envelope, true)
    }

    /// Signs an answer of ours. Clients that were generated from a description know no WS-Security, so
    /// they may let the signature be.
    ///
    /// # Errors
    /// As [`EnvelopeSeal::sign`].
    pub fn sign_answer(&self, envelope: String) -> Result<Vec<u8>, String> {
        self.seal(envelope, false)
    }

    fn seal(&self, envelope: String, must_understand: bool) -> Result<Vec<u8>, String> {
        let Some(identity) = &self.identity else { return Ok(envelope.into_bytes()) };
        identity.seal_envelope(&envelope, must_understand).map(String::into_bytes).map_err(|fault| fault.to_string())
    }

    /// Whether `date`, which a signed message states, lies near enough to `now`. An older one may be a
    /// copy that somebody kept; how long ids are remembered is the store's business.
    fn is_near(&self, date: Instant, now: Instant) -> bool {
        let age = now.duration_since(date);
        let seconds = |count: u32| SignedDuration::from_secs(i64::from(count));
        age <= seconds(self.gateway.message_age_seconds) && -age <= seconds(self.gateway.clock_ahead_seconds)
    }
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("reading {}: {error}", path.display()))
}

/// Checks the signature of a message over its received bytes: whether it holds, is `who`'s, and the
/// message was made not long ago. Who has a seal in the register of roles must always sign; others need
/// not, but what was changed on its way is taken from nobody.
///
/// # Errors
/// The fault to answer with: `MSE906` unsigned, `MSE907` wrongly signed, `MSE908` an old or future date.
pub fn check_message(node: &Node, envelope: &[u8], who: &Principal, date: Instant) -> Result<Seal, ShepFault> {
    let (now, expected) = (node.clock.now(), node.people.sealed_by(&who.id));
    let seal = judge(envelope, &node.trust, now, expected);
    if expected.is_none() && !node.envelope_seal.gateway.require_signature && !seal.shows_a_change() {
        return Ok(seal);
    }
    match seal {
        // A signature that is anybody's is nobody's.
        Seal::Holds { .. } if expected.is_none() => {
            Err(ShepFault::Seal(Code::EnvelopeSignatureWrong, SignatureFault::WrongOrganisation.key()))
        }
        Seal::Unsigned => Err(ShepFault::Seal(Code::EnvelopeUnsigned, SignatureFault::NoSigner.key())),
        Seal::Broken(fault) => Err(ShepFault::Seal(Code::EnvelopeSignatureWrong, fault.key())),
        Seal::Holds { .. } if !node.envelope_seal.is_near(date, now) => Err(ShepFault::Refused(Code::MessageDateFar)),
        Seal::Holds { .. } => Ok(seal),
    }
}

/// Checks the signature of an answer to a message of ours: by the receiver that the route names.
///
/// # Errors
/// The key of why the answer proves nothing; the message is sent again.
pub fn check_answer(node: &Node, envelope: &[u8], route: &Route) -> Result<Seal, &'static str> {
    let seal = judge(envelope, &node.trust, node.clock.now(), route.sealed_by.as_ref());
    if route.sealed_by.is_none() && !node.envelope_seal.gateway.require_signature && !seal.shows_a_change() {
        return Ok(seal);
    }
    match seal {
        Seal::Unsigned => Err(SignatureFault::NoSigner.key()),
        Seal::Broken(fault) => Err(fault.key()),
        Seal::Holds { .. } if route.sealed_by.is_none() => Err(SignatureFault::WrongOrganisation.key()),
        Seal::Holds { .. } => Ok(seal),
    }
}

/// What the signature shows. Who is pinned by the certificate itself may sign with it as long as the
/// pin stands: taking the pin away revokes it. Who is known by the organisation's number may not while
/// revocation is unknown.
fn judge(envelope: &[u8], trust: &Trust, now: Instant, expected: Option<&SealedBy>) -> Seal {
    // No element can be called so without these letters; most messages of small senders have none.
    if !std::str::from_utf8(envelope).is_ok_and(|text| text.contains("Security")) {
        return Seal::Unsigned;
    }
    let verified = match verify_envelope(envelope, trust, now).and_then(|judgement| judgement.verdict()) {
        Ok(verified) => verified,
        Err(SignatureFault::NoSigner) => return Seal::Unsigned,
        Err(fault) => return Seal::Broken(fault),
    };
    let signer = &verified.signer;
    let is_pinned = expected.is_some_and(|by| by.certificates_sha256.contains(&signer.certificate_sha256));
    let is_organisation = expected.is_some_and(|by| by.bin.is_some() && by.bin == signer.bin.and_then(|bin| bin.bin()));
    match verified.revocation {
        Revocation::Revoked => return Seal::Broken(SignatureFault::Revoked),
        Revocation::Unknown if !is_pinned => return Seal::Broken(SignatureFault::RevocationUnknown),
        _ => {}
    }
    if is_pinned || is_organisation || expected.is_none() {
        Seal::Holds { algorithm: verified.algorithm, certificate_sha256: signer.certificate_sha256 }
    } else {
        Seal::Broken(SignatureFault::WrongOrganisation)
    }
}
