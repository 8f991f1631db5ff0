//! The object identifiers of the national algorithms, branch 1.2.398.3.10.1.

use const_oid::ObjectIdentifier;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

/// A key of GOST 34.310-2004.
pub(crate) const KEY_2004: ObjectIdentifier = oid("1.2.398.3.10.1.1.1.1");
/// Its curve.
pub(crate) const CURVE_2004: ObjectIdentifier = oid("1.2.398.3.10.1.1.1.1.1");
/// The S-box of its digest, as a key names it.
pub(crate) const S_BOX_2004: ObjectIdentifier = oid("1.2.398.3.10.1.3.1.1.0");
/// A signature by GOST 34.310-2004 with GOST 34.311-95.
pub(crate) const SIGNATURE_2004: ObjectIdentifier = oid("1.2.398.3.10.1.1.1.2");
/// GOST 34.311-95.
pub(crate) const DIGEST_2004: ObjectIdentifier = oid("1.2.398.3.10.1.3.1");

/// A key of GOST-2015 with 256 bits.
pub(crate) const KEY_2015_256: ObjectIdentifier = oid("1.2.398.3.10.1.1.2.1");
/// Its curve. No certificate with it is known; programs that know the identifier agree on the curve.
pub(crate) const CURVE_2015_256: ObjectIdentifier = oid("1.2.398.3.10.1.1.2.1.1");
/// A signature by GOST-2015 with Streebog-256.
pub(crate) const SIGNATURE_2015_256: ObjectIdentifier = oid("1.2.398.3.10.1.1.2.3.1");
/// Streebog-256.
pub(crate) const STREEBOG_256: ObjectIdentifier = oid("1.2.398.3.10.1.3.2");

/// A key of GOST-2015 with 512 bits.
pub(crate) const KEY_2015_512: ObjectIdentifier = oid("1.2.398.3.10.1.1.2.2");
/// Its curve.
pub(crate) const CURVE_2015_512: ObjectIdentifier = oid("1.2.398.3.10.1.1.2.2.1");
/// A signature by GOST-2015 with Streebog-512.
pub(crate) const SIGNATURE_2015_512: ObjectIdentifier = oid("1.2.398.3.10.1.1.2.3.2");
/// Streebog-512.
pub(crate) const STREEBOG_512: ObjectIdentifier = oid("1.2.398.3.10.1.3.3");
