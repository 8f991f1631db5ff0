//! What a door may accept as the chair's or the expert's signature, and what it must refuse.
#![allow(clippy::unwrap_used)]

mod common;

use common::{AUTHORITY, CHAIR, FORM, TRUST, at, bin, chair, iin, name, noon};
use saraptama_sign::authority::{Authority, Identity, KeyKind, KeyUse, Leaf, Pointers, Validity};
use saraptama_sign::certificate::Roles;
use saraptama_sign::{Algorithm, Revocation, SignatureFault, Trust, require_signer, verify_attached, verify_detached};

#[test]
fn the_chairs_signature_of_the_frozen_form_holds_and_says_who_signed_for_whom() {
    let cms = CHAIR.sign_detached(FORM, noon()).unwrap();
    let verified = verify_detached(FORM, &cms, &TRUST, noon()).unwrap();
    assert_eq!(verified.signer.iin.unwrap().iin(), Some(iin(10)));
    assert_eq!(verified.signer.bin.unwrap().bin(), Some(bin(10)));
    assert_eq!(verified.signer.name, "СЫНАҚОВА АЙГҮЛ");
    assert_eq!(verified.signer.roles, Roles { organisation: true, employee: true, right_to_sign: true, ..Roles::default() });
    assert_eq!(verified.signer.certificate_sha256, CHAIR.certificate().sha256());
    assert_eq!(verified.algorithm, Algorithm::EcdsaP256Sha256);
    assert_eq!(verified.signing_time_claimed, Some(noon()));
    assert_eq!(verified.revocation, Revocation::NoSource);
    assert!(verified.checks.iter().all(|line| line.ok));
    assert_eq!(verified.chain.len(), 2);
    let shown = format!("{verified:?}{:?}", CHAIR.certificate().profile());
    assert!(!shown.contains(iin(10).as_str()) && !shown.contains("СЫНАҚОВА"), "no person in a log line: {shown}");
}

#[test]
fn an_rsa_key_signs_as_well_and_every_spelling_of_the_signature_is_taken() {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let rsa = AUTHORITY.issue(&Leaf { key: KeyKind::Rsa2048, ..chair() }).unwrap();
    let cms = rsa.sign_detached(FORM, noon()).unwrap();
    let base64 = STANDARD.encode(&cms);
    let wrapped: String = base64.as_bytes().chunks(64).map(|line| format!("{}\r\n", String::from_utf8_lossy(line))).collect();
    let pem = format!("-----BEGIN CMS-----\n{wrapped}-----END CMS-----\n");
    let stray = [&cms[..], &[0]].concat();
    for spelling in [&cms[..], base64.as_bytes(), wrapped.as_bytes(), pem.as_bytes(), &stray] {
        assert_eq!(verify_detached(FORM, spelling, &TRUST, noon()).unwrap().algorithm, Algorithm::RsaSha256);
    }
}

