//! The list of order B through FHIR: all 108 rows, 82 codes, and what may be asked of them.

use super::{FHIR, get, parameter, read, refused, resource};
use crate::harness::{Ask, person};
use saraptama_core::law::{Law, Section};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const HTMC: &str = "urn:saraptama:fhir:CodeSystem:htmc";
const SET: &str = "urn:saraptama:fhir:ValueSet:htmc";

fn system() -> Value {
    let found = read("/fhir/CodeSystem?name=htmc", "Bundle");
    assert_eq!((&found["type"], &found["total"]), (&json!("searchset"), &json!(1)));
    found["entry"][0]["resource"].clone()
}

fn name(section: Section) -> &'static str {
    match section {
        Section::Emergency => "emergency",
        Section::PlannedBoth => "planned-both",
        Section::PlannedInsurance => "planned-insurance",
    }
}

#[test]
fn the_code_system_holds_each_of_the_108_rows_under_one_of_its_82_codes() {
    let system = system();
    let law = Law::embedded();
    let list = &law.htmc.lists[0];
    assert_eq!(list.rows.len(), 108);
    let concepts = system["concept"].as_array().unwrap();
    assert_eq!((concepts.len(), &system["count"], &system["content"]), (82, &json!(82), &json!("complete")));
    assert_eq!(
        (&system["name"], &system["version"], &system["status"]),
        (&json!("htmc"), &json!(list.edition), &json!("active"))
    );
    let codes: BTreeSet<&str> = concepts.iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), 82);
    let mut sections = 0;
    for row in &list.rows {
        let concept = concepts.iter().find(|one| one["code"] == row.code.as_str()).unwrap();
        let (section, properties) = (name(row.section), concept["property"].as_array().unwrap());
        assert!(properties.contains(&json!({ "code": "section", "valueCode": section })), "{concept}");
        assert!(properties.contains(&json!({ "code": format!("number-{section}"), "valueInteger": row.number })), "{concept}");
        sections += 1;
        let used = json!({ "system": "urn:saraptama:fhir:htmc-section", "code": section });
        for (lang, text) in [("kk", &row.name.kk), ("ru", &row.name.ru), ("en", &row.name.en)] {
            let written = json!({ "language": lang, "use": used, "value": text });
            assert!(concept["designation"].as_array().unwrap().contains(&written), "{written} is not in {concept}");
        }
    }
    let all = concepts.iter().flat_map(|one| one["property"].as_array().unwrap());
    assert_eq!(all.filter(|one| one["code"] == "section").count(), sections, "no row more than the order prints");
    let twice =
        concepts.iter().filter(|one| one["property"].as_array().unwrap().iter().filter(|p| p["code"] == "section").count() == 2);
    assert_eq!(twice.count(), 26);
}

#[test]
fn a_code_system_is_found_by_name_url_version_and_id_and_by_nothing_else() {
    let id = system()["id"].as_str().unwrap().to_owned();
    assert_eq!(read(&format!("/fhir/CodeSystem/{id}"), "CodeSystem"), system());
    for (query, total) in [
        ("name=HTMC".to_owned(), 1),
        ("name:exact=HTMC".to_owned(), 0),
        ("name=tmc".to_owned(), 0),
        ("name:contains=TMC".to_owned(), 1),
        (format!("url={HTMC}&version=2024-90"), 1),
        (format!("url={HTMC}&version=2020-1"), 0),
        (format!("_id={id},other"), 1),
        ("status=active&name=htmc".to_owned(), 1),
        ("status=retired".to_owned(), 0),
    ] {
        assert_eq!(read(&format!("/fhir/CodeSystem?{query}"), "Bundle")["total"], total, "{query}");
    }
    refused(get(person("analyst"), "/fhir/CodeSystem/htmc-1999-1"), 404);
}

