//! A time-stamp over a signature (RFC 3161; CAdES-T puts it beside the signature).

use super::{Evidence, Standing, Terms, hash, standing, token};
use crate::certificate::Certificate;
use crate::cms::stamped::Token;
use crate::{Revocation, SignatureFault};
use const_oid::ObjectIdentifier;
use saraptama_core::terms::{Instant, Sha256, write_instant};
use serde::Serialize;
use std::sync::Arc;

const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");

/// The arc of the national time-stamp policies: 1.2.398.3.3.2.6.1 until 2022, 1.2.398.3.3.2.6.4 since.
const POLICIES: &str = "1.2.398.3.3.2.6.";

/// A time-stamp that holds.
#[derive(Clone, Debug, Serialize)]
pub struct Stamp {
    /// The instant that it proves: its time and its accuracy.
    #[serde(serialize_with = "written")]
    pub at: Instant,
    /// The policy under which it was given.
    pub policy: String,
    /// SHA-256 of the token.
    pub token_sha256: Sha256,
    /// The subjects of the authorities above the time-stamp authority.
    pub chain: Vec<String>,
    /// The time-stamp authority's certificate and those above it.
    #[serde(skip)]
    pub certificates: Vec<Arc<Certificate>>,
}

fn written<S: serde::Serializer>(at: &Instant, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&write_instant(*at))
}

/// The tokens given for a signature: those beside it, which must be its own, and among the evidence
/// those whose imprint is of it.
pub(crate) fn tokens<'e>(beside: impl Iterator<Item = &'e [u8]>, terms: &'e Terms<'_>, signature: &[u8]) -> Vec<&'e [u8]> {
    beside.take(LIMIT).chain(stamps_for(terms.evidence, signature)).collect()
}

/// The tokens among the evidence whose imprint is of these octets.
pub(crate) fn stamps_for<'e>(evidence: &'e Evidence, signature: &[u8]) -> impl Iterator<Item = &'e [u8]> {
    evidence.stamps.iter().map(|token| &token[..]).filter(|token| is_of(token, signature)).take(LIMIT)
}

/// The most tokens of one signature.
const LIMIT: usize = 4;

pub(super) fn is_of(token: &[u8], signature: &[u8]) -> bool {
    Token::read(token).is_ok_and(|token| token::info(token.content).is_ok_and(|info| fits(&info, signature) == Ok(())))
}

fn fits(info: &token::Info<'_>, signature: &[u8]) -> Result<(), SignatureFault> {
    let own = hash::strong(info.algorithm, signature).ok_or(SignatureFault::WeakAlgorithm)?;
    if own == info.imprint { Ok(()) } else { Err(SignatureFault::StampOther) }
}

/// Judges a token for the octets of a signature value: imprint, its own signature, purpose, policy,
/// time, chain and revocation, each at the time that it states.
///
/// # Errors
/// The first reason; [`SignatureFault::is_doubt`] where it is sound, but proves no time here.
pub(crate) fn judge(der: &[u8], signature: &[u8], terms: &Terms<'_>) -> Result<Stamp, (SignatureFault, Vec<Arc<Certificate>>)> {
    let mut path = Vec::new();
    proved(der, signature, terms, &mut path).map_err(|fault| (fault, path))
}

fn proved(der: &[u8], signature: &[u8], terms: &Terms<'_>, path: &mut Vec<Arc<Certificate>>) -> Result<Stamp, SignatureFault> {
    let token = Token::read(der)?;
    let info = token::info(token.content).map_err(|_| SignatureFault::StampUnreadable)?;
    fits(&info, signature)?;
    let authority = token.signer()?;
    if !authority.is_only_for(TIME_STAMPING) {
        return Err(SignatureFault::StampPurpose);
    }
    let policy = info.policy.to_string();
    if !policy.starts_with(POLICIES) {
        return Err(SignatureFault::StampPolicy);
    }
    let at = info.latest;
    if terms.is_ahead(at) || authority.is_valid_at(at).is_err() {
        return Err(SignatureFault::StampTime);
    }
    let chain = terms.trust.chain(&authority, token.certificates(), at).map_err(|_| SignatureFault::StampUntrusted)?;
    path.push(authority.clone());
    path.extend(chain.iter().cloned());
    if chain.iter().any(|one| one.is_valid_at(at).is_err()) {
        return Err(SignatureFault::StampUntrusted);
    }
    let Standing { revocation, .. } = standing(&authority, &chain, terms, at);
    match revocation {
        Revocation::Revoked => Err(SignatureFault::StampRevoked),
        Revocation::Unknown => Err(SignatureFault::StampRevocationUnknown),
        Revocation::Good | Revocation::NoSource => Ok(Stamp {
            at,
            policy,
            token_sha256: Sha256::of(der),
            chain: chain.iter().map(|one| one.subject_text()).collect(),
            certificates: path.clone(),
        }),
    }
}
