//! What the doors say exists in three languages: every key that the code can answer with has its words.

#![allow(clippy::unwrap_used, reason = "tests")]

use saraptama_core::indicators::TABLES;
use saraptama_core::referral::Stage;
use saraptama_server::config::NodeKind;
use saraptama_sign::log::ProofFault;
use saraptama_sign::{EvidenceFault, SignatureFault};
use saraptama_wire::words::{Lang, Words};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every Rust file below `folder`.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .collect()
}

/// The keys that stand between quotes in the code and begin with `prefix`.
fn quoted(text: &str, prefix: &str) -> Vec<String> {
    let opening = format!("\"{prefix}-");
    let rest = text.split(&opening).skip(1);
    let words = rest.filter_map(|rest| rest.split_once('"')).map(|(word, _)| format!("{prefix}-{word}"));
    words.filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !key.ends_with('-')).collect()
}

/// The keys with one of `prefixes` in every source of the doors, the flow and the core.
fn keys(prefixes: &[&str]) -> BTreeSet<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = ["server/src", "core/src/referral", "core/src/act"].map(|folder| sources(&crates.join(folder))).concat();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
    texts.flat_map(|text| prefixes.iter().flat_map(|prefix| quoted(&text, prefix)).collect::<Vec<_>>()).collect()
}

/// A whole sentence in each language, Kazakh in Kazakh letters and Russian without them.
fn assert_says_something(words: &Words, key: &str) {
    assert!(words.has(key), "{key} has no words");
    let kazakh = |text: &str| text.to_lowercase().chars().any(|c| "әғқңөұүһі".contains(c));
    for lang in Lang::ALL {
        let args = [("expected", "application/json".into()), ("limit", 64.into())];
        let text = words.one(lang, key, &args);
        assert!(text.chars().count() > 20 && text.ends_with('.') && !text.contains(['{', '}', '$']), "{key}: {text}");
        assert!(lang == Lang::En || kazakh(&text) == (lang == Lang::Kk), "{key} in {}: {text}", lang.as_str());
        assert!(lang != Lang::En || text.is_ascii() || !text.chars().any(|c| ('а'..='я').contains(&c)), "{key}: {text}");
    }
}

#[test]
fn every_problem_and_every_refusal_has_its_words() {
    let (words, keys) = (Words::new(), keys(&["problem", "refusal", "refused"]));
    for known in ["problem-token", "problem-fault", "refusal-blocked", "refusal-no-calendar", "refused-form-too-old"] {
        assert!(keys.contains(known), "{known} is not found in the code: has the code moved?");
    }
    // Tables of a month that count refusals are no refusals.
    let refusals = keys.iter().filter(|key| !TABLES.iter().any(|table| table.id == **key));
    refusals.for_each(|key| assert_says_something(&words, key));
}

#[test]
fn every_stage_and_every_node_has_its_words() {
    let words = Words::new();
    Stage::ALL.iter().for_each(|stage| assert_says_something(&words, &format!("stage-{stage}")));
    for node in [NodeKind::Mis, NodeKind::Ministry, NodeKind::DataBank] {
        assert_says_something(&words, &format!("node-{}", node.as_str()));
    }
    assert!(["root-what", "root-docs", "root-clock-set"].iter().all(|key| words.has(key)));
}

#[test]
fn every_reason_why_a_signature_or_a_proof_does_not_hold_has_its_words() {
    let words = Words::new();
    SignatureFault::ALL.iter().for_each(|fault| assert_says_something(&words, fault.key()));
    ProofFault::ALL.iter().for_each(|fault| assert_says_something(&words, fault.key()));
    EvidenceFault::ALL.iter().for_each(|fault| assert_says_something(&words, fault.key()));
    assert_says_something(&words, "signature-proof-awaited");
}

#[test]
fn whoever_may_not_sign_is_told_by_which_paragraph() {
    let words = Words::new();
    for (key, kk, ru, en) in [
        ("refusal-blocked", "Алгоритмнің 4-тармағы", "пункт 4 Алгоритма", "p. 4 of the Algorithm"),
        ("refusal-not-the-assigned-expert", "Алгоритмнің 7-тармағы", "пункт 7 Алгоритма", "p. 7 of the Algorithm"),
        ("refused-form-too-old", "МӘС қағидалары", "Правила МСЭ", "MSE Rules"),
    ] {
        let text = words.text(key, &[]);
        assert!(text.kk.contains(kk) && text.ru.contains(ru) && text.en.contains(en), "{key}: {text:?}");
    }
}
