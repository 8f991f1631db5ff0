//! How a source is shaped.

use super::source::names;
use super::{Rule, Tree};

const LINES_AT_MOST: usize = 400;

pub(super) const RULES: &[Rule] = &[
    Rule { name: "every source is under 400 lines", because: "a file is one idea; a longer one hides a second", broken: long },
    Rule {
        name: "nothing is left undone",
        because: "`todo!` is a panic that waits for somebody, and an ignored test is a rule that nobody keeps",
        broken: undone,
    },
    Rule {
        name: "only tests unwrap",
        because: "what comes from outside may be anything; a panic loses the case that was being worked on",
        broken: unwrapped,
    },
];

fn long(tree: &Tree) -> Vec<String> {
    let too_long = |(path, source): (&String, &super::source::Source)| {
        let lines = source.code.len();
        (lines >= LINES_AT_MOST).then(|| format!("{path}: {lines} lines"))
    };
    tree.rust.iter().filter_map(too_long).collect()
}

fn undone(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, source) in &tree.rust {
        for (line, code) in source.lines() {
            let macros = ["todo!", "unimplemented!", "dbg!"].into_iter().filter(|name| {
                code.match_indices(name).any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            });
            let ignored = code.contains("#[ignore").then_some("#[ignore]");
            broken.extend(macros.chain(ignored).map(|what| format!("{path}:{line}: {what}")));
        }
    }
    broken
}

fn unwrapped(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, source) in tree.rust.iter() {
        let found = source.product().filter(|(_, code)| names(code, "unwrap") && code.contains(".unwrap()"));
        broken.extend(found.map(|(line, _)| format!("{path}:{line}: unwrap()")));
    }
    broken
}
