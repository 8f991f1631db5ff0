use super::super::exact::Big;
use super::{MeanOver, Tally};
use crate::law::Section;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The arithmetic mean of the unit costs of all services of the list in one year, as an exact fraction
/// `sum / (common × of)`, in tiyn.
pub(super) struct Mean {
    sum: Big,
    common: Big,
    /// Services of the list.
    pub(super) of: u64,
    /// Those without a cost.
    pub(super) missing: u64,
}

impl Mean {
    /// Each row (or code) of the list weighs the same, however often it was provided: "arithmetic".
    pub(super) fn of(tally: &Tally<'_>, year: i16, over: MeanOver) -> Self {
        let key = |section: Section, code: &str| (if over == MeanOver::Rows { Some(section) } else { None }, code.to_owned());
        let mut units: BTreeMap<_, (u64, u64)> =
            tally.list.rows.iter().map(|row| (key(row.section, &row.code), (0, 0))).collect();
        for (of, figures) in tally.types.iter().filter(|(of, _)| of.year == year) {
            let unit = units.entry(key(of.section, &of.code)).or_default();
            unit.0 += figures.values().map(|one| one.cost_tiyn).sum::<u64>();
            unit.1 += figures.values().map(|one| one.services).sum::<u64>();
        }
        let mut mean = Self { sum: Big::from(0), common: Big::from(1), of: units.len() as u64, missing: 0 };
        for (cost, services) in units.values() {
            if *services == 0 {
                mean.missing += 1;
                continue;
            }
            // a/b + c/s = (a·s + c·b) / (b·s)
            mean.sum = mean.sum.times(*services).plus(&mean.common.times(*cost));
            mean.common = mean.common.times(*services);
        }
        mean
    }

    /// How `cost` per `services` stands to the mean.
    pub(super) fn compare(&self, cost: u64, services: u64) -> Ordering {
        self.common.times(self.of).times(cost).cmp(&self.sum.times(services))
    }

    /// The mean in whole tiyn, rounded down: for the eye only.
    pub(super) fn whole_tiyn(&self) -> u64 {
        let whole = self.common.times(self.of);
        (0..64).rev().fold(0, |found, bit| {
            let more = found | 1u64 << bit;
            if whole.times(more) <= self.sum { more } else { found }
        })
    }
}
