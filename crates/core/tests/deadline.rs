//! One working day from the arrival of the number; after 16:00 it counts from the next (algorithm p. 9).
#![allow(clippy::unwrap_used)]

use jiff::civil::{Date, Weekday, date, time};
use saraptama_core::deadline::due;
use saraptama_core::law::{Calendar, DayOff, NoCalendar, Procedure, Year};
use saraptama_core::terms::{KAZAKHSTAN, Trilingual, civil_date, parse_instant};

/// Days off beyond weekends and worked weekends, by year, as published for the five-day week.
type YearTable = (i16, i8, &'static [(i8, i8)], &'static [(i8, i8)]);
const YEARS: &[YearTable] = &[
    (
        2024,
        12,
        &[(1, 1), (1, 2), (3, 8), (3, 21), (3, 22), (3, 25), (5, 1), (5, 7), (5, 8), (5, 9), (7, 8), (8, 30), (10, 25), (12, 16)],
        &[(5, 4)],
    ),
    (
        2025,
        12,
        &[
            (1, 1),
            (1, 2),
            (1, 3),
            (1, 7),
            (3, 10),
            (3, 21),
            (3, 24),
            (3, 25),
            (5, 1),
            (5, 7),
            (5, 9),
            (6, 6),
            (7, 7),
            (9, 1),
            (10, 27),
            (12, 16),
        ],
        &[(1, 5)],
    ),
    (
        2026,
        12,
        &[
            (1, 1),
            (1, 2),
            (1, 7),
            (3, 9),
            (3, 23),
            (3, 24),
            (3, 25),
            (5, 1),
            (5, 7),
            (5, 11),
            (5, 27),
            (7, 6),
            (10, 26),
            (12, 16),
        ],
        &[],
    ),
    (
        2027,
        12,
        &[
            (1, 1),
            (1, 4),
            (1, 7),
            (3, 8),
            (3, 15),
            (3, 22),
            (3, 23),
            (3, 24),
            (5, 3),
            (5, 7),
            (5, 10),
            (7, 6),
            (10, 25),
            (12, 16),
        ],
        &[],
    ),
    (2028, 1, &[(1, 3), (1, 4), (1, 7)], &[]),
];

fn calendar() -> Calendar {
    let name = Trilingual { kk: "мереке".into(), ru: "праздник".into(), en: "holiday".into() };
    let year = |(year, months_held, off, worked): &YearTable| Year {
        year: *year,
        months_held: *months_held,
        days_off: (off.iter())
            .map(|(m, d)| DayOff { date: date(*year, *m, *d), name: name.clone(), cite: "test".into(), estimated: false })
            .collect(),
        working_weekends: worked.iter().map(|(m, d)| date(*year, *m, *d)).collect(),
    };
    Calendar { years: YEARS.iter().map(year).collect() }
}

fn procedure() -> Procedure {
    Procedure {
        decision_working_days: 1,
        cut_off: time(16, 0, 0, 0),
        day_ends: time(18, 0, 0, 0),
        arrival_day_counts: true,
        experts_per_act: 1,
        extraterritorial: true,
        form_valid_months: 1,
        deadline_cite: "168-56-292/2025 algorithm p.9".into(),
        assignment_cite: "168-56-292/2025 algorithm p.7".into(),
        form_age_cite: "MSE Rules".into(),
        deadline_readings: vec!["AMB-20".into(), "AMB-21".into()],
        assignment_readings: vec![],
    }
}

fn due_date(arrived: &str) -> Result<String, NoCalendar> {
    due(parse_instant(arrived).unwrap(), &procedure(), &calendar()).map(|deadline| deadline.due_date.to_string())
}

#[test]
fn the_golden_cases_hold() {
    for (arrived, expected, why) in [
        ("2025-07-14T10:00:00", "2025-07-14", "a Monday morning"),
        ("2025-07-14T16:00:00", "2025-07-14", "16:00 sharp is in time"),
        ("2025-07-14T16:00:01", "2025-07-15", "a second later counts from the next working day"),
        ("2025-07-14T16:00:00.000000001", "2025-07-15", "so does the smallest fraction"),
        ("2025-07-04T17:00:00", "2025-07-08", "the holiday of Sunday 6 July moves to Monday"),
        ("2025-08-30T11:00:00", "2025-09-02", "a Saturday; the holiday moves to Monday 1 September"),
        ("2025-10-25T09:00:00", "2025-10-28", "a Saturday; the holiday moves to Monday"),
        ("2026-03-20T16:30:00", "2026-03-26", "21 to 25 March are off"),
        ("2026-08-28T17:00:00", "2026-08-31", "30 August is no holiday any more"),
        ("2026-05-06T18:00:00", "2026-05-08", "7 May is off"),
        ("2024-05-03T17:00:00", "2024-05-04", "a Saturday that is worked"),
        ("2025-01-04T12:00:00", "2025-01-05", "a Sunday that is worked"),
        ("2026-12-31T17:00:00", "2027-01-05", "the Saturday 2 January moves to Monday"),
    ] {
        assert_eq!(due_date(&format!("{arrived}+05:00")).as_deref(), Ok(expected), "{arrived}: {why}");
    }
}

