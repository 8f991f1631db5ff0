use crate::harness::{example, program, root, run, run_with};
use serde_json::Value;
use std::io::Read as _;
use std::process::Stdio;

/// One form on one line.
fn line(name: &str) -> String {
    let text = std::fs::read(root().join(example(name))).unwrap();
    serde_json::from_slice::<Value>(&text).unwrap().to_string()
}

#[test]
fn lines_are_answered_in_order_and_a_bad_line_does_not_stop_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("forms.ndjson");
    let too_long = format!("{{\"form\": \"{}\"}}", "x".repeat(2 << 20));
    let forms = [&line("down-signable"), "no form", &line("down-blocked"), &too_long, "", &line("near-miss-ordinary")].join("\n");
    std::fs::write(&file, forms + "\r\n").unwrap();
    let ran = run(&["check", file.to_str().unwrap(), "--json"]);
    let answers: Vec<(Value, Value)> =
        ran.lines().iter().map(|check| (check["decision"].clone(), check["findings"][0]["code"].clone())).collect();
    let expected = [
        ("signable", Value::Null),
        ("blocked", "json.invalid".into()),
        ("blocked", "evidence.missing".into()),
        ("blocked", "json.invalid".into()),
        ("blocked", "json.invalid".into()),
        ("ordinary", "icd10.near-miss".into()),
    ];
    assert_eq!(answers, expected.map(|(decision, code)| (Value::from(decision), code)));
    assert_eq!(ran.code, 3);
}

#[test]
fn stdin_holds_one_form_a_line_where_it_is_said_so() {
    let forms = format!("{}\n{}", line("down-signable"), line("mps-signable"));
    let ran = run_with(&["check", "-", "--ndjson", "--json"], forms.as_bytes());
    assert_eq!((ran.code, ran.lines().len()), (0, 2));
}

/// Highest resident memory of a running process, in KiB.
fn peak_kib(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

/// Checks so many forms of a file of its own; answers the file's size and the highest memory of the program, in KiB.
fn checked(forms: usize) -> (u64, u64) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("forms.ndjson");
    let mut made = program();
    made.args(["synth", &forms.to_string(), "--defects", "30"]).stdout(std::fs::File::create(&file).unwrap());
    assert!(made.stderr(Stdio::null()).status().unwrap().success());

    let mut child = program().args(["check", file.to_str().unwrap(), "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let (mut out, mut buffer) = (child.stdout.take().unwrap(), vec![0; 1 << 20]);
    let (mut answers, mut peak) = (0, 0);
    loop {
        let read = out.read(&mut buffer).unwrap();
        answers += buffer[..read].iter().filter(|byte| **byte == b'\n').count();
        peak = peak_kib(child.id()).unwrap_or(peak);
        if read == 0 {
            break;
        }
    }
    assert_eq!((child.wait().unwrap().code(), answers), (Some(3), forms));
    assert!(peak > 0);
    (std::fs::metadata(&file).unwrap().len() >> 10, peak)
}

/// What the program takes whatever it reads (its code, the words, the law) is in both numbers.
#[test]
fn memory_does_not_grow_with_the_file() {
    let ((small, before), (large, after)) = (checked(3_000), checked(33_000));
    assert!(large - small > 90 << 10, "the files are too much alike to tell: {small} and {large} KiB");
    let grown = after.saturating_sub(before);
    assert!(grown < (large - small) / 4, "{grown} KiB more for {} KiB more of a file", large - small);
}

#[test]
fn who_stops_reading_gets_silence() {
    let mut child = program().args(["synth", "20000"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut some = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), String::from_utf8(ended.stderr).unwrap().as_str()), (Some(0), ""));
}
