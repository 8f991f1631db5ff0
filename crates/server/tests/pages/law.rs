//! The orders' texts: every paragraph that anything rests on can be opened.

use crate::browser::{Answer, Browser};
use saraptama_core::law::Law;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

const A: &str = "/law/mse-pilot-2025";
const B: &str = "/law/htmc-2020";

/// The anchor of a cite, as links write it.
fn anchor(cite: &str) -> String {
    let words = |c: char| {
        if c == '*' {
            'x'
        } else if c.is_alphanumeric() {
            c
        } else {
            ' '
        }
    };
    let plain: String = cite.to_lowercase().chars().map(words).collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let within = |path: PathBuf| if path.is_dir() { files(&path, end) } else { vec![path] };
    entries.flat_map(within).filter(|path| path.to_str().unwrap().ends_with(end)).collect()
}

/// Every text between quotes that begins with the name of an order and a part of it.
fn cites_in(text: &str) -> BTreeSet<String> {
    let quoted = text.split('"').filter(|one| !one.contains(['{', '\n', '\\']));
    let parts = [" order", " algorithm", " annex"];
    let begins = |one: &&str| {
        [&LAW.pilot.act.short, &LAW.htmc.act.short]
            .into_iter()
            .any(|short| one.strip_prefix(short.as_str()).is_some_and(|rest| parts.iter().any(|part| rest.starts_with(part))))
    };
    quoted.filter(begins).map(str::to_owned).collect()
}

#[test]
fn every_cite_of_the_data_of_the_findings_and_of_the_code_opens_its_paragraph() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    // The data, the findings of its examples, and what the program itself names.
    let all = [files(&root.join("law"), ".toml"), files(&root.join("law"), ".json"), files(&root.join("crates/core/src"), ".rs")];
    let pages = files(&root.join("crates/server/src"), ".rs");
    let mut cites: BTreeSet<String> =
        all.into_iter().flatten().chain(pages).flat_map(|file| cites_in(&std::fs::read_to_string(file).unwrap())).collect();
    cites.extend(LAW.places.keys().cloned());
    let procedure = &LAW.pilot.editions[0].procedure;
    cites.extend([procedure.deadline_cite.clone(), procedure.assignment_cite.clone()]);
    assert!(cites.len() > 200, "{}", cites.len());
    for (page, order) in [(A, "mse-pilot-2025"), (B, "htmc-2020")] {
        let ids = Browser::new("kk").get(page).expect(200).attributes("[id]", "id");
        let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        assert_eq!(known.len(), ids.len(), "two elements of {page} share an id");
        for cite in cites.iter().filter(|cite| LAW.places.get(*cite).is_none_or(|place| place.order == order)) {
            let place = LAW.places.get(cite).unwrap_or_else(|| panic!("{cite} is no place of the text"));
            assert!(place.order != order || known.contains(anchor(cite).as_str()), "{cite} opens nothing");
        }
    }
}

#[test]
fn a_paragraph_stands_whole_under_its_anchor() {
    let page = Browser::new("en").get(A).expect(200);
    for cite in ["algorithm p.9", "algorithm p.2(4)", "algorithm annex 2 p.1(1)", "order p.6", "annex 1 note **"] {
        let cite = format!("{} {cite}", LAW.pilot.act.short);
        let printed = LAW.paragraph(&cite).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = page.words(&format!("[id='{}'] .sa-lawtext__p", anchor(&cite)));
        assert_eq!(shown, printed, "{cite}");
    }
}

#[test]
fn the_text_is_kazakh_in_every_language_of_the_page_and_what_stands_beside_it_is_the_readers() {
    for (lang, says) in [
        ("kk", "Жұмыс күнінің соңы – 18:00"),
        ("ru", "Рабочий день заканчивается в 18:00"),
        ("en", "The working day ends at 18:00"),
    ] {
        let page = Browser::new(lang).get(A).expect(200);
        assert_eq!(page.attribute("html", "lang").as_deref(), Some(lang));
        assert_eq!(page.attribute(".sa-lawtext", "lang").as_deref(), Some("kk"));
        assert!(page.words(".sa-lawtext").contains("БҰЙЫРАМЫЗ"));
        let beside = page.words("[id='168-56-292-2025-algorithm-p-9'] .sa-rest");
        assert!(beside.contains(says) && beside.contains("AMB-21"), "{beside}");
        assert_eq!(page.attribute(".sa-rest", "lang").as_deref(), Some(lang));
        assert_eq!(page.count("h1"), 1);
    }
}

