//! Signatures of the national authority's test identities, as its own library wrote them.
#![allow(clippy::unwrap_used)]

mod common;

use common::{TRUST, at};
use saraptama_sign::report::{Report, verify_file};
use saraptama_sign::{
    Algorithm, Check, Revocation, SignatureFault, Terms, Trust, authenticate, cms, verify_attached, verify_detached,
};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}.p7s", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn every_attached_signature_gets_its_verdict_at_the_time_it_was_made() {
    use SignatureFault::*;
    let signed = "2020-09-09T20:03:14Z";
    type Row = (&'static str, &'static str, &'static [u8], Algorithm, Result<(), SignatureFault>);
    let (rsa, gost) = (Algorithm::RsaSha256, Algorithm::Gost2015With512);
    let table: [Row; 9] = [
        ("rsa_personal_sign_key", signed, b"asdasd", rsa, Ok(())),
        // The responder and the list that the certificate names are not asked here; see below.
        ("rsa_personal_revoked", signed, b"asdasd", rsa, Ok(())),
        ("rsa_personal_auth_key", signed, b"asdasd", rsa, Err(WrongKeyUsage)),
        ("rsa_org_auth_key", signed, b"asdasd", rsa, Err(WrongKeyUsage)),
        ("rsa_attached", "2022-09-28T14:40:30Z", b"test123", rsa, Err(Expired)),
        ("rsa_attached_binary", "2021-09-27T17:49:32Z", b"\xb5\xeb\x2d\xd7\x6d", rsa, Ok(())),
        ("rsa_attached_asdasd_2018", "2020-07-04T08:44:31Z", b"asdasd", rsa, Err(WrongKeyUsage)),
        ("gost512_cades_t_org_2025", "2025-02-24T19:23:13Z", b"\xb5\xeb\x2d", gost, Ok(())),
        // Signed three months after the certificate had ended.
        ("gost2004_cades_bes", "2022-05-13T09:50:32Z", b"test", Algorithm::Gost2004, Err(Expired)),
    ];
    let trust = Trust::test();
    for (name, when, content, algorithm, expected) in table {
        let verdict = verify_attached(&fixture(name), &trust, at(when));
        assert_eq!(verdict.as_ref().map(drop).map_err(|fault| *fault), expected, "{name}");
        if let Ok((inside, verified)) = verdict {
            assert_eq!(inside, content, "{name}");
            assert_eq!(verified.algorithm, algorithm, "{name}");
            assert_eq!(verified.revocation, Revocation::Unknown, "{name} names a responder and a list");
            assert_eq!(verified.signer.iin.unwrap().as_str(), "123456789011");
            assert_eq!(verified.signer.iin.unwrap().iin(), None, "the test identity's control digit is wrong");
            assert_ne!(verified.signer.roles.person, verified.signer.roles.organisation, "{name}");
            assert_eq!(verified.signer.roles.head, name == "gost512_cades_t_org_2025");
        }
    }
}

#[test]
fn an_authentication_key_of_an_old_pair_and_the_one_key_of_today_show_who_somebody_is_and_a_document_key_does_not() {
    use SignatureFault::NotForAuthentication;
    let (signed, today) = ("2020-09-09T20:03:14Z", "2025-02-24T19:23:13Z");
    type Row<'r> = (&'r str, &'r str, &'r [u8], Result<(), SignatureFault>);
    let table: [Row<'_>; 4] = [
        ("rsa_personal_auth_key", signed, b"asdasd", Ok(())),
        ("rsa_org_auth_key", signed, b"asdasd", Ok(())),
        ("rsa_personal_sign_key", signed, b"asdasd", Err(NotForAuthentication)),
        ("gost512_cades_t_org_2025", today, b"\xb5\xeb\x2d", Ok(())),
    ];
    let trust = Trust::test();
    for (name, when, content, expected) in table {
        let verdict = authenticate(content, &fixture(name), &Terms::bare(&trust, at(when)));
        assert_eq!(verdict.as_ref().map(drop).map_err(|fault| *fault), expected, "{name}");
        if let Ok(verified) = verdict {
            assert_eq!(verified.revocation, Revocation::Unknown, "{name}: the door has still to ask");
        }
        let other = authenticate(b"another challenge", &fixture(name), &Terms::bare(&trust, at(when)));
        assert_eq!(other.unwrap_err(), SignatureFault::OtherContent, "{name}");
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

/// The checks of each signer that fail, by the message key; revocation, which nobody asked, aside.
fn failures(report: &Report, algorithm: Algorithm) -> Vec<SignatureFault> {
    let signer = report.signers.iter().find(|signer| signer.algorithm == Some(algorithm)).unwrap();
    signer.checks.iter().filter(|line| line.check != Check::Revocation).filter_map(|line| line.reason).collect()
}

#[test]
fn of_two_signers_each_is_judged_by_the_algorithm_of_the_own_key() {
    let trust = Trust::test();
    let (attached, detached) = ("gost512_rsa_two_signers_attached", "gost512_rsa_two_signers_detached");
    let data = Some(&b"test123"[..]);
    for (name, data, when) in [(attached, None, "2022-09-27T21:17:59Z"), (detached, data, "2022-09-27T21:29:41Z")] {
        let report = verify_file(&fixture(name), data, Some(&trust), at(when));
        assert!(!report.holds && report.signers.len() == 2, "{name}");
        assert_eq!(failures(&report, Algorithm::Gost2015With512), [], "{name}");
        assert_eq!(failures(&report, Algorithm::RsaSha256), [SignatureFault::Expired], "{name}");
    }
    let other = verify_file(&fixture(detached), Some(b"test124"), Some(&trust), at("2022-09-27T21:29:41Z"));
    assert_eq!(failures(&other, Algorithm::Gost2015With512), [SignatureFault::DigestMismatch]);
    let several = verify_detached(b"test123", &fixture(detached), &trust, at("2022-09-27T21:29:41Z")).unwrap_err();
    assert_eq!(several, SignatureFault::SeveralSigners);
}

#[test]
fn an_elder_library_names_the_key_in_place_of_the_signature_and_is_understood() {
    // The certificate of gost2004_cades_bes ended in January; the signature itself is good.
    let report = verify_file(&fixture("gost2004_cades_bes"), None, Some(&Trust::test()), at("2022-01-10T00:00:00Z"));
    assert_eq!(failures(&report, Algorithm::Gost2004), []);
    let json = serde_json::to_string(&report).unwrap();
    assert!(json.contains("\"gost-34.310-2004\""), "{json}");
}

#[test]
fn an_octet_changed_in_a_national_signature_is_refused_wherever_it_is_covered() {
    let trust = Trust::test();
    let when = at("2025-02-24T19:23:13Z");
    let cms = fixture("gost512_cades_t_org_2025");
    // Behind the signature value stands the time-stamp, which is not covered and not judged here.
    let cms = cms::normalise(&cms).unwrap();
    let covered = 1512 + 3 + 128;
    assert!(verify_attached(&cms, &trust, when).is_ok());
    // Every third octet with a bit that moves along.
    for at in (0..covered).step_by(3) {
        let mut changed = cms.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(verify_attached(&changed, &trust, when).is_err(), "octet {at} may change unnoticed");
    }
}
