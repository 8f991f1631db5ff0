//! Assignment against those among whom each lot was drawn, from the receipts.

use super::{Figures, here, instant, text};
use saraptama_core::indicators::Month;
use serde_json::Value;
use std::collections::BTreeMap;

/// What one expert stood in: how often drawn, and the size of each lot.
#[derive(Default)]
struct Stood {
    given: u64,
    sizes: Vec<usize>,
}

impl Stood {
    fn expected(&self) -> f64 {
        self.sizes.iter().map(|size| 1.0 / *size as f64).sum()
    }

    fn variance(&self) -> f64 {
        self.sizes.iter().map(|size| (*size as f64 - 1.0) / (*size * *size) as f64).sum()
    }

    fn squared(&self) -> f64 {
        (self.given as f64 - self.expected()).powi(2)
    }

    /// Where being drawn or not being drawn is expected fewer than five times nothing is said.
    fn chi_square(&self) -> Option<f64> {
        let (expected, others) = (self.expected(), self.sizes.len() as f64 - self.expected());
        (at_least(expected, 5.0) && at_least(others, 5.0)).then(|| self.squared() / self.variance())
    }
}

/// Sums of fractions miss a whole number by a hair.
fn at_least(number: f64, least: f64) -> bool {
    number > least - 1e-7
}

fn thousandths(number: f64) -> Option<u64> {
    Some((number * 1000.0).round() as u64)
}

/// The table of the experts and that of all together.
pub fn fairness<'e>(month: &Month, events: impl Iterator<Item = &'e Value>) -> [Figures; 2] {
    let (mut draws, mut forced, mut unknown) = (0, 0, 0);
    let mut stood: BTreeMap<String, Stood> = BTreeMap::new();
    let drawn =
        |event: &&Value| ["assigned", "reassigned"].contains(&text(event, "event").as_str()) && here(month, instant(event, "at"));
    for event in events.filter(drawn) {
        let tied: Vec<String> = serde_json::from_value(event["receipt"]["tied"].clone()).unwrap();
        let expert = text(event, "expert");
        if !tied.contains(&expert) {
            unknown += 1;
            continue;
        }
        draws += 1;
        forced += u64::from(tied.len() == 1);
        stood.entry(expert).or_default().given += 1;
        for one in &tied {
            stood.entry(one.clone()).or_default().sizes.push(tied.len());
        }
    }
    let share = |one: &Stood| {
        let chi_square = one.chi_square().and_then(thousandths);
        vec![Some(one.given), thousandths(one.expected()), Some(one.sizes.len() as u64), chi_square]
    };
    let shares = stood.iter().map(|(expert, one)| (expert.clone(), share(one))).collect();
    let told: Vec<&Stood> = stood.values().filter(|one| at_least(one.expected(), 5.0)).collect();
    let degrees: f64 = told.iter().map(|one| one.variance() / one.expected()).sum();
    let chi_square: f64 = told.iter().map(|one| one.squared() / one.expected()).sum();
    let whole = at_least(degrees, 0.5).then(|| (chi_square, degrees, critical(degrees)));
    let says = match whole {
        None => "too-few-draws",
        Some((chi_square, _, critical)) if chi_square > critical => "beyond-the-lot",
        Some(_) => "as-the-lot-gives",
    };
    let of = |value: fn((f64, f64, f64)) -> f64| whole.map(value).and_then(thousandths);
    // One in a thousand exceeds this with one degree of freedom.
    let outside = stood.values().filter(|one| one.chi_square() > Some(10.828)).count() as u64;
    let row = vec![Some(draws), Some(forced), Some(unknown), of(|one| one.0), of(|one| one.1), of(|one| one.2), Some(outside)];
    [shares, [(says.to_owned(), row)].into()]
}

/// What a chi-square of so many degrees exceeds once in a thousand times, by Wilson and Hilferty.
fn critical(degrees: f64) -> f64 {
    let part = 2.0 / (9.0 * degrees);
    degrees * (1.0 - part + 3.090_232_306 * part.sqrt()).powi(3)
}
