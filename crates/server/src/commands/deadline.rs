//! `saraptama deadline INSTANT`.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::out::Out;
use saraptama_core::deadline::due;
use saraptama_core::terms::{Instant, civil_date, parse_instant, write_instant};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// When the draft act with its number arrived, RFC 3339 with an offset
    #[arg(value_parser = parse_instant, value_name = "INSTANT")]
    arrived: Instant,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// Reckons by the calendar alone, whether or not the order is in force on that day.
pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    let procedure = &law.pilot.nearest(civil_date(arguments.arrived)).procedure;
    let deadline = due(arguments.arrived, procedure, &law.calendar)
        .map_err(|missing| Failure::new("cli-no-calendar", [("date", missing.0.to_string())]))?;
    let mut out = Out::new();
    if arguments.json {
        out.json(&deadline)?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    out.line(&write_instant(deadline.due_at))?;
    out.flush()?;
    let key =
        if deadline.counts_from == civil_date(deadline.arrived) { "cli-deadline-same-day" } else { "cli-deadline-next-day" };
    let words = [
        ("arrived", write_instant(deadline.arrived)),
        ("from", deadline.counts_from.to_string()),
        ("due", write_instant(deadline.due_at)),
        ("cut_off", procedure.cut_off.strftime("%H:%M").to_string()),
        ("source", desk.language.cite(&deadline.source)),
        ("readings", deadline.readings.join(", ")),
    ];
    desk.language.say(key, words);
    Ok(Exit::Done)
}
