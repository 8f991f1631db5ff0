//! A month counted again from the events as an archive holds them, JSON: each figure asks its own question of them.
//! Nothing here is shared with the folds that make the report, nor with what they keep of a case.

mod acts;
mod forms;
mod lots;

pub use acts::{Act, Ruled, acts};
pub use forms::{Form, forms};

use saraptama_core::indicators::{Month, System, Table, Unit, outline};
use saraptama_core::terms::Instant;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a table.
pub type Figures = BTreeMap<String, Vec<Option<u64>>>;

/// The tables of a report, by whose they are and their ids.
pub type Counted = BTreeMap<(System, &'static str), Figures>;

/// An instant that an event names.
pub fn instant(event: &Value, member: &str) -> Option<Instant> {
    event[member].as_str()?.parse().ok()
}

/// The first event of this name.
pub fn first<'e>(events: &'e [Value], name: &str) -> Option<&'e Value> {
    events.iter().find(|event| event["event"] == name)
}

/// When the first event of this name happened.
pub fn at(events: &[Value], name: &str) -> Option<Instant> {
    instant(first(events, name)?, "at")
}

pub fn here(month: &Month, at: Option<Instant>) -> bool {
    at.is_some_and(|at| month.from <= at && at < month.to)
}

pub fn text(event: &Value, member: &str) -> String {
    event[member].as_str().unwrap_or_default().to_owned()
}

/// How often each key occurs.
pub fn tally(keys: impl IntoIterator<Item = String>) -> Figures {
    let mut figures: BTreeMap<String, u64> = BTreeMap::new();
    keys.into_iter().for_each(|key| *figures.entry(key).or_default() += 1);
    figures.into_iter().map(|(key, n)| (key, vec![Some(n)])).collect()
}

/// The number of values and the smallest ones that half, nine tenths, 99 hundredths of them do not exceed.
pub fn spread(values: &[u64]) -> Vec<Option<u64>> {
    let percentile = |percent: u64| {
        let enough = |v: &&u64| values.iter().filter(|other| other <= v).count() as u64 * 100 >= values.len() as u64 * percent;
        values.iter().filter(enough).min().copied()
    };
    vec![Some(values.len() as u64), percentile(50), percentile(90), percentile(99)]
}

/// Whole seconds between two instants; none less than none.
pub fn seconds(from: Instant, to: Instant) -> u64 {
    ((to.as_nanosecond() - from.as_nanosecond()) / 1_000_000_000).try_into().unwrap_or(0)
}

/// Where tables say otherwise than the count: each table must be counted, each count must have its table.
pub fn otherwise(tables: &[Table], counted: &Counted) -> Vec<String> {
    let mut told = vec![];
    let mut known: BTreeSet<_> = counted.keys().map(|(system, id)| (*system, (*id).to_owned())).collect();
    for table in tables {
        let key = (table.system, table.id.clone());
        let figures = counted.iter().find(|((system, id), _)| (*system, *id) == (key.0, &*key.1)).map(|(_, figures)| figures);
        match figures {
            Some(figures) => told.extend(rows_otherwise(table, figures)),
            None => told.push(format!("{} {} is not counted again", table.system.as_str(), table.id)),
        }
        known.remove(&key);
    }
    told.extend(known.into_iter().map(|(system, id)| format!("{} {id} is counted and has no table", system.as_str())));
    told
}

fn rows_otherwise(table: &Table, figures: &Figures) -> Vec<String> {
    let units: Vec<Unit> = outline(&table.id).map(|one| one.columns.iter().map(|(_, unit)| *unit).collect()).unwrap_or_default();
    let keys: BTreeSet<&str> = table.rows.iter().map(|row| &*row.key).chain(figures.keys().map(|key| &**key)).collect();
    let mut told = vec![];
    if keys.len() > table.rows.len() || units.len() != table.columns.len() {
        let rows: Vec<&str> = table.rows.iter().map(|row| &*row.key).collect();
        told.push(format!("{} {} lacks rows or columns: {rows:?} of {keys:?}", table.system.as_str(), table.id));
    }
    for key in keys {
        for (place, (column, unit)) in table.columns.iter().zip(&units).enumerate() {
            let counted = figures.get(key).and_then(|values| values[place]);
            // A row of the law stands there with noughts where nothing was.
            let counted = if *unit == Unit::Count { Some(counted.unwrap_or(0)) } else { counted };
            let says = table.value(key, column);
            if !is_same(column, says, counted) {
                told.push(format!("{} {} {key} {column}: {says:?}, counted {counted:?}", table.system.as_str(), table.id));
            }
        }
    }
    told
}

/// Statistics are rounded by each in its own way: the last place may differ by one.
fn is_same(column: &str, says: Option<u64>, counted: Option<u64>) -> bool {
    let is_statistic = ["expected", "chi-square", "degrees", "critical"].contains(&column);
    match (says, counted) {
        (Some(says), Some(counted)) if is_statistic => says.abs_diff(counted) <= 1,
        _ => says == counted,
    }
}
