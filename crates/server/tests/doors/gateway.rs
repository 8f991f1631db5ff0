//! The gateway's door: a signed form submitted as a program does, over SOAP.

use crate::cases::{Act, Form, all_acts, chair, in_role};
use crate::clients::python;
use crate::harness::{Ask, Got, Person, folder, person, server, wait_for};
use saraptama_core::referral::Stage;
use saraptama_core::terms::{FormId, parse_instant};
use saraptama_wire::exchange::{ReceiptVerdict, StageReport, Submission, write_stages};
use saraptama_wire::shep::{self, Answer, Payload, Reply, SendMessage, Sender};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const CHANNEL: &str = "/ws/SyncChannel";

/// The envelope of a submission.
pub(crate) fn envelope(form: &Form, signed_at: &str, signature: Vec<u8>, message_id: &str) -> String {
    let signed_at = parse_instant(signed_at).unwrap();
    let form_id = FormId::parse(&form.id).unwrap();
    let submission =
        Submission { message_id: message_id.into(), form_id, signed_at, form: form.bytes.clone(), signature, documents: vec![] };
    shep::write_request(&SendMessage {
        message_id: message_id.into(),
        correlation_id: None,
        service_id: shep::FORM031_SUBMIT.into(),
        message_date: signed_at,
        route_id: None,
        sender: Sender { id: "integrator".into(), password: None },
        properties: vec![],
        session_id: None,
        data: Payload::Form031(Box::new(submission)),
    })
}

pub(crate) fn post(who: &Person, envelope: impl Into<Vec<u8>>) -> Got {
    Ask::new("POST", CHANNEL).by(who).body("text/xml; charset=utf-8", envelope).ask()
}

/// Submits as `integrator`; answers the status code and the receipt's verdict.
fn submit(form: &Form, signed_at: &str, signature: Vec<u8>, message_id: &str) -> (String, ReceiptVerdict) {
    let got = post(person("integrator"), envelope(form, signed_at, signature, message_id)).expect(200);
    let Answer::Response(response) = shep::read_answer(&got.body, message_id).unwrap() else { panic!("a fault: {}", got.text()) };
    let Reply::Form031(receipt) = response.data else { panic!("no receipt") };
    assert_eq!(receipt.form_id.to_string(), form.id);
    (response.status.code, receipt.verdict)
}

