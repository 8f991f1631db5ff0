//! The check of form 031/e, as the contract tells it. Forms come from `law/…/examples`, from the
//! synthetic forms of the server, and from both with something changed.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../../server/src/synth/mod.rs"]
#[allow(dead_code, unreachable_pub)]
mod synth;

#[path = "check/examples.rs"]
mod examples;
#[path = "check/naive.rs"]
mod naive;
#[path = "check/rules.rs"]
mod rules;
#[path = "check/synthetic.rs"]
mod synthetic;

use saraptama_core::check::Check;
use saraptama_core::law::Law;
use saraptama_wire::form::{Scratch, read};
use serde_json::Value;
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

/// Checks bytes by the law of `at`.
fn check(bytes: &[u8], at: Option<&str>) -> Check {
    let at = at.map(|day| day.parse().unwrap());
    read(bytes, &LAW, &mut Scratch::default()).check(at, &LAW)
}

/// A finding without its words: code, requirement, pointer.
type Told = (String, Option<String>, String);

fn told(check: &Check) -> Vec<Told> {
    let one = |it: &saraptama_core::check::Finding| (it.code.as_str().to_owned(), it.requirement.clone(), it.pointer.to_string());
    check.findings.iter().map(one).collect()
}

/// Every example of the order's folder: name, form, expectation.
fn all_examples() -> Vec<(String, Value, Value)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../law/mse-pilot-2025/examples");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if let Some(stem) = name.strip_suffix(".expected.json") {
            let json = |path: &std::path::Path| serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            found.push((stem.to_owned(), json(&path.with_file_name(format!("{stem}.json"))), json(&path)));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn example(name: &str) -> Value {
    all_examples().into_iter().find(|(stem, ..)| stem == name).unwrap().1
}

fn bytes(form: &Value) -> Vec<u8> {
    serde_json::to_vec(form).unwrap()
}
