use crate::harness::{root, run};
use saraptama_core::law::Law;
use std::path::Path;

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn files(below: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(below).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.path().is_dir() { files(&entry.path(), &format!("{name}/"), found) } else { found.push(name) }
    }
}

#[test]
fn every_file_of_the_law_is_built_in() {
    let mut found = Vec::new();
    files(&root().join("law"), "", &mut found);
    found.sort();
    assert_eq!(Law::embedded_files().into_keys().collect::<Vec<_>>(), found);
}

#[test]
fn the_law_of_a_folder_replaces_the_built_in_one_after_the_same_checks() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("law"), folder.path());
    let at = folder.path().to_str().unwrap();
    assert_eq!(run(&["law", "check", "--law", at]).code, 0);

    let procedure = folder.path().join("mse-pilot-2025/procedure.toml");
    let text = std::fs::read_to_string(&procedure).unwrap();
    let moved = text.replace("16:00", "17:00");
    assert_ne!(text, moved, "the cut-off is data");
    std::fs::write(&procedure, moved).unwrap();
    let due = |law: &[&str]| {
        let arguments = [&["deadline", "2025-07-14T16:30:00+05:00", "--json"], law].concat();
        run(&arguments).json()["due_date"].clone()
    };
    assert_eq!(due(&[]), "2025-07-15");
    assert_eq!(due(&["--law", at]), "2025-07-14");
}

#[test]
fn a_faulty_law_is_refused_with_every_fault() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("law"), folder.path());
    for file in ["mse-pilot-2025/procedure.toml", "calendar/2026.toml"] {
        std::fs::write(folder.path().join(file), "nonsense = [").unwrap();
    }
    let at = folder.path().to_str().unwrap();
    let ran = run(&["law", "check", "--law", at, "--json"]);
    assert_eq!(ran.code, 1);
    let named: Vec<String> = ran.lines().iter().map(|fault| fault["file"].as_str().unwrap().to_owned()).collect();
    for file in ["mse-pilot-2025/procedure.toml", "calendar/2026.toml"] {
        assert!(named.iter().any(|name| name == file), "{file} in {named:?}");
    }
    let ran = run(&["calendar", "2025", "--law", at, "--json"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
}

#[test]
fn the_law_of_a_day_is_shown_with_paragraphs_and_readings() {
    let of = |day: &str| run(&["law", "show", "--on", day, "--json"]).json();
    let in_force = |day: &str| of(day)["orders"][0]["in_force"].clone();
    let days = ["2025-06-21", "2025-06-22", "2026-06-21", "2026-06-22"].map(in_force);
    assert_eq!(days, [false, true, true, false].map(serde_json::Value::from));
    let law = of("2025-09-02");
    for order in law["orders"].as_array().unwrap() {
        let entries = order["entries"].as_array().unwrap();
        assert!(!entries.is_empty());
        assert!(entries.iter().all(|entry| entry["cite"].as_str().is_some_and(|cite| !cite.is_empty())));
    }
    assert!(law["readings"].as_array().unwrap().iter().any(|reading| reading["id"] == "AMB-21"));
}
