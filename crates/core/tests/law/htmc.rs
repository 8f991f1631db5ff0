use crate::{LAW, day};
use saraptama_core::law::{HtmcList, Section};
use std::collections::BTreeSet;

fn list() -> &'static HtmcList {
    LAW.on(day("2025-09-01")).htmc_list.unwrap()
}

/// The list read from the official text without the loader: after each section's title, cells in threes.
fn printed() -> Vec<(Section, u16, String, String)> {
    let text = &LAW.texts["htmc-2020"];
    let (_, list) = text.split_once(" № 90 (").unwrap();
    let (list, _) = list.split_once("\t\u{a0}\n").unwrap();
    let mut rows = Vec::new();
    let mut section = None;
    let mut cells: Vec<&str> = Vec::new();
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let title = [
            ("Шұғыл емдеуге жатқызу", Section::Emergency),
            ("Жоспарлы емдеуге жатқызу кезіндегі тегін", Section::PlannedBoth),
            ("Жоспарлы емдеуге жатқызу кезіндегі міндетті", Section::PlannedInsurance),
        ];
        if let Some((_, found)) = title.iter().find(|(title, _)| line.starts_with(title)) {
            section = Some(*found);
        } else if let Some(section) = section {
            cells.push(line);
            if let [number, code, name] = cells[..] {
                rows.push((section, number.parse().unwrap(), code.to_owned(), name.to_owned()));
                cells.clear();
            }
        }
    }
    rows
}

#[test]
fn the_list_is_the_printed_one_to_the_letter() {
    let rows = list().rows.iter().map(|row| (row.section, row.number, row.code.clone(), row.name.kk.clone()));
    assert_eq!(rows.collect::<Vec<_>>(), printed());
}

#[test]
fn it_has_108_rows_in_three_sections_and_82_codes_of_which_26_stand_twice() {
    let rows = &list().rows;
    let count = |section| rows.iter().filter(|row| row.section == section).count();
    let sections = [Section::Emergency, Section::PlannedBoth, Section::PlannedInsurance].map(count);
    assert_eq!((rows.len(), sections), (108, [25, 8, 75]));
    let codes: BTreeSet<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    assert_eq!((codes.len(), rows.len() - codes.len()), (82, 26));
}

#[test]
fn zeros_at_the_end_of_a_code_count() {
    for code in ["35.9900", "36.1000", "52.80", "41.10"] {
        assert!(list().rows.iter().any(|row| row.code == code), "{code}");
        assert!(!list().rows.iter().any(|row| row.code == code.trim_end_matches('0')), "{code}");
    }
}

#[test]
fn a_mistranslated_name_has_a_gloss() {
    let glossed: BTreeSet<&str> = list().rows.iter().filter(|row| row.gloss.is_some()).map(|row| row.code.as_str()).collect();
    assert_eq!(glossed, BTreeSet::from(["00.50", "81.53", "81.55"]));
}

#[test]
fn before_the_amendment_of_2024_took_effect_no_edition_is_held() {
    for (date, held) in [("2024-11-11", false), ("2024-11-12", true), ("2021-01-01", false), ("2026-11-22", true)] {
        assert_eq!(LAW.on(day(date)).htmc_list.is_ok(), held, "{date}");
    }
    assert_eq!(LAW.htmc.transitions.from, day("2024-01-08"));
}

#[test]
fn the_scoring_table_is_the_printed_one() {
    let points = |at: usize| LAW.htmc.criteria[at].levels.iter().map(|level| level.points_tenths).collect::<Vec<_>>();
    assert_eq!([points(0), points(1), points(2)], [[20, 15, 5, 0], [40, 30, 10, 0], [40, 30, 10, 0]]);
    assert_eq!((LAW.htmc.listed_from_tenths, LAW.htmc.listed_to_tenths), (70, 100));
}

#[test]
fn four_criteria_lead_off_the_list() {
    let rules: Vec<_> = (LAW.htmc.transitions.rules.iter())
        .map(|rule| (rule.id.as_str(), rule.comparison.as_str(), rule.bound.as_deref()))
        .collect();
    assert_eq!(
        rules,
        [("T1", "above", Some("75")), ("T2", "below", None), ("T3", "at-most", Some("1")), ("T4", "below", Some("10"))]
    );
    assert_eq!((LAW.htmc.transitions.regions_needed, LAW.htmc.transitions.zones.len()), (5, 5));
}

#[test]
fn the_order_names_its_amendments_and_what_it_repealed() {
    let numbers =
        |acts: &'static [saraptama_core::law::RelatedAct]| acts.iter().map(|act| act.number.as_str()).collect::<Vec<_>>();
    assert_eq!(numbers(&LAW.htmc.act.amended_by), ["175", "90"]);
    assert_eq!(numbers(&LAW.htmc.act.repeals), ["1112", "ҚР ДСМ-42", "ҚР ДСМ-37/2020"]);
}
