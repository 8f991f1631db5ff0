use super::relations::relations;
use saraptama_core::indicators::{LEAST, Publication, Report, System, Unit, outline};
use std::collections::BTreeMap;

/// A figure of the full report: whose, of which table, row and column.
pub type Cell = (System, String, String, String);

/// Cells with factors, and what they come to.
pub type Sum = (Vec<(usize, i128)>, i128);

/// What somebody knows who has what was told: the cells of the full report by name, sums that are exact, sums that are
/// not negative, and between which bounds each cell lies.
#[derive(Clone, Debug)]
pub struct Known {
    pub cells: Vec<Cell>,
    pub equal: Vec<Sum>,
    pub at_least: Vec<Vec<(usize, i128)>>,
    pub bounds: Vec<(i128, Option<i128>)>,
}

impl Known {
    /// From the names of all cells, the relations between tables, and what was told.
    pub fn of(full: &Report, told: &Report) -> Self {
        let cells = cells(full);
        let places: BTreeMap<&Cell, usize> = cells.iter().zip(0..).collect();
        let relations = relations(full);
        let sum = |terms: &[(Cell, i128)]| terms.iter().filter_map(|(cell, by)| Some((*places.get(cell)?, *by))).collect();
        let mut equal: Vec<Sum> = relations.equal.iter().map(|terms| (sum(terms), 0)).collect();
        let at_least = relations.at_least.iter().map(|terms| sum(terms)).collect();
        let mut bounds = vec![(0, None); cells.len()];
        for table in &told.tables {
            let outline = outline(&table.id).unwrap();
            for row in &table.rows {
                let members = match (&*row.key, row.key.strip_prefix('+')) {
                    // Without a name it is the whole table.
                    ("+", _) => full_keys(full, table.system, &table.id),
                    (_, Some(keys)) => keys.split('+').map(str::to_owned).collect(),
                    (key, None) => vec![key.to_owned()],
                };
                for ((column, unit), value) in outline.columns.iter().zip(&row.values) {
                    let own: Vec<usize> = members
                        .iter()
                        .filter_map(|key| {
                            places.get(&(table.system, table.id.clone(), key.clone(), (*column).to_owned())).copied()
                        })
                        .collect();
                    match (value, outline.publication) {
                        (Some(value), _) if *unit == Unit::Count => {
                            equal.push((own.into_iter().map(|cell| (cell, 1)).collect(), (*value).into()));
                        }
                        // A hidden number is a small one; but the number of blocked forms is hidden for another reason too.
                        (None, Publication::Apart) if row.key != "blocked" => {
                            own.into_iter().for_each(|cell| bounds[cell] = (1, Some(LEAST as i128 - 1)));
                        }
                        _ => {}
                    }
                }
                if outline.publication == Publication::Measures {
                    let cell = places[&(table.system, table.id.clone(), row.key.clone(), outline.columns[0].0.to_owned())];
                    let is_told = row.values[1].is_some();
                    bounds[cell] = if is_told { (LEAST.into(), None) } else { (0, Some(LEAST as i128 - 1)) };
                }
            }
        }
        Self { cells, equal, at_least, bounds }
    }
}

fn full_keys(full: &Report, system: System, id: &str) -> Vec<String> {
    full.table(system, id).unwrap().rows.iter().map(|row| row.key.clone()).collect()
}

/// Every number of cases of the tables that may be told.
fn cells(full: &Report) -> Vec<Cell> {
    let mut cells = vec![];
    for table in &full.tables {
        let Some(outline) = outline(&table.id).filter(|outline| outline.publication != Publication::Withheld) else { continue };
        for row in &table.rows {
            let counts = outline.columns.iter().filter(|(_, unit)| *unit == Unit::Count);
            cells.extend(counts.map(|(column, _)| (table.system, table.id.clone(), row.key.clone(), (*column).to_owned())));
        }
    }
    cells
}
