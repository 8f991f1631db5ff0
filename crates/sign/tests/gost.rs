//! Signatures by the national algorithms, made by a test authority under each of them.
#![allow(clippy::unwrap_used)]

mod common;

use common::{AUTHORITY, FORM, chair, noon};
use saraptama_sign::authority::{Authority, Identity, KeyKind, Leaf, Validity};
use saraptama_sign::report::verify_file;
use saraptama_sign::{Algorithm, SignatureFault, verify_attached, verify_detached};

const KINDS: [(KeyKind, Algorithm, &str); 3] = [
    (KeyKind::Gost2015_512, Algorithm::Gost2015With512, "gost-2015-512"),
    (KeyKind::Gost2015_256, Algorithm::Gost2015With256, "gost-2015-256"),
    (KeyKind::Gost2004, Algorithm::Gost2004, "gost-34.310-2004"),
];

fn authority(kind: KeyKind) -> Authority {
    Authority::generate(kind, Validity::of_the_demonstration()).unwrap()
}

#[test]
fn a_chain_and_a_signature_by_each_national_algorithm_hold_and_are_named() {
    for (kind, algorithm, name) in KINDS {
        let authority = authority(kind);
        let person = authority.issue(&Leaf { key: kind, ..chair() }).unwrap();
        let cms = person.sign_detached(FORM, noon()).unwrap();
        let trust = authority.trust();
        let verified = verify_detached(FORM, &cms, &trust, noon()).unwrap();
        assert_eq!((verified.algorithm, verified.chain.len()), (algorithm, 2));
        let report = verify_file(&cms, Some(FORM), Some(&trust), noon());
        assert!(report.holds && serde_json::to_string(&report).unwrap().contains(&format!("\"{name}\"")), "{name}");
        assert_eq!(verify_attached(&person.sign_attached(FORM, noon()).unwrap(), &trust, noon()).unwrap().0, FORM);
        assert_eq!(verify_detached(b"{}", &cms, &trust, noon()).unwrap_err(), SignatureFault::DigestMismatch);
        let stranger = self::authority(kind).trust();
        assert_eq!(verify_detached(FORM, &cms, &stranger, noon()).unwrap_err(), SignatureFault::UntrustedChain);
    }
}

#[test]
fn people_with_keys_of_every_kind_sign_together_under_one_authority() {
    let people = KINDS.map(|(kind, ..)| AUTHORITY.issue(&Leaf { key: kind, ..chair() }).unwrap());
    let cms = Identity::sign_together(&people.each_ref(), FORM, noon()).unwrap();
    let report = verify_file(&cms, Some(FORM), Some(&common::TRUST), noon());
    assert!(report.holds, "{:?}", report.reason);
    let mut found: Vec<_> = report.signers.iter().map(|signer| signer.algorithm.unwrap()).collect();
    found.sort_by_key(|algorithm| KINDS.iter().position(|(_, known, _)| known == algorithm));
    assert_eq!(found, KINDS.map(|(_, algorithm, _)| algorithm));
}

#[test]
fn an_authority_under_a_national_algorithm_is_the_same_after_a_restart() {
    for (kind, ..) in KINDS {
        let first = authority(kind);
        let person = first.issue(&Leaf { key: kind, ..chair() }).unwrap();
        let again = Authority::from_pem(&first.root_pem(), &first.issuing_pem(), &first.key_pem().unwrap()).unwrap();
        let person = Identity::from_pem(&person.certificate_pem(), &person.key_pem().unwrap()).unwrap();
        let cms = person.sign_detached(FORM, noon()).unwrap();
        assert!(verify_detached(FORM, &cms, &again.trust(), noon()).is_ok());
        assert!(Identity::from_pem(&person.certificate_pem(), &first.key_pem().unwrap()).is_err());
        assert!(!format!("{person:?}").contains(&person.key_pem().unwrap()[60..80]), "no key in a log line");
    }
}

#[test]
fn a_flipped_bit_wherever_it_is_tried_in_a_national_signature_is_refused() {
    for (kind, ..) in KINDS {
        let authority = authority(kind);
        let trust = authority.trust();
        let cms = authority.issue(&Leaf { key: kind, ..chair() }).unwrap().sign_detached(FORM, noon()).unwrap();
        // Every third octet, with a bit that moves along: each try costs up to three verifications.
        for at in (0..cms.len()).step_by(3) {
            let mut changed = cms.clone();
            changed[at] ^= 1 << ((at + at / 8) % 8);
            assert!(verify_detached(FORM, &changed, &trust, noon()).is_err(), "{kind:?}: octet {at} may change unnoticed");
        }
    }
}

#[test]
fn what_is_declared_beside_a_national_key_must_fit_it() {
    // The last octets of the national object identifiers: key, signature and digest of each algorithm.
    let (streebog_512, streebog_256) = (b"\x2a\x83\x0e\x03\x0a\x01\x03\x03", b"\x2a\x83\x0e\x03\x0a\x01\x03\x02");
    let authority = authority(KeyKind::Gost2015_512);
    let cms = authority.issue(&Leaf { key: KeyKind::Gost2015_512, ..chair() }).unwrap().sign_detached(FORM, noon()).unwrap();
    let places: Vec<_> = cms.windows(8).enumerate().filter(|(_, window)| window == streebog_512).map(|(at, _)| at).collect();
    // In the list of digests, in the certificate's key and in the signer.
    assert_eq!(places.len(), 3);
    let swap = |which: &[usize]| {
        let mut changed = cms.clone();
        which.iter().for_each(|index| changed[places[*index]..places[*index] + 8].copy_from_slice(streebog_256));
        verify_detached(FORM, &changed, &authority.trust(), noon()).unwrap_err()
    };
    assert_eq!(swap(&[0, 2]), SignatureFault::AlgorithmMismatch, "another digest of the same family");
    assert_eq!(swap(&[1]), SignatureFault::AlgorithmMismatch, "a key for another digest");
    assert_eq!(swap(&[0]), SignatureFault::NotASignature, "a list of digests that nobody used");
}
