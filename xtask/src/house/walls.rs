//! Which crate may depend on which.

use super::Rule;
use serde_json::Value;

/// Each crate with those of ours that it may depend on; `bench` and `xtask` stand outside the house.
const WALLS: &[(&str, &[&str])] = &[
    ("saraptama-core", &[]),
    ("saraptama-wire", &["saraptama-core"]),
    ("saraptama-sign", &["saraptama-core"]),
    ("saraptama-store", &["saraptama-core"]),
    ("saraptama-paper", &["saraptama-core", "saraptama-wire"]),
    ("saraptama-server", &["saraptama-core", "saraptama-paper", "saraptama-sign", "saraptama-store", "saraptama-wire"]),
];

pub(super) const RULES: &[Rule] = &[Rule {
    name: "the walls between the crates stand",
    because: "a crate exists only where something must be unable to reach something else",
    broken: |_| metadata().map_or_else(|fault| vec![fault], |metadata| breaches(&metadata)),
}];

/// What `cargo metadata --no-deps` says of the workspace.
pub(crate) fn metadata() -> Result<Value, String> {
    let mut command = crate::step::cargo();
    command.args(["metadata", "--no-deps", "--format-version", "1", "--offline"]).current_dir(super::root());
    let output = command.output().map_err(|fault| format!("cargo metadata: {fault}"))?;
    serde_json::from_slice(&output.stdout).map_err(|fault| format!("cargo metadata: {fault}"))
}

/// The dependencies, for tests too, that go through a wall.
pub(super) fn breaches(metadata: &Value) -> Vec<String> {
    let empty = Vec::new();
    let list = |value: &Value, name: &str| value[name].as_array().unwrap_or(&empty).clone();
    let mut broken = Vec::new();
    let packages = list(metadata, "packages");
    for (name, allowed) in WALLS {
        let Some(package) = packages.iter().find(|package| package["name"] == *name) else {
            broken.push(format!("{name}: there is no such crate"));
            continue;
        };
        let dependencies = list(package, "dependencies");
        let ours = dependencies.iter().filter_map(|one| one["name"].as_str()).filter(|one| one.starts_with("saraptama-"));
        broken.extend(ours.filter(|one| !allowed.contains(one)).map(|one| format!("{name} depends on {one}")));
    }
    broken
}
