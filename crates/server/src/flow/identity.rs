//! Who somebody is by their signature: for signing in, so nothing of it is kept.

use super::seal::known_unrevoked;
use crate::node::Node;
use saraptama_core::terms::Iin;
use saraptama_sign::{Evidence, Revocation, SignatureFault, Terms, authenticate, cms};

/// The IIN of whoever signed `challenge`, by a key that shows who somebody is and is valid now. Who can tell of
/// revocation is asked. None where the certificate names no person.
///
/// # Errors
/// Why it does not hold; [`SignatureFault::is_doubt`] where that cannot be told now.
pub async fn who_signed(node: &Node, challenge: &[u8], signature: &[u8]) -> Result<Option<Iin>, SignatureFault> {
    let (der, now, mut evidence) = (cms::normalise(signature)?, node.clock.now(), Evidence::default());
    let judge = |evidence: &Evidence| authenticate(challenge, &der, &Terms { trust: &node.trust, evidence, at: now, now });
    let mut verified = judge(&evidence)?;
    if verified.revocation == Revocation::Unknown && !verified.questions.is_empty() {
        evidence.extend(&node.evidence.about(node, &verified.questions).await);
        verified = judge(&evidence)?;
    }
    known_unrevoked(verified.revocation)?;
    Ok(verified.signer.iin.and_then(|stated| stated.iin()))
}
