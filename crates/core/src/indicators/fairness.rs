//! How evenly acts were given: every draw against those among whom its lot was drawn.
//!
//! P. 7 says who is eligible, and the lot is drawn among the eligible of the least open load (AMB-23). Everybody in
//! a lot of `k` is drawn with the chance `1/k`, so that one is expected `Σ 1/k` times, with the variance
//! `Σ (k - 1)/k²`, over the lots in which one stood. What happened before may decide who stands in a lot, never whom
//! it falls on: so the sums hold whatever the loads were.

use super::{Course, Draw, Month, Roster, RosterId, Row, System, Table, databank::columns};
use std::collections::BTreeMap;

/// What chances are added in: the square of the smallest number that all of 1 to 32 divide. So sums over lots of up
/// to 32 are exact; each size above adds less than this part of one too little.
const WHOLE: u128 = 144_403_552_893_600 * 144_403_552_893_600;
const BILLION: u128 = 1_000_000_000;
/// Expected numbers below this show nothing.
const LEAST: u128 = 5 * BILLION;
/// The chi-square of one degree of freedom that one draw in a thousand exceeds, in thousandths.
const CRITICAL: u64 = 10_828;
/// The normal deviate that one in a thousand exceeds, in billionths.
const DEVIATE: u128 = 3_090_232_306;

/// What one expert was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The expert.
    pub expert: String,
    /// How often drawn.
    pub given: u64,
    /// In how many lots.
    pub lots: u64,
    /// How often one is expected to be drawn from them, in thousandths.
    pub expected: u64,
    /// The square of the difference over its variance, in thousandths: a chi-square of one degree of freedom. None
    /// where being drawn or not being drawn is expected fewer than five times.
    pub chi_square: Option<u64>,
}

/// All experts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The sum of `(given - expected)² / expected`, in thousandths, over those of whom five are expected.
    pub chi_square: u64,
    /// What chance gives of it on average, in thousandths: the sum of `variance / expected`. With one and the same
    /// lot of `k` each time it is `k - 1`.
    pub degrees: u64,
    /// What chance exceeds once in a thousand months at most, in thousandths.
    pub critical: u64,
}

/// The draws of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fairness {
    /// Of each expert who stood in any lot, in the order of their ids.
    pub shares: Vec<Share>,
    /// How many draws there were.
    pub draws: u64,
    /// How many of them had one candidate, so that nothing was left to chance.
    pub forced: u64,
    /// Assignments of which it is not counted yet among whom they were drawn.
    pub unknown: u64,
    /// All experts together; none where there are too few draws to say.
    pub whole: Option<Whole>,
}

/// Draws, while they are added one by one.
#[derive(Default)]
pub struct Lots {
    of: BTreeMap<RosterId, Tally>,
    unknown: u64,
}

/// Of one roster: by place how often drawn, and by place and size how many lots.
#[derive(Default)]
struct Tally {
    draws: u64,
    forced: u64,
    given: Vec<u64>,
    stood: Vec<Vec<u64>>,
}

impl Lots {
    /// Adds those draws of a case that lie in the month.
    pub fn add(&mut self, course: &Course, month: &Month) {
        course.draws.iter().filter(|draw| month.holds(draw.at)).for_each(|draw| self.draw(draw));
        if course.draws.is_empty() && course.assigned_at.is_some_and(|at| month.holds(at)) {
            self.unknown += 1;
        }
    }

    fn draw(&mut self, draw: Draw<'_>) {
        let among = draw.among();
        let Some(drawn) = draw.drawn.filter(|_| among > 0) else {
            self.unknown += 1;
            return;
        };
        let tally = self.of.entry(draw.roster).or_default();
        tally.draws += 1;
        tally.forced += u64::from(among == 1);
        *at(&mut tally.given, drawn) += 1;
        for place in draw.places() {
            *at(at(&mut tally.stood, place), among) += 1;
        }
    }

