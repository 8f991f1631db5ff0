use super::{Draft, Heading};
use crate::law::{HtmcList, HtmcRow, Law, NotInForce};
use crate::terms::{FormId, Instant, civil_date};
use jiff::civil::Date;

/// The act by which an edition came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Its number, as printed.
    pub number: String,
    /// The day on which it was signed.
    pub on: Date,
    /// Where in it, or in the order that it changed, the list stands.
    pub paragraph: String,
}

/// An edition that a second person approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// Its id.
    pub id: FormId,
    /// What was approved.
    pub draft: Draft,
    /// Who approved it.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// An edition as the node tells it at which it was approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which edition.
    pub heading: Heading,
    /// The first day for which it answers there: never one before it was approved.
    pub answers_from: Date,
    /// Its rows.
    pub rows: Vec<HtmcRow>,
}

/// From where an edition is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The law's own data.
    Law,
    /// It was entered here, and a second person approved it.
    Approved {
        /// Its id.
        id: FormId,
        /// Who approved it.
        by: String,
        /// When.
        at: Instant,
    },
    /// The node told it at which it was approved.
    Told,
}

/// An edition of the list that is held: from the law's data, entered and approved, or told by whoever approved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldEdition {
    /// The list, with the days for which it answers.
    pub list: HtmcList,
    /// The first day in force by its act. Where it was approved later, the days between are answered by nobody.
    pub first_day: Date,
    /// Its act.
    pub act: Amendment,
    /// From where it is held.
    pub source: Source,
}

/// Every edition that is held, the earliest first: the one answer to "the list on this day".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editions(Vec<HeldEdition>);

impl Editions {
    /// The editions of the law's data, and those that were approved.
    ///
    /// An edition ends the day before the first day of the next one. It answers from its first day on and never for a
    /// day before it was approved: what was answered then stays what it was, and nothing answers for a day of which
    /// the edition was not held.
    pub fn of(law: &Law, approved: &[Approved]) -> Self {
        Self::with(law, approved.iter().filter_map(|one| entered(law, one)))
    }

    /// The editions of the law's data, and those that another node tells of beside them. What the law's data hold
    /// themselves answers for itself, whoever tells it too.
    pub fn told(law: &Law, told: &[Told]) -> Self {
        let is_new = |one: &&Told| law.htmc.lists.iter().all(|list| list.edition != one.heading.edition);
        Self::with(law, told.iter().filter(is_new).map(|one| heard(law, one)))
    }

    fn with(law: &Law, others: impl Iterator<Item = HeldEdition>) -> Self {
        let mut all: Vec<HeldEdition> = law.htmc.lists.iter().map(|list| of_the_law(law, list)).collect();
        all.extend(others);
        all.sort_by_key(|edition| edition.first_day);
        let firsts: Vec<Date> = all.iter().map(|edition| edition.first_day).collect();
        for (edition, next) in all.iter_mut().zip(firsts.into_iter().skip(1)) {
            let until = next.yesterday().ok();
            edition.list.until = edition.list.until.into_iter().chain(until).min();
        }
        Self(all)
    }

    /// The edition that answers for `date`.
    ///
    /// # Errors
    /// When the edition of that day is not held; a later one never answers for it.
    pub fn on(&self, date: Date) -> Result<&HeldEdition, NotInForce> {
        let answers = |one: &&HeldEdition| one.list.from <= date && one.list.until.is_none_or(|until| date <= until);
        self.0.iter().find(answers).ok_or(NotInForce(date))
    }

    /// The edition of that name.
    pub fn named(&self, edition: &str) -> Option<&HeldEdition> {
        self.0.iter().find(|one| one.list.edition == edition)
    }

    /// All of them, the earliest first.
    pub fn all(&self) -> &[HeldEdition] {
        &self.0
    }

    /// The acts that brought about what differs between two editions: of every edition behind the earlier one up to the
    /// later one.
    pub fn acts_between<'e>(&'e self, one: &HeldEdition, other: &HeldEdition) -> Vec<&'e HeldEdition> {
        let (first, last) = (one.first_day.min(other.first_day), one.first_day.max(other.first_day));
        self.0.iter().filter(|edition| first < edition.first_day && edition.first_day <= last).collect()
    }
}

fn of_the_law(law: &Law, list: &HtmcList) -> HeldEdition {
    let act = &law.htmc.act;
    let published = law.published.iter().filter(|published| published.act == act.id);
    let by = published.filter(|published| published.from == list.from).map(|published| published.number.as_str());
    let amended = by.filter_map(|number| act.amended_by.iter().find(|amended| amended.number == number)).next();
    let signed = amended.map(|amended| (amended.number.clone(), amended.on));
    let signed = signed.or_else(|| act.signed.first().map(|signed| (signed.number.clone(), signed.on)));
    let (number, on) = signed.unwrap_or_else(|| (act.short.clone(), act.from));
    let act = Amendment { number, on, paragraph: list.cite.clone() };
    HeldEdition { list: list.clone(), first_day: list.from, act, source: Source::Law }
}

fn entered(law: &Law, one: &Approved) -> Option<HeldEdition> {
    let heading = one.draft.heading.as_ref()?;
    let source = Source::Approved { id: one.id, by: one.by.clone(), at: one.at };
    Some(beside(law, heading, heading.from.max(civil_date(one.at)), &one.draft.rows, source))
}

fn heard(law: &Law, one: &Told) -> HeldEdition {
    beside(law, &one.heading, one.heading.from.max(one.answers_from), &one.rows, Source::Told)
}

/// An edition beside those of the law.
fn beside(law: &Law, heading: &Heading, from: Date, rows: &[HtmcRow], source: Source) -> HeldEdition {
    let cite = format!("{} annex 2", law.htmc.act.short);
    let list = HtmcList { edition: heading.edition.clone(), from, until: None, cite, rows: rows.to_vec() };
    let act = Amendment { number: heading.act.clone(), on: heading.signed_on, paragraph: heading.paragraph.clone() };
    HeldEdition { list, first_day: heading.from, act, source }
}
