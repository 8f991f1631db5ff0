//! Answers, lists and time-stamps of the authority's test contour.

use super::{at, bytes, certificate, evidence_of};
use saraptama_sign::evidence::judge_certificate;
use saraptama_sign::{Evidence, EvidenceFault, EvidenceKind, Revocation, Terms, Trust};

use EvidenceKind::{Crl, Ocsp, TimeStamp};
use Revocation::{Good, Revoked, Unknown};

/// File, kind, a certificate of its contour, the judged instant, what the file alone says of it, since when
/// it is revoked.
type Row = (&'static str, EvidenceKind, &'static str, &'static str, Revocation, Option<&'static str>);

const SEPTEMBER: &str = "2022-09-02T17:30:00Z";
const CEO_2015: &str = "p12/ncanode_key_ceo_revoked_2015.cer";

const TABLE: [Row; 10] = [
    ("ocsp/ocsp_response_ceo_2015_revoked.bin", Ocsp, CEO_2015, SEPTEMBER, Revoked, Some("2022-07-27T15:25:30+05:00")),
    (
        "ocsp/ocsp_response_ceo_sign_2004_revoked.bin",
        Ocsp,
        "p12/ncanode_key_ceo_sign_revoked_2004.cer",
        SEPTEMBER,
        Revoked,
        Some("2022-01-18T11:30:55+05:00"),
    ),
    // Unknown to the responder, which then says: revoked since 1970.
    (
        "ocsp/ocsp_response_individual_2015.bin",
        Ocsp,
        "p12/ncanode_key_individual_valid_2015.cer",
        SEPTEMBER,
        Revoked,
        Some("1970-01-01T05:00:00+05:00"),
    ),
    // "Good", said half a year after the certificate had ended.
    (
        "ocsp/ocsp_response_individual_sign_2004.bin",
        Ocsp,
        "p12/ncanode_key_individual_valid_sign_2004.cer",
        "2021-06-01T00:00:00Z",
        Unknown,
        None,
    ),
    ("crl/nca_gost2022_test.crl", Crl, CEO_2015, SEPTEMBER, Revoked, Some("2022-07-27T15:25:30+05:00")),
    ("crl/nca_gost2022_test_2026.crl", Crl, "p12/legal_valid_head.cer", "2026-08-12T00:00:00Z", Good, None),
    ("crl/nca_gost_test.crl", Crl, "ceo_valid_sign_2004_gost.cer", "2022-03-30T00:00:00Z", Good, None),
    ("crl/nca_rsa_test.crl", Crl, "individual_valid_sign_2004_rsa.cer", "2022-03-30T00:00:00Z", Good, None),
    // Time-stamps say nothing of revocation, and these stamp nothing: their imprint is by SHA-1.
    ("tsp/tsp_response.bin", TimeStamp, CEO_2015, SEPTEMBER, Unknown, None),
    ("tsp/tsp_token.bin", TimeStamp, CEO_2015, SEPTEMBER, Unknown, None),
];

pub(super) fn files() -> Vec<&'static str> {
    TABLE.iter().map(|row| row.0).collect()
}

#[test]
fn every_piece_of_evidence_has_its_verdict() {
    let trust = Trust::test();
    for (file, kind, leaf, when, status, revoked_at) in TABLE {
        assert_eq!(Evidence::default().add(&bytes(file)), Ok(kind), "{file}");
        let evidence = evidence_of(&[file]);
        let terms = Terms { trust: &trust, evidence: &evidence, at: at(when), now: at("2026-11-22T00:00:00Z") };
        let verdict = judge_certificate(&certificate(&bytes(leaf)), &terms);
        let tested = &verdict.tested[0];
        assert_eq!((tested.status, tested.revoked_at.as_deref()), (status, revoked_at), "{file}: {:?}", tested.doubt);
    }
}

/// The same list under another authority of the contour says nothing there.
#[test]
fn a_list_of_one_authority_says_nothing_under_another() {
    let trust = Trust::test();
    let evidence = evidence_of(&["crl/nca_rsa_test.crl"]);
    let terms = Terms { trust: &trust, evidence: &evidence, at: at(SEPTEMBER), now: at(SEPTEMBER) };
    let verdict = judge_certificate(&certificate(&bytes(CEO_2015)), &terms);
    assert_eq!(verdict.tested[0].doubt, Some(EvidenceFault::OtherCertificate));
}

/// Any octet changed and any length cut off: nothing good comes of it, and nothing breaks.
#[test]
fn no_changed_octet_of_real_evidence_is_believed() {
    let trust = Trust::test();
    for (file, kind, leaf, when, status, _) in TABLE {
        let (whole, leaf) = (bytes(file), certificate(&bytes(leaf)));
        let step = if kind == Crl { 211 } else { 17 };
        for octet in (0..whole.len()).step_by(step) {
            let mut changed = whole.clone();
            changed[octet] ^= 1 << (octet % 8);
            let mut evidence = Evidence::default();
            let _ = evidence.add(&changed);
            let terms = Terms { trust: &trust, evidence: &evidence, at: at(when), now: at("2026-11-22T00:00:00Z") };
            let said = judge_certificate(&leaf, &terms).tested[0].status;
            assert!(said == Unknown, "{file}: octet {octet} may change unnoticed: {said:?} of {status:?}");
            let _ = Evidence::default().add(&whole[..octet]);
        }
    }
}
