//! Signatures that do not hold, are somebody else's or sign other bytes.

use crate::cases::{Form, chair, doctor, in_role};
use crate::harness::{folder, person};
use saraptama_core::terms::{Bin, Iin};
use saraptama_sign::authority::{Authority, KeyKind, Leaf, Organisation, PersonName, Validity};
use std::process::Command;

/// Signs with a key of an authority that nobody trusts, under the chair's own name.
fn self_made(form: &Form) -> Vec<u8> {
    let chair = chair(form.clinic);
    let authority = Authority::generate(KeyKind::P256, Validity::of_the_demonstration()).unwrap();
    let name = PersonName { surname: "ТЕГІ".into(), given: "АТЫ".into(), patronymic: None };
    let employer = Organisation { bin: Bin::parse(&chair.bin).unwrap(), name: "Емхана".into() };
    let leaf = Leaf::employee(name, Iin::parse(&chair.iin).unwrap(), employer, KeyKind::P256, Validity::of_the_demonstration());
    authority.issue(&leaf).unwrap().sign_detached(&form.bytes, "2025-09-02T04:30:00Z".parse().unwrap()).unwrap()
}

#[test]
fn a_signature_that_is_not_the_named_chairs_over_these_bytes_is_refused_with_its_reason() {
    let form = Form::new(9).frozen();
    let other_bytes = [form.bytes.as_slice(), b" "].concat();
    let expert = in_role("expert").next().unwrap();
    for (what, cms, reason) in [
        ("other bytes", chair(9).seal(&other_bytes), "signature-other-bytes"),
        ("another clinic's chair", chair(10).seal(&form.bytes), "signature-not-the-named-person"),
        ("the doctor", doctor(9).seal(&form.bytes), "signature-not-the-named-person"),
        ("an expert", expert.seal(&form.bytes), "signature-not-the-named-person"),
        ("a program", person("integrator").seal(&form.bytes), "signature-not-the-named-person"),
        ("an unknown authority", self_made(&form), "signature-untrusted"),
        ("nothing", vec![], "signature-empty"),
        ("no signature", b"nonsense".to_vec(), "signature-not-a-signature"),
        ("the form itself", form.bytes.clone(), "signature-not-a-signature"),
    ] {
        let problem = form.sign(cms).problem(422);
        assert_eq!(problem["type"], format!("urn:saraptama:problem:{reason}"), "{what}");
    }
    assert_eq!(form.stages(), ["checked", "frozen"]);
    form.sign(form.seal()).expect(201);
}

#[test]
fn no_bit_of_a_signature_may_be_another() {
    for clinic in [1, 2] {
        let form = Form::new(clinic).frozen();
        let cms = form.seal();
        let step = cms.len() * 8 / 30;
        for bit in (3..cms.len() * 8).step_by(step) {
            let mut flipped = cms.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let got = form.sign(flipped);
            assert_eq!(got.status, 422, "bit {bit} of {}: {}", cms.len() * 8, got.text());
        }
        for length in [1, cms.len() / 2, cms.len() - 1] {
            form.sign(&cms[..length]).problem(422);
        }
        form.sign([&cms[..], b"\0\0"].concat()).problem(422);
        form.sign(cms).expect(201);
    }
}

#[test]
fn what_openssl_signs_is_taken() {
    if Command::new("openssl").arg("version").output().is_err() {
        eprintln!("SKIPPED: openssl is not installed");
        return;
    }
    let folder = folder("openssl");
    std::fs::create_dir_all(&folder).unwrap();
    // The first chair holds an RSA key, the second one on P-256.
    for clinic in [1, 2] {
        let form = Form::new(clinic).frozen();
        let (input, output) = (folder.join(format!("{clinic}.json")), folder.join(format!("{clinic}.cms")));
        std::fs::write(&input, &form.bytes).unwrap();
        let mut openssl = Command::new("openssl");
        openssl.args(["cms", "-sign", "-binary", "-outform", "DER", "-md", "sha256", "-in"]).arg(&input).arg("-out").arg(&output);
        openssl.arg("-signer").arg(chair(clinic).folder.join("cert.pem")).arg("-inkey").arg(chair(clinic).folder.join("key.pem"));
        let ran = openssl.output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        form.sign(std::fs::read(&output).unwrap()).expect(201);
    }
}
