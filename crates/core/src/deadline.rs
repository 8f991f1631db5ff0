//! The expert's term: one working day from the arrival of the draft act's number (algorithm p. 9).

use crate::law::{Calendar, Cite, NoCalendar, Procedure};
use crate::terms::{Instant, KAZAKHSTAN, civil_date, civil_time, write_instant};
use jiff::civil::Date;

/// When a decision is due, and by which paragraph and readings.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Deadline {
    /// When the draft act with its number reached the expert (AMB-22).
    #[serde(serialize_with = "in_kazakhstan")]
    pub arrived: Instant,
    /// The working day from which the term runs.
    pub counts_from: Date,
    /// The last day of the term.
    pub due_date: Date,
    /// The end of that working day.
    #[serde(serialize_with = "in_kazakhstan")]
    pub due_at: Instant,
    /// The paragraph on the term.
    pub source: Cite,
    /// The readings used (AMB-20 to AMB-22).
    pub readings: Vec<String>,
}

/// When the decision on a draft act that arrived at `arrived` is due.
///
/// A draft that arrives later than the cut-off (by any fraction of a second) or on a day off counts
/// from the next working day. Hours and days are those of UTC+5.
///
/// # Errors
/// When a day is needed for which no calendar is held: nothing is guessed.
pub fn due(arrived: Instant, procedure: &Procedure, calendar: &Calendar) -> Result<Deadline, NoCalendar> {
    let day = civil_date(arrived);
    let in_time = calendar.is_working_day(day)? && civil_time(arrived) <= procedure.cut_off;
    let counts_from = if in_time { day } else { calendar.next_working_day(day)? };

    let days_after = procedure.decision_working_days.saturating_sub(u8::from(procedure.arrival_day_counts));
    let due_date = (0..days_after).try_fold(counts_from, |day, _| calendar.next_working_day(day))?;
    let due_at = KAZAKHSTAN.to_timestamp(due_date.to_datetime(procedure.day_ends)).map_err(|_| NoCalendar(due_date))?;

    let source = procedure.deadline_cite.clone();
    let readings = procedure.deadline_readings.clone();
    Ok(Deadline { arrived, counts_from, due_date, due_at, source, readings })
}

fn in_kazakhstan<S: serde::Serializer>(instant: &Instant, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&write_instant(*instant))
}
