//! The draws of a month counted again from the events as an archive holds them, JSON. Chances are added as floats and
//! taken to billionths, as the report says its figures; nothing is shared with the fold, nor with what it keeps.

use saraptama_core::indicators::Month;
use saraptama_core::terms::Instant;
use serde_json::Value;
use std::collections::BTreeMap;

/// The rows of a table.
pub type Figures = BTreeMap<String, Vec<Option<u64>>>;

const BILLION: u128 = 1_000_000_000;

#[derive(Default)]
struct Seen {
    given: u64,
    lots: u64,
    expected: f64,
    variance: f64,
}

fn nearest(number: u128, by: u128) -> u64 {
    ((2 * number + by) / (2 * by)) as u64
}

fn billionths(number: f64) -> u128 {
    (number * 1e9).round() as u128
}

impl Seen {
    /// The square of what differs, expected number and variance.
    fn measured(&self) -> (u128, u128, u128) {
        let expected = billionths(self.expected);
        let differs = expected.abs_diff(u128::from(self.given) * BILLION);
        (differs * differs, expected, billionths(self.variance))
    }

    fn row(&self) -> Vec<Option<u64>> {
        let (square, expected, variance) = self.measured();
        let others = u128::from(self.lots) * BILLION - expected;
        let is_enough = expected.min(others) >= 5 * BILLION;
        let chi_square = is_enough.then(|| nearest(square * 1000, variance * BILLION));
        vec![Some(self.given), Some((self.expected * 1000.0).round() as u64), Some(self.lots), chi_square]
    }
}

/// The tables `fairness` and `fairness-whole`, of the events of each act.
pub fn drawn<'e>(month: &Month, acts: impl IntoIterator<Item = &'e [Value]>) -> [Figures; 2] {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    let [mut draws, mut forced, mut unknown] = [0_u64; 3];
    for event in acts.into_iter().flatten().filter(|event| event["event"] == "assigned" || event["event"] == "reassigned") {
        let at: Instant = event["at"].as_str().unwrap().parse().unwrap();
        if at < month.from || at >= month.to {
            continue;
        }
        let lot: Vec<&str> = event["receipt"]["tied"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        let drawn = event["expert"].as_str().unwrap();
        if !lot.contains(&drawn) {
            unknown += 1;
            continue;
        }
        draws += 1;
        forced += u64::from(lot.len() == 1);
        let chance = 1.0 / lot.len() as f64;
        for expert in lot {
            let one = seen.entry(expert.to_owned()).or_default();
            one.lots += 1;
            one.given += u64::from(expert == drawn);
            one.expected += chance;
            one.variance += chance * (1.0 - chance);
        }
    }
    let each: Figures = seen.iter().map(|(expert, one)| (expert.clone(), one.row())).collect();
    let outside = each.values().filter(|row| row[3].is_some_and(|n| n > 10_828)).count() as u64;
    let measured = seen.values().map(Seen::measured).filter(|(_, expected, _)| *expected >= 5 * BILLION);
    let (found, degrees) = measured.fold((0, 0), |(found, degrees), (square, expected, variance)| {
        (found + square / expected, degrees + variance * BILLION / expected)
    });
    let thousandths = |n: u128| nearest(n, BILLION / 1000);
    let (says, told) = if degrees < BILLION / 2 {
        ("too-few-draws", [None; 3])
    } else {
        let told = [found, degrees, critical(degrees)].map(thousandths);
        (if told[0] > told[2] { "beyond-the-lot" } else { "as-the-lot-gives" }, told.map(Some))
    };
    let counts = [draws, forced, unknown].map(Some);
    let whole = counts.into_iter().chain(told).chain([Some(outside)]).collect();
    [each, BTreeMap::from([(says.to_owned(), whole)])]
}

/// Wilson and Hilferty, step by step in whole billionths: `d (1 + z √(2/9d) - 2/9d)³`.
fn critical(degrees: u128) -> u128 {
    let ninth = 2 * BILLION * BILLION / (9 * degrees);
    let base = BILLION + 3_090_232_306 * (ninth * BILLION).isqrt() / BILLION - ninth;
    let times = |one: u128| one * base / BILLION;
    times(times(times(degrees)))
}
