//! The expert's term as people see it: until when, why so, and how much of it is left.

use crate::pages::parts::law;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::law::{Calendar, Procedure};
use saraptama_core::terms::{Instant, civil_date, civil_time};

/// Less than this is little.
const SOON_MINUTES: i64 = 120;

/// Which day the term counts from, and why (algorithm p. 9, AMB-20 to AMB-22).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It arrived in time on a working day: that day counts.
    InTime,
    /// It arrived later than the cut-off.
    AfterCutOff,
    /// It arrived on a day off.
    DayOff,
}

impl Why {
    /// Why the term of what arrived then counts as it does; none where no calendar is held for the day.
    pub(super) fn of(arrived: Instant, procedure: &Procedure, calendar: &Calendar) -> Option<Self> {
        Some(match calendar.is_working_day(civil_date(arrived)).ok()? {
            false => Self::DayOff,
            true if civil_time(arrived) > procedure.cut_off => Self::AfterCutOff,
            true => Self::InTime,
        })
    }

    fn key(self) -> &'static str {
        match self {
            Self::InTime => "expert-why-in-time",
            Self::AfterCutOff => "expert-why-after-cut-off",
            Self::DayOff => "expert-why-day-off",
        }
    }
}

/// The term of one act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// When the numbered draft reached the expert.
    pub(super) arrived: Instant,
    /// The end of the term, as it was reckoned then.
    pub(super) due_at: Instant,
}

/// How pressing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pressing {
    /// There is time.
    Calm,
    /// Less than two hours are left.
    Soon,
    /// The term is over.
    Late,
}

impl Pressing {
    fn clock(self) -> &'static str {
        match self {
            Self::Calm => "sa-clock",
            Self::Soon => "sa-clock sa-clock--warn",
            Self::Late => "sa-clock sa-clock--late",
        }
    }

    fn bar(self) -> &'static str {
        match self {
            Self::Calm => "sa-bar",
            Self::Soon => "sa-bar sa-bar--warn",
            Self::Late => "sa-bar sa-bar--late",
        }
    }
}

impl Term {
    /// Whole minutes until its end, below zero once it is over.
    pub(super) fn minutes_left(self, now: Instant) -> i64 {
        self.due_at.duration_since(now).as_secs().div_euclid(60)
    }

    pub(super) fn pressing(self, now: Instant) -> Pressing {
        match self.minutes_left(now) {
            _ if now > self.due_at => Pressing::Late,
            ..SOON_MINUTES => Pressing::Soon,
            _ => Pressing::Calm,
        }
    }

    /// How much of it has passed, in percent.
    pub(super) fn percent_passed(self, now: Instant) -> i64 {
        let (whole, passed) = (self.due_at.duration_since(self.arrived).as_secs(), now.duration_since(self.arrived).as_secs());
        if whole <= 0 { 100 } else { (passed.saturating_mul(100) / whole).clamp(0, 100) }
    }
}

/// The time left, in words and as a bar. A script counts it down; without one it is as of when the page was made.
pub(super) fn clock(visit: &Visit, term: Term) -> Markup {
    let pressing = term.pressing(visit.now);
    html! {
        span class=(pressing.clock()) role="timer" data-due=(term.due_at.as_millisecond()) { (left(visit, term)) }
        progress class=(pressing.bar()) max="100" value=(term.percent_passed(visit.now)) aria-hidden="true" {}
    }
}

/// `1 h 40 min`; a term that is over says so, not by its colour alone.
pub(super) fn left(visit: &Visit, term: Term) -> String {
    let minutes = term.minutes_left(visit.now);
    match term.pressing(visit.now) {
        Pressing::Late => visit.say("expert-left-late", &[("time", span(visit, minutes.saturating_neg()).into())]),
        _ => span(visit, minutes),
    }
}

/// A stretch of time: the two largest units are enough.
fn span(visit: &Visit, minutes: i64) -> String {
    let (days, hours, rest) = (minutes / (24 * 60), minutes / 60 % 24, minutes % 60);
    let args = [("days", days.into()), ("hours", hours.into()), ("minutes", rest.into())];
    match (days, hours) {
        (0, 0) => visit.say("expert-left-minutes", &args),
        (0, _) => visit.say("expert-left-hours", &args),
        _ => visit.say("expert-left-days", &args),
    }
}

/// What the script needs to say the same: the server's time, and the words with places for numbers.
pub(super) fn clock_words(visit: &Visit) -> Markup {
    let args = [("days", "{d}".into()), ("hours", "{h}".into()), ("minutes", "{m}".into()), ("time", "{t}".into())];
    html! {
        div #clock hidden data-now=(visit.now.as_millisecond()) data-minutes=(visit.say("expert-left-minutes", &args))
            data-hours=(visit.say("expert-left-hours", &args)) data-days=(visit.say("expert-left-days", &args))
            data-late=(visit.say("expert-left-late", &args)) {}
    }
}

