use super::Judged;
use std::collections::BTreeSet;

/// How many sentences of one invariant are kept: enough to see the pattern.
const TOLD: usize = 50;

/// What is found while one invariant is judged.
#[derive(Debug, Default)]
pub(super) struct Judging {
    things: usize,
    broken: Vec<String>,
    later: Option<&'static str>,
    missing: BTreeSet<&'static str>,
}

impl Judging {
    /// One thing was judged; where it does not hold, the sentence says what.
    pub(super) fn that(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        self.things += 1;
        if !holds && self.broken.len() < TOLD {
            self.broken.push(otherwise());
        }
    }

    /// What is needed to judge, or a note that it is not there.
    pub(super) fn needs<T>(&mut self, what: Option<T>, name: &'static str) -> Option<T> {
        if what.is_none() {
            self.missing.insert(name);
        }
        what
    }

    /// The product does not have the thing yet.
    pub(super) fn later(&mut self, why: &'static str) {
        self.later = Some(why);
    }

    pub(super) fn end(self) -> Judged {
        match self.later {
            Some(why) => Judged::NotYetApplicable(why),
            None if !self.broken.is_empty() => Judged::Broken(self.broken),
            None if self.things == 0 && !self.missing.is_empty() => {
                Judged::NotJudged(self.missing.into_iter().collect::<Vec<_>>().join(", "))
            }
            None => Judged::Holds(self.things),
        }
    }
}
