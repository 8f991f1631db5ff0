//! Signatures of the national authority's test identities, as its own library wrote them.
#![allow(clippy::unwrap_used)]

mod common;

use common::{TRUST, at};
use saraptama_sign::report::verify_file;
use saraptama_sign::{Algorithm, Revocation, SignatureFault, Trust, verify_attached, verify_detached};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}.p7s", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn every_attached_signature_gets_its_verdict_at_the_time_it_was_made() {
    use SignatureFault::*;
    let signed = "2020-09-09T20:03:14Z";
    type Row = (&'static str, &'static str, &'static [u8], Result<(), SignatureFault>);
    let table: [Row; 7] = [
        ("rsa_personal_sign_key", signed, b"asdasd", Ok(())),
        // The responder and the list that the certificate names are not asked here; see below.
        ("rsa_personal_revoked", signed, b"asdasd", Ok(())),
        ("rsa_personal_auth_key", signed, b"asdasd", Err(WrongKeyUsage)),
        ("rsa_org_auth_key", signed, b"asdasd", Err(WrongKeyUsage)),
        ("rsa_attached", "2022-09-28T14:40:30Z", b"test123", Err(Expired)),
        ("rsa_attached_binary", "2021-09-27T17:49:32Z", b"\xb5\xeb\x2d\xd7\x6d", Ok(())),
        ("rsa_attached_asdasd_2018", "2020-07-04T08:44:31Z", b"asdasd", Err(WrongKeyUsage)),
    ];
    let trust = Trust::test();
    for (name, when, content, expected) in table {
        let verdict = verify_attached(&fixture(name), &trust, at(when));
        assert_eq!(verdict.as_ref().map(drop).map_err(|fault| *fault), expected, "{name}");
        if let Ok((inside, verified)) = verdict {
            assert_eq!(inside, content, "{name}");
            assert_eq!(verified.algorithm, Algorithm::RsaSha256);
            assert_eq!(verified.revocation, Revocation::Unknown, "{name} names a responder and a list");
            assert_eq!(verified.signer.iin.unwrap().as_str(), "123456789011");
            assert_eq!(verified.signer.iin.unwrap().iin(), None, "the test identity's control digit is wrong");
            assert!(verified.signer.roles.person && !verified.signer.roles.organisation);
        }
    }
}

#[test]
fn the_test_contour_is_trusted_by_nobody_who_did_not_ask_for_it() {
    let cms = fixture("rsa_personal_sign_key");
    for trust in [&Trust::production(), &*TRUST] {
        let verdict = verify_detached(b"asdasd", &cms, trust, at("2020-09-09T20:03:14Z")).unwrap_err();
        assert_eq!(verdict, SignatureFault::UntrustedChain);
    }
}

#[test]
fn the_verifier_of_files_does_not_take_unknown_revocation_for_good() {
    let report = verify_file(&fixture("rsa_personal_sign_key"), None, Some(&Trust::test()), at("2020-09-09T20:03:14Z"));
    assert!(!report.holds);
    assert_eq!(report.reason, Some("signature-revocation-unknown"));
    assert_eq!(report.signers[0].iin.as_deref(), Some("**********11"));
    let json = serde_json::to_string(&report).unwrap();
    assert!(!json.contains("123456789011") && !json.contains("ТЕСТОВ"), "{json}");
}

#[test]
fn of_two_signers_the_one_by_gost_is_unsupported_and_never_good() {
    let trust = Trust::test();
    let when = at("2021-09-28T14:40:30Z");
    for (name, data) in [("gost512_rsa_two_signers_attached", None), ("gost512_rsa_two_signers_detached", Some(&b"test123"[..]))]
    {
        let report = verify_file(&fixture(name), data, Some(&trust), when);
        assert!(!report.holds && report.signers.len() == 2, "{name}");
        let by_gost = report.signers.iter().find(|signer| signer.algorithm.is_none()).unwrap();
        assert!(by_gost.checks.iter().any(|line| line.reason == Some(SignatureFault::UnsupportedAlgorithm)));
        let by_rsa = report.signers.iter().find(|signer| signer.algorithm == Some(Algorithm::RsaSha256)).unwrap();
        let reasons: Vec<_> = by_rsa.checks.iter().filter_map(|line| line.reason).collect();
        assert!(!reasons.contains(&SignatureFault::BadSignature) && !reasons.contains(&SignatureFault::DigestMismatch));
    }
    let several = verify_detached(b"test123", &fixture("gost512_rsa_two_signers_detached"), &trust, when).unwrap_err();
    assert_eq!(several, SignatureFault::SeveralSigners);
    let old_gost = verify_attached(&fixture("gost2004_cades_bes"), &trust, when).unwrap_err();
    assert_eq!(old_gost, SignatureFault::UnsupportedAlgorithm);
}