#[test]
fn lookup_tells_every_section_and_name_of_a_code() {
    let ask = |query: &str| read(&format!("/fhir/CodeSystem/$lookup?system={HTMC}&{query}"), "Parameters");
    let found = ask("code=00.50");
    assert_eq!((parameter(&found, "name"), parameter(&found, "version")), (&json!("htmc"), &json!("2024-90")));
    let parts = |name: &str| -> Vec<Value> {
        found["parameter"].as_array().unwrap().iter().filter(|one| one["name"] == name).map(|one| one["part"].clone()).collect()
    };
    let sections: Vec<Value> = parts("property").into_iter().filter(|part| part[0]["valueCode"] == "section").collect();
    assert_eq!(
        sections.iter().map(|part| part[1]["valueCode"].as_str().unwrap()).collect::<Vec<_>>(),
        ["emergency", "planned-insurance"]
    );
    assert!(parts("designation").len() >= 6);
    let english = ask("code=39.65&displayLanguage=en");
    assert_eq!(parameter(&english, "display"), "Extracorporeal membrane oxygenation");
    let only = ask("code=39.65&property=section");
    assert!(only["parameter"].as_array().unwrap().iter().all(|one| one["name"] != "designation"));
    let posted = json!({ "resourceType": "Parameters", "parameter": [
        { "name": "coding", "valueCoding": { "system": HTMC, "version": "2024-90", "code": "00.50" } },
    ] });
    let got = Ask::new("POST", "/fhir/CodeSystem/$lookup").by(person("doctor-01")).body(FHIR, posted.to_string()).ask();
    assert_eq!(resource(got, 200, "Parameters"), found);
}

#[test]
fn lookup_of_what_is_not_there_is_404_and_of_half_a_question_400() {
    let ask = |query: &str| get(person("analyst"), &format!("/fhir/CodeSystem/$lookup?{query}"));
    for query in [
        format!("system={HTMC}&code=99.99999"),
        format!("system={HTMC}&code=41.1"),
        format!("system={HTMC}&code=00.50&version=1999-1"),
        format!("system={HTMC}&code=00.50&date=2001-01-01"),
        "system=urn:other&code=00.50".to_owned(),
    ] {
        assert_eq!(refused(ask(&query), 404)["code"], "not-found", "{query}");
    }
    for query in
        ["".to_owned(), "code=00.50".to_owned(), format!("system={HTMC}"), format!("system={HTMC}&code=00.50&code=00.51")]
    {
        refused(ask(&query), 400);
    }
}

/// `result` of a validation, and its message.
fn judged(path: &str) -> (bool, String) {
    let answer = read(path, "Parameters");
    (parameter(&answer, "result").as_bool().unwrap(), parameter(&answer, "message").as_str().unwrap_or_default().to_owned())
}

#[test]
fn every_printed_code_is_valid_and_no_code_with_other_zeros_is() {
    let law = Law::embedded();
    let codes: BTreeSet<&str> = law.htmc.lists[0].rows.iter().map(|row| row.code.as_str()).collect();
    for code in &codes {
        assert_eq!(judged(&format!("/fhir/CodeSystem/$validate-code?url={HTMC}&code={code}")), (true, String::new()), "{code}");
        for other in [format!("{code}0"), code.trim_end_matches('0').to_owned(), format!("0{code}"), code.replace('.', ",")] {
            if !codes.contains(other.as_str()) && !other.is_empty() {
                let (result, message) = judged(&format!("/fhir/CodeSystem/$validate-code?url={HTMC}&code={other}"));
                assert!(!result && message.contains(&other) && message.contains("2-қосымша"), "{other}: {message}");
            }
        }
    }
}

#[test]
fn a_display_is_one_of_the_codes_names_in_any_language() {
    let ask = |display: &str| judged(&format!("/fhir/CodeSystem/$validate-code?url={HTMC}&code=39.65&display={display}"));
    assert!(ask("Extracorporeal%20membrane%20oxygenation").0);
    assert!(ask("экстракорпоральная%20мембранная%20оксигенация%20").0);
    let (result, message) = ask("Heart%20transplantation");
    assert!(!result && message.contains("39.65"), "{message}");
}

