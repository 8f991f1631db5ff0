//! The signature algorithms that this build can judge, as one table keyed by object identifiers.
//!
//! A row joins the key, the signature algorithm and the digest; whatever is in no row is answered
//! "unsupported algorithm", never "good". A further family (GOST) adds rows and an arm in
//! [`Algorithm::verify`].

use crate::SignatureFault;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use const_oid::{ObjectIdentifier, db::rfc5912};
use spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

/// How a signature is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Algorithm {
    /// RSA PKCS #1 v1.5 of at least 2048 bits with SHA-256.
    #[serde(rename = "rsa-sha256")]
    RsaSha256,
    /// ECDSA on P-256 with SHA-256.
    #[serde(rename = "ecdsa-p256-sha256")]
    EcdsaP256Sha256,
}

/// One row: what may stand together.
struct Row {
    key: ObjectIdentifier,
    curve: Option<ObjectIdentifier>,
    signature: ObjectIdentifier,
    digest: ObjectIdentifier,
    /// Whether the signature algorithm alone tells the digest; bare `rsaEncryption` does not, and
    /// so stands in a CMS only.
    complete: bool,
    algorithm: Algorithm,
}

/// RSA with SHA-256 has two names in a CMS: the national library writes the complete one, `openssl`
/// the bare one. Which of them stands there is not under the signature, and means the same.
const TABLE: [Row; 3] = [
    Row {
        key: rfc5912::RSA_ENCRYPTION,
        curve: None,
        signature: rfc5912::SHA_256_WITH_RSA_ENCRYPTION,
        digest: rfc5912::ID_SHA_256,
        complete: true,
        algorithm: Algorithm::RsaSha256,
    },
    Row {
        key: rfc5912::RSA_ENCRYPTION,
        curve: None,
        signature: rfc5912::RSA_ENCRYPTION,
        digest: rfc5912::ID_SHA_256,
        complete: false,
        algorithm: Algorithm::RsaSha256,
    },
    Row {
        key: rfc5912::ID_EC_PUBLIC_KEY,
        curve: Some(rfc5912::SECP_256_R_1),
        signature: rfc5912::ECDSA_WITH_SHA_256,
        digest: rfc5912::ID_SHA_256,
        complete: true,
        algorithm: Algorithm::EcdsaP256Sha256,
    },
];

const WEAK: [ObjectIdentifier; 6] = [
    rfc5912::ID_SHA_1,
    rfc5912::ID_MD_5,
    rfc5912::ID_MD_2,
    rfc5912::SHA_1_WITH_RSA_ENCRYPTION,
    rfc5912::MD_5_WITH_RSA_ENCRYPTION,
    rfc5912::MD_2_WITH_RSA_ENCRYPTION,
];

impl Algorithm {
    /// The algorithm of a certificate's signature by a key.
    ///
    /// # Errors
    /// `WeakAlgorithm`, `UnsupportedAlgorithm`, `AlgorithmMismatch`.
    pub(crate) fn of_certificate(
        signature: &AlgorithmIdentifierRef<'_>,
        key: &SubjectPublicKeyInfoRef<'_>,
    ) -> Result<Self, SignatureFault> {
        Self::find(signature, None, key)
    }

    /// The algorithm of a signer in a CMS by the declared digest and signature algorithms and the key.
    ///
    /// # Errors
    /// `WeakAlgorithm`, `UnsupportedAlgorithm`, `AlgorithmMismatch`.
    pub(crate) fn of_signer(
        signature: &AlgorithmIdentifierRef<'_>,
        digest: &AlgorithmIdentifierRef<'_>,
        key: &SubjectPublicKeyInfoRef<'_>,
    ) -> Result<Self, SignatureFault> {
        Self::find(signature, Some(digest), key)
    }

    fn find(
        signature: &AlgorithmIdentifierRef<'_>,
        digest: Option<&AlgorithmIdentifierRef<'_>>,
        key: &SubjectPublicKeyInfoRef<'_>,
    ) -> Result<Self, SignatureFault> {
        if WEAK.contains(&signature.oid) || digest.is_some_and(|digest| WEAK.contains(&digest.oid)) {
            return Err(SignatureFault::WeakAlgorithm);
        }
        let known = TABLE.iter().any(|row| row.signature == signature.oid)
            && TABLE.iter().any(|row| row.key == key.algorithm.oid)
            && digest.is_none_or(|digest| TABLE.iter().any(|row| row.digest == digest.oid));
        if !known {
            return Err(SignatureFault::UnsupportedAlgorithm);
        }
        let row = TABLE.iter().find(|row| row.fits(signature, digest, key)).ok_or(SignatureFault::AlgorithmMismatch)?;
        Ok(row.algorithm)
    }

    /// The digest of `content` by the algorithm's digest.
    pub(crate) fn digest(self, content: &[u8]) -> Vec<u8> {
        match self {
            Self::RsaSha256 | Self::EcdsaP256Sha256 => {
                aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, content).as_ref().to_vec()
            }
        }
    }

    /// Checks `signature` of `message` by the public key in `key_bits`.
    ///
    /// # Errors
    /// `BadSignature`.
    pub(crate) fn verify(self, key_bits: &[u8], message: &[u8], signature: &[u8]) -> Result<(), SignatureFault> {
        let key = match self {
            Self::RsaSha256 => UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key_bits),
            Self::EcdsaP256Sha256 => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key_bits),
        };
        key.verify(message, signature).map_err(|_| SignatureFault::BadSignature)
    }
}

impl Row {
    fn fits(
        &self,
        signature: &AlgorithmIdentifierRef<'_>,
        digest: Option<&AlgorithmIdentifierRef<'_>>,
        key: &SubjectPublicKeyInfoRef<'_>,
    ) -> bool {
        // RFC 4055, 5754: NULL or nothing beside RSA and SHA-2; RFC 5758: nothing beside ECDSA.
        let plain = |id: &AlgorithmIdentifierRef<'_>| id.parameters.is_none_or(|any| any.is_null());
        let key_fits = match self.curve {
            None => plain(&key.algorithm),
            Some(curve) => key.algorithm.parameters_oid() == Ok(curve),
        };
        let signature_fits = if self.curve.is_none() { plain(signature) } else { signature.parameters.is_none() };
        self.key == key.algorithm.oid
            && self.signature == signature.oid
            && (self.complete || digest.is_some())
            && digest.is_none_or(|digest| self.digest == digest.oid && plain(digest))
            && key_fits
            && signature_fits
    }
}
