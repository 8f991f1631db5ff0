//! Sealed envelopes of the gateway: signing one, proving one, and reading the same one for its business.

use crate::measure::{load_average, median, microseconds};
use saraptama_core::terms::{Bin, FormId, Instant};
use saraptama_sign::authority::{Authority, KeyKind, Organisation, Validity};
use saraptama_sign::xml::verify_envelope;
use saraptama_wire::exchange::Submission;
use saraptama_wire::shep::{self, Payload, SendMessage, Sender};
use std::hint::black_box;

const TURNS: usize = 7;
const COUNT: usize = 64;
/// As large as a form and as a chair's signature.
const FORM_BYTES: usize = 3_700;
const SIGNATURE_BYTES: usize = 1_900;

/// Prints the rates.
pub(crate) fn run() -> Result<(), String> {
    println!("load average {}; {FORM_BYTES} bytes of form in an envelope, {TURNS} turns, CPU time of one thread", load_average());
    for (name, kind) in [("P-256", KeyKind::P256), ("RSA-2048", KeyKind::Rsa2048), ("GOST-2015-512", KeyKind::Gost2015_512)] {
        measure(name, kind).map_err(|e| format!("{name}: {e}"))?;
    }
    Ok(())
}

fn measure(name: &str, kind: KeyKind) -> Result<(), Box<dyn std::error::Error>> {
    let at: Instant = "2025-09-02T10:00:00+05:00".parse()?;
    let authority = Authority::generate(kind, Validity::of_the_demonstration())?;
    let bin = (0..10).find_map(|digit| Bin::parse(&format!("99014000012{digit}")).ok()).ok_or("no such BIN")?;
    let organisation = Organisation { bin, name: "ТЕСТ".to_owned() };
    let system = authority.issue_system("TEST", &organisation, kind, Validity::of_the_demonstration())?;
    let trust = authority.trust();
    let envelope = envelope(at)?;
    let sealed = system.seal_envelope(&envelope, true)?;
    let mut sign = || drop(black_box(system.seal_envelope(black_box(&envelope), true)));
    let mut prove = || {
        let judged = verify_envelope(black_box(sealed.as_bytes()), &trust, at).and_then(|judgement| judgement.verdict());
        black_box(judged.expect("the test authority's seal holds"));
    };
    let mut read = || drop(black_box(shep::read_request(black_box(sealed.as_bytes()))));
    let turn = |work: &mut dyn FnMut()| microseconds(COUNT, &mut || (0..COUNT).for_each(|_| work()));
    prove();
    let turns: Vec<[f64; 3]> = (0..TURNS).map(|_| [turn(&mut sign), turn(&mut prove), turn(&mut read)]).collect();
    let of = |at: usize| median(turns.iter().map(|turn| turn[at]).collect());
    println!("{name:<14} {} bytes: sign {:>6.0} µs   prove {:>6.0} µs   read {:>6.0} µs", sealed.len(), of(0), of(1), of(2));
    Ok(())
}

fn envelope(at: Instant) -> Result<String, Box<dyn std::error::Error>> {
    let submission = Submission {
        message_id: "1".to_owned(),
        form_id: FormId::parse("01990000-0000-7000-8000-000000000001")?,
        signed_at: at,
        form: vec![b'f'; FORM_BYTES],
        signature: vec![b's'; SIGNATURE_BYTES],
        documents: vec![],
    };
    Ok(shep::write_request(&SendMessage {
        message_id: "1".to_owned(),
        correlation_id: None,
        service_id: shep::FORM031_SUBMIT.to_owned(),
        message_date: at,
        route_id: None,
        sender: Sender { id: "ministry-node".to_owned(), password: Some("0".repeat(64)) },
        properties: vec![],
        session_id: None,
        data: Payload::Form031(Box::new(submission)),
    }))
}
