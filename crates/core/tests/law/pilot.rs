use crate::{LAW, day};
use saraptama_core::law::{PilotRules, Starts, Status, SubjectKind};
use saraptama_core::terms::{Icd10, Region};
use std::collections::BTreeSet;

fn rules(date: &str) -> &'static PilotRules {
    LAW.on(day(date)).pilot.unwrap()
}

fn code(text: &str) -> Icd10 {
    Icd10::parse(text).unwrap()
}

#[test]
fn the_order_is_in_force_from_22_june_2025_to_21_june_2026() {
    for (date, in_force) in [("2025-06-21", false), ("2025-06-22", true), ("2026-06-21", true), ("2026-06-22", false)] {
        assert_eq!(LAW.on(day(date)).pilot.is_ok(), in_force, "{date}");
    }
    assert!(LAW.published.iter().all(|published| published.assumed), "no day of publication is known yet");
}

#[test]
fn each_region_starts_on_its_day_for_its_vendor() {
    let rules = rules("2025-06-22");
    let june = ["KZ-11", "KZ-55"];
    for subject in rules.subjects.iter().filter(|subject| subject.kind == SubjectKind::HealthDepartment) {
        let region = subject.region.unwrap().to_string();
        match &subject.starts {
            Starts::On(start) => assert_eq!((june.contains(&&*region), *start), (true, day("2025-06-22")), "{region}"),
            Starts::ByVendor(vendors) => {
                assert!(!june.contains(&&*region), "{region}");
                let starts: Vec<_> = vendors.iter().map(|vendor| (vendor.vendor.as_str(), vendor.on.to_string())).collect();
                let august = "2025-08-01".to_owned();
                assert_eq!(
                    starts,
                    [
                        ("damu", "2025-07-01".to_owned()),
                        ("zhetysu", august.clone()),
                        ("nadezhda", august.clone()),
                        ("infomed-kazakhstan", august.clone()),
                        ("avicenna", august),
                    ],
                    "{region}"
                );
            }
        }
    }
}

#[test]
fn twenty_one_subjects_are_the_labour_side_and_twenty_regions() {
    let subjects = &rules("2025-09-01").subjects;
    assert_eq!(subjects.len(), 21);
    assert_eq!((subjects[0].kind, subjects[0].region), (SubjectKind::LabourDepartment, None));
    let regions: BTreeSet<u8> = subjects.iter().filter_map(|subject| subject.region.map(Region::number)).collect();
    assert_eq!(regions, BTreeSet::from([10, 11, 15, 19, 23, 27, 31, 33, 35, 39, 43, 47, 55, 59, 61, 62, 63, 71, 75, 79]));
    for (number, inherits) in [(1, None), (2, Some(1)), (3, Some(1)), (4, None), (5, Some(4)), (21, Some(4))] {
        let subject = &subjects[number - 1];
        assert_eq!((subject.inherits, subject.printed.is_empty()), (inherits, inherits.is_some()), "row {number}");
    }
}

#[test]
fn exactly_59_codes_are_listed() {
    let listed = [
        (
            "limb-defect",
            "Q71.0 Q71.1 Q71.2 Q71.3 Q72.0 Q72.1 Q72.2 Q72.3 S48 S48.0 S48.1 S48.9 S58 S58.0 S58.1 S58.9 S68 S68.0 S68.1 S68.2 S68.3 S68.4 S68.8 S68.9 S78 S78.0 S78.1 S78.9 S88 S88.0 S88.1 S88.9 S98 S98.0 S98.1 S98.2 S98.3 T05 T05.0 T05.1 T05.2 T05.3 T05.4 T05.5 T05.6 T05.8 T05.9",
        ),
        ("down-syndrome", "Q90 Q90.0 Q90.1 Q90.2 Q90.9"),
        ("mucopolysaccharidosis", "E76 E76.0 E76.1 E76.2 E76.3 E76.8 E76.9"),
    ];
    let rules = rules("2025-09-01");
    for (nosology, codes) in listed {
        for text in codes.split(' ') {
            assert_eq!(rules.nosology_of(code(text)).map(|found| found.id.as_str()), Some(nosology), "{text}");
        }
    }
    let count: usize = listed.iter().map(|(_, codes)| codes.split(' ').count()).sum();
    assert_eq!((count, rules.codes.len()), (59, 59));
}

