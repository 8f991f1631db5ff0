//! `PUT /api/v1/forms/{id}`: stored byte for byte, replaced until it is frozen.

use crate::cases::{Form, chair, doctor};
use crate::harness::{Ask, JSON, server};
use crate::pace::within_a_second;
use saraptama_core::terms::Sha256;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

fn stored(form: &Form) -> Vec<u8> {
    Ask::get(&form.path("")).by(doctor(form.clinic)).ask().expect(200).body
}

#[test]
fn a_form_is_new_once_then_the_same_then_replaced() {
    let form = Form::new(1);
    let other = Form::of(1, |value| value["id"] = form.id.clone().into());
    for (bytes, status) in [(&form.bytes, 201), (&form.bytes, 200), (&other.bytes, 200), (&form.bytes, 200)] {
        form.put_bytes(bytes).expect(status);
        assert_eq!(&stored(&form), bytes);
    }
    Ask::new("PUT", &form.path("")).by(chair(1)).json(form.bytes.clone()).ask().expect(200);
}

#[test]
fn frozen_and_signed_bytes_stay_and_the_same_are_still_welcome() {
    let form = Form::new(1).frozen();
    let mut other = form.bytes.clone();
    other.push(b' ');
    let twice = |form: &Form| {
        form.put().expect(200);
        form.put_bytes(&other).problem(409);
        assert_eq!(stored(form), form.bytes);
    };
    twice(&form);
    form.sign(form.seal()).expect(201);
    twice(&form);
    form.reached("accepted-by-ministry");
    twice(&form);
}

#[test]
fn every_byte_is_kept_as_it_came() {
    let form = Form::new(2);
    let text = String::from_utf8(form.bytes.clone()).unwrap();
    let mut members: Vec<String> =
        form.value().as_object().unwrap().iter().map(|(name, value)| format!("{name:?} : {value}")).collect();
    members.reverse();
    let escaped = text.replacen('№', "\\u2116", 1).replace('/', "\\/");
    assert_ne!(escaped, text);
    let odd = [format!("\r\n\t {text} \n\n"), format!("{{\n{}\r\n}}", members.join("\t,\n")), escaped];
    for (n, bytes) in odd.iter().enumerate() {
        form.put_bytes(bytes.as_bytes()).expect(if n == 0 { 201 } else { 200 });
        assert_eq!(stored(&form), bytes.as_bytes());
    }
    let frozen = form.freeze().expect(200).value();
    assert_eq!(frozen["sha256"], Sha256::of(odd[2].as_bytes()).to_string());
}

#[test]
fn the_answer_is_the_check() {
    for form in [Form::new(2), Form::blocked(2), Form::ordinary(2)] {
        let put = form.put().expect(201);
        let check = Ask::new("POST", "/api/v1/check").by(doctor(2)).json(form.bytes.clone()).ask().expect(200);
        assert_eq!(put.value(), check.value());
        assert!(put.header("content-type").starts_with(JSON));
    }
    let later = Ask::new("POST", "/api/v1/check?at=2026-06-22").by(doctor(2)).json(Form::new(2).bytes).ask().expect(200).value();
    assert_eq!((&later["decision"], &later["scope"]["reason"]), (&"ordinary".into(), &"order-not-in-force".into()));
    let nothing = Ask::new("POST", "/api/v1/check").by(doctor(2)).json("{").ask().expect(200).value();
    assert_eq!((&nothing["decision"], &nothing["at"]), (&"blocked".into(), &serde_json::Value::Null));
}

#[test]
fn another_id_than_the_paths_and_what_is_no_json_are_refused_and_nothing_is_stored() {
    let form = Form::new(3);
    for bytes in [Form::new(3).bytes, b"{".to_vec(), b"[]".to_vec(), b"\xff\xfe".to_vec(), b"".to_vec(), b"{\"id\":7}".to_vec()] {
        let problem = form.put_bytes(&bytes).problem(422);
        assert!(problem["findings"].is_array() || problem["findings"].is_null());
    }
    Ask::get(&form.path("")).by(doctor(3)).ask().problem(404);
}

#[test]
fn a_draft_full_of_faults_is_stored_all_the_same() {
    let form = Form::of(3, |value| {
        value.as_object_mut().unwrap().remove("patient");
        value["organisation"]["bin"] = "123".into();
    });
    let check = form.put().expect(201).value();
    assert_eq!(check["decision"], "blocked");
    assert_eq!(stored(&form), form.bytes);
    form.freeze().problem(409);
}

#[test]
fn fifty_megabytes_are_refused_at_once_with_and_without_a_length() {
    let form = Form::new(4);
    within_a_second("with a length", || form.put_bytes(&vec![b' '; 50 << 20])).problem(413);
    let head = format!(
        "PUT {} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: {JSON}\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n",
        form.path(""),
        doctor(4).token
    );
    let chunk = [b"100000\r\n".to_vec(), vec![b' '; 1 << 20], b"\r\n".to_vec()].concat();
    let answer = within_a_second("without a length", || {
        let mut stream = TcpStream::connect(&server().address).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        (0..50).for_each(|_| stream.write_all(&chunk).unwrap());
        stream.write_all(b"0\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    });
    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("application/problem+json"), "{answer}");
    form.put().expect(201);
}

#[test]
fn a_document_is_named_by_the_digest_of_its_bytes() {
    let form = Form::new(4).stored();
    let bytes = b"%PDF-1.7 x-ray".to_vec();
    let path = form.path(&format!("/documents/{}", Sha256::of(&bytes)));
    let put = |bytes: &[u8], kind: &str| Ask::new("PUT", &path).by(doctor(4)).body(kind, bytes).ask();
    Ask::get(&path).by(doctor(4)).ask().problem(404);
    put(b"another", "application/pdf").problem(422);
    put(&bytes, "nonsense").problem(415);
    put(&vec![0; 21 << 20], "application/pdf").problem(413);
    assert!([200, 201].contains(&put(&bytes, "application/pdf").status));
    assert_eq!(put(&bytes, "application/pdf").status, 200);
    let got = Ask::get(&path).by(chair(4)).ask().expect(200);
    assert_eq!((got.header("content-type"), &got.body), ("application/pdf", &bytes));
    assert_eq!(got.header("content-disposition"), "attachment");
}
