//! What `verify` answers about files of every kind.
#![allow(clippy::unwrap_used)]

mod common;

use common::{AUTHORITY, CHAIR, FORM, TRUST, chair, noon};
use saraptama_core::terms::{ActNumber, Sha256};
use saraptama_sign::authority::{Leaf, Pointers};
use saraptama_sign::log::{Checkpoint, LogKey, MemoryTree, Proof, commit};
use saraptama_sign::report::{Kind, verify_file};
use saraptama_sign::{Trust, trust::TrustFault};

#[test]
fn a_signature_of_the_test_authority_holds_for_who_names_its_root_and_for_nobody_else() {
    let cms = CHAIR.sign_detached(FORM, noon()).unwrap();
    let report = verify_file(&cms, Some(FORM), Some(&TRUST), noon());
    assert!(report.holds && report.reason.is_none() && report.kind == Kind::Cms);
    assert_eq!(report.signers[0].chain.len(), 2);
    assert_eq!(verify_file(&cms, Some(FORM), None, noon()).reason, Some("signature-untrusted"));
    let pointers = Some(Pointers { ocsp: "http://127.0.0.1:18081/".into(), ..Pointers::default() });
    let asks = AUTHORITY.issue(&Leaf { pointers, ..chair() }).unwrap().sign_detached(FORM, noon()).unwrap();
    assert_eq!(verify_file(&asks, Some(FORM), Some(&TRUST), noon()).reason, Some("signature-revocation-unknown"));
}

#[test]
fn what_cannot_be_judged_does_not_hold() {
    let cms = CHAIR.sign_detached(FORM, noon()).unwrap();
    type Row<'a> = (&'a [u8], Option<&'a [u8]>, Kind, &'static str);
    let table: [Row<'_>; 8] = [
        (b"", None, Kind::Cms, "signature-empty"),
        (b"\n", None, Kind::Cms, "signature-not-a-signature"),
        (b"hello", None, Kind::Cms, "signature-not-a-signature"),
        (b"\xef\xbb\xbf<?xml version=\"1.0\"?><a/>", None, Kind::Xml, "signature-no-signer"),
        (b" <?xml version=\"1.0\"?><a/>", None, Kind::Xml, "signature-not-xml"),
        (b"{}", None, Kind::Proof, "proof-unreadable"),
        (&cms, None, Kind::Cms, "signature-no-content"),
        (&cms, Some(b"{}"), Kind::Cms, "signature-other-bytes"),
    ];
    for (bytes, data, kind, reason) in table {
        let report = verify_file(bytes, data, Some(&TRUST), noon());
        assert_eq!((report.holds, report.kind, report.reason), (false, kind, Some(reason)));
        assert!(report.detail.is_some());
    }
}

#[test]
fn a_directory_pins_roots_and_log_keys() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("trust");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    assert!(matches!(Trust::directory(&folder), Err(TrustFault::NoAnchor(_))));
    assert!(matches!(Trust::directory(&folder.join("nowhere")), Err(TrustFault::Unreadable { .. })));
    let key = LogKey::generate().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    write("root.cer", AUTHORITY.root().der());
    write("ca.pem", AUTHORITY.issuing_pem().as_bytes());
    write("register.pem", key.public_key().to_pem().as_bytes());
    write("notes.txt", b"not read");
    let trust = Trust::directory(&folder).unwrap();
    assert_eq!(trust.anchors().collect::<Vec<_>>(), [AUTHORITY.root().sha256()]);
    assert_eq!(trust.log_keys(), [key.public_key()]);

    let cms = CHAIR.sign_detached(FORM, noon()).unwrap();
    assert!(verify_file(&cms, Some(FORM), Some(&trust), noon()).holds);

    let leaf = saraptama_sign::log::Leaf {
        index: 0,
        number: ActNumber::new(2025, 1),
        registered_at: noon(),
        law: "mse-pilot-2025".into(),
        decision_sha256: Sha256::of(&cms),
        commitment: commit(&[7; 32], b"content"),
    };
    let mut tree = MemoryTree::default();
    tree.append(leaf.hash());
    let note = Checkpoint { origin: "register.example".into(), size: 1, root: tree.root() }.sign(&key).unwrap();
    let proof = Proof::new(leaf, Vec::new(), note, key.public_key()).unwrap().to_json();
    let pinned = |trust: Option<&Trust>| verify_file(&proof, None, trust, noon()).proof.map(|held| held.pinned);
    assert_eq!(pinned(None), Some(false), "by the key that it carries");
    assert_eq!(pinned(Some(&trust)), Some(true));
    assert_eq!(verify_file(&proof, None, Some(&TRUST), noon()).reason, Some("proof-key-not-trusted"));
    assert!(verify_file(&proof, Some(&cms), Some(&trust), noon()).holds, "the decision that was registered");
    assert_eq!(verify_file(&proof, Some(FORM), Some(&trust), noon()).reason, Some("proof-other-decision"));

    write("broken.pem", b"-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----\n");
    assert!(matches!(Trust::directory(&folder), Err(TrustFault::NotACertificate(_))));
}
