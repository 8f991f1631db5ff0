//! Whether anything can be proved at all, by whatever means and by whoever knows the rule itself: not of a cell that has
//! another number in another month of which exactly the same would have been told.

use super::known::{Cell, Known};
use saraptama_core::indicators::{LEAST, Report, Row, RowsOf, Table, outline, public};
use std::collections::{BTreeMap, BTreeSet};

/// How many months are tried for one cell and one other number of it.
const TRIED: usize = 1000;

struct Search<'s> {
    full: &'s Report,
    told: &'s Report,
    parted: &'s [String],
    known: &'s Known,
    /// The sums in which a cell stands.
    sums: Vec<Vec<usize>>,
    /// Cells that are told as they are.
    fixed: BTreeSet<usize>,
    values: Vec<i128>,
    tried: usize,
    /// Whether what makes up for a change is looked for from the end.
    is_reversed: bool,
    /// Cells that are otherwise in some month that looks the same.
    open: BTreeSet<usize>,
}

/// The small cells that are the same in every month of which exactly the same would be told, as far as it can be found.
pub fn open(full: &Report, told: &Report, parted: &[String]) -> Vec<(Cell, u64)> {
    let full = &with_other_rows(full);
    let known = Known::of(full, told);
    let value = |(system, table, row, column): &Cell| full.table(*system, table).unwrap().value(row, column).unwrap_or(0);
    let values: Vec<i128> = known.cells.iter().map(|cell| value(cell).into()).collect();
    let mut sums = vec![vec![]; known.cells.len()];
    for (at, (terms, _)) in known.equal.iter().enumerate() {
        terms.iter().for_each(|(cell, _)| sums[*cell].push(at));
    }
    let alone = |(terms, _): &(Vec<(usize, i128)>, i128)| if let [(cell, _)] = terms[..] { Some(cell) } else { None };
    let fixed = known.equal.iter().filter_map(alone).collect();
    let mut search =
        Search { full, told, parted, known: &known, sums, fixed, values, tried: 0, is_reversed: false, open: BTreeSet::new() };
    let small = |cell: &usize| (1..LEAST as i128).contains(&search.values[*cell]);
    let small: Vec<usize> = (0..known.cells.len()).filter(small).collect();
    for cell in &small {
        if search.open.contains(cell) || search.exchanged(*cell) {
            continue;
        }
        // Not all that a number may be instead is worth a look: the nearest ones are.
        let nearest = [1, -1, 2, -2, 3, -3].into_iter().filter(|by| search.may_be(*cell, *by)).collect::<Vec<_>>();
        let ways = nearest.into_iter().flat_map(|by| [(by, false), (by, true)]);
        for (by, is_reversed) in ways {
            (search.tried, search.is_reversed) = (0, is_reversed);
            if search.moved(&mut BTreeMap::from([(*cell, by)]), *cell, 18) {
                break;
            }
        }
    }
    let told = small.into_iter().filter(|cell| !search.open.contains(cell));
    told.map(|cell| (known.cells[cell].clone(), search.values[cell] as u64)).collect()
}

