//! The expert's decision, its faults by name and its signature.

use crate::cases::{Act, Form, in_role};
use crate::harness::person;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::terms::Sha256;
use serde_json::{Value, json};

fn assigned() -> Act {
    Act::assigned(&Form::new(15).signed())
}

#[test]
fn a_decision_that_breaks_the_rules_is_refused_by_name() {
    let act = assigned();
    let established = |change: &[(&str, Value)]| {
        let mut decision = act.not_established();
        decision["result"] = "established".into();
        for (member, value) in change {
            decision[*member] = value.clone();
        }
        decision
    };
    let not = |change: &[(&str, Value)]| {
        let mut decision = act.not_established();
        change.iter().for_each(|(member, value)| decision[*member] = value.clone());
        decision
    };
    for (decision, pointers) in [
        (established(&[]), &["/category", "/cause", "/from", "/term"][..]),
        (not(&[("rationale", "  ".into())]), &["/rationale"]),
        (not(&[("act", "2025-999999".into())]), &["/act"]),
        (not(&[("decision", 2.into())]), &["/decision"]),
        (not(&[("result", "perhaps".into())]), &["/result"]),
        (not(&[("unknown", 1.into())]), &["/unknown"]),
        (
            not(&[("general_capacity_loss", json!({ "percent": 101, "term": "1-year", "from": "2025-09-02" }))]),
            &["/general_capacity_loss/percent"],
        ),
        (not(&[("limitations", json!([{ "activity": "movement", "degree": 4 }]))]), &["/limitations/0/degree"]),
        (not(&[("measures", json!([{ "kind": "prosthesis" }]))]), &["/measures/0/text"]),
        (json!({}), &["/decision", "/act", "/result", "/limitations", "/measures", "/rationale"]),
        (json!([]), &[""]),
        (established(&[("category", "group-9".into())]), &["/category"]),
        (
            established(&[
                ("category", "group-2".into()),
                ("cause", "service-injury".into()),
                ("from", "2025-09-02".into()),
                ("term", "1-year".into()),
            ]),
            &["/causal_link"],
        ),
    ] {
        let problem = act.decide(&decision).problem(422);
        let findings = problem["findings"].as_array().unwrap();
        for pointer in pointers {
            let named = findings.iter().find(|finding| finding["pointer"] == *pointer);
            assert!(
                named.is_some_and(|finding| finding["message"]["kk"].is_string() && finding["code"].is_string()),
                "{pointer}: {problem}"
            );
        }
    }
    act.sign("?").problem(409);
}

#[test]
fn a_decision_is_replaced_until_it_is_signed_and_stands_afterwards() {
    let act = assigned();
    let (first, mut second) = (act.not_established(), act.not_established());
    second["rationale"] = "Басқа қорытынды.".into();
    let bytes = |decision: &Value| serde_json::to_vec(decision).unwrap();
    let frozen = act.decide(&first).expect(200).value();
    assert_eq!(STANDARD.decode(frozen["bytes_base64"].as_str().unwrap()).unwrap(), bytes(&first));
    assert_eq!(frozen["sha256"], Sha256::of(&bytes(&first)).to_string());
    act.decide(&second).expect(200);
    // The first one is not what is frozen now.
    act.sign(act.expert.seal(&bytes(&first))).problem(422);
    let other = in_role("expert").find(|one| one.id != act.expert.id).unwrap();
    let problem = act.sign(other.seal(&bytes(&second))).problem(422);
    assert_eq!(problem["type"], "urn:saraptama:problem:signature-not-the-named-person");
    act.sign(person("staff").seal(&bytes(&second))).problem(422);
    act.sign("nonsense").problem(422);
    let seal = act.expert.seal(&bytes(&second));
    let signed = act.sign(seal.clone()).expect(201).value();
    assert_eq!(signed["number"], act.number);
    assert_eq!(act.sign(STANDARD.encode(&seal)).expect(201).value(), signed);
    assert_eq!(act.decide(&second).expect(200).value()["sha256"], Sha256::of(&bytes(&second)).to_string());
    act.decide(&first).problem(409);
    let again = act.expert.key().sign_detached(&bytes(&second), "2025-09-02T05:30:00Z".parse().unwrap()).unwrap();
    act.sign(again).problem(409);
}

#[test]
fn every_registration_takes_the_next_place() {
    let mut places: Vec<u64> = (0..3).map(|_| assigned().registered()).collect();
    assert!(places.is_sorted(), "{places:?}");
    places.dedup();
    assert_eq!(places.len(), 3);
}
