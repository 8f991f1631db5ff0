//! Messages that do harm elsewhere are answered here at once and clearly.

use crate::cases::{Form, doctor};
use crate::gateway::{envelope, post};
use crate::harness::{Ask, person};
use crate::pace::within_a_second;

/// A lawful envelope to be spoiled.
fn lawful() -> String {
    let form = Form::new(1);
    envelope(&form, "2025-09-02T09:00:00+05:00", form.seal(), &form.id)
}

fn bomb() -> String {
    let mut entities = "<!ENTITY a0 \"ha\">".to_owned();
    (1..30).for_each(|n| entities += &format!("<!ENTITY a{n} \"&a{0};&a{0};\">", n - 1));
    format!("<?xml version=\"1.0\"?><!DOCTYPE x [{entities}]><x>&a29;</x>")
}

#[test]
fn an_attack_gets_a_clear_fault_within_a_second_and_the_node_lives() {
    let within = |text: &str| lawful().replacen("<requestData", &format!("{text}<requestData"), 1);
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    let mut broken = lawful().into_bytes();
    let middle = broken.len() / 2;
    broken[middle] = 0xff;
    for (what, bytes) in [
        ("a DTD", format!("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x\">{}", lawful()).into_bytes()),
        ("an outer entity", b"<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/hostname\">]><x>&y;</x>".to_vec()),
        ("an entity bomb", bomb().into_bytes()),
        ("100,000 attributes", within(&format!("<x{attributes}/>")).into_bytes()),
        ("deep nesting", within(&"<x>".repeat(200_000)).into_bytes()),
        ("deep nesting, closed", within(&("<x>".repeat(100_000) + &"</x>".repeat(100_000))).into_bytes()),
        ("invalid UTF-8", broken),
        ("UTF-16", lawful().encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("half a message", lawful().into_bytes()[..2000].to_vec()),
        ("nothing", vec![]),
        ("a processing instruction", within("<?php evil ?>").into_bytes()),
        ("an unknown element", within("<unknown/>").into_bytes()),
        ("zeros", vec![0; 1 << 20]),
        ("another root", b"<x/>".to_vec()),
    ] {
        let got = within_a_second(what, || post(person("integrator"), bytes.clone()));
        let text = got.text();
        assert!(got.status == 500 && text.contains("Fault>") && text.contains("MSE9"), "{what}: {} {text}", got.status);
        assert!(!text.contains("MSE909"), "{what}: not a fault of ours: {text}");
    }
    Ask::get("/health/live").ask().expect(200);
    assert!(post(person("integrator"), lawful()).expect(200).text().contains("SCSS001"));
}

#[test]
fn too_large_a_message_is_told_so() {
    let got = within_a_second("50 MB", || post(person("integrator"), vec![b' '; 50 << 20]));
    assert!(got.status == 413 && got.text().contains("MSE902"), "{}", got.text());
}

#[test]
fn who_may_not_send_learns_nothing() {
    let by =
        |token: &str, kind: &str| Ask::new("POST", "/ws/SyncChannel").with("authorization", token).body(kind, lawful()).ask();
    Ask::new("POST", "/ws/SyncChannel").body("text/xml", lawful()).ask().problem(401);
    Ask::new("POST", "/ws/SyncChannel").body("text/xml", "<x>").ask().problem(401);
    by("Bearer nobody", "text/xml").problem(401);
    by(&format!("Bearer {}", doctor(1).token), "text/xml").problem(403);
    by(&format!("Bearer {}", doctor(1).token), "application/json").problem(403);
    by(&format!("Bearer {}", person("integrator").token), "application/json").problem(415);
}

#[test]
fn a_sender_may_show_the_password_in_the_message_instead() {
    let token = &person("integrator").token;
    let with = |id: &str, password: &str| {
        let sender = format!("<sender><senderId>{id}</senderId><password>{password}</password></sender>");
        let text = lawful();
        let (before, rest) = text.split_once("<sender>").unwrap();
        let after = rest.split_once("</sender>").unwrap().1;
        Ask::new("POST", "/ws/SyncChannel").body("text/xml", format!("{before}{sender}{after}")).ask()
    };
    assert!(with("integrator", token).expect(200).text().contains("SCSS001"));
    with("integrator", "wrong").problem(401);
    with("ministry-node", token).problem(401);
}
