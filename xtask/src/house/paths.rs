//! The project speaks of itself only.

use super::{Rule, Tree};

pub(super) const RULES: &[Rule] = &[Rule {
    name: "no file names a path of a machine or a mirror of a registry",
    because: "it works on one machine and misleads on every other",
    broken: foreign,
}];

/// Written in two parts, so that this file does not break its own rule.
const FOREIGN: &[(&str, &str)] = &[
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/Us", "ers/"),
    ("C:\\", "Users"),
    ("artifact", "ory"),
    ("nex", "us."),
    ("index.crates", ".io"),
    ("static.crates", ".io"),
    ("registry.npm", "js.org"),
    ("files.python", "hosted.org"),
];

/// Whose lines name what cargo itself writes.
const WRITTEN_BY_CARGO: &str = "Cargo.lock";

fn foreign(tree: &Tree) -> Vec<String> {
    let needles: Vec<String> = FOREIGN.iter().map(|(a, b)| format!("{a}{b}")).collect();
    let mut broken = Vec::new();
    for (path, text) in tree.texts.iter().filter(|(path, _)| *path != WRITTEN_BY_CARGO) {
        for (at, line) in text.lines().enumerate() {
            let found = needles.iter().filter(|needle| begins(line, needle));
            broken.extend(found.map(|needle| format!("{path}:{}: `{needle}`", at + 1)));
        }
    }
    broken
}

/// Whether the needle stands in the line as the beginning of an absolute path or a host, not within
/// an address such as `https://example.kz/home/`.
fn begins(line: &str, needle: &str) -> bool {
    line.match_indices(needle)
        .any(|(at, _)| !needle.starts_with('/') || !line[..at].ends_with(|c: char| c.is_alphanumeric() || ".-_)}".contains(c)))
}
