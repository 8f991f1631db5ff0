//! What if: a month's assignments under another procedure, another load or another number of experts on duty.
//! Nothing stored is touched; what is assumed is said, never guessed.

use super::queue::Coming;
use super::{ActFact, Assumed, Course, Month, pseudonym};
use crate::deadline::{self, Deadline};
use crate::law::{Calendar, NoCalendar, Procedure};
use crate::terms::{FormId, Instant, Region};
use jiff::civil::Date;

/// So many changed cases are named, and so many entering ones.
const NAMED: usize = 1000;

/// Who joins beside those that the law lists. Their cases never reached the data bank: so it is said whose cases
/// they are as many as, and nothing is made up of them but their number and their days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joining {
    /// One more region, in which as many cases arise as in the organisations of this one.
    pub like_region: Option<Region>,
    /// More codes, with which as many cases come as with this nosology.
    pub like_nosology: Option<String>,
}

impl Joining {
    /// How many cases come beside one.
    fn beside(&self, fact: &ActFact) -> u64 {
        let region = self.like_region.is_some() && self.like_region == fact.organisation_region;
        let nosology = self.like_nosology.is_some() && self.like_nosology == fact.nosology;
        u64::from(region) + u64::from(nosology)
    }
}

/// A case whose term would end at another instant.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Changed {
    /// The case, by pseudonym.
    pub case: String,
    /// Its form, for whoever may know the case; no output tells it.
    #[serde(skip)]
    pub form: FormId,
    /// The end of its first term, as it was; where only the term of whoever has it now, or decided it, would end
    /// elsewhere, of that one.
    pub due_before: Instant,
    /// As it would be.
    pub due_after: Instant,
    /// Whether the decision, if there is one, was in the term of whoever decided, as the report says it; none where it is
    /// not told when they were given the act.
    pub in_time_before: Option<bool>,
    /// Whether it would be.
    pub in_time_after: Option<bool>,
}

/// A form that would come to the data bank, and did not.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Entering {
    /// The case, by pseudonym.
    pub case: String,
    /// Its form, for whoever may know the case; no output tells it.
    #[serde(skip)]
    pub form: FormId,
    /// When its chair signed it: it would reach an expert then.
    pub signed_at: Instant,
    /// When its term would end.
    pub due_at: Instant,
}

/// What would be.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct WhatIf {
    /// Cases that reached an expert in the month.
    pub cases: u64,
    /// How many would end at another instant.
    pub changed: u64,
    /// The first of them.
    pub changed_cases: Vec<Changed>,
    /// Decisions in time that would be late.
    pub become_late: u64,
    /// Late decisions that would be in time.
    pub become_in_time: u64,
    /// The first day at whose end an act is past its term, where load and experts are assumed; none where all are decided.
    pub first_broken: Option<Date>,
    /// The most acts that are undecided at the end of a day.
    pub most_open: u64,
    /// Cases of those who join, before the load is taken.
    pub joined: u64,
    /// Acts that were with an expert when the month began: they are worked off too.
    pub open_before: u64,
    /// Signed forms that did not belong to the pilot and would; none where no forms were looked at.
    pub entering: Option<u64>,
    /// The first of them.
    pub entering_cases: Vec<Entering>,
    /// The fewest experts on duty with whom no term breaks, where load and experts are assumed; none where no number is enough.
    pub experts_needed: Option<u64>,
}

/// A month's assignments, while they are replayed.
pub struct Replay<'l> {
    month: Month,
    procedure: &'l Procedure,
    calendar: &'l Calendar,
    joining: Joining,
    found: WhatIf,
    coming: Coming,
}

impl<'l> Replay<'l> {
    /// Nothing replayed yet; `procedure` is the one to be tried.
    pub fn new(month: Month, procedure: &'l Procedure, calendar: &'l Calendar) -> Self {
        let found = WhatIf {
            cases: 0,
            changed: 0,
            changed_cases: vec![],
            become_late: 0,
            become_in_time: 0,
            first_broken: None,
            most_open: 0,
            joined: 0,
            open_before: 0,
            entering: None,
            entering_cases: vec![],
            experts_needed: None,
        };
        Self { month, procedure, calendar, joining: Joining::default(), found, coming: Coming::default() }
    }

