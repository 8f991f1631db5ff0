//! The contents of a time-stamp token (RFC 3161 section 2.4.2), read strictly.

use crate::walk::{BOOLEAN, INTEGER, OCTET_STRING, SEQUENCE, Walk};
use const_oid::ObjectIdentifier;
use der::{DateTime, Decode as _};
use saraptama_core::terms::Instant;
use spki::AlgorithmIdentifierRef;

const GENERALIZED_TIME: u8 = 0x18;

/// TSTInfo, as far as something is decided by it.
pub(super) struct Info<'a> {
    pub(super) policy: ObjectIdentifier,
    pub(super) algorithm: ObjectIdentifier,
    pub(super) imprint: &'a [u8],
    /// The last instant at which the signature can have been stamped: the time and its accuracy.
    pub(super) latest: Instant,
}

/// The token of a response (`TimeStampResp`), or the token as it is. Nothing where the authority
/// granted none.
pub(super) fn unwrap(der: &[u8]) -> der::Result<Option<Vec<u8>>> {
    let mut outer = Walk::into(der, SEQUENCE)?;
    let first = outer.any()?;
    if first.first() != Some(&SEQUENCE) {
        return Ok(Some(der.to_vec()));
    }
    let status = Walk::into(first, SEQUENCE)?.small()?;
    let token = outer.optional(SEQUENCE)?;
    outer.end()?;
    // 0 is granted, 1 granted with changes.
    Ok(token.filter(|_| status <= 1).map(<[u8]>::to_vec))
}

/// Reads TSTInfo.
pub(super) fn info(der: &[u8]) -> der::Result<Info<'_>> {
    let mut body = Walk::into(der, SEQUENCE)?;
    let version = body.small()?;
    let policy = body.oid()?;
    let mut imprint = Walk::into(body.element(SEQUENCE)?, SEQUENCE)?;
    let algorithm = AlgorithmIdentifierRef::from_der(imprint.element(SEQUENCE)?)?;
    let digest = imprint.value(OCTET_STRING)?;
    imprint.end()?;
    body.element(INTEGER)?;
    let (seconds, nanos) = time(body.value(GENERALIZED_TIME)?)?;
    let accuracy = body.optional(SEQUENCE)?.map(accuracy).transpose()?.unwrap_or_default();
    let _ordering = body.optional(BOOLEAN)?;
    let _nonce = body.optional(INTEGER)?;
    let _authority = body.optional(0xa0)?;
    // No extension of a token is defined that would change what it says; a critical one refuses.
    let extensions = body.optional(0xa1)?;
    body.end()?;
    if version != 1 || extensions.is_some() {
        return Err(der::ErrorKind::Failed.into());
    }
    let nanos = nanos + accuracy;
    let latest = Instant::new(seconds + nanos / NANOS, i32::try_from(nanos % NANOS).unwrap_or_default());
    let latest = latest.map_err(|_| der::Error::from(der::ErrorKind::DateTime))?;
    Ok(Info { policy, algorithm: algorithm.oid, imprint: digest, latest })
}

const NANOS: i64 = 1_000_000_000;

/// GeneralizedTime in UTC, with a fraction of a second where one stands (RFC 3161 section 2.4.2).
fn time(text: &[u8]) -> der::Result<(i64, i64)> {
    let failed = || der::Error::from(der::ErrorKind::DateTime);
    let text = std::str::from_utf8(text).map_err(|_| failed())?.strip_suffix('Z').ok_or_else(failed)?;
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let part = |from: usize, until: usize| -> der::Result<u8> {
        whole.get(from..until).ok_or_else(failed)?.parse().map_err(|_| failed())
    };
    if whole.len() != 14 || !whole.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(failed());
    }
    let year = u16::from(part(0, 2)?) * 100 + u16::from(part(2, 4)?);
    let date = DateTime::new(year, part(4, 6)?, part(6, 8)?, part(8, 10)?, part(10, 12)?, part(12, 14)?)?;
    let seconds = i64::try_from(date.unix_duration().as_secs()).map_err(|_| failed())?;
    let nanos = match fraction {
        None => 0,
        Some(digits) if (1..=9).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit()) => {
            format!("{digits:0<9}").parse().map_err(|_| failed())?
        }
        Some(_) => return Err(failed()),
    };
    Ok((seconds, nanos))
}

/// Accuracy in nanoseconds: seconds, milliseconds and microseconds. More than an hour is no accuracy.
fn accuracy(der: &[u8]) -> der::Result<i64> {
    let mut body = Walk::into(der, SEQUENCE)?;
    let seconds = body.optional(INTEGER)?.map(u16::from_der).transpose()?.unwrap_or_default();
    // Implicitly tagged integers.
    let part = |from: Option<&[u8]>| -> der::Result<i64> {
        let Some(element) = from else { return Ok(0) };
        let mut plain = element.to_vec();
        if let Some(first) = plain.first_mut() {
            *first = INTEGER;
        }
        u16::from_der(&plain).map(i64::from)
    };
    let millis = part(body.optional(0x80)?)?;
    let micros = part(body.optional(0x81)?)?;
    body.end()?;
    if seconds > 3600 || millis > 999 || micros > 999 {
        return Err(der::ErrorKind::Value { tag: der::Tag::Integer }.into());
    }
    Ok(i64::from(seconds) * NANOS + millis * 1_000_000 + micros * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_a_fraction_or_none_and_ends_in_utc() {
        assert_eq!(time(b"20250902120000Z").unwrap(), (1_756_814_400, 0));
        assert_eq!(time(b"20250902120000.25Z").unwrap(), (1_756_814_400, 250_000_000));
        for wrong in [
            "20250902120000",
            "20250902120000.Z",
            "20250902120000+0500",
            "2025090212000Z",
            "20251302120000Z",
            "20250902120000.1234567890Z",
        ] {
            assert!(time(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_accuracy_is_added_up_and_bounded() {
        assert_eq!(accuracy(&[0x30, 9, 2, 1, 2, 0x80, 1, 3, 0x81, 1, 4]).unwrap(), 2_003_004_000);
        assert_eq!(accuracy(&[0x30, 0]).unwrap(), 0);
        assert!(accuracy(&[0x30, 4, 2, 2, 0x7f, 0xff]).is_err(), "nine hours");
    }
}
