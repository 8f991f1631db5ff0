//! What everybody knows of the tables who has read how they are computed.

use super::known::Cell;
use crate::histories::NOSOLOGIES;
use saraptama_core::indicators::{Report, System};

/// Sums of cells with factors: of the ones it is known that they are nought, of the others that they are not below it.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    pub equal: Vec<Vec<(Cell, i128)>>,
    pub at_least: Vec<Vec<(Cell, i128)>>,
}

const PARTED: [&str; 3] = ["by-subject", "by-vendor", "by-nosology"];

/// The relations between the tables of a report.
pub fn relations(full: &Report) -> Relations {
    let all = |system, table: &str, column: &str| -> Option<Vec<Cell>> {
        let rows = full.table(system, table)?.rows.iter();
        Some(rows.map(|row| (system, table.to_owned(), row.key.clone(), column.to_owned())).collect())
    };
    let one = |system, table: &str, row: &str, column: &str| -> Option<Vec<Cell>> {
        full.table(system, table).map(|_| vec![(system, table.to_owned(), row.to_owned(), column.to_owned())])
    };
    // Nothing is known of a table that is not there.
    let less = |one: Option<Vec<Cell>>, other: Option<Vec<Cell>>| -> Option<Vec<(Cell, i128)>> {
        Some(one?.into_iter().map(|cell| (cell, 1)).chain(other?.into_iter().map(|cell| (cell, -1))).collect())
    };
    let bank = |table: &str, column: &str| all(System::DataBank, table, column);
    let of_bank = |table: &str, row: &str, column: &str| one(System::DataBank, table, row, column);
    let mut known = Relations::default();
    let mut equal = |one, other| known.equal.extend(less(one, other));
    equal(bank("fate", "count"), of_bank("arrivals", "accepted", "count"));
    equal(bank("refusals", "count"), of_bank("arrivals", "refused", "count"));
    equal(bank("results", "count"), bank("terms", "count"));
    for parts in ["categories", "decision-terms"] {
        equal(bank(parts, "count"), of_bank("results", "established", "count"));
    }
    for parts in PARTED {
        equal(bank(parts, "accepted"), of_bank("arrivals", "accepted", "count"));
        equal(bank(parts, "in-time"), of_bank("terms", "in-time", "count"));
        equal(bank(parts, "late"), of_bank("terms", "late", "count"));
        equal(bank(parts, "overdue"), bank("overdue", "count"));
    }
    for column in ["accepted", "in-time", "late", "overdue"] {
        equal(bank("by-sub-form", column), of_bank("by-nosology", NOSOLOGIES[0], column));
    }
    equal(of_bank("stages", "transport", "cases"), of_bank("arrivals", "accepted", "count"));
    equal(of_bank("stages", "deciding", "cases"), bank("terms", "count"));
    equal(of_bank("stages", "whole", "cases"), of_bank("stages", "registering", "cases"));
    let mis = |table: &str, column: &str| all(System::Mis, table, column);
    let of_mis = |table: &str, row: &str, column: &str| one(System::Mis, table, row, column);
    equal(mis("signed", "count"), of_mis("stages", "preparing", "cases"));
    equal(mis("drafts-by-vendor", "begun"), of_mis("drafts", "begun", "count"));
    for row in ["first-time", "after-hand-back"] {
        equal(mis("drafts-by-vendor", row), of_mis("signed", row, "count"));
    }
    for system in System::ALL {
        equal(all(system, "delivery", "given-up"), all(system, "dead", "count"));
    }

    let mut at_least = |more, fewer| known.at_least.extend(less(more, fewer));
    let fate = |rows: &[&str]| Some(rows.iter().filter_map(|row| of_bank("fate", row, "count")).flatten().collect::<Vec<_>>());
    at_least(bank("terms", "count"), fate(&["registered"]));
    at_least(of_bank("stages", "stage-waiting", "cases"), fate(&["registered", "with-expert"]));
    at_least(of_bank("stages", "numbering", "cases"), fate(&["registered", "with-expert", "waiting"]));
    at_least(of_bank("terms", "late", "count"), of_bank("overdue", "decided-late", "count"));
    at_least(mis("blocked-by", "count"), of_mis("drafts", "blocked", "count"));
    for cell in mis("blocked-by", "count").into_iter().flatten() {
        at_least(of_mis("drafts", "blocked", "count"), Some(vec![cell]));
    }
    known
}

/// Which relation a report does not keep, if any.
pub fn holds(full: &Report) -> Result<(), String> {
    let value =
        |(system, table, row, column): &Cell| full.table(*system, table).and_then(|table| table.value(row, column)).unwrap_or(0);
    let sum = |terms: &[(Cell, i128)]| terms.iter().map(|(cell, by)| i128::from(value(cell)) * by).sum::<i128>();
    let known = relations(full);
    let broken =
        |terms: &Vec<(Cell, i128)>| format!("{:?}", terms.iter().map(|(cell, by)| (cell, by, value(cell))).collect::<Vec<_>>());
    match (known.equal.iter().find(|terms| sum(terms) != 0), known.at_least.iter().find(|terms| sum(terms) < 0)) {
        (None, None) => Ok(()),
        (Some(terms), _) | (None, Some(terms)) => Err(broken(terms)),
    }
}
