use super::super::data::{pruned, translations};
use super::super::system;
use super::table::{FACT, FORM, Holds, Member, link};
use crate::words::{Lang, Words};
use serde_json::{Value, json};

/// The canonical URL of the questionnaire.
pub const QUESTIONNAIRE: &str = "urn:saraptama:fhir:Questionnaire:form-031e";
/// The day on which version 1 of the form's JSON was fixed: the first day of order A.
const DATE: &str = "2025-06-22";

/// Form 031/e as a questionnaire.
pub fn questionnaire(words: &Words, lang: Lang) -> Value {
    let title = words.text("fhir-form-title", &[]);
    pruned(json!({
        "resourceType": "Questionnaire",
        "id": "form-031e",
        "language": lang.as_str(),
        "url": QUESTIONNAIRE,
        "version": "1",
        "name": "Form031e",
        "title": lang.of(&title),
        "_title": translations(&title, lang),
        "status": "active",
        "experimental": false,
        "subjectType": ["Patient"],
        "date": DATE,
        "item": items(FORM, "", words, lang),
    }))
}

fn items(members: &[Member], above: &str, words: &Words, lang: Lang) -> Vec<Value> {
    members.iter().map(|one| item(one, &link(above, one.name), words, lang)).collect()
}

fn item(one: &Member, at: &str, words: &Words, lang: Lang) -> Value {
    let (item_type, below, repeats) = match one.holds {
        Holds::Text => ("string", vec![], false),
        Holds::Day => ("date", vec![], false),
        Holds::Moment => ("dateTime", vec![], false),
        Holds::Whole => ("integer", vec![], false),
        Holds::Choice(_) | Holds::Icd10 | Holds::Row => ("open-choice", vec![], false),
        Holds::One(members) => ("group", items(members, at, words, lang), false),
        Holds::Many(members) => ("group", items(members, at, words, lang), true),
        Holds::Facts => ("group", vec![fact(&link(at, "fact"), words, lang)], false),
    };
    let options: Vec<Value> = match one.holds {
        Holds::Choice(choices) => {
            let system = format!("{}{}", system::CHOICE, one.name);
            choices.iter().map(|code| json!({ "valueCoding": { "system": system, "code": code } })).collect()
        }
        _ => vec![],
    };
    let value_set = match one.holds {
        Holds::Row => Some("urn:saraptama:fhir:ValueSet:anatomical-form"),
        _ => None,
    };
    json!({
        "linkId": at,
        "text": words.one(lang, one.label, &[]),
        "type": item_type,
        "required": one.required,
        "repeats": repeats,
        "answerValueSet": value_set,
        "answerOption": options,
        "item": below,
    })
}

fn fact(at: &str, words: &Words, lang: Lang) -> Value {
    json!({ "linkId": at, "text": words.one(lang, "fhir-item-fact", &[]), "type": "group", "repeats": true, "required": false,
            "item": items(FACT, at, words, lang) })
}
