//! Canonical forms, compared with what libxml2 wrote (`canonical/make.py`), and with libxml2 itself where
//! it is installed.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use saraptama_sign::xml::{Canonical, canonicalise, canonicalise_part};
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/canonical")
}

fn documents() -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut documents: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "xml")).collect();
    documents.sort();
    documents
}

const FORMS: [(&str, Canonical); 2] = [("inclusive", Canonical::Inclusive), ("exclusive", Canonical::Exclusive)];

#[test]
fn canonical_forms_are_those_of_libxml2_octet_for_octet() {
    let mut compared = 0;
    for file in documents() {
        let document = std::fs::read(&file).unwrap();
        for (name, form) in FORMS {
            let whole = canonicalise(&document, form).unwrap();
            let expected = std::fs::read(file.with_extension(name)).unwrap();
            assert_eq!(String::from_utf8(whole), String::from_utf8(expected), "{} {name}", file.display());
            let part = file.with_extension(format!("part.{name}"));
            if part.exists() {
                let own = canonicalise_part(&document, "part", "here", form).unwrap();
                let expected = std::fs::read(&part).unwrap();
                assert_eq!(String::from_utf8(own), String::from_utf8(expected), "{}", part.display());
                compared += 1;
            }
            compared += 1;
        }
    }
    assert!(compared >= 44, "only {compared} forms were compared");
}

#[test]
fn a_part_takes_xml_attributes_from_above_in_the_inclusive_form_only() {
    // Canonical XML 1.0 section 2.4, and Exclusive XML Canonicalization section 3.
    let document =
        br#"<r xml:lang="kk" xml:base="http://e.kz/" xmlns:n="urn:n"><m xml:space="preserve"><e p="1" xml:lang="ru"/></m></r>"#;
    let part = |form| String::from_utf8(canonicalise_part(document, "p", "1", form).unwrap()).unwrap();
    assert_eq!(
        part(Canonical::Inclusive),
        r#"<e xmlns:n="urn:n" p="1" xml:base="http://e.kz/" xml:lang="ru" xml:space="preserve"></e>"#
    );
    assert_eq!(part(Canonical::Exclusive), r#"<e p="1" xml:lang="ru"></e>"#);
}

#[test]
fn the_installed_libxml2_says_the_same_of_every_document_and_fixture() {
    if Command::new("xmllint").arg("--version").output().is_err() {
        eprintln!(
            "SKIPPED: xmllint (Debian: libxml2-utils) is not installed; the forms that libxml2 wrote are compared all the same"
        );
        return;
    }
    let mut files = documents();
    for more in ["fixtures/xml", "fixtures/gateway"] {
        let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(more)).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    for file in files {
        let document = std::fs::read(&file).unwrap();
        // xmllint keeps comments, which the profiles leave out.
        if document.windows(4).any(|four| four == b"<!--") {
            continue;
        }
        for (option, form) in [("--c14n", Canonical::Inclusive), ("--exc-c14n", Canonical::Exclusive)] {
            let said = Command::new("xmllint").args([option, "--nonet"]).arg(&file).output().unwrap();
            let own = canonicalise(&document, form).unwrap();
            assert_eq!(String::from_utf8(own), String::from_utf8(said.stdout), "{} {option}", file.display());
        }
    }
}
