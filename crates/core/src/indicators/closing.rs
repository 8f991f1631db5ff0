use super::{Report, System, Table};
use std::collections::BTreeSet;

/// A figure that a later count of a closed month says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Difference {
    /// Whose table.
    pub system: System,
    /// The table.
    pub table: String,
    /// The row.
    pub row: String,
    /// The column.
    pub column: String,
    /// What was closed.
    pub before: Option<u64>,
    /// What is counted now.
    pub now: Option<u64>,
}

/// The systems of which one report of a month tells and the other does not.
pub fn only_in<'r>(one: &'r Report, other: &'r Report) -> impl Iterator<Item = System> + 'r {
    System::ALL.into_iter().filter(|system| !one.lacks.contains(system) && other.lacks.contains(system))
}

/// Every figure in which two reports of one month differ; a row that the one lacks differs in all that the other says.
/// Of a system whose archive was not at hand for one of them nothing is known there, so nothing of it differs.
pub fn differences(before: &Report, now: &Report) -> Vec<Difference> {
    let key = |table: &Table| (table.system, table.id.clone());
    let tables: BTreeSet<_> = before.tables.iter().chain(&now.tables).map(key).collect();
    let tables = tables.into_iter().filter(|(system, _)| ![before, now].iter().any(|one| one.lacks.contains(system)));
    let mut found = vec![];
    for (system, table) in tables {
        let both = [before.table(system, &table), now.table(system, &table)];
        let rows: BTreeSet<&str> = both.iter().flatten().flat_map(|table| &table.rows).map(|row| row.key.as_str()).collect();
        let columns: BTreeSet<&str> = both.iter().flatten().flat_map(|table| &table.columns).map(String::as_str).collect();
        for (row, column) in rows.iter().flat_map(|row| columns.iter().map(move |column| (*row, *column))) {
            let [before, now] = both.map(|table| table.and_then(|table| table.value(row, column)));
            if before != now {
                let (row, column) = (row.to_owned(), column.to_owned());
                found.push(Difference { system, table: table.clone(), row, column, before, now });
            }
        }
    }
    found
}