#[test]
fn the_hour_is_that_of_kazakhstan_whatever_offset_it_was_written_in() {
    assert_eq!(due_date("2025-07-14T11:00:00Z").unwrap(), "2025-07-14");
    assert_eq!(due_date("2025-07-14T17:00:00+06:00").unwrap(), "2025-07-14");
    assert_eq!(due_date("2025-07-13T20:00:00Z").unwrap(), "2025-07-14", "already Monday in Kazakhstan");
}

#[test]
fn the_term_ends_with_the_working_hours_and_names_its_paragraph() {
    let deadline = due(parse_instant("2025-07-14T16:30:00+05:00").unwrap(), &procedure(), &calendar()).unwrap();
    let json = serde_json::to_value(&deadline).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "arrived": "2025-07-14T16:30:00+05:00", "counts_from": "2025-07-15", "due_date": "2025-07-15",
            "due_at": "2025-07-15T18:00:00+05:00", "source": "168-56-292/2025 algorithm p.9", "readings": ["AMB-20", "AMB-21"],
        })
    );
}

#[test]
fn where_the_arrival_day_does_not_count_the_term_is_a_working_day_longer() {
    let exclusive = Procedure { arrival_day_counts: false, ..procedure() };
    let friday = parse_instant("2025-07-04T10:00:00+05:00").unwrap();
    let deadline = due(friday, &exclusive, &calendar()).unwrap();
    assert_eq!((deadline.counts_from, deadline.due_date), (date(2025, 7, 4), date(2025, 7, 8)));
}

#[test]
fn a_day_without_a_calendar_is_an_error_and_not_a_guess() {
    assert_eq!(due_date("2023-12-29T10:00:00+05:00"), Err(NoCalendar(date(2023, 12, 29))));
    assert_eq!(due_date("2028-01-31T10:00:00+05:00").unwrap(), "2028-01-31");
    assert_eq!(due_date("2028-01-31T16:00:01+05:00"), Err(NoCalendar(date(2028, 2, 1))));
}

/// A table of every day, filled day by day, that shares no line with the calendar's own arithmetic.
fn working_days() -> Vec<(Date, bool)> {
    let mut days = Vec::new();
    let mut day = date(2024, 1, 1);
    while day < date(2028, 2, 1) {
        let (_, _, off, worked) = YEARS[usize::try_from(day.year() - 2024).unwrap()];
        let named = |list: &[(i8, i8)]| list.contains(&(day.month(), day.day()));
        let weekend = [Weekday::Saturday, Weekday::Sunday].contains(&day.weekday());
        days.push((day, named(worked) || !(weekend || named(off))));
        day = day.tomorrow().unwrap();
    }
    days
}

#[test]
fn every_minute_of_four_years_agrees_with_a_walk_over_the_days() {
    let (calendar, procedure, days) = (calendar(), procedure(), working_days());
    let mut latest = None;
    for (at, (day, works)) in days.iter().enumerate().take_while(|(_, (day, _))| day.year() < 2028) {
        let next = days[at + 1..].iter().find(|(_, works)| *works).unwrap().0;
        let midnight = KAZAKHSTAN.to_timestamp(day.to_datetime(time(0, 0, 0, 0))).unwrap();
        for minute in 0..24 * 60 {
            let arrived = midnight + jiff::SignedDuration::from_mins(minute);
            let deadline = due(arrived, &procedure, &calendar).unwrap();
            let expected = if *works && minute <= 16 * 60 { *day } else { next };
            assert_eq!(deadline.due_date, expected, "{arrived}");
            assert!(deadline.due_date >= civil_date(arrived) && deadline.due_at > arrived, "{arrived}");
            assert!(latest <= Some(deadline.due_at), "a later arrival is never due earlier: {arrived}");
            latest = Some(deadline.due_at);
        }
    }
}
