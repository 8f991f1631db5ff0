//! What people read exists in all three languages and says the same things.
#![allow(clippy::unwrap_used, reason = "tests")]

use fluent_syntax::ast::Entry;
use saraptama_core::check::{Code, Finding, Reason};
use saraptama_core::law::Law;
use saraptama_core::terms::Trilingual;
use saraptama_wire::words::{Lang, Words, cite};
use std::collections::{BTreeMap, BTreeSet};

/// Every message of a language: file, key, and the arguments that its text uses.
fn messages(lang: Lang) -> BTreeMap<(String, String), BTreeSet<String>> {
    let folder = format!("{}/words/{}", env!("CARGO_MANIFEST_DIR"), lang.as_str());
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, faults)| panic!("{path:?}: {faults:?}"));
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let tree = format!("{:?}", message.value);
                let names = tree.split("VariableReference { id: Identifier { name: \"").skip(1);
                let arguments = names.map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
                let key = (file.clone(), message.id.name.to_owned());
                assert!(found.insert(key.clone(), arguments).is_none(), "{key:?} stands twice");
            }
        }
    }
    found
}

#[test]
fn all_languages_have_the_same_messages_with_the_same_arguments() {
    let [kk, ru, en] = Lang::ALL.map(messages);
    assert!(!kk.is_empty());
    assert_eq!(kk, ru);
    assert_eq!(kk, en);
}

#[test]
fn every_file_is_in_the_program_and_no_key_stands_in_two() {
    let words = Words::new();
    let mut keys = BTreeSet::new();
    for (file, key) in messages(Lang::Kk).into_keys() {
        assert!(words.has(&key), "{key} of {file}.ftl is not in the table of files");
        assert!(keys.insert(key.clone()), "{key} stands in two files");
    }
}

fn assert_says_something(text: &Trilingual, what: &str) {
    for lang in Lang::ALL {
        let text = lang.of(text);
        assert!(text.chars().count() > 20 && !text.contains(['{', '}', '$', '\u{fffc}']), "{what} in {}: {text}", lang.as_str());
        assert!(text.ends_with('.'), "{what} in {}: {text}", lang.as_str());
    }
    assert!(text.kk.chars().any(|c| "әғқңөұүһі".contains(c)), "{what}: {}", text.kk);
    assert!(!text.ru.chars().any(|c| "әғқңөұүһі".contains(c)), "{what}: {}", text.ru);
}

#[test]
fn every_code_and_every_reason_has_its_words() {
    let (words, law) = (Words::new(), Law::embedded());
    for code in Code::ALL {
        let finding = Finding::contract(*code, "/patient/iin");
        assert_says_something(&words.finding(&finding, &law), code.as_str());
    }
    for reason in Reason::ALL {
        assert_says_something(&words.reason(reason), reason.as_str());
    }
    for decision in [
        saraptama_core::check::Decision::Signable,
        saraptama_core::check::Decision::Blocked,
        saraptama_core::check::Decision::Ordinary,
    ] {
        assert_says_something(&words.decision(decision), decision.as_str());
    }
}

#[test]
fn every_requirement_is_named_with_its_paragraph_and_every_fact_has_a_name() {
    let (words, law) = (Words::new(), Law::embedded());
    let rules = &law.pilot.editions[0];
    for requirement in &rules.requirements {
        for (code, pointer) in [(Code::EvidenceMissing, "/evidence"), (Code::EvidenceUnanswered, "/evidence")] {
            let text = words.finding(&Finding::order(code, &requirement.id, &requirement.cite, pointer), &law);
            for lang in Lang::ALL {
                assert!(lang.of(&text).contains(lang.of(&requirement.name)), "{}", lang.of(&text));
                assert!(lang.of(&text).contains(lang.of(&cite(&requirement.cite))), "{}", lang.of(&text));
            }
        }
        for fact in &requirement.facts {
            let pointer = format!("/evidence/3/facts/{fact}");
            let text =
                words.finding(&Finding::order(Code::EvidenceIncomplete, &requirement.id, &requirement.cite, pointer), &law);
            assert_says_something(&text, fact);
            assert!(!text.en.contains(fact.as_str()), "{fact} has no name: {}", text.en);
        }
    }
    let nosology = &rules.nosologies[0];
    let asked = Finding::order(Code::CircumstanceUnanswered, "N1", &nosology.cite, "/diagnosis/main/anatomical_form");
    assert_says_something(&words.finding(&asked, &law), "N1");
}

#[test]
fn a_message_that_is_kept_names_the_member_of_its_own_finding() {
    let (words, law) = (Words::new(), Law::embedded());
    let say = |pointer: &str| words.finding(&Finding::contract(Code::FieldMissing, pointer.to_owned()), &law).en;
    assert!(say("/doctor/name").contains("/doctor/name"));
    assert!(say("/mis").contains("“/mis”"));
    assert!(!say("/mis").contains("/doctor"));
}

#[test]
fn a_cite_is_read_in_the_readers_language() {
    for (text, kk, ru, en) in [
        (
            "168-56-292/2025 algorithm annex 2 p.1(1)",
            "168-56-292/2025 бұйрығы, Алгоритм, 2-қосымша, 1-тармақ, 1) тармақша",
            "приказ 168-56-292/2025, Алгоритм, приложение 2, пункт 1, подпункт 1)",
            "order 168-56-292/2025, Algorithm, annex 2, p. 1(1)",
        ),
        (
            "168-56-292/2025 order p.8",
            "168-56-292/2025 бұйрығы, 8-тармақ",
            "приказ 168-56-292/2025, пункт 8",
            "order 168-56-292/2025, p. 8",
        ),
        (
            "168-56-292/2025 annex 1 row 4",
            "168-56-292/2025 бұйрығы, 1-қосымша, 4-жол",
            "приказ 168-56-292/2025, приложение 1, строка 4",
            "order 168-56-292/2025, annex 1, row 4",
        ),
        (
            "168-56-292/2025 annex 1 note **",
            "168-56-292/2025 бұйрығы, 1-қосымша, «**» ескертпесі",
            "приказ 168-56-292/2025, приложение 1, сноска «**»",
            "order 168-56-292/2025, annex 1, note “**”",
        ),
        (
            "ҚР ДСМ-134/2020 annex 1 p.2",
            "ҚР ДСМ-134/2020 бұйрығы, 1-қосымша, 2-тармақ",
            "приказ ҚР ДСМ-134/2020, приложение 1, пункт 2",
            "order ҚР ДСМ-134/2020, annex 1, p. 2",
        ),
        (
            "ҚР ДСМ-134/2020 annex 2 section 3 row 7",
            "ҚР ДСМ-134/2020 бұйрығы, 2-қосымша, 3-бөлім, 7-жол",
            "приказ ҚР ДСМ-134/2020, приложение 2, раздел 3, строка 7",
            "order ҚР ДСМ-134/2020, annex 2, section 3, row 7",
        ),
        (
            "ҚР ДСМ-134/2020 annex 1 table row 2",
            "ҚР ДСМ-134/2020 бұйрығы, 1-қосымша, кесте, 2-жол",
            "приказ ҚР ДСМ-134/2020, приложение 1, таблица, строка 2",
            "order ҚР ДСМ-134/2020, annex 1, table, row 2",
        ),
        ("MSE Rules 260/2023", "MSE Rules 260/2023", "MSE Rules 260/2023", "MSE Rules 260/2023"),
    ] {
        assert_eq!(cite(text), Trilingual { kk: kk.into(), ru: ru.into(), en: en.into() });
    }
}
