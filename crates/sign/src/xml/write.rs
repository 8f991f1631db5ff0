//! Making signatures of both profiles: by a system's key for the gateway, and by the test authority's people.

use super::ecdsa;
use super::envelope::Parts;
use super::names::{BASE64, DS, ENVELOPED, EXCLUSIVE, INCLUSIVE, INCLUSIVE_WITH_COMMENTS, WSSE, WSU, X509V3, methods};
use super::scan::scan;
use super::tree::{Canonical, Tree};
use crate::authority::{AuthorityFault, Identity};
use crate::{Algorithm, SignatureFault};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use uppsala::NodeId;

/// Why something could not be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// The XML is not of the shape that is signed.
    #[error("the XML cannot be signed: {0}")]
    Xml(#[from] SignatureFault),
    /// The key could not sign.
    #[error("the key cannot sign: {0}")]
    Key(#[from] AuthorityFault),
}

impl Identity {
    /// Signs a SOAP 1.1 envelope without a header: WS-Security over its body. With `must_understand` a
    /// receiver that cannot check it must refuse it.
    ///
    /// # Errors
    /// When it is no such envelope, or the key cannot sign.
    pub fn seal_envelope(&self, envelope: &str, must_understand: bool) -> Result<String, SealFault> {
        let scanned = scan(envelope.as_bytes())?;
        let mut tree = Tree::read(&scanned)?;
        let parts = Parts::of(&tree)?;
        if parts.header.is_some() || binds_the_prefix(&tree, parts.body)? {
            return Err(SignatureFault::XmlProfile.into());
        }
        let range = tree.0.node_range(parts.body).ok_or(SignatureFault::NotXml)?;
        let name = tree.element(parts.body)?.name.prefixed_name().into_owned();
        let soap = name.strip_suffix("Body").unwrap_or_default().to_owned();
        let id = format!("id-{}", random_id()?);
        let body = tree.0.element_mut(parts.body).ok_or(SignatureFault::NotXml)?;
        body.namespace_declarations.push(("wsu".into(), WSU.into()));
        body.attributes.push(uppsala::Attribute { name: uppsala::QName::full("wsu", WSU, "Id"), value: id.clone().into() });
        let digest = STANDARD.encode(self.digest(&tree.canonical_subtree(parts.body, Canonical::Exclusive)?));
        let (method, digest_method) = methods(self.algorithm());
        // In its canonical form, but for the namespace, which the document declares one element further up.
        let info = |declared: &str| {
            format!(
                "<ds:SignedInfo{declared}><ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"></ds:CanonicalizationMethod>\
                 <ds:SignatureMethod Algorithm=\"{method}\"></ds:SignatureMethod><ds:Reference URI=\"#{id}\"><ds:Transforms>\
                 <ds:Transform Algorithm=\"{EXCLUSIVE}\"></ds:Transform></ds:Transforms>\
                 <ds:DigestMethod Algorithm=\"{digest_method}\"></ds:DigestMethod>\
                 <ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
            )
        };
        let value = self.sign_value(info(&format!(" xmlns:ds=\"{DS}\"")).as_bytes())?;
        let certificate = STANDARD.encode(self.certificate().der());
        let understood = if must_understand { format!(" {soap}mustUnderstand=\"1\"") } else { String::new() };
        let header = format!(
            "<{soap}Header><wsse:Security xmlns:wsse=\"{WSSE}\"{understood}><ds:Signature xmlns:ds=\"{DS}\">{}\
             <ds:SignatureValue>{value}</ds:SignatureValue><ds:KeyInfo><wsse:SecurityTokenReference>\
             <wsse:KeyIdentifier EncodingType=\"{BASE64}\" ValueType=\"{X509V3}\">{certificate}</wsse:KeyIdentifier>\
             </wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security></{soap}Header>",
            info("")
        );
        let text = tree.0.input_text();
        let behind_name = range.start + 1 + name.len();
        Ok([
            &text[..range.start],
            &header,
            &text[range.start..behind_name],
            &format!(" xmlns:wsu=\"{WSU}\" wsu:Id=\"{id}\""),
            &text[behind_name..],
        ]
        .concat())
    }

    /// Signs a whole document as NCALayer does: the signature becomes the root's last child and covers
    /// what stood there before, earlier signatures too.
    ///
    /// # Errors
    /// When it is not XML within the limits, or the key cannot sign.
    pub fn sign_enveloped(&self, document: &str) -> Result<String, SealFault> {
        let scanned = scan(document.as_bytes())?;
        let tree = Tree::read(&scanned)?;
        let range = tree.0.node_range(tree.root()?).ok_or(SignatureFault::NotXml)?;
        let text = tree.0.input_text();
        let end = text[range.clone()].rfind("</").ok_or(SignatureFault::XmlProfile)? + range.start;
        let digest = STANDARD.encode(self.digest(&tree.canonical_without(&[], Canonical::Inclusive)?));
        let (method, digest_method) = methods(self.algorithm());
        let certificate = lines(&STANDARD.encode(self.certificate().der()));
        let head = format!(
            "<ds:Signature xmlns:ds=\"{DS}\">\n<ds:SignedInfo>\n<ds:CanonicalizationMethod Algorithm=\"{INCLUSIVE}\"/>\n\
             <ds:SignatureMethod Algorithm=\"{method}\"/>\n<ds:Reference URI=\"\">\n<ds:Transforms>\n\
             <ds:Transform Algorithm=\"{ENVELOPED}\"/>\n<ds:Transform Algorithm=\"{INCLUSIVE_WITH_COMMENTS}\"/>\n\
             </ds:Transforms>\n<ds:DigestMethod Algorithm=\"{digest_method}\"/>\n<ds:DigestValue>{digest}</ds:DigestValue>\n\
             </ds:Reference>\n</ds:SignedInfo>\n<ds:SignatureValue>"
        );
        let tail = format!(
            "</ds:SignatureValue>\n<ds:KeyInfo>\n<ds:X509Data>\n<ds:X509Certificate>\n{certificate}</ds:X509Certificate>\n\
             </ds:X509Data>\n</ds:KeyInfo>\n</ds:Signature>"
        );
        let unsigned = [&text[..end], &head, &tail, &text[end..]].concat();
        let scanned = scan(unsigned.as_bytes())?;
        let draft = Tree::read(&scanned)?;
        let info = last_signed_info(&draft)?;
        let value = lines(&self.sign_value(&draft.canonical_subtree(info, Canonical::Inclusive)?)?);
        Ok([&text[..end], &head, "\n", &value, &tail, &text[end..]].concat())
    }

    /// The signature value as XML writes it, in base64.
    fn sign_value(&self, message: &[u8]) -> Result<String, SealFault> {
        let value = self.sign(message)?;
        let value = match self.algorithm() {
            Algorithm::EcdsaP256Sha256 => ecdsa::from_der(&value).ok_or(AuthorityFault::Encoding)?,
            _ => value,
        };
        Ok(STANDARD.encode(value))
    }
}

/// A new id: nobody else's in the document.
fn random_id() -> Result<String, AuthorityFault> {
    let mut id = [0; 16];
    aws_lc_rs::rand::fill(&mut id).map_err(|_| AuthorityFault::Key)?;
    Ok(hex::encode(id))
}

/// Whether root or body use the prefix that the body's id needs for something else.
fn binds_the_prefix(tree: &Tree<'_>, body: NodeId) -> Result<bool, SignatureFault> {
    let declares = |id| Ok(tree.element(id)?.namespace_declarations.iter().any(|(prefix, _)| prefix == "wsu"));
    Ok(declares(tree.root()?)? || declares(body)?)
}

fn last_signed_info(tree: &Tree<'_>) -> Result<NodeId, SignatureFault> {
    let signature = tree.elements(tree.root()?).filter(|child| tree.is(*child, DS, "Signature")).last();
    let signature = signature.ok_or(SignatureFault::NotXml)?;
    tree.elements(signature).next().ok_or(SignatureFault::NotXml)
}

/// Lines of 76 characters, each with its end.
fn lines(base64: &str) -> String {
    base64.as_bytes().chunks(76).map(|line| format!("{}\n", String::from_utf8_lossy(line))).collect()
}
