//! Words for people: three languages, the same keys.

use super::{Rule, Tree};
use std::collections::{BTreeMap, BTreeSet};

const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

pub(super) const RULES: &[Rule] = &[Rule {
    name: "every message exists in Kazakh, Russian and English",
    because: "a person who gets an empty line does not know what to do next",
    broken: missing,
}];

/// Messages of `…/LANGUAGE/FILE.ftl` that another language lacks, and messages said twice.
fn missing(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    let mut files: BTreeMap<(&str, &str), BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for (path, text) in tree.texts.iter().filter(|(path, _)| path.ends_with(".ftl")) {
        let mut parts = path.rsplitn(3, '/');
        let (Some(file), Some(language), Some(folder)) = (parts.next(), parts.next(), parts.next()) else {
            broken.push(format!("{path}: no language in the path"));
            continue;
        };
        let mut keys = BTreeSet::new();
        broken.extend(ids(text).filter(|key| !keys.insert(*key)).map(|key| format!("{path}: `{key}` stands twice")));
        files.entry((folder, file)).or_default().insert(language, keys);
    }
    for ((folder, file), by_language) in files {
        let all: BTreeSet<&str> = by_language.values().flatten().copied().collect();
        let none = BTreeSet::new();
        for language in LANGUAGES {
            let held = by_language.get(language).unwrap_or(&none);
            broken.extend(all.difference(held).map(|key| format!("{folder}/{language}/{file}: `{key}` is missing")));
        }
    }
    broken
}

/// The names of the messages of a Fluent file.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    let starts = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
    text.lines().filter(starts).filter_map(|line| line.split_once('=')).map(|(id, _)| id.trim())
}