impl Search<'_> {
    /// Whether the row of a cell and another one may have changed places.
    fn exchanged(&mut self, cell: usize) -> bool {
        let (system, table, row, _) = self.known.cells[cell].clone();
        let rows = &self.full.table(system, &table).unwrap().rows;
        let others: Vec<String> = rows.iter().map(|row| row.key.clone()).filter(|key| *key != row).collect();
        let of = |key: &str| -> Vec<usize> {
            let is_its = |(_, one): &(usize, &Cell)| (one.0, &*one.1, &*one.2) == (system, &*table, key);
            self.known.cells.iter().enumerate().filter(is_its).map(|(at, _)| at).collect()
        };
        let (own, others): (Vec<usize>, Vec<Vec<usize>>) = (of(&row), others.iter().map(|key| of(key)).collect());
        others.into_iter().any(|other| {
            let pairs = own.iter().zip(&other).flat_map(|(one, other)| {
                let by = self.values[*other] - self.values[*one];
                [(*one, by), (*other, -by)]
            });
            let change: BTreeMap<usize, i128> = pairs.filter(|(_, by)| *by != 0).collect();
            change.contains_key(&cell)
                && self.kept(&change).is_none()
                && self.short(&change).is_none()
                && self.looks_the_same(&change)
        })
    }

    /// Goes on changing cells until every sum is again what it must be.
    fn moved(&mut self, change: &mut BTreeMap<usize, i128>, latest: usize, depth: usize) -> bool {
        if self.tried > TRIED {
            return false;
        }
        let known = self.known;
        let (terms, missing) = match (self.kept(change), self.short(change)) {
            (Some((at, missing)), _) => (&known.equal[at].0, missing),
            (None, Some((at, missing))) => (&known.at_least[at], missing),
            (None, None) => return self.looks_the_same(change),
        };
        if depth == 0 {
            self.tried += 1;
            return false;
        }
        // First what is made up for in the table that was changed last, or before, and where there is something.
        let mut terms = terms.clone();
        if self.is_reversed {
            terms.reverse();
        }
        let table = |cell: usize| (known.cells[cell].0, &known.cells[cell].1);
        let is_new = |cell: usize| !change.keys().any(|one| table(*one) == table(cell));
        terms.sort_by_key(|(cell, _)| (table(*cell) != table(latest), is_new(*cell), self.values[*cell] == 0));
        for (cell, by) in terms {
            if change.contains_key(&cell) || !self.may_be(cell, missing * by) {
                continue;
            }
            change.insert(cell, missing * by);
            if self.moved(change, cell, depth - 1) {
                return true;
            }
            change.remove(&cell);
        }
        false
    }

    /// Whether a cell may be so much more, by what is told of it alone.
    fn may_be(&self, cell: usize, by: i128) -> bool {
        let (low, high) = self.known.bounds[cell];
        let value = self.values[cell] + by;
        !self.fixed.contains(&cell) && low <= value && high.is_none_or(|high| value <= high)
    }

    /// A sum that a change breaks, and by how much it falls short; none where all hold.
    fn kept(&self, change: &BTreeMap<usize, i128>) -> Option<(usize, i128)> {
        let touched: BTreeSet<usize> = change.keys().flat_map(|cell| self.sums[*cell].iter().copied()).collect();
        let short = |at: &usize| {
            let (terms, _) = &self.known.equal[*at];
            -terms.iter().map(|(cell, by)| change.get(cell).copied().unwrap_or(0) * by).sum::<i128>()
        };
        touched.into_iter().map(|at| (at, short(&at))).find(|(_, short)| *short != 0)
    }

    /// A sum that a change takes below nought, and by how much; none where there is none.
    fn short(&self, change: &BTreeMap<usize, i128>) -> Option<(usize, i128)> {
        let value = |cell: &usize| self.values[*cell] + change.get(cell).copied().unwrap_or(0);
        let sums = self.known.at_least.iter().map(|terms| terms.iter().map(|(cell, by)| value(cell) * by).sum::<i128>());
        sums.enumerate().find(|(_, sum)| *sum < 0).map(|(at, sum)| (at, -sum))
    }

    /// Whether the month after a change is one that can be, and the same is told of it; then its cells are open.
    fn looks_the_same(&mut self, change: &BTreeMap<usize, i128>) -> bool {
        self.tried += 1;
        let mut other = self.full.clone();
        for (cell, by) in change {
            let Ok(value) = u64::try_from(self.values[*cell] + by) else { return false };
            let (system, table, key, column) = &self.known.cells[*cell];
            let table = other.tables.iter_mut().find(|one| one.system == *system && one.id == *table).unwrap();
            let at = table.columns.iter().position(|one| one == column).unwrap();
            table.rows.iter_mut().find(|row| row.key == *key).unwrap().values[at] = Some(value);
        }
        with_shares(&mut other);
        other.tables.iter_mut().filter(|table| is_open(table)).for_each(|table| table.rows.retain(|row| !is_nought(row)));
        let same = public(&other, self.parted) == *self.told;
        if same {
            self.open.extend(change.keys());
        }
        same
    }
}

/// Whether rows stand in a table only where they count something.
fn is_open(table: &Table) -> bool {
    let rows = outline(&table.id).map(|outline| outline.rows);
    matches!(rows, Some(RowsOf::Reason | RowsOf::Vendor | RowsOf::Route | RowsOf::Requirement))
}

fn is_nought(row: &Row) -> bool {
    row.values.iter().all(|value| value.unwrap_or(0) == 0)
}

/// In another month there may be another row where it would not be named.
fn with_other_rows(full: &Report) -> Report {
    let mut full = full.clone();
    for table in full.tables.iter_mut().filter(|table| is_open(table)) {
        table.rows.push(Row { key: "another".to_owned(), values: vec![Some(0); table.columns.len()] });
    }
    full
}

/// Shares follow from the numbers.
fn with_shares(report: &mut Report) {
    for table in report.tables.iter_mut().filter(|table| table.id == "terms") {
        let all = table.sum("count");
        for row in &mut table.rows {
            row.values[1] = row.values[0].filter(|_| all > 0).map(|n| (n * 2000 + all) / (2 * all));
        }
    }
}
