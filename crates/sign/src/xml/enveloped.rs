//! Signatures of whole documents as NCALayer and NCANode make them: within the root, one after another.

use super::element::{Profile, SignatureElement};
use super::names::DS;
use super::scan::scan;
use super::tree::{Canonical, Tree};
use crate::cms::Judgement;
use crate::evidence::Terms;
use crate::{SignatureFault, Trust};
use saraptama_core::terms::Instant;

/// The most signatures of one document: each costs a walk over all of it.
const SIGNERS: usize = 16;

/// Judges every signature of a document, in their order.
///
/// Each covers the document as it was before it: the text and the earlier signatures. So a later signature
/// does not break an earlier one.
///
/// # Errors
/// When there is nothing to judge: not XML within the limits, no signature, or one in another place or
/// of another form than the profile's.
pub fn verify_enveloped(document: &[u8], trust: &Trust, at: Instant) -> Result<Vec<Judgement>, SignatureFault> {
    judge(&Tree::read(&scan(document)?)?, &Terms::bare(trust, at))
}

pub(super) fn judge(tree: &Tree<'_>, terms: &Terms<'_>) -> Result<Vec<Judgement>, SignatureFault> {
    let root = tree.root()?;
    let signatures: Vec<_> = tree.elements(root).filter(|child| tree.is(*child, DS, "Signature")).collect();
    let everywhere = tree.named(DS, "Signature");
    if everywhere.is_empty() {
        return Err(SignatureFault::NoSigner);
    }
    // One that stands elsewhere would be signed text for this verifier and a signature for another.
    if signatures.len() != everywhere.len() {
        return Err(SignatureFault::XmlProfile);
    }
    if signatures.len() > SIGNERS {
        return Err(SignatureFault::XmlBeyondLimit);
    }
    let mut judgements = Vec::with_capacity(signatures.len());
    for (place, signature) in signatures.iter().enumerate() {
        let element = SignatureElement::read(tree, *signature, Profile::Enveloped)?;
        if !element.uri.is_empty() {
            return Err(SignatureFault::XmlReference);
        }
        let content = tree.canonical_without(&signatures[place..], Canonical::Inclusive)?;
        judgements.push(element.judge(tree, &content, terms));
    }
    Ok(judgements)
}
