//! Freezing, and what makes the chair's signature impossible.

use crate::cases::{Form, chair, doctor};
use crate::harness::{Ask, CMS, Got};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::terms::Sha256;

/// A refusal that shows the findings that block.
#[track_caller]
fn blocked(got: Got) {
    let problem = got.problem(409);
    let findings = problem["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["severity"] == "error" && finding["source"].is_string()), "{problem}");
}

#[test]
fn freezing_answers_the_digest_and_the_bytes_and_again_the_same() {
    let form = Form::new(5).stored();
    let first = form.freeze().expect(200).value();
    assert_eq!(first["sha256"], Sha256::of(&form.bytes).to_string());
    assert_eq!(STANDARD.decode(first["bytes_base64"].as_str().unwrap()).unwrap(), form.bytes);
    assert_eq!(form.freeze().expect(200).value(), first);
    form.sign(form.seal()).expect(201);
    assert_eq!(form.freeze().expect(200).value(), first);
}

#[test]
fn a_freeze_can_be_taken_back_until_the_signature() {
    let form = Form::new(5).frozen();
    let other = Form::of(5, |value| value["id"] = form.id.clone().into());
    form.put_bytes(&other.bytes).problem(409);
    assert!((200..300).contains(&form.thaw().status));
    assert!((200..300).contains(&form.thaw().status), "again the same");
    form.sign(form.seal()).problem(409);
    form.put_bytes(&other.bytes).expect(200);
    other.freeze().expect(200);
    // What was signed before is not what is frozen now.
    form.sign(form.seal()).problem(422);
    other.sign(other.seal()).expect(201);
    other.thaw().problem(409);
}

#[test]
fn a_blocked_form_is_neither_frozen_nor_signed() {
    let form = Form::blocked(6).stored();
    blocked(form.freeze());
    blocked(form.sign(form.seal()));
    blocked(form.sign("nonsense"));
    assert_eq!(form.stages(), ["checked"]);
    let unreadable = Form::of(6, |value| value["commission"]["chair"]["iin"] = "1".into()).stored();
    blocked(unreadable.freeze());
    blocked(unreadable.sign(unreadable.seal()));
}

#[test]
fn a_commission_of_tomorrow_is_not_signed_today() {
    let form = Form::of(6, |value| value["commission"]["date"] = "2025-09-03".into());
    assert_eq!(form.put().expect(201).value()["decision"], "signable", "by the law of its own day");
    form.freeze().problem(409);
    form.sign(form.seal()).problem(409);
    assert_eq!(form.stages(), ["checked"]);
}

#[test]
fn a_signature_without_a_freeze_is_refused() {
    let form = Form::new(6).stored();
    form.sign(form.seal()).problem(409);
    form.freeze().expect(200);
    form.sign(form.seal()).expect(201);
}

#[test]
fn only_the_named_chair_freezes_and_signs() {
    let form = Form::of(7, |value| value["commission"]["chair"] = value["doctor"].clone());
    let form = Form::of(7, |value| {
        let named: serde_json::Value = serde_json::from_slice(&form.bytes).unwrap();
        *value = named;
        value["commission"]["chair"].as_object_mut().unwrap().remove("speciality");
    })
    .stored();
    form.freeze().problem(403);
    form.sign(form.seal()).problem(403);
    let form = Form::new(7).frozen();
    for tail in ["/freeze", "/signature"] {
        Ask::new("POST", &form.path(tail)).by(doctor(7)).body(CMS, form.seal()).ask().problem(403);
    }
    Ask::new("DELETE", &form.path("/freeze")).by(doctor(7)).ask().problem(403);
}

#[test]
fn der_and_base64_are_both_taken_and_the_same_again_gives_the_same() {
    for form in [Form::new(1).frozen(), Form::new(8).frozen()] {
        let der = form.seal();
        let text = STANDARD.encode(&der);
        let lines: Vec<u8> = text.as_bytes().chunks(64).flat_map(|line| [line, b"\r\n"].concat()).collect();
        let first = form.sign(lines).expect(201).value();
        assert_eq!(first["stage"], "signed");
        for same in [der.clone(), text.clone().into_bytes()] {
            assert_eq!(form.sign(same).expect(201).value(), first);
        }
        let another = chair(form.clinic).key().sign_detached(&form.bytes, "2025-09-02T04:40:00Z".parse().unwrap()).unwrap();
        assert_ne!(another, der);
        form.sign(another).problem(409);
    }
}
