//! What may leave the ministries: no table, and no two of them, tell a number from 1 to 4.
//!
//! Hiding a cell is not enough where its row or column has a sum. So in a table whose rows share one whole, rows with
//! small numbers are merged with others into one row, whose sums are nought or at least [`LEAST`]. Who reads it knows the
//! sums of at least two rows that are not alike, and not which of them has which number: rows of the same size are
//! merged together or not at all, and are named in their order, not in that of their merging. Where that takes every
//! row that counts anything, only the whole is told. What is the whole of another table is shown there only where it is
//! shown here.

use super::outline::{Outline, Publication, RowsOf};
use super::{Report, Row, System, Table, Unit, outline};
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
            _ if bounded(report, table) => as_one(table, outline, &hidden),
            Publication::Parts | Publication::PartsOf(..) | Publication::PartsOfNosology => merged(table, outline, &hidden),
            Publication::Apart => apart(table, report),
            Publication::Measures => measured(table),
        };
        let single = table.rows.iter().filter(|row| row.values.iter().any(Option::is_some));
        shown.entry(table.id.clone()).or_default().extend(single.map(|row| row.key.clone()));
        tables.push(table);
    }
    Report { public: true, tables, ..report.clone() }
}

/// A table, rows of it, and the cells of other tables of the same system that say how many cases those can be.
type Bound = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str, &'static str)]);
const BOUNDS: &[Bound] = &[
    // What is overdue and was decided late was decided late; and what was not decided in time was.
    ("overdue", &["decided-late"], &[("terms", "in-time", "count"), ("terms", "late", "count")]),
    // What was accepted in the month and stands somewhere at its end came there in the month.
    ("fate", &["registered"], &[("stages", "deciding", "cases")]),
    ("fate", &["registered", "with-expert"], &[("stages", "stage-waiting", "cases")]),
    ("fate", &["registered", "with-expert", "waiting"], &[("stages", "numbering", "cases")]),
];

/// Whether a small number that is not told bounds rows of the table: then only the whole of it is told.
fn bounded(report: &Report, table: &Table) -> bool {
    let few = |(id, row, column): &(&str, &str, &str)| {
        report.table(table.system, id).and_then(|table| table.value(row, column)).is_some_and(is_small)
    };
    let any = |rows: &[&str]| rows.iter().any(|row| table.value(row, "count").is_some_and(|n| n > 0));
    BOUNDS.iter().any(|(id, rows, by)| *id == table.id && any(rows) && by.iter().any(few))
}

impl Table {
    /// Whether every case that the column counts stands in one row.
    fn is_parted(&self, column: &str) -> bool {
        outline(&self.id).is_some_and(|outline| outline.publication == Publication::Parts)
            && self.columns.iter().any(|id| id == column)
    }
}

/// Small numbers are hidden; nothing else tells them.
fn apart(table: &Table, report: &Report) -> Table {
    let is_hidden = |row: &Row, n: u64| is_small(n) || (row.key == "blocked" && tells_the_rest(report, table.system, n));
    let hide =
        |row: &Row| Row { key: row.key.clone(), values: row.values.iter().map(|n| n.filter(|n| !is_hidden(row, *n))).collect() };
    Table { rows: table.rows.iter().map(hide).collect(), ..table.clone() }
}

