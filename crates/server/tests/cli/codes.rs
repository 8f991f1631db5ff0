use crate::harness::{example, run, run_with};

/// One line a case: what is asked, and the exit code of the contract.
#[test]
fn exit_codes_are_those_of_the_contract() {
    let (signable, blocked) = (example("down-signable"), example("down-blocked"));
    for (arguments, code) in [
        (&["--help"][..], 0),
        (&["--version"], 0),
        (&["check", &signable], 0),
        (&["check", &blocked], 3),
        (&["check", "no-such-file.json"], 1),
        (&["check", "law"], 1),
        (&["check"], 2),
        (&["check", &signable, "--at", "2025-02-30"], 2),
        (&["check", &signable, "--lang", "de"], 2),
        (&["deadline", "2025-11-20T16:00:00+05:00"], 0),
        (&["deadline", "2025-11-20T16:00:00"], 2),
        (&["deadline", "2031-11-20T16:00:00+05:00"], 1),
        (&["calendar", "2026"], 0),
        (&["calendar", "2023"], 1),
        (&["calendar", "2028"], 1),
        (&["calendar", "next"], 2),
        (&["htmc", "score", "--innovation", "1", "--resources", "2", "--uniqueness", "4"], 0),
        (&["htmc", "score", "--innovation", "5", "--resources", "2", "--uniqueness", "4"], 2),
        (&["htmc", "score", "--innovation", "0", "--resources", "2", "--uniqueness", "4"], 2),
        (&["htmc", "list", "--at", "2025-09-02"], 0),
        (&["htmc", "list", "--at", "2021-01-01"], 1),
        (&["htmc", "list", "--section", "all"], 2),
        (&["htmc", "transition", "no-such-file.csv", "--at", "2025-09-02"], 1),
        (&["htmc", "transition", "LICENSE", "--at", "2025-09-02"], 1),
        (&["verify", "LICENSE"], 4),
        (&["verify", "no-such-file.p7s"], 1),
        (&["verify", "law"], 1),
        (&["verify", "LICENSE", "--trust", "no-such-folder"], 1),
        (&["synth", "1"], 0),
        (&["synth", "1", "--defects", "101"], 2),
        (&["law", "check"], 0),
        (&["law", "check", "--law", "no-such-folder"], 1),
        (&["law", "check", "--law", "docs"], 1),
        (&["law", "show", "--on", "2025-09-02"], 0),
        (&["frobnicate"], 2),
        (&[], 2),
    ] {
        let ran = run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}\n{}", ran.err);
        assert!(!ran.err.contains("panicked"), "{arguments:?}\n{}", ran.err);
    }
}

#[test]
fn a_failing_command_says_what_to_do_and_with_json_puts_nothing_else_on_stdout() {
    for arguments in [
        &["check", "no-such-file.json", "--json"][..],
        &["deadline", "2031-11-20T16:00:00+05:00", "--json"],
        &["calendar", "2023", "--json"],
        &["htmc", "list", "--at", "2021-01-01", "--json"],
        &["htmc", "transition", "LICENSE", "--at", "2025-09-02", "--json"],
    ] {
        let ran = run(arguments);
        assert_eq!(ran.out, "", "{arguments:?}");
        assert!(ran.err.trim().len() > 20, "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn what_does_not_hold_is_one_object_with_its_reason() {
    for (arguments, code) in [(["verify", "-", "--json"], 4), (["verify", "no-such-file.p7s", "--json"], 1)] {
        let ran = run_with(&arguments, b"");
        let answer = ran.json();
        assert_eq!((ran.code, &answer["holds"]), (code, &serde_json::Value::Bool(false)));
        assert!(answer["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{answer}");
    }
}
