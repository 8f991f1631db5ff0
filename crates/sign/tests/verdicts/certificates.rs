//! Certificates: those of the authority's test identities, alone and out of their PKCS #12 containers, and
//! the authorities themselves, which are built in (`anchors/`).

use super::{at, bytes, certificate, evidence_of};
use saraptama_sign::certificate::Roles;
use saraptama_sign::evidence::{CertificateVerdict, judge_certificate};
use saraptama_sign::{Revocation, SignatureFault, Terms, Trust};

use Revocation::{Good, Revoked, Unknown};
use SignatureFault::{UntrustedChain, WrongKeyUsage};

/// File, instant, authorities to an anchor, purpose, roles, and what the authority's evidence says of the
/// leaf itself.
type Row = (&'static str, &'static str, usize, Result<(), SignatureFault>, &'static str, Revocation);

const SPRING: &str = "2022-03-29T05:00:00Z";
const AUTUMN: &str = "2022-09-02T16:00:00Z";
const NOW: &str = "2026-08-12T00:00:00Z";

const TABLE: [Row; 20] = [
    ("ceo_valid_sign_2004_gost.cer", SPRING, 1, Ok(()), "organisation head", Good),
    ("individual_valid_sign_2004_rsa.cer", SPRING, 1, Ok(()), "person", Good),
    ("individual_valid_sign_2004_rsa_auth.cer", SPRING, 1, Err(WrongKeyUsage), "person", Good),
    // No list and no answer of its year is kept.
    ("gokalkan_gost1.cer", "2024-01-01T00:00:00Z", 2, Ok(()), "person", Unknown),
    ("p12/individual_valid_individual_valid.cer", NOW, 2, Ok(()), "person", Good),
    ("p12/individual_revoked_individual_revoked.cer", NOW, 2, Ok(()), "person", Revoked),
    // Superseded in June, whatever its file is called.
    ("p12/legal_valid_employee.cer", NOW, 2, Ok(()), "organisation employee", Revoked),
    ("p12/legal_revoked_employee.cer", NOW, 2, Ok(()), "organisation employee", Revoked),
    ("p12/legal_valid_employee_signright.cer", NOW, 2, Ok(()), "organisation right-to-sign", Good),
    ("p12/legal_revoked_employee_signright.cer", NOW, 2, Ok(()), "organisation right-to-sign", Revoked),
    ("p12/legal_valid_head.cer", NOW, 2, Ok(()), "organisation head", Good),
    ("p12/legal_revoked_head.cer", NOW, 2, Ok(()), "organisation head", Revoked),
    // By their contents the two pairs are the other way round: these are the treasury's clients.
    ("p12/legal_valid_infosystem.cer", NOW, 2, Ok(()), "organisation", Revoked),
    ("p12/legal_revoked_infosystem.cer", NOW, 2, Ok(()), "organisation", Revoked),
    ("p12/legal_valid_treasury_client.cer", NOW, 2, Ok(()), "organisation system", Good),
    ("p12/legal_revoked_treasury_client.cer", NOW, 2, Ok(()), "organisation system", Revoked),
    // On hold since July 2022.
    ("p12/ncanode_key_ceo_revoked_2015.cer", AUTUMN, 2, Ok(()), "organisation head", Revoked),
    ("p12/ncanode_key_ceo_sign_revoked_2004.cer", AUTUMN, 1, Ok(()), "organisation head", Revoked),
    // The responder calls what it does not know revoked since 1970 (extended revoked definition).
    ("p12/ncanode_key_individual_valid_2015.cer", AUTUMN, 2, Ok(()), "person", Revoked),
    // It had ended before the list of that year was made.
    ("p12/ncanode_key_individual_valid_sign_2004.cer", "2021-06-01T00:00:00Z", 1, Ok(()), "person", Unknown),
];

pub(super) fn files() -> Vec<&'static str> {
    TABLE.iter().map(|row| row.0).collect()
}

