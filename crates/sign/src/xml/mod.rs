//! Signed XML in its two forms: a document signed within its root, as NCALayer and NCANode make it, and
//! a SOAP envelope of the gateway signed by the sending system (WS-Security).
//!
//! What a signature covers is found by its place in the tree, never by what it says of itself; it says
//! only what the profile lets it say, word for word. Canonical forms are `bergshamra-c14n`'s, compared
//! with libxml2's in the tests. Signers are judged as those of a CMS are ([`crate::cms::Judgement`]).

mod ecdsa;
mod element;
mod envelope;
mod enveloped;
mod names;
mod scan;
mod tree;
mod write;

pub use envelope::{verify_envelope, verify_envelope_by};
pub use enveloped::verify_enveloped;
pub use tree::{Canonical, canonicalise, canonicalise_part};
pub use write::SealFault;

use crate::cms::Judgement;
use crate::evidence::Terms;
use crate::{SignatureFault, Trust};
use saraptama_core::terms::Instant;

/// Judges every signature of signed XML, whichever of the two forms it has: an envelope by its security
/// header, any other document by the signatures within its root.
///
/// # Errors
/// As [`verify_envelope`] and [`verify_enveloped`].
pub fn verify_all(bytes: &[u8], trust: &Trust, at: Instant) -> Result<Vec<Judgement>, SignatureFault> {
    verify_all_by(bytes, &Terms::bare(trust, at))
}

/// [`verify_all`] by the evidence at hand too.
///
/// # Errors
/// As [`verify_all`].
pub fn verify_all_by(bytes: &[u8], terms: &Terms<'_>) -> Result<Vec<Judgement>, SignatureFault> {
    let text = scan::scan(bytes)?;
    let tree = tree::Tree::read(&text)?;
    if tree.is(tree.root()?, names::SOAP, "Envelope") {
        envelope::judge(&tree, terms).map(|judgement| vec![judgement])
    } else {
        enveloped::judge(&tree, terms)
    }
}