#[test]
fn each_reason_to_refuse_has_its_own_name() {
    use SignatureFault::*;
    let issue = |leaf: &Leaf| AUTHORITY.issue(leaf).unwrap();
    let year = |from, until| Validity { from: at(from), until: at(until) };
    let stranger = Authority::generate(KeyKind::P256, Validity::of_the_demonstration()).unwrap();
    let past = year("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z");
    let future = year("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    let table = [
        ("a leaf that had expired", issue(&Leaf { validity: past, ..chair() }), Expired),
        ("a leaf that was not yet valid", issue(&Leaf { validity: future, ..chair() }), NotYetValid),
        ("an authentication key", issue(&Leaf { key_use: KeyUse::Authentication, ..chair() }), WrongKeyUsage),
        ("a leaf of another root with the same names", stranger.issue(&chair()).unwrap(), UntrustedChain),
    ];
    for (what, identity, fault) in table {
        let cms = identity.sign_detached(FORM, noon()).unwrap();
        assert_eq!(verify_detached(FORM, &cms, &TRUST, noon()).unwrap_err(), fault, "{what}");
    }
    let cms = CHAIR.sign_detached(FORM, noon()).unwrap();
    let two = Identity::sign_together(&[&CHAIR, &issue(&chair())], FORM, noon()).unwrap();
    let attached = CHAIR.sign_attached(FORM, noon()).unwrap();
    let huge = vec![b'A'; saraptama_sign::cms::LIMIT_BYTES * 2];
    let xml = b"<?xml version=\"1.0\"?><a/>";
    let table: [(&str, &[u8], &[u8], SignatureFault); 8] = [
        ("other bytes", b"{}", &cms, DigestMismatch),
        ("other bytes beside the bytes inside", b"{}", &attached, OtherContent),
        ("two signers", FORM, &two, SeveralSigners),
        ("nothing", FORM, b"", Empty),
        ("too much", FORM, &huge, TooLarge),
        ("something else", FORM, b"hello", NotASignature),
        ("signed XML", FORM, xml, NotASignature),
        ("a signature cut short", FORM, &cms[..cms.len() - 1], NotASignature),
    ];
    for (what, content, cms, fault) in table {
        assert_eq!(verify_detached(content, cms, &TRUST, noon()).unwrap_err(), fault, "{what}");
    }
    assert_eq!(verify_attached(&cms, &TRUST, noon()).unwrap_err(), NoContent);
    assert_eq!(verify_attached(&attached, &TRUST, noon()).unwrap().0, FORM);
    assert!(verify_detached(FORM, &attached, &TRUST, noon()).is_ok(), "the same bytes inside and beside");
    let production = Trust::production();
    assert_eq!(verify_detached(FORM, &cms, &production, noon()).unwrap_err(), UntrustedChain);
}

#[test]
fn validity_includes_its_first_and_its_last_second() {
    let validity = Validity { from: at("2025-09-01T00:00:00Z"), until: at("2025-09-30T00:00:00Z") };
    let cms = AUTHORITY.issue(&Leaf { validity, ..chair() }).unwrap().sign_detached(FORM, noon()).unwrap();
    let judged = |text| verify_detached(FORM, &cms, &TRUST, at(text)).map(drop);
    assert_eq!(judged("2025-08-31T23:59:59.999Z"), Err(SignatureFault::NotYetValid));
    assert_eq!(judged("2025-09-01T00:00:00Z"), Ok(()));
    assert_eq!(judged("2025-09-30T00:00:00.5Z"), Ok(()));
    assert_eq!(judged("2025-09-30T00:00:01Z"), Err(SignatureFault::Expired));
}

#[test]
fn a_signature_must_be_the_named_persons_and_for_the_named_organisation() {
    let of = |leaf: &Leaf| {
        let cms = AUTHORITY.issue(leaf).unwrap().sign_detached(FORM, noon()).unwrap();
        verify_detached(FORM, &cms, &TRUST, noon()).unwrap()
    };
    let employee = of(&chair());
    let person = of(&Leaf::person(name(), iin(10), KeyKind::P256, Validity::of_the_demonstration()));
    let bin_without_purpose = of(&Leaf { roles: Roles { person: true, ..Roles::default() }, ..chair() });
    assert_eq!(require_signer(&employee, iin(10), Some(bin(10))), Ok(()));
    assert_eq!(require_signer(&employee, iin(10), None), Ok(()));
    assert_eq!(require_signer(&person, iin(10), None), Ok(()));
    assert_eq!(require_signer(&employee, iin(30), Some(bin(10))), Err(SignatureFault::NotTheNamedPerson));
    assert_eq!(require_signer(&employee, iin(10), Some(bin(30))), Err(SignatureFault::WrongOrganisation));
    assert_eq!(require_signer(&person, iin(10), Some(bin(10))), Err(SignatureFault::PersonalCertificate));
    assert_eq!(require_signer(&bin_without_purpose, iin(10), Some(bin(10))), Err(SignatureFault::PersonalCertificate));
}

