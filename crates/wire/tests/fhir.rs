//! FHIR: a form becomes answers and comes back as it was, whatever stands in it; a document refers to itself only.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use saraptama_core::terms::Sha256;
use saraptama_wire::fhir::form::{Wrong, items, questionnaire, read, response};
use saraptama_wire::fhir::{Seal, Source, document};
use saraptama_wire::words::{Lang, Words};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// The contract's examples.
fn examples() -> Vec<Map<String, Value>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/mse-pilot-2025/examples");
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.to_str().unwrap().ends_with(".expected.json") {
            found.push(serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap());
        }
    }
    assert!(found.len() >= 10);
    found
}

/// A form with every member that there is.
fn full() -> Map<String, Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../paper/tests/data/form-full.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn back(form: &Map<String, Value>) -> Map<String, Value> {
    let written = Value::Object(response(form).unwrap());
    read(&serde_json::from_str(&written.to_string()).unwrap()).unwrap_or_else(|faults| panic!("{faults:?}\n{written:#}"))
}

#[test]
fn every_example_of_the_contract_comes_back_as_it_was() {
    for form in examples().into_iter().chain([full()]) {
        assert_eq!(back(&form), form);
    }
}

#[test]
fn a_value_stands_as_its_type_where_the_type_holds_it_and_else_as_a_text() {
    let answer = |form: Value| items(form.as_object().unwrap()).unwrap()[0]["item"][0]["answer"][0].clone();
    assert_eq!(answer(json!({ "patient": { "birth_date": "1985-02-26" } })), json!({ "valueDate": "1985-02-26" }));
    assert_eq!(answer(json!({ "patient": { "birth_date": "1985-02-30" } })), json!({ "valueString": "1985-02-30" }));
    assert_eq!(answer(json!({ "mis": { "vendor": "" } }))["_valueString"]["extension"][0]["valueBoolean"], true);
    let sex = answer(json!({ "patient": { "sex": "male" } }));
    assert_eq!(sex["valueCoding"], json!({ "system": "urn:saraptama:fhir:form-031e:sex", "code": "male" }));
    assert_eq!(answer(json!({ "patient": { "sex": " male" } })), json!({ "valueString": " male" }));
}

#[test]
fn what_is_no_member_of_the_form_is_not_written() {
    for (form, at) in [
        (json!({ "nickname": "x" }), "nickname"),
        (json!({ "patient": { "nickname": "x" } }), "patient.nickname"),
        (json!({ "patient": [] }), "patient"),
        (json!({ "evidence": [{}] }), "evidence"),
        (json!({ "mis": { "vendor": null } }), "mis.vendor"),
        (json!({ "mis": { "vendor": {} } }), "mis.vendor"),
    ] {
        assert_eq!(items(form.as_object().unwrap()).unwrap_err().0, at);
    }
}

#[test]
fn what_cannot_be_read_is_named_by_its_place() {
    let asked = |item: Value| {
        let resource = json!({ "resourceType": "QuestionnaireResponse", "item": [item] });
        let fault = read(&resource).unwrap_err().remove(0);
        (fault.wrong, fault.expression)
    };
    let at = "QuestionnaireResponse.item[0]";
    let text = |link: &str| json!({ "linkId": link, "answer": [{ "valueString": "x" }] });
    assert_eq!(asked(text("nickname")), (Wrong::UnknownItem, at.into()));
    assert_eq!(asked(json!({ "answer": [] })), (Wrong::NotAnItem, at.into()));
    assert_eq!(asked(json!({ "linkId": "form", "answer": [] })), (Wrong::Answer, at.into()));
    assert_eq!(asked(json!({ "linkId": "form", "answer": [{ "valueString": "" }] })), (Wrong::Answer, at.into()));
    assert_eq!(
        asked(json!({ "linkId": "form", "answer": [{ "valueString": "x" }], "extension": [] })),
        (Wrong::NotAnItem, at.into())
    );
    assert_eq!(asked(json!({ "linkId": "patient", "item": [text("patient.iin"), text("patient.iin")] })).0, Wrong::Twice);
    let sex = |coding: Value| json!({ "linkId": "patient", "item": [{ "linkId": "patient.sex", "answer": [{ "valueCoding": coding }] }] });
    assert_eq!(asked(sex(json!({ "code": "male" }))).0, Wrong::Answer, "without a system a code means nothing");
    assert_eq!(asked(sex(json!({ "code": "male", "system": "urn:other" }))).0, Wrong::Answer);
    for resource in [json!({}), json!([]), json!({ "resourceType": "Bundle", "entry": [] })] {
        assert_eq!(read(&resource).unwrap_err()[0].wrong, Wrong::NotAResponse);
    }
    let one = json!({ "resource": { "resourceType": "QuestionnaireResponse" } });
    let two = json!({ "resourceType": "Bundle", "entry": [one, one] });
    assert_eq!(read(&two).unwrap_err()[0].wrong, Wrong::NotAResponse, "of two forms in one document none is meant");
    let other = json!({ "resourceType": "QuestionnaireResponse", "questionnaire": "urn:other" });
    assert_eq!(read(&other).unwrap_err()[0].wrong, Wrong::NotAResponse);
}

