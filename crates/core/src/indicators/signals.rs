//! Signals for control: what stands out so far that chance alone is an unlikely answer. None says that anybody did
//! wrong; each has its test, what is usual beside it, and the cases to be looked at.

use super::like_cases::{LikeCases, VALUES_CRITICAL_HUNDREDTHS};
use super::{ActFact, AgeGroup, Compared, Month};
use crate::form::Form;
use crate::law::{Calendar, NoCalendar};
use crate::terms::{FormId, Instant, civil_date, civil_time};
use std::collections::BTreeMap;

/// Pearson's chi-square of one degree of freedom that one draw in a thousand exceeds, in hundredths.
pub(super) const CRITICAL_HUNDREDTHS: u128 = 1083;
/// Fewer cases than this show nothing.
const LEAST: u64 = 5;
/// So many cases of a signal are named.
pub const NAMED: usize = 20;
/// The usual hours of a working day with a wide margin: before and after them, and on days off, a signature is unusual.
const USUAL_HOURS: std::ops::Range<i8> = 7..21;
/// So many examinations on one day are unusual, where there are no others.
const ON_ONE_DAY: usize = 3;

/// What stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignalKind {
    /// An expert decides like cases otherwise than the others.
    Decides,
    /// An expert signs at unusual hours or on days off.
    Hours,
    /// A doctor, a chair and an expert meet oftener than the lot lets them.
    Triple,
    /// A document stands in several forms.
    Document,
    /// Examinations bear odd dates.
    Dates,
}

impl SignalKind {
    /// As words are named.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decides => "decides",
            Self::Hours => "hours",
            Self::Triple => "triple",
            Self::Document => "document",
            Self::Dates => "dates",
        }
    }
}

/// A signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// What stands out.
    pub kind: SignalKind,
    /// Of whom: an expert's id, or a pseudonym.
    pub who: String,
    /// Among which cases: a nosology's id, the key of what is odd, or nothing.
    pub among: String,
    /// And of patients of which age, where cases are alike by that too.
    pub age: Option<AgeGroup>,
    /// Of decisions: what is compared.
    pub compared: Option<Compared>,
    /// How often, of how many; of a document, in how many forms of how many patients.
    pub found: (u64, u64),
    /// How often otherwise, of how many: what is usual. Of dates, in the month before.
    pub usual: (u64, u64),
    /// The cases, by pseudonym: at most [`NAMED`].
    pub cases: Vec<String>,
}

/// The name of a case that says nothing of it: from the form's random id.
pub fn pseudonym(form: FormId) -> String {
    crate::terms::Sha256::of(form.as_bytes()).to_string().chars().take(10).collect()
}

/// Whether `part` of `of` differs from `other` of `rest` by more than chance gives once in a thousand: Pearson's
/// chi-square of the table of four, in whole numbers, where every expected number is at least five.
pub fn stands_out(part: u64, of: u64, other: u64, rest: u64) -> bool {
    stands_out_beyond(CRITICAL_HUNDREDTHS, [part, of, other, rest])
}

fn stands_out_beyond(critical_hundredths: u128, [part, of, other, rest]: [u64; 4]) -> bool {
    let [part, of, other, rest] = [part, of, other, rest].map(u128::from);
    let (all, yes) = (of + rest, part + other);
    let no = all - yes;
    let least = of.min(rest) * yes.min(no);
    if all == 0 || least < 5 * all {
        return false;
    }
    let difference = (part * rest).abs_diff(other * of);
    let Some(left) = difference.checked_mul(difference).and_then(|n| n.checked_mul(all * 100)) else { return true };
    left > critical_hundredths * of * rest * yes * no
}

/// Whether a pair of doctor and chair met one of `experts` oftener than the lot lets them: `met` times in `all` cases,
/// where each expert is as likely. The extraterritorial ones alone are eligible, so this is a lower bound of chance.
pub fn meets_too_often(met: u64, all: u64, experts: u64) -> bool {
    if met < LEAST || experts < 2 || met * experts <= all {
        return false;
    }
    let [met, all, experts] = [met, all, experts].map(u128::from);
    let difference = met * experts - all;
    difference * difference * 100 > CRITICAL_HUNDREDTHS * all * (experts - 1)
}

