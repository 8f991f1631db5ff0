//! Vendors' formats: every folder below `tests/vendor/` is one, found by its name. `X.in.json` or `X.in.xml`
//! is an original with the person removed; beside it stands the form that it means (`X.form.json`) or what
//! cannot be read of it (`X.faults.txt`). `SARAPTAMA_WRITE=1` writes what is missing, for a person to read.

#![allow(clippy::unwrap_used, reason = "tests")]

use jiff::civil::date;
use proptest::prelude::*;
use saraptama_core::check::Decision;
use saraptama_core::law::Law;
use saraptama_wire::form::{self, Scratch};
use saraptama_wire::original::{self, Fault, Named, Row, Wrong, by_media_type, by_name, translate};
use saraptama_wire::words::{Lang, Words};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vendor")
}

/// Every original: its format, its file, its name.
fn originals() -> Vec<(Named, PathBuf, String)> {
    let mut found = vec![];
    for format in std::fs::read_dir(folder()).unwrap() {
        let format = format.unwrap().path();
        let name = format.file_name().unwrap().to_str().unwrap();
        let named = by_name(name).unwrap_or_else(|| panic!("there are fixtures of a format {name} and no such format"));
        for file in std::fs::read_dir(&format).unwrap() {
            let file = file.unwrap().path();
            let stem = file.file_name().unwrap().to_str().unwrap().split(".in.").next().unwrap().to_owned();
            if file.to_str().unwrap().contains(".in.") {
                found.push((named, file, stem));
            }
        }
    }
    found
}

fn tell(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("{} {} {}\n", fault.wrong.code(), fault.wrong.key(), fault.path)).collect()
}

fn expected(file: &Path, found: &str) -> String {
    if !file.exists() && std::env::var_os("SARAPTAMA_WRITE").is_some() {
        std::fs::write(file, found).unwrap();
    }
    std::fs::read_to_string(file).unwrap_or_else(|_| panic!("{} is missing; this was found:\n{found}", file.display()))
}

#[test]
fn every_original_means_the_form_beside_it_or_has_the_faults_beside_it() {
    for (named, file, stem) in originals() {
        let beside = |end: &str| file.with_file_name(format!("{stem}.{end}"));
        match translate(named.format, &std::fs::read(&file).unwrap()) {
            Ok(translation) => {
                let form: serde_json::Value = serde_json::from_slice(&translation.form).unwrap();
                let text = serde_json::to_string_pretty(&form).unwrap();
                assert_eq!(text, expected(&beside("form.json"), &text), "{}", file.display());
            }
            Err(faults) => assert_eq!(tell(&faults), expected(&beside("faults.txt"), &tell(&faults)), "{}", file.display()),
        }
    }
}

#[test]
fn every_format_has_an_original_that_may_be_signed_and_one_that_cannot_be_read() {
    let law = Law::embedded();
    for named in original::formats() {
        let of: Vec<_> = originals().into_iter().filter(|(one, ..)| one.name == named.name).collect();
        let translated = of.iter().map(|(_, file, _)| translate(named.format, &std::fs::read(file).unwrap()));
        let (good, bad): (Vec<_>, Vec<_>) = translated.partition(Result::is_ok);
        assert!(!bad.is_empty(), "{}: no original that cannot be read", named.name);
        let signable = good.into_iter().any(|one| {
            let (check, _) = form::check(&one.unwrap().form, Some(date(2026, 1, 6)), &law, &mut Scratch::default());
            check.decision == Decision::Signable
        });
        assert!(signable, "{}: no original whose form may be signed", named.name);
    }
}

#[test]
fn a_format_is_found_by_its_name_and_its_media_type() {
    assert!(original::formats().count() >= 2);
    for named in original::formats() {
        assert_eq!(by_name(named.name).unwrap().name, named.name);
        assert_eq!(by_media_type(&named.media_type().to_uppercase()).unwrap().name, named.name);
        assert!(named.takes(&named.media_type()) && !named.takes("text/plain"));
    }
    assert!(by_name("nobody").is_none() && by_media_type("application/json").is_none());
    let flat = by_name("flat-export").unwrap();
    assert_eq!(flat.media_type(), "application/vnd.saraptama.flat-export+json");
    assert!(flat.takes("application/json") && !flat.takes("application/xml"));
}

