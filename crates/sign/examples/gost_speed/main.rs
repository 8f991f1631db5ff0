//! Verifications of national signatures per second on one core, beside OpenSSL's GOST engine.
//!
//! `cargo run --release -p saraptama-sign --example gost_speed`. The objects are real: the self-signed
//! roots of GOST-2015-512 and GOST 34.310-2004. Ours is measured with the digest of the whole
//! certificate, the engine with a ready-made digest, so the comparison favours the engine. It needs a
//! C compiler, OpenSSL's headers and the engine; without them it says so. Both take turns, since a
//! busy machine changes its speed from second to second, and the best turn of each counts.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use base64::{Engine as _, engine::general_purpose::STANDARD};
use der::{Decode as _, Encode as _};
use saraptama_sign::certificate::Certificate;
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

fn main() {
    let folder = std::env::temp_dir().join("saraptama-gost-speed");
    std::fs::create_dir_all(&folder).unwrap();
    let engine = compile(&folder);
    for case in &CASES {
        let der = read(case.root);
        let certificate = Certificate::from_der(&der).unwrap();
        let arguments = engine_arguments(case, &der, &folder);
        let (mut ours, mut theirs) = (0.0f64, 0.0f64);
        for _ in 0..TURNS {
            ours = ours.max(our_turn(&certificate));
            if engine {
                theirs = theirs.max(engine_turn(&folder, &arguments).unwrap_or(0.0));
            }
        }
        print!("{:<17} ours {ours:>6.0}/s", case.name);
        if theirs > 0.0 {
            println!("   engine {theirs:>6.0}/s   {:.2} times as fast", ours / theirs);
        } else {
            println!("   engine SKIPPED");
        }
    }
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
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/gost_speed/engine.c");
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
fn engine_arguments(case: &Case, der: &[u8], folder: &Path) -> Vec<String> {
    let certificate = x509_cert::Certificate::from_der(der).unwrap();
    let mut spki = certificate.tbs_certificate.subject_public_key_info.clone();
    spki.algorithm.oid = case.key.parse().unwrap();
    let parameters: Vec<const_oid::ObjectIdentifier> = case.parameters.iter().map(|oid| oid.parse().unwrap()).collect();
    spki.algorithm.parameters = Some(der::Any::encode_from(&parameters).unwrap());
    let file = folder.join(case.root);
    let pem = STANDARD.encode(spki.to_der().unwrap());
    let lines: String = pem.as_bytes().chunks(64).map(|line| format!("{}\n", String::from_utf8_lossy(line))).collect();
    std::fs::write(&file, format!("-----BEGIN PUBLIC KEY-----\n{lines}-----END PUBLIC KEY-----\n")).unwrap();
    let signed = certificate.tbs_certificate.to_der().unwrap();
    let digest = if case.name == "GOST-2015-512" {
        use streebog::Digest as _;
        streebog::Streebog512::digest(signed).to_vec()
    } else {
        use gost94::Digest as _;
        gost94::Gost94Test::digest(signed).to_vec()
    };
    let mut signature = certificate.signature.raw_bytes().to_vec();
    signature.reverse();
    vec![file.display().to_string(), hex::encode(digest), hex::encode(signature)]
}

fn read(root: &str) -> Vec<u8> {
    let bytes = std::fs::read(format!("{}/anchors/production/{root}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    if bytes[0] == 0x30 {
        return bytes;
    }
    let text: String = String::from_utf8(bytes).unwrap().lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode(text).unwrap()
}
