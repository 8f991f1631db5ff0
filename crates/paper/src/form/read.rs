//! The form's members, read from the very bytes that are signed. A draft may lack any of them and must
//! still be printable, so a member that is absent or of another type is `None`.

use crate::say::Say;
use saraptama_core::terms::{parse_date, parse_instant};
use serde_json::Value;

/// The text at `pointer`; whole numbers read as text.
pub(super) fn text(value: &Value, pointer: &str) -> Option<String> {
    match value.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The text at `pointer`, or that it is not filled in.
pub(super) fn required(value: &Value, pointer: &str, say: Say<'_>) -> String {
    text(value, pointer).filter(|text| !text.trim().is_empty()).unwrap_or_else(|| say.text("not-filled"))
}

/// The list at `pointer`.
pub(super) fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The day at `pointer`; what is no day says itself.
pub(super) fn date(value: &Value, pointer: &str, say: Say<'_>) -> Option<String> {
    let text = text(value, pointer)?;
    Some(parse_date(&text).map_or(text, |date| say.date(date)))
}

/// The instant at `pointer`; what is none says itself.
pub(super) fn instant(value: &Value, pointer: &str, say: Say<'_>) -> Option<String> {
    let text = text(value, pointer)?;
    Some(parse_instant(&text).map_or(text, |at| say.moment(at)))
}

/// The name of the value of `list` at `pointer`.
pub(super) fn choice(value: &Value, pointer: &str, list: &str, say: Say<'_>) -> Option<String> {
    text(value, pointer).map(|value| say.value(list, &value))
}

/// A person's name with the IIN.
pub(super) fn person(value: &Value, say: Say<'_>) -> Option<String> {
    let name = text(value, "/name")?;
    Some(match text(value, "/iin") {
        Some(iin) => say.with("person", &[("name", name.into()), ("iin", iin.into())]),
        None => name,
    })
}
