//! Texts that were written to break a page, or that nobody would write.
#![allow(clippy::unwrap_used, reason = "tests")]
#![cfg(feature = "pdf")]

mod common;

use common::foreign::{Kept, flowing, run};
use common::{WORDS, cases};
use saraptama_paper::pdf::{MOST_CHARACTERS, MOST_ENCLOSED_BYTES, PressFault, print};
use saraptama_paper::{Check, Enclosed, Form031, Relation};
use saraptama_wire::words::Lang;
use serde_json::json;
use std::path::Path;

/// The form with `text` wherever a page could be broken by it.
fn form_of(text: &str) -> Vec<u8> {
    let form = json!({
        "organisation": { "name": text },
        "patient": { "family_name": text, "region": text, "sex": text },
        "diagnosis": { "main": { "icd10": text, "text": text, "anatomical_form": text } },
        "impairments": [{ "function": text, "degree": text, "text": text }],
        "evidence": [{ "kind": text, "status": text, "date": text, "conclusion": text, "facts": { text: text },
                       "document": { "sha256": text, "name": text } }],
        "measures": [{ "kind": text, "text": text }],
        "commission": { "number": text, "chair": { "name": text, "iin": text } },
    });
    form.to_string().into_bytes()
}

fn printed(bytes: &[u8]) -> Vec<u8> {
    let form = Form031 { bytes, ..cases::form() };
    print(&form.sheet(&WORDS, Lang::Kk).unwrap()).unwrap()
}

#[test]
fn markup_is_printed_and_never_obeyed() {
    for text in [
        "#panic(\"x\") #import \"/sheet.json\" #read(\"/etc/passwd\")",
        "*bold* _it_ `raw` $x^2$ = heading\n- item\n+ item\n/ term: x <label> @reference // comment /* */",
        "\\u{41} \\ ~ --- \"quotes\" 'single' [content] {code} #[x] ]} #{ ) ;",
        "</svg><script>alert(1)</script> &amp; %PDF-1.7 endobj stream",
    ] {
        let kept = Kept::new(&printed(&form_of(text)));
        let Some(read) = run("markup is printed", "pdftotext", &[&kept.path(), Path::new("-")]) else { continue };
        let read = flowing(&read);
        for word in flowing(text).split(' ').filter(|word| word.chars().count() < 8) {
            assert!(read.contains(word), "{word} of {text}");
        }
    }
}

#[test]
fn signs_of_direction_control_characters_and_foreign_scripts_break_no_standard() {
    for text in [
        "\u{202e}олегнам\u{202c} \u{2067}עברית\u{2069} العربية \u{200f}",
        "\0\u{1}\u{7}\u{8}\u{b}\u{1b}[31m\u{7f}\u{85}\u{9b}",
        "\u{fffe}\u{ffff}\u{feff}\u{e000}\u{f8ff}\u{10ffff}\u{e0041}\u{fdd0}",
        "漢字 한국어 ไทย देवनागरी 😀👩‍👩‍👧‍👦 🇰🇿",
        "e\u{301}\u{301}\u{301}\u{301} И\u{306} ӥ\u{308}\u{fe0f} ﬁ ǅ ß İ ı",
        "",
        " \t\r\n\u{2028}\u{2029}\u{a0}\u{3000}",
    ] {
        printed(&form_of(text));
    }
}

#[test]
fn a_letter_that_cannot_be_printed_is_marked_and_the_page_says_so() {
    let kept = Kept::new(&printed(&form_of("Ли 李")));
    let Some(read) = run("unprintable letters are marked", "pdftotext", &[&kept.path(), Path::new("-")]) else { return };
    assert!(flowing(&read).contains("Ли \u{fffd}") && flowing(&read).contains("Түпнұсқасы"), "{read}");
}

#[test]
fn a_long_text_goes_on_over_pages_and_nothing_of_it_is_lost() {
    let word = "ұзақ ";
    let form = json!({ "history": { "disease": word.repeat(20_000) } }).to_string().into_bytes();
    let kept = Kept::new(&printed(&form));
    let Some(read) = run("long texts go on", "pdftotext", &[&kept.path(), Path::new("-")]) else { return };
    assert_eq!(read.matches("ұзақ").count(), 20_000);
}

#[test]
fn a_word_of_a_hundred_kilobytes_stays_on_the_page() {
    for letter in ["ж", "1", "/"] {
        let form = json!({ "diagnosis": { "main": { "icd10": letter.repeat(3_000), "text": letter.repeat(100_000) } } });
        let kept = Kept::new(&printed(form.to_string().as_bytes()));
        let Some(read) = run("long words stay on the page", "pdftotext", &[Path::new("-bbox"), &kept.path(), Path::new("-")])
        else {
            return;
        };
        let right = read.split("xMax=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
        let furthest = right.fold(0.0, f64::max);
        assert!(furthest < 595.3 - 40.0, "{letter}: a word ends at {furthest} of 595.3 points");
        // Running text only: a page's foot is not counted.
        assert!(read.matches(letter).count() > 100_000, "{letter}");
    }
}

#[test]
fn what_is_longer_than_is_printed_is_refused_by_name() {
    let form = json!({ "history": { "life": "ә".repeat(MOST_CHARACTERS + 1) } }).to_string().into_bytes();
    let form = Form031 { bytes: &form, ..cases::form() };
    assert_eq!(print(&form.sheet(&WORDS, Lang::Kk).unwrap()), Err(PressFault::TooLong));
    let mut sheet = cases::act().sheet(&WORDS, Lang::Kk);
    let bytes = vec![0; MOST_ENCLOSED_BYTES + 1];
    sheet.enclosed =
        vec![Enclosed { name: "decision.json", media_type: "application/json", relation: Relation::Source, bytes: &bytes }];
    assert_eq!(print(&sheet), Err(PressFault::TooLong));
}

#[test]
fn a_link_that_no_code_holds_leaves_the_rest_of_the_act() {
    let link = format!("https://example.kz/v/{}", "x".repeat(4000));
    let act = saraptama_paper::Act { check: Some(Check { link: &link }), ..cases::act() };
    assert!(print(&act.sheet(&WORDS, Lang::Kk)).is_ok());
}
