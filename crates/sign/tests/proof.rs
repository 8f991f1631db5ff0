//! A register proof: whole it holds, changed in any member it does not.
#![allow(clippy::unwrap_used)]

mod common;

use saraptama_core::terms::{ActNumber, Sha256};
use saraptama_sign::log::{
    Checkpoint, Leaf, LogKey, MemoryTree, Proof, ProofFault, PublicKey, commit, inclusion_path, new_salt, proof,
};
use serde_json::{Value, json};

fn leaf(index: u64) -> Leaf {
    Leaf {
        index,
        number: ActNumber::new(2025, index as u32 + 1),
        registered_at: common::noon(),
        law: "mse-pilot-2025@2025-06-22".into(),
        decision_sha256: Sha256::of(format!("decision {index}").as_bytes()),
        commitment: commit(&[7; 32], b"content"),
    }
}

fn register(acts: u64, proven: u64) -> (Proof, LogKey) {
    let mut tree = MemoryTree::default();
    (0..acts).for_each(|index| drop(tree.append(leaf(index).hash())));
    let key = LogKey::generate().unwrap();
    let note = Checkpoint { origin: "register.example/acts".into(), size: acts, root: tree.root() }.sign(&key).unwrap();
    let path = inclusion_path(&tree, proven, acts).unwrap();
    (Proof::new(leaf(proven), path, note, key.public_key()).unwrap(), key)
}

#[test]
fn a_proof_names_the_act_its_place_and_the_key() {
    let (proof, key) = register(11, 4);
    let held = proof::verify(&proof.to_json(), None).unwrap();
    assert_eq!((held.number, held.index, held.size), (ActNumber::new(2025, 5), 4, 11));
    assert_eq!(held.fingerprint, key.public_key().fingerprint());
    assert!(!held.pinned);
    assert!(proof::verify(&proof.to_json(), Some(&[key.public_key()])).unwrap().pinned);
    let stranger = LogKey::generate().unwrap().public_key();
    assert_eq!(proof::verify(&proof.to_json(), Some(&[stranger])), Err(ProofFault::KeyNotTrusted));
    assert_eq!(proof::verify(&proof.to_json(), Some(&[])), Err(ProofFault::KeyNotTrusted));
}

#[test]
fn a_register_of_one_act_proves_it_with_an_empty_path() {
    assert!(proof::verify(&register(1, 0).0.to_json(), None).is_ok());
}

#[test]
fn a_flipped_bit_in_any_byte_of_a_proof_is_refused() {
    let whole = register(5, 2).0.to_json();
    for bit in 0..whole.len() * 8 {
        let mut changed = whole.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(proof::verify(&changed, None).is_err(), "bit {bit}: {}", String::from_utf8_lossy(&changed));
    }
    for byte in 0..whole.len() {
        let shorter = [&whole[..byte], &whole[byte + 1..]].concat();
        assert!(proof::verify(&shorter, None).is_err(), "without byte {byte}");
    }
}

