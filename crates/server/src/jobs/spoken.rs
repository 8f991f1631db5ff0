//! What was said a short while ago and need not be said again: who is asked twice a second answers the same.

use jiff::SignedDuration;
use saraptama_core::terms::Instant;
use std::collections::BTreeMap;

/// So long nothing is said twice.
const PAUSE: SignedDuration = SignedDuration::from_mins(15);
/// So much is remembered at most: others choose the names.
const MOST: usize = 4096;

/// What was said, and when.
#[derive(Default)]
pub(super) struct Spoken(BTreeMap<String, Instant>);

impl Spoken {
    /// Whether this was said lately. What a clock said that had leapt ahead does not count.
    pub(super) fn is(&self, what: &str, now: Instant) -> bool {
        self.0.get(what).is_some_and(|at| *at <= now && now.duration_since(*at) < PAUSE)
    }

    /// It is said now; where too much is remembered, the oldest is forgotten.
    pub(super) fn note(&mut self, what: String, now: Instant) {
        self.0.retain(|_, at| *at <= now && now.duration_since(*at) < PAUSE);
        if self.0.len() >= MOST
            && let Some(oldest) = self.0.iter().min_by_key(|(_, at)| **at).map(|(what, _)| what.clone())
        {
            self.0.remove(&oldest);
        }
        self.0.insert(what, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_said_once_in_a_quarter_of_an_hour_and_a_flood_of_things_fills_no_memory() {
        let at = |minute: i64| Instant::from_second(1_756_800_000 + 60 * minute).unwrap();
        let mut spoken = Spoken::default();
        spoken.note("a".into(), at(10));
        assert_eq!([9, 10, 24, 25].map(|minute| spoken.is("a", at(minute))), [false, true, true, false]);
        for n in 0..MOST {
            spoken.note(n.to_string(), at(11));
        }
        assert!(spoken.0.len() == MOST && !spoken.is("a", at(11)) && spoken.is("0", at(11)));
    }
}
