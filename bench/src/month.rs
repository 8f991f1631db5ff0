//! The report of a month over very many cases, on SQLite and on PostgreSQL: in seconds, against the limit of five,
//! and against a plain count of the same rows in the same run.

use crate::harness::Told;
use crate::harness::schemas::Schemas;
use crate::measure::{load_average, median};
use rusqlite::Connection;
use saraptama_core::indicators::{Month, Roster, System};
use saraptama_core::law::Law;
use saraptama_server::config::NodeKind;
use saraptama_server::monitoring::{Archives, report};
use saraptama_store::rows::Mark;
use saraptama_store::{Change, Database, Options, Store, Unit};
use std::time::Instant;
use tokio_postgres::NoTls;

/// What a report may take.
const LIMIT_SECONDS: f64 = 5.0;
/// Turns; odd, so that the median is one of them.
const TURNS: usize = 3;

/// Experts of the register; a lot holds about half of them.
const EXPERTS: u32 = 30;

/// What the engines do not say alike: a number as hexadecimal digits, and bytes from those.
struct Spoken {
    digits: fn(&str, usize) -> String,
    bytes: fn(&str) -> String,
}

const SQLITE: Spoken =
    Spoken { digits: |number, width| format!("printf('%0{width}x', {number})"), bytes: |digits| format!("unhex({digits})") };
const POSTGRES: Spoken = Spoken {
    digits: |number, width| format!("lpad(to_hex({number}), {width}, '0')"),
    bytes: |digits| format!("decode({digits}, 'hex')"),
};

fn roster() -> Roster {
    Roster::parse(&(1..=EXPERTS).map(|n| format!("expert-{n:02}")).collect::<Vec<_>>().join("\n"))
}

/// One draw at `at`: the expert in turn was drawn, from a lot of about every second one.
fn draws(spoken: &Spoken, at: &str) -> String {
    let place = format!("(i % {EXPERTS})");
    let bit = format!("(CAST(1 AS BIGINT) << CAST((3 - {place} / 8) * 8 + {place} % 8 AS INTEGER))");
    // The lowest bit of the first byte is the first place: the last byte holds the last six of thirty.
    let lot = format!("(((i * 2654435761) & 4294967103) | {bit})");
    let roster: String = roster().id().0.iter().map(|byte| format!("{byte:02x}")).collect();
    let [at, place, lot] = [(at, 16), (&place, 4), (&lot, 8)].map(|(number, width)| (spoken.digits)(number, width));
    (spoken.bytes)(&format!("{at} || '{roster}' || {place} || '0004' || {lot}"))
}

/// The id of a form: nobody's order, as of real ones.
fn form(spoken: &Spoken) -> String {
    let [head, tail] = [("(i * 2654435761) & 4294967295", 8), ("i", 24)].map(|(number, width)| (spoken.digits)(number, width));
    (spoken.bytes)(&format!("{head} || {tail}"))
}

/// When the case comes: spread over the month.
fn moment(cases: usize, from: i64) -> String {
    format!("({from} + CAST((i * 2592000000 / {cases}) AS BIGINT) * 990000)")
}

/// Rows of a number each, for an `INSERT`.
fn numbers(cases: usize) -> String {
    let last = cases.max(1) - 1;
    format!("WITH RECURSIVE s(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM s WHERE i < {last})")
}

