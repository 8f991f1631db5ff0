//! What if: a month's assignments under another procedure, another load or another number of experts on duty.
//! Nothing stored is touched; what is assumed is said, never guessed.

use super::{ActFact, Month, pseudonym};
use crate::deadline;
use crate::law::{Calendar, NoCalendar, Procedure};
use crate::terms::{FormId, Instant, Region};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// So many changed cases are named.
const NAMED: usize = 1000;
/// Working days behind the last arrival after which an unfinished queue is not followed any more.
const FOLLOWED_DAYS: usize = 60;

/// What is assumed of load and experts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumed {
    /// Of hundred cases that came, so many come.
    pub load_percent: u64,
    /// Experts on duty every working day.
    pub experts: u64,
    /// Acts that an expert decides in a working day.
    pub decisions_a_day: u64,
}

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
    /// The end of its first term, as it was.
    pub due_before: Instant,
    /// As it would be.
    pub due_after: Instant,
    /// Whether the decision, if there is one, was in that term.
    pub in_time_before: Option<bool>,
    /// Whether it would be.
    pub in_time_after: Option<bool>,
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
    /// How many terms begin on a day, and on which day they end.
    arrivals: BTreeMap<Date, (u64, Date)>,
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
            experts_needed: None,
        };
        Self { month, procedure, calendar, joining: Joining::default(), found, arrivals: BTreeMap::new() }
    }

    /// The same, with the cases of those who join.
    #[must_use]
    pub fn joined_by(self, joining: Joining) -> Self {
        Self { joining, ..self }
    }

    /// Replays the first assignment of a case.
    ///
    /// # Errors
    /// When the calendar does not know the days.
    pub fn add(&mut self, form: FormId, fact: &ActFact) -> Result<(), NoCalendar> {
        let (Some(assigned), Some(before)) = (fact.course.assigned_at, fact.course.first_due_at) else { return Ok(()) };
        if !self.month.holds(assigned) {
            return Ok(());
        }
        let after = deadline::due(assigned, self.procedure, self.calendar)?;
        let arrivals = self.arrivals.entry(after.counts_from).or_insert((0, after.due_date));
        let joined = self.joining.beside(fact);
        arrivals.0 += 1 + joined;
        self.found.cases += 1;
        self.found.joined += joined;
        if after.due_at == before {
            return Ok(());
        }
        let in_time = |due: Instant| fact.course.decided_at.map(|decided| decided <= due);
        let (in_time_before, in_time_after) = (in_time(before), in_time(after.due_at));
        self.found.changed += 1;
        self.found.become_late += u64::from(in_time_before == Some(true) && in_time_after == Some(false));
        self.found.become_in_time += u64::from(in_time_before == Some(false) && in_time_after == Some(true));
        if self.found.changed_cases.len() < NAMED {
            let (due_before, due_after) = (before, after.due_at);
            self.found.changed_cases.push(Changed {
                case: pseudonym(form),
                form,
                due_before,
                due_after,
                in_time_before,
                in_time_after,
            });
        }
        Ok(())
    }

    /// What would be; under `assumed`, where it is given, when the first deadline breaks and how many experts keep all.
    pub fn found(mut self, assumed: Option<Assumed>) -> WhatIf {
        if let Some(assumed) = assumed {
            let queue = self.queue(assumed);
            (self.found.first_broken, self.found.most_open) = (queue.first_broken, queue.most_open);
            self.found.experts_needed = self.needed(assumed);
        }
        self.found
    }

    /// The fewest experts with whom no term breaks: more of them never break one that fewer keep.
    fn needed(&self, assumed: Assumed) -> Option<u64> {
        let came: u64 = self.arrivals.values().map(|(n, _)| n).sum();
        let all = came.saturating_mul(assumed.load_percent) / 100;
        let keeps = |experts| self.queue(Assumed { experts, ..assumed }).first_broken.is_none();
        // So many decide everything on the day on which it comes.
        let (mut few, mut enough) = (0, all.checked_div(assumed.decisions_a_day).map_or(all, |n| n + 1));
        if !keeps(enough) {
            return None;
        }
        while few < enough {
            let middle = few.midpoint(enough);
            if keeps(middle) { enough = middle } else { few = middle + 1 }
        }
        Some(enough)
    }

    /// Day by day, the earliest term first: what came is decided as far as the experts on duty can.
    fn queue(&self, assumed: Assumed) -> Queue {
        let mut queue = Queue::default();
        let Some(mut day) = self.arrivals.keys().next().copied() else { return queue };
        let can = assumed.experts.saturating_mul(assumed.decisions_a_day);
        let mut open: BTreeMap<Date, u64> = BTreeMap::new();
        let (mut came, mut scaled, mut idle) = (0_u64, 0_u64, 0);
        let last = self.arrivals.keys().next_back().copied().unwrap_or(day);
        while day <= last || (!open.is_empty() && idle < FOLLOWED_DAYS) {
            idle += usize::from(day > last);
            if let Some((n, due)) = self.arrivals.get(&day) {
                came += n;
                // Parts of a case add up, so that small days count too.
                let all = came.saturating_mul(assumed.load_percent) / 100;
                *open.entry(*due).or_default() += all - scaled;
                scaled = all;
            }
            let mut left = can;
            open.retain(|_, n| {
                let done = left.min(*n);
                left -= done;
                *n -= done;
                *n > 0
            });
            queue.most_open = queue.most_open.max(open.values().sum());
            if open.keys().next().is_some_and(|due| *due <= day) && queue.first_broken.is_none() {
                queue.first_broken = Some(day);
            }
            // Every term ends on a day that the calendar knows: where it ends, what is open is past its term.
            let Ok(next) = self.calendar.next_working_day(day) else { break };
            day = next;
        }
        queue
    }
}

/// How the queue went.
#[derive(Default)]
struct Queue {
    first_broken: Option<Date>,
    most_open: u64,
}