#[test]
fn a_sibling_of_a_listed_code_is_not_listed_though_its_category_is_known() {
    let rules = rules("2025-09-01");
    for (text, category_listed) in [
        ("S98.4", true),
        ("Q71.4", true),
        ("Q71", true),
        ("Q72.9", true),
        ("S68.5", true),
        ("T05.7", true),
        ("Q73.0", false),
        ("T92.6", false),
        ("Q89.9", false),
        ("E75.9", false),
        ("E77", false),
    ] {
        assert_eq!(rules.nosology_of(code(text)), None, "{text}");
        assert_eq!(rules.lists_category_of(code(text)), category_listed, "{text}");
    }
}

#[test]
fn the_list_names_three_nosologies_with_their_conditions() {
    let found: Vec<_> = (rules("2025-09-01").nosologies.iter())
        .map(|n| (n.id.as_str(), n.below_age_years, n.needs_sub_form, n.needs_surgical_answer))
        .collect();
    assert_eq!(
        found,
        [
            ("limb-defect", None, true, true),
            ("down-syndrome", None, false, false),
            ("mucopolysaccharidosis", Some(18), false, false)
        ]
    );
}

#[test]
fn there_are_22_forms_whose_groups_are_hypotheses_of_nobody() {
    let forms = &rules("2025-09-01").sub_forms;
    assert!(forms.iter().map(|form| form.number).eq(1..=22));
    for form in forms {
        let expected = match form.number {
            1..=3 => 1,
            4..=14 => 2,
            _ => 3,
        };
        assert_eq!(form.hypothesised_group, expected, "form {}", form.number);
        assert_eq!((form.hypothesis_source.as_str(), &form.hypothesis_approved_by), ("inferred", &None));
        assert_eq!(LAW.paragraph(&form.cite), Some(form.name.kk.as_str()), "form {}", form.number);
    }
}

#[test]
fn thirteen_examinations_are_mandatory() {
    let rules = rules("2025-09-01");
    let table: Vec<_> = (rules.requirements.iter())
        .map(|r| {
            (r.id.as_str(), r.any_of.join(" "), r.facts.join(" "), r.is_if_available(), r.carried_on_repeat, r.cite.as_str())
        })
        .collect();
    let facts = "local_status stump_condition amputation_level";
    let row =
        |id, kind: &str, facts: &str, available, carried, cite| (id, kind.to_owned(), facts.to_owned(), available, carried, cite);
    let (n1, n2, n3) = (
        "168-56-292/2025 algorithm annex 2 p.1(1)",
        "168-56-292/2025 algorithm annex 2 p.2(1)",
        "168-56-292/2025 algorithm annex 2 p.3(1)",
    );
    assert_eq!(
        table,
        [
            row("E1.1", "inpatient-extract", "", false, false, n1),
            row("E1.2", "traumatologist-orthopaedist surgeon", facts, false, false, n1),
            row("E1.3", "limb-radiograph", "", false, false, n1),
            row("E1.4", "radiologist", "amputation_level", false, false, n1),
            row("E1.5", "sheet-10-of-001e", "", false, false, n1),
            row("E2.1", "karyotype", "", false, true, n2),
            row("E2.2", "geneticist", "", false, true, n2),
            row("E2.3", "neurologist", "", false, false, n2),
            row("E2.4", "psychiatrist", "mental_impairment_degree", false, false, n2),
            row("E2.5", "pmpc", "", false, false, n2),
            row("E2.6", "card-extract", "", true, false, n2),
            row("E3.1", "dna-mutation", "", false, false, n3),
            row("E3.2", "card-extract", "", true, false, n3),
        ]
    );
    assert!(rules.requirements.iter().all(|r| r.accepts.contains(&Status::Attached)));
    let conditional: Vec<_> = rules.requirements.iter().filter(|r| r.when.is_some()).map(|r| r.id.as_str()).collect();
    assert_eq!(conditional, ["E1.5"]);
    assert_eq!(rules.notes.len(), 3, "further examinations are noted and never asked for");
}

#[test]
fn the_expert_has_one_working_day_and_a_draft_after_16_00_counts_from_the_next() {
    let procedure = &rules("2025-09-01").procedure;
    assert_eq!(procedure.decision_working_days, 1);
    assert_eq!(procedure.cut_off, jiff::civil::time(16, 0, 0, 0));
    assert_eq!(procedure.day_ends, jiff::civil::time(18, 0, 0, 0));
    assert!(procedure.arrival_day_counts && procedure.extraterritorial);
    assert_eq!((procedure.experts_per_act, procedure.form_valid_months), (1, 1));
    assert_eq!(procedure.deadline_cite, "168-56-292/2025 algorithm p.9");
    assert_eq!(procedure.deadline_readings, ["AMB-20", "AMB-21", "AMB-22"]);
}
