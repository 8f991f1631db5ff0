//! The key that signs the register's checkpoints: Ed25519.

use crate::pem;
use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use der::{Decode as _, Encode as _};
use saraptama_core::terms::Sha256;
use spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

const ID_ED25519: const_oid::ObjectIdentifier = const_oid::db::rfc8410::ID_ED_25519;

/// The public half. Its text is the base64 of its 32 octets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// The 32 octets.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads the base64 of 32 octets, no other spelling.
    pub fn parse(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// Reads a SubjectPublicKeyInfo in DER.
    pub fn from_spki(der: &[u8]) -> Option<Self> {
        let info = SubjectPublicKeyInfoRef::from_der(der).ok()?;
        if info.algorithm.oid != ID_ED25519 || info.algorithm.parameters.is_some() {
            return None;
        }
        info.subject_public_key.as_bytes()?.try_into().ok().map(Self)
    }

    /// Reads a PEM block `PUBLIC KEY`.
    pub fn from_pem(text: &str) -> Option<Self> {
        Self::from_spki(&pem::only(text.as_bytes(), "PUBLIC KEY")?)
    }

    /// The PEM block `PUBLIC KEY`, as `openssl` writes it.
    pub fn to_pem(&self) -> String {
        let bits = der::asn1::BitStringRef::from_bytes(&self.0).expect("32 octets are a bit string");
        let info = SubjectPublicKeyInfoRef {
            algorithm: AlgorithmIdentifierRef { oid: ID_ED25519, parameters: None },
            subject_public_key: bits,
        };
        pem::write("PUBLIC KEY", &info.to_der().expect("a key of 32 octets has a DER"))
    }

    /// The SHA-256 of the 32 octets: what a person compares before pinning the key.
    pub fn fingerprint(&self) -> Sha256 {
        Sha256::of(&self.0)
    }

    /// Whether `signature` over `message` is this key's.
    pub(super) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.0).verify(message, signature).is_ok()
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl serde::Serialize for PublicKey {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for PublicKey {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a log key is the base64 of 32 octets"))
    }
}

/// The whole key, which only the register has.
pub struct LogKey(Ed25519KeyPair);

/// A key that could not be made, read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the register's key cannot be made, read or written")]
pub struct LogKeyFault;

impl LogKey {
    /// A new key from the system's randomness.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn generate() -> Result<Self, LogKeyFault> {
        Ed25519KeyPair::generate().map(Self).map_err(|_| LogKeyFault)
    }

    /// Reads a PKCS #8 PEM block `PRIVATE KEY`.
    ///
    /// # Errors
    /// When the text holds no Ed25519 key.
    pub fn from_pem(text: &str) -> Result<Self, LogKeyFault> {
        let der = pem::only(text.as_bytes(), "PRIVATE KEY").ok_or(LogKeyFault)?;
        Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).map(Self).map_err(|_| LogKeyFault)
    }

    /// The PKCS #8 PEM block: a secret.
    ///
    /// # Errors
    /// When the key cannot be written.
    pub fn to_pem(&self) -> Result<String, LogKeyFault> {
        let der: aws_lc_rs::encoding::Pkcs8V1Der<'_> = self.0.as_der().map_err(|_| LogKeyFault)?;
        Ok(pem::write("PRIVATE KEY", der.as_ref()))
    }

    /// The public half.
    pub fn public_key(&self) -> PublicKey {
        let octets = self.0.public_key().as_ref().try_into().expect("an Ed25519 public key has 32 octets");
        PublicKey(octets)
    }

    /// Signs `message`.
    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }
}

impl std::fmt::Debug for LogKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LogKey(of {})", self.public_key())
    }
}
