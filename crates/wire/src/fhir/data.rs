//! The data types of FHIR that we write, and what makes a resource valid everywhere: nothing in it is empty.

use crate::words::Lang;
use saraptama_core::terms::{Instant, Sha256, Trilingual, write_instant};
use serde_json::{Map, Value, json};

/// A coding.
pub fn coding(system: &str, code: &str, display: Option<&str>) -> Value {
    json!({ "system": system, "code": code, "display": display })
}

/// A concept of one coding.
pub fn concept(coding: Value, text: Option<&str>) -> Value {
    json!({ "coding": [coding], "text": text })
}

/// An identifier.
pub fn identifier(system: &str, value: &str) -> Value {
    json!({ "system": system, "value": value })
}

/// A reference.
pub fn reference(to: &str) -> Value {
    json!({ "reference": to })
}

/// A simple extension of ours; `value` names its type: `valueString`.
pub fn extension(name: &str, value_type: &str, value: impl Into<Value>) -> Value {
    let url = format!("{}{name}", super::system::EXTENSION);
    Value::Object(Map::from_iter([("url".to_owned(), url.into()), (value_type.to_owned(), value.into())]))
}

/// The translations of a text that stands there in `shown`, as the standard's extension has them.
pub fn translations(text: &Trilingual, shown: Lang) -> Value {
    let other = Lang::ALL.into_iter().filter(|lang| *lang != shown).map(|lang| {
        json!({ "url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
            { "url": "lang", "valueCode": lang.as_str() },
            { "url": "content", "valueString": lang.of(text) },
        ] })
    });
    json!({ "extension": other.collect::<Vec<_>>() })
}

/// An instant, always with seconds and an offset. Programs of others keep three digits of a second, so it has no more.
pub fn instant(at: Instant) -> String {
    write_instant(Instant::from_millisecond(at.as_millisecond()).unwrap_or(at))
}

/// A text within XHTML. What XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control() || "\t\n".contains(*c)) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The id of a part of what `whole` names: a UUID that the same part always gets (RFC 9562, version 8).
pub fn part_id(whole: &str, part: &str) -> String {
    let Sha256(digest) = Sha256::of(format!("{whole}/{part}").as_bytes());
    let mut bytes: [u8; 16] = std::array::from_fn(|at| digest[at]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The same without members that say nothing: null, an empty text, list or object.
pub fn pruned(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, pruned(value))).filter(|(_, value)| !is_empty(value)).collect()
        }
        Value::Array(items) => items.into_iter().map(pruned).filter(|value| !is_empty(value)).collect(),
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// Whether the text may stand as a `code`: no blank at its ends, and never two of them in a row.
pub fn is_code(text: &str) -> bool {
    !text.is_empty() && text.split(' ').all(|part| !part.is_empty() && !part.contains(char::is_whitespace))
}

/// Whether the text may stand as an `id`.
pub fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_left_out_at_every_depth() {
        let given = json!({ "a": null, "b": "", "c": [{ "d": [] }, { "e": 0 }], "f": { "g": { "h": null } }, "i": false });
        assert_eq!(pruned(given), json!({ "c": [{ "e": 0 }], "i": false }));
    }

    #[test]
    fn the_same_part_gets_the_same_uuid_and_another_part_another_one() {
        let one = part_id("863031b3-8f8a-41c1-a830-2c2e623e8e18", "patient");
        assert_eq!(one, part_id("863031b3-8f8a-41c1-a830-2c2e623e8e18", "patient"));
        assert_ne!(one, part_id("863031b3-8f8a-41c1-a830-2c2e623e8e18", "chair"));
        assert_eq!((one.len(), &one[14..15]), (36, "8"));
    }

    #[test]
    fn a_code_has_single_blanks_inside_at_most() {
        for (text, is) in
            [("00.50", true), ("a b", true), ("", false), (" a", false), ("a ", false), ("a  b", false), ("a\tb", false)]
        {
            assert_eq!(is_code(text), is, "{text:?}");
        }
    }
}
