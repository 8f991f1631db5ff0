//! What leaves the ministries tells no number from 1 to 4, whoever reckons with all tables at once.

use crate::histories::{NOSOLOGIES, month};
use proptest::prelude::*;
use saraptama_core::indicators::{LEAST, Publication, Report, Row, System, Table, Unit, outline, public};
use std::collections::BTreeMap;

/// A case as tables count it.
#[derive(Clone, Debug)]
struct Counted {
    keys: BTreeMap<&'static str, String>,
    accepted: bool,
    decided: Option<bool>,
    overdue: bool,
    established: bool,
}

fn counted() -> impl Strategy<Value = Counted> {
    let skewed = |n: usize| prop_oneof![6 => Just(0usize), 3 => 0..2usize, 1 => 0..n];
    let keys = (skewed(6), skewed(4), skewed(3), skewed(5), 0usize..3);
    let flags =
        (any::<bool>(), prop::option::of(prop::bool::weighted(0.9)), prop::bool::weighted(0.1), prop::bool::weighted(0.85));
    (keys, flags).prop_map(|((subject, vendor, nosology, sub_form, category), (accepted, decided, overdue, established))| {
        Counted {
            keys: BTreeMap::from([
                ("by-subject", format!("{:02}", subject + 2)),
                ("by-vendor", format!("vendor-{vendor}")),
                ("by-nosology", NOSOLOGIES[nosology].to_owned()),
                ("by-sub-form", format!("{sub_form:02}")),
                ("categories", format!("group-{category}")),
            ]),
            accepted,
            decided,
            overdue,
            established,
        }
    })
}

