//! `saraptama calendar YEAR`.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::out::Out;
use jiff::civil::Date;
use saraptama_core::law::{Calendar, DayOff, NoCalendar, Year};
use saraptama_core::terms::Trilingual;
use serde::Serialize;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The year
    #[arg(value_parser = clap::value_parser!(i16).range(1..=9999))]
    year: i16,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer<'l> {
    year: i16,
    working_days: u16,
    by_month: Vec<u16>,
    days_off: Vec<Off<'l>>,
    working_weekends: &'l [Date],
}

#[derive(Serialize)]
struct Off<'l> {
    date: Date,
    name: &'l Trilingual,
    cite: &'l str,
    estimated: bool,
}

/// A year of which only some months are held has no number of working days, so it is no answer.
pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    let held: Vec<String> = law.calendar.years.iter().filter(|year| year.months_held == 12).map(|y| y.year.to_string()).collect();
    let none = || Failure::new("cli-no-year", [("year", arguments.year.to_string()), ("held", held.join(", "))]);
    let year = law.calendar.years.iter().find(|year| year.year == arguments.year && year.months_held == 12).ok_or_else(none)?;
    let answer = answer(year, &law.calendar).map_err(|_| none())?;
    let mut out = Out::new();
    if arguments.json {
        out.json(&answer)?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    for (month, days) in (1..).zip(&answer.by_month) {
        out.line(&format!("{}-{month:02}\t{days}", answer.year))?;
    }
    out.line(&format!("{}\t{}", answer.year, answer.working_days))?;
    out.flush()?;
    tell(&answer, desk);
    Ok(Exit::Done)
}

fn answer<'l>(year: &'l Year, calendar: &'l Calendar) -> Result<Answer<'l>, NoCalendar> {
    let mut by_month = Vec::with_capacity(12);
    for month in 1..=12 {
        let first = Date::constant(year.year, month, 1);
        let mut working = 0;
        for day in first.series(jiff::Span::new().days(1)).take(usize::from(first.days_in_month().unsigned_abs())) {
            working += u16::from(calendar.is_working_day(day)?);
        }
        by_month.push(working);
    }
    let off = |day: &'l DayOff| Off { date: day.date, name: &day.name, cite: &day.cite, estimated: day.estimated };
    Ok(Answer {
        year: year.year,
        working_days: by_month.iter().sum(),
        by_month,
        days_off: year.days_off.iter().map(off).collect(),
        working_weekends: &year.working_weekends,
    })
}

fn tell(answer: &Answer<'_>, desk: &Desk) {
    desk.language.say("cli-calendar", [("year", answer.year.to_string()), ("days", answer.working_days.to_string())]);
    for day in &answer.days_off {
        let key = if day.estimated { "cli-day-off-estimated" } else { "cli-day-off" };
        let name = desk.language.of(day.name).to_owned();
        desk.language.say(key, [("date", day.date.to_string()), ("name", name), ("cite", day.cite.to_owned())]);
    }
    for day in answer.working_weekends {
        desk.language.say("cli-working-weekend", [("date", day.to_string())]);
    }
}
