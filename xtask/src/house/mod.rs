//! The rules of the house: what each room must never know, kept by reading the sources.
//!
//! Each rule says why it stands. `cargo xtask house` reads them out; the tests of this package keep
//! them, and prove of each that it can fail.

mod names;
mod paths;
mod shape;
mod source;
mod sql;
#[cfg(test)]
mod tests;
mod tree;
mod walls;
mod words;

use tree::Tree;

pub(crate) use tree::root;
pub(crate) use walls::metadata;

/// One rule.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    /// What must hold.
    pub(crate) name: &'static str,
    /// Why.
    pub(crate) because: &'static str,
    /// Every place where it does not hold: `file:line: what`.
    pub(crate) broken: fn(&Tree) -> Vec<String>,
}

/// All rules, in the order of the rooms.
pub(crate) fn rules() -> Vec<Rule> {
    [names::RULES, sql::RULES, walls::RULES, shape::RULES, words::RULES, paths::RULES].concat()
}

/// Reads out which rules hold, and for each broken one where and why it matters.
///
/// # Errors
/// When a rule is broken.
pub(crate) fn report() -> Result<(), String> {
    eprintln!("\n== house rules");
    let tree = Tree::of_workspace()?;
    let rules = rules();
    let mut failed = 0;
    for rule in &rules {
        let broken = (rule.broken)(&tree);
        if broken.is_empty() {
            continue;
        }
        failed += 1;
        eprintln!("broken: {}\n  because {}", rule.name, rule.because);
        broken.iter().for_each(|place| eprintln!("  {place}"));
    }
    eprintln!("house: {} passed, {failed} failed", rules.len() - failed);
    if failed == 0 { Ok(()) } else { Err("a house rule is broken".into()) }
}
