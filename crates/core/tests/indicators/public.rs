//! What leaves the ministries tells no number from 1 to 4, whoever reckons with all tables at once (`adversary`).

use crate::adversary::{Known, holds, open, proved};
use crate::histories::{NOSOLOGIES, case, month};
use crate::recount::{of_forms, tables};
use crate::writing::written;
use proptest::prelude::*;
use saraptama_core::indicators::{LEAST, Publication, Report, Row, System, Table, Unit, counted, outline, public};
use std::collections::BTreeMap;

fn report(tables: Vec<Table>) -> Report {
    Report { month: month().to_string(), provisional: false, public: false, lacks: vec![], not_closed: vec![], tables }
}

fn columns(id: &str) -> Vec<String> {
    outline(id).unwrap().columns.iter().map(|(id, _)| (*id).to_owned()).collect()
}

/// A table of the data bank's, or of whoever has it, by its rows.
fn table(system: System, id: &str, rows: &[(&str, &[u64])]) -> Table {
    let row = |(key, values): &(&str, &[u64])| Row { key: (*key).to_owned(), values: values.iter().copied().map(Some).collect() };
    Table { id: id.to_owned(), system, columns: columns(id), rows: rows.iter().map(row).collect() }
}

fn told(full: &Report) -> Report {
    public(full, &[NOSOLOGIES[0].to_owned()])
}

fn is_small(value: i128) -> bool {
    (1..LEAST as i128).contains(&value)
}

/// The small cells that can be proved from what is told, by elimination and bounds.
fn disclosed(full: &Report, told: &Report) -> Vec<String> {
    let known = Known::of(full, told);
    let proved = proved(&known).into_iter().filter(|(_, value)| is_small(*value));
    proved.map(|(cell, value)| format!("{:?} is {value}: proved", known.cells[cell])).collect()
}

/// The small cells that nobody could take for another number: no other month is found of which the same would be told.
fn settled(full: &Report, told: &Report) -> Vec<String> {
    let open = open(full, told, &[NOSOLOGIES[0].to_owned()]).into_iter();
    open.map(|(cell, value)| format!("{cell:?} is {value}: no other month looks the same")).collect()
}

/// Messages that were not delivered at once: by route, given up for a reason or not; and refused signatures and forms.
fn of_messages(system: System, messages: &[(usize, Option<usize>)], refused: &[usize]) -> Vec<Table> {
    let name = |n: usize, of: [&str; 5]| of[n % 5].to_owned();
    let reason = |n| name(n, ["rejected", "crashes", "gone", "unreadable", "not-in-store"]);
    let mut routes: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    let (mut dead, mut reasons): (BTreeMap<String, u64>, BTreeMap<String, u64>) = Default::default();
    for (route, given_up) in messages {
        let line = routes.entry(name(*route, ["ministry", "data-bank", "mis-node", "partner", "archive"])).or_default();
        line[usize::from(given_up.is_some())] += 1;
        given_up.iter().for_each(|why| *dead.entry(reason(*why)).or_default() += 1);
    }
    refused.iter().for_each(|why| *reasons.entry(reason(*why)).or_default() += 1);
    let rows = routes.into_iter().map(|(key, line)| Row { key, values: line.map(Some).to_vec() }).collect();
    let mut tables = vec![Table { id: "delivery".to_owned(), system, columns: columns("delivery"), rows }];
    tables.push(counted(system, "dead", &dead));
    let refusals = if system == System::Ministry { "refused-by-ministry" } else { "signatures" };
    tables.push(counted(system, refusals, &reasons));
    tables
}

/// The rows of a report that are not nought.
fn shortly(report: &Report) -> String {
    let mut text = String::new();
    for table in &report.tables {
        let rows = table.rows.iter().filter(|row| row.values.iter().any(|value| *value != Some(0)));
        let rows: Vec<String> = rows.map(|row| format!("{} {:?}", row.key, row.values)).collect();
        text.push_str(&format!("{} {}: {}\n", table.system.as_str(), table.id, rows.join(", ").replace("Some", "")));
    }
    text
}

