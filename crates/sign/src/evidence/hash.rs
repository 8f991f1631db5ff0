//! Digests by their object identifiers.

use crate::gost::{Gost, oid};
use aws_lc_rs::digest::{self, SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA384, SHA512};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912;

/// The digest of `content`, by an algorithm that is strong enough to hold it.
pub(super) fn strong(algorithm: ObjectIdentifier, content: &[u8]) -> Option<Vec<u8>> {
    let by = |which| Some(digest::digest(which, content).as_ref().to_vec());
    match algorithm {
        rfc5912::ID_SHA_256 => by(&SHA256),
        rfc5912::ID_SHA_384 => by(&SHA384),
        rfc5912::ID_SHA_512 => by(&SHA512),
        oid::STREEBOG_512 => Some(Gost::Of2015With512.digest(content)),
        oid::STREEBOG_256 => Some(Gost::Of2015With256.digest(content)),
        oid::DIGEST_2004 => Some(Gost::Of2004.digest(content)),
        _ => None,
    }
}

/// The digest by which an answer names an issuer: SHA-1 too, since the name proves nothing; the
/// answer's signature does.
pub(super) fn naming(algorithm: ObjectIdentifier, content: &[u8]) -> Option<Vec<u8>> {
    if algorithm == rfc5912::ID_SHA_1 { Some(sha1(content)) } else { strong(algorithm, content) }
}

pub(super) fn sha1(content: &[u8]) -> Vec<u8> {
    digest::digest(&SHA1_FOR_LEGACY_USE_ONLY, content).as_ref().to_vec()
}
