//! The log names no person and no illness, even where it tells everything.

use crate::cases::{Act, Form, acts_of, all_acts};
use crate::gateway::{envelope, post};
use crate::harness::{Ask, people, person, server};
use saraptama_core::terms::Iin;
use serde_json::{Value, json};
use std::fs;

/// What of a form must stand in no log.
fn private(form: &Value) -> Vec<String> {
    let mut pointers: Vec<String> =
        ["iin", "family_name", "given_name", "patronymic", "address"].map(|one| format!("/patient/{one}")).into();
    pointers.extend(
        ["/patient/representative/name", "/patient/representative/iin", "/doctor/iin", "/doctor/name", "/commission/chair/iin"]
            .map(str::to_owned),
    );
    pointers
        .extend(["/commission/chair/name", "/organisation/bin", "/diagnosis/main/text", "/history/disease"].map(str::to_owned));
    pointers.iter().filter_map(|pointer| form.pointer(pointer)?.as_str().map(str::to_owned)).collect()
}

#[test]
fn no_line_of_the_log_names_a_person_or_an_illness() {
    let form = Form::new(20).signed();
    let act = Act::assigned(&form);
    act.decide(&json!({})).problem(422);
    act.sign("?").problem(409);
    act.registered();
    let iin = form.value()["patient"]["iin"].clone();
    for query in
        [json!({ "iin": iin }), json!({ "name": form.value()["patient"]["family_name"] }), json!({ "iin": iin, "number": "x" })]
    {
        Ask::new("POST", "/api/v1/register/search").by(person("staff")).json(serde_json::to_vec(&query).unwrap()).ask();
    }
    let blocked = Form::blocked(20).stored();
    blocked.freeze().problem(409);
    let tampered = envelope(&blocked, "2025-09-02T09:00:00+05:00", form.seal(), "log");
    post(person("integrator"), tampered.clone());
    post(person("integrator"), &tampered.as_bytes()[..tampered.len() / 2]);
    form.put_bytes(&form.bytes[..form.bytes.len() / 2]).problem(409);
    let log = fs::read_to_string(&server().log).unwrap();
    assert!(log.lines().count() > 100, "the log tells everything");
    // The demonstration's own forms went the same ways.
    let acts = all_acts("staff", "");
    let seen = acts
        .iter()
        .take(30)
        .map(|act| acts_of("staff", &format!("/{}", act["number"].as_str().unwrap())).value()["form"].clone());
    for form in seen.chain([form.value(), blocked.value()]) {
        for word in private(&form) {
            assert!(!log.contains(&word), "{word} stands in the log");
        }
    }
    for one in people() {
        assert!(
            ![&one.iin, &one.name, &one.token].iter().any(|word| log.contains(word.as_str())),
            "{} stands in the log",
            one.id
        );
    }
    let mut numbers = log.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() == 12);
    assert_eq!(numbers.find(|word| Iin::parse(word).is_ok()), None, "an IIN stands in the log");
}
