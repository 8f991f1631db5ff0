//! The check of form 031/e, asked and answered in FHIR.

use super::{FHIR, refused, resource};
use crate::cases::Form;
use crate::harness::{Ask, JSON, person};
use saraptama_wire::fhir::form::response;
use serde_json::{Value, json};

fn checked(path: &str, kind: &str, body: &Value) -> Vec<Value> {
    let got = Ask::new("POST", path).by(person("analyst")).body(kind, body.to_string()).ask();
    resource(got, 200, "OperationOutcome")["issue"].as_array().unwrap().clone()
}

/// The codes of the findings, without the decision that stands first.
fn codes(issues: &[Value]) -> Vec<String> {
    issues[1..].iter().map(|one| one["details"]["coding"][0]["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_contracts_examples_get_the_same_findings_in_every_shape() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/mse-pilot-2025/examples");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Some(name) = path.to_str().unwrap().strip_suffix(".expected.json").map(str::to_owned) else { continue };
        let read = |path: &str| -> Value { serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap() };
        let (form, expected) = (read(&format!("{name}.json")), read(&format!("{name}.expected.json")));
        let answers = Value::Object(response(form.as_object().unwrap()).unwrap());
        let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [{ "resource": answers }] });
        let within = json!({ "resourceType": "Parameters", "parameter": [{ "name": "resource", "resource": answers }] });
        let at = expected["at"].as_str().unwrap();
        let ask = |kind: &str| format!("/fhir/{kind}/$validate?at={at}");
        let issues = checked(&ask("QuestionnaireResponse"), FHIR, &answers);
        for other in [
            checked(&ask("Bundle"), FHIR, &bundle),
            checked(&ask("QuestionnaireResponse"), JSON, &within),
            checked(&ask("Questionnaire"), JSON, &form),
        ] {
            assert_eq!(other, issues, "{name}");
        }
        let decision = format!("decision.{}", expected["decision"].as_str().unwrap());
        assert_eq!(issues[0]["details"]["coding"][0]["code"], decision.as_str());
        let expected: Vec<&str> =
            expected["findings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(codes(&issues), expected, "{name}");
        seen += 1;
    }
    assert!(seen >= 10, "{seen}");
}

#[test]
fn an_issue_says_what_is_missing_by_which_paragraph_and_where() {
    let form = Form::blocked(2);
    let answers = Value::Object(response(form.value().as_object().unwrap()).unwrap());
    let issues = checked("/fhir/QuestionnaireResponse/$validate", FHIR, &answers);
    let missing = issues.iter().find(|one| one["details"]["coding"][0]["code"] == "evidence.missing").unwrap();
    assert_eq!((&missing["severity"], &missing["code"]), (&"error".into(), &"required".into()));
    assert_eq!(missing["expression"][0], "QuestionnaireResponse.item.where(linkId='evidence')");
    assert!(missing["details"]["coding"][1]["code"].as_str().unwrap().starts_with('E'));
    assert!(missing["extension"][0]["valueString"].as_str().unwrap().contains("annex 2"));
}

#[test]
fn what_the_questionnaire_does_not_know_is_named_and_nothing_is_lost_silently() {
    let form = Form::new(2);
    let mut answers = Value::Object(response(form.value().as_object().unwrap()).unwrap());
    answers["item"][0]["linkId"] = "patient.nickname".into();
    let issues = checked("/fhir/QuestionnaireResponse/$validate", FHIR, &answers);
    assert_eq!(issues[0]["details"]["coding"][0]["code"], "item.unknown");
    assert_eq!(issues[0]["expression"][0], "QuestionnaireResponse.item[0]");
    assert!(issues[0]["details"]["text"].as_str().unwrap().contains("patient.nickname"));
    let got =
        Ask::new("POST", "/fhir/Bundle/$validate?at=2025-13-01").by(person("analyst")).body(FHIR, answers.to_string()).ask();
    refused(got, 400);
}