#[test]
fn a_value_set_knows_its_own_section_only() {
    for (path, expected) in [
        (format!("/fhir/ValueSet/$validate-code?url={SET}&system={HTMC}&code=92.291"), true),
        (format!("/fhir/ValueSet/$validate-code?url={SET}&system=urn:other&code=92.291"), false),
        (format!("/fhir/ValueSet/$validate-code?url={SET}-planned-both&code=92.291"), true),
        (format!("/fhir/ValueSet/$validate-code?url={SET}-emergency&code=92.291"), false),
        (format!("/fhir/ValueSet/$validate-code?url={SET}|2024-90&code=00.51"), true),
        ("/fhir/ValueSet/htmc-2024-90-emergency/$validate-code?code=00.50".to_owned(), true),
        ("/fhir/ValueSet/htmc-2024-90-emergency/$validate-code?code=00.51".to_owned(), false),
        ("/fhir/CodeSystem/htmc-2024-90/$validate-code?code=00.51".to_owned(), true),
        ("/fhir/ValueSet/$validate-code?url=urn:saraptama:fhir:ValueSet:down-syndrome&system=http://hl7.org/fhir/sid/icd-10&code=Q90.0".to_owned(), true),
        ("/fhir/ValueSet/$validate-code?url=urn:saraptama:fhir:ValueSet:limb-defect&system=http://hl7.org/fhir/sid/icd-10&code=S98.4".to_owned(), false),
        ("/fhir/ValueSet/$validate-code?url=urn:saraptama:fhir:ValueSet:down-syndrome&systemVersion=2019&code=Q90.0".to_owned(), true),
        (format!("/fhir/ValueSet/$validate-code?url={SET}&systemVersion=1999-1&code=00.50"), false),
        ("/fhir/CodeSystem/$validate-code?url=urn:saraptama:fhir:CodeSystem:anatomical-form&code=22".to_owned(), true),
        ("/fhir/CodeSystem/$validate-code?url=urn:saraptama:fhir:CodeSystem:anatomical-form&code=23".to_owned(), false),
    ] {
        assert_eq!(judged(&path).0, expected, "{path}");
    }
    refused(get(person("analyst"), "/fhir/ValueSet/htmc-2024-90-none/$validate-code?code=00.50"), 404);
}

#[test]
fn a_posted_coding_or_concept_is_judged_too() {
    let ask = |path: &str, name: &str, value_type: &str, value: Value| {
        let body = json!({ "resourceType": "Parameters", "parameter": [{ "name": "url", "valueUri": HTMC }, { "name": name, value_type: value }] });
        let got = Ask::new("POST", path).by(person("analyst")).body(FHIR, body.to_string()).ask();
        parameter(&resource(got, 200, "Parameters"), "result").as_bool().unwrap()
    };
    let path = "/fhir/CodeSystem/$validate-code";
    let coding = |system: &str, code: &str| json!({ "system": system, "code": code });
    assert!(ask(path, "coding", "valueCoding", coding(HTMC, "52.80")));
    assert!(!ask(path, "coding", "valueCoding", coding(HTMC, "52.8")));
    assert!(!ask(path, "coding", "valueCoding", coding("urn:other", "52.80")));
    let concept = json!({ "coding": [coding("urn:other", "1"), coding(HTMC, "52.80")] });
    assert!(ask(path, "codeableConcept", "valueCodeableConcept", concept));
}

#[test]
fn expand_shows_a_set_whole_in_parts_and_by_what_is_typed() {
    let expand = |query: &str| read(&format!("/fhir/ValueSet/$expand?url={SET}{query}"), "ValueSet")["expansion"].clone();
    let codes = |expansion: &Value| -> Vec<String> {
        let all = expansion["contains"].as_array().into_iter().flatten();
        all.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    };
    let whole = expand("");
    assert_eq!((&whole["total"], codes(&whole).len()), (&json!(82), 82));
    for (section, count) in [("emergency", 25), ("planned-both", 8), ("planned-insurance", 75)] {
        assert_eq!(codes(&expand(&format!("-{section}"))).len(), count, "{section}");
    }
    let mut parts: Vec<String> = vec![];
    for offset in (0..90).step_by(30) {
        let part = expand(&format!("&offset={offset}&count=30"));
        assert_eq!((&part["offset"], &part["total"]), (&json!(offset), &json!(82)));
        parts.extend(codes(&part));
    }
    assert_eq!(parts, codes(&whole));
    assert_eq!(codes(&expand("&filter=39.65")), ["39.65"]);
    assert_eq!(codes(&expand("&filter=мембраналык%20оксигенация")), codes(&expand("&filter=membrane%20oxygenation")));
    assert!(codes(&expand("&filter=zzzz")).is_empty());
    assert_eq!(codes(&expand("&count=0")), Vec::<String>::new());
    assert!(expand("&displayLanguage=en&filter=39.65")["contains"][0]["display"] == "Extracorporeal membrane oxygenation");
    refused(get(person("analyst"), &format!("/fhir/ValueSet/$expand?url={SET}&count=x")), 400);
    refused(get(person("analyst"), "/fhir/ValueSet/$expand?url=urn:other"), 404);
}
