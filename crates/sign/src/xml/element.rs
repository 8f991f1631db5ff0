//! A `ds:Signature` read strictly along the one form of its profile.

use super::ecdsa;
use super::names::{self, BASE64, DS, ENVELOPED, EXCLUSIVE, INCLUSIVE, INCLUSIVE_WITH_COMMENTS, WSSE, X509V3};
use super::tree::{Canonical, Tree};
use crate::certificate::Certificate;
use crate::cms::{Claim, Judgement, Purpose, Stamped};
use crate::evidence::Terms;
use crate::{Algorithm, SignatureFault};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::sync::Arc;
use uppsala::NodeId;

/// Which of the two forms a Signature must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    /// Of a whole document, within its root (NCALayer, NCANode).
    Enveloped,
    /// Of a SOAP body, in the security header (SmartBridge).
    Envelope,
}

/// A Signature as it was read; nothing of it is proved yet.
pub(super) struct SignatureElement {
    /// What the reference names.
    pub(super) uri: String,
    signed_info: NodeId,
    methods: (String, String),
    digest: Vec<u8>,
    value: Vec<u8>,
    certificate: Vec<u8>,
    form: Canonical,
}

impl SignatureElement {
    /// Reads `signature`; every element and attribute of it must be known, transforms and forms those of
    /// the profile, references exactly one.
    ///
    /// # Errors
    /// `XmlReference` for transforms, canonical forms and references, `XmlProfile` for all else.
    pub(super) fn read(tree: &Tree<'_>, signature: NodeId, profile: Profile) -> Result<Self, SignatureFault> {
        let [signed_info, value, key_info] = children(tree, signature, DS, ["SignedInfo", "SignatureValue", "KeyInfo"])?;
        for element in [signature, signed_info, value, key_info] {
            bears_only_an_id(tree, element)?;
        }
        let form = if profile == Profile::Enveloped { Canonical::Inclusive } else { Canonical::Exclusive };
        let (canonical, transforms): (&str, &[&[&str]]) = match profile {
            Profile::Enveloped => (INCLUSIVE, &[&[ENVELOPED, INCLUSIVE_WITH_COMMENTS], &[ENVELOPED, INCLUSIVE]]),
            Profile::Envelope => (EXCLUSIVE, &[&[EXCLUSIVE]]),
        };
        let of_info = tree.only_elements(signed_info)?;
        if of_info.iter().filter(|child| tree.is(**child, DS, "Reference")).count() > 1 {
            return Err(SignatureFault::XmlReference);
        }
        let [canonicalisation, method, reference] =
            children(tree, signed_info, DS, ["CanonicalizationMethod", "SignatureMethod", "Reference"])?;
        if empty(tree, canonicalisation)? != canonical {
            return Err(SignatureFault::XmlReference);
        }
        let uri = tree.only_attribute(reference, "URI")?.to_owned();
        let [list, digest_method, digest] = children(tree, reference, DS, ["Transforms", "DigestMethod", "DigestValue"])?;
        if !tree.element(list)?.attributes.is_empty() || !tree.element(digest)?.attributes.is_empty() {
            return Err(SignatureFault::XmlProfile);
        }
        let mut found = Vec::new();
        for transform in tree.only_elements(list)? {
            // A transform with something inside is XPath, XSLT or a list of prefixes.
            let name = if tree.is(transform, DS, "Transform") { empty(tree, transform).ok() } else { None };
            found.push(name.ok_or(SignatureFault::XmlReference)?);
        }
        if !transforms.contains(&found.as_slice()) {
            return Err(SignatureFault::XmlReference);
        }
        Ok(Self {
            uri,
            signed_info,
            methods: (empty(tree, method)?.to_owned(), empty(tree, digest_method)?.to_owned()),
            digest: base64(&tree.only_text(digest)?)?,
            value: base64(&tree.only_text(value)?)?,
            certificate: certificate(tree, key_info, profile)?,
            form,
        })
    }

