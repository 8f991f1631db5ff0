//! Signatures: the whole judgement of a CMS (parsing, attributes, certificate, chain, profile) beside
//! the bare verification by the same kind of key, and the national arithmetic beside OpenSSL's engine.

mod peer;

use crate::measure::{load_average, median, microseconds};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey};
use saraptama_core::terms::{Bin, Iin, Instant};
use saraptama_sign::authority::{Authority, Identity, KeyKind, Leaf, Organisation, PersonName, Validity};
use saraptama_sign::{Trust, verify_detached};
use std::hint::black_box;

const PAIRS: usize = 7;
/// How many chairs sign: fewer than a trust set remembers.
const CHAIRS: usize = 16;
/// As large as a form.
const CONTENT_BYTES: usize = 3_700;

/// Prints the rates, then the peer's.
pub(crate) fn run() -> Result<(), String> {
    println!(
        "load average {}; {CHAIRS} chairs, {CONTENT_BYTES} bytes signed, {PAIRS} turns, CPU time of one thread",
        load_average()
    );
    for (name, kind) in
        [("RSA-2048", KeyKind::Rsa2048), ("GOST-2015-512", KeyKind::Gost2015_512), ("GOST 34.310-2004", KeyKind::Gost2004)]
    {
        measure(name, kind).map_err(|e| format!("{name}: {e}"))?;
    }
    peer::run().map_err(|e| format!("the engine: {e}"))
}

/// The same signatures judged by one trust set that has met their chains, and each by a new one.
fn measure(name: &str, kind: KeyKind) -> Result<(), Box<dyn std::error::Error>> {
    let at: Instant = "2025-09-02T10:00:00+05:00".parse()?;
    let authority = Authority::generate(kind, Validity::of_the_demonstration())?;
    let chairs = chairs(&authority, kind)?;
    let content = vec![b'f'; CONTENT_BYTES];
    let signed = chairs.iter().map(|chair| chair.sign_detached(&content, at)).collect::<Result<Vec<_>, _>>()?;
    let trust = authority.trust();
    let judge = |trust: &Trust, cms: &[u8]| {
        let verified = verify_detached(black_box(&content), black_box(cms), trust, at);
        black_box(verified.expect("the test authority's signature holds"));
    };
    let mut known = || signed.iter().for_each(|cms| judge(&trust, cms));
    let mut new_chair = || {
        let fresh = authority.trust();
        // The authority's own certificate is judged once in a lifetime; each chair's once in a year.
        signed.iter().for_each(|cms| judge(&fresh, cms));
    };
    let mut bare = bare(kind, &authority)?;
    known();
    let turns: Vec<[f64; 3]> = (0..PAIRS)
        .map(|_| [microseconds(CHAIRS, &mut known), microseconds(CHAIRS, &mut new_chair), microseconds(1, &mut *bare)])
        .collect();
    let rate = |of: fn(&[f64; 3]) -> f64| 1e6 / median(turns.iter().map(of).collect());
    let share = median(turns.iter().map(|turn| turn[2] / turn[0]).collect());
    println!(
        "{name:<17} whole {:>6.0}/s   whole, chair never met {:>6.0}/s   bare {:>6.0}/s   bare/whole {:.0} %",
        rate(|turn| turn[0]),
        rate(|turn| turn[1]),
        rate(|turn| turn[2]),
        share * 100.0
    );
    Ok(())
}

/// One verification of a signature by a key of this kind and nothing else.
fn bare(kind: KeyKind, authority: &Authority) -> Result<Box<dyn FnMut()>, Box<dyn std::error::Error>> {
    if kind != KeyKind::Rsa2048 {
        let root = authority.root().clone();
        return Ok(Box::new(move || assert!(black_box(&root).is_self_signed())));
    }
    let key = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048)?;
    let message = vec![b'a'; 160];
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &message, &mut signature)?;
    let public = key.public_key().as_ref().to_vec();
    Ok(Box::new(move || {
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &public);
        key.verify(black_box(&message), black_box(&signature)).expect("the key's own signature holds");
    }))
}

fn chairs(authority: &Authority, kind: KeyKind) -> Result<Vec<Identity>, Box<dyn std::error::Error>> {
    let one = || -> Result<Identity, Box<dyn std::error::Error>> {
        let name = PersonName { surname: "ТЕСТОВ".to_owned(), given: "ТЕСТ".to_owned(), patronymic: None };
        let control = |number: &str| (0..10).map(|digit| format!("{number}{digit}")).collect::<Vec<_>>();
        let iin = control("80010130001").iter().find_map(|number| Iin::parse(number).ok()).ok_or("no such IIN")?;
        let bin = control("99014000012").iter().find_map(|number| Bin::parse(number).ok()).ok_or("no such BIN")?;
        let organisation = Organisation { bin, name: "ТЕСТ".to_owned() };
        Ok(authority.issue(&Leaf::employee(name, iin, organisation, kind, Validity::of_the_demonstration()))?)
    };
    (0..CHAIRS).map(|_| one()).collect()
}
