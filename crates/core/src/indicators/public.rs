//! What may leave the ministries: no table, and no two of them, tell a number from 1 to 4.
//!
//! Hiding a cell is not enough where its row or column has a sum. So in a table whose rows share one whole, rows with
//! small numbers are merged with others into one row, whose sums are nought or at least [`LEAST`]; who reads it knows
//! the sum of at least two rows and nothing of either. What is the whole of another table is shown there only where it
//! is shown here.

use super::outline::Publication;
use super::{Report, Row, Table, Unit, outline};
use std::collections::{BTreeMap, BTreeSet};

/// A number below this, but for none at all, is small.
pub const LEAST: u64 = 5;

/// The columns whose sum is known from elsewhere: the one is never shown where the other may not be.
const COUPLED: [(&str, &str); 2] = [("in-time", "late"), ("first-time", "after-hand-back")];

fn is_small(n: u64) -> bool {
    (1..LEAST).contains(&n)
}

/// The report as it may leave the ministries; `parted` are the nosologies that have sub-forms.
#[must_use]
pub fn public(report: &Report, parted: &[String]) -> Report {
    let small =
        |column: &str| report.tables.iter().filter(|table| table.is_parted(column)).any(|table| is_small(table.sum(column)));
    let split = |pair: &&(&str, &str)| small(pair.0) || small(pair.1);
    let hidden: BTreeSet<&str> = COUPLED.iter().filter(split).flat_map(|pair| [pair.0, pair.1]).collect();
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut tables = vec![];
    for table in &report.tables {
        let Some(outline) = outline(&table.id) else { continue };
        let stands = |id: &str, row: &str| shown.get(id).is_some_and(|rows| rows.contains(row));
        let table = match outline.publication {
            Publication::Withheld => continue,
            Publication::PartsOf(whole, row) if !stands(whole, row) => continue,
            Publication::PartsOfNosology if !parted.iter().all(|nosology| stands("by-nosology", nosology)) => continue,
            Publication::Parts | Publication::PartsOf(..) | Publication::PartsOfNosology => merged(table, &hidden),
            Publication::Apart => apart(table),
            Publication::Measures => measured(table),
        };
        let single = table.rows.iter().filter(|row| row.values.iter().any(Option::is_some));
        shown.entry(table.id.clone()).or_default().extend(single.map(|row| row.key.clone()));
        tables.push(table);
    }
    Report { public: true, tables, ..report.clone() }
}

impl Table {
    /// Whether every case that the column counts stands in one row.
    fn is_parted(&self, column: &str) -> bool {
        outline(&self.id).is_some_and(|outline| outline.publication == Publication::Parts)
            && self.columns.iter().any(|id| id == column)
    }
}

/// Small numbers are hidden; nothing else tells them.
fn apart(table: &Table) -> Table {
    let hide = |row: &Row| Row { key: row.key.clone(), values: row.values.iter().map(|n| n.filter(|n| !is_small(*n))).collect() };
    Table { rows: table.rows.iter().map(hide).collect(), ..table.clone() }
}

/// Measures of few are those of one; and of how many they are may differ from another sum by few.
fn measured(table: &Table) -> Table {
    let hide = |row: &Row| {
        let few = row.values.first().copied().flatten().is_none_or(|cases| cases < LEAST);
        let values = row.values.iter().enumerate().map(|(at, value)| value.filter(|_| at > 0 && !few)).collect();
        Row { key: row.key.clone(), values }
    };
    Table { rows: table.rows.iter().map(hide).collect(), ..table.clone() }
}

/// Rows with small numbers in one, with as many others as it takes.
fn merged(table: &Table, hidden: &BTreeSet<&str>) -> Table {
    let counts = |at: usize| {
        let unit = outline(&table.id).and_then(|outline| outline.columns.get(at)).map(|(_, unit)| *unit);
        let total: u64 = table.rows.iter().filter_map(|row| row.values.get(at).copied().flatten()).sum();
        let is_hidden = table.columns.get(at).is_some_and(|column| hidden.contains(column.as_str()));
        unit == Some(Unit::Count) && !is_hidden && !is_small(total)
    };
    let shown: Vec<usize> = (0..table.columns.len()).filter(|at| counts(*at)).collect();
    let value = |row: &Row, at: usize| row.values.get(at).copied().flatten().unwrap_or(0);
    let sum = |row: &Row| shown.iter().map(|at| value(row, *at)).sum::<u64>();
    let (mut group, mut others): (Vec<&Row>, Vec<&Row>) =
        table.rows.iter().partition(|row| shown.iter().any(|at| is_small(value(row, *at))));
    others.sort_by_key(|row| (sum(row), row.key.clone()));
    let mut rest = others.into_iter();
    let mut alone: Vec<&Row> = vec![];
    let holds = |group: &[&Row]| {
        let sums = shown.iter().map(|at| group.iter().map(|row| value(row, *at)).sum::<u64>());
        group.len() >= 2 && sums.into_iter().all(|sum| !is_small(sum))
    };
    while !group.is_empty() && !holds(&group) {
        match rest.next() {
            // A row of nothing hides nobody.
            Some(row) if sum(row) == 0 => alone.push(row),
            Some(row) => group.push(row),
            None => break,
        }
    }
    alone.extend(rest);
    alone.sort_by_key(|row| table.rows.iter().position(|one| one.key == row.key));
    let whole = group.is_empty() && !shown.is_empty();
    let shows = |at: usize| shown.contains(&at) || (whole && !is_count(table, at));
    let show = |row: &Row| Row {
        key: row.key.clone(),
        values: row.values.iter().enumerate().map(|(at, value)| value.filter(|_| shows(at))).collect(),
    };
    let mut rows: Vec<Row> = alone.into_iter().map(show).collect();
    if !group.is_empty() {
        let fits = holds(&group);
        let sums = (0..table.columns.len())
            .map(|at| (fits && shown.contains(&at)).then(|| group.iter().map(|row| value(row, at)).sum::<u64>()));
        let keys: Vec<&str> = group.iter().map(|row| row.key.as_str()).collect();
        rows.push(Row { key: format!("+{}", keys.join("+")), values: sums.collect() });
    }
    Table { rows, ..table.clone() }
}

fn is_count(table: &Table, at: usize) -> bool {
    outline(&table.id).and_then(|outline| outline.columns.get(at)).is_some_and(|(_, unit)| *unit == Unit::Count)
}