#[test]
fn the_description_imports_nothing_but_what_this_server_gives() {
    let (base, mut seen) = (format!("http://{}", server().address), BTreeSet::new());
    let mut open = vec![format!("{CHANNEL}?wsdl")];
    while let Some(path) = open.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let text = Ask::get(&path).ask().expect(200).text();
        for place in text.split("ocation=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let local = place.strip_prefix(&base).unwrap_or_else(|| panic!("{path} leads to {place}"));
            if local != CHANNEL {
                open.push(local.to_owned());
            }
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
}

#[test]
fn a_form_is_taken_once_and_other_bytes_never_under_its_id() {
    let (now, form) = ("2025-09-02T09:00:00+05:00", Form::new(16));
    let first = submit(&form, now, form.seal(), "one");
    assert!(first.0 == "SCSS001" && matches!(first.1, ReceiptVerdict::Accepted(_)), "{first:?}");
    for message in ["one", "two"] {
        assert_eq!(submit(&form, now, form.seal(), message).0, if same_seal(&form) { "SCSS001" } else { "MSE201" });
    }
    let other = Form::of(16, |value| value["id"] = form.id.clone().into());
    for message in ["one", "three"] {
        let (code, verdict) = submit(&other, now, other.seal(), message);
        assert!(code == "MSE201" && matches!(verdict, ReceiptVerdict::Refused(_)), "{code} {verdict:?}");
    }
    wait_for("its act", || {
        let acts = all_acts("staff", "state=assigned");
        acts.iter().map(|act| Act::numbered(act["number"].as_str().unwrap())).find(|act| {
            let seen = Ask::get(&act.path("")).by(person("staff")).ask().value();
            seen["form_id"] == form.id.as_str() && in_role("expert").any(|expert| expert.id == act.expert.id)
        })
    });
}

/// Whether the chair's key signs alike every time (RSA does, ECDSA does not).
fn same_seal(form: &Form) -> bool {
    form.seal() == form.seal()
}

#[test]
fn the_same_submission_gets_the_same_receipt() {
    let (now, form) = ("2025-09-02T09:00:00+05:00", Form::new(1));
    let seal = form.seal();
    let first = submit(&form, now, seal.clone(), "again");
    assert_eq!(submit(&form, now, seal.clone(), "again"), first);
    assert_eq!(submit(&form, now, seal, "once more"), first);
}

#[test]
fn a_form_of_more_than_a_month_ago_is_refused_and_staff_see_it() {
    let form = Form::of(16, |value| {
        value["commission"]["date"] = "2025-07-25".into();
        value["diagnosis"]["main"]["established_on"] = value["patient"]["birth_date"].clone();
        value["evidence"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .filter(|entry| entry["date"].is_string())
            .for_each(|entry| entry["date"] = "2025-07-20".into());
    });
    let (code, _) = submit(&form, "2025-07-25T12:00:00+05:00", form.seal(), "old");
    assert_eq!(code, "MSE110");
    let refusals = Ask::get("/api/v1/refusals").by(person("staff")).ask().expect(200).value();
    let kept = refusals["items"].as_array().unwrap().iter().find(|one| one["form"] == form.id.as_str()).unwrap();
    assert_eq!((&kept["reason"], &kept["source"]), (&"refused-form-too-old".into(), &"integrator".into()));
    assert!(["kk", "ru", "en"].iter().all(|lang| !kept["message"][lang].as_str().unwrap().is_empty()));
}

#[test]
fn what_is_not_proved_takes_no_id_and_the_right_bytes_can_still_come() {
    let (now, form) = ("2025-09-02T09:00:00+05:00", Form::new(1));
    let mut tampered = form.clone();
    tampered.bytes.push(b' ');
    for (what, sent, at, seal, code) in [
        ("other bytes", &tampered, now, form.seal(), "MSE102"),
        ("no signature", &form, now, b"0".to_vec(), "MSE102"),
        ("another chair", &form, now, chair(2).seal(&form.bytes), "MSE103"),
        // A clock that is ahead is set right one day: the form must not be lost by it.
        ("signed in the future", &form, "2025-09-02T23:00:00+05:00", form.seal(), "MSE301"),
    ] {
        let (got, verdict) = submit(sent, at, seal, "same message");
        assert!(got == code && matches!(verdict, ReceiptVerdict::Refused(_)), "{what}: {got}");
    }
    assert_eq!(submit(&form, now, form.seal(), "same message").0, "SCSS001");
}

#[test]
fn a_form_that_the_law_does_not_let_in_is_refused_with_its_code() {
    let now = "2025-09-02T09:00:00+05:00";
    for (form, code) in [(Form::blocked(16), "MSE101"), (Form::ordinary(16), "MSE108")] {
        assert_eq!(submit(&form, now, form.seal(), &form.id).0, code);
    }
    let form = Form::new(16);
    let mut elsewhere = form.clone();
    elsewhere.id = Form::new(16).id;
    assert_eq!(submit(&elsewhere, now, form.seal(), "elsewhere").0, "MSE109");
}

#[test]
fn stages_are_believed_only_from_the_node_that_makes_them() {
    let form = Form::new(17).signed();
    Act::assigned(&form);
    let at = parse_instant("2025-09-02T09:00:00+05:00").unwrap();
    let stage = |stage| StageReport { form_id: FormId::parse(&form.id).unwrap(), stage, at, detail: None, reason: None };
    let forged = vec![stage(Stage::Decided), stage(Stage::Registered)];
    let before = form.journey();
    Ask::new("POST", "/exchange/v1/stages").by(person("integrator")).json(write_stages(&forged)).ask().problem(403);
    let request = SendMessage {
        message_id: "forged".into(),
        correlation_id: None,
        service_id: shep::ACT_STATUS.into(),
        message_date: at,
        route_id: None,
        sender: Sender { id: "databank-node".into(), password: None },
        properties: vec![],
        session_id: None,
        data: Payload::ActStatus(forged),
    };
    let got = post(person("integrator"), shep::write_request(&request));
    assert!(!got.text().contains("SCSS001"), "{}", got.text());
    // What is true still passes the same way afterwards.
    let act = Act::assigned(&form);
    assert_eq!(form.journey(), before);
    act.registered();
    form.reached("registered");
}

#[test]
fn a_stranger_builds_a_submission_from_the_description_alone() {
    let Some(python) = python() else {
        eprintln!("SKIPPED a_stranger_builds_a_submission_from_the_description_alone: zeep is not here (`cargo xtask clients`)");
        return;
    };
    let folder = folder("zeep-client");
    std::fs::create_dir_all(&folder).unwrap();
    let form = Form::new(17);
    let (body, seal) = (folder.join("form.json"), folder.join("form.cms"));
    std::fs::write(&body, &form.bytes).unwrap();
    std::fs::write(&seal, form.seal()).unwrap();
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wire/tests/zeep_client.py");
    let wsdl = format!("http://{}{CHANNEL}?wsdl", server().address);
    for _ in 0..2 {
        let mut command = Command::new(&python);
        command.arg(&client).args([&wsdl, &person("integrator").token]).args([&body, &seal]);
        let ran = command.args(["2025-09-02T09:00:00+05:00", "integrator"]).env("NO_PROXY", "127.0.0.1").output().unwrap();
        let out = String::from_utf8_lossy(&ran.stdout);
        assert_eq!(out.trim(), "SCSS001 accepted", "{}", String::from_utf8_lossy(&ran.stderr));
    }
}
