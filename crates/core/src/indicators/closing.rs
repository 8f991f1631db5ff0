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

/// Every figure in which two reports of one month differ; a row that the one lacks differs in all that the other says.
pub fn differences(before: &Report, now: &Report) -> Vec<Difference> {
    let key = |table: &Table| (table.system, table.id.clone());
    let tables: BTreeSet<_> = before.tables.iter().chain(&now.tables).map(key).collect();
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