/// Every member that the rows write, with lists as `*`.
fn targets(rows: &[Row], base: &str, into: &mut BTreeSet<String>) {
    for row in rows {
        match row {
            Row::One(_, "", _) => {}
            Row::One(_, to, _) => assert!(into.insert(format!("{base}/{to}")), "{base}/{to} has two rows"),
            Row::Each(each) => targets(each.rows, &format!("{base}/{}/*", each.to), into),
        }
    }
}

#[test]
fn a_format_writes_only_members_of_the_form_and_can_write_every_required_one() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../../bench/form-031e.schema.json")).unwrap();
    for named in original::formats() {
        let mut written = BTreeSet::new();
        targets(named.format.rows, "", &mut written);
        let mut known = BTreeSet::new();
        let mut required = BTreeSet::new();
        members(&schema, &schema, "", true, &mut known, &mut required);
        let unknown: Vec<_> = written.iter().filter(|path| !known.contains(*path) && !path.contains("/facts/")).collect();
        assert!(unknown.is_empty(), "{}: no members of the form: {unknown:?}", named.name);
        let missing: Vec<_> = required.difference(&written).collect();
        assert!(missing.is_empty(), "{}: required and not in the table: {missing:?}", named.name);
    }
}

/// The leaves of the form's schema, and those that must always be there.
fn members(
    root: &serde_json::Value,
    schema: &serde_json::Value,
    path: &str,
    must: bool,
    known: &mut BTreeSet<String>,
    required: &mut BTreeSet<String>,
) {
    if let Some(to) = schema["$ref"].as_str() {
        return members(root, root.pointer(to.trim_start_matches('#')).unwrap(), path, must, known, required);
    }
    if let Some(properties) = schema["properties"].as_object() {
        for (name, member) in properties {
            let named = schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
            members(root, member, &format!("{path}/{name}"), must && named, known, required);
        }
    } else if schema["items"].is_object() {
        members(root, &schema["items"], &format!("{path}/*"), must, known, required);
    } else {
        known.insert(path.to_owned());
        if must {
            required.insert(path.to_owned());
        }
    }
}

#[test]
fn a_finding_leads_back_to_the_vendors_field_even_where_it_is_missing() {
    let json = by_name("flat-export").unwrap();
    let bytes = std::fs::read(folder().join("flat-export/limb.in.json")).unwrap();
    let one = translate(json.format, &bytes).unwrap();
    for (ours, theirs) in [
        ("/patient/iin", Some("/ЖСН")),
        ("/patient/representative/name", Some("/Өкілі")),
        ("/evidence", Some("/Зерттеулер")),
        ("/evidence/1/facts/local_status", Some("/Зерттеулер/1/Жергілікті_күйі")),
        ("/evidence/0/specialist/name", Some("/Зерттеулер/0/Маман")),
        ("/evidence/x/date", None),
        ("/patient", None),
        ("", None),
    ] {
        assert_eq!(one.origin(ours).as_deref(), theirs, "{ours}");
    }
    let xml = by_name("cda-document").unwrap();
    let two = translate(xml.format, &std::fs::read(folder().join("cda-document/limb.in.xml")).unwrap()).unwrap();
    for (ours, theirs) in [
        ("/patient/birth_date", "/ClinicalDocument/recordTarget/patientRole/patient/birthTime/@value"),
        ("/patient/phone", "/ClinicalDocument/recordTarget/patientRole/telecom/@value"),
        ("/evidence/1/facts/local_status", "/ClinicalDocument/component/evidence/entry[2]/observation/localStatus"),
        ("/evidence/0/document/size", "/ClinicalDocument/component/evidence/entry[1]/reference/@size"),
    ] {
        assert_eq!(two.origin(ours).as_deref(), Some(theirs), "{ours}");
    }
}

