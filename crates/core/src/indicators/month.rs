use crate::terms::{Instant, KAZAKHSTAN};
use jiff::ToSpan as _;
use jiff::civil::{Date, Time};

/// A month in Kazakhstan: from midnight of its first day up to, but without, midnight of the next one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
}

impl Month {
    /// The month of a day; none at the end of all calendars.
    pub fn of(day: Date) -> Option<Self> {
        let first = day.first_of_month();
        let next = first.checked_add(1.month()).ok()?;
        let instant = |day: Date| KAZAKHSTAN.to_timestamp(day.to_datetime(Time::midnight())).ok();
        Some(Self { first, from: instant(first)?, to: instant(next)? })
    }

    /// Reads `2025-09`, of the years 2000 to 2199, which columns of instants can hold.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|c| c.is_ascii_digit() || c == b'-') {
            return None;
        }
        let year = year.parse().ok().filter(|year| (2000..2200).contains(year))?;
        Self::of(Date::new(year, month.parse().ok()?, 1).ok()?)
    }

    /// The month so many months later.
    pub fn beside(&self, months: i32) -> Option<Self> {
        Self::of(self.first.checked_add(months.months()).ok()?)
    }

    /// Whether `at` lies in it.
    pub fn holds(&self, at: Instant) -> bool {
        self.from <= at && at < self.to
    }

    /// Whether it is over at `now`.
    pub fn is_over(&self, now: Instant) -> bool {
        self.to <= now
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

#[cfg(test)]
mod tests {
    use super::Month;

    #[test]
    fn a_month_begins_and_ends_at_midnight_in_kazakhstan() {
        let month = Month::parse("2025-09").unwrap();
        assert_eq!(
            (month.from.to_string(), month.to.to_string()),
            ("2025-08-31T19:00:00Z".into(), "2025-09-30T19:00:00Z".into())
        );
        assert_eq!(month.beside(-1).unwrap().to_string(), "2025-08");
        assert_eq!(month.beside(4).unwrap().to_string(), "2026-01");
        assert!(month.holds(month.from) && !month.holds(month.to) && month.is_over(month.to));
        for wrong in ["", "2025", "2025-13", "2025-9", "25-09", "2025-09-01", "9999-01", "+025-09"] {
            assert!(Month::parse(wrong).is_none(), "{wrong}");
        }
    }
}
