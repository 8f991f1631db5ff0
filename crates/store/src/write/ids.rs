use super::chain::Chain;
use saraptama_core::terms::Instant;
use std::cell::Cell;

/// Makes the ids of rows: 64 bits, the milliseconds of the row's own instant in front, a counter
/// behind, and the writer's lane at the end; always growing. New rows so stand beside each other on the
/// disk; scattered ids cost more than half of the throughput. No clock is read: the rows tell their time.
///
/// Two writers of one archive have two lanes, so that they never make the same id.
#[derive(Debug)]
pub(crate) struct Ids {
    lane: i64,
    last: Cell<i64>,
    /// Where the lane's message log ends.
    pub(crate) chain: Chain,
}

/// Bits behind the milliseconds.
const COUNTER: u32 = 20;
/// Of these, the last ones tell the lane.
const LANE: u32 = 8;
/// So many writers may share one archive.
pub(crate) const LANES: i64 = 1 << LANE;
/// The largest number of milliseconds that leaves room for the counter.
const LATEST: i64 = (i64::MAX >> COUNTER) - 1;

impl Ids {
    /// The ids of a lane, below [`LANES`], going on after the largest id that is stored.
    pub(crate) fn after(lane: i64, last: i64) -> Self {
        Self { lane, last: Cell::new(last), chain: Chain::default() }
    }

    /// The next id, of a row of the instant `at`.
    pub(crate) fn next(&self, at: Instant) -> i64 {
        let of_time = at.as_millisecond().clamp(0, LATEST) << COUNTER;
        let next = of_time.max((self.last.get() | (LANES - 1)) + 1) | self.lane;
        self.last.set(next);
        next
    }

    /// Goes on behind an id that somebody else made.
    pub(crate) fn pass(&self, id: i64) {
        self.last.set(self.last.get().max(id));
    }
}

/// The smallest id that a row of the instant `at` can have.
pub(crate) fn id_of(at: Instant) -> i64 {
    at.as_millisecond().clamp(0, LATEST) << COUNTER
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_second(second).unwrap()
    }

    #[test]
    fn ids_grow_even_when_the_clock_goes_back() {
        let ids = Ids::after(0, 0);
        let made: Vec<i64> = [5, 5, 3, -70, 6, 5, 250_000_000_000].map(|second| ids.next(at(second))).to_vec();
        assert!(made.is_sorted_by(|a, b| a < b), "{made:?}");
        assert_eq!(made[0], 5000 << COUNTER);
        assert_eq!(made[4], 6000 << COUNTER);
        let later = Ids::after(0, made[6]);
        assert!(later.next(at(7)) > made[6]);
        later.pass(i64::MAX >> 1);
        assert!(later.next(at(7)) > i64::MAX >> 1);
    }

    #[test]
    fn two_lanes_never_make_the_same_id() {
        let (one, other) = (Ids::after(0, 0), Ids::after(LANES - 1, 12_345));
        let mut made: Vec<i64> = (0..5000).flat_map(|n| [one.next(at(n / 2000)), other.next(at(n / 1000))]).collect();
        assert!(made.iter().all(|id| [0, LANES - 1].contains(&(id % LANES))));
        let count = made.len();
        made.sort_unstable();
        made.dedup();
        assert_eq!(made.len(), count);
    }
}