    /// Judges the signature of `content`, the canonical bytes that its reference leads to.
    pub(super) fn judge(&self, tree: &Tree<'_>, content: &[u8], terms: &Terms<'_>) -> Judgement {
        let certificate = match Certificate::from_der(&self.certificate) {
            Ok(certificate) => certificate,
            Err(fault) => return Judgement::nobody(fault),
        };
        let key = certificate.public_key();
        let algorithm = names::algorithm(&self.methods.0, &self.methods.1).and_then(|algorithm| algorithm.of_key(&key));
        let matches = algorithm.and_then(|algorithm| {
            if algorithm.digest(content) == self.digest { Ok(()) } else { Err(SignatureFault::DigestMismatch) }
        });
        let signed = algorithm.and_then(|algorithm| {
            let info = tree.canonical_subtree(self.signed_info, self.form)?;
            algorithm.verify(key.subject_public_key.raw_bytes(), &info, &self.value_for(algorithm)?)
        });
        // Signed XML of the profile claims no time of signing.
        let claim = Claim { algorithm, content: matches, signature: signed, time: None, purpose: Purpose::Document };
        claim.judge(&Arc::new(certificate), &[], terms, Stamped::default())
    }

    fn value_for(&self, algorithm: Algorithm) -> Result<Vec<u8>, SignatureFault> {
        match algorithm {
            Algorithm::EcdsaP256Sha256 => ecdsa::to_der(&self.value).ok_or(SignatureFault::BadSignature),
            _ => Ok(self.value.clone()),
        }
    }
}

/// The certificate in the one place where the profile keeps it.
fn certificate(tree: &Tree<'_>, key_info: NodeId, profile: Profile) -> Result<Vec<u8>, SignatureFault> {
    let (namespace, outer, inner) = match profile {
        Profile::Enveloped => (DS, "X509Data", "X509Certificate"),
        Profile::Envelope => (WSSE, "SecurityTokenReference", "KeyIdentifier"),
    };
    let [outer] = children(tree, key_info, namespace, [outer])?;
    bears_only_an_id(tree, outer)?;
    let [inner] = children(tree, outer, namespace, [inner])?;
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    for attribute in &tree.element(inner)?.attributes {
        if attribute.name.namespace_uri.is_some() {
            return Err(SignatureFault::XmlProfile);
        }
        attributes.push((&attribute.name.local_name, &attribute.value));
    }
    attributes.sort_unstable();
    let expected: &[(&str, &str)] = match profile {
        Profile::Enveloped => &[],
        Profile::Envelope => &[("EncodingType", BASE64), ("ValueType", X509V3)],
    };
    if attributes != expected {
        return Err(SignatureFault::XmlProfile);
    }
    base64(&tree.only_text(inner)?)
}

/// The children of `parent`, which must be exactly these in this order.
fn children<const N: usize>(
    tree: &Tree<'_>,
    parent: NodeId,
    namespace: &str,
    names: [&str; N],
) -> Result<[NodeId; N], SignatureFault> {
    let found: [NodeId; N] = tree.only_elements(parent)?.try_into().map_err(|_| SignatureFault::XmlProfile)?;
    let fit = found.iter().zip(names).all(|(child, name)| tree.is(*child, namespace, name));
    if fit { Ok(found) } else { Err(SignatureFault::XmlProfile) }
}

/// The `Algorithm` of an element with nothing inside and no other attribute.
fn empty<'t>(tree: &'t Tree<'_>, element: NodeId) -> Result<&'t str, SignatureFault> {
    if !tree.only_elements(element)?.is_empty() {
        return Err(SignatureFault::XmlReference);
    }
    tree.only_attribute(element, "Algorithm")
}

/// An id changes nothing: a reference is never looked for within a Signature.
fn bears_only_an_id(tree: &Tree<'_>, element: NodeId) -> Result<(), SignatureFault> {
    let mut attributes = tree.element(element)?.attributes.iter();
    let is_id = attributes.all(|attribute| attribute.name.local_name == "Id");
    if is_id { Ok(()) } else { Err(SignatureFault::XmlProfile) }
}

/// Base64 with line breaks, carriage returns too (they stand there as `&#13;`).
fn base64(text: &str) -> Result<Vec<u8>, SignatureFault> {
    let dense: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).collect();
    STANDARD.decode(dense).map_err(|_| SignatureFault::XmlProfile)
}
