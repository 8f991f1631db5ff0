use super::{dated::Days, desk::Desk, sources::Sources};
use crate::law::{Act, Cite, Published, Registered, RelatedAct, Signed};
use crate::terms::Trilingual;
use jiff::{ToSpan, civil::Date};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ActFile {
    id: String,
    short: String,
    title: Trilingual,
    still_valid_on: Date,
    publication: Publication,
    window: WindowFile,
    signed: Vec<Signed>,
    #[serde(default)]
    registered: Option<Registered>,
    #[serde(default)]
    amended_by: Vec<Amendment>,
    #[serde(default)]
    repeals: Vec<Repealed>,
}

#[derive(Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Publication {
    on: Date,
    assumed: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WindowFile {
    calendar_days_after_publication: i32,
    #[serde(default)]
    valid_months: Option<i32>,
    cite: Cite,
    quote: String,
    #[serde(default)]
    readings: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Amendment {
    number: String,
    on: Date,
    publication: Publication,
    calendar_days_after_publication: i32,
    note: String,
    cite: Cite,
    quote: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Repealed {
    number: String,
    on: Date,
    note: String,
    cite: Cite,
    quote: String,
}

/// An act with the days that its publication gives, and the quotes that are still to be proved.
pub(super) struct Window {
    pub(super) act: Act,
    /// The act's own publication, then its amendments'.
    pub(super) published: Vec<Published>,
    quotes: Vec<(Cite, String)>,
}

pub(super) fn read(desk: &mut Desk<'_>, id: &str) -> Option<Window> {
    let path = format!("{id}/act.toml");
    let file: ActFile = desk.toml(&path)?;
    desk.expect(file.id == id, &path, || format!("the act calls itself {:?}, its folder {id:?}", file.id));
    desk.names(&path, &file.window.readings);
    let Some(from) = first_day(file.publication, file.window.calendar_days_after_publication) else {
        desk.fault(&path, "the window has no first day");
        return None;
    };
    let until = match file.window.valid_months {
        None => None,
        Some(months) if (1..=1200).contains(&months) => from.checked_add(months.months()).and_then(Date::yesterday).ok(),
        Some(_) => {
            desk.fault(&path, "valid_months is not a number of months");
            return None;
        }
    };
    let mut quotes = vec![(file.window.cite.clone(), file.window.quote)];
    let mut published = vec![Published::new(&file.id, &file.short, file.publication, from, &file.window.cite)];
    let mut amended_by = Vec::new();
    for row in file.amended_by {
        match first_day(row.publication, row.calendar_days_after_publication) {
            Some(from) => published.push(Published::new(&file.id, &row.number, row.publication, from, &row.cite)),
            None => desk.fault(&path, format!("amendment {} has no first day", row.number)),
        }
        quotes.push((row.cite.clone(), row.quote));
        amended_by.push(RelatedAct { number: row.number, on: row.on, note: row.note, cite: row.cite });
    }
    let mut repeals = Vec::new();
    for row in file.repeals {
        quotes.push((row.cite.clone(), row.quote));
        repeals.push(RelatedAct { number: row.number, on: row.on, note: row.note, cite: row.cite });
    }
    let act = Act {
        id: file.id,
        short: file.short,
        title: file.title,
        signed: file.signed,
        from,
        until,
        cite: file.window.cite,
        amended_by,
        repeals,
        registered: file.registered,
        still_valid_on: file.still_valid_on,
    };
    Some(Window { act, published, quotes })
}

impl Window {
    /// The days of the act; one without end lasts as long as dates do.
    pub(super) fn days(&self) -> Days {
        Days { from: self.act.from, until: self.act.until.unwrap_or(Date::MAX) }
    }

    /// The first day of the wording that an amendment brought.
    pub(super) fn first_day_by(&self, amendment: &str) -> Option<Date> {
        self.published.iter().skip(1).find(|published| published.number == amendment).map(|published| published.from)
    }

    pub(super) fn check(&self, desk: &mut Desk<'_>, sources: &Sources) {
        let path = format!("{}/act.toml", self.act.id);
        for (cite, quote) in &self.quotes {
            sources.check(desk, &path, cite, [quote.as_str()]);
        }
    }
}

/// "After ten calendar days have passed since the day of publication": the eleventh day after it.
fn first_day(publication: Publication, days: i32) -> Option<Date> {
    (0..=366).contains(&days).then(|| publication.on.checked_add((days + 1).days()).ok()).flatten()
}

impl Published {
    fn new(act: &str, number: &str, publication: Publication, from: Date, cite: &str) -> Self {
        let Publication { on, assumed } = publication;
        Self { act: act.to_owned(), number: number.to_owned(), on, assumed, from, cite: cite.to_owned() }
    }
}
