use super::fault::Wrong;
use super::table::Read;
use super::tree::Value;
use jiff::civil::{Date, DateTime, date};
use jiff::fmt::strtime;
use jiff::tz::Offset;
use serde_json::Value as Json;

/// Since when the whole country has one time, UTC+5.
const ONE_ZONE: Date = date(2024, 3, 1);
const DAY: &str = "DD.MM.YYYY";
const INSTANT: &str = "DD.MM.YYYY HH:MM[:SS] (UTC+5, >= 01.03.2024)";
const HL7_DAY: &str = "YYYYMMDD";
const HL7_INSTANT: &str = "YYYYMMDDHHMMSS+ZZZZ";

/// Reads a field: what our form holds in its place, or nothing where it only says what the document is.
pub(super) fn read(value: &Value, how: Read) -> Result<Option<Json>, Wrong> {
    let text = || if let Value::Text(text) = value { Ok(text.as_str()) } else { Err(Wrong::NotText) };
    let word = |words: &'static [(&'static str, &'static str)]| {
        let text = text()?.trim();
        words.iter().find(|(theirs, _)| *theirs == text).map(|(_, ours)| *ours).ok_or(Wrong::NotListed(words))
    };
    let read = match how {
        Read::Text => text()?.into(),
        Read::Number => number(value).ok_or(Wrong::NotNumber)?.into(),
        Read::NumberOr(words) => match number(value) {
            Some(number) => number.into(),
            None => word(words)?.into(),
        },
        Read::DayMonthYear => day(text()?.trim(), "%d.%m.%Y", 10).ok_or(Wrong::NotDate(DAY))?.to_string().into(),
        Read::LocalInstant => local(text()?.trim()).ok_or(Wrong::NotInstant(INSTANT))?.into(),
        Read::Hl7Day => day(text()?.trim(), "%Y%m%d", 8).ok_or(Wrong::NotDate(HL7_DAY))?.to_string().into(),
        Read::Hl7Instant => hl7(text()?.trim()).ok_or(Wrong::NotInstant(HL7_INSTANT))?.into(),
        Read::Kato => kato(text()?.trim()).ok_or(Wrong::NotKato)?.into(),
        Read::Choice(words) => word(words)?.into(),
        Read::Only(words) => return word(words).map(|_| None),
    };
    Ok(Some(read))
}

fn number(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) if text.bytes().all(|b| b.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

/// A day in exactly this pattern: of `len` characters, digits and dots only.
fn day(text: &str, pattern: &str, len: usize) -> Option<Date> {
    let shaped = text.len() == len && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    shaped.then(|| strtime::parse(pattern, text).ok()?.to_date().ok()).flatten()
}

fn local(text: &str) -> Option<String> {
    let shaped = matches!(text.len(), 16 | 19) && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':' | b' '));
    let pattern = if text.len() == 16 { "%d.%m.%Y %H:%M" } else { "%d.%m.%Y %H:%M:%S" };
    let at: DateTime = shaped.then(|| strtime::parse(pattern, text).ok()?.to_datetime().ok()).flatten()?;
    (at.date() >= ONE_ZONE).then(|| format!("{}+05:00", at.strftime("%Y-%m-%dT%H:%M:%S")))
}

fn hl7(text: &str) -> Option<String> {
    let (at, offset) = text.split_at_checked(14)?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (sign, zone) = offset.split_at_checked(1)?;
    if !digits(at) || zone.len() != 4 || !digits(zone) || !matches!(sign, "+" | "-") {
        return None;
    }
    let at: DateTime = strtime::parse("%Y%m%d%H%M%S", at).ok()?.to_datetime().ok()?;
    let (hours, minutes): (i32, i32) = (zone[..2].parse().ok()?, zone[2..].parse().ok()?);
    let seconds = (hours * 60 + minutes) * 60 * if sign == "-" { -1 } else { 1 };
    // Whether such an offset exists, the library says; what is written is what stood there.
    (minutes < 60).then_some(())?;
    Offset::from_seconds(seconds).ok()?;
    Some(format!("{}{sign}{}:{}", at.strftime("%Y-%m-%dT%H:%M:%S"), &zone[..2], &zone[2..]))
}

/// ISO 3166-2 took the numbers of regions from the classifier; whether the order names this one, the check says.
fn kato(text: &str) -> Option<String> {
    let digits = text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| format!("KZ-{}", &text[..2]))
}
