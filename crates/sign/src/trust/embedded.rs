//! The built-in sets. Their origin is told in `anchors/README.md`.

use super::{Trust, TrustKind, files};
use saraptama_core::terms::Sha256;

/// A built-in certificate: its file, its bytes and the pinned SHA-256 of its DER.
type Pinned = (&'static str, &'static [u8], &'static str);

const PRODUCTION: [Pinned; 11] = [
    (
        "btsd_gost.cer",
        include_bytes!("../../anchors/production/btsd_gost.cer"),
        "74bb80edf34f4594e5e69b79029c64214e67630e3d16b82f952ab6e5956c5fa8",
    ),
    (
        "nca_gost.pem",
        include_bytes!("../../anchors/production/nca_gost.pem"),
        "908521d0531e5645e64b34d3588374a3a83582c860e5f7293a04c41217e8cc18",
    ),
    (
        "nca_gost_2022.pem",
        include_bytes!("../../anchors/production/nca_gost_2022.pem"),
        "32c7d233a42703a327f3025543a05b930e3f39a786c68dfa196baa86d5618524",
    ),
    (
        "nca_rsa.pem",
        include_bytes!("../../anchors/production/nca_rsa.pem"),
        "34d1b311a9873191ae3382805df51e0a5da23315c512a8deeb885668ceeb5834",
    ),
    (
        "nca_rsa_2022.cer",
        include_bytes!("../../anchors/production/nca_rsa_2022.cer"),
        "84fb799a66140950818c056a5d9730acc2a7622cdd4ef0d47113b132fb892905",
    ),
    (
        "root_gost.pem",
        include_bytes!("../../anchors/production/root_gost.pem"),
        "9ab210e54e6b0343321131202d9edcc2598f598cfdd9ee4ec1056021ab2e9759",
    ),
    (
        "root_gost_2020.cer",
        include_bytes!("../../anchors/production/root_gost_2020.cer"),
        "c48164ab5ccaaee6b938299a1e3aeebd6f698bb2bd716a0f0d85befc46166aa2",
    ),
    (
        "root_gost_2022.pem",
        include_bytes!("../../anchors/production/root_gost_2022.pem"),
        "af77725f8328bb24f89d81da3acdf7cee4324248538b7ba2cd2a860517fb9dca",
    ),
    (
        "root_rsa.pem",
        include_bytes!("../../anchors/production/root_rsa.pem"),
        "a7064abc5699827f370c67b09f1a1bfd7ad5e1514d471223df209c08300ea972",
    ),
    (
        "root_rsa_2020.cer",
        include_bytes!("../../anchors/production/root_rsa_2020.cer"),
        "9ba06354b626641715182e4d07c9dbaa1777720fa795d03174ffc68876535dcd",
    ),
    (
        "ucgo_gost.cer",
        include_bytes!("../../anchors/production/ucgo_gost.cer"),
        "eb5a5318299db447a46619d2a541f026b52c1fce8a1d371262da8f6f2d7bb6f5",
    ),
];

const TEST: [Pinned; 4] = [
    (
        "nca_gost2022_test.cer",
        include_bytes!("../../anchors/test/nca_gost2022_test.cer"),
        "beeffc0bdb77cd798c35983eb0715f6ef0051cccb71d7cd05505e8a4fb2c6f4d",
    ),
    (
        "nca_gost_test.crt",
        include_bytes!("../../anchors/test/nca_gost_test.crt"),
        "0307e8bdf77cb708b7c9d9a5799facdc6de7154447cb394af9ac9b528c3d82c7",
    ),
    (
        "nca_rsa_test.crt",
        include_bytes!("../../anchors/test/nca_rsa_test.crt"),
        "7e96a36409dc11e0fc99efae41f8c639e16a495d77c2f2278edb98580f997231",
    ),
    (
        "root_test_gost_2022.cer",
        include_bytes!("../../anchors/test/root_test_gost_2022.cer"),
        "b995e79e7c07429f8f79e185451e5599ce342ac720000f01b3854fdfa03031a6",
    ),
];

/// Test authorities whose own root is not published: they are pinned as anchors themselves.
const TEST_ANCHORS: [&str; 2] = ["nca_gost_test.crt", "nca_rsa_test.crt"];

impl Trust {
    /// The national authority's live anchors.
    pub fn production() -> Self {
        embedded(TrustKind::Production, &PRODUCTION, &[])
    }

    /// The anchors of the national authority's test contour; never beside the production set.
    pub fn test() -> Self {
        embedded(TrustKind::Test, &TEST, &TEST_ANCHORS)
    }
}

fn embedded(kind: TrustKind, set: &[Pinned], also_anchors: &[&str]) -> Trust {
    let mut certificates = Vec::new();
    let mut anchors = Vec::new();
    for (name, bytes, pin) in set {
        let pinned = files::one(bytes).filter(|certificate| Sha256::parse(pin) == Ok(certificate.sha256()));
        let certificate = pinned.expect("the test below reads every built-in certificate and compares its hash");
        if also_anchors.contains(name) {
            anchors.push(certificate.sha256());
        }
        certificates.push(certificate);
    }
    let mut trust = Trust::assemble(kind, certificates, Vec::new());
    trust.anchors.extend(anchors);
    trust
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_certificate_is_the_pinned_one_and_the_sets_do_not_mix() {
        let (production, test) = (Trust::production(), Trust::test());
        assert_eq!((production.len(), production.anchors().count()), (11, 5), "two generations of RSA, three of GOST");
        assert_eq!((test.len(), test.anchors().count()), (4, 3));
        assert!(production.anchors().all(|anchor| test.anchors().all(|other| other != anchor)));
    }

    #[test]
    fn every_built_in_authority_leads_to_its_root_by_a_good_signature() {
        let at = saraptama_core::terms::parse_instant("2025-09-02T12:00:00+05:00").unwrap();
        for (trust, set) in [(Trust::production(), &PRODUCTION[..]), (Trust::test(), &TEST[..])] {
            for (file, bytes, _) in set {
                let certificate = files::one(bytes).unwrap();
                let chain = trust.chain(&certificate, &[], at).map(|chain| chain.len());
                if TEST_ANCHORS.contains(file) {
                    // Its root is not published; it is an anchor itself, and its signature stays unjudged.
                    assert_eq!(chain, Err(crate::SignatureFault::UntrustedChain), "{file}");
                } else {
                    assert_eq!(chain, Ok(1), "{file}");
                }
                assert_eq!(certificate.is_self_signed(), file.starts_with("root_"), "{file}");
            }
        }
    }

    #[test]
    fn the_leaves_of_the_test_identities_lead_to_the_test_anchors_only() {
        let at = saraptama_core::terms::parse_instant("2022-09-02T12:00:00+05:00").unwrap();
        let (production, test) = (Trust::production(), Trust::test());
        let table = [
            ("gokalkan_gost1.cer", 2),
            ("ceo_valid_sign_2004_gost.cer", 1),
            ("individual_valid_sign_2004_rsa.cer", 1),
            ("individual_valid_sign_2004_rsa_auth.cer", 1),
        ];
        for (file, authorities) in table {
            let bytes = std::fs::read(format!("{}/tests/fixtures/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
            let leaf = files::one(&bytes).unwrap();
            let length = |trust: &Trust| trust.chain(&leaf, &[], at).map(|chain| chain.len());
            assert_eq!(length(&test), Ok(authorities), "{file}");
            assert_eq!(length(&production), Err(crate::SignatureFault::UntrustedChain), "{file}");
        }
    }
}
