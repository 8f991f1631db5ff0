use super::super::desk::Desk;
use super::super::exit::{Exit, Failure};
use super::super::out::Out;
use super::entry::Entry;
use super::{htmc, pilot};
use jiff::civil::Date;
use saraptama_core::law::{Act, Law, Reading};
use saraptama_core::terms::{Trilingual, parse_date};
use serde::Serialize;

#[derive(clap::Args)]
pub(in super::super) struct Arguments {
    /// The day; today unless given
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<Date>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer<'l> {
    on: Date,
    orders: [Order<'l>; 2],
    readings: &'l [Reading],
}

/// An order on one day. Outside its window it has no entries: the law answers "not in force".
#[derive(Serialize)]
struct Order<'l> {
    id: &'l str,
    short: &'l str,
    title: &'l Trilingual,
    from: Date,
    until: Option<Date>,
    cite: &'l str,
    in_force: bool,
    entries: Vec<Entry>,
}

impl<'l> Order<'l> {
    fn of(act: &'l Act, date: Date, entries: impl FnOnce() -> Vec<Entry>) -> Self {
        let Act { id, short, title, from, until, cite, .. } = act;
        let in_force = *from <= date && until.is_none_or(|until| date <= until);
        let entries = if in_force { entries() } else { Vec::new() };
        Self { id, short, title, from: *from, until: *until, cite, in_force, entries }
    }
}

pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    let on = arguments.on.unwrap_or_else(|| desk.today());
    let answer = answer(&law, on);
    let mut out = Out::new();
    if arguments.json {
        out.json(&answer)?;
    } else {
        text(&answer, desk, &mut out)?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn answer(law: &Law, on: Date) -> Answer<'_> {
    let rules = law.pilot.on(on);
    let of_pilot = Order::of(&law.pilot.act, on, || rules.map(pilot::entries).unwrap_or_default());
    let of_htmc = Order::of(&law.htmc.act, on, || htmc::entries(&law.htmc, on));
    Answer { on, orders: [of_pilot, of_htmc], readings: &law.readings }
}

fn text(answer: &Answer<'_>, desk: &Desk, out: &mut Out) -> Result<(), Failure> {
    for order in &answer.orders {
        let until = order.until.map_or_else(|| "…".to_owned(), |until| until.to_string());
        let named = [
            ("short", order.short.to_owned()),
            ("title", desk.language.of(order.title).to_owned()),
            ("from", order.from.to_string()),
            ("until", until),
            ("on", answer.on.to_string()),
        ];
        let key = if order.in_force { "cli-law-in-force" } else { "cli-law-not-in-force" };
        out.line(&desk.language.text(key, named))?;
        for entry in &order.entries {
            let name = entry.name.as_ref().map_or("", |name| desk.language.of(name));
            out.line(&format!("  {}", entry.line(name)))?;
        }
    }
    out.line(&desk.language.text("cli-law-readings", []))?;
    for reading in answer.readings {
        out.line(&format!("  {}\t{}\t[{}]", reading.id, desk.language.of(&reading.ruling), reading.cite))?;
    }
    Ok(())
}
