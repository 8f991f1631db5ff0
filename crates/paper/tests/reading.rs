//! What each document says.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{WORDS, cases, sheets, texts};
use saraptama_paper::{Block, FormFault, Sheet};
use saraptama_wire::words::Lang;
use serde_json::{Value, json};
use std::path::Path;

fn whole(sheet: &Sheet<'_>) -> String {
    texts(sheet).join("\n") + "\n"
}

#[test]
fn each_document_says_in_each_language_what_stands_in_its_committed_text() {
    let mut differ = Vec::new();
    for lang in Lang::ALL {
        for (name, sheet) in sheets(lang) {
            let file = format!("{name}.{}.txt", lang.as_str());
            let said = whole(&sheet);
            let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(&file);
            if std::fs::read_to_string(committed).unwrap_or_default() != said {
                std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(&file), said).unwrap();
                differ.push(file);
            }
        }
    }
    assert!(differ.is_empty(), "{differ:?} differ; what they say now stands in {}", env!("CARGO_TARGET_TMPDIR"));
}

#[test]
fn every_word_that_a_document_asks_for_exists() {
    for lang in Lang::ALL {
        for (name, sheet) in sheets(lang) {
            let said = whole(&sheet) + &sheet.foot + &sheet.unprintable;
            assert!(
                !["paper-", "fact-", "month-table", "month-col", "month-row"].iter().any(|key| said.contains(key)),
                "{name} in {}: {said}",
                lang.as_str()
            );
        }
    }
}

/// Puts a text of its own into every free text of the form, and remembers them.
fn mark(value: &mut Value, marks: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter_mut().for_each(|(_, value)| mark(value, marks)),
        Value::Array(items) => items.iter_mut().for_each(|item| mark(item, marks)),
        Value::String(text) => {
            *text = format!("Ұ{}", marks.len());
            marks.push(text.clone());
        }
        _ => {}
    }
}

#[test]
fn every_text_of_the_form_is_on_its_page_whatever_it_is() {
    let mut form: Value = serde_json::from_slice(cases::FULL).unwrap();
    let mut marks = Vec::new();
    mark(&mut form, &mut marks);
    let bytes = form.to_string().into_bytes();
    let sheet = saraptama_paper::Form031 { bytes: &bytes, ..cases::form() };
    let said = whole(&sheet.sheet(&WORDS, Lang::Kk).unwrap());
    // The name of the format holds no data.
    let format = form["form"].as_str().unwrap().to_owned();
    let words: Vec<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
    let missing: Vec<_> = marks.iter().filter(|mark| **mark != format && !words.contains(&mark.as_str())).collect();
    assert!(marks.len() > 90, "{}", marks.len());
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
fn a_draft_that_lacks_everything_can_be_printed_and_says_that_it_is_not_signed() {
    let sheet = saraptama_paper::Form031 { bytes: b"{}", seal: None, ..cases::form() };
    let said = whole(&sheet.sheet(&WORDS, Lang::Ru).unwrap());
    assert!(said.contains("Не подписано") && said.contains("не заполнено"), "{said}");
    for bytes in [&b"[]"[..], b"\"x\"", b"{", b""] {
        let sheet = saraptama_paper::Form031 { bytes, seal: None, ..cases::form() };
        assert_eq!(sheet.sheet(&WORDS, Lang::Ru).err(), Some(FormFault::NotJson));
    }
}

#[test]
fn an_act_names_no_person_and_extract_and_notice_tell_no_diagnosis_and_no_reasons() {
    for lang in Lang::ALL {
        let act = whole(&cases::act().sheet(&WORDS, lang));
        assert!(!act.contains("Әбдіғұлова") && !act.contains("850226441534"));
        for sheet in [cases::extract().sheet(&WORDS, lang), cases::notice().sheet(&WORDS, lang)] {
            let said = whole(&sheet);
            assert!(!said.contains("S88") && !said.contains("ампутация"), "{said}");
            assert!(sheet.enclosed.iter().all(|file| file.bytes != cases::DECISION), "the decision has reasons");
        }
    }
}

#[test]
fn a_file_is_named_by_the_act_or_the_form_and_by_no_person() {
    let names: Vec<String> = sheets(Lang::Kk).into_iter().map(|(_, sheet)| sheet.name).collect();
    assert_eq!(names[0], "form-031e-0197f3a0-0000-4000-8000-0000000000ab");
    assert_eq!(names[2..5], ["act-2025-000042", "extract-2025-000042", "notice-2025-000042"]);
    let id = "0199f3a0-0000-7000-8000-0000000000cd";
    let of = ["dossier", "transition", "transition", "high-tech-referral"].map(|kind| format!("{kind}-{id}"));
    assert_eq!((&names[5..9], names[9].as_str()), (&of[..], "month-2025-09"));
    let bytes = json!({ "id": "../../etc/passwd" }).to_string().into_bytes();
    let form = saraptama_paper::Form031 { bytes: &bytes, ..cases::form() };
    assert_eq!(form.sheet(&WORDS, Lang::Kk).unwrap().name, "form-031e-draft");
}

#[test]
fn where_disability_is_not_established_no_category_and_no_term_is_spoken_of() {
    let decision =
        br#"{"decision":1,"act":"2025-000007","result":"not-established","limitations":[],"measures":[],"rationale":"."}"#;
    let decision = saraptama_wire::decision::read(decision).unwrap();
    let notice = saraptama_paper::Notice { decision: &decision, age_years: 4, ..cases::notice() };
    let sheet = notice.sheet(&WORDS, Lang::Ru);
    let facts = sheet.blocks.iter().find_map(|block| match block {
        Block::Verdict { facts, .. } => Some(facts.len()),
        _ => None,
    });
    assert_eq!(facts, Some(0));
    let said = whole(&sheet);
    assert!(said.contains("Законному представителю") && said.contains("Инвалидность не установлена"), "{said}");
    assert!(!said.contains("Необходимая помощь") && !said.contains("переосвидетельствования"), "{said}");
}
