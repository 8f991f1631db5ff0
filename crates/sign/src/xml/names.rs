//! Names of XML signatures: namespaces, algorithms, forms. What is not here is not accepted.

use crate::{Algorithm, SignatureFault};

pub(super) const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
pub(super) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
pub(super) const WSSE: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
pub(super) const WSU: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
pub(super) const BASE64: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
pub(super) const X509V3: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";

pub(super) const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
pub(super) const INCLUSIVE: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
pub(super) const INCLUSIVE_WITH_COMMENTS: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments";
pub(super) const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";

/// Signature method, digest method, algorithm.
const ALGORITHMS: [(&str, &str, Algorithm); 5] = [
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256", Algorithm::RsaSha256),
    (
        "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:gostr34102015-gostr34112015-512",
        "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:gostr34112015-512",
        Algorithm::Gost2015With512,
    ),
    (
        "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:gostr34102015-gostr34112015-256",
        "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:gostr34112015-256",
        Algorithm::Gost2015With256,
    ),
    (
        "http://www.w3.org/2001/04/xmldsig-more#gost34310-gost34311",
        "http://www.w3.org/2001/04/xmldsig-more#gost34311",
        Algorithm::Gost2004,
    ),
    (
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        "http://www.w3.org/2001/04/xmlenc#sha256",
        Algorithm::EcdsaP256Sha256,
    ),
];

const WEAK: [&str; 6] = [
    "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
    "http://www.w3.org/2000/09/xmldsig#dsa-sha1",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-md5",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1",
    "http://www.w3.org/2000/09/xmldsig#sha1",
    "http://www.w3.org/2001/04/xmldsig-more#md5",
];

/// The algorithm that the two methods name together.
///
/// # Errors
/// `WeakAlgorithm`, `UnsupportedAlgorithm`, `AlgorithmMismatch`.
pub(super) fn algorithm(signature: &str, digest: &str) -> Result<Algorithm, SignatureFault> {
    if WEAK.contains(&signature) || WEAK.contains(&digest) {
        return Err(SignatureFault::WeakAlgorithm);
    }
    let known = ALGORITHMS.iter().any(|row| row.0 == signature) && ALGORITHMS.iter().any(|row| row.1 == digest);
    if !known {
        return Err(SignatureFault::UnsupportedAlgorithm);
    }
    let row = ALGORITHMS.iter().find(|row| row.0 == signature && row.1 == digest);
    row.map(|row| row.2).ok_or(SignatureFault::AlgorithmMismatch)
}

/// The names of the signature method and the digest method.
pub(super) fn methods(algorithm: Algorithm) -> (&'static str, &'static str) {
    let row = ALGORITHMS.iter().find(|row| row.2 == algorithm);
    row.map_or(("", ""), |row| (row.0, row.1))
}
