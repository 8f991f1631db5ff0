//! The register proof: who gets it, and that nothing in it can change.

use crate::cases::{Act, Form, acts_of, in_role};
use crate::harness::{Ask, folder, person, server};
use serde_json::{Value, json};
use std::process::Command;

fn registered() -> Act {
    let act = Act::assigned(&Form::new(18).signed());
    act.registered();
    act
}

#[test]
fn staff_and_whoever_has_the_code_get_the_proof_and_nobody_else() {
    let act = registered();
    let code = acts_of("staff", &format!("/{}", act.number)).value()["verification_code"].as_str().unwrap().to_owned();
    let proof = Ask::get(&act.path("/proof")).by(person("staff")).ask().expect(200).value();
    assert_eq!(proof["leaf"]["number"], act.number);
    let with_code = act.path(&format!("/proof?code={code}"));
    let nobody = || Ask::get(&with_code);
    assert_eq!(nobody().ask().expect(200).value()["leaf"], proof["leaf"]);
    for role in ["doctor", "expert", "staff", "monitor", "analyst", "integrator", "operator"] {
        nobody().by(in_role(role).next().unwrap()).ask().expect(200);
    }
    let wrong = |n: usize| format!("{}{}{}", &code[..n], if &code[n..=n] == "0" { "1" } else { "0" }, &code[n + 1..]);
    for code in ["", "x", &code[..11], &wrong(0), &wrong(11), &format!("{code}0")] {
        for who in [None, Some(person("staff"))] {
            let path = act.path(&format!("/proof?code={code}"));
            let ask = Ask::get(&path);
            who.map_or(ask.clone(), |who| ask.by(who)).ask().problem(404);
        }
    }
    Ask::get(&act.path("/proof")).ask().problem(401);
    nobody().with("authorization", "Bearer nobody").ask().problem(401);
    let open = Act::assigned(&Form::new(18).signed());
    Ask::get(&open.path("/proof")).by(person("staff")).ask().problem(404);
    Ask::get(&open.path(&format!("/proof?code={code}"))).ask().problem(404);
}

/// The exit code of `saraptama verify`.
fn verify(name: &str, proof: &[u8]) -> i32 {
    let file = folder(&format!("proof-{name}"));
    std::fs::write(&file, proof).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_saraptama")).args(["verify", "--json"]).arg(&file).output().unwrap();
    std::fs::remove_file(&file).unwrap();
    ran.status.code().unwrap()
}

/// The pointers of every leaf of a document.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| leaves(value, &format!("{at}/{name}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(n, value)| leaves(value, &format!("{at}/{n}"), found)),
        _ => found.push(at.to_owned()),
    }
}

/// Another value of the same kind: of a text the last letter or digit is another.
fn changed(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_u64().unwrap() + 1),
        Value::String(text) => {
            let place = text.rfind(|c: char| c.is_ascii_alphanumeric()).unwrap();
            let other = if &text[place..=place] == "1" { "2" } else { "1" };
            json!(format!("{}{other}{}", &text[..place], &text[place + 1..]))
        }
        other => panic!("{other} in a proof"),
    }
}

#[test]
fn a_proof_holds_and_any_other_member_in_it_does_not() {
    let act = registered();
    let bytes = Ask::get(&act.path("/proof")).by(person("staff")).ask().expect(200).body;
    assert_eq!(verify("whole", &bytes), 0);
    let whole: Value = serde_json::from_slice(&bytes).unwrap();
    let mut pointers = vec![];
    leaves(&whole, "", &mut pointers);
    assert!(pointers.len() > 10, "{pointers:?}");
    for pointer in &pointers {
        let mut other = whole.clone();
        *other.pointer_mut(pointer).unwrap() = changed(whole.pointer(pointer).unwrap());
        assert_eq!(verify("changed", &serde_json::to_vec(&other).unwrap()), 4, "{pointer}");
        *other.pointer_mut(pointer).unwrap() = Value::Null;
        assert_eq!(verify("null", &serde_json::to_vec(&other).unwrap()), 4, "{pointer} null");
    }
    for name in whole.as_object().unwrap().keys() {
        let mut other = whole.clone();
        other.as_object_mut().unwrap().remove(name);
        assert_eq!(verify("missing", &serde_json::to_vec(&other).unwrap()), 4, "without {name}");
    }
    for bytes in [&bytes[..bytes.len() / 2], b"", b"{}"] {
        assert_eq!(verify("broken", bytes), 4);
    }
}

#[test]
fn a_proof_names_nobody() {
    let form = Form::new(18).signed();
    let act = Act::assigned(&form);
    act.registered();
    let text = Ask::get(&act.path("/proof")).by(person("staff")).ask().expect(200).text();
    let value = form.value();
    for name in [
        &value["patient"]["iin"],
        &value["patient"]["family_name"],
        &value["organisation"]["bin"],
        &value["commission"]["chair"]["iin"],
    ] {
        assert!(!text.contains(name.as_str().unwrap()), "{name}");
    }
    assert!(!text.contains(&act.expert.iin) && !text.contains(&act.expert.name) && !text.contains(&form.id));
    assert!(server().data.join("keys").exists());
}
