//! Commits numbered units and tells of each on standard output when it is acknowledged, and not before:
//! the victim of the power-cut test. `powercut_writer FILE full|normal UNITS`
#![allow(clippy::unwrap_used)]

use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_store::rows::FormRow;
use saraptama_store::{Append, Change, Durability, Family, NewEvent, Options, Outgoing, Store, Stream, Unit};
use std::io::Write as _;

fn unit(n: u32) -> Unit {
    let at = Instant::from_second(1_756_800_000 + i64::from(n)).unwrap();
    let mut id = [0; 16];
    id[12..].copy_from_slice(&n.to_be_bytes());
    let form = FormId::from_bytes(id);
    let bytes = n.to_be_bytes().repeat(100 + n as usize % 300);
    let row = FormRow {
        form,
        organisation: None,
        vendor: None,
        sha256: Sha256::of(&bytes),
        bytes,
        stage: "signed".to_owned(),
        heading: Default::default(),
        updated_at: at,
    };
    Unit {
        appends: vec![Append {
            stream: Stream { family: Family::Referral, form },
            expected: 0,
            events: vec![NewEvent { at, body: b"{}".to_vec() }],
        }],
        changes: vec![Change::Form(row)],
        sends: vec![Outgoing { route: "ministry".to_owned(), kind: "submission", form, body: vec![], due_at: at }],
        ..Unit::default()
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let durability = if arguments[2] == "normal" { Durability::Normal } else { Durability::Full };
    let store = Store::open(arguments[1].as_ref(), &Options { durability, ..Options::default() }).unwrap();
    let mut out = std::io::stdout();
    for n in 1..=arguments[3].parse().unwrap() {
        store.commit(unit(n)).await.unwrap();
        out.write_all(format!("{n}\n").as_bytes()).unwrap();
        out.flush().unwrap();
    }
    // The power goes before anything is tidied up.
    std::process::exit(0);
}
