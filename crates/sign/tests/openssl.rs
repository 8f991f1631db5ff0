//! What the `openssl` program signs with a key of ours holds, and it reads what we sign.
#![allow(clippy::unwrap_used)]

mod common;

use common::{AUTHORITY, FORM, TRUST, chair, noon};
use saraptama_sign::authority::{Identity, KeyKind, Leaf};
use saraptama_sign::{Algorithm, SignatureFault, verify_attached, verify_detached};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A directory of its own under cargo's, with the identity's and the authority's files.
fn folder(name: &str, identity: &Identity) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let write = |file: &str, bytes: &[u8]| std::fs::write(folder.join(file), bytes).unwrap();
    write("form", FORM);
    write("key.pem", identity.key_pem().unwrap().as_bytes());
    write("cert.pem", identity.certificate_pem().as_bytes());
    write("root.pem", AUTHORITY.root_pem().as_bytes());
    write("ca.pem", AUTHORITY.issuing_pem().as_bytes());
    write("chain.pem", format!("{}{}", AUTHORITY.root_pem(), AUTHORITY.issuing_pem()).as_bytes());
    folder
}

/// Whether `openssl` did it; nothing where the program is not there.
fn openssl(folder: &Path, arguments: &str) -> Option<bool> {
    let run = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output();
    let Ok(output) = run else {
        eprintln!("SKIPPED: there is no openssl program");
        return None;
    };
    if !output.status.success() {
        eprintln!("openssl {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    }
    Some(output.status.success())
}

#[test]
fn what_openssl_signs_by_rsa_and_by_ecdsa_holds() {
    for (kind, algorithm) in [(KeyKind::P256, Algorithm::EcdsaP256Sha256), (KeyKind::Rsa2048, Algorithm::RsaSha256)] {
        let folder = folder(&format!("signs-{kind:?}"), &AUTHORITY.issue(&Leaf { key: kind, ..chair() }).unwrap());
        let table = [
            ("-binary -outform DER", None),
            ("-binary -outform PEM", None),
            ("-binary -md sha256 -cades -outform DER", None),
            ("-binary -certfile ca.pem -outform DER", None),
            ("-binary -keyid -outform DER", None),
            ("-binary -nodetach -outform DER", None),
            ("-binary -md sha1 -outform DER", Some(SignatureFault::WeakAlgorithm)),
            ("-binary -md sha512 -outform DER", Some(SignatureFault::UnsupportedAlgorithm)),
            ("-binary -noattr -outform DER", Some(SignatureFault::NoSignedAttributes)),
            ("-binary -nocerts -outform DER", Some(SignatureFault::NoCertificate)),
        ];
        for (how, fault) in table {
            let command = format!("cms -sign -in form -signer cert.pem -inkey key.pem {how} -out form.p7s");
            let Some(signed) = openssl(&folder, &command) else { return };
            assert!(signed, "{command}");
            let cms = std::fs::read(folder.join("form.p7s")).unwrap();
            let verdict = verify_detached(FORM, &cms, &TRUST, noon());
            assert_eq!(verdict.as_ref().err().copied(), fault, "{kind:?} {how}");
            assert!(fault.is_some() || verdict.unwrap().algorithm == algorithm);
            assert!(verify_detached(b"{}", &cms, &TRUST, noon()).is_err(), "{kind:?} {how}");
            assert_eq!(how.contains("-nodetach"), verify_attached(&cms, &TRUST, noon()).is_ok());
        }
    }
}

#[test]
fn a_flipped_bit_in_any_byte_of_a_signature_by_openssl_is_refused() {
    for kind in [KeyKind::P256, KeyKind::Rsa2048] {
        let folder = folder(&format!("flips-{kind:?}"), &AUTHORITY.issue(&Leaf { key: kind, ..chair() }).unwrap());
        let sign = "cms -sign -binary -in form -signer cert.pem -inkey key.pem -outform DER -out form.p7s";
        let Some(signed) = openssl(&folder, sign) else { return };
        assert!(signed);
        let mut cms = std::fs::read(folder.join("form.p7s")).unwrap();
        for bit in 0..cms.len() * 8 {
            cms[bit / 8] ^= 1 << (bit % 8);
            assert!(verify_detached(FORM, &cms, &TRUST, noon()).is_err(), "{kind:?}: bit {bit} may change unnoticed");
            cms[bit / 8] ^= 1 << (bit % 8);
        }
        assert!(verify_detached(FORM, &cms, &TRUST, noon()).is_ok());
    }
}

#[test]
fn openssl_takes_our_chain_our_keys_and_our_signature() {
    for kind in [KeyKind::P256, KeyKind::Rsa2048] {
        let identity = AUTHORITY.issue(&Leaf { key: kind, ..chair() }).unwrap();
        let folder = folder(&format!("reads-{kind:?}"), &identity);
        std::fs::write(folder.join("form.p7s"), identity.sign_detached(FORM, noon()).unwrap()).unwrap();
        let verify = "cms -verify -binary -inform DER -in form.p7s -content form -CAfile chain.pem -purpose any \
                      -out form.out";
        for command in ["verify -x509_strict -CAfile root.pem -untrusted ca.pem cert.pem", verify] {
            let Some(accepted) = openssl(&folder, command) else { return };
            assert!(accepted, "{kind:?} {command}");
        }
    }
}