fn on(day: &str) -> Answer {
    Browser::new("en").get(&format!("{A}?on={day}"))
}

#[test]
fn on_a_date_the_page_shows_what_holds_then() {
    let term = "[id='168-56-292-2025-algorithm-p-9'] .sa-rest__values";
    for (day, in_force) in [("21.06.2025", false), ("22.06.2025", true), ("21.06.2026", true), ("22.06.2026", false)] {
        let page = on(day).expect(200);
        assert_eq!(page.words("main").contains("– in force"), in_force, "{day}");
        assert_eq!(page.count(term) > 0, in_force, "{day}");
        // The text itself can be read on any day.
        assert!(page.words(".sa-lawtext").contains("1 (бір) жұмыс күні ішінде"));
        assert_eq!(page.attribute("#on", "value").as_deref(), Some(day));
    }
}

#[test]
fn what_is_no_date_is_said_beside_the_field_and_loses_nothing() {
    for typed in ["tomorrow", "2025-13-01", "31.09.2025", "01.09.25", &"9".repeat(500)] {
        let page = on(typed).expect(422);
        assert!(page.words("#on-error").contains("02.09.2025"), "{}", page.words("#on-error"));
        assert!(page.words("title").starts_with("Error:"));
        assert!(typed.starts_with(&page.attribute("#on", "value").unwrap()));
    }
}

#[test]
fn what_is_assumed_is_marked_as_assumed() {
    let page = on("2025-09-02");
    for place in ["168-56-292-2025-order-p-8", "168-56-292-2025-algorithm-p-9"] {
        assert!(page.words(&format!("[id='{place}'] .govuk-tag")).contains("assumed"), "{place}");
    }
    assert!(page.words("[id='168-56-292-2025-algorithm-annex-1-row-1-5'] .govuk-tag").contains("unconfirmed"));
    assert!(Browser::new("en").get("/law").words("main").contains("assumed"));
}

#[test]
fn every_reading_stands_with_its_reason_in_each_language_and_is_linked_from_where_it_is_used() {
    for lang in ["kk", "ru", "en"] {
        let page = Browser::new(lang).get("/law/readings").expect(200);
        for reading in &LAW.readings {
            let (ruling, reason) = match lang {
                "kk" => (&reading.ruling.kk, &reading.reason.kk),
                "ru" => (&reading.ruling.ru, &reading.reason.ru),
                _ => (&reading.ruling.en, &reading.reason.en),
            };
            let said = page.words(&format!("#{}", reading.id));
            assert!(said.contains(ruling.as_str()) && said.contains(reason.as_str()), "{}: {said}", reading.id);
        }
    }
    let linked = [A, B].map(|page| Browser::new("kk").get(page).attributes(".sa-rest__reading a", "href")).concat();
    for reading in LAW.readings.iter().filter(|reading| LAW.places.contains_key(&reading.cite)) {
        assert!(linked.contains(&format!("/law/readings#{}", reading.id)), "{}", reading.id);
    }
}

#[test]
fn both_orders_are_listed_with_their_numbers_and_what_is_not_held_is_said() {
    let page = Browser::new("ru").get("/law").expect(200);
    let words = page.words("main");
    for said in ["168-56-292/2025", "292/НҚ", "ҚР ДСМ-134/2020", "№ 21471", "22.06.2025", "MSE Rules 260/2023"] {
        assert!(words.contains(said), "{said}");
    }
    for order in [A, B] {
        assert!(page.attributes("main a", "href").contains(&order.to_owned()));
    }
    Browser::new("ru").get("/law/another").expect(404);
}