/// Each of so many blocked forms was blocked by something: what is missing in what is shown of that is in what is not.
fn tells_the_rest(report: &Report, system: System, blocked: u64) -> bool {
    let Some(by) = report.table(system, "blocked-by") else { return false };
    let told: u64 = by.rows.iter().filter_map(|row| row.values.first().copied().flatten()).filter(|n| !is_small(*n)).sum();
    told < blocked
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

fn value(row: &Row, at: usize) -> u64 {
    row.values.get(at).copied().flatten().unwrap_or(0)
}

fn total(rows: &[&Row], at: usize) -> u64 {
    rows.iter().map(|row| value(row, at)).sum()
}

fn size(row: &Row, shown: &[usize]) -> u64 {
    shown.iter().map(|at| value(row, *at)).sum()
}

/// The columns that count cases and whose sum may be told.
fn shown(table: &Table, outline: &Outline, hidden: &BTreeSet<&str>) -> Vec<usize> {
    let is_told = |at: &usize| {
        let is_hidden = table.columns.get(*at).is_some_and(|column| hidden.contains(column.as_str()));
        let total: u64 = table.rows.iter().map(|row| value(row, *at)).sum();
        is_count(outline, *at) && !is_hidden && !is_small(total)
    };
    (0..table.columns.len()).filter(is_told).collect()
}

/// The whole, in one row that names none.
fn as_one(table: &Table, outline: &Outline, hidden: &BTreeSet<&str>) -> Table {
    let rows: Vec<&Row> = table.rows.iter().collect();
    Table { rows: vec![together(table, &rows, &shown(table, outline, hidden), &[])], ..table.clone() }
}

/// Rows with small numbers in one, with as many others as it takes.
fn merged(table: &Table, outline: &Outline, hidden: &BTreeSet<&str>) -> Table {
    let rows: Vec<&Row> = table.rows.iter().collect();
    let counts: Vec<usize> = (0..table.columns.len()).filter(|at| is_count(outline, *at)).collect();
    let shown = shown(table, outline, hidden);
    let group = gathered(&rows, &shown);
    let (group, alone): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| group.contains(&row.key.as_str()));
    let takes_all = !group.is_empty() && alone.iter().all(|row| size(row, &shown) == 0);
    if shown.is_empty() || takes_all {
        return as_one(table, outline, hidden);
    }
    // That a row stands there at all tells that it counts something in a column that is not shown.
    let is_listed = |row: &&Row| size(row, &shown) > 0 || shown.len() == counts.len() || stands_anyway(outline.rows, &row.key);
    let is_shown = |at: usize| shown.contains(&at) || (group.is_empty() && !counts.contains(&at));
    let show = |row: &Row| Row {
        key: row.key.clone(),
        values: row.values.iter().enumerate().map(|(at, value)| value.filter(|_| is_shown(at))).collect(),
    };
    let mut rows: Vec<Row> = alone.into_iter().filter(is_listed).map(show).collect();
    if !group.is_empty() {
        let names: Vec<&str> = group.iter().map(|row| row.key.as_str()).collect();
        rows.push(together(table, &group, &shown, &names));
    }
    Table { rows, ..table.clone() }
}

/// The keys of the rows that go together; none go where nothing is small.
fn gathered<'t>(rows: &[&'t Row], shown: &[usize]) -> Vec<&'t str> {
    let (mut group, others): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| shown.iter().any(|at| is_small(value(row, *at))));
    let mut sizes: BTreeMap<u64, Vec<&Row>> = BTreeMap::new();
    // A row of nothing hides nobody.
    others.into_iter().filter(|row| size(row, shown) > 0).for_each(|row| sizes.entry(size(row, shown)).or_default().push(row));
    for next in sizes.into_values() {
        if group.is_empty() || hides(&group, shown) {
            break;
        }
        group.extend(next);
    }
    group.into_iter().map(|row| row.key.as_str()).collect()
}

/// Whether a merged row tells nothing of any of its rows: at least two, nothing small, and not all of them alike.
fn hides(group: &[&Row], shown: &[usize]) -> bool {
    let is_safe = |at: &usize| {
        let first = group.first().map_or(0, |row| value(row, *at));
        !is_small(total(group, *at)) && (!is_small(first) || group.iter().any(|row| value(row, *at) != first))
    };
    group.len() >= 2 && shown.iter().all(is_safe)
}

fn together(table: &Table, rows: &[&Row], shown: &[usize], names: &[&str]) -> Row {
    let sums = (0..table.columns.len()).map(|at| shown.contains(&at).then(|| total(rows, at)));
    Row { key: format!("+{}", names.join("+")), values: sums.collect() }
}

/// Whether the law names the row, so that it stands there whatever is counted.
fn stands_anyway(rows: RowsOf, key: &str) -> bool {
    matches!(rows, RowsOf::Fixed | RowsOf::Subject | RowsOf::Nosology | RowsOf::SubForm) && !key.is_empty()
}

fn is_count(outline: &Outline, at: usize) -> bool {
    outline.columns.get(at).is_some_and(|(_, unit)| *unit == Unit::Count)
}