fn judged(file: &str, when: &str, trust: &Trust) -> CertificateVerdict {
    let evidence = evidence_of(&super::evidence::files());
    let terms = Terms { trust, evidence: &evidence, at: at(when), now: at("2026-11-22T00:00:00Z") };
    judge_certificate(&certificate(&bytes(file)), &terms)
}

fn roles(of: Roles) -> String {
    let named = [
        (of.person, "person"),
        (of.organisation, "organisation"),
        (of.head, "head"),
        (of.right_to_sign, "right-to-sign"),
        (of.employee, "employee"),
        (of.information_system, "system"),
    ];
    named.iter().filter(|(has, _)| *has).map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_certificate_has_its_verdict() {
    let (test, production) = (Trust::test(), Trust::production());
    for (file, when, authorities, purpose, stated, revocation) in TABLE {
        let verdict = judged(file, when, &test);
        assert_eq!((verdict.chain, verdict.validity), (Ok(authorities), Ok(())), "{file}");
        assert_eq!(verdict.purpose, purpose, "{file}");
        assert_eq!(roles(certificate(&bytes(file)).profile().roles), stated, "{file}");
        assert_eq!(verdict.tested[0].status, revocation, "{file}: {:?}", verdict.tested[0].doubt);
        assert_eq!(judged(file, when, &production).chain, Err(UntrustedChain), "{file}");
    }
}

/// The authorities: what leads to which root, when, and what is missing.
#[test]
fn every_authority_has_its_verdict() {
    type Row = (&'static str, &'static str, Result<usize, SignatureFault>, Result<(), SignatureFault>);
    let table: [Row; 15] = [
        ("production/root_gost_2022.pem", NOW, Ok(1), Ok(())),
        ("production/nca_gost_2022.pem", NOW, Ok(1), Ok(())),
        ("production/root_rsa_2020.cer", NOW, Ok(1), Ok(())),
        ("production/nca_rsa_2022.cer", NOW, Ok(1), Ok(())),
        ("production/root_gost_2020.cer", NOW, Ok(1), Ok(())),
        ("production/ucgo_gost.cer", NOW, Ok(1), Ok(())),
        ("production/btsd_gost.cer", NOW, Ok(1), Ok(())),
        // The generation that ended in 2025 is kept for documents of its time.
        ("production/root_gost.pem", NOW, Ok(1), Err(SignatureFault::Expired)),
        ("production/root_gost.pem", "2024-01-01T00:00:00Z", Ok(1), Ok(())),
        ("production/nca_gost.pem", "2024-01-01T00:00:00Z", Ok(1), Ok(())),
        ("production/nca_rsa.pem", "2024-01-01T00:00:00Z", Ok(1), Ok(())),
        ("test/root_test_gost_2022.cer", NOW, Ok(1), Ok(())),
        ("test/nca_gost2022_test.cer", NOW, Ok(1), Ok(())),
        // Their test roots are published nowhere: they are pinned themselves, and their signatures stay unjudged.
        ("test/nca_gost_test.crt", "2023-01-01T00:00:00Z", Err(UntrustedChain), Ok(())),
        ("test/nca_rsa_test.crt", "2023-01-01T00:00:00Z", Err(UntrustedChain), Ok(())),
    ];
    let (test, production) = (Trust::test(), Trust::production());
    for (file, when, chain, validity) in table {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("anchors").join(file);
        let own = certificate(&std::fs::read(path).unwrap());
        let (fitting, other) = if file.starts_with("test/") { (&test, &production) } else { (&production, &test) };
        let verdict = judge_certificate(&own, &Terms::bare(fitting, at(when)));
        assert_eq!((verdict.chain, verdict.validity), (chain, validity), "{file}");
        assert!(verdict.purpose.is_err(), "{file}: an authority signs no documents");
        assert_eq!(judge_certificate(&own, &Terms::bare(other, at(when))).chain, Err(UntrustedChain), "{file}");
    }
}
