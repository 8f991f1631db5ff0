//! Where SQL may stand, and which SQL.

use super::{Rule, Tree};

/// What only one engine has, or what goes wrong under concurrency.
const FORBIDDEN: &[(&str, &str)] = &[
    ("AUTOINCREMENT", "keys are time-ordered and of our own making"),
    ("TRIGGER", "what happens stands in Rust, where it is tested"),
    ("NOW()", "time comes in as an argument"),
    ("CURRENT_TIMESTAMP", "time comes in as an argument"),
];

/// What PostgreSQL's own files may say: locks between processes, and hints from a connection that stores nothing.
const OF_ONE_ENGINE: &[(&str, &str)] = &[
    ("LISTEN", "it binds to one engine"),
    ("NOTIFY", "inside a transaction that stores it costs half of the commits"),
    ("PG_NOTIFY", "inside a transaction that stores it costs half of the commits"),
    ("PG_TRY_ADVISORY_LOCK", "it binds to one engine"),
    ("PG_ADVISORY_XACT_LOCK", "it binds to one engine"),
    ("UNNEST", "it binds to one engine"),
];
const POSTGRES: [&str; 2] = ["crates/store/src/postgres/", "crates/store/src/dialect.rs"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "only store contains SQL",
        because: "whoever changes a table must find every statement in one room",
        broken: elsewhere,
    },
    Rule {
        name: "the SQL is portable and takes a row once",
        because: "one text serves both engines, and `= (SELECT … LIMIT 1)` gives one row to two sessions",
        broken: forbidden,
    },
];

fn elsewhere(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, source) in tree.rust_below("crates/").filter(|(path, _)| !path.starts_with("crates/store/")) {
        for (line, text) in source.literals.iter().filter(|(line, _)| !source.is_test(*line)) {
            if let Some(statement) = statement(&flat(text)) {
                broken.push(format!("{path}:{line}: {statement}"));
            }
        }
    }
    broken
}

/// The statement that a text is, if it is one.
fn statement(text: &str) -> Option<&'static str> {
    const STATEMENTS: [(&str, &str, &str); 6] = [
        ("SELECT ", " FROM ", "SELECT … FROM"),
        ("INSERT INTO ", "", "INSERT INTO"),
        ("UPDATE ", " SET ", "UPDATE … SET"),
        ("DELETE FROM ", "", "DELETE FROM"),
        ("CREATE TABLE ", "", "CREATE TABLE"),
        ("CREATE INDEX ", "", "CREATE INDEX"),
    ];
    let holds = |(first, then, _): &&(&str, &str, &str)| text.find(first).is_some_and(|at| text[at..].contains(then));
    STATEMENTS.iter().find(holds).map(|(_, _, name)| *name)
}

fn forbidden(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    let in_rust = tree.rust_below("crates/store/src/").flat_map(|(path, source)| {
        let product = source.literals.iter().filter(|(line, _)| !source.is_test(*line));
        product.map(move |(line, text)| (format!("{path}:{line}"), flat(text)))
    });
    let is_sql = |path: &&String| path.starts_with("crates/store/") && path.ends_with(".sql");
    let in_sql = tree.texts.keys().filter(is_sql).map(|path| (path.clone(), flat(&tree.texts[path])));
    for (place, text) in in_rust.chain(in_sql) {
        let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '(' | ')'))).collect();
        let holds = |word: &str| {
            words.iter().any(|found| found.split(['(', ')']).any(|part| part == word.trim_end_matches("()")))
                && (!word.ends_with("()") || text.contains(word))
        };
        let elsewhere = if POSTGRES.iter().any(|room| place.starts_with(room)) { &[] } else { OF_ONE_ENGINE };
        let found = FORBIDDEN.iter().chain(elsewhere).filter(|(word, _)| holds(word));
        broken.extend(found.map(|(word, why)| format!("{place}: {word}: {why}")));
        if one_row_to_two(&text) {
            broken.push(format!("{place}: = (SELECT … LIMIT 1)"));
        }
    }
    broken
}

fn one_row_to_two(text: &str) -> bool {
    text.match_indices("= (SELECT ").any(|(at, _)| {
        let inner = &text[at..];
        inner.find("LIMIT 1").is_some_and(|limit| {
            inner
                .find(')')
                .is_none_or(|close| limit < close || inner[..limit].matches('(').count() > inner[..limit].matches(')').count())
        })
    })
}

/// Upper case, each run of blanks as one.
fn flat(text: &str) -> String {
    text.trim_matches('"').to_uppercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
