use jiff::SignedDuration;
use saraptama_core::terms::Instant;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::sync::{Mutex, PoisonError};

/// How long to wait until the next try, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// At least one.
    pub seconds: i64,
}

/// A bucket of tries for each of many names: so many at once, then one at a time. It knows a fixed number of
/// places and no names; two names may share a place, and then its tries.
pub struct Throttle {
    hash: RandomState,
    /// When each place's bucket will be full again.
    full_at: Mutex<Vec<Instant>>,
    every: SignedDuration,
    /// How far ahead of now a bucket's fullness may lie and still give one more.
    ahead: SignedDuration,
}

impl Throttle {
    /// `at_once` tries, and one more after each `every`.
    pub fn new(places: usize, (at_once, every): (u32, SignedDuration)) -> Self {
        let ahead = every.saturating_mul(i32::try_from(at_once.saturating_sub(1)).unwrap_or(i32::MAX));
        Self { hash: RandomState::new(), full_at: Mutex::new(vec![Instant::MIN; places.max(1)]), every, ahead }
    }

    /// Takes a try of `name`.
    ///
    /// # Errors
    /// How long to wait, where there is none left.
    pub fn take(&self, name: &str, now: Instant) -> Result<(), Wait> {
        self.at(name, |full_at| {
            let begins = (*full_at).max(now);
            let over = begins.duration_since(now) - self.ahead;
            if over.is_positive() {
                return Err(Wait { seconds: over.as_secs().saturating_add(1) });
            }
            *full_at = begins.saturating_add(self.every).unwrap_or(begins);
            Ok(())
        })
    }

    /// Gives a try of `name` back.
    pub fn give_back(&self, name: &str) {
        self.at(name, |full_at| *full_at = full_at.saturating_sub(self.every).unwrap_or(*full_at));
    }

    fn at<T>(&self, name: &str, act: impl FnOnce(&mut Instant) -> T) -> T {
        let mut places = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let count = places.len() as u64;
        let place = usize::try_from(self.hash.hash_one(name) % count).unwrap_or(0);
        act(&mut places[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_second(second).expect("an instant")
    }

    #[test]
    fn so_many_at_once_and_then_one_at_a_time() {
        let throttle = Throttle::new(1, (3, SignedDuration::from_secs(60)));
        for _ in 0..3 {
            assert_eq!(throttle.take("a", at(0)), Ok(()));
        }
        assert_eq!(throttle.take("a", at(0)), Err(Wait { seconds: 61 }));
        assert_eq!(throttle.take("a", at(59)), Err(Wait { seconds: 2 }));
        assert_eq!(throttle.take("a", at(60)), Ok(()));
        assert_eq!(throttle.take("a", at(60)), Err(Wait { seconds: 61 }));
        // After a while it is full again, and no fuller.
        assert_eq!([(); 4].map(|()| throttle.take("a", at(9_000)).is_ok()), [true, true, true, false]);
    }

    #[test]
    fn what_was_given_back_may_be_tried_again() {
        let throttle = Throttle::new(1, (1, SignedDuration::from_secs(60)));
        for _ in 0..10 {
            assert_eq!(throttle.take("a", at(0)), Ok(()));
            throttle.give_back("a");
        }
    }

    #[test]
    fn names_do_not_take_each_others_tries() {
        let throttle = Throttle::new(4096, (1, SignedDuration::from_secs(60)));
        let taken = (0..100).filter(|n| throttle.take(&format!("account {n}"), at(0)).is_ok()).count();
        assert!(taken > 90, "{taken} of 100 names had a place of their own");
    }
}