#[test]
fn a_member_that_is_missing_unknown_doubled_or_spelled_otherwise_is_refused() {
    let whole: Value = serde_json::from_slice(&register(5, 2).0.to_json()).unwrap();
    let holds = |value: &Value| proof::verify(value.to_string().as_bytes(), None).is_ok();
    assert!(holds(&whole), "the order of the members is free");
    assert!(proof::verify(serde_json::to_string_pretty(&whole).unwrap().as_bytes(), None).is_ok(), "so are line breaks");
    for (name, _) in whole.as_object().unwrap() {
        let mut changed = whole.clone();
        changed.as_object_mut().unwrap().remove(name);
        assert!(!holds(&changed), "without {name}");
    }
    for (name, _) in whole["leaf"].as_object().unwrap() {
        let mut changed = whole.clone();
        changed["leaf"].as_object_mut().unwrap().remove(name);
        assert!(!holds(&changed), "without leaf {name}");
    }
    let upper = |pointer: &str| json!(whole.pointer(pointer).unwrap().as_str().unwrap().to_uppercase());
    let table = [
        ("/proof", json!(2)),
        ("/proof", json!(1.0)),
        ("/origin", json!("register.example/other")),
        ("/public_key", json!(LogKey::generate().unwrap().public_key())),
        ("/index", json!(3)),
        ("/index", json!("2")),
        ("/size", json!(6)),
        ("/root", json!(Sha256::of(b"other"))),
        ("/root", upper("/root")),
        ("/path", json!([])),
        ("/path/0", upper("/path/0")),
        ("/leaf", json!(whole["leaf"].as_object().unwrap().values().collect::<Vec<_>>())),
        ("/leaf/index", json!(3)),
        ("/leaf/number", json!("2025-000004")),
        ("/leaf/number", json!("2025-3")),
        ("/leaf/registered_at", json!("2025-09-02T12:00:01+05:00")),
        ("/leaf/registered_at", json!("2025-09-02T07:00:00Z")),
        ("/leaf/law", json!("mse-pilot-2025@2025-06-23")),
        ("/leaf/law", json!("")),
        ("/leaf/decision_sha256", json!(Sha256::of(b"other"))),
        ("/leaf/decision_sha256", upper("/leaf/decision_sha256")),
        ("/leaf/commitment", json!(Sha256::of(b"other"))),
        ("/checkpoint", json!("")),
        ("/checkpoint", json!(format!("{}\u{2014} witness AAAAAAAA\n", whole["checkpoint"].as_str().unwrap()))),
        ("/checkpoint", json!(whole["checkpoint"].as_str().unwrap().trim_end())),
    ];
    for (pointer, value) in table {
        let mut changed = whole.clone();
        *changed.pointer_mut(pointer).unwrap() = value.clone();
        assert!(!holds(&changed), "{pointer} = {value}");
    }
    let text = whole.to_string();
    for extra in ["\"note\":1,", "\"size\":5,", "\"index\":2,"] {
        assert!(proof::verify(text.replacen('{', &format!("{{{extra}"), 1).as_bytes(), None).is_err(), "with {extra}");
    }
    assert!(proof::verify(format!("{text}{{}}").as_bytes(), None).is_err());
    assert_eq!(proof::verify(&vec![b' '; proof::LIMIT_BYTES + 1], None), Err(ProofFault::TooLarge));
    assert_eq!(proof::verify(b"", None), Err(ProofFault::Unreadable));
}

#[test]
fn two_members_changed_together_do_not_hold_either() {
    let (proof, _) = register(5, 2);
    let moved = Proof { index: 3, leaf: Leaf { index: 3, ..proof.leaf.clone() }, ..proof.clone() };
    assert_eq!(moved.hold(None), Err(ProofFault::NotIncluded));
    let other = LogKey::generate().unwrap();
    let signed = Checkpoint { origin: proof.origin.clone(), size: 5, root: Sha256::of(b"forged") }.sign(&other).unwrap();
    let forged = Proof { public_key: other.public_key(), root: Sha256::of(b"forged"), checkpoint: signed, ..proof.clone() };
    assert_eq!(forged.hold(None), Err(ProofFault::NotIncluded));
    let shifted = Proof { leaf: Leaf { law: "a\nb".into(), ..proof.leaf.clone() }, ..proof };
    assert_eq!(shifted.hold(None), Err(ProofFault::Unreadable));
}

#[test]
fn the_registers_key_survives_a_restart_and_openssl_spelling() {
    let key = LogKey::generate().unwrap();
    let again = LogKey::from_pem(&key.to_pem().unwrap()).unwrap();
    assert_eq!(again.public_key(), key.public_key());
    assert_eq!(PublicKey::from_pem(&key.public_key().to_pem()), Some(key.public_key()));
    let rfc8410 =
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
    assert_eq!(PublicKey::from_pem(rfc8410).unwrap().to_pem(), rfc8410);
}

#[test]
fn a_commitment_needs_its_salt() {
    let (one, other) = (new_salt().unwrap(), new_salt().unwrap());
    assert_ne!(one, other);
    assert_ne!(commit(&one, b"content"), commit(&other, b"content"));
    assert_eq!(commit(&one, b"content"), commit(&one, b"content"));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_proof_reader_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..256), text in ".{0,200}") {
        proptest::prop_assert!(proof::verify(&bytes, None).is_err());
        proptest::prop_assert!(proof::verify(text.as_bytes(), None).is_err());
        let _ = Checkpoint::open(&text, &LogKey::generate().unwrap().public_key());
    }
}