/// The forms of those cases in a clinic: signed, every tenth one handed back before, every fifth one blocked at first.
fn forms(spoken: &Spoken, cases: usize, from: i64) -> String {
    let (form, at, numbers) = (form(spoken), moment(cases, from), numbers(cases));
    let minutes = |n: &str| format!("{at} + ({n}) * CAST(60000000000 AS BIGINT)");
    format!(
        "INSERT INTO month_form(cell, form, first_at, last_at, vendor, handed_back, handed_back_at, signed_at)
         {numbers} SELECT 0, {form}, {at}, {signed}, CASE i % 4 WHEN 0 THEN 'damu' WHEN 1 THEN 'zhetysu' ELSE 'avicenna' END,
           CASE i % 10 WHEN 0 THEN 1 ELSE 0 END, CASE i % 10 WHEN 0 THEN {handed} END, {signed} FROM s;
         INSERT INTO month_mark(cell, form, kind, name, at)
         {numbers} SELECT 0, {form}, {blocked}, CASE i % 15 WHEN 0 THEN 'karyotype' ELSE 'x-ray' END, {at} FROM s WHERE i % 5 = 0;",
        signed = minutes("30 + i % 300"),
        handed = minutes("10"),
        blocked = Mark::Blocked as i64,
    )
}

/// `cases` decided acts of September 2025, spread over the month, over regions, vendors, nosologies and experts.
fn statement(spoken: &Spoken, cases: usize, from: i64) -> String {
    let (form, at, numbers) = (form(spoken), moment(cases, from), numbers(cases));
    let of = |all: &[&str], by: usize| {
        let arms: String = all.iter().enumerate().map(|(n, one)| format!(" WHEN {n} THEN '{one}'")).collect();
        format!("CASE (i / {by}) % {}{arms} END", all.len())
    };
    let region = of(&["11", "15", "19", "23", "27", "31", "33", "35", "39", "43", "47", "55", "71", "75", "79"], 1);
    let minute = "CAST(60000000000 AS BIGINT)";
    let after = |minutes: &str| format!("{at} + ({minutes}) * {minute}");
    let decided = after("20 + i % 900");
    format!(
        "INSERT INTO month_act(cell, form, first_at, last_at, known, vendor, organisation_region, patient_region, nosology, sub_form,
           signed_at, accepted_at, numbered_at, assigned_at, first_due_at, due_at, moved, expert, decided_at, registered_at, ruling,
           age_group, draws, drawn)
         {numbers}
         SELECT 0, {form}, {at}, {decided}, 1, {}, CAST({region} AS BIGINT), CAST({region} AS BIGINT), {}, 1 + i % 22,
           {}, {at}, {}, {}, {}, {}, 0, 'expert-' || CAST(1 + i % 30 AS TEXT), {decided}, {decided}, {}, {}, {}, 1 FROM s",
        of(&["damu", "zhetysu", "avicenna", "nadezhda"], 3),
        of(&["down-syndrome", "limb-defect", "mucopolysaccharidosis"], 7),
        after("-5"),
        after("1"),
        after("2"),
        after("600"),
        after("600"),
        of(&["group-1 without-term", "child 2-years", "group-3 1-year", "not-established"], 11),
        of(&["adult", "child-7-to-17", "child-under-7"], 5),
        draws(spoken, &after("2")),
    )
}

