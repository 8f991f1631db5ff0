use super::{at, bytes, evidence_of};
use saraptama_sign::report::verify_file_by;
use saraptama_sign::{Evidence, Revocation, SignatureFault, Trust};

/// File, signing time by the signer's claim, the file's signers in their order: what fails, what is known
/// of revocation.
type Row = (&'static str, &'static str, &'static [(&'static [SignatureFault], Revocation)]);

use Revocation::Unknown;
use SignatureFault::{Expired, RevocationUnknown, StampUntrusted, WrongKeyUsage};

/// What stays open everywhere is revocation: the authority's lists that are kept are of 2022 and 2026, and
/// the list of the test root about its issuing authority is published nowhere.
const IN_PRODUCTION: &str = "rsa_attached_asdasd_2018.p7s";

const TABLE: [Row; 11] = [
    // Its list is of 2022, when the certificate had ended.
    ("rsa_personal_sign_key.p7s", "2020-09-09T20:03:14Z", &[(&[RevocationUnknown], Unknown)]),
    ("rsa_personal_revoked.p7s", "2020-09-09T20:03:14Z", &[(&[RevocationUnknown], Unknown)]),
    ("rsa_personal_auth_key.p7s", "2020-09-09T20:03:14Z", &[(&[WrongKeyUsage, RevocationUnknown], Unknown)]),
    ("rsa_org_auth_key.p7s", "2020-09-09T20:03:14Z", &[(&[WrongKeyUsage, RevocationUnknown], Unknown)]),
    ("rsa_attached.p7s", "2022-09-28T14:40:30Z", &[(&[Expired, RevocationUnknown], Unknown)]),
    // Signed with a certificate that had ended in January of that year.
    ("rsa_attached_binary.p7s", "2022-09-27T17:49:32Z", &[(&[Expired, RevocationUnknown], Unknown)]),
    // The test identity has a certificate of the live authority here, which had ended the year before.
    (IN_PRODUCTION, "2020-07-04T08:44:31Z", &[(&[WrongKeyUsage, Expired, RevocationUnknown], Unknown)]),
    // The time-stamp is the signature's own and its signature is good; its authority was issued by another
    // generation of the test authority, whose certificate is published nowhere. So it proves no time.
    ("gost512_cades_t_org_2025.p7s", "2025-02-24T19:23:13Z", &[(&[StampUntrusted, RevocationUnknown], Unknown)]),
    ("gost2004_cades_bes.p7s", "2022-05-13T09:50:32Z", &[(&[Expired, RevocationUnknown], Unknown)]),
    // The signer by GOST is not on the list of July 2022; the issuing authority stays unproved.
    (
        "gost512_rsa_two_signers_attached.p7s",
        "2022-09-27T21:17:59Z",
        &[(&[RevocationUnknown], Unknown), (&[Expired, RevocationUnknown], Unknown)],
    ),
    (
        "gost512_rsa_two_signers_detached.p7s",
        "2022-09-27T21:29:41Z",
        &[(&[RevocationUnknown], Unknown), (&[Expired, RevocationUnknown], Unknown)],
    ),
];

pub(super) fn files() -> Vec<&'static str> {
    TABLE.iter().map(|row| row.0).collect()
}

fn all_evidence() -> Evidence {
    evidence_of(&super::evidence::files())
}

#[test]
fn every_signature_has_its_verdict_at_the_time_it_was_made() {
    let (test, production, evidence) = (Trust::test(), Trust::production(), all_evidence());
    for (file, when, signers) in TABLE {
        let trust = if file == IN_PRODUCTION { &production } else { &test };
        let data = file.contains("detached").then_some(&b"test123"[..]);
        let report = verify_file_by(&bytes(file), data, Some(trust), &evidence, at(when), at("2026-11-22T00:00:00Z"));
        assert_eq!(report.signers.len(), signers.len(), "{file}");
        for (signer, (failing, revocation)) in report.signers.iter().zip(signers) {
            let reasons: Vec<_> = signer.checks.iter().filter_map(|line| line.reason).collect();
            assert_eq!((&reasons[..], signer.revocation), (*failing, *revocation), "{file}");
        }
        assert!(!report.holds, "{file}: nothing is good whose revocation is unknown");
    }
}

#[test]
fn by_the_authoritys_own_list_the_signer_of_2022_was_not_revoked() {
    let (file, when) = ("gost512_rsa_two_signers_attached.p7s", at("2022-09-27T21:17:59Z"));
    let report = verify_file_by(&bytes(file), None, Some(&Trust::test()), &all_evidence(), when, when);
    let tested = &report.signers[0].tested;
    let said: Vec<_> = tested.iter().map(|one| (one.status, one.by.map(|kind| kind.as_str()))).collect();
    assert_eq!(said, [(Revocation::Good, Some("crl")), (Revocation::Unknown, None)]);
}
