//! The PDF as strangers read it: programs of others, where they are installed.
#![allow(clippy::unwrap_used, reason = "tests")]
#![cfg(feature = "pdf")]

mod common;

use common::foreign::{Kept, flowing, run};
use common::{WORDS, cases, sheets, texts};
use saraptama_core::terms::parse_instant;
use saraptama_paper::pdf::print;
use saraptama_wire::words::Lang;
use std::path::Path;

#[test]
fn every_document_is_exported_in_every_language_for_archives_and_for_screen_readers() {
    for lang in Lang::ALL {
        for (name, sheet) in sheets(lang) {
            let pdf = print(&sheet).unwrap_or_else(|fault| panic!("{name} in {}: {fault}", lang.as_str()));
            let text = String::from_utf8_lossy(&pdf);
            for said in
                ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
            {
                assert!(text.contains(said), "{name}: {said}");
            }
            assert!(text.contains(&format!("/Lang({}-KZ)", lang.as_str())), "{name}: the language of the text");
            assert!(pdf.len() < 150_000, "{name}: {} bytes", pdf.len());
        }
    }
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    for (name, sheet) in sheets(Lang::Kk) {
        assert!(print(&sheet) == print(&sheet), "{name}");
    }
}

#[test]
fn a_strangers_reader_finds_no_fault_in_the_files() {
    for (_, sheet) in sheets(Lang::Kk) {
        let kept = Kept::new(&print(&sheet).unwrap());
        let Some(said) = run("the files are sound", "qpdf", &[Path::new("--check"), &kept.path()]) else { return };
        assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    }
}

#[test]
fn the_title_is_shown_the_structure_is_tagged_and_the_date_is_of_the_case() {
    let kept = Kept::new(&print(&cases::act().sheet(&WORDS, Lang::Kk)).unwrap());
    let Some(said) = run("what the file says of itself", "pdfinfo", &[Path::new("-isodates"), &kept.path()]) else { return };
    let line = |name: &str| said.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned();
    assert_eq!(line("Title:"), "Медициналық-әлеуметтік сараптама актісі № 2025-000042");
    assert_eq!(line("Tagged:"), "yes");
    assert!(line("Creator:").starts_with("Saraptama "));
    // Some editions print the offset as hours alone.
    let shown = line("CreationDate:");
    let offset = if shown.ends_with('Z') { "" } else { ":00" };
    assert_eq!(parse_instant(&format!("{shown}{offset}")).ok(), Some(cases::at("2025-11-04T11:20:31+05:00")), "{shown}");
}

#[test]
fn every_text_of_every_document_can_be_read_out_again() {
    for lang in Lang::ALL {
        for (name, sheet) in sheets(lang) {
            let kept = Kept::new(&print(&sheet).unwrap());
            let Some(read) = run("text is read out", "pdftotext", &[&kept.path(), Path::new("-")]) else { return };
            let words: Vec<String> = flowing(&read).split(' ').map(str::to_owned).collect();
            let missing: Vec<_> = texts(&sheet)
                .iter()
                .flat_map(|text| flowing(text).split(' ').map(str::to_owned).collect::<Vec<_>>())
                .filter(|word| !["|", "/", "#"].contains(&word.as_str()) && !word.ends_with(':') && !words.contains(word))
                .collect();
            assert!(missing.len() * 50 < words.len(), "{name} in {}: {missing:?}", lang.as_str());
        }
    }
}

#[test]
fn the_nine_kazakh_letters_and_the_signs_are_read_out_as_they_are() {
    let letters = "әке ғалым құс таң өмір ұлы үміт һәм іні ӘКЕ ҒАЛЫМ ҚҰС ТАҢ ӨМІР ҰЛЫ ҮМІТ ҺӘМ ІНІ №5 10₸ αβ ≥5";
    let bytes = serde_json::json!({ "history": { "life": letters } }).to_string().into_bytes();
    let form = saraptama_paper::Form031 { bytes: &bytes, ..cases::form() };
    let kept = Kept::new(&print(&form.sheet(&WORDS, Lang::Kk).unwrap()).unwrap());
    let Some(read) = run("letters are read out", "pdftotext", &[&kept.path(), Path::new("-")]) else { return };
    assert!(flowing(&read).contains(letters), "{read}");
}

#[test]
fn what_was_signed_and_its_signature_are_inside_byte_for_byte() {
    let act = cases::act().sheet(&WORDS, Lang::Ru);
    let form = cases::form().sheet(&WORDS, Lang::Ru).unwrap();
    for (sheet, files) in [(act, 3), (form, 2)] {
        let kept = Kept::new(&print(&sheet).unwrap());
        let out = kept.beside("out");
        std::fs::create_dir(&out).unwrap();
        let arguments = [Path::new("-saveall"), Path::new("-o"), &out, &kept.path()];
        if run("files are taken out again", "pdfdetach", &arguments).is_none() {
            return;
        }
        assert_eq!(sheet.enclosed.len(), files);
        for file in &sheet.enclosed {
            assert!(std::fs::read(out.join(file.name)).unwrap() == file.bytes, "{}", file.name);
        }
    }
}

#[test]
fn the_relation_of_each_file_to_the_document_is_named() {
    let pdf = print(&cases::act().sheet(&WORDS, Lang::Kk)).unwrap();
    let kept = Kept::new(&pdf);
    let plain = kept.beside("plain.pdf");
    let arguments = [Path::new("--qdf"), Path::new("--object-streams=disable"), &kept.path(), &plain];
    if run("relations are named", "qpdf", &arguments).is_none() {
        return;
    }
    let text = String::from_utf8_lossy(&std::fs::read(plain).unwrap()).into_owned();
    let count = |what: &str| text.matches(what).count();
    assert_eq!((count("/AFRelationship /Source"), count("/AFRelationship /Data")), (1, 2));
}

#[test]
fn a_telephone_reads_the_link_from_the_page() {
    for sheet in [cases::act().sheet(&WORDS, Lang::Kk), cases::extract().sheet(&WORDS, Lang::En)] {
        let kept = Kept::new(&print(&sheet).unwrap());
        let flags = ["-gray", "-png", "-r", "150"].map(Path::new);
        if run("the code is drawn", "pdftoppm", &[flags.as_slice(), &[&kept.path(), &kept.beside("page")]].concat()).is_none() {
            return;
        }
        let drawn = std::fs::read_dir(kept.beside("")).unwrap().map(|entry| entry.unwrap().path());
        // The code stands at the end.
        let last = drawn.filter(|path| path.extension().is_some_and(|end| end == "png")).max().unwrap();
        let Some(read) = run("the code is read", "zbarimg", &[Path::new("--quiet"), Path::new("--raw"), &last]) else { return };
        assert_eq!(read.lines().collect::<Vec<_>>(), [cases::LINK]);
    }
}