fn columns(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn report(cases: &[Counted]) -> Report {
    let mut tables = vec![];
    let count = |of: &dyn Fn(&Counted) -> bool| Some(cases.iter().filter(|case| of(case)).count() as u64);
    let simple = |id: &str, rows: Vec<(String, Option<u64>)>| {
        let rows = rows.into_iter().map(|(key, n)| Row { key, values: vec![n] }).collect();
        Table { id: id.to_owned(), system: System::DataBank, columns: columns(&["count"]), rows }
    };
    tables.push(simple(
        "terms",
        vec![("in-time".into(), count(&|c| c.decided == Some(true))), ("late".into(), count(&|c| c.decided == Some(false)))],
    ));
    tables.push(simple(
        "results",
        vec![
            ("established".into(), count(&|c| c.decided.is_some() && c.established)),
            ("not-established".into(), count(&|c| c.decided.is_some() && !c.established)),
        ],
    ));
    let categories = (0..3).map(|n| format!("group-{n}"));
    let of_category = |key: &String| count(&|c| c.decided.is_some() && c.established && c.keys["categories"] == *key);
    tables.push(simple("categories", categories.map(|key| (key.clone(), of_category(&key))).collect()));
    for id in ["by-subject", "by-vendor", "by-nosology", "by-sub-form"] {
        let mut rows: BTreeMap<String, [u64; 4]> = BTreeMap::new();
        for case in cases.iter().filter(|case| id != "by-sub-form" || case.keys["by-nosology"] == NOSOLOGIES[0]) {
            let line = rows.entry(case.keys[id].clone()).or_default();
            let adds = [case.accepted, case.decided == Some(true), case.decided == Some(false), case.overdue];
            line.iter_mut().zip(adds).for_each(|(n, adds)| *n += u64::from(adds));
        }
        let rows = rows.into_iter().map(|(key, line)| Row { key, values: line.map(Some).to_vec() }).collect();
        let columns = columns(&["accepted", "in-time", "late", "overdue"]);
        tables.push(Table { id: id.to_owned(), system: System::DataBank, columns, rows });
    }
    Report { month: month().to_string(), provisional: false, public: false, lacks: vec![], tables }
}

/// The adversary: every published number is an equation over the cells of the full tables, and the equations that hold
/// between tables are known: what is decided is in time or late, what is established is the sum of categories.
struct Adversary {
    cells: BTreeMap<(String, String, String), usize>,
    rows: Vec<Vec<i128>>,
}

impl Adversary {
    fn new(full: &Report) -> Self {
        let mut cells = BTreeMap::new();
        for table in &full.tables {
            for (row, column) in table.rows.iter().flat_map(|row| table.columns.iter().map(move |column| (row, column))) {
                let next = cells.len();
                cells.insert((table.id.clone(), row.key.clone(), column.clone()), next);
            }
        }
        Self { cells, rows: vec![] }
    }

    fn cell(&self, table: &str, row: &str, column: &str) -> Option<usize> {
        self.cells.get(&(table.to_owned(), row.to_owned(), column.to_owned())).copied()
    }

    fn learn(&mut self, terms: impl IntoIterator<Item = (Option<usize>, i128)>) {
        let mut row = vec![0; self.cells.len()];
        for (cell, factor) in terms {
            if let Some(cell) = cell {
                row[cell] += factor;
            }
        }
        self.rows.push(row);
    }

    fn all(&self, table: &str, column: &str) -> Vec<Option<usize>> {
        let of_table = self.cells.iter().filter(|((one, _, of), _)| one == table && of == column);
        of_table.map(|(_, cell)| Some(*cell)).collect()
    }

    fn relations(&mut self) {
        let parted = ["by-subject", "by-vendor", "by-nosology"];
        for column in ["accepted", "in-time", "late", "overdue"] {
            for pair in parted.windows(2) {
                let (one, other) = (self.all(pair[0], column), self.all(pair[1], column));
                self.learn(one.into_iter().map(|cell| (cell, 1)).chain(other.into_iter().map(|cell| (cell, -1))));
            }
            let (sub_forms, limb) = (self.all("by-sub-form", column), self.cell("by-nosology", NOSOLOGIES[0], column));
            self.learn(sub_forms.into_iter().map(|cell| (cell, 1)).chain([(limb, -1)]));
        }
        for key in ["in-time", "late"] {
            let (whole, parts) = (self.cell("terms", key, "count"), self.all("by-subject", key));
            self.learn(parts.into_iter().map(|cell| (cell, 1)).chain([(whole, -1)]));
        }
        let (terms, results) = (self.all("terms", "count"), self.all("results", "count"));
        self.learn(terms.into_iter().map(|cell| (cell, 1)).chain(results.into_iter().map(|cell| (cell, -1))));
        let (categories, established) = (self.all("categories", "count"), self.cell("results", "established", "count"));
        self.learn(categories.into_iter().map(|cell| (cell, 1)).chain([(established, -1)]));
    }

    fn published(&mut self, told: &Report) {
        for table in &told.tables {
            for (row, (column, value)) in
                table.rows.iter().flat_map(|row| table.columns.iter().zip(&row.values).map(move |v| (row, v)))
            {
                if value.is_some() {
                    let members =
                        row.key.strip_prefix('+').map_or_else(|| vec![row.key.as_str()], |keys| keys.split('+').collect());
                    let terms: Vec<_> = members.iter().map(|key| (self.cell(&table.id, key, column), 1)).collect();
                    self.learn(terms);
                }
            }
        }
    }

    /// The cells that the equations determine: after elimination each stands alone in a row.
    fn determined(mut self) -> Vec<usize> {
        let width = self.cells.len();
        let mut rank = 0;
        for column in 0..width {
            let Some(pivot) = (rank..self.rows.len()).find(|row| self.rows[*row][column] != 0) else { continue };
            self.rows.swap(rank, pivot);
            let pivot = self.rows[rank].clone();
            for row in (0..self.rows.len()).filter(|row| *row != rank) {
                let factor = self.rows[row][column];
                if factor != 0 {
                    let own = pivot[column];
                    let mut divisor = 0;
                    for (cell, by) in self.rows[row].iter_mut().zip(&pivot) {
                        *cell = *cell * own - by * factor;
                        divisor = gcd(divisor, cell.abs());
                    }
                    if divisor > 1 {
                        self.rows[row].iter_mut().for_each(|cell| *cell /= divisor);
                    }
                }
            }
            rank += 1;
        }
        let alone = |row: &Vec<i128>| row.iter().filter(|cell| **cell != 0).count() == 1;
        self.rows.iter().filter(|row| alone(row)).filter_map(|row| row.iter().position(|cell| *cell != 0)).collect()
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nobody_reckons_a_small_number_from_all_tables_together(cases in prop::collection::vec(counted(), 0..80)) {
        let full = report(&cases);
        let told = public(&full, &[NOSOLOGIES[0].to_owned()]);
        for table in &told.tables {
            let counts = outline(&table.id).unwrap().columns.iter().map(|(_, unit)| *unit == Unit::Count);
            for row in &table.rows {
                for (value, is_count) in row.values.iter().zip(counts.clone()) {
                    prop_assert!(!is_count || value.is_none_or(|n| n == 0 || n >= LEAST), "{} {} {:?}", table.id, row.key, value);
                }
            }
        }
        let mut adversary = Adversary::new(&full);
        adversary.relations();
        adversary.published(&told);
        let names: BTreeMap<usize, _> = adversary.cells.iter().map(|(name, cell)| (*cell, name.clone())).collect();
        for cell in adversary.determined() {
            let (table, row, column) = &names[&cell];
            let value = full.table(System::DataBank, table).unwrap().value(row, column).unwrap();
            prop_assert!(value == 0 || value >= LEAST, "{table} {row} {column} is {value} and can be reckoned");
        }
    }

    #[test]
    fn what_is_large_everywhere_is_told_as_it_is(n in 5u64..40) {
        let row = |key: &str| Row { key: key.to_owned(), values: vec![Some(n), Some(n), Some(0), Some(n)] };
        let columns = columns(&["accepted", "in-time", "late", "overdue"]);
        let table = Table { id: "by-vendor".to_owned(), system: System::DataBank, columns, rows: vec![row("a"), row("b")] };
        let full = Report { month: "2025-09".to_owned(), provisional: false, public: false, lacks: vec![], tables: vec![table] };
        prop_assert_eq!(public(&full, &[]), Report { public: true, ..full });
    }
}

#[test]
fn a_single_small_row_takes_the_next_smallest_with_it_and_officials_stay_inside() {
    let table = |id: &str, columns: &[&str], rows: &[(&str, [u64; 4])]| Table {
        id: id.to_owned(),
        system: System::DataBank,
        columns: self::columns(columns),
        rows: rows.iter().map(|(key, line)| Row { key: (*key).to_owned(), values: line.map(Some).to_vec() }).collect(),
    };
    let lines = ["accepted", "in-time", "late", "overdue"];
    let rows = [("a", [30, 20, 0, 0]), ("b", [3, 2, 0, 0]), ("c", [12, 9, 0, 0]), ("d", [0, 0, 0, 0])];
    let tables = vec![
        table("by-vendor", &lines, &rows),
        table("experts", &["assigned", "in-time", "late", "open"], &[("expert-1", [40, 30, 0, 0])]),
    ];
    let full = Report { month: "2025-09".to_owned(), provisional: false, public: false, lacks: vec![], tables };
    let told = public(&full, &[]);
    assert_eq!(told.tables.len(), 1);
    let keys: Vec<&str> = told.tables[0].rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["a", "d", "+b+c"]);
    assert_eq!(told.tables[0].value("+b+c", "accepted"), Some(15));
    assert_eq!(outline("experts").unwrap().publication, Publication::Withheld);
}
