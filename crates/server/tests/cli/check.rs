use crate::harness::{example, root, run, run_with};
use serde_json::Value;

/// `code` and `requirement` of each finding of the three severities, sorted: an expected result names
/// these and leaves the rest to the program.
fn findings(check: &Value) -> Vec<(String, String, String)> {
    let text = |finding: &Value, member: &str| finding[member].as_str().unwrap_or_default().to_owned();
    let each = |finding: &Value| (text(finding, "code"), text(finding, "severity"), text(finding, "requirement"));
    let mut all: Vec<_> = check["findings"].as_array().unwrap().iter().map(each).collect();
    all.sort();
    all
}

#[test]
fn every_example_of_the_contract_is_answered_as_the_contract_says() {
    let mut seen = 0;
    for entry in std::fs::read_dir(root().join("law/mse-pilot-2025/examples")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(name) = name.strip_suffix(".expected.json") else { continue };
        let expected = std::fs::read(root().join(example(&format!("{name}.expected")))).unwrap();
        let expected: Value = serde_json::from_slice(&expected).unwrap();
        let ran = run(&["check", &example(name), "--json"]);
        let answer = ran.json();
        for member in ["at", "decision", "scope"] {
            assert_eq!(answer[member], expected[member], "{name}: {member}");
        }
        assert_eq!(findings(&answer), findings(&expected), "{name}");
        assert_eq!(ran.code, if expected["decision"] == "blocked" { 3 } else { 0 }, "{name}");
        assert_eq!(ran.err, "", "{name}: with --json nothing but JSON");
        seen += 1;
    }
    assert!(seen >= 13, "only {seen} examples");
}

#[test]
fn every_finding_has_a_source_a_pointer_and_a_message_in_three_languages() {
    for finding in run(&["check", &example("limb-unanswered"), "--json"]).json()["findings"].as_array().unwrap() {
        assert!(finding["source"].as_str().unwrap().starts_with("168-56-292/2025 algorithm"), "{finding}");
        assert!(finding["pointer"].is_string(), "{finding}");
        for language in ["kk", "ru", "en"] {
            assert!(finding["message"][language].as_str().unwrap().len() > 20, "{finding}");
        }
    }
}

#[test]
fn the_day_whose_law_is_applied_can_be_given() {
    let at = |day| run(&["check", &example("down-signable"), "--at", day, "--json"]).json();
    assert_eq!(at("2025-06-21")["scope"]["reason"], "order-not-in-force");
    assert_eq!(at("2026-06-22")["scope"]["reason"], "order-not-in-force");
    assert_eq!(at("2026-06-21")["at"], "2026-06-21");
}

#[test]
fn several_files_are_answered_in_order_and_one_blocked_form_gives_3() {
    let files = [example("down-signable"), example("down-blocked"), example("mps-signable")];
    let ran = run(&["check", &files[0], &files[1], &files[2], "--json"]);
    let decisions: Vec<Value> = ran.lines().iter().map(|check| check["decision"].clone()).collect();
    assert_eq!(decisions, ["signable", "blocked", "signable"]);
    assert_eq!(ran.code, 3);
}

#[test]
fn a_missing_file_gives_1_and_the_other_files_are_still_checked() {
    let ran = run(&["check", "no-such-file.json", &example("down-signable"), "--json", "--lang", "en"]);
    assert_eq!((ran.code, ran.lines().len()), (1, 1));
    assert!(ran.err.contains("no-such-file.json"), "{}", ran.err);
}

#[test]
fn without_json_the_decision_goes_to_stdout_and_the_words_to_stderr() {
    let form = std::fs::read(root().join(example("down-blocked"))).unwrap();
    let ran = run_with(&["check", "-", "--lang", "en"], &form);
    assert_eq!((ran.code, ran.out.as_str()), (3, "-\tblocked\n"));
    assert!(ran.err.contains("evidence.missing"), "{}", ran.err);
}
