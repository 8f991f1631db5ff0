//! CMS signatures (RFC 5652 SignedData) as the national profile writes them and as
//! `openssl cms -sign -binary` does.
//!
//! The signature is always checked by the server over the server's own bytes; what stands inside
//! the message is a claim. Every byte that decides is either covered by a signature or compared.

mod attributes;
mod beside;
mod ingest;
mod judge;
mod parse;
pub(crate) mod stamped;
mod stamps;
mod verified;

pub use beside::{with_stamps, without_what_is_beside};
pub use ingest::{LIMIT_BYTES, normalise};
pub use judge::Judgement;
pub(crate) use judge::{Claim, Purpose};
pub(crate) use stamps::Stamped;
pub use verified::{Check, CheckLine, Signer, Verified};

use crate::evidence::Terms;
use crate::{SignatureFault, Trust};
use saraptama_core::terms::Instant;

/// Checks a detached signature of `content` by exactly one signer, judged at the instant `at` by
/// nothing but itself.
///
/// An attached signature is taken too where its content equals `content`. The revocation status is
/// in the answer: the door decides whether to accept [`crate::Revocation::Unknown`].
///
/// # Errors
/// The first reason why it does not hold; revocation is never one of them here.
pub fn verify_detached(content: &[u8], cms: &[u8], trust: &Trust, at: Instant) -> Result<Verified, SignatureFault> {
    verify_detached_by(content, cms, &Terms::bare(trust, at))
}

/// [`verify_detached`] by the evidence at hand too: judged at the time-stamp's time, where a good one
/// is there.
///
/// # Errors
/// As [`verify_detached`].
pub fn verify_detached_by(content: &[u8], cms: &[u8], terms: &Terms<'_>) -> Result<Verified, SignatureFault> {
    single(verify_all(Some(content), cms, terms)?)
}

/// Checks who somebody is by their detached signature of `content`, a challenge: as [`verify_detached_by`],
/// but the key must be for authentication. Who the signature is of stands in [`Verified::signer`].
///
/// # Errors
/// As [`verify_detached`]; `NotForAuthentication` where the key is for documents alone.
pub fn authenticate(content: &[u8], cms: &[u8], terms: &Terms<'_>) -> Result<Verified, SignatureFault> {
    single(judge_all(Some(content), cms, terms, Purpose::Authentication)?)
}

/// Checks an attached signature by exactly one signer and answers the content too.
///
/// # Errors
/// The first reason why it does not hold.
pub fn verify_attached(cms: &[u8], trust: &Trust, at: Instant) -> Result<(Vec<u8>, Verified), SignatureFault> {
    let der = ingest::normalise(cms)?;
    let content = parse::SignedData::read(&der)?.content.ok_or(SignatureFault::NoContent)?.to_vec();
    Ok((content, single(verify_all(None, cms, &Terms::bare(trust, at))?)?))
}

/// The octets of the signature value of the one signer: what a time-stamp is given for.
///
/// # Errors
/// When it is not a CMS or has not exactly one signer.
pub fn signature_octets(cms: &[u8]) -> Result<Vec<u8>, SignatureFault> {
    let der = ingest::normalise(cms)?;
    match &parse::SignedData::read(&der)?.signers[..] {
        [one] => Ok(one.signature.to_vec()),
        _ => Err(SignatureFault::SeveralSigners),
    }
}

/// Judges every signer of a signature over `content`, or over the content inside.
///
/// # Errors
/// When there is nothing to judge: not a CMS, no signer, no content, or two contents that differ.
pub fn verify_all(content: Option<&[u8]>, cms: &[u8], terms: &Terms<'_>) -> Result<Vec<Judgement>, SignatureFault> {
    judge_all(content, cms, terms, Purpose::Document)
}

fn judge_all(content: Option<&[u8]>, cms: &[u8], terms: &Terms<'_>, purpose: Purpose) -> Result<Vec<Judgement>, SignatureFault> {
    let der = ingest::normalise(cms)?;
    let message = parse::SignedData::read(&der)?;
    let content = match (content, message.content) {
        (None, None) => return Err(SignatureFault::NoContent),
        (Some(given), Some(inside)) if given != inside => return Err(SignatureFault::OtherContent),
        (Some(content), _) | (None, Some(content)) => content,
    };
    let certificates = message.certificates()?;
    Ok(message.signers.iter().map(|signer| judge::judge(signer, content, &certificates, terms, purpose)).collect())
}

fn single(judgements: Vec<Judgement>) -> Result<Verified, SignatureFault> {
    let mut judgements = judgements.into_iter();
    match (judgements.next(), judgements.next()) {
        (Some(judgement), None) => judgement.verdict(),
        (None, _) => Err(SignatureFault::NoSigner),
        (Some(_), Some(_)) => Err(SignatureFault::SeveralSigners),
    }
}
