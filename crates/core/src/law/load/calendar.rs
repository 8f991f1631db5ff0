use super::{desk::Desk, sources::Sources};
use crate::law::{Calendar, Cite, DayOff, Year};
use crate::terms::Trilingual;
use jiff::civil::{Date, Weekday};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    year: i16,
    #[serde(default = "whole_year")]
    months_held: i8,
    /// Control figures: the working days of each month that is held.
    working_days: Vec<u8>,
    day_off: Vec<RawDayOff>,
    #[serde(default)]
    working_weekend: Vec<RawSwap>,
}

fn whole_year() -> i8 {
    12
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDayOff {
    date: Date,
    name: Trilingual,
    #[serde(default)]
    estimated: bool,
    moved_from: Option<Date>,
    cite: Cite,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSwap {
    date: Date,
    instead_of: Date,
    cite: Cite,
}

/// `calendar/*.toml`.
pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources) -> Calendar {
    let mut calendar = Calendar { years: Vec::new() };
    let mut control = Vec::new();
    for path in desk.below("calendar/") {
        if let Some(file) = desk.toml::<File>(path) {
            check(desk, sources, path, &file);
            control.push((path, file.year, file.working_days.clone()));
            calendar.years.push(year(file));
        }
    }
    calendar.years.sort_by_key(|year| year.year);
    let gap = calendar.years.windows(2).any(|pair| pair[0].year + 1 != pair[1].year || pair[0].months_held != 12);
    desk.expect(!gap && !calendar.years.is_empty(), "calendar", || "the years do not follow one another without gap".into());
    for (path, year, expected) in control {
        for (month, expected) in (1i8..).zip(expected) {
            let counted = working_days(&calendar, year, month);
            desk.expect(counted == Some(expected), path, || {
                let counted = counted.map_or("no".to_owned(), |days| days.to_string());
                format!("{year}-{month:02} has {counted} working days, its control figure says {expected}")
            });
        }
    }
    calendar
}

fn year(file: File) -> Year {
    let day = |raw: RawDayOff| DayOff { date: raw.date, name: raw.name, cite: raw.cite, estimated: raw.estimated };
    let days_off = file.day_off.into_iter().map(day).collect();
    let working_weekends = file.working_weekend.into_iter().map(|swap| swap.date).collect();
    Year { year: file.year, months_held: file.months_held, days_off, working_weekends }
}

fn check(desk: &mut Desk<'_>, sources: &Sources, path: &str, file: &File) {
    let held = |date: Date| date.year() == file.year && date.month() <= file.months_held;
    desk.expect((1..=12).contains(&file.months_held), path, || "months_held is not a month".into());
    let controls = usize::try_from(file.months_held).is_ok_and(|held| held == file.working_days.len());
    desk.expect(controls, path, || "working_days needs one figure for each month that is held".into());
    let ascending = file.day_off.windows(2).all(|pair| pair[0].date < pair[1].date);
    desk.expect(ascending, path, || "the days off do not ascend, or one stands twice".into());
    for day in &file.day_off {
        sources.check(desk, path, &day.cite, []);
        desk.expect(held(day.date), path, || format!("{} is not a day of what this file holds", day.date));
        if let Some(origin) = day.moved_from {
            let holiday = is_weekend(origin) && file.day_off.iter().any(|other| other.date == origin);
            let swapped = file.working_weekend.iter().any(|swap| (swap.date, swap.instead_of) == (origin, day.date));
            desk.expect(holiday || swapped, path, || {
                format!("{} was moved from {origin}, which is neither a holiday on a weekend nor a swapped day", day.date)
            });
        }
    }
    for swap in &file.working_weekend {
        sources.check(desk, path, &swap.cite, []);
        let pair = is_weekend(swap.date) && file.day_off.iter().any(|day| day.moved_from == Some(swap.date));
        desk.expect(held(swap.date) && pair, path, || format!("{} is no weekend day that was swapped for a day off", swap.date));
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn working_days(calendar: &Calendar, year: i16, month: i8) -> Option<u8> {
    let first = Date::new(year, month, 1).ok()?;
    (1..=first.days_in_month()).try_fold(0, |sum, day| {
        let date = Date::new(year, month, day).ok()?;
        Some(sum + u8::from(calendar.is_working_day(date).ok()?))
    })
}
