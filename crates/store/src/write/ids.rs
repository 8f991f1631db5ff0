use saraptama_core::terms::Instant;

/// Makes the ids of rows: 64 bits, the milliseconds of the row's own instant in front, a counter
/// behind, always growing. New rows so stand beside each other on the disk; scattered ids cost more
/// than half of the throughput. No clock is read: the rows tell their time.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    last: i64,
}

/// Bits of the counter.
const COUNTER: u32 = 20;
/// The largest number of milliseconds that leaves room for the counter.
const LATEST: i64 = (i64::MAX >> COUNTER) - 1;

impl Ids {
    /// Goes on after the largest id that is stored.
    pub(crate) fn after(last: i64) -> Self {
        Self { last }
    }

    /// The next id, of a row of the instant `at`.
    pub(crate) fn next(&mut self, at: Instant) -> i64 {
        let of_time = at.as_millisecond().clamp(0, LATEST) << COUNTER;
        self.last = of_time.max(self.last + 1);
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_goes_back() {
        let mut ids = Ids::default();
        let at = |second| Instant::from_second(second).unwrap();
        let made: Vec<i64> = [5, 5, 3, -70, 6, 5, 250_000_000_000].map(|second| ids.next(at(second))).to_vec();
        assert!(made.is_sorted_by(|a, b| a < b), "{made:?}");
        assert_eq!(made[0], 5000 << COUNTER);
        assert_eq!(made[4], 6000 << COUNTER);
        let mut later = Ids::after(made[6]);
        assert!(later.next(at(7)) > made[6]);
    }
}
