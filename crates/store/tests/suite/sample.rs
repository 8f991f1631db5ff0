//! Rows of nobody.

use saraptama_core::terms::{ActNumber, Bin, FormId, Iin, Instant, Region, Sha256};
use saraptama_store::rows::{ActRow, ActState, FormHeading, FormRow, RegisterHeading, RegisterRow};
use saraptama_store::{Append, Change, Family, NewEvent, Outgoing, Received, Stream, Unit, Verdict};

pub fn form(n: u32) -> FormId {
    let mut bytes = [0; 16];
    // Scattered, as the ids of the field are.
    bytes[..4].copy_from_slice(&n.wrapping_mul(0x9E37_79B9).to_be_bytes());
    bytes[12..].copy_from_slice(&n.to_be_bytes());
    FormId::from_bytes(bytes)
}

pub fn at(second: i64) -> Instant {
    Instant::from_second(1_756_800_000 + second).unwrap()
}

pub fn stream(n: u32) -> Stream {
    Stream { family: Family::Act, form: form(n) }
}

pub fn iin(n: u8) -> Iin {
    (0..10).find_map(|last| Iin::complete([8, 0, 0, 1, 0, 1, 3, 0, n / 10, n % 10, last].map(|d| d + b'0'))).unwrap()
}

pub fn organisation(n: u8) -> Bin {
    (0..10).find_map(|last| Bin::complete([9, 0, 0, 1, 4, 0, 0, 0, n / 10, n % 10, last].map(|d| d + b'0'))).unwrap()
}

pub fn append(n: u32, expected: u64, bodies: &[&str]) -> Append {
    let events = bodies.iter().map(|body| NewEvent { at: at(n.into()), body: body.as_bytes().to_vec() }).collect();
    Append { stream: stream(n), expected, events }
}

pub fn event(n: u32, expected: u64) -> Unit {
    Unit { appends: vec![append(n, expected, &["{}"])], ..Unit::default() }
}

pub fn changes(changes: Vec<Change>) -> Unit {
    Unit { changes, ..Unit::default() }
}

pub fn received(n: u32, message_id: &str) -> Received {
    let raw = format!("message {n}").into_bytes();
    Received {
        source: "mis:damu".to_owned(),
        message_id: message_id.to_owned(),
        sha256: Sha256::of(&raw),
        reply: format!("reply {n}").into_bytes(),
        verdict: Verdict::Taken,
        at: at(n.into()),
    }
}

pub fn outgoing(n: u32, route: &str, body: &str, due: i64) -> Outgoing {
    Outgoing { route: route.to_owned(), kind: "stages", form: form(n), body: body.as_bytes().to_vec(), due_at: at(due) }
}

pub fn form_row(n: u32, organisation_n: u8, stage: &str, second: i64) -> FormRow {
    let bytes = format!("form {n}").repeat(100).into_bytes();
    FormRow {
        heading: FormHeading::default(),
        form: form(n),
        organisation: Some(organisation(organisation_n)),
        vendor: Some(format!("vendor-{organisation_n}")),
        sha256: Sha256::of(&bytes),
        bytes,
        stage: stage.to_owned(),
        updated_at: at(second),
    }
}

pub fn act_row(n: u32, state: ActState) -> ActRow {
    ActRow {
        form: form(n),
        state,
        number: None,
        icd10: None,
        patient_region: Some(Region::parse("KZ-11").unwrap()),
        organisation_region: None,
        people: vec![iin(1), iin(2), iin(3)],
        reply_route: "ministry".to_owned(),
        accepted_at: at(n.into()),
        arrived_at: None,
        due_at: None,
        expert: None,
        alarm: false,
        reason: None,
    }
}

pub fn register_row(index: u64) -> RegisterRow {
    let n = u32::try_from(index).unwrap();
    let leaf = format!("leaf {index}").into_bytes();
    RegisterRow {
        index,
        form: form(n),
        number: ActNumber::new(2025, n + 1),
        registered_at: at(i64::from(n) * 60),
        result: "established".to_owned(),
        expert: format!("expert-{}", n % 3),
        iin_key: Sha256::of(&[u8::try_from(n % 5).unwrap()]),
        name_key: format!("{}-{n:03}", ["АХМЕТОВ", "АХМЕТОВА", "БЕКОВ"][n as usize % 3]),
        leaf_hash: Sha256::of(&leaf),
        leaf,
        salt: [7; 32],
        verification_code: format!("code-{index}"),
        heading: RegisterHeading::default(),
    }
}
