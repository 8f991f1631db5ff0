use super::super::data::is_code;
use super::super::system;
use super::EMPTY_TEXT;
use super::table::{FACT, FORM, Holds, Member, link};
use serde_json::{Map, Value};

/// So many faults are told; whoever sends more has a different problem.
const FAULTS_TOLD: usize = 200;
/// The longest `linkId` that a fault repeats.
const LINK_SHOWN: usize = 64;

/// What cannot be read of a QuestionnaireResponse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub wrong: Wrong,
    /// The `linkId`, or what stands in its place.
    pub link: String,
    /// Where, as FHIRPath.
    pub expression: String,
}

/// What is wrong with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// Neither a QuestionnaireResponse of this questionnaire nor a document with one.
    NotAResponse,
    /// The questionnaire has no such item here.
    UnknownItem,
    /// The item stands here twice.
    Twice,
    /// The item is not an object with `linkId`, and `item` or one `answer`.
    NotAnItem,
    /// The answer has another type, system or code.
    Answer,
}

impl Wrong {
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAResponse => "response.none",
            Self::UnknownItem => "item.unknown",
            Self::Twice => "item.twice",
            Self::NotAnItem => "item.invalid",
            Self::Answer => "answer.invalid",
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotAResponse => "fhir-no-response",
            Self::UnknownItem => "fhir-item-unknown",
            Self::Twice => "fhir-item-twice",
            Self::NotAnItem => "fhir-item-invalid",
            Self::Answer => "fhir-answer-invalid",
        }
    }
}

/// The form that a QuestionnaireResponse, or a document with one, holds.
///
/// # Errors
/// Every fault.
pub fn read(resource: &Value) -> Result<Map<String, Value>, Vec<Fault>> {
    let none = || vec![Fault { wrong: Wrong::NotAResponse, link: String::new(), expression: String::new() }];
    let response = response_in(resource).ok_or_else(none)?;
    let questionnaire = response["questionnaire"].as_str();
    let is_ours = questionnaire.is_none_or(|given| given.split('|').next() == Some(super::QUESTIONNAIRE));
    let mut faults = if is_ours { vec![] } else { none() };
    let empty = Vec::new();
    let items = response["item"].as_array().unwrap_or(&empty);
    let form = object(items, FORM, "", "QuestionnaireResponse", &mut faults);
    faults.truncate(FAULTS_TOLD);
    if faults.is_empty() { Ok(form) } else { Err(faults) }
}

fn response_in(resource: &Value) -> Option<&Value> {
    let is = |value: &Value, kind: &str| value["resourceType"] == kind;
    if is(resource, "QuestionnaireResponse") {
        return Some(resource);
    }
    let entries = resource["entry"].as_array().filter(|_| is(resource, "Bundle"))?;
    let mut responses = entries.iter().map(|entry| &entry["resource"]).filter(|one| is(one, "QuestionnaireResponse"));
    let first = responses.next()?;
    // Which of two would be meant, nobody guesses.
    if responses.next().is_some() { None } else { Some(first) }
}

fn object(items: &[Value], members: &[Member], above: &str, path: &str, faults: &mut Vec<Fault>) -> Map<String, Value> {
    let mut read = Map::new();
    for (place, item) in items.iter().enumerate() {
        let expression = format!("{path}.item[{place}]");
        let given = item["linkId"].as_str().unwrap_or_default();
        let mut fault =
            |wrong| faults.push(Fault { wrong, link: given.chars().take(LINK_SHOWN).collect(), expression: expression.clone() });
        let Some(of) = members.iter().find(|of| link(above, of.name) == given) else {
            fault(if given.is_empty() { Wrong::NotAnItem } else { Wrong::UnknownItem });
            continue;
        };
        let has_others = item.as_object().is_none_or(|item| item.keys().any(|name| !KNOWN.contains(&name.as_str())));
        let is_again = read.contains_key(of.name) && !matches!(of.holds, Holds::Many(_));
        if has_others || is_again {
            fault(if has_others { Wrong::NotAnItem } else { Wrong::Twice });
            continue;
        }
        if let Holds::One(_) | Holds::Many(_) | Holds::Facts = of.holds {
            let below = match (item.get("item"), item.get("answer")) {
                (None, None) => vec![],
                (Some(Value::Array(below)), None) => below.clone(),
                _ => {
                    fault(Wrong::NotAnItem);
                    continue;
                }
            };
            group(&below, of, given, &expression, &mut read, faults);
        } else {
            match leaf(item, of) {
                Some(value) => drop(read.insert(of.name.to_owned(), value)),
                None => fault(Wrong::Answer),
            }
        }
    }
    read
}

