//! The signature algorithms that this build can judge, as one table keyed by object identifiers.
//!
//! A row joins the key, the signature algorithm and the digest; whatever is in no row is answered
//! "unsupported algorithm", never "good". The signer's key decides, and what is declared beside it
//! must fit.

use crate::SignatureFault;
use crate::gost::{Gost, oid};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm};
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
    /// GOST-2015 (GOST R 34.10-2012) of 512 bits with Streebog-512: what the national authority issues.
    #[serde(rename = "gost-2015-512")]
    Gost2015With512,
    /// GOST-2015 of 256 bits with Streebog-256. No certificate of this kind is known to be in use.
    #[serde(rename = "gost-2015-256")]
    Gost2015With256,
    /// GOST 34.310-2004 with GOST 34.311-95: the authority of state bodies, and all before 2022.
    #[serde(rename = "gost-34.310-2004")]
    Gost2004,
}

/// One row: what may stand together.
struct Row {
    key: ObjectIdentifier,
    parameters: Parameters,
    signature: ObjectIdentifier,
    digest: ObjectIdentifier,
    /// Whether the signature algorithm alone tells the digest; a bare key algorithm does not, and
    /// so stands in a CMS only.
    complete: bool,
    algorithm: Algorithm,
}

/// What the key's algorithm says beside its name.
enum Parameters {
    /// NULL or nothing.
    Plain,
    /// A curve.
    Curve(ObjectIdentifier),
    /// A sequence of a curve and a digest.
    CurveAndDigest(ObjectIdentifier, ObjectIdentifier),
}

const fn rsa(signature: ObjectIdentifier, complete: bool) -> Row {
    let (key, digest) = (rfc5912::RSA_ENCRYPTION, rfc5912::ID_SHA_256);
    Row { key, parameters: Parameters::Plain, signature, digest, complete, algorithm: Algorithm::RsaSha256 }
}

const fn gost_2004(signature: ObjectIdentifier, complete: bool) -> Row {
    Row {
        key: oid::KEY_2004,
        parameters: Parameters::CurveAndDigest(oid::CURVE_2004, oid::S_BOX_2004),
        signature,
        digest: oid::DIGEST_2004,
        complete,
        algorithm: Algorithm::Gost2004,
    }
}

/// RSA with SHA-256 has two names in a CMS: the national library writes the complete one, `openssl`
/// the bare one. GOST 34.310-2004 has two as well, since an elder library writes the key's. Which of
/// them stands there is not under the signature, and means the same.
const TABLE: [Row; 7] = [
    rsa(rfc5912::SHA_256_WITH_RSA_ENCRYPTION, true),
    rsa(rfc5912::RSA_ENCRYPTION, false),
    Row {
        key: rfc5912::ID_EC_PUBLIC_KEY,
        parameters: Parameters::Curve(rfc5912::SECP_256_R_1),
        signature: rfc5912::ECDSA_WITH_SHA_256,
        digest: rfc5912::ID_SHA_256,
        complete: true,
        algorithm: Algorithm::EcdsaP256Sha256,
    },
    Row {
        key: oid::KEY_2015_512,
        parameters: Parameters::CurveAndDigest(oid::CURVE_2015_512, oid::STREEBOG_512),
        signature: oid::SIGNATURE_2015_512,
        digest: oid::STREEBOG_512,
        complete: true,
        algorithm: Algorithm::Gost2015With512,
    },
    Row {
        key: oid::KEY_2015_256,
        parameters: Parameters::CurveAndDigest(oid::CURVE_2015_256, oid::STREEBOG_256),
        signature: oid::SIGNATURE_2015_256,
        digest: oid::STREEBOG_256,
        complete: true,
        algorithm: Algorithm::Gost2015With256,
    },
    gost_2004(oid::SIGNATURE_2004, true),
    gost_2004(oid::KEY_2004, false),
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

    /// Whether a key is one for this algorithm: where XML names the algorithm, not the key's numbers.
    ///
    /// # Errors
    /// `UnsupportedAlgorithm`, `AlgorithmMismatch`.
    pub(crate) fn of_key(self, key: &SubjectPublicKeyInfoRef<'_>) -> Result<Self, SignatureFault> {
        if TABLE.iter().all(|row| row.key != key.algorithm.oid) {
            return Err(SignatureFault::UnsupportedAlgorithm);
        }
        let fits = TABLE.iter().any(|row| row.algorithm == self && row.key_fits(key));
        if fits { Ok(self) } else { Err(SignatureFault::AlgorithmMismatch) }
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

    fn gost(self) -> Option<Gost> {
        match self {
            Self::RsaSha256 | Self::EcdsaP256Sha256 => None,
            Self::Gost2015With512 => Some(Gost::Of2015With512),
            Self::Gost2015With256 => Some(Gost::Of2015With256),
            Self::Gost2004 => Some(Gost::Of2004),
        }
    }

    /// The digest of `content` by the algorithm's digest.
    pub(crate) fn digest(self, content: &[u8]) -> Vec<u8> {
        match self.gost() {
            Some(gost) => gost.digest(content),
            None => aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, content).as_ref().to_vec(),
        }
    }

    /// Checks `signature` of `message` by the public key in `key_bits`.
    ///
    /// # Errors
    /// `BadSignature`.
    pub(crate) fn verify(self, key_bits: &[u8], message: &[u8], signature: &[u8]) -> Result<(), SignatureFault> {
        let holds =
            |by: &'static dyn VerificationAlgorithm| UnparsedPublicKey::new(by, key_bits).verify(message, signature).is_ok();
        let good = match self.gost() {
            Some(gost) => gost.verify(key_bits, message, signature),
            None if self == Self::RsaSha256 => holds(&RSA_PKCS1_2048_8192_SHA256),
            None => holds(&ECDSA_P256_SHA256_ASN1),
        };
        if good { Ok(()) } else { Err(SignatureFault::BadSignature) }
    }
}

/// NULL or nothing (RFC 4055, 5754).
fn plain(id: &AlgorithmIdentifierRef<'_>) -> bool {
    id.parameters.is_none_or(|any| any.is_null())
}

impl Row {
    fn key_fits(&self, key: &SubjectPublicKeyInfoRef<'_>) -> bool {
        let parameters_fit = match &self.parameters {
            Parameters::Plain => plain(&key.algorithm),
            Parameters::Curve(curve) => key.algorithm.parameters_oid() == Ok(*curve),
            Parameters::CurveAndDigest(curve, digest) => {
                let stated = key.algorithm.parameters.map(|any| any.decode_as::<[ObjectIdentifier; 2]>());
                stated == Some(Ok([*curve, *digest]))
            }
        };
        self.key == key.algorithm.oid && parameters_fit
    }

    fn fits(
        &self,
        signature: &AlgorithmIdentifierRef<'_>,
        digest: Option<&AlgorithmIdentifierRef<'_>>,
        key: &SubjectPublicKeyInfoRef<'_>,
    ) -> bool {
        // RFC 4055, 5754: NULL or nothing beside RSA and SHA-2; the national library writes NULL
        // beside GOST; RFC 5758: nothing beside ECDSA.
        let signature_fits = match self.parameters {
            Parameters::Curve(_) => signature.parameters.is_none(),
            Parameters::Plain | Parameters::CurveAndDigest(..) => plain(signature),
        };
        self.key_fits(key)
            && self.signature == signature.oid
            && (self.complete || digest.is_some())
            && digest.is_none_or(|digest| self.digest == digest.oid && plain(digest))
            && signature_fits
    }
}
