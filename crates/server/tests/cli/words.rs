use crate::harness::{example, root, run};
use std::path::PathBuf;

/// What people read is a committed text. To renew the texts after a change of words, delete them and
/// run the test twice: the first run writes them and fails.
#[test]
fn the_words_for_people_are_the_committed_ones() {
    let (blocked, outside) = (example("limb-unanswered"), example("near-miss-ordinary"));
    let mut new = Vec::new();
    for language in ["kk", "ru", "en"] {
        for (name, arguments) in [
            ("help", &["--help"][..]),
            ("help-check", &["check", "--help"]),
            ("usage", &["deadline"]),
            ("usage-value", &["deadline", "yesterday"]),
            ("usage-values", &["htmc", "list", "--section", "other"]),
            ("usage-option", &["check", "--jsn", "form.json"]),
            ("usage-command", &["chek"]),
            ("usage-within", &["htmc"]),
            ("usage-together", &["htmc", "list", "--at", "2025-07-14", "--edition", "one"]),
            ("check-blocked", &["check", &blocked]),
            ("check-ordinary", &["check", &outside]),
            ("not-found", &["check", "no-such-file.json"]),
            ("deadline", &["deadline", "2025-07-14T16:00:01+05:00"]),
            ("no-calendar", &["deadline", "2031-07-14T16:00:01+05:00"]),
            ("calendar", &["calendar", "2026"]),
            ("score", &["htmc", "score", "--innovation", "2", "--resources", "1", "--uniqueness", "2"]),
            ("edition", &["htmc", "list", "--at", "2021-01-01"]),
            ("verify", &["verify", "LICENSE", "--at", "2025-09-02T09:00:00+05:00"]),
        ] {
            let ran = run(&[arguments, &["--lang", language]].concat());
            let text = format!("{}\n---\n{}", ran.out, ran.err);
            let file = expected(&format!("{name}.{language}.txt"));
            match std::fs::read_to_string(&file) {
                Ok(expected) => assert_eq!(text, expected, "{name}, {language}"),
                Err(_) => {
                    std::fs::write(&file, text).unwrap();
                    new.push(format!("{name}.{language}"));
                }
            }
        }
    }
    assert!(new.is_empty(), "written for the first time, look at them: {new:?}");
}

fn expected(name: &str) -> PathBuf {
    root().join("crates/server/tests/cli/expected").join(name)
}

#[test]
fn kazakh_is_the_language_where_none_is_named() {
    let of = |language: &[&str]| run(&[&["calendar", "2023"], language].concat()).err;
    assert_eq!(of(&[]), of(&["--lang", "kk"]));
    assert_ne!(of(&[]), of(&["--lang", "ru"]));
    assert_ne!(of(&[]), of(&["--lang=en"]));
}
