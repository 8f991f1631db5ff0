#![allow(dead_code, unreachable_pub, clippy::unwrap_used)] // every test file uses its own part
//! A test authority with its people, made anew for each test binary.

use saraptama_core::terms::{Bin, Iin, Instant, parse_instant};
use saraptama_sign::Trust;
use saraptama_sign::authority::{Authority, Identity, KeyKind, Leaf, Organisation, PersonName, Validity};
use std::sync::LazyLock;

pub const FORM: &[u8] = "{\"form\":\"031/е\"}".as_bytes();

pub static AUTHORITY: LazyLock<Authority> =
    LazyLock::new(|| Authority::generate(KeyKind::P256, Validity::of_the_demonstration()).unwrap());
pub static TRUST: LazyLock<Trust> = LazyLock::new(|| AUTHORITY.trust());
pub static CHAIR: LazyLock<Identity> = LazyLock::new(|| AUTHORITY.issue(&chair()).unwrap());

pub fn at(text: &str) -> Instant {
    parse_instant(text).unwrap()
}

pub fn noon() -> Instant {
    at("2025-09-02T12:00:00+05:00")
}

pub fn iin(n: u8) -> Iin {
    let tail = |n: u8| [8, 0, 0, 1, 0, 1, 4, 0, 0, n / 10, n % 10].map(|digit| digit + b'0');
    (n..).find_map(|n| Iin::complete(tail(n))).unwrap()
}

pub fn bin(n: u8) -> Bin {
    let tail = |n: u8| [9, 9, 0, 1, 4, 0, 0, 0, 0, n / 10, n % 10].map(|digit| digit + b'0');
    (n..).find_map(|n| Bin::complete(tail(n))).unwrap()
}

pub fn name() -> PersonName {
    PersonName { surname: "СЫНАҚОВА".into(), given: "АЙГҮЛ".into(), patronymic: Some("СЕРІКҚЫЗЫ".into()) }
}

pub fn clinic() -> Organisation {
    Organisation { bin: bin(10), name: "№1 сынақ емханасы".into() }
}

/// The chair's leaf: an employee of the clinic with the right to sign.
pub fn chair() -> Leaf {
    Leaf::employee(name(), iin(10), clinic(), KeyKind::P256, Validity::of_the_demonstration())
}
