use crate::harness::{run, run_with};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The points of a level in tenths, by weight: values 10, 7.5, 2.5 and 0 times 0.2, 0.4 and 0.4.
const INNOVATION: [u32; 4] = [20, 15, 5, 0];
const OTHERS: [u32; 4] = [40, 30, 10, 0];

#[test]
fn all_64_combinations_score_as_the_table_says_and_7_points_are_listed() {
    let tenths = |points: u32| format!("{}.{}", points / 10, points % 10);
    for at in 0..64 {
        let [innovation, resources, uniqueness] = [at / 16, at / 4 % 4, at % 4];
        let level = |at: usize| (at + 1).to_string();
        let [i, r, u] = [innovation, resources, uniqueness].map(level);
        let answer = run(&["htmc", "score", "--innovation", &i, "--resources", &r, "--uniqueness", &u, "--json"]).json();
        let points = INNOVATION[innovation] + OTHERS[resources] + OTHERS[uniqueness];
        assert_eq!(answer["points"], tenths(points), "{i} {r} {u}");
        assert_eq!(answer["listed"], points >= 70, "{i} {r} {u}");
        let by_criterion = json!({
            "innovation": tenths(INNOVATION[innovation]),
            "resources": tenths(OTHERS[resources]),
            "uniqueness": tenths(OTHERS[uniqueness]),
        });
        assert_eq!(answer["by_criterion"], by_criterion);
    }
}

#[test]
fn the_list_of_2025_has_108_rows_with_82_codes() {
    let rows = run(&["htmc", "list", "--at", "2025-09-02", "--json"]).lines();
    assert_eq!(rows.len(), 108);
    let codes: BTreeSet<&str> = rows.iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), 82);
    let of = |section: &str| run(&["htmc", "list", "--at", "2025-09-02", "--section", section, "--json"]).lines().len();
    assert_eq!(["emergency", "planned-both", "planned-insurance"].map(of).iter().sum::<usize>(), 108);
    for row in &rows {
        assert!(["kk", "ru", "en"].iter().all(|language| row["name"][language].is_string()), "{row}");
        assert_eq!(row["edition"], "2024-90");
        assert!(row["number"].is_u64() && row["section"].is_string());
    }
}

#[test]
fn a_code_is_compared_as_printed() {
    let first = run(&["htmc", "list", "--at", "2025-09-02", "--json"]).lines()[0]["code"].as_str().unwrap().to_owned();
    let of = |code: &str| run(&["htmc", "list", "--at", "2025-09-02", "--code", code, "--json"]).lines();
    assert!(of(&first).iter().all(|row| row["code"] == first.as_str()) && !of(&first).is_empty());
    assert_eq!(of(&format!("{first}0")), Vec::<Value>::new());
}

#[test]
fn the_edition_before_the_first_one_held_is_not_answered_by_it() {
    let first = "2024-11-12";
    assert_eq!(run(&["htmc", "list", "--at", first, "--json"]).lines().len(), 108);
    let ran = run(&["htmc", "list", "--at", "2024-11-11", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("edition not held"), "{}", ran.err);
}

#[test]
fn yearly_figures_are_judged_a_type_at_a_time_by_four_criteria() {
    let row = run(&["htmc", "list", "--at", "2025-09-02", "--json"]).lines().remove(0);
    let (code, section) = (row["code"].as_str().unwrap(), row["section"].as_str().unwrap());
    let header = "code,section,year,region,zone,organisation_level,services,cost,deaths,complications,population\n";
    let figures = |zone: &str| format!("{header}{code},{section},2024,KZ-11,{zone},regional,10,1000.50,0,1,800000\n");
    let zone = ["north", "south", "west", "east", "centre", "central"]
        .into_iter()
        .find(|zone| run_with(&["htmc", "transition", "-", "--at", "2025-09-02"], figures(zone).as_bytes()).code == 0);
    let figures = figures(zone.unwrap());
    let ran = run_with(&["htmc", "transition", "-", "--at", "2025-09-02", "--json"], figures.as_bytes());
    let judged = ran.json();
    assert_eq!(judged["excluded"], false, "one region is not five");
    let criteria = judged["criteria"].as_array().unwrap();
    assert_eq!(criteria.iter().map(|one| one["criterion"].as_str().unwrap()).collect::<Vec<_>>(), ["T1", "T2", "T3", "T4"]);
    for measure in criteria.iter().flat_map(|one| one["measures"].as_array().unwrap()) {
        assert!(measure["numerator"].is_string() && measure["denominator"].is_string(), "exact decimals: {measure}");
    }
    let broken = figures.replace("1000.50", "a lot");
    let ran = run_with(&["htmc", "transition", "-", "--at", "2025-09-02", "--lang", "en"], broken.as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("Line 2"), "{}", ran.err);
}
