//! What a room may not name.

use super::source::names;
use super::{Rule, Tree};

/// What would make a rule depend on something else than its arguments.
const NOT_IN_CORE: &[&str] = &[
    "tokio",
    "sqlx",
    "rusqlite",
    "axum",
    "HashMap",
    "HashSet",
    "f32",
    "f64",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "rand",
    "getrandom",
    "async",
    "std::fs",
    "std::net",
    "std::env",
    "std::io",
    "std::thread",
];

const NOT_IN_WIRE: &[&str] =
    &["std::net", "tokio", "reqwest", "hyper", "axum", "TcpStream", "UdpSocket", "UnixStream", "std::fs"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "core names no input, output, clock, chance, float or unordered map",
        because: "a rule that reads a clock cannot be asked about another day, and a float rounds somebody's points",
        broken: |tree| named(tree, "crates/core/src/", NOT_IN_CORE),
    },
    Rule {
        name: "wire opens no socket and no file",
        because: "bytes come in as arguments, so that every foreign message can be tried without a network",
        broken: |tree| named(tree, "crates/wire/src/", NOT_IN_WIRE),
    },
    Rule {
        name: "paper opens no socket and no file",
        because: "a document shows what it was given and nothing that a template could fetch",
        broken: |tree| named(tree, "crates/paper/src/", NOT_IN_WIRE),
    },
    Rule {
        name: "only paper names the typesetter",
        because: "what is rebuilt and shipped without documents must not need it",
        broken: typesetter_elsewhere,
    },
    Rule {
        name: "only flow decides",
        because: "a command that does not pass the one corridor is neither stored nor sent with its events",
        broken: decided_elsewhere,
    },
];

fn named(tree: &Tree, room: &str, words: &[&str]) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, source) in tree.rust_below(room) {
        for (line, code) in source.product() {
            let found = words.iter().filter(|word| names(code, word));
            broken.extend(found.map(|word| format!("{path}:{line}: `{word}`")));
        }
    }
    broken
}

fn typesetter_elsewhere(tree: &Tree) -> Vec<String> {
    let elsewhere = tree.rust_below("").filter(|(path, _)| !path.starts_with("crates/paper/"));
    let lines = elsewhere.flat_map(|(path, source)| source.lines().map(move |(line, code)| (path, line, code)));
    let broken =
        lines.filter(|(_, _, code)| ["typst", "typst_pdf", "typst_layout", "comemo"].iter().any(|word| names(code, word)));
    broken.map(|(path, line, _)| format!("{path}:{line}: the typesetter")).collect()
}

/// Calls or imports of the deciding functions of core, outside core and flow.
fn decided_elsewhere(tree: &Tree) -> Vec<String> {
    let corridor = |path: &str| path.starts_with("crates/core/") || path.starts_with("crates/server/src/flow");
    let mut broken = Vec::new();
    for (path, source) in tree.rust_below("crates/").filter(|(path, _)| !corridor(path)) {
        for (line, code) in source.product() {
            let of_core = ["referral", "relay", "act", "saraptama_core"].iter().any(|room| names(code, room));
            let decides = ["decide", "submit"].into_iter().find(|function| names(code, function));
            if let (true, Some(function)) = (of_core, decides) {
                broken.push(format!("{path}:{line}: `{function}`"));
            }
        }
    }
    broken
}
