//! What each loop does, step by step.

use crate::clients as others;
use crate::house;
use crate::step::{Steps, cargo, has_cargo};
use std::path::PathBuf;
use std::process::Command;

/// Builds the release binary and runs the demo.
pub(crate) fn demo(arguments: &[String]) -> Result<(), String> {
    let mut run = cargo();
    run.args(["run", "--release", "--package", "saraptama-server", "--bin", "saraptama", "--", "demo"]).args(arguments);
    Steps::begin().run("demo", &mut run)
}

/// Runs the measurements.
pub(crate) fn bench(arguments: &[String]) -> Result<(), String> {
    // The harness starts the product's own binary for some measurements, so both are built first.
    let mut steps = Steps::begin();
    let build = ["build", "--release", "--package", "saraptama-server", "--package", "saraptama-bench"];
    steps.cargo("build", &build)?;
    let mut run = Command::new(target_directory()?.join("release").join("saraptama-bench"));
    steps.run("bench", run.args(arguments))
}

/// Prepares clients written by others, for the tests of the WSDLs.
pub(crate) fn clients() -> Result<(), String> {
    let mut steps = Steps::begin();
    others::prepare(&mut steps, &target_directory()?);
    steps.end();
    Ok(())
}

/// Keeps the pictures of the pages.
pub(crate) fn screens() -> Result<(), String> {
    crate::screens::keep(&target_directory()?)
}

/// Plants mistakes, in a build of their own, so that what is tested else is what is shipped.
pub(crate) fn planted() -> Result<(), String> {
    // Without documents as PDF: cargo builds dependencies anew for each choice of packages, and the typesetter is large.
    let select = ["test", "--package", "saraptama-server", "--no-default-features", "--features", "planted-bugs"];
    Steps::begin().cargo("planted mistakes", &[&select[..], &["--test", "simulation", "planted", "--", "--nocapture"]].concat())
}

/// The quick loop.
pub(crate) fn check() -> Result<(), String> {
    let mut steps = Steps::begin();
    format(&mut steps)?;
    house::report()?;
    lints(&mut steps)?;
    let unit = ["--workspace", "--lib", "--bins"];
    tests(&mut steps, "unit tests", &unit)?;
    steps.end();
    Ok(())
}

/// Everything that must hold. The tests come last, so that their closing line stays in view; they need
/// neither root nor network: what needs clients of others that are not to be had says that it is skipped.
pub(crate) fn test() -> Result<(), String> {
    eprintln!("Format, house rules, lints, documentation, the law's own check, doctests, tests.");
    let mut steps = Steps::begin();
    format(&mut steps)?;
    house::report()?;
    lints(&mut steps)?;
    let mut documentation = cargo();
    documentation.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    steps.run("documentation", &mut documentation)?;
    others::prepare(&mut steps, &target_directory()?);
    // It lasts as long as the tests.
    let _server = crate::postgres::prepare(&mut steps);
    // One build serves the law's check, the doctests and the tests: same profile, same features.
    build_tests(&mut steps)?;
    let mut law = Command::new(target_directory()?.join("debug").join("saraptama"));
    steps.run("law", law.args(["law", "check"]))?;
    steps.cargo("doctests", &["test", "--workspace", "--doc", "--quiet"])?;
    // A group that fails does not keep the next from telling what it knows.
    let mut told = vec![];
    if has_cargo("nextest") {
        // nextest gives each test a process; those that share one running server keep to one of cargo's own.
        let mut shared = vec!["test", "--workspace", "--no-fail-fast"];
        shared.extend(SHARED_SERVER.iter().flat_map(|binary| ["--test", binary]));
        told.push(steps.cargo("doors and faults", &shared));
        let others: Vec<String> = SHARED_SERVER.iter().map(|binary| format!("not binary({binary})")).collect();
        told.push(tests(&mut steps, "tests", &["--workspace", "--filterset", &others.join(" and ")]));
    } else {
        told.push(tests(&mut steps, "tests", &["--workspace"]));
    }
    told.push(crate::postgres::run(&mut steps));
    let failed: Vec<String> = told.into_iter().filter_map(Result::err).collect();
    if failed.is_empty() {
        steps.end();
        return Ok(());
    }
    Err(failed.join("; "))
}

/// Test binaries that start the product once and ask it from all their tests.
const SHARED_SERVER: [&str; 4] = ["browser", "doors", "faults", "pages"];

fn format(steps: &mut Steps) -> Result<(), String> {
    if !has_cargo("fmt") {
        steps.skip("format", "rustfmt is not installed (`rustup component add rustfmt`)");
        return Ok(());
    }
    steps.cargo("format", &["fmt", "--all", "--check"])?;
    // Found when the program is built, so `cargo fmt` does not see them.
    let formats = house::root().join("crates/wire/src/vendor");
    let entries = std::fs::read_dir(&formats).map_err(|e| format!("reading {}: {e}", formats.display()))?;
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut rustfmt = Command::new("rustfmt");
    steps.run("format of vendors' formats", rustfmt.args(["--check", "--edition", "2024"]).args(files).current_dir(house::root()))
}

fn lints(steps: &mut Steps) -> Result<(), String> {
    if !has_cargo("clippy") {
        steps.skip("lints", "clippy is not installed (`rustup component add clippy`)");
        return Ok(());
    }
    steps.cargo("lints", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
}

fn build_tests(steps: &mut Steps) -> Result<(), String> {
    let mut arguments = test_command();
    arguments.extend(["--workspace", "--no-run"]);
    steps.cargo("build", &arguments)
}

fn tests(steps: &mut Steps, name: &'static str, selection: &[&str]) -> Result<(), String> {
    let mut arguments = test_command();
    arguments.push("--no-fail-fast");
    arguments.extend(selection);
    if arguments[0] == "test" && !selection.contains(&"--lib") {
        arguments.push("--all-targets");
    }
    steps.cargo(name, &arguments)
}

/// nextest where it is installed, else cargo's own runner.
fn test_command() -> Vec<&'static str> {
    if has_cargo("nextest") { vec!["nextest", "run"] } else { vec!["test"] }
}

fn target_directory() -> Result<PathBuf, String> {
    house::metadata()?["target_directory"].as_str().map(PathBuf::from).ok_or_else(|| "cargo names no target directory".into())
}
