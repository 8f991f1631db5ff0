//! Keys of the national algorithms, for tests only: the arithmetic takes variable time.

use super::AuthorityFault;
use crate::Algorithm;
use crate::gost::{Gost, oid};
use aws_lc_rs::rand;
use const_oid::ObjectIdentifier;
use der::asn1::{BitString, OctetString, OctetStringRef};
use der::{Any, Decode as _, Encode as _, Sequence};
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

/// More draws than ever needed: a number below the order is found at least once in four.
const DRAWS: usize = 256;

/// PrivateKeyInfo (RFC 5208 section 5) without attributes.
#[derive(Sequence)]
struct PrivateKeyInfo {
    version: u8,
    algorithm: AlgorithmIdentifierOwned,
    private: OctetString,
}

/// A private key of the test authority: its number, little-endian, and the public half.
pub struct GostKey {
    gost: Gost,
    private: Vec<u8>,
    public: Vec<u8>,
}

impl std::fmt::Debug for GostKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "GostKey({:?})", self.gost)
    }
}

impl GostKey {
    pub(super) fn generate(gost: Gost) -> Result<Self, AuthorityFault> {
        draw(gost, |number| Self::of(gost, number))
    }

    fn of(gost: Gost, private: &[u8]) -> Option<Self> {
        Some(Self { gost, private: private.to_vec(), public: gost.public_key(private)? })
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, AuthorityFault> {
        draw(self.gost, |nonce| self.gost.sign(&self.private, message, nonce))
    }

    pub(super) fn digest(&self, content: &[u8]) -> Vec<u8> {
        self.gost.digest(content)
    }

    /// PKCS #8 as the national containers hold it: an OCTET STRING in the private key's OCTET STRING.
    pub(super) fn to_pkcs8(&self) -> der::Result<Vec<u8>> {
        let inner = OctetStringRef::new(&self.private)?.to_der()?;
        PrivateKeyInfo { version: 0, algorithm: self.key_algorithm()?, private: OctetString::new(inner)? }.to_der()
    }

    pub(super) fn from_pkcs8(der: &[u8]) -> Option<Self> {
        let whole = PrivateKeyInfo::from_der(der).ok()?;
        let private = OctetStringRef::from_der(whole.private.as_bytes()).ok()?;
        let kinds = [Gost::Of2004, Gost::Of2015With256, Gost::Of2015With512];
        let gost = kinds.into_iter().find(|gost| key_oids(*gost).0 == whole.algorithm.oid)?;
        let key = Self::of(gost, private.as_bytes())?;
        (key.key_algorithm().ok()? == whole.algorithm).then_some(key)
    }

    pub(super) fn public(&self) -> Result<SubjectPublicKeyInfoOwned, AuthorityFault> {
        let bits = OctetStringRef::new(&self.public)?.to_der()?;
        Ok(SubjectPublicKeyInfoOwned { algorithm: self.key_algorithm()?, subject_public_key: BitString::from_bytes(&bits)? })
    }

    fn key_algorithm(&self) -> der::Result<AlgorithmIdentifierOwned> {
        let (oid, curve, digest) = key_oids(self.gost);
        let parameters = Any::encode_from(&vec![curve, digest])?;
        Ok(AlgorithmIdentifierOwned { oid, parameters: Some(parameters) })
    }

    pub(super) fn kind(&self) -> Algorithm {
        match self.gost {
            Gost::Of2004 => Algorithm::Gost2004,
            Gost::Of2015With256 => Algorithm::Gost2015With256,
            Gost::Of2015With512 => Algorithm::Gost2015With512,
        }
    }

    pub(super) fn signature_algorithm(&self) -> AlgorithmIdentifierOwned {
        with_null(match self.gost {
            Gost::Of2004 => oid::SIGNATURE_2004,
            Gost::Of2015With256 => oid::SIGNATURE_2015_256,
            Gost::Of2015With512 => oid::SIGNATURE_2015_512,
        })
    }

    pub(super) fn digest_algorithm(&self) -> AlgorithmIdentifierOwned {
        with_null(match self.gost {
            Gost::Of2004 => oid::DIGEST_2004,
            Gost::Of2015With256 => oid::STREEBOG_256,
            Gost::Of2015With512 => oid::STREEBOG_512,
        })
    }
}

/// The key, its curve, and the digest that it names.
fn key_oids(gost: Gost) -> (ObjectIdentifier, ObjectIdentifier, ObjectIdentifier) {
    match gost {
        Gost::Of2004 => (oid::KEY_2004, oid::CURVE_2004, oid::S_BOX_2004),
        Gost::Of2015With256 => (oid::KEY_2015_256, oid::CURVE_2015_256, oid::STREEBOG_256),
        Gost::Of2015With512 => (oid::KEY_2015_512, oid::CURVE_2015_512, oid::STREEBOG_512),
    }
}

pub(super) fn with_null(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid, parameters: Some(Any::null()) }
}

/// Draws random numbers until one does.
fn draw<T>(gost: Gost, mut done: impl FnMut(&[u8]) -> Option<T>) -> Result<T, AuthorityFault> {
    let mut number = vec![0; gost.octets()];
    for _ in 0..DRAWS {
        rand::fill(&mut number).map_err(|_| AuthorityFault::Key)?;
        if let Some(found) = done(&number) {
            return Ok(found);
        }
    }
    Err(AuthorityFault::Key)
}
