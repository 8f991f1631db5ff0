use crate::harness::{run, run_with};

#[test]
fn the_same_seed_gives_the_same_forms_and_another_seed_others() {
    let of = |seed| run(&["synth", "50", "--seed", seed, "--defects", "20"]).out;
    assert_eq!(of("7"), of("7"));
    assert_ne!(of("7"), of("8"));
}

#[test]
fn a_form_depends_on_its_place_and_not_on_how_many_there_are() {
    let (few, many) = (run(&["synth", "10"]).out, run(&["synth", "1500"]).out);
    assert!(many.starts_with(&few));
    assert_eq!(many.lines().count(), 1500);
}

#[test]
fn forms_without_defects_have_no_errors_and_every_form_with_one_is_found() {
    for (defects, blocked) in [("0", 0), ("100", 200)] {
        let forms = run(&["synth", "200", "--defects", defects]).out;
        let checks = run_with(&["check", "-", "--ndjson", "--json"], forms.as_bytes()).lines();
        let found = |severity: &str| {
            let has =
                |check: &&serde_json::Value| check["findings"].as_array().unwrap().iter().any(|one| one["severity"] == severity);
            checks.iter().filter(has).count()
        };
        if blocked == 0 {
            assert_eq!(found("error"), 0);
        } else {
            assert_eq!(checks.iter().filter(|check| !check["findings"].as_array().unwrap().is_empty()).count(), blocked);
        }
    }
}