    /// What the draws were, by the rosters to which they refer.
    pub fn found(mut self, rosters: &[Roster]) -> Fairness {
        let mut fairness = Fairness { shares: vec![], draws: 0, forced: 0, unknown: self.unknown, whole: None };
        let mut stood: BTreeMap<&str, (u64, Vec<u64>)> = BTreeMap::new();
        for roster in rosters {
            let Some(mut tally) = self.of.remove(&roster.id()) else { continue };
            fairness.draws += tally.draws;
            fairness.forced += tally.forced;
            for (place, expert) in roster.experts().iter().enumerate() {
                let (given, by_size) = stood.entry(expert).or_default();
                *given += *at(&mut tally.given, place);
                for (size, lots) in at(&mut tally.stood, place).iter().enumerate() {
                    *at(by_size, size) += lots;
                }
            }
        }
        fairness.unknown += self.of.values().map(|tally| tally.draws).sum::<u64>();
        let sums: Vec<(&str, Sums)> =
            stood.iter().map(|(expert, (given, by_size))| (*expert, Sums::of(*given, by_size))).collect();
        fairness.shares = sums.iter().filter(|(_, sums)| sums.lots > 0).map(|(expert, sums)| sums.share(expert)).collect();
        fairness.whole = whole(sums.iter().map(|(_, sums)| sums));
        fairness
    }
}

/// A place of a list that grows as far as it must.
fn at<T: Default + Clone>(list: &mut Vec<T>, place: usize) -> &mut T {
    if list.len() <= place {
        list.resize(place + 1, T::default());
    }
    &mut list[place]
}

/// What is expected of one expert, in parts of [`WHOLE`].
struct Sums {
    given: u64,
    lots: u64,
    expected: u128,
    variance: u128,
}

impl Sums {
    /// Of the number of lots by their size.
    fn of(given: u64, by_size: &[u64]) -> Self {
        let mut sums = Self { given, lots: by_size.iter().sum(), expected: 0, variance: 0 };
        for (size, lots) in by_size.iter().enumerate().skip(1) {
            let (size, all) = (size as u128, u128::from(*lots) * WHOLE);
            sums.expected += all / size;
            sums.variance += all / (size * size) * (size - 1);
        }
        sums
    }

    /// The square of the difference between given and expected, in parts of a billion billions.
    fn difference(&self) -> u128 {
        let difference = (u128::from(self.given) * BILLION).abs_diff(parts(self.expected, BILLION));
        difference.saturating_mul(difference)
    }

    fn share(&self, expert: &str) -> Share {
        let (expected, variance) = (parts(self.expected, BILLION), parts(self.variance, BILLION));
        let others = (u128::from(self.lots) * BILLION).saturating_sub(expected);
        let is_enough = expected >= LEAST && others >= LEAST;
        let chi_square = is_enough.then(|| rounded(self.difference().saturating_mul(1000), variance * BILLION));
        let expected = narrow(parts(self.expected, 1000));
        Share { expert: expert.to_owned(), given: self.given, lots: self.lots, expected, chi_square: chi_square.map(narrow) }
    }
}

/// What differs from chance in all experts together. Each draw moves one unit between those of its lot, so the sum is
/// one of squares with weights of at most one that add up to the degrees: it strays no further than the chi-square of
/// so many degrees, whose critical value is by Wilson and Hilferty, a little above the true one.
fn whole<'s>(all: impl Iterator<Item = &'s Sums>) -> Option<Whole> {
    let (mut chi_square, mut degrees) = (0, 0);
    for sums in all {
        let expected = parts(sums.expected, BILLION);
        if expected >= LEAST {
            chi_square += sums.difference() / expected;
            degrees += parts(sums.variance, BILLION) * BILLION / expected;
        }
    }
    let thousandths = |billionths: u128| narrow(rounded(billionths, BILLION / 1000));
    (degrees >= BILLION / 2).then(|| Whole {
        chi_square: thousandths(chi_square),
        degrees: thousandths(degrees),
        critical: thousandths(critical(degrees)),
    })
}

/// `d (1 - 2/9d + z √(2/9d))³`, all in billionths.
fn critical(degrees: u128) -> u128 {
    let part = 2 * BILLION * BILLION / (9 * degrees);
    let root = (part * BILLION).isqrt();
    let cubed = (BILLION + DEVIATE * root / BILLION).saturating_sub(part);
    (0..3).fold(degrees, |product, _| product * cubed / BILLION)
}

