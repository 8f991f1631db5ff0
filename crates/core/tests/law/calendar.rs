use crate::{LAW, day};
use jiff::civil::Date;
use saraptama_core::law::NoCalendar;

/// The working days of a month.
fn working_days(year: i16, month: i8) -> usize {
    let first = Date::new(year, month, 1).unwrap();
    let days = (1..=first.days_in_month()).map(|day| Date::new(year, month, day).unwrap());
    days.filter(|day| LAW.calendar.is_working_day(*day).unwrap()).count()
}

#[test]
fn the_months_have_the_working_days_that_calendars_print() {
    for (year, months) in [
        (2024, [21, 21, 17, 22, 20, 20, 22, 21, 21, 22, 21, 21]),
        (2025, [20, 20, 17, 22, 19, 20, 22, 21, 21, 22, 20, 22]),
        (2026, [19, 20, 18, 22, 17, 22, 22, 21, 22, 21, 21, 22]),
    ] {
        let counted: Vec<usize> = (1..=12).map(|month| working_days(year, month)).collect();
        assert_eq!(counted, months, "{year}");
    }
    let year = |year| (1..=12).map(|month| working_days(year, month)).sum::<usize>();
    assert_eq!([2024, 2025, 2026, 2027].map(year), [249, 246, 247, 247]);
}

#[test]
fn only_these_weekdays_are_off() {
    for (year, expected) in [
        (2024, "01-01 01-02 03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16"),
        (2025, "01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16"),
        (2026, "01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16"),
        (2027, "01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16"),
        (2028, "01-03 01-04 01-07"),
    ] {
        let held = LAW.calendar.years.iter().find(|held| held.year == year).unwrap();
        let weekdays = held.days_off.iter().filter(|day| day.date.weekday().to_monday_one_offset() <= 5);
        let found: Vec<String> = weekdays.map(|day| day.date.to_string()[5..].to_owned()).collect();
        assert_eq!(found.join(" "), expected, "{year}");
    }
}

#[test]
fn the_next_working_day_skips_what_is_off_and_not_what_is_swapped() {
    for (date, next, why) in [
        ("2025-07-14", "2025-07-15", "a plain Monday"),
        ("2025-07-04", "2025-07-08", "6 July on a Sunday moves to Monday"),
        ("2025-08-30", "2025-09-02", "30 August on a Saturday moves to Monday"),
        ("2025-10-25", "2025-10-28", "25 October on a Saturday moves to Monday"),
        ("2026-03-20", "2026-03-26", "Nauryz with two moved days"),
        ("2026-08-28", "2026-08-31", "30 August is no holiday in 2026"),
        ("2026-05-06", "2026-05-08", "7 May is off"),
        ("2024-05-03", "2024-05-04", "a Saturday that is worked"),
        ("2025-01-04", "2025-01-05", "a Sunday that is worked"),
        ("2026-12-31", "2027-01-05", "2 January on a Saturday moves to Monday"),
        ("2024-05-07", "2024-05-10", "8 May is off for 4 May"),
        ("2027-12-31", "2028-01-05", "the last term of 2027 ends in January 2028"),
    ] {
        assert_eq!(LAW.calendar.next_working_day(day(date)), Ok(day(next)), "{why}");
    }
}

#[test]
fn kurban_ait_and_christmas_do_not_move() {
    for (date, working) in [("2024-06-17", true), ("2027-05-17", true), ("2024-01-08", true), ("2025-06-06", false)] {
        assert_eq!(LAW.calendar.is_working_day(day(date)), Ok(working), "{date}");
    }
}

#[test]
fn a_day_without_a_calendar_is_an_error_and_not_a_guess() {
    for date in ["2023-12-31", "2028-02-01", "2029-01-01"] {
        assert_eq!(LAW.calendar.is_working_day(day(date)), Err(NoCalendar(day(date))));
    }
}
