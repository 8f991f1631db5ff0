//! The national signature algorithms: GOST-2015 (which is GOST R 34.10-2012 under national object
//! identifiers) with 512 and 256 bits, and GOST 34.310-2004, which authorities of state bodies use.
//!
//! Own arithmetic in pure Rust over the digests of `streebog` and `gost94`; only 64-bit machines.
//! It takes variable time. That is right for verifying, where all is public; signing is for the
//! test authority's keys alone, and no real key comes near it.

mod curve;
mod field;
pub(crate) mod oid;
mod point;
mod signature;
#[cfg(test)]
mod tests;
mod window;

use crate::walk::OCTET_STRING;
use curve::{GOST_2004, GOST_2015_256, GOST_2015_512};
use gost94::Gost94Test;
use streebog::{Digest as _, Streebog256, Streebog512};

/// One of the algorithms with its curve and its digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gost {
    /// GOST 34.310-2004 with GOST 34.311-95, whose S-box is that of the standard's own test.
    Of2004,
    /// GOST-2015 with 256 bits and Streebog-256.
    Of2015With256,
    /// GOST-2015 with 512 bits and Streebog-512.
    Of2015With512,
}

impl Gost {
    /// The length of one number in octets.
    pub(crate) fn octets(self) -> usize {
        match self {
            Self::Of2004 | Self::Of2015With256 => 32,
            Self::Of2015With512 => 64,
        }
    }

    pub(crate) fn digest(self, content: &[u8]) -> Vec<u8> {
        match self {
            Self::Of2004 => Gost94Test::digest(content).to_vec(),
            Self::Of2015With256 => Streebog256::digest(content).to_vec(),
            Self::Of2015With512 => Streebog512::digest(content).to_vec(),
        }
    }

    /// Whether `signature` of `message` is by the key in `key_bits`, an OCTET STRING x‖y.
    pub(crate) fn verify(self, key_bits: &[u8], message: &[u8], signature: &[u8]) -> bool {
        let Some(key) = unwrap(key_bits) else { return false };
        self.verify_digest(key, &self.digest(message), signature)
    }

    pub(crate) fn verify_digest(self, key: &[u8], digest: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Of2004 => GOST_2004.verify(key, digest, signature),
            Self::Of2015With256 => GOST_2015_256.verify(key, digest, signature),
            Self::Of2015With512 => GOST_2015_512.verify(key, digest, signature),
        }
    }

    /// The public key of a test key, x‖y.
    pub(crate) fn public_key(self, private: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Of2004 => GOST_2004.public_key(private),
            Self::Of2015With256 => GOST_2015_256.public_key(private),
            Self::Of2015With512 => GOST_2015_512.public_key(private),
        }
    }

    /// Signs by a test key, in variable time; nothing where the nonce does not do.
    pub(crate) fn sign(self, private: &[u8], message: &[u8], nonce: &[u8]) -> Option<Vec<u8>> {
        let digest = self.digest(message);
        match self {
            Self::Of2004 => GOST_2004.sign(private, &digest, nonce),
            Self::Of2015With256 => GOST_2015_256.sign(private, &digest, nonce),
            Self::Of2015With512 => GOST_2015_512.sign(private, &digest, nonce),
        }
    }
}

/// The contents of the OCTET STRING, exactly one.
fn unwrap(der: &[u8]) -> Option<&[u8]> {
    use crate::walk::Walk;
    let mut body = Walk::over(der).ok()?;
    let value = body.value(OCTET_STRING).ok()?;
    body.end().ok()?;
    Some(value)
}