#[test]
fn a_document_that_is_none_a_bomb_or_another_root_is_refused_as_a_whole() {
    let (json, xml) = (by_name("flat-export").unwrap().format, by_name("cda-document").unwrap().format);
    let whole = |wrong: Wrong| vec![Fault { path: String::new(), wrong }];
    for bytes in ["", "[]", "{\"a\":1,\"a\":2}", "\u{feff}{}x", "{\"a\":"] {
        assert_eq!(translate(json, bytes.as_bytes()).unwrap_err(), whole(Wrong::NotJson), "{bytes}");
    }
    let root = "ClinicalDocument xmlns=\"urn:hl7-org:v3\"";
    for text in [
        "".to_owned(),
        "<a/>".to_owned(),
        "<ClinicalDocument/>".to_owned(),
        format!("<!DOCTYPE x [<!ENTITY a 'b'>]><{root}/>"),
        format!("<{root}>&a;</ClinicalDocument>"),
        format!("<{root}/><{root}/>"),
        format!("<{root}><id></ClinicalDocument>"),
        format!("<?xml version=\"1.0\" encoding=\"utf-16\"?><{root}/>"),
        format!("<?php x?><{root}/>"),
    ] {
        assert_eq!(translate(xml, text.as_bytes()).unwrap_err(), whole(Wrong::NotXml), "{text}");
    }
    let object = "{\"Зерттеулер\":{\"Түрі\":\"Хирург\"}}";
    let faults = translate(json, object.as_bytes()).unwrap_err();
    assert_eq!(faults[0], Fault { path: "/Зерттеулер".into(), wrong: Wrong::NotList });
    let many = format!("{{\"x\":[{}0]}}", "0,".repeat(20_000));
    assert_eq!(translate(json, many.as_bytes()).unwrap_err(), whole(Wrong::TooLarge));
    let deep = format!("<{root}>{}{}</ClinicalDocument>", "<a>".repeat(40), "</a>".repeat(40));
    assert_eq!(translate(xml, deep.as_bytes()).unwrap_err(), whole(Wrong::TooLarge));
    let prefixed = "<ClinicalDocument xmlns=\"urn:hl7-org:v3\" xmlns:x=\"urn:x\"/>";
    assert_eq!(translate(xml, prefixed.as_bytes()).unwrap_err()[0].path, "/ClinicalDocument/@xmlns:x");
}

#[test]
fn every_fault_has_words_that_name_the_field_and_never_its_value() {
    let words = Words::new();
    for (named, file, _) in originals() {
        for fault in translate(named.format, &std::fs::read(&file).unwrap()).err().into_iter().flatten() {
            let args = [("field", fault.path.clone().into()), ("expected", fault.wrong.expected().into())];
            for lang in Lang::ALL {
                let text = words.one(lang, fault.wrong.key(), &args);
                assert!(text.contains(&fault.path) && text.ends_with('.'), "{text}");
                assert!(!text.contains("Белгісіз") && !text.contains("1985-02-26"), "{text}");
            }
        }
    }
    for wrong in [Wrong::NotJson, Wrong::NotXml, Wrong::TooLarge, Wrong::Doubled, Wrong::NotKato] {
        assert!(words.has(wrong.key()), "{}", wrong.key());
    }
}

proptest! {
    #[test]
    fn nothing_that_is_sent_makes_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in 0usize..4000, byte: u8) {
        for (named, file, _) in originals() {
            let _ = translate(named.format, &bytes);
            let mut near = std::fs::read(&file).unwrap();
            let place = at % near.len();
            near[place] = byte;
            if let Ok(one) = translate(named.format, &near) {
                prop_assert!(serde_json::from_slice::<serde_json::Value>(&one.form).is_ok());
            }
        }
    }
}
