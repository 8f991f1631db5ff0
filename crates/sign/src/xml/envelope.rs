//! WS-Security over a SOAP body: the sending system's signature of a message of the gateway.

use super::element::{Profile, SignatureElement};
use super::names::{DS, SOAP, WSSE, WSU};
use super::scan::scan;
use super::tree::{Canonical, Tree};
use crate::cms::Judgement;
use crate::evidence::Terms;
use crate::{SignatureFault, Trust};
use saraptama_core::terms::Instant;
use uppsala::NodeId;

/// Judges the signature of a SOAP 1.1 envelope, judged over the received bytes at the instant `at`.
///
/// It must be the only one in the only security header, and cover the body that is the root's own child;
/// a body or header moved elsewhere, a second header or a doubled id is refused before anything is
/// believed. Signatures inside the body are the business of whoever reads it.
///
/// # Errors
/// `NoSigner` where the envelope is unsigned; otherwise why there is nothing to judge.
pub fn verify_envelope(envelope: &[u8], trust: &Trust, at: Instant) -> Result<Judgement, SignatureFault> {
    judge(&Tree::read(&scan(envelope)?)?, &Terms::bare(trust, at))
}

/// [`verify_envelope`] by the evidence at hand too.
///
/// # Errors
/// As [`verify_envelope`].
pub fn verify_envelope_by(envelope: &[u8], terms: &Terms<'_>) -> Result<Judgement, SignatureFault> {
    judge(&Tree::read(&scan(envelope)?)?, terms)
}

pub(super) fn judge(tree: &Tree<'_>, terms: &Terms<'_>) -> Result<Judgement, SignatureFault> {
    let parts = Parts::of(tree)?;
    let security = tree.named(WSSE, "Security");
    let [security] = security.as_slice() else {
        return Err(if security.is_empty() { SignatureFault::NoSigner } else { SignatureFault::XmlProfile });
    };
    if tree.0.parent(*security) != parts.header {
        return Err(SignatureFault::XmlProfile);
    }
    let signature = match tree.only_elements(*security)?.as_slice() {
        [] => return Err(SignatureFault::NoSigner),
        [one] if tree.is(*one, DS, "Signature") => *one,
        _ => return Err(SignatureFault::XmlProfile),
    };
    // Whoever looks for a signature by its name alone must find this one, or one that the body covers.
    let mut others = tree.named(DS, "Signature").into_iter().filter(|other| *other != signature);
    if !others.all(|other| is_within(tree, other, parts.body)) {
        return Err(SignatureFault::XmlProfile);
    }
    let element = SignatureElement::read(tree, signature, Profile::Envelope)?;
    let id = element.uri.strip_prefix('#').filter(|id| !id.is_empty()).ok_or(SignatureFault::XmlReference)?;
    if bearer(tree, id)? != parts.body || tree.element(parts.body)?.get_attribute_ns(WSU, "Id") != Some(id) {
        return Err(SignatureFault::XmlReference);
    }
    let content = tree.canonical_subtree(parts.body, Canonical::Exclusive)?;
    Ok(element.judge(tree, &content, terms))
}

/// The root's own parts.
pub(super) struct Parts {
    pub(super) header: Option<NodeId>,
    pub(super) body: NodeId,
}

impl Parts {
    /// An envelope with at most one header and then one body, and no second envelope, header or body
    /// anywhere within.
    pub(super) fn of(tree: &Tree<'_>) -> Result<Self, SignatureFault> {
        let root = tree.root()?;
        if !tree.is(root, SOAP, "Envelope") {
            return Err(SignatureFault::XmlProfile);
        }
        let (header, body) = match tree.only_elements(root)?.as_slice() {
            [body] => (None, *body),
            [header, body] => (Some(*header), *body),
            _ => return Err(SignatureFault::XmlProfile),
        };
        let is_alone = |name, count| tree.named(SOAP, name).len() == count;
        let sound = tree.is(body, SOAP, "Body")
            && header.is_none_or(|header| tree.is(header, SOAP, "Header"))
            && is_alone("Envelope", 1)
            && is_alone("Body", 1)
            && is_alone("Header", usize::from(header.is_some()));
        if sound { Ok(Self { header, body }) } else { Err(SignatureFault::XmlProfile) }
    }
}

/// The one element whose id, by whatever attribute some program may take for an id, is `id`.
fn bearer(tree: &Tree<'_>, id: &str) -> Result<NodeId, SignatureFault> {
    let mut bearers = tree.0.descendants(tree.0.root()).into_iter().filter(|node| {
        let Some(element) = tree.0.element(*node) else { return false };
        element.attributes.iter().any(|attribute| attribute.name.local_name.eq_ignore_ascii_case("id") && attribute.value == id)
    });
    match (bearers.next(), bearers.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(SignatureFault::XmlReference),
        (Some(_), Some(_)) => Err(SignatureFault::XmlAmbiguousId),
    }
}

fn is_within(tree: &Tree<'_>, node: NodeId, ancestor: NodeId) -> bool {
    std::iter::successors(tree.0.parent(node), |parent| tree.0.parent(*parent)).any(|parent| parent == ancestor)
}
