//! JSON that does harm elsewhere: refused at once, and the node lives.

use crate::cases::{Act, Form, chair, doctor};
use crate::harness::{Ask, JSON, Person, node, person};
use crate::pace::within_a_second;

fn nested(open: &str, close: &str, depth: usize) -> Vec<u8> {
    (open.repeat(depth) + "1" + &close.repeat(depth)).into_bytes()
}

/// Bodies that no door takes for what it wants.
fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("deep lists", nested("[", "]", 60_000)),
        ("deep lists, open", "[".repeat(120_000).into_bytes()),
        ("deep objects", nested("{\"a\":", "}", 20_000)),
        ("a deep member", [b"{\"id\":".to_vec(), nested("[", "]", 60_000), b"}".to_vec()].concat()),
        (
            "many members",
            format!("{{{}}}", (0..10_000).map(|n| format!("\"m{n}\":{n}")).collect::<Vec<_>>().join(",")).into_bytes(),
        ),
        ("one name many times", format!("{{{}}}", vec!["\"id\":1"; 20_000].join(",")).into_bytes()),
        ("a number without end", [b"{\"version\":1".to_vec(), vec![b'0'; 100_000], b"}".to_vec()].concat()),
        ("a large exponent", b"{\"version\":1e999999999}".to_vec()),
        ("half a surrogate", b"{\"id\":\"\\ud800\"}".to_vec()),
        ("invalid UTF-8", b"{\"id\":\"\xff\xfe\"}".to_vec()),
        ("a mark of order", b"\xef\xbb\xbf{}".to_vec()),
        ("two documents", b"{}{}".to_vec()),
        ("zeros", vec![0; 100_000]),
        ("null", b"null".to_vec()),
        ("nothing", vec![]),
    ]
}

#[track_caller]
fn refused(who: &Person, method: &str, path: &str, statuses: &[u16]) {
    for (what, bytes) in bodies() {
        let got = within_a_second(what, || Ask::new(method, path).by(who).json(bytes.clone()).ask());
        assert!(
            statuses.contains(&got.status),
            "{method} {path}: {what}: {} {}",
            got.status,
            &got.text()[..got.text().len().min(300)]
        );
        assert!(got.body.len() < 8 << 20, "{path}: {what}: the answer is {} bytes long", got.body.len());
    }
    Ask::get("/health/live").ask().expect(200);
}

#[test]
fn every_door_that_takes_json_withstands_any() {
    let act = Act::assigned(&Form::new(8).signed());
    refused(doctor(8), "PUT", &Form::new(8).path(""), &[422]);
    refused(doctor(8), "POST", "/api/v1/check", &[200]);
    refused(act.expert, "POST", &act.path("/decision"), &[422]);
    refused(person("staff"), "POST", "/api/v1/register/search", &[422, 413]);
    refused(person("integrator"), "POST", "/exchange/v1/submissions", &[422]);
    refused(&node("ministry-node"), "POST", "/exchange/v1/stages", &[422]);
}

#[test]
fn a_decision_that_says_a_thing_twice_is_refused() {
    let act = Act::assigned(&Form::new(8).signed());
    let lawful = serde_json::to_string(&act.not_established()).unwrap();
    let twice = lawful.replacen('{', "{\"result\":\"established\",", 1);
    for bytes in [twice, format!("{lawful} x"), format!("{lawful}{lawful}"), format!("[{lawful}]")] {
        Ask::new("POST", &act.path("/decision")).by(act.expert).json(bytes).ask().problem(422);
    }
    Ask::new("POST", &act.path("/decision")).by(act.expert).body("application/json; charset=utf-8", lawful).ask().expect(200);
}

#[test]
fn a_form_that_says_a_thing_twice_is_never_signed() {
    let form = Form::new(8);
    let text = String::from_utf8(form.bytes.clone()).unwrap();
    let twice = text.replacen("{", "{\"impairments\":[],", 1);
    let check = form.put_bytes(twice.as_bytes());
    if check.status == 201 {
        assert_eq!(check.value()["decision"], "blocked");
        form.freeze().problem(409);
    } else {
        check.problem(422);
    }
    Ask::new("PUT", &form.path("")).by(chair(8)).body("Application/JSON;charset=UTF-8", form.bytes.clone()).ask();
    for path in ["/api/v1/check?at=", "/api/v1/check?at=02.09.2025", "/api/v1/check?at=2025-09-02T00:00:00Z"] {
        Ask::new("POST", path).by(doctor(8)).body(JSON, form.bytes.clone()).ask().problem(422);
    }
}
