//! What stands beside a signature and is not covered by it: time-stamps may be added there on the way, and nothing
//! that the signer signed becomes another thing by that.

use super::ingest;
use super::parse::{LIMIT, SignedData, UNSIGNED_ATTRIBUTES};
use super::stamps::STAMP_TOKEN;
use crate::evidence::Evidence;
use crate::walk::{SEQUENCE, SET, Walk};
use crate::{SignatureFault, evidence};
use der::{Encode as _, Length, Tag};

/// The signature of the one signer with the time-stamps beside it (CAdES-T) that `evidence` holds for it, so that
/// whoever it travels to can judge it at their time. What stands there already stays; where nothing is to be added
/// the DER comes back as it is.
///
/// # Errors
/// When it is not a CMS or has not exactly one signer.
pub fn with_stamps(cms: &[u8], evidence: &Evidence) -> Result<Vec<u8>, SignatureFault> {
    let der = ingest::normalise(cms)?;
    let message = SignedData::read(&der)?;
    let [signer] = &message.signers[..] else { return Err(SignatureFault::SeveralSigners) };
    let known: Vec<&[u8]> = signer.unsigned(STAMP_TOKEN).collect();
    let mut added: Vec<&[u8]> = evidence::stamps_for(evidence, signer.signature).filter(|token| !known.contains(token)).collect();
    added.sort_unstable();
    added.dedup();
    if added.is_empty() {
        return Ok(der);
    }
    let add = |attributes: &mut Vec<Vec<u8>>| {
        for token in &added {
            attributes.push(stamp_attribute(token)?);
        }
        Ok(())
    };
    rewritten(&der, add).map_err(|_| SignatureFault::NotASignature)
}

/// The signature of the one signer with nothing beside it: two that are the same here are the same signature, whatever
/// time-stamps were added to either on its way.
///
/// # Errors
/// When it is not a CMS or has not exactly one signer.
pub fn without_what_is_beside(cms: &[u8]) -> Result<Vec<u8>, SignatureFault> {
    let der = ingest::normalise(cms)?;
    if SignedData::read(&der)?.signers.len() != 1 {
        return Err(SignatureFault::SeveralSigners);
    }
    let clear = |attributes: &mut Vec<Vec<u8>>| {
        attributes.clear();
        Ok(())
    };
    rewritten(&der, clear).map_err(|_| SignatureFault::NotASignature)
}

fn stamp_attribute(token: &[u8]) -> der::Result<Vec<u8>> {
    element(SEQUENCE, &[&STAMP_TOKEN.to_der()?, &element(SET, &[token])?])
}

/// The message with the unsigned attributes of its one signer as `change` makes them; every other octet is taken over,
/// but for the lengths around them.
fn rewritten(der: &[u8], change: impl FnOnce(&mut Vec<Vec<u8>>) -> der::Result<()>) -> der::Result<Vec<u8>> {
    const EXPLICIT: u8 = 0xa0;
    let failed = || der::Error::from(der::ErrorKind::Failed);
    let mut outer = Walk::into(der, SEQUENCE)?;
    let kind = outer.any()?;
    let mut body = Walk::into(Walk::into(outer.element(EXPLICIT)?, EXPLICIT)?.element(SEQUENCE)?, SEQUENCE)?.rest(LIMIT)?;
    let signers = Walk::into(body.pop().ok_or_else(failed)?, SET)?.rest(LIMIT)?;
    let [signer] = signers[..] else { return Err(failed()) };
    let mut parts = Walk::into(signer, SEQUENCE)?.rest(LIMIT)?;
    let beside = parts.pop_if(|last| last.first() == Some(&UNSIGNED_ATTRIBUTES));
    let mut attributes = match beside {
        Some(set) => Walk::into(set, UNSIGNED_ATTRIBUTES)?.rest(LIMIT)?.into_iter().map(<[u8]>::to_vec).collect(),
        None => vec![],
    };
    change(&mut attributes)?;
    // A set has one order in DER.
    attributes.sort_unstable();
    let attributes: Vec<&[u8]> = attributes.iter().map(Vec::as_slice).collect();
    let beside = if attributes.is_empty() { vec![] } else { element(UNSIGNED_ATTRIBUTES, &attributes)? };
    parts.push(&beside);
    let signers = element(SET, &[&element(SEQUENCE, &parts)?])?;
    body.push(&signers);
    element(SEQUENCE, &[kind, &element(EXPLICIT, &[&element(SEQUENCE, &body)?])?])
}

/// One element of elements that are encoded already.
fn element(tag: u8, parts: &[&[u8]]) -> der::Result<Vec<u8>> {
    let length = parts.iter().map(|part| part.len()).sum::<usize>();
    let mut bytes = vec![];
    Tag::try_from(tag)?.encode_to_vec(&mut bytes)?;
    Length::try_from(length)?.encode_to_vec(&mut bytes)?;
    parts.iter().for_each(|part| bytes.extend_from_slice(part));
    Ok(bytes)
}