/// What may stand in an item; `text`, `definition` and extensions say nothing about the form.
const KNOWN: [&str; 7] = ["linkId", "item", "answer", "text", "_text", "definition", "id"];

fn group(below: &[Value], of: &Member, at: &str, path: &str, read: &mut Map<String, Value>, faults: &mut Vec<Fault>) {
    match of.holds {
        Holds::Many(members) => {
            let list = read.entry(of.name).or_insert_with(|| Value::Array(vec![]));
            if let (Value::Array(list), false) = (list, below.is_empty()) {
                list.push(object(below, members, at, path, faults).into());
            }
        }
        Holds::Facts => {
            let one = link(at, "fact");
            let mut facts = Map::new();
            for (place, item) in below.iter().enumerate() {
                let expression = format!("{path}.item[{place}]");
                let of = item["item"].as_array().filter(|_| item["linkId"] == one.as_str());
                let mut fact = of.map(|of| object(of, FACT, &one, &expression, faults)).unwrap_or_default();
                let (Some(Value::String(name)), Some(text)) = (fact.remove("name"), fact.remove("text")) else {
                    faults.push(Fault { wrong: Wrong::NotAnItem, link: one.clone(), expression });
                    continue;
                };
                if facts.insert(name, text).is_some() {
                    faults.push(Fault { wrong: Wrong::Twice, link: one.clone(), expression });
                }
            }
            read.insert(of.name.to_owned(), facts.into());
        }
        Holds::One(members) => drop(read.insert(of.name.to_owned(), object(below, members, at, path, faults).into())),
        _ => {}
    }
}

/// The value of an item that has exactly one answer.
fn leaf(item: &Value, of: &Member) -> Option<Value> {
    let [Value::Object(answer)] = item["answer"].as_array()?.as_slice() else { return None };
    let mut given = answer.iter().filter(|(name, _)| *name != "id");
    let (name, value) = given.next()?;
    if given.next().is_some() || item.get("item").is_some() {
        return None;
    }
    match (name.as_str(), value) {
        ("valueString" | "valueDate" | "valueDateTime", Value::String(text)) if !text.is_empty() => Some(value.clone()),
        ("valueInteger" | "valueDecimal", Value::Number(_)) | ("valueBoolean", Value::Bool(_)) => Some(value.clone()),
        ("_valueString", extended) => {
            let [extension] = extended["extension"].as_array()?.as_slice() else { return None };
            (extension["url"] == EMPTY_TEXT && extension["valueBoolean"] == true).then(|| Value::from(""))
        }
        ("valueCoding", coding) => coded(coding, of),
        _ => None,
    }
}

/// The code, where its system is the one that belongs here.
fn coded(coding: &Value, of: &Member) -> Option<Value> {
    let own = match of.holds {
        Holds::Icd10 => system::ICD10.to_owned(),
        Holds::Row => system::ANATOMICAL.to_owned(),
        Holds::Choice(_) => format!("{}{}", system::CHOICE, of.name),
        _ => return None,
    };
    let code = coding["code"].as_str().filter(|code| is_code(code) && coding["system"] == own.as_str())?;
    match (of.holds, code) {
        (Holds::Row, "none") | (Holds::Icd10 | Holds::Choice(_), _) => Some(code.into()),
        (_, row) => row.parse::<u8>().ok().filter(|number| number.to_string() == row).map(Value::from),
    }
}
