use super::desk::Desk;
use jiff::civil::Date;

/// The first day of a value: a date, or `in-force`, the day on which the act came into force.
#[derive(Clone, Copy, serde::Deserialize)]
#[serde(try_from = "String")]
pub(super) enum FirstDay {
    InForce,
    On(Date),
}

impl TryFrom<String> for FirstDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "in-force" {
            return Ok(Self::InForce);
        }
        text.parse().map(Self::On).map_err(|_| format!("a first day is \"in-force\" or YYYY-MM-DD, not {text:?}"))
    }
}

impl FirstDay {
    pub(super) fn date(self, act: Days) -> Date {
        match self {
            Self::InForce => act.from,
            Self::On(date) => date,
        }
    }
}

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) from: Date,
    pub(super) until: Date,
}

impl Days {
    pub(super) fn hold(self, date: Date) -> bool {
        self.from <= date && date <= self.until
    }

    /// The days of a value within an act: what it does not say it takes from `outer`.
    pub(super) fn of(
        desk: &mut Desk<'_>,
        file: &str,
        what: &str,
        act: Days,
        outer: Days,
        (from, until): (Option<FirstDay>, Option<Date>),
    ) -> Self {
        let days = Self { from: from.map_or(outer.from, |first| first.date(act)), until: until.unwrap_or(outer.until) };
        desk.expect(days.from <= days.until, file, || format!("{what} ends before it begins"));
        desk.expect(act.from <= days.from && days.until <= act.until, file, || {
            format!("{what}: its days {} to {} lie outside the act's, {} to {}", days.from, days.until, act.from, act.until)
        });
        days
    }
}

/// A value and the days on which it holds.
#[derive(Clone, Debug)]
pub(super) struct Dated<T> {
    pub(super) value: T,
    pub(super) days: Days,
}

/// The values that hold on `date`.
pub(super) fn on<T>(values: &[Dated<T>], date: Date) -> impl Iterator<Item = &T> {
    values.iter().filter(move |dated| dated.days.hold(date)).map(|dated| &dated.value)
}