#[test]
fn a_certificate_that_names_a_responder_leaves_its_revocation_unknown() {
    let pointers = Some(Pointers { ocsp: "http://127.0.0.1:18081/".into(), ..Pointers::default() });
    let cms = AUTHORITY.issue(&Leaf { pointers, ..chair() }).unwrap().sign_detached(FORM, noon()).unwrap();
    let verified = verify_detached(FORM, &cms, &TRUST, noon()).unwrap();
    assert_eq!(verified.revocation, Revocation::Unknown);
    assert_eq!(verified.revocation.holds(), Err(SignatureFault::RevocationUnknown));
}

#[test]
fn a_flipped_bit_in_any_byte_of_a_signature_is_refused() {
    let cms = CHAIR.sign_detached(FORM, noon()).unwrap();
    assert!(verify_detached(FORM, &cms, &TRUST, noon()).is_ok());
    let held: Vec<_> = (0..cms.len() * 8)
        .filter(|bit| {
            let mut changed = cms.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            verify_detached(FORM, &changed, &TRUST, noon()).is_ok()
        })
        .collect();
    assert!(held.is_empty(), "bits that may change unnoticed: {held:?} of {}", cms.len() * 8);
}

#[test]
fn a_surplus_certificate_neither_helps_nor_is_believed() {
    let stranger = Authority::generate(KeyKind::P256, Validity::of_the_demonstration()).unwrap();
    let trust_in_the_root_alone = Trust::of(vec![AUTHORITY.root().clone()]);
    let cms = CHAIR.sign_detached(FORM, noon()).unwrap();
    let refused = verify_detached(FORM, &cms, &trust_in_the_root_alone, noon()).unwrap_err();
    assert_eq!(refused, SignatureFault::UntrustedChain, "the issuing authority is neither known nor in the message");
    assert!(verify_detached(FORM, &cms, &stranger.trust(), noon()).is_err());
    let leaf_as_authority = Trust::of(vec![CHAIR.certificate().clone()]);
    assert_eq!(leaf_as_authority.anchors().count(), 0, "a leaf is no root");
}

#[test]
fn an_authority_and_its_people_are_the_same_after_a_restart() {
    for kind in [KeyKind::P256, KeyKind::Rsa2048] {
        let first = Authority::generate(kind, Validity::of_the_demonstration()).unwrap();
        let person = first.issue(&Leaf { key: kind, ..chair() }).unwrap();
        let again = Authority::from_pem(&first.root_pem(), &first.issuing_pem(), &first.key_pem().unwrap()).unwrap();
        let person = Identity::from_pem(&person.certificate_pem(), &person.key_pem().unwrap()).unwrap();
        let cms = person.sign_detached(FORM, noon()).unwrap();
        assert!(verify_detached(FORM, &cms, &again.trust(), noon()).is_ok());
        let newcomer = again.issue(&chair()).unwrap().sign_detached(FORM, noon()).unwrap();
        assert!(verify_detached(FORM, &newcomer, &first.trust(), noon()).is_ok());
        assert!(Identity::from_pem(&person.certificate_pem(), &CHAIR.key_pem().unwrap()).is_err());
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_from_outside_make_the_verifier_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..512)) {
        let _ = verify_detached(FORM, &bytes, &TRUST, noon());
        let _ = verify_attached(&bytes, &TRUST, noon());
        let _ = saraptama_sign::certificate::Certificate::from_der(&bytes);
    }

    #[test]
    fn no_damage_to_a_signature_makes_the_verifier_panic_or_accept(
        from in 0usize..2000, damage in proptest::collection::vec(proptest::num::u8::ANY, 1..8)
    ) {
        let mut cms = CHAIR.sign_detached(FORM, noon()).unwrap();
        let from = from % cms.len();
        let until = (from + damage.len()).min(cms.len());
        let before = cms.clone();
        cms[from..until].copy_from_slice(&damage[..until - from]);
        proptest::prop_assume!(cms != before);
        proptest::prop_assert!(verify_detached(FORM, &cms, &TRUST, noon()).is_err());
    }
}