/// So many of `of` parts of one, the nearest: of a number of parts of [`WHOLE`].
fn parts(sum: u128, of: u128) -> u128 {
    sum / WHOLE * of + rounded(sum % WHOLE * of, WHOLE)
}

fn rounded(number: u128, by: u128) -> u128 {
    number.checked_div(by).map_or(0, |whole| whole + u128::from(number % by >= by.div_ceil(2)))
}

fn narrow(number: u128) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

impl Fairness {
    /// How many experts were drawn so much oftener or more seldom that chance gives it to one in a thousand of them.
    pub fn outside(&self) -> u64 {
        self.shares.iter().filter(|share| share.chi_square > Some(CRITICAL)).count() as u64
    }

    /// What it says, as words are named.
    pub fn says(&self) -> &'static str {
        match self.whole {
            None => "too-few-draws",
            Some(whole) if whole.chi_square > whole.critical => "beyond-the-lot",
            Some(_) => "as-the-lot-gives",
        }
    }

    /// As tables: each expert, and all together.
    pub(super) fn tables(&self) -> [Table; 2] {
        let table = |id: &str, names: &[&str], rows: Vec<Row>| Table {
            id: id.to_owned(),
            system: System::DataBank,
            columns: columns(names),
            rows,
        };
        let share = |share: &Share| Row {
            key: share.expert.clone(),
            values: vec![Some(share.given), Some(share.expected), Some(share.lots), share.chi_square],
        };
        let of = |value: fn(&Whole) -> u64| self.whole.as_ref().map(value);
        let (chi_square, degrees, critical) = (of(|one| one.chi_square), of(|one| one.degrees), of(|one| one.critical));
        let [draws, forced, unknown, outside] = [self.draws, self.forced, self.unknown, self.outside()].map(Some);
        let whole =
            Row { key: self.says().to_owned(), values: vec![draws, forced, unknown, chi_square, degrees, critical, outside] };
        [
            table("fairness", &["given", "expected", "lots", "chi-square"], self.shares.iter().map(share).collect()),
            table(
                "fairness-whole",
                &["draws", "forced", "uncounted", "chi-square", "degrees", "critical", "outside"],
                vec![whole],
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_up_to_32_and_its_square_divide_what_chances_are_added_in() {
        assert!((1..=32_u128).all(|size| WHOLE.is_multiple_of(size * size)));
        assert_eq!((parts(WHOLE / 3, 1000), parts(WHOLE / 3 * 2, 1000), parts(WHOLE / 16 * 17, 1000)), (333, 667, 1063));
    }

    #[test]
    fn with_one_lot_each_time_it_is_pearsons_chi_square_against_equal_shares() {
        // Shares of 10, 20, 30 against 20 each: (100 + 0 + 100) / 20 = 10, of two degrees.
        let sums = [10, 20, 30].map(|given| Sums::of(given, &[0, 0, 0, 60]));
        let whole = whole(sums.iter()).unwrap();
        assert_eq!((whole.chi_square, whole.degrees), (10_000, 2000));
        // 100 / (60 · 2/9) = 7.5.
        let share = sums[0].share("e");
        assert_eq!((share.expected, share.lots, share.chi_square), (20_000, 60, Some(7500)));
    }

    #[test]
    fn the_critical_value_is_that_of_the_tables_or_a_little_above() {
        for (degrees, table) in [(1, 10_828), (2, 13_816), (3, 16_266), (10, 29_588), (30, 59_703), (100, 149_449)] {
            let found = critical(degrees * BILLION) / (BILLION / 1000);
            assert!((table - 10..table * 104 / 100).contains(&found), "{degrees}: {found}");
        }
    }

    #[test]
    fn few_draws_and_draws_without_a_choice_say_nothing() {
        assert_eq!(whole([].into_iter()), None);
        assert_eq!(whole([Sums::of(100, &[0, 100])].iter()), None);
        assert_eq!(Sums::of(100, &[0, 100]).share("e").chi_square, None);
        assert_eq!(Sums::of(4, &[0, 0, 8]).share("e").chi_square, None);
    }
}
