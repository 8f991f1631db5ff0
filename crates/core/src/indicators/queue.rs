use crate::law::Calendar;
use jiff::civil::Date;
use std::collections::BTreeMap;

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

/// What is to be decided: what came in the month, and what was open when it began.
#[derive(Default)]
pub(super) struct Coming {
    /// How many terms begin on a day, and on which day they end.
    arrivals: BTreeMap<Date, (u64, Date)>,
    /// How many terms of what was open end on a day.
    open: BTreeMap<Date, u64>,
    /// The day on which what was open can first be decided.
    begins: Option<Date>,
}

/// How the queue went.
#[derive(Default)]
pub(super) struct Went {
    /// The first day at whose end an act is past its term.
    pub(super) first_broken: Option<Date>,
    /// The most acts that are undecided at the end of a day.
    pub(super) most_open: u64,
}

impl Coming {
    /// So many cases whose term counts from one day to another.
    pub(super) fn arrive(&mut self, n: u64, counts_from: Date, due: Date) {
        self.arrivals.entry(counts_from).or_insert((0, due)).0 += n;
    }

    /// An act that was open when the month began, on the first working day `begins`.
    pub(super) fn was_open(&mut self, due: Date, begins: Date) {
        *self.open.entry(due).or_default() += 1;
        self.begins = Some(begins);
    }

    /// The fewest experts with whom no term breaks: more of them never break one that fewer keep.
    pub(super) fn needed(&self, assumed: Assumed, calendar: &Calendar) -> Option<u64> {
        let came: u64 = self.arrivals.values().map(|(n, _)| n).sum();
        let all = came.saturating_mul(assumed.load_percent) / 100 + self.open.values().sum::<u64>();
        let keeps = |experts| self.worked_off(Assumed { experts, ..assumed }, calendar).first_broken.is_none();
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

    /// Day by day, the earliest term first: what came is decided as far as the experts on duty can. What was open before
    /// is there whatever load is assumed.
    pub(super) fn worked_off(&self, assumed: Assumed, calendar: &Calendar) -> Went {
        let mut went = Went::default();
        let first = self.arrivals.keys().next().copied();
        let Some(mut day) = [first, self.begins].into_iter().flatten().min() else { return went };
        let can = assumed.experts.saturating_mul(assumed.decisions_a_day);
        let mut open = self.open.clone();
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
            went.most_open = went.most_open.max(open.values().sum());
            if open.keys().next().is_some_and(|due| *due <= day) && went.first_broken.is_none() {
                went.first_broken = Some(day);
            }
            // Every term ends on a day that the calendar knows: where it ends, what is open is past its term.
            let Ok(next) = calendar.next_working_day(day) else { break };
            day = next;
        }
        went
    }
}
