//! Whoever is refused hears why, however they send.

use crate::cases::{Form, doctor};
use crate::harness::{Ask, server};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Sends bytes and reads what comes until the other side is done or silent.
fn exchange(bytes: &[u8], silence: Duration) -> String {
    let mut stream = TcpStream::connect(&server().address).unwrap();
    stream.set_read_timeout(Some(silence)).unwrap();
    stream.write_all(bytes).unwrap();
    let (mut answer, mut chunk) = (vec![], [0; 4096]);
    while let Ok(read @ 1..) = stream.read(&mut chunk) {
        answer.extend_from_slice(&chunk[..read]);
        if answer.windows(4).any(|end| end == b"\r\n\r\n") && answer.ends_with(b"}") {
            break;
        }
    }
    String::from_utf8(answer).unwrap()
}

fn put(form: &Form, token: &str, more: &str) -> Vec<u8> {
    let path = form.path("");
    format!("PUT {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n{more}\r\n\r\n")
        .into_bytes()
}

#[test]
fn who_asks_leave_to_send_is_refused_before_they_send() {
    let form = Form::new(9);
    let waits = "expect: 100-continue\r\ncontent-length: 60000000";
    for (token, status) in [("nobody", "401"), (doctor(9).token.as_str(), "413")] {
        let answer = exchange(&put(&form, token, waits), Duration::from_secs(20));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")) && answer.contains("urn:saraptama:problem:"), "{answer}");
    }
    let small = format!("expect: 100-continue\r\ncontent-length: {}", form.bytes.len());
    let answer = exchange(&put(&form, &doctor(9).token, &small), Duration::from_secs(5));
    assert!(answer.starts_with("HTTP/1.1 100 Continue"), "{answer}");
}

#[test]
fn who_stops_in_the_middle_is_answered_all_the_same() {
    let start = Instant::now();
    let answer = exchange(&put(&Form::new(9), "nobody", "content-length: 100"), Duration::from_secs(40));
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    // A node that waited for the rest would wait half a minute.
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn what_is_no_http_harms_nobody() {
    for bytes in [
        b"\x16\x03\x01\x02\0\x01".to_vec(),
        b"GET / HTTP/9\r\n\r\n".to_vec(),
        vec![b'A'; 1 << 20],
        b"GET /\0 HTTP/1.1\r\n\r\n".to_vec(),
    ] {
        let mut stream = TcpStream::connect(&server().address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
        // The other side may have hung up already.
        let _ = stream.write_all(&bytes);
        let mut answer = vec![];
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"), "{}", String::from_utf8_lossy(&answer));
    }
    Ask::get("/health/live").ask().expect(200);
}
