//! The verdict on every object of the national authority that is kept here, one line a file: at the time
//! when it was made, by the anchors that fit, with what is missing where nothing can be proved.
#![allow(clippy::unwrap_used)]

mod certificates;
mod evidence;
mod signatures;

use saraptama_core::terms::{Instant, parse_instant};
use saraptama_sign::Evidence;
use saraptama_sign::certificate::Certificate;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// A certificate in DER or PEM.
fn certificate(bytes: &[u8]) -> Certificate {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    if bytes.first() == Some(&0x30) {
        return Certificate::from_der(bytes).unwrap();
    }
    let text: String = std::str::from_utf8(bytes).unwrap().lines().filter(|line| !line.starts_with('-')).collect();
    Certificate::from_der(&STANDARD.decode(text).unwrap()).unwrap()
}

fn evidence_of(files: &[&str]) -> Evidence {
    let mut evidence = Evidence::default();
    for file in files {
        evidence.add(&bytes(file)).unwrap();
    }
    evidence
}

fn at(text: &str) -> Instant {
    parse_instant(text).unwrap()
}

/// Files below `folder`, by their names relative to the fixtures.
fn files(below: &Path, into: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else {
            into.insert(path.strip_prefix(folder()).unwrap().to_str().unwrap().to_owned());
        }
    }
}

/// A file without a line would be an object without a verdict. Signed XML has its own table, `xml_table.rs`.
#[test]
fn every_file_has_its_line() {
    let mut held = BTreeSet::new();
    files(&folder(), &mut held);
    held.retain(|file| file != "README.md" && !file.starts_with("xml/") && !file.starts_with("gateway/"));
    let lines = signatures::files().into_iter().chain(certificates::files()).chain(evidence::files());
    let told: BTreeSet<String> = lines.map(str::to_owned).collect();
    assert_eq!(held, told);
}
