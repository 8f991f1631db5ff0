//! The working-day calendar: which days are off, and which days off were moved, each by its act.

use crate::terms::Trilingual;
use jiff::civil::{Date, Weekday};

/// Years with their days off and swapped working days. A year without data is an error, not a guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The years, ascending.
    pub years: Vec<Year>,
}

/// One year, or the first days of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Months 1 to this one are held: 12, or 1 for January of the last year.
    pub months_held: i8,
    /// Days off other than Saturdays and Sundays, and holidays that fall on them, ascending.
    pub days_off: Vec<DayOff>,
    /// Saturdays and Sundays that are worked, ascending.
    pub working_weekends: Vec<Date>,
}

/// A holiday, or a day off that was moved to this date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOff {
    /// The day.
    pub date: Date,
    /// What it is.
    pub name: Trilingual,
    /// The law or act that makes it a day off.
    pub cite: super::Cite,
    /// It is estimated (a date of the lunar calendar that no act has named yet).
    pub estimated: bool,
}

/// No calendar is held for this day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no working-day calendar is held for {0}")]
pub struct NoCalendar(pub Date);

impl Calendar {
    /// The year of `date`.
    ///
    /// # Errors
    /// When no data is held for that month.
    pub fn year_of(&self, date: Date) -> Result<&Year, NoCalendar> {
        let held = |year: &&Year| year.year == date.year() && date.month() <= year.months_held;
        self.years.iter().find(held).ok_or(NoCalendar(date))
    }

    /// Whether `date` is a working day of the five-day week.
    ///
    /// # Errors
    /// When no data is held for it.
    pub fn is_working_day(&self, date: Date) -> Result<bool, NoCalendar> {
        let year = self.year_of(date)?;
        if year.working_weekends.contains(&date) {
            return Ok(true);
        }
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        Ok(!weekend && !year.days_off.iter().any(|day| day.date == date))
    }

    /// The first working day after `date`.
    ///
    /// # Errors
    /// When the calendar ends before one is found.
    pub fn next_working_day(&self, date: Date) -> Result<Date, NoCalendar> {
        let mut day = date;
        loop {
            day = day.tomorrow().map_err(|_| NoCalendar(day))?;
            if self.is_working_day(day)? {
                return Ok(day);
            }
        }
    }
}