/// A whole month, folded from random histories.
fn whole() -> impl Strategy<Value = Report> {
    let skewed = || prop_oneof![6 => Just(0usize), 3 => 0usize..2, 1 => 0usize..5];
    let messages = prop::collection::vec((skewed(), prop::option::of(skewed())), 0..30);
    let others = prop::array::uniform3((messages, prop::collection::vec(skewed(), 0..20)));
    let (cases, forms) = (prop::collection::vec(case(), 0..120), prop::collection::vec(written(), 0..60));
    (cases, forms, others).prop_map(|(cases, forms, others)| {
        let mut all = tables(&cases);
        all.extend(of_forms(&forms));
        for (system, (messages, refused)) in System::ALL.into_iter().zip(&others) {
            all.extend(of_messages(system, messages, refused));
        }
        report(all)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nobody_proves_a_small_number_from_all_tables_together(full in whole()) {
        prop_assert_eq!(holds(&full), Ok(()), "what the adversary knows of every month is true of this one");
        for table in &told(&full).tables {
            let counts = outline(&table.id).unwrap().columns.iter().map(|(_, unit)| *unit == Unit::Count);
            for row in &table.rows {
                for (value, is_count) in row.values.iter().zip(counts.clone()) {
                    prop_assert!(!is_count || value.is_none_or(|n| n == 0 || n >= LEAST), "{} {} {:?}", table.id, row.key, value);
                }
            }
        }
        let disclosed = disclosed(&full, &told(&full));
        prop_assert!(disclosed.is_empty(), "{:#?}\n{}\ntold: {}", disclosed, shortly(&full), shortly(&told(&full)));
    }

    #[test]
    fn what_is_large_everywhere_is_told_as_it_is(n in 5u64..40) {
        let row: &[u64] = &[n, n, 0, n];
        let full = report(vec![table(System::DataBank, "by-vendor", &[("a", row), ("b", row)])]);
        prop_assert_eq!(public(&full, &[]), Report { public: true, ..full });
    }
}

/// Months in which hiding single cells, or merging small rows alone, would tell.
#[test]
fn months_made_for_whoever_reckons_tell_nothing() {
    let bank = |id: &str, rows: &[(&str, &[u64])]| table(System::DataBank, id, rows);
    let mis = |id: &str, rows: &[(&str, &[u64])]| table(System::Mis, id, rows);
    let months = [
        // Rows are there only where there is something: five rows and five cases.
        (
            "all ones",
            vec![
                bank("arrivals", &[("accepted", &[9]), ("refused", &[5])]),
                bank("refusals", &[("a", &[1]), ("b", &[1]), ("c", &[1]), ("d", &[1]), ("e", &[1])]),
            ],
        ),
        (
            "all fours",
            vec![bank("by-vendor", &[("a", &[4, 0, 0, 0]), ("b", &[4, 0, 0, 0]), ("c", &[4, 0, 0, 0]), ("d", &[30, 0, 0, 0])])],
        ),
        (
            "fours beside a five",
            vec![bank("by-vendor", &[("a", &[5, 0, 0, 0]), ("b", &[4, 0, 0, 0]), ("c", &[4, 0, 0, 0]), ("d", &[50, 0, 0, 0])])],
        ),
        (
            "four and fives",
            vec![bank("by-vendor", &[("a", &[5, 0, 0, 0]), ("b", &[5, 0, 0, 0]), ("c", &[4, 0, 0, 0]), ("d", &[50, 0, 0, 0])])],
        ),
        (
            "a hidden sum of as many rows",
            vec![bank("by-vendor", &[("a", &[0, 0, 0, 1]), ("b", &[0, 0, 0, 1]), ("c", &[0, 0, 0, 1]), ("d", &[9, 0, 0, 1])])],
        ),
        (
            "given up by route and by reason",
            vec![mis("delivery", &[("ministry", &[0, 7])]), mis("dead", &[("crashes", &[2]), ("rejected", &[5])])],
        ),
        (
            "blocked forms and what blocked them",
            vec![
                mis("drafts", &[("begun", &[20]), ("blocked", &[9]), ("handed-back", &[0])]),
                mis("blocked-by", &[("x", &[5]), ("y", &[4])]),
            ],
        ),
        (
            "one decision in time",
            vec![
                bank("terms", &[("in-time", &[1, 100]), ("late", &[9, 900])]),
                bank("overdue", &[("decided-late", &[9]), ("redistributed-ill", &[8])]),
            ],
        ),
        (
            "one decision in time, and no other reason",
            vec![bank("terms", &[("in-time", &[1, 100]), ("late", &[9, 900])]), bank("overdue", &[("decided-late", &[9])])],
        ),
    ];
    for (what, tables) in months {
        let full = report(tables);
        assert_eq!(holds(&full), Ok(()), "{what}");
        let told = told(&full);
        assert_eq!(disclosed(&full, &told), Vec::<String>::new(), "{what}: {:?}", told.tables);
        assert_eq!(settled(&full, &told), Vec::<String>::new(), "{what}: {:?}", told.tables);
    }
}

/// The adversary has teeth: what hides every small number and nothing else tells small numbers.
#[test]
fn whoever_only_hides_small_numbers_is_seen_through() {
    let hide = |full: &Report| {
        let mut told = full.clone();
        let values = told.tables.iter_mut().flat_map(|table| &mut table.rows).flat_map(|row| &mut row.values);
        values.filter(|value| value.is_some_and(|n| (1..LEAST).contains(&n))).for_each(|value| *value = None);
        told
    };
    let bank = |id: &str, rows: &[(&str, &[u64])]| table(System::DataBank, id, rows);
    let mis = |id: &str, rows: &[(&str, &[u64])]| table(System::Mis, id, rows);
    let months = [
        // A sum, elimination over two tables, bounds of hidden numbers, an inequality.
        vec![
            bank("arrivals", &[("accepted", &[15]), ("refused", &[0])]),
            bank("by-vendor", &[("a", &[12, 0, 0, 0]), ("b", &[3, 0, 0, 0])]),
        ],
        vec![mis("delivery", &[("ministry", &[0, 7])]), mis("dead", &[("crashes", &[2]), ("rejected", &[5])])],
        vec![
            mis("drafts", &[("begun", &[20]), ("blocked", &[13]), ("handed-back", &[0])]),
            mis("blocked-by", &[("x", &[5]), ("y", &[4]), ("z", &[4])]),
        ],
        vec![
            mis("drafts", &[("begun", &[20]), ("blocked", &[9]), ("handed-back", &[0])]),
            mis("blocked-by", &[("x", &[5]), ("y", &[4])]),
        ],
    ];
    for tables in months {
        let full = report(tables);
        assert!(!disclosed(&full, &hide(&full)).is_empty(), "{:?}", full.tables);
    }
}

#[test]
fn a_single_small_row_takes_the_next_smallest_with_it_and_officials_stay_inside() {
    let rows: [(&str, &[u64]); 4] = [("a", &[30, 20, 0, 0]), ("b", &[12, 9, 0, 0]), ("c", &[3, 2, 0, 0]), ("d", &[0, 0, 0, 0])];
    let experts = table(System::DataBank, "experts", &[("expert-1", &[40, 30, 0, 0])]);
    let told = public(&report(vec![table(System::DataBank, "by-vendor", &rows), experts]), &[]);
    assert_eq!(told.tables.len(), 1);
    let keys: Vec<&str> = told.tables[0].rows.iter().map(|row| row.key.as_str()).collect();
    // Named in their order: which of them is the small one is not told.
    assert_eq!(keys, ["a", "d", "+b+c"]);
    assert_eq!(told.tables[0].value("+b+c", "accepted"), Some(15));
    assert_eq!(outline("experts").unwrap().publication, Publication::Withheld);
}

#[test]
fn rows_of_the_same_size_go_together_and_where_all_go_only_the_whole_is_told() {
    let of = |rows: &[(&str, &[u64])]| {
        let told = public(&report(vec![table(System::DataBank, "by-vendor", rows)]), &[]);
        told.tables[0].rows.iter().map(|row| (row.key.clone(), row.values[0])).collect::<Vec<_>>()
    };
    let (four, six, ten): (&[u64], &[u64], &[u64]) = (&[4, 0, 0, 0], &[6, 0, 0, 0], &[10, 0, 0, 0]);
    assert_eq!(of(&[("a", four), ("b", six), ("c", six), ("d", ten)]), [("d".into(), Some(10)), ("+a+b+c".into(), Some(16))]);
    assert_eq!(of(&[("a", four), ("b", four), ("c", six), ("d", ten)]), [("d".into(), Some(10)), ("+a+b+c".into(), Some(14))]);
    assert_eq!(of(&[("a", four), ("b", six), ("c", six)]), [("+".into(), Some(16))]);
}
