//! A decision is read strictly, and everything wrong with it is named in one answer.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use saraptama_core::decision::{Cause, Outcome, Term, Wrong, validate};
use saraptama_wire::decision::{DECISION_BYTES, read};
use serde_json::{Value, json};

fn full() -> Value {
    json!({
        "decision": 1, "act": "2025-000007", "result": "established", "category": "group-1", "cause": "service-injury",
        "causal_link": "conclusion No. 12", "from": "2025-08-30", "term": "without-term",
        "general_capacity_loss": {"percent": 80, "term": "2-years", "from": "2025-08-30"},
        "professional_capacity_loss": {"percent": 100, "term": "1-year", "from": "2025-08-30"},
        "limitations": [{"activity": "movement", "degree": 3}, {"activity": "self-care", "degree": 2}],
        "measures": [{"kind": "prosthesis", "text": "Both thighs", "quantity": 2, "term": "2-years"}, {"kind": "other", "text": "x"}],
        "rationale": "Both legs are absent above the knee."
    })
}

fn faults(value: &Value) -> Vec<(Wrong, String)> {
    match read(value.to_string().as_bytes()) {
        Ok(_) => vec![],
        Err(faults) => faults.into_iter().map(|fault| (fault.wrong, fault.pointer.into_owned())).collect(),
    }
}

#[test]
fn a_full_decision_is_read() {
    let decision = read(full().to_string().as_bytes()).unwrap();
    assert_eq!(
        (decision.result, decision.cause, decision.term),
        (Outcome::Established, Some(Cause::ServiceInjury), Some(Term::WithoutTerm))
    );
    assert_eq!(decision.measures[0].quantity, Some(2));
    assert_eq!(validate(&decision, decision.act, 40), []);
    let mut written = serde_json::to_value(&decision).unwrap();
    written["decision"] = json!(1);
    assert_eq!(written, full());
}

#[test]
fn a_decision_that_nothing_is_established_needs_little() {
    let small = json!({"decision": 1, "act": "2025-000007", "result": "not-established", "limitations": [], "measures": [], "rationale": "None."});
    let decision = read(small.to_string().as_bytes()).unwrap();
    assert_eq!(validate(&decision, decision.act, 40), []);
}

#[test]
fn each_fault_is_named_by_its_member() {
    for (pointer, value, expected) in [
        ("/decision", json!(2), Wrong::Invalid),
        ("/decision", json!("1"), Wrong::Invalid),
        ("/act", json!("2025-7"), Wrong::Invalid),
        ("/result", json!("maybe"), Wrong::Invalid),
        ("/category", json!(null), Wrong::Invalid),
        ("/from", json!("2025-02-30"), Wrong::Invalid),
        ("/term", json!("3-years"), Wrong::Invalid),
        ("/general_capacity_loss", json!([]), Wrong::Invalid),
        ("/general_capacity_loss/percent", json!(50.5), Wrong::Invalid),
        ("/general_capacity_loss/percent", json!(-1), Wrong::Invalid),
        ("/limitations", json!({}), Wrong::Invalid),
        ("/limitations/1", json!("work"), Wrong::Invalid),
        ("/limitations/1/activity", json!("flying"), Wrong::Invalid),
        ("/measures/0/quantity", json!("two"), Wrong::Invalid),
        ("/rationale", json!(7), Wrong::Invalid),
    ] {
        let mut decision = full();
        *decision.pointer_mut(pointer).unwrap() = value;
        assert_eq!(faults(&decision), [(expected, pointer.to_owned())]);
    }
}

#[test]
fn every_missing_and_every_unknown_member_is_named_at_once() {
    let mut decision = full();
    let object = decision.as_object_mut().unwrap();
    ["act", "limitations", "rationale"].iter().for_each(|name| drop(object.remove(*name)));
    object.insert("raitonale/~".into(), json!("typo"));
    decision["measures"][1]["txt"] = json!("typo");
    decision["professional_capacity_loss"].as_object_mut().unwrap().remove("term");
    let expected = [
        (Wrong::Missing, "/act"),
        (Wrong::Missing, "/professional_capacity_loss/term"),
        (Wrong::Missing, "/limitations"),
        (Wrong::Unknown, "/measures/1/txt"),
        (Wrong::Missing, "/rationale"),
        (Wrong::Unknown, "/raitonale~1~0"),
    ];
    assert_eq!(faults(&decision), expected.map(|(wrong, at)| (wrong, at.to_owned())));
}

#[test]
fn what_is_no_json_object_or_too_large_or_says_a_thing_twice_is_refused() {
    let wrong = |bytes: &[u8]| read(bytes).unwrap_err()[0].wrong;
    for bytes in [&b""[..], b"[]", b"null", b"{", b"{} {}", b"\xff", b"{\"act\":\"\\ud800\"}"] {
        assert_eq!(wrong(bytes), Wrong::NotJson);
    }
    assert_eq!(wrong(&[b'['; 100_000]), Wrong::NotJson);
    assert_eq!(wrong(&vec![b' '; DECISION_BYTES + 1]), Wrong::TooLarge);
    let twice = full().to_string().replacen("\"term\":\"2-years\"", "\"term\":\"2-years\",\"term\":\"1-year\"", 1);
    assert_eq!(wrong(twice.as_bytes()), Wrong::NotJson);
}

#[test]
fn every_fault_has_its_message_in_three_languages() {
    let words = [
        include_str!("../words/kk/decision.ftl"),
        include_str!("../words/ru/decision.ftl"),
        include_str!("../words/en/decision.ftl"),
    ];
    for wrong in Wrong::ALL {
        assert!(words.iter().all(|file| file.contains(&format!("\n{} = ", wrong.key()))), "{wrong:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(at in 0usize..900, to: u8, noise in proptest::collection::vec(any::<u8>(), 0..30)) {
        let _ = read(&noise);
        let mut bytes = full().to_string().into_bytes();
        let at = at % bytes.len();
        bytes[at] = to;
        let _ = read(&bytes);
        bytes.splice(at..at, noise);
        let _ = read(&bytes);
    }
}