    /// The same, with the cases of those who join.
    #[must_use]
    pub fn joined_by(self, joining: Joining) -> Self {
        Self { joining, ..self }
    }

    /// The same, with the forms at hand that may enter: there may be none.
    #[must_use]
    pub fn with_forms(mut self) -> Self {
        self.found.entering = Some(0);
        self
    }

    fn term(&self, given: Instant) -> Result<Deadline, NoCalendar> {
        deadline::due(given, self.procedure, self.calendar)
    }

    /// Replays the assignments of a case that reached its first expert in the month. What was with an expert when the
    /// month began is only worked off.
    ///
    /// # Errors
    /// When the calendar does not know the days.
    pub fn add(&mut self, form: FormId, fact: &ActFact) -> Result<(), NoCalendar> {
        let course = &fact.course;
        let Some(assigned) = course.assigned_at else { return Ok(()) };
        if assigned < self.month.from {
            return self.was_open(course, assigned);
        }
        let (Some(first_before), Some(before), true) = (course.first_due_at, course.due_at, self.month.holds(assigned)) else {
            return Ok(());
        };
        let first = self.term(assigned)?;
        let joined = self.joining.beside(fact);
        self.coming.arrive(1 + joined, first.counts_from, first.due_date);
        self.found.cases += 1;
        self.found.joined += joined;
        // The term in which it is decided is that of whoever has it in the end.
        let given = course.given_before(Instant::MAX).and_then(|given| given.at);
        let after = match given {
            Some(at) if at != assigned => Some(self.term(at)?.due_at),
            given => given.map(|_| first.due_at),
        };
        if first.due_at == first_before && after.is_none_or(|after| after == before) {
            return Ok(());
        }
        let in_time = |due: Option<Instant>| Some(course.decided_at? <= due?);
        let (in_time_before, in_time_after) = (in_time(after.map(|_| before)), in_time(after));
        self.found.changed += 1;
        self.found.become_late += u64::from(in_time_before == Some(true) && in_time_after == Some(false));
        self.found.become_in_time += u64::from(in_time_before == Some(false) && in_time_after == Some(true));
        if self.found.changed_cases.len() < NAMED {
            let whose = (first_before, first.due_at);
            let (due_before, due_after) = if whose.0 == whose.1 { (before, after.unwrap_or(before)) } else { whose };
            let case = pseudonym(form);
            self.found.changed_cases.push(Changed { case, form, due_before, due_after, in_time_before, in_time_after });
        }
        Ok(())
    }

    /// An act that is open when the month begins: it is decided with what comes, under the term of whoever has it then.
    fn was_open(&mut self, course: &Course, assigned: Instant) -> Result<(), NoCalendar> {
        if [course.decided_at, course.ended_at].into_iter().flatten().any(|at| at < self.month.from) {
            return Ok(());
        }
        let given = course.given_before(self.month.from).and_then(|given| given.at);
        let due = self.term(given.unwrap_or(assigned))?.due_date;
        let eve = self.month.first.yesterday().map_err(|_| NoCalendar(self.month.first))?;
        self.coming.was_open(due, self.calendar.next_working_day(eve)?);
        self.found.open_before += 1;
        Ok(())
    }

    /// A form that was signed in the month outside of the pilot and would belong to it: it would reach an expert when it
    /// was signed, for no human step lies between (p. 5 to 7).
    ///
    /// # Errors
    /// When the calendar does not know the days.
    pub fn enter(&mut self, form: FormId, signed_at: Instant) -> Result<(), NoCalendar> {
        let term = self.term(signed_at)?;
        self.coming.arrive(1, term.counts_from, term.due_date);
        *self.found.entering.get_or_insert(0) += 1;
        if self.found.entering_cases.len() < NAMED {
            self.found.entering_cases.push(Entering { case: pseudonym(form), form, signed_at, due_at: term.due_at });
        }
        Ok(())
    }

    /// What would be; under `assumed`, where it is given, when the first deadline breaks and how many experts keep all.
    pub fn found(mut self, assumed: Option<Assumed>) -> WhatIf {
        if let Some(assumed) = assumed {
            let went = self.coming.worked_off(assumed, self.calendar);
            (self.found.first_broken, self.found.most_open) = (went.first_broken, went.most_open);
            self.found.experts_needed = self.coming.needed(assumed, self.calendar);
        }
        self.found
    }
}
