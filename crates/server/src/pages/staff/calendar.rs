//! A month of an expert's duty, with the working days of the law's calendar.

use crate::pages::visit::Visit;
use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use saraptama_core::authority::{Principal, Role};
use saraptama_store::rows::AbsenceRow;

/// What a day is for an expert.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Day {
    Duty,
    Absent,
    Off,
    NotTakingPart,
}

impl Day {
    fn sign(self) -> &'static str {
        match self {
            Self::Duty => "✓",
            Self::Absent => "✗",
            Self::Off | Self::NotTakingPart => "·",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Duty => "sa-day sa-day--duty",
            Self::Absent => "sa-day sa-day--absent",
            Self::Off | Self::NotTakingPart => "sa-day",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Duty => "staff-duty-on",
            Self::Absent => "staff-duty-off",
            Self::Off => "staff-duty-day-off",
            Self::NotTakingPart => "staff-duty-not-taking-part",
        }
    }
}

/// The first day of the month `text`, `2025-09`; of the month of `today` where it names none that we show.
pub(super) fn month(text: Option<&str>, today: Date) -> Date {
    let asked = text.and_then(|text| format!("{text}-01").parse::<Date>().ok()).filter(|day| (2000..2200).contains(&day.year()));
    asked.unwrap_or(today).first_of_month()
}

fn day(visit: &Visit, who: &Principal, absences: &[AbsenceRow], day: Date) -> Day {
    let is_absent = absences.iter().any(|row| row.withdrawn.is_none() && row.from <= day && day <= row.until);
    if !who.holds(Role::Expert, day) {
        Day::NotTakingPart
    } else if is_absent || !who.is_on_duty(day) {
        Day::Absent
    } else if visit.law().calendar.is_working_day(day) == Ok(false) {
        Day::Off
    } else {
        Day::Duty
    }
}

pub(super) fn draw(visit: &Visit, who: &Principal, absences: &[AbsenceRow], first: Date) -> Markup {
    let last = first.last_of_month();
    let title = visit
        .say("staff-expert-calendar", &[("year", first.year().to_string().into()), ("month", i64::from(first.month()).into())]);
    let blanks = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or_default();
    let days = first.series(1.day()).take_while(|day| *day <= last).map(Some);
    let cells: Vec<Option<Date>> = std::iter::repeat_n(None, blanks).chain(days).collect();
    let is_known = visit.law().calendar.is_working_day(first).is_ok() && visit.law().calendar.is_working_day(last).is_ok();
    html! {
        h2.govuk-heading-m #calendar-title { (title) }
        (ways(visit, who, first))
        table.sa-calendar aria-labelledby="calendar-title" #calendar {
            thead { tr { @for day in 1..=7 { th scope="col" { (visit.say("staff-calendar-weekday", &[("day", day.into())])) } } } }
            tbody {
                @for week in cells.chunks(7) {
                    tr {
                        @for cell in week {
                            @match cell {
                                Some(date) => {
                                    @let is = day(visit, who, absences, *date);
                                    td class=(is.class()) aria-current=[(*date == visit.today()).then_some("date")] {
                                        span.sa-num { (date.day()) } " " span aria-hidden="true" { (is.sign()) }
                                        span.govuk-visually-hidden { (visit.t(is.key())) }
                                    }
                                },
                                None => td {},
                            }
                        }
                    }
                }
            }
        }
        p.govuk-body-s.sa-muted { (visit.t("staff-calendar-legend")) }
        @if !is_known { p.govuk-body { (visit.t("staff-calendar-unknown")) } }
    }
}

fn ways(visit: &Visit, who: &Principal, first: Date) -> Markup {
    let month = |span: jiff::Span| first.checked_add(span).ok().map(|day| format!("{:04}-{:02}", day.year(), day.month()));
    html! {
        p.govuk-body {
            @if let Some(before) = month(-1.month()) {
                a.govuk-link rel="prev" href={ "/staff/experts/" (who.id) "?month=" (before) } { (visit.t("staff-calendar-before")) }
            }
            " · "
            @if let Some(after) = month(1.month()) {
                a.govuk-link rel="next" href={ "/staff/experts/" (who.id) "?month=" (after) } { (visit.t("staff-calendar-after")) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::month;
    use jiff::civil::date;

    #[test]
    fn a_month_that_nobody_can_mean_is_the_present_one() {
        let today = date(2025, 9, 2);
        for (asked, first) in [
            (Some("2025-10"), date(2025, 10, 1)),
            (Some("2026-02"), date(2026, 2, 1)),
            (Some("2025-13"), date(2025, 9, 1)),
            (Some("9999-12"), date(2025, 9, 1)),
            (Some("x"), date(2025, 9, 1)),
            (None, date(2025, 9, 1)),
        ] {
            assert_eq!(month(asked, today), first, "{asked:?}");
        }
    }
}
