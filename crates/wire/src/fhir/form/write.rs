use super::super::data::is_code;
use super::super::system;
use super::EMPTY_TEXT;
use super::table::{FACT, FORM, Holds, Member, link, member};
use saraptama_core::terms::{Icd10, parse_date, parse_instant};
use serde_json::{Map, Value, json};

/// A member that stands in no table, or holds something else than the table says: such a form is no form yet, and
/// the check names the same fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwritable(pub String);

/// A form as a QuestionnaireResponse, without what says who is asked: status, subject and author.
///
/// # Errors
/// The first member that cannot be written, by its `linkId`.
pub fn response(form: &Map<String, Value>) -> Result<Map<String, Value>, Unwritable> {
    let Value::Object(response) = json!({
        "resourceType": "QuestionnaireResponse",
        "questionnaire": format!("{}|1", super::QUESTIONNAIRE),
        "item": items(form)?,
    }) else {
        return Err(Unwritable(String::new()));
    };
    Ok(response)
}

/// The members of a form, or of a part of one, as items.
///
/// # Errors
/// The first member that cannot be written, by its `linkId`.
pub fn items(form: &Map<String, Value>) -> Result<Vec<Value>, Unwritable> {
    object(form, FORM, "")
}

fn object(given: &Map<String, Value>, members: &[Member], above: &str) -> Result<Vec<Value>, Unwritable> {
    if let Some(name) = given.keys().find(|name| member(members, name).is_none()) {
        return Err(Unwritable(link(above, name)));
    }
    let mut items = vec![];
    for one in members {
        if let Some(value) = given.get(one.name) {
            written(value, one, &link(above, one.name), &mut items)?;
        }
    }
    Ok(items)
}

fn written(value: &Value, of: &Member, at: &str, items: &mut Vec<Value>) -> Result<(), Unwritable> {
    let wrong = || Unwritable(at.to_owned());
    match of.holds {
        Holds::One(members) => items.push(group(at, object(value.as_object().ok_or_else(wrong)?, members, at)?)),
        Holds::Many(members) => {
            let list = value.as_array().ok_or_else(wrong)?;
            if list.is_empty() {
                items.push(group(at, vec![]));
            }
            for one in list {
                // An item without items is the empty list, so an empty object cannot stand in one.
                let one = one.as_object().filter(|one| !one.is_empty()).ok_or_else(wrong)?;
                items.push(group(at, object(one, members, at)?));
            }
        }
        Holds::Facts => {
            let fact = link(at, "fact");
            let each = value.as_object().ok_or_else(wrong)?.iter().map(|(name, text)| {
                let both = Map::from_iter([("name".to_owned(), Value::from(name.as_str())), ("text".to_owned(), text.clone())]);
                Ok(group(&fact, object(&both, FACT, &fact)?))
            });
            items.push(group(at, each.collect::<Result<_, _>>()?));
        }
        leaf => items.push(json!({ "linkId": at, "answer": [answer(value, leaf, of.name).ok_or_else(wrong)?] })),
    }
    Ok(())
}

fn group(at: &str, items: Vec<Value>) -> Value {
    if items.is_empty() { json!({ "linkId": at }) } else { json!({ "linkId": at, "item": items }) }
}

/// The value as its type where the type holds it to the letter, else as what JSON says it is.
fn answer(value: &Value, holds: Holds, name: &str) -> Option<Value> {
    let typed = match (holds, value) {
        (Holds::Day, Value::String(text)) if is_day(text) => json!({ "valueDate": text }),
        (Holds::Moment, Value::String(text)) if is_moment(text) => json!({ "valueDateTime": text }),
        (Holds::Choice(choices), Value::String(text)) if choices.contains(&text.as_str()) => {
            json!({ "valueCoding": { "system": format!("{}{name}", system::CHOICE), "code": text } })
        }
        (Holds::Icd10, Value::String(text)) if Icd10::parse(text).is_ok_and(|code| code.to_string() == *text) => {
            json!({ "valueCoding": { "system": system::ICD10, "code": text } })
        }
        (Holds::Row, Value::String(text)) if text == "none" => {
            json!({ "valueCoding": { "system": system::ANATOMICAL, "code": text } })
        }
        (Holds::Row, Value::Number(row)) if row.as_u64().is_some_and(|row| (1..=22).contains(&row)) => {
            json!({ "valueCoding": { "system": system::ANATOMICAL, "code": row.to_string() } })
        }
        (_, Value::String(text)) if text.is_empty() => {
            json!({ "_valueString": { "extension": [{ "url": EMPTY_TEXT, "valueBoolean": true }] } })
        }
        (_, Value::String(text)) => json!({ "valueString": text }),
        (_, Value::Number(number)) if number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()) => {
            json!({ "valueInteger": number })
        }
        (_, Value::Number(number)) => json!({ "valueDecimal": number }),
        (_, Value::Bool(flag)) => json!({ "valueBoolean": flag }),
        _ => return None,
    };
    debug_assert!(typed["valueCoding"]["code"].as_str().is_none_or(is_code), "closed choices are codes");
    Some(typed)
}

/// A date of FHIR has a year from 1.
fn is_day(text: &str) -> bool {
    parse_date(text).is_ok_and(|day| day.year() > 0)
}

/// FHIR's dateTime is narrower than RFC 3339: capitals, offsets up to 14:00; and readers keep six digits of a second.
fn is_moment(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let offset = time.strip_suffix('Z').map(|time| (time, "00:00")).or_else(|| time.rsplit_once(['+', '-']));
    let Some((time, offset)) = offset else { return false };
    let fraction = time.split_once('.').map_or(0, |(_, digits)| digits.len());
    is_day(date)
        && parse_instant(text).is_ok()
        && fraction <= 6
        && offset <= "14:00"
        && !time.starts_with("24")
        && time.get(6..8) != Some("60")
}
