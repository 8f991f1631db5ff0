//! Signed XML of the national authority's test identities: a verdict for each file, at the time when its
//! certificate was valid and by the test contour's anchors.
#![allow(clippy::unwrap_used)]

mod common;

use SignatureFault::*;
use common::at;
use saraptama_sign::report::{Kind, verify_file};
use saraptama_sign::{Algorithm, Check, SignatureFault, Trust};
use std::collections::BTreeSet;
use std::path::Path;

const RSA: Algorithm = Algorithm::RsaSha256;
const GOST: Algorithm = Algorithm::Gost2015With512;
const OLD: Algorithm = Algorithm::Gost2004;

/// Folder and file, when it is judged, and for each signer its algorithm and the checks that fail.
/// Revocation is left out: every leaf of the authority names a source, which nobody asks here.
type Row = (&'static str, &'static str, &'static [(Algorithm, &'static [SignatureFault])]);

const TABLE: [Row; 13] = [
    // Authentication keys: the signature is right, the key is for something else.
    (
        "xml/danikarik_organization_active_AUTH_RSA256_d682726b55b3e62600ea8fe1c74e75fc96f47790.xml",
        "2020-09-09T20:03:14Z",
        &[(RSA, &[WrongKeyUsage])],
    ),
    (
        "xml/danikarik_organization_revoked_AUTH_RSA256_7d6d313ac5bf7367a2a69f28607a8deb80dd3ba9.xml",
        "2020-09-09T20:03:14Z",
        &[(RSA, &[WrongKeyUsage])],
    ),
    (
        "xml/danikarik_personal_active_AUTH_RSA256_b2c70a9ff7a5dc59de0ccc3c0ddde3437cc1f12d.xml",
        "2020-09-09T20:03:14Z",
        &[(RSA, &[WrongKeyUsage])],
    ),
    (
        "xml/danikarik_personal_revoked_AUTH_RSA256_60d5a0346dd52fb5f3b9148e6cfbcd6cf323d119.xml",
        "2020-09-09T20:03:14Z",
        &[(RSA, &[WrongKeyUsage])],
    ),
    (
        "xml/danikarik_organization_active_GOSTKNCA_13a3741b52d7bf860aab199b56fad1f4652e357b.xml",
        "2020-09-09T20:03:14Z",
        &[(OLD, &[])],
    ),
    (
        "xml/danikarik_organization_revoked_GOSTKNCA_c372b7809440fcb681051bbc89ea2f089fd2fe16.xml",
        "2020-09-09T20:03:14Z",
        &[(OLD, &[])],
    ),
    ("xml/danikarik_personal_active_RSA256_11c707bd54cbfcccb3815e39c4eb57b1dc7dfea9.xml", "2020-09-09T20:03:14Z", &[(RSA, &[])]),
    ("xml/gost512_individual_ncalayer_style_lf.xml", "2024-02-02T00:00:00Z", &[(GOST, &[])]),
    ("xml/gost512_org_crlf_entities.xml", "2025-02-02T00:00:00Z", &[(GOST, &[])]),
    ("xml/rsa_enveloped.xml", "2021-09-27T00:00:00Z", &[(RSA, &[])]),
    // The RSA leaf had ended before the GOST leaf began; both signatures are right, the first one though
    // the second was added behind it.
    ("xml/rsa_then_gost512_two_signers.xml", "2022-09-27T21:17:59Z", &[(RSA, &[Expired]), (GOST, &[])]),
    // A self-signed throw-away certificate of an envelope: nobody trusts it, and it states no purpose.
    ("gateway/ours-signed-rsa-test.xml", "2026-11-25T00:00:00Z", &[(RSA, &[NoPurpose, UntrustedChain])]),
    ("gateway/ours-tampered.xml", "2026-11-25T00:00:00Z", &[(RSA, &[DigestMismatch, NoPurpose, UntrustedChain])]),
];

/// Where the signed body was moved away there is nothing to judge.
const NOTHING_TO_JUDGE: (&str, &str) = ("gateway/ours-signature-wrapping.xml", "signature-xml-profile");

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

#[test]
fn every_signed_file_gets_its_verdict() {
    let trust = Trust::test();
    for (name, when, signers) in TABLE {
        let report = verify_file(&fixture(name), None, Some(&trust), at(when));
        assert_eq!(report.kind, Kind::Xml, "{name}");
        assert_eq!(report.signers.len(), signers.len(), "{name}");
        for (signer, (algorithm, faults)) in report.signers.iter().zip(signers) {
            let failed = signer.checks.iter().filter(|line| line.check != Check::Revocation).filter_map(|line| line.reason);
            assert_eq!(failed.collect::<Vec<_>>(), *faults, "{name}");
            assert_eq!(signer.algorithm, Some(*algorithm), "{name}");
            assert!(signer.iin.as_deref().unwrap().starts_with("**********"), "{name}");
        }
        // Revocation that nobody asked about is never good.
        assert!(!report.holds, "{name}");
    }
    let (name, reason) = NOTHING_TO_JUDGE;
    let report = verify_file(&fixture(name), None, Some(&trust), at("2026-11-25T00:00:00Z"));
    assert_eq!((report.reason, report.signers.len()), (Some(reason), 0));
}

#[test]
fn no_file_is_without_its_line() {
    let named: BTreeSet<String> = TABLE.iter().map(|row| row.0).chain([NOTHING_TO_JUDGE.0]).map(str::to_owned).collect();
    let mut found = BTreeSet::new();
    for folder in ["xml", "gateway"] {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder)).unwrap() {
            found.insert(format!("{folder}/{}", entry.unwrap().file_name().into_string().unwrap()));
        }
    }
    assert_eq!(found, named);
}

#[test]
fn the_data_beside_signed_xml_are_the_same_bytes_or_refused() {
    let (bytes, trust, when) = (fixture("xml/rsa_enveloped.xml"), Trust::test(), at("2021-09-27T00:00:00Z"));
    let reason = |data: &[u8]| verify_file(&bytes, Some(data), Some(&trust), when).reason;
    assert_eq!(reason(&bytes), Some("signature-revocation-unknown"));
    assert_eq!(reason(b"<a><b>test</b></a>"), Some("signature-other-content"));
    assert_eq!(verify_file(&bytes, None, None, when).reason, Some("signature-untrusted"), "production anchors");
}
