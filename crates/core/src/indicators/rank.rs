/// How long something took: the number of cases, and the values by nearest rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many cases.
    pub count: u64,
    /// At most so long in half of them.
    pub median: u64,
    /// In nine of ten.
    pub p90: u64,
    /// In ninety-nine of a hundred.
    pub p99: u64,
}

impl Spread {
    /// Of these values; none where there are none.
    pub fn of(values: &mut [u64]) -> Option<Self> {
        values.sort_unstable();
        let at = |percent| nearest_rank(values, percent);
        Some(Self { count: values.len() as u64, median: at(50)?, p90: at(90)?, p99: at(99)? })
    }
}

/// The smallest of the sorted values that `percent` of them do not exceed; it is always one of them.
pub fn nearest_rank(sorted: &[u64], percent: usize) -> Option<u64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let mut hundred: Vec<u64> = (1..=100).rev().collect();
        assert_eq!(Spread::of(&mut hundred), Some(Spread { count: 100, median: 50, p90: 90, p99: 99 }));
        assert_eq!(Spread::of(&mut [7]), Some(Spread { count: 1, median: 7, p90: 7, p99: 7 }));
        assert_eq!(Spread::of(&mut [9, 1, 5]), Some(Spread { count: 3, median: 5, p90: 9, p99: 9 }));
        assert_eq!(Spread::of(&mut []), None);
    }
}
