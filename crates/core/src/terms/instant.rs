//! Instants and civil dates. Law is reckoned in Kazakhstan time: UTC+5 since 2024-03-01, as a fixed
//! offset, because an old time zone database still says +6 for Almaty.

use super::Malformed;
use jiff::{Timestamp, civil, tz::Offset};

/// A point in time, kept in UTC.
pub type Instant = Timestamp;

/// The offset in which dates and hours of the law are read.
pub const KAZAKHSTAN: Offset = Offset::constant(5);

/// The civil date of `instant` in Kazakhstan.
pub fn civil_date(instant: Instant) -> civil::Date {
    KAZAKHSTAN.to_datetime(instant).date()
}

/// The time of day of `instant` in Kazakhstan.
pub fn civil_time(instant: Instant) -> civil::Time {
    KAZAKHSTAN.to_datetime(instant).time()
}

/// Reads `YYYY-MM-DD`, nothing else.
///
/// # Errors
/// When the text has another shape or no such day exists.
pub fn parse_date(text: &str) -> Result<civil::Date, Malformed> {
    const WRONG: Malformed = Malformed("a date is YYYY-MM-DD and exists in the calendar");
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(WRONG);
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0i16, |sum, c| c.is_ascii_digit().then(|| sum * 10 + i16::from(c - b'0')))
    };
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else { return Err(WRONG) };
    civil::Date::new(year, month as i8, day as i8).map_err(|_| WRONG)
}

/// Reads an RFC 3339 instant with its offset. A fraction finer than a nanosecond counts upwards,
/// so that the smallest fraction past 16:00:00 is still past it.
///
/// # Errors
/// When the text has another shape, lacks the offset or names no instant.
pub fn parse_instant(text: &str) -> Result<Instant, Malformed> {
    const WRONG: Malformed = Malformed("an instant is RFC 3339 with an offset, such as 2025-09-02T09:00:00+05:00");
    let (date, rest) = text.split_at_checked(10).ok_or(WRONG)?;
    let date = parse_date(date)?;
    let bytes = rest.as_bytes();
    if bytes.len() < 10 || !matches!(bytes[0], b'T' | b't') || bytes[3] != b':' || bytes[6] != b':' {
        return Err(WRONG);
    }
    let two = |at: usize| match (bytes.get(at), bytes.get(at + 1)) {
        (Some(a @ b'0'..=b'9'), Some(b @ b'0'..=b'9')) => Ok(((a - b'0') * 10 + b - b'0') as i8),
        _ => Err(WRONG),
    };
    // A leap second is reckoned as the second before it.
    let (hour, minute, second) = (two(1)?, two(4)?, two(7)?.min(if two(7)? == 60 { 59 } else { 99 }));
    let digits = if bytes[9] == b'.' { bytes[10..].iter().take_while(|c| c.is_ascii_digit()).count() } else { 0 };
    if bytes[9] == b'.' && digits == 0 {
        return Err(WRONG);
    }
    let offset_at = if digits == 0 { 9 } else { 10 + digits };
    let nanosecond = (0..9).fold(0i32, |sum, i| sum * 10 + if i < digits { i32::from(bytes[10 + i] - b'0') } else { 0 });
    let finer = digits > 9 && bytes[19..10 + digits].iter().any(|c| *c != b'0');
    let offset = match &bytes[offset_at..] {
        [b'Z' | b'z'] => Offset::UTC,
        [sign @ (b'+' | b'-'), _, _, b':', _, _] => {
            let (hours, minutes) = (i32::from(two(offset_at + 1)?), i32::from(two(offset_at + 4)?));
            if hours > 23 || minutes > 59 {
                return Err(WRONG);
            }
            let seconds = (hours * 60 + minutes) * 60;
            Offset::from_seconds(if *sign == b'-' { -seconds } else { seconds }).map_err(|_| WRONG)?
        }
        _ => return Err(WRONG),
    };
    let time = civil::Time::new(hour, minute, second, nanosecond).map_err(|_| WRONG)?;
    let instant = offset.to_timestamp(date.to_datetime(time)).map_err(|_| WRONG)?;
    let step = jiff::SignedDuration::from_nanos(i64::from(finer));
    instant.checked_add(step).map_err(|_| WRONG)
}

/// Writes an instant in RFC 3339 with the offset of Kazakhstan, to the second where it has no fraction.
pub fn write_instant(instant: Instant) -> String {
    format!("{}+05:00", KAZAKHSTAN.to_datetime(instant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_fraction_past_a_second_is_past_it() {
        let sharp = parse_instant("2025-07-14T16:00:00+05:00").unwrap();
        assert!(parse_instant("2025-07-14T16:00:00.0000000000001+05:00").unwrap() > sharp);
        assert_eq!(parse_instant("2025-07-14T11:00:00.000Z").unwrap(), sharp);
        assert_eq!(write_instant(sharp), "2025-07-14T16:00:00+05:00");
    }

    #[test]
    fn what_is_not_an_instant_is_refused() {
        for text in [
            "",
            "2025-07-14",
            "2025-07-14T16:00:00",
            "2025-07-14 16:00:00Z",
            "2025-02-30T00:00:00Z",
            "2025-07-14T24:00:00Z",
            "2025-07-14T16:00:00.Z",
            "2025-07-14T16:00:00+0500",
            "2025-07-14T16:00:00+05:00[Asia/Almaty]",
            "2025-07-14T16:00:00,5Z",
            "2025-07-14T16:00:61Z",
        ] {
            assert!(parse_instant(text).is_err(), "{text}");
        }
    }
}