/// What a member may hold by mistake.
fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<String>().prop_map(Value::from),
        "[ТTЕE][0-9]{2}(\\.[0-9])?".prop_map(Value::from),
        "(20[0-9]{2}-(0[0-9]|1[0-3])-[0-3][0-9])(T[0-2][0-9]:00:(00|60)(\\.[0-9]{1,8})?(Z|z|\\+05:00|-15:00))?"
            .prop_map(Value::from),
        Just(Value::from("")),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1000i32..1000).prop_map(|number| Value::from(f64::from(number) / 8.0)),
        any::<bool>().prop_map(Value::from),
        Just(json!("none")),
        (0u8..30).prop_map(Value::from),
    ]
}

/// Every place of a text or number.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| leaves(value, &format!("{at}/{name}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(place, value)| leaves(value, &format!("{at}/{place}"), found)),
        _ => found.push(at.to_owned()),
    }
}

proptest! {
    #[test]
    fn whatever_stands_in_the_members_comes_back_to_the_letter(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), leaf()), 0..6),
        gone in prop::collection::vec(0usize..17, 0..3),
        fact in (any::<String>(), leaf()),
    ) {
        let all: Vec<_> = examples().into_iter().chain([full()]).collect();
        let mut form = Value::Object(which.get(&all).clone());
        let mut places = vec![];
        leaves(&form, "", &mut places);
        for (place, value) in changes {
            *form.pointer_mut(place.get::<String>(&places)).unwrap() = value;
        }
        form["evidence"][0]["facts"][fact.0] = fact.1;
        let form = form.as_object_mut().unwrap();
        for place in gone {
            let name = form.keys().nth(place % form.len()).unwrap().clone();
            form.remove(&name);
        }
        prop_assert_eq!(&back(form), &*form);
    }

    #[test]
    fn no_resource_makes_the_reader_fall(text in "[\\[\\]{}\",:a-z0-9 ]{0,80}") {
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            let _ = read(&json!({ "resourceType": "QuestionnaireResponse", "item": value }));
            let _ = read(&json!({ "resourceType": "QuestionnaireResponse", "item": [{ "linkId": "evidence.facts", "item": [value] }] }));
        }
    }
}

/// Every `reference` in a value.
fn references<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| match value.as_str() {
            Some(to) if name == "reference" => drop(found.insert(to)),
            _ => references(value, found),
        }),
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

fn made(form: &Map<String, Value>, seal: Option<Seal<'_>>) -> Value {
    let bytes = serde_json::to_vec(form).unwrap();
    let id = form["id"].as_str().unwrap();
    let changed_at = "2025-09-02T04:00:00Z".parse().unwrap();
    let source = Source { id, bytes: &bytes, form, sha256: Sha256::of(&bytes), changed_at, seal };
    document(&source, &Words::new(), Lang::Kk).unwrap()
}

