//! Form 031/e as a document: whole, signed, and for those only who may read the form.

use super::{get, refused, resource};
use crate::cases::{Form, chair, doctor, in_role};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_wire::fhir::form;
use serde_json::Value;

fn path(form: &Form) -> String {
    format!("/fhir/Bundle/{}", form.id)
}

fn of_kind<'d>(document: &'d Value, kind: &str) -> Vec<&'d Value> {
    let entries = document["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    entries.filter(|one| one["resourceType"] == kind).collect()
}

#[test]
fn a_signed_form_is_a_document_that_holds_the_very_bytes_and_the_chairs_signature() {
    let form = Form::new(3).frozen();
    let sent = form.seal();
    form.sign(sent.clone()).expect(201);
    let document = resource(get(doctor(3), &path(&form)), 200, "Bundle");
    assert_eq!((&document["type"], &document["id"]), (&"document".into(), &form.id.as_str().into()));
    let [composition] = of_kind(&document, "Composition")[..] else { panic!() };
    assert_eq!((&composition["status"], &composition["attester"][0]["mode"]), (&"final".into(), &"legal".into()));
    let original = of_kind(&document, "DocumentReference").into_iter().find(|one| one["docStatus"] == "final").unwrap();
    let bytes = STANDARD.decode(original["content"][0]["attachment"]["data"].as_str().unwrap()).unwrap();
    assert_eq!(bytes, form.bytes);
    let [provenance] = of_kind(&document, "Provenance")[..] else { panic!() };
    let signature = &provenance["signature"][0];
    assert_eq!(signature["sigFormat"], "application/pkcs7-signature");
    let cms = STANDARD.decode(signature["data"].as_str().unwrap()).unwrap();
    assert_eq!(cms, sent, "the signature is the one that was sent");
    let answers = form::read(&document).unwrap();
    assert_eq!(Value::Object(answers), form.value(), "the answers are the whole form");
    let same = resource(get(chair(3), &format!("/fhir/Composition/{}/$document", form.id)), 200, "Bundle");
    assert_eq!(same, document);
    form.reached("accepted-by-data-bank");
    assert_eq!(resource(get(doctor(3), &path(&form)), 200, "Bundle"), document, "a signed document does not change");
}

#[test]
fn whoever_may_not_know_of_a_form_is_told_that_there_is_none() {
    let form = Form::new(4).stored();
    assert_eq!(resource(get(doctor(4), &path(&form)), 200, "Bundle")["entry"][0]["resource"]["status"], "preliminary");
    refused(get(doctor(5), &path(&form)), 404);
    refused(get(doctor(4), "/fhir/Bundle/00000000-0000-4000-8000-000000000000"), 404);
    refused(get(doctor(4), "/fhir/Bundle/none"), 404);
    for role in ["expert", "staff", "monitor", "analyst", "integrator", "operator"] {
        refused(get(in_role(role).next().unwrap(), &path(&form)), 403);
    }
}

#[test]
fn what_is_no_form_yet_has_no_document_and_its_faults_are_named() {
    let form = Form::of(6, |form| {
        form["nickname"] = "x".into();
        form["patient"].as_object_mut().unwrap().remove("sex");
    });
    form.put().expect(201);
    let got = get(doctor(6), &path(&form)).expect(409);
    let issues = got.value()["issue"].as_array().unwrap().clone();
    let codes: Vec<&str> = issues.iter().map(|one| one["details"]["coding"][0]["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"field.unknown") && codes.contains(&"field.missing"), "{codes:?}");
}
