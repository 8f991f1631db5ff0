//! An ECDSA signature in XML is two numbers of 32 octets side by side (RFC 4050 section 3.3), in
//! certificates and CMS a DER sequence of two.

use crate::walk::{INTEGER, SEQUENCE, Walk};
use der::Encode as _;
use der::asn1::UintRef;

const OCTETS: usize = 32;

/// The DER form of two numbers side by side.
pub(super) fn to_der(sides: &[u8]) -> Option<Vec<u8>> {
    let (r, s) = (sides.len() == 2 * OCTETS).then(|| sides.split_at(OCTETS))?;
    vec![UintRef::new(r).ok()?, UintRef::new(s).ok()?].to_der().ok()
}

/// Two numbers side by side from their DER form.
pub(super) fn from_der(der: &[u8]) -> Option<Vec<u8>> {
    let mut numbers = Walk::into(der, SEQUENCE).ok()?;
    let mut sides = Vec::with_capacity(2 * OCTETS);
    for _ in 0..2 {
        let number = numbers.value(INTEGER).ok()?;
        let digits = number.strip_prefix(&[0]).unwrap_or(number);
        sides.extend(std::iter::repeat_n(0, OCTETS.checked_sub(digits.len())?));
        sides.extend_from_slice(digits);
    }
    numbers.end().ok()?;
    Some(sides)
}