pub(crate) fn run(cases: usize) -> Told<()> {
    let month = Month::parse("2025-09").ok_or("no month")?;
    let from = i64::try_from(month.from.as_nanosecond()).map_err(|e| e.to_string())?;
    let law = Law::embedded();
    let runtime = tokio::runtime::Runtime::new().map_err(|e| e.to_string())?;
    println!("a month of {cases} cases, the limit {LIMIT_SECONDS} s, load {}", load_average());

    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let path = folder.path().join("store.db");
    let store = Store::open(&path, &Options::default()).map_err(|e| e.to_string())?;
    runtime.block_on(store.commit(kept())).map_err(|e| e.to_string())?;
    let direct = Connection::open(&path).map_err(|e| e.to_string())?;
    for rows in [statement(&SQLITE, cases, from), forms(&SQLITE, cases, from)] {
        direct.execute_batch(&rows).map_err(|e| e.to_string())?;
    }
    let scan = || direct.query_row(COUNT, [], |row| row.get::<_, i64>(0)).map_err(|e| e.to_string());
    told("SQLite", cases, &runtime, &store, &law, month, scan)?;
    runtime.block_on(store.close()).map_err(|e| e.to_string())?;

    let Some(server) = Schemas::server("month") else {
        println!("PostgreSQL: there is no server");
        return Ok(());
    };
    let schemas = Schemas::make(&server)?;
    let address = schemas.address(NodeKind::DataBank.as_str());
    let database = Database { address: address.clone(), password: None };
    let store = runtime.block_on(Store::connect(&database, &Options::default())).map_err(|e| e.to_string())?;
    runtime.block_on(store.commit(kept())).map_err(|e| e.to_string())?;
    let client = runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(&address, NoTls).await.map_err(|e| e.to_string())?;
        tokio::spawn(connection);
        for rows in [statement(&POSTGRES, cases, from), forms(&POSTGRES, cases, from)] {
            client.batch_execute(&rows).await.map_err(|e| e.to_string())?;
        }
        client.batch_execute("ANALYZE month_act; ANALYZE month_form; ANALYZE month_mark").await.map_err(|e| e.to_string())?;
        Told::Ok(client)
    })?;
    let scan = || {
        let row = runtime.block_on(client.query_one(COUNT, &[])).map_err(|e| e.to_string())?;
        Ok(row.get::<_, i64>(0))
    };
    told("PostgreSQL", cases, &runtime, &store, &law, month, scan)?;
    runtime.block_on(store.close()).map_err(|e| e.to_string())
}

fn kept() -> Unit {
    Unit { changes: vec![Change::Roster(roster())], ..Unit::default() }
}

/// A walk over the rows themselves, not over an index.
const COUNT: &str = "SELECT count(ruling) FROM month_act WHERE cell = 0";

fn told(
    engine: &str,
    cases: usize,
    runtime: &tokio::runtime::Runtime,
    store: &Store,
    law: &Law,
    month: Month,
    scan: impl Fn() -> Told<i64>,
) -> Told<()> {
    // One archive has the tables of every node: the clinic's forms and the data bank's acts of the same cases.
    let archives = Archives { mis: vec![store.clone()], databank: Some(store.clone()), ..Archives::default() };
    let (mut reports, mut scans) = (vec![], vec![]);
    for _ in 0..TURNS {
        let start = Instant::now();
        let made = runtime.block_on(report(&archives, law, month, month.to)).map_err(|e| e.to_string())?;
        reports.push(start.elapsed().as_secs_f64());
        let accepted = made.table(System::DataBank, "arrivals").and_then(|table| table.value("accepted", "count"));
        if accepted != Some(cases as u64) {
            return Err(format!("{engine}: the report counts {accepted:?} of {cases} cases"));
        }
        let begun = made.table(System::Mis, "drafts").and_then(|table| table.value("begun", "count"));
        let blocked = made.table(System::Mis, "blocked-by").map(|table| table.sum("count"));
        if (begun, blocked) != (Some(cases as u64), Some(cases.div_ceil(5) as u64)) {
            return Err(format!("{engine}: the report counts {begun:?} forms of {cases}, {blocked:?} of them blocked at first"));
        }
        let drawn = made.table(System::DataBank, "fairness").map(|table| table.sum("given"));
        if drawn != Some(cases as u64) {
            return Err(format!("{engine}: the report counts {drawn:?} draws of {cases} cases"));
        }
        let start = Instant::now();
        let counted = scan()?;
        scans.push(start.elapsed().as_secs_f64());
        if counted != cases as i64 {
            return Err(format!("{engine}: a count finds {counted} of {cases} rows"));
        }
    }
    let (report, scan) = (median(reports), median(scans));
    println!(
        "{engine}: report {report:.2} s, {:.2} of the limit; a plain count {scan:.3} s, the report takes {:.1} times as long",
        report / LIMIT_SECONDS,
        report / scan
    );
    if report > LIMIT_SECONDS {
        return Err(format!("{engine}: the report takes {report:.2} s, more than {LIMIT_SECONDS} s"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_small_month_is_measured_on_either_store() {
        assert_eq!(super::run(3000), Ok(()));
    }
}