/// Why the term counts as it does, in a few words for a list; nothing where it counts from its arrival.
pub(super) fn note(visit: &Visit, term: Term) -> Option<String> {
    let why = why(visit, term).filter(|why| *why != Why::InTime)?;
    Some(visit.say(&format!("{}-short", why.key()), &[("cut_off", hour(procedure(visit, term).cut_off).into())]))
}

/// `16:00`.
pub(super) fn hour(time: jiff::civil::Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Why the term counts as it does, with its paragraph.
pub(super) fn reason(visit: &Visit, term: Term) -> Markup {
    let (procedure, day) = (procedure(visit, term), civil_date(term.arrived));
    let from = |why| match why {
        Why::InTime => visit.long_day(day),
        _ => visit.law().calendar.next_working_day(day).map(|day| visit.long_day(day)).unwrap_or_default(),
    };
    let args = |why| [("from", from(why).into()), ("cut_off", hour(procedure.cut_off).into())];
    html! {
        @if let Some(why) = why(visit, term) { (visit.say(why.key(), &args(why))) " " }
        (law(visit, &procedure.deadline_cite))
    }
}

fn why(visit: &Visit, term: Term) -> Option<Why> {
    Why::of(term.arrived, procedure(visit, term), &visit.law().calendar)
}

/// The terms of the law of the day of arrival.
fn procedure(visit: &Visit, term: Term) -> &Procedure {
    &visit.law().pilot.nearest(civil_date(term.arrived)).procedure
}

/// How the order's silence on the term is read, each reading by its number (AMB-20 to AMB-22).
pub(super) fn readings(visit: &Visit) -> Markup {
    let rules = visit.law().pilot.nearest(visit.today());
    let readings = rules.procedure.deadline_readings.iter().filter_map(|id| visit.law().reading(id));
    html! {
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("expert-readings")) } }
            div.govuk-details__text {
                dl.sa-facts {
                    @for reading in readings { dt { (reading.id) } dd { (visit.of(&reading.ruling)) " " (law(visit, &reading.cite)) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saraptama_core::deadline;
    use saraptama_core::law::Law;
    use saraptama_core::terms::parse_instant;

    fn at(text: &str) -> Instant {
        parse_instant(&format!("{text}+05:00")).expect("an instant")
    }

    #[test]
    fn the_reason_is_the_one_by_which_the_term_is_reckoned() {
        let law = Law::embedded();
        let procedure = &law.pilot.editions[0].procedure;
        for (arrived, why, due_at) in [
            ("2025-09-02T16:00:00", Why::InTime, "2025-09-02T18:00:00"),
            ("2025-09-02T16:00:00.000000001", Why::AfterCutOff, "2025-09-03T18:00:00"),
            ("2025-09-02T16:00:01", Why::AfterCutOff, "2025-09-03T18:00:00"),
            ("2025-09-05T16:00:01", Why::AfterCutOff, "2025-09-08T18:00:00"),
            ("2025-09-06T10:00:00", Why::DayOff, "2025-09-08T18:00:00"),
            // The Day of the Constitution, a Saturday, moved the day off to Monday.
            ("2025-09-01T09:00:00", Why::DayOff, "2025-09-02T18:00:00"),
        ] {
            let arrived = at(arrived);
            assert_eq!(Why::of(arrived, procedure, &law.calendar), Some(why), "{arrived}");
            assert_eq!(deadline::due(arrived, procedure, &law.calendar).expect("a calendar").due_at, at(due_at), "{arrived}");
        }
        assert_eq!(Why::of(at("2035-09-03T10:00:00"), procedure, &law.calendar), None);
    }

    #[test]
    fn a_term_is_late_after_its_end_and_pressing_two_hours_before() {
        let term = Term { arrived: at("2025-09-02T08:00:00"), due_at: at("2025-09-02T18:00:00") };
        for (now, pressing, minutes, percent) in [
            ("2025-09-02T07:59:59", Pressing::Calm, 600, 0),
            ("2025-09-02T13:00:00", Pressing::Calm, 300, 50),
            ("2025-09-02T16:00:00", Pressing::Calm, 120, 80),
            ("2025-09-02T16:00:01", Pressing::Soon, 119, 80),
            ("2025-09-02T18:00:00", Pressing::Soon, 0, 100),
            ("2025-09-02T18:00:01", Pressing::Late, -1, 100),
            ("2025-09-03T14:20:00", Pressing::Late, -1220, 100),
        ] {
            let now = at(now);
            let seen = (term.pressing(now), term.minutes_left(now), term.percent_passed(now));
            assert_eq!(seen, (pressing, minutes, percent), "{now}");
        }
    }
}