#[test]
fn every_reference_of_a_document_leads_to_one_of_its_own_entries() {
    for form in examples().into_iter().chain([full()]) {
        let seal = Seal { cms: &[1, 2, 3], at: "2025-09-02T04:30:00Z".parse().unwrap() };
        let document = made(&form, Some(seal));
        let entries = document["entry"].as_array().unwrap();
        assert_eq!(entries[0]["resource"]["resourceType"], "Composition");
        let urls: BTreeSet<&str> = entries.iter().map(|entry| entry["fullUrl"].as_str().unwrap()).collect();
        assert_eq!(urls.len(), entries.len(), "no two entries share an address");
        let mut used = BTreeSet::new();
        references(&document, &mut used);
        assert!(used.len() > 5 && used.is_subset(&urls), "{:?}", used.difference(&urls));
        assert!(
            entries.iter().all(|entry| entry["fullUrl"] == format!("urn:uuid:{}", entry["resource"]["id"].as_str().unwrap()))
        );
    }
}

#[test]
fn a_form_is_preliminary_until_it_is_signed_and_names_no_signature_before() {
    let kinds = |document: &Value| -> BTreeSet<String> {
        let entries = document["entry"].as_array().unwrap();
        entries.iter().map(|entry| entry["resource"]["resourceType"].as_str().unwrap().to_owned()).collect()
    };
    let form = full();
    let draft = made(&form, None);
    assert_eq!(draft["entry"][0]["resource"]["status"], "preliminary");
    assert!(draft["entry"][0]["resource"]["attester"].is_null() && !kinds(&draft).contains("Provenance"));
    let signed = made(&form, Some(Seal { cms: &[48, 3], at: "2025-09-02T04:30:00Z".parse().unwrap() }));
    assert_eq!(signed["entry"][0]["resource"]["status"], "final");
    assert_eq!(signed["entry"][0]["resource"]["attester"][0]["mode"], "legal");
    let expected = [
        "Composition",
        "Condition",
        "DocumentReference",
        "Observation",
        "Organization",
        "Patient",
        "Practitioner",
        "PractitionerRole",
        "Provenance",
        "QuestionnaireResponse",
    ];
    assert_eq!(kinds(&signed), expected.map(str::to_owned).into());
}

/// Every item of a questionnaire, groups before what stands in them.
fn all_items<'q>(items: &'q Value, found: &mut Vec<&'q Value>) {
    for item in items.as_array().into_iter().flatten() {
        found.push(item);
        all_items(&item["item"], found);
    }
}

#[test]
fn every_item_of_the_questionnaire_has_its_words_and_the_answers_use_no_other() {
    let words = Words::new();
    for lang in Lang::ALL {
        let questionnaire = questionnaire(&words, lang);
        let mut found = vec![];
        all_items(&questionnaire["item"], &mut found);
        assert!(found.len() > 80, "{}", found.len());
        for item in &found {
            let text = item["text"].as_str().unwrap();
            assert!(!["fhir-", "paper-", "doctor-"].iter().any(|prefix| text.starts_with(prefix)), "{text} in {}", lang.as_str());
        }
        let links: BTreeSet<&str> = found.iter().map(|item| item["linkId"].as_str().unwrap()).collect();
        assert_eq!(links.len(), found.len(), "no linkId stands twice");
        let answers = Value::Object(response(&full()).unwrap());
        let mut used = vec![];
        all_items(&answers["item"], &mut used);
        assert!(used.len() > 50 && used.iter().all(|item| links.contains(item["linkId"].as_str().unwrap())));
    }
}

#[test]
fn every_fault_of_an_answer_has_its_words() {
    let words = Words::new();
    for wrong in [Wrong::NotAResponse, Wrong::UnknownItem, Wrong::Twice, Wrong::NotAnItem, Wrong::Answer] {
        let text = words.text(wrong.key(), &[("item", "patient.iin".into())]);
        assert!(words.has(wrong.key()) && ![&text.kk, &text.ru, &text.en].iter().any(|text| text.contains('{')), "{text:?}");
    }
}

#[test]
fn what_a_form_says_stands_in_the_narrative_as_text_and_never_as_markup() {
    let mut form = full();
    form["patient"]["family_name"] = "<b>&\"\u{7}".into();
    let document = made(&form, None);
    let narrative = document["entry"][0]["resource"]["text"]["div"].as_str().unwrap();
    assert!(narrative.contains("&lt;b&gt;&amp;&quot; ") && !narrative.contains(['\u{7}']), "{narrative}");
    assert!(narrative.contains(form["diagnosis"]["main"]["icd10"].as_str().unwrap()));
}
