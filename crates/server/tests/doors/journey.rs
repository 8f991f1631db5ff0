//! The journey as the clinic sees it.

use crate::cases::{Act, Form, all_acts, chair, doctor, in_role};
use crate::harness::{Ask, wait_for};

const STAGES: [&str; 7] = ["checked", "frozen", "signed", "accepted-by-ministry", "accepted-by-data-bank", "numbered", "waiting"];

#[test]
fn a_form_goes_from_stage_to_stage_in_order_and_no_expert_is_named() {
    let form = Form::new(11).signed();
    let act = Act::assigned(&form);
    act.registered();
    form.reached("registered");
    let journey = form.journey();
    assert_eq!(form.stages(), [&STAGES[..], &["assigned", "decided", "registered"]].concat());
    assert_eq!((&journey["id"], &form.reached("numbered")), (&form.id.clone().into(), &act.number.clone().into()));
    let at: Vec<&str> = journey["stages"].as_array().unwrap().iter().map(|stage| stage["at"].as_str().unwrap()).collect();
    assert!(at.is_sorted(), "{at:?}");
    let told = [form.journey().to_string(), Ask::get(&form.path("")).by(chair(11)).ask().text()];
    for expert in in_role("expert") {
        for known in [&expert.name, &expert.iin, &expert.id] {
            assert!(told.iter().all(|text| !text.contains(known)), "an expert is named: {}", expert.id);
        }
    }
}

#[test]
fn a_draft_has_only_the_stages_it_has_reached() {
    let form = Form::new(11).stored();
    assert_eq!(form.stages(), ["checked"]);
    form.freeze().expect(200);
    assert_eq!(form.stages(), ["checked", "frozen"]);
    form.thaw();
    assert_eq!(form.stages(), ["checked"]);
}

#[test]
fn an_ordinary_form_is_signed_kept_and_never_sent() {
    let ordinary = Form::ordinary(11).stored();
    ordinary.freeze().expect(200);
    ordinary.sign(ordinary.seal()).expect(201);
    // What is signed after it arrives; it does not.
    let later = Act::assigned(&Form::new(11).signed());
    wait_for("the later form", || all_acts("staff", "").iter().any(|act| act["number"] == later.number).then_some(()));
    assert_eq!(ordinary.stages(), ["checked", "frozen", "signed"]);
    assert_eq!(Ask::get(&ordinary.path("")).by(doctor(11)).ask().expect(200).body, ordinary.bytes);
}

#[test]
fn a_corrected_form_goes_on_under_a_new_id() {
    let first = Form::new(12).signed();
    let again = Form::of(12, |value| value["referral"]["replaces"] = first.id.clone().into());
    assert_eq!(again.put().expect(201).value()["decision"], "signable");
    first.reached("assigned");
}