/// What is odd about the dates of a form's examinations, by its key.
pub fn odd_dates(form: &Form<'_>) -> Vec<&'static str> {
    let days: Vec<_> = form.evidence.iter().filter_map(|entry| entry.date).collect();
    let mut odd = vec![];
    if form.commission.date.is_some_and(|commission| days.iter().any(|day| *day > commission)) {
        odd.push("after-commission");
    }
    if form.patient.birth_date.is_some_and(|birth| days.iter().any(|day| *day < birth)) {
        odd.push("before-birth");
    }
    if days.len() >= ON_ONE_DAY && days.iter().all(|day| *day == days[0]) {
        odd.push("on-one-day");
    }
    odd
}

/// So many of so many, and the first of those many.
#[derive(Clone, Default)]
pub(super) struct Tally {
    pub(super) part: u64,
    pub(super) of: u64,
    pub(super) cases: Vec<String>,
}

impl Tally {
    pub(super) fn add(&mut self, is_part: bool, form: FormId) {
        self.of += 1;
        self.part += u64::from(is_part);
        if is_part && self.cases.len() < NAMED {
            self.cases.push(pseudonym(form));
        }
    }
}

/// Decisions of a month, while they are added one by one.
pub struct Signals<'l> {
    month: Month,
    calendar: &'l Calendar,
    like_cases: BTreeMap<(String, AgeGroup), LikeCases>,
    hours: BTreeMap<String, Tally>,
}

impl<'l> Signals<'l> {
    /// None yet.
    pub fn new(month: Month, calendar: &'l Calendar) -> Self {
        Self { month, calendar, like_cases: BTreeMap::new(), hours: BTreeMap::new() }
    }

    /// Adds a case. Of what nosology or age is not known, nothing is known to be alike.
    ///
    /// # Errors
    /// When the calendar does not know the day of the decision.
    pub fn add(&mut self, form: FormId, fact: &ActFact) -> Result<(), NoCalendar> {
        let (Some(expert), Some(decided)) = (&fact.course.expert, fact.course.decided_at) else { return Ok(()) };
        if !self.month.holds(decided) {
            return Ok(());
        }
        if let (Some(nosology), Some(age), Some(ruling)) = (&fact.nosology, fact.age, fact.ruling) {
            self.like_cases.entry((nosology.clone(), age)).or_default().add(expert, ruling, form);
        }
        let is_unusual = is_unusual(decided, self.calendar)?;
        self.hours.entry(expert.clone()).or_default().add(is_unusual, form);
        Ok(())
    }

    /// What stands out.
    pub fn found(self) -> Vec<Signal> {
        let mut found = vec![];
        for ((nosology, age), cases) in &self.like_cases {
            for (compared, experts) in cases.compared() {
                let critical = match compared {
                    Compared::NotEstablished => CRITICAL_HUNDREDTHS,
                    Compared::Category(_) | Compared::Term(_) => VALUES_CRITICAL_HUNDREDTHS,
                };
                let like =
                    Signal { among: nosology.clone(), age: Some(*age), compared: Some(compared), ..of(SignalKind::Decides) };
                found.extend(beside_the_others(&like, critical, &experts));
            }
        }
        found.extend(beside_the_others(&of(SignalKind::Hours), CRITICAL_HUNDREDTHS, &self.hours));
        found
    }
}

/// Whether people seldom sign then: outside the usual hours, or on a day that is no working day.
fn is_unusual(at: Instant, calendar: &Calendar) -> Result<bool, NoCalendar> {
    Ok(!USUAL_HOURS.contains(&civil_time(at).hour()) || !calendar.is_working_day(civil_date(at))?)
}

fn of(kind: SignalKind) -> Signal {
    let (who, among, cases) = (String::new(), String::new(), vec![]);
    Signal { kind, who, among, age: None, compared: None, found: (0, 0), usual: (0, 0), cases }
}

/// A signal `like` this one of each expert who differs from the others.
fn beside_the_others(like: &Signal, critical_hundredths: u128, experts: &BTreeMap<String, Tally>) -> Vec<Signal> {
    let (part, of) = experts.values().fold((0, 0), |(part, of), tally| (part + tally.part, of + tally.of));
    let others = |tally: &Tally| (part - tally.part, of - tally.of);
    let differs = |tally: &Tally| {
        let (other, rest) = others(tally);
        stands_out_beyond(critical_hundredths, [tally.part, tally.of, other, rest])
    };
    let found = experts.iter().filter(|(_, tally)| differs(tally));
    let signal = |(expert, tally): (&String, &Tally)| {
        let (found, usual, cases) = ((tally.part, tally.of), others(tally), tally.cases.clone());
        Signal { who: expert.clone(), found, usual, cases, ..like.clone() }
    };
    found.map(signal).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_chance_gives_does_not_stand_out_and_what_it_hardly_gives_does() {
        assert!(!stands_out(10, 100, 100, 1000) && !stands_out(13, 100, 100, 1000));
        assert!(stands_out(30, 100, 100, 1000) && stands_out(100, 1000, 30, 100));
        // Too few to tell, and nothing at all.
        assert!(!stands_out(3, 3, 0, 20) && !stands_out(0, 0, 0, 0) && !stands_out(0, 50, 0, 50));
    }

    #[test]
    fn a_pair_meets_each_expert_as_often_as_the_lot_gives() {
        assert!(!meets_too_often(4, 4, 20) && !meets_too_often(10, 200, 20) && !meets_too_often(9, 9, 1));
        assert!(meets_too_often(8, 10, 20) && meets_too_often(40, 200, 20));
    }
}
