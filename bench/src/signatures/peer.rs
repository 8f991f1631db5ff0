//! Verifications of national signatures per second on one core, beside OpenSSL's GOST engine.
//!
//! The objects are real: the self-signed roots of GOST-2015-512 and GOST 34.310-2004. Ours is measured
//! with the digest of the whole certificate, the engine with a ready-made digest, so the comparison
//! favours the engine. It needs a C compiler, OpenSSL's headers (libssl-dev) and the engine
//! (libengine-gost-openssl); without them it says so. Both take turns, since a busy machine changes its
//! speed from second to second, and the best turn of each counts.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use der::{Decode as _, Encode as _};
use saraptama_sign::certificate::Certificate;
use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const TURNS: usize = 5;
const TURN: Duration = Duration::from_millis(600);

/// One algorithm: its name, its root, and the Russian identifiers of the same curve.
struct Case {
    name: &'static str,
    root: &'static str,
    key: &'static str,
    parameters: [&'static str; 2],
}

const CASES: [Case; 2] = [
    Case {
        name: "GOST-2015-512",
        root: "root_gost_2022.pem",
        key: "1.2.643.7.1.1.1.2",
        parameters: ["1.2.643.7.1.2.1.2.1", "1.2.643.7.1.1.2.3"],
    },
    Case {
        name: "GOST 34.310-2004",
        root: "root_gost_2020.cer",
        key: "1.2.643.2.2.19",
        parameters: ["1.2.643.2.2.35.1", "1.2.643.2.2.30.1"],
    },
];

/// Prints both rates and the factor; the engine's side is skipped by name where it cannot be had.
pub(super) fn run() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let engine = compile(folder.path());
    for case in &CASES {
        let der = read(case.root)?;
        let certificate = Certificate::from_der(&der)?;
        let arguments = engine_arguments(case, &der, folder.path())?;
        let (mut ours, mut theirs) = (0.0f64, 0.0f64);
        for _ in 0..TURNS {
            ours = ours.max(our_turn(&certificate));
            if engine {
                theirs = theirs.max(engine_turn(folder.path(), &arguments).unwrap_or(0.0));
            }
        }
        if theirs > 0.0 {
            println!("{:<17} ours {ours:>6.0}/s   engine {theirs:>6.0}/s   ours/engine {:.2}", case.name, ours / theirs);
        } else {
            println!("{:<17} ours {ours:>6.0}/s   engine SKIPPED", case.name);
        }
    }
    Ok(())
}

fn our_turn(certificate: &Certificate) -> f64 {
    let (start, mut done) = (Instant::now(), 0);
    while start.elapsed() < TURN {
        assert!(certificate.is_self_signed());
        done += 1;
    }
    f64::from(done) / start.elapsed().as_secs_f64()
}

/// Compiles the engine's side; says so where that is not possible.
fn compile(folder: &Path) -> bool {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/signatures/engine.c");
    let mut gcc = Command::new("gcc");
    gcc.args(["-O2", "-o"]).arg(folder.join("engine")).args([source, "-lcrypto"]);
    let compiled = gcc.status().is_ok_and(|status| status.success());
    if !compiled {
        println!("SKIPPED the engine: no C compiler or no OpenSSL headers");
    }
    compiled
}

fn engine_turn(folder: &Path, arguments: &[String]) -> Option<f64> {
    let seconds = TURN.as_secs_f64().to_string();
    let output = Command::new(folder.join("engine")).arg(seconds).args(arguments).output().ok()?;
    if !output.status.success() {
        println!("the engine did not verify: {:?} {}", output.status, String::from_utf8_lossy(&output.stderr));
        return None;
    }
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// The key under its Russian name, the digest, and the signature in the Russian order of octets.
fn engine_arguments(case: &Case, der: &[u8], folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let certificate = x509_cert::Certificate::from_der(der)?;
    let mut spki = certificate.tbs_certificate.subject_public_key_info.clone();
    spki.algorithm.oid = case.key.parse()?;
    let parameters: Vec<const_oid::ObjectIdentifier> =
        case.parameters.iter().map(|oid| oid.parse()).collect::<Result<_, const_oid::Error>>()?;
    spki.algorithm.parameters = Some(der::Any::encode_from(&parameters)?);
    let file = folder.join(case.root);
    let pem = STANDARD.encode(spki.to_der()?);
    let lines: String = pem.as_bytes().chunks(64).map(|line| format!("{}\n", String::from_utf8_lossy(line))).collect();
    std::fs::write(&file, format!("-----BEGIN PUBLIC KEY-----\n{lines}-----END PUBLIC KEY-----\n"))?;
    let signed = certificate.tbs_certificate.to_der()?;
    let digest = if case.name == "GOST-2015-512" {
        use streebog::Digest as _;
        streebog::Streebog512::digest(signed).to_vec()
    } else {
        use gost94::Digest as _;
        gost94::Gost94Test::digest(signed).to_vec()
    };
    let mut signature = certificate.signature.raw_bytes().to_vec();
    signature.reverse();
    Ok(vec![file.display().to_string(), hex::encode(digest), hex::encode(signature)])
}

fn read(root: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let bytes = std::fs::read(format!("{}/../crates/sign/anchors/production/{root}", env!("CARGO_MANIFEST_DIR")))?;
    if bytes.first() == Some(&0x30) {
        return Ok(bytes);
    }
    let text: String = String::from_utf8(bytes)?.lines().filter(|line| !line.starts_with('-')).collect();
    Ok(STANDARD.decode(text)?)
}
