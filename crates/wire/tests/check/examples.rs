use super::*;
use saraptama_wire::{check::write, words::Words};
use std::collections::BTreeSet;

#[test]
fn every_example_gets_the_answer_that_belongs_to_it() {
    let examples = all_examples();
    assert!(examples.len() >= 13);
    for (name, form, expected) in examples {
        let check = check(&bytes(&form), None);
        let written: Value = serde_json::from_str(&write(&check, &Words::new(), &LAW)).unwrap();
        for member in ["at", "decision", "scope"] {
            assert_eq!(written[member], expected[member], "{name}: {member}");
        }
        let set = |answer: &Value| -> BTreeSet<String> {
            let findings = answer["findings"].as_array().unwrap().iter();
            findings.map(|it| format!("{} {} {}", it["code"], it["severity"], it["requirement"])).collect()
        };
        assert_eq!(set(&written), set(&expected), "{name}");
    }
}

#[test]
fn an_answer_is_one_line_with_every_message_in_three_languages() {
    let written = write(&check(&bytes(&example("limb-blocked")), None), &Words::new(), &LAW);
    assert!(!written.contains('\n'));
    let answer: Value = serde_json::from_str(&written).unwrap();
    let finding = &answer["findings"][1];
    assert_eq!(finding["code"], "evidence.missing");
    assert_eq!(finding["requirement"], "E1.3");
    assert_eq!(finding["pointer"], "/evidence");
    assert_eq!(finding["source"], "168-56-292/2025 algorithm annex 2 p.1(1)");
    for (lang, word) in [("kk", "рентген"), ("ru", "ентген"), ("en", "X-ray")] {
        assert!(finding["message"][lang].as_str().unwrap().contains(word), "{finding}");
    }
}

#[test]
fn bytes_that_are_no_form_are_blocked_with_an_empty_scope_and_the_day_as_given() {
    let long = vec![b' '; saraptama_wire::form::MAX_BYTES + 1];
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    let bom = [b"\xef\xbb\xbf".to_vec(), bytes(&example("limb-signable"))].concat();
    let bad_utf8 = b"{\"form\":\"\xff\"}".to_vec();
    for bytes in [vec![], b"[]".to_vec(), b"null".to_vec(), b"{".to_vec(), b"{} x".to_vec(), long, deep, bom, bad_utf8] {
        for at in [None, Some("2025-09-01")] {
            let check = check(&bytes, at);
            assert_eq!(told(&check), [("json.invalid".into(), None, String::new())]);
            let written: Value = serde_json::from_str(&write(&check, &Words::new(), &LAW)).unwrap();
            assert_eq!(written["at"].as_str(), at);
            assert_eq!(written["decision"], "blocked");
            assert_eq!(written["scope"], serde_json::json!({"pilot": false, "reason": null, "nosology": null}));
        }
    }
}

/// Every member of every object of a value, by pointer.
fn members(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| {
            found.push(format!("{pointer}/{name}"));
            members(value, &format!("{pointer}/{name}"), found);
        }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| members(item, &format!("{pointer}/{at}"), found));
        }
        _ => {}
    }
}

/// What version 1 lets a form leave out; `date` and `conclusion` stand in attached entries here.
const OPTIONAL: [&str; 13] = [
    "patronymic",
    "anatomical_form",
    "circumstances",
    "surgical_amputation",
    "facts",
    "specialist",
    "audience",
    "earlier_act",
    "history",
    "measures",
    "system",
    "organisation",
    "document",
];

#[test]
fn a_required_member_that_is_gone_is_missed_by_name() {
    for (name, form, _) in all_examples() {
        let mut pointers = Vec::new();
        members(&form, "", &mut pointers);
        let required = |pointer: &&String| {
            let member = pointer.rsplit('/').next().unwrap();
            !pointer.contains("/facts/") && (*pointer == "/organisation" || !OPTIONAL.contains(&member))
        };
        for pointer in pointers.iter().filter(required) {
            let mut broken = form.clone();
            let (parent, member) = pointer.rsplit_once('/').unwrap();
            broken.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(member).unwrap();
            let told = told(&check(&bytes(&broken), None));
            assert!(told.contains(&("field.missing".into(), None, pointer.clone())), "{name} without {pointer}: {told:?}");
        }
    }
}

#[test]
fn a_member_of_the_wrong_type_is_invalid_json_at_its_place() {
    for (name, form, _) in all_examples() {
        let mut pointers = Vec::new();
        members(&form, "", &mut pointers);
        for pointer in pointers {
            for wrong in [Value::Null, Value::Bool(true), serde_json::json!([[]])] {
                let mut broken = form.clone();
                let place = broken.pointer_mut(&pointer).unwrap();
                if place.is_array() && wrong.is_array() {
                    continue;
                }
                *place = wrong;
                let told = told(&check(&bytes(&broken), None));
                assert!(told.contains(&("json.invalid".into(), None, pointer.clone())), "{name} {pointer}: {told:?}");
            }
        }
    }
}

#[test]
fn an_unknown_member_is_refused_by_name_wherever_it_stands() {
    for (name, form, _) in all_examples() {
        let mut objects = vec![String::new()];
        let mut pointers = Vec::new();
        members(&form, "", &mut pointers);
        pointers.retain(|pointer| form.pointer(pointer).unwrap().is_object());
        objects.extend(pointers);
        objects.extend((0..form["evidence"].as_array().unwrap().len()).map(|at| format!("/evidence/{at}")));
        for object in objects.iter().filter(|pointer| !pointer.ends_with("/facts")) {
            let mut broken = form.clone();
            let place = broken.pointer_mut(object).unwrap().as_object_mut().unwrap();
            place.insert("a/b~c".into(), serde_json::json!({"deep": [1, {"deeper": null}]}));
            let told = told(&check(&bytes(&broken), None));
            assert!(told.contains(&("field.unknown".into(), None, format!("{object}/a~1b~0c"))), "{name} {object}: {told:?}");
        }
    }
}
