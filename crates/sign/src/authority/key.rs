use super::AuthorityFault;
use super::gost_key::{GostKey, with_null};
use crate::gost::Gost;
use crate::{Algorithm, pem};
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256};
use const_oid::db::rfc5912;
use der::{Any, asn1::BitString};
use saraptama_core::terms::Sha256;
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

/// What kind of key to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// ECDSA on P-256: made in microseconds.
    P256,
    /// RSA of 2048 bits: what the national authority issues beside GOST; takes a good part of a second.
    Rsa2048,
    /// GOST-2015 of 512 bits: what the national authority issues.
    Gost2015_512,
    /// GOST-2015 of 256 bits.
    Gost2015_256,
    /// GOST 34.310-2004: what the authority of state bodies issues.
    Gost2004,
}

/// A private key of the test authority or of one of its identities.
#[derive(Debug)]
pub enum PrivateKey {
    /// ECDSA on P-256.
    P256(EcdsaKeyPair),
    /// RSA.
    Rsa(rsa::KeyPair),
    /// A national algorithm, whose arithmetic takes variable time: for tests only.
    Gost(GostKey),
}

impl PrivateKey {
    pub(super) fn generate(kind: KeyKind) -> Result<Self, AuthorityFault> {
        let gost = |gost| GostKey::generate(gost).map(Self::Gost);
        match kind {
            KeyKind::P256 => EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).map(Self::P256).map_err(of_key),
            KeyKind::Rsa2048 => rsa::KeyPair::generate(rsa::KeySize::Rsa2048).map(Self::Rsa).map_err(of_key),
            KeyKind::Gost2015_512 => gost(Gost::Of2015With512),
            KeyKind::Gost2015_256 => gost(Gost::Of2015With256),
            KeyKind::Gost2004 => gost(Gost::Of2004),
        }
    }

    /// Reads a PKCS #8 PEM block `PRIVATE KEY`.
    pub(super) fn from_pem(text: &str) -> Result<Self, AuthorityFault> {
        let der = pem::only(text.as_bytes(), "PRIVATE KEY").ok_or(AuthorityFault::File)?;
        if let Ok(key) = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &der) {
            return Ok(Self::P256(key));
        }
        if let Some(key) = GostKey::from_pkcs8(&der) {
            return Ok(Self::Gost(key));
        }
        rsa::KeyPair::from_pkcs8(&der).map(Self::Rsa).map_err(|_| AuthorityFault::File)
    }

    /// The PKCS #8 PEM block, as `openssl` reads it.
    pub(super) fn to_pem(&self) -> Result<String, AuthorityFault> {
        let text = |der: &[u8]| pem::write("PRIVATE KEY", der);
        match self {
            Self::P256(key) => key.to_pkcs8v1().map(|der| text(der.as_ref())).map_err(of_key),
            Self::Rsa(key) => key.as_der().map(|der: Pkcs8V1Der<'_>| text(der.as_ref())).map_err(of_key),
            Self::Gost(key) => Ok(text(&key.to_pkcs8()?)),
        }
    }

    /// The public half as it stands in a certificate.
    pub(super) fn public(&self) -> Result<SubjectPublicKeyInfoOwned, AuthorityFault> {
        let (oid, parameters, bits) = match self {
            Self::P256(key) => (rfc5912::ID_EC_PUBLIC_KEY, Any::from(rfc5912::SECP_256_R_1), key.public_key().as_ref()),
            Self::Rsa(key) => (rfc5912::RSA_ENCRYPTION, Any::null(), key.public_key().as_ref()),
            Self::Gost(key) => return key.public(),
        };
        let algorithm = AlgorithmIdentifierOwned { oid, parameters: Some(parameters) };
        Ok(SubjectPublicKeyInfoOwned { algorithm, subject_public_key: BitString::from_bytes(bits)? })
    }

    /// The signature algorithm, as certificates and the national library's SignerInfo name it.
    pub(super) fn algorithm(&self) -> AlgorithmIdentifierOwned {
        match self {
            Self::P256(_) => AlgorithmIdentifierOwned { oid: rfc5912::ECDSA_WITH_SHA_256, parameters: None },
            Self::Rsa(_) => with_null(rfc5912::SHA_256_WITH_RSA_ENCRYPTION),
            Self::Gost(key) => key.signature_algorithm(),
        }
    }

    /// The algorithm, as this crate names it.
    pub(super) fn kind(&self) -> Algorithm {
        match self {
            Self::P256(_) => Algorithm::EcdsaP256Sha256,
            Self::Rsa(_) => Algorithm::RsaSha256,
            Self::Gost(key) => key.kind(),
        }
    }

    /// The digest algorithm of a signer.
    pub(super) fn digest_algorithm(&self) -> AlgorithmIdentifierOwned {
        match self {
            Self::P256(_) | Self::Rsa(_) => with_null(rfc5912::ID_SHA_256),
            Self::Gost(key) => key.digest_algorithm(),
        }
    }

    /// The digest of what a signer signs.
    pub(super) fn digest(&self, content: &[u8]) -> Vec<u8> {
        match self {
            Self::P256(_) | Self::Rsa(_) => Sha256::of(content).0.to_vec(),
            Self::Gost(key) => key.digest(content),
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, AuthorityFault> {
        let random = SystemRandom::new();
        match self {
            Self::P256(key) => key.sign(&random, message).map(|signature| signature.as_ref().to_vec()).map_err(of_key),
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).map(|()| signature).map_err(of_key)
            }
            Self::Gost(key) => key.sign(message),
        }
    }
}

/// `aws-lc-rs` does not say what was the matter.
fn of_key(_: aws_lc_rs::error::Unspecified) -> AuthorityFault {
    AuthorityFault::Key
}
