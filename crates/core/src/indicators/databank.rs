use super::load::Loads;
use super::{AgeGroup, Course, Ended, Lots, Month, Roster, Row, Spread, System, Table, counted};
use crate::decision::{Category, Term};
use crate::law::PilotRules;
use crate::terms::{Instant, Region};
use std::collections::BTreeMap;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// Disability is not established.
    NotEstablished,
    /// It is, with category and term where the decision names them.
    Established(Option<Category>, Option<Term>),
}

/// What is counted of a case in the data bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActFact {
    /// The vendor of the system in which the form was written.
    pub vendor: Option<String>,
    /// The organisation's region.
    pub organisation_region: Option<Region>,
    /// The region in which the patient is registered.
    pub patient_region: Option<Region>,
    /// The nosology's id by the law of the day of acceptance; none where the code is listed nowhere.
    pub nosology: Option<String>,
    /// The row of the list of limb defects.
    pub sub_form: Option<u8>,
    /// The patient's age on the day of the decision; until there is one, on that of acceptance.
    pub age: Option<AgeGroup>,
    /// What happened and when.
    pub course: Course,
    /// What was decided.
    pub ruling: Option<Ruling>,
}

/// What is counted by subject, vendor, nosology and sub-form.
#[derive(Clone, Copy, Default)]
struct Line {
    accepted: u64,
    in_time: u64,
    late: u64,
    overdue: u64,
}

/// The stages whose length is measured, each by the instant at which it ended.
const STAGES: [&str; 6] = ["transport", "numbering", "stage-waiting", "deciding", "registering", "whole"];

/// A month in the data bank, while facts are added one by one, in any order.
pub struct DataBankMonth<'l> {
    month: Month,
    rules: &'l PilotRules,
    counts: BTreeMap<&'static str, BTreeMap<String, u64>>,
    lines: BTreeMap<&'static str, BTreeMap<String, Line>>,
    stages: [Vec<u64>; STAGES.len()],
    loads: Loads,
    lots: Lots,
    rosters: Vec<Roster>,
}

/// What a fact adds to the lines in which it counts.
struct Seen {
    accepted: bool,
    decided: Option<bool>,
    overdue: bool,
}

impl<'l> DataBankMonth<'l> {
    /// An empty month, in which every subject, nosology and sub-form of the law has its row.
    pub fn new(month: Month, rules: &'l PilotRules) -> Self {
        let mut lines: BTreeMap<&'static str, BTreeMap<String, Line>> = BTreeMap::new();
        let subjects = rules.subjects.iter().filter(|subject| subject.region.is_some());
        lines.insert("by-subject", subjects.map(|subject| (subject_key(subject.number), Line::default())).collect());
        lines.insert("by-nosology", rules.nosologies.iter().map(|one| (one.id.clone(), Line::default())).collect());
        lines.insert("by-sub-form", rules.sub_forms.iter().map(|one| (sub_form_key(one.number), Line::default())).collect());
        lines.insert("by-vendor", BTreeMap::new());
        let mut counts: BTreeMap<&'static str, BTreeMap<String, u64>> = BTreeMap::new();
        for (table, keys) in [
            ("arrivals", &["accepted", "refused"][..]),
            ("fate", &["registered", "with-expert", "waiting", "not-numbered", "returned", "withdrawn"]),
            ("terms", &["in-time", "late"]),
            ("results", &["established", "not-established"]),
        ] {
            counts.insert(table, keys.iter().map(|key| ((*key).to_owned(), 0)).collect());
        }
        counts.insert("categories", Category::ALL.iter().map(|one| (one.as_str().to_owned(), 0)).collect());
        counts.insert("decision-terms", Term::ALL.iter().map(|one| (one.as_str().to_owned(), 0)).collect());
        let (stages, loads, lots) = (Default::default(), Loads::default(), Lots::default());
        Self { month, rules, counts, lines, stages, loads, lots, rosters: vec![] }
    }

    /// The same, with the rosters of which its draws were made.
    #[must_use]
    pub fn drawn_from(self, rosters: Vec<Roster>) -> Self {
        Self { rosters, ..self }
    }

    /// Adds a case. What happened at or after the month's end did not happen yet.
    pub fn add(&mut self, fact: &ActFact) {
        let month = self.month;
        let course = &fact.course;
        let by_end = |at: Option<Instant>| at.filter(|at| *at < month.to);
        let within = |at: Option<Instant>| at.is_some_and(|at| month.holds(at));
        let (accepted, refused) = (within(course.accepted_at), within(course.refused_at));
        if refused {
            self.count("arrivals", "refused");
            self.count("refusals", course.reason.as_deref().unwrap_or_default());
        }
        if accepted {
            self.count("arrivals", "accepted");
            self.count("fate", fate(course, &by_end));
        }
        let decided = within(course.decided_at).then(|| course.decided_at <= course.due_at);
        if let Some(in_time) = decided {
            self.count("terms", if in_time { "in-time" } else { "late" });
            self.ruled(fact.ruling);
        }
        let overdue = within(course.first_due_at) && is_overdue(course, &by_end);
        if overdue {
            let reason = overdue_reason(course, &by_end);
            self.count("overdue", &reason);
        }
        if within(course.moved_at) {
            self.count("moved", course.moved_why.as_deref().unwrap_or_default());
        }
        if within(course.nobody_at) {
            self.count("nobody", "nobody-eligible");
        }
        self.measure(course);
        self.lots.add(course, &month);
        self.loads.add(course, &month, decided);
        let seen = Seen { accepted, decided, overdue };
        if accepted || decided.is_some() || overdue {
            self.lines(fact, &seen);
        }
    }

    fn ruled(&mut self, ruling: Option<Ruling>) {
        match ruling {
            Some(Ruling::NotEstablished) => self.count("results", "not-established"),
            Some(Ruling::Established(category, term)) => {
                self.count("results", "established");
                self.count("categories", category.map(Category::as_str).unwrap_or_default());
                self.count("decision-terms", term.map(Term::as_str).unwrap_or_default());
            }
            None => self.count("results", ""),
        }
    }

    fn measure(&mut self, course: &Course) {
        let Course { signed_at, accepted_at, numbered_at, assigned_at, decided_at, registered_at, .. } = course;
        let spans = [
            (signed_at, accepted_at),
            (accepted_at, numbered_at),
            (numbered_at, assigned_at),
            (assigned_at, decided_at),
            (decided_at, registered_at),
            (signed_at, registered_at),
        ];
        for (stage, (from, to)) in self.stages.iter_mut().zip(spans) {
            if let (Some(from), Some(to)) = (from, to)
                && self.month.holds(*to)
            {
                stage.push(seconds(*from, *to));
            }
        }
    }

    fn lines(&mut self, fact: &ActFact, seen: &Seen) {
        let subject = fact.patient_region.and_then(|region| self.rules.subject_of(region));
        let nosology = fact.nosology.as_deref().unwrap_or_default();
        self.line("by-subject", &subject.map(|subject| subject_key(subject.number)).unwrap_or_default(), seen);
        self.line("by-vendor", fact.vendor.as_deref().unwrap_or_default(), seen);
        self.line("by-nosology", nosology, seen);
        if self.rules.nosologies.iter().any(|known| known.id == nosology && known.needs_sub_form) {
            self.line("by-sub-form", &fact.sub_form.map(sub_form_key).unwrap_or_default(), seen);
        }
    }

    fn line(&mut self, table: &'static str, key: &str, seen: &Seen) {
        let lines = self.lines.entry(table).or_default();
        if !lines.contains_key(key) {
            lines.insert(key.to_owned(), Line::default());
        }
        let Some(line) = lines.get_mut(key) else { return };
        line.accepted += u64::from(seen.accepted);
        line.in_time += u64::from(seen.decided == Some(true));
        line.late += u64::from(seen.decided == Some(false));
        line.overdue += u64::from(seen.overdue);
    }

    fn count(&mut self, table: &'static str, key: &str) {
        let counts = self.counts.entry(table).or_default();
        match counts.get_mut(key) {
            Some(n) => *n += 1,
            None => {
                counts.insert(key.to_owned(), 1);
            }
        }
    }

    /// The tables.
    pub fn tables(mut self) -> Vec<Table> {
        let mut tables = vec![];
        for id in ["arrivals", "refusals", "fate"] {
            tables.push(self.counted(id));
        }
        tables.push(self.terms());
        tables.push(self.spreads());
        for id in ["overdue", "moved", "nobody", "results", "categories", "decision-terms"] {
            tables.push(self.counted(id));
        }
        for id in ["by-subject", "by-vendor", "by-nosology", "by-sub-form"] {
            let rows = self.lines.get(id).into_iter().flatten();
            let rows = rows.map(|(key, line)| row(key, &[line.accepted, line.in_time, line.late, line.overdue]));
            let columns = columns(&["accepted", "in-time", "late", "overdue"]);
            tables.push(Table { id: id.to_owned(), system: System::DataBank, columns, rows: rows.collect() });
        }
        tables.push(self.loads.table(&self.rosters));
        tables.extend(self.lots.found(&self.rosters).tables());
        tables
    }

    fn counted(&self, id: &'static str) -> Table {
        counted(System::DataBank, id, self.counts.get(id).unwrap_or(&BTreeMap::new()))
    }

    fn terms(&self) -> Table {
        let mut table = self.counted("terms");
        let all = table.sum("count");
        table.columns.push("share".to_owned());
        for row in &mut table.rows {
            let share = row.values[0].zip(Some(all).filter(|all| *all > 0)).map(|(n, all)| (n * 2000 + all) / (2 * all));
            row.values.push(share);
        }
        table
    }

    fn spreads(&mut self) -> Table {
        let rows = STAGES.iter().zip(&mut self.stages).map(|(stage, values)| spread(stage, values)).collect();
        Table { id: "stages".to_owned(), system: System::DataBank, columns: columns(&SPREAD), rows }
    }
}

/// The columns of a table of spreads.
pub(super) const SPREAD: [&str; 4] = ["cases", "median", "p90", "p99"];

/// A row of a table of spreads.
pub(super) fn spread(key: &str, values: &mut [u64]) -> Row {
    let found = Spread::of(values);
    let values = vec![
        Some(values.len() as u64),
        found.map(|found| found.median),
        found.map(|found| found.p90),
        found.map(|found| found.p99),
    ];
    Row { key: key.to_owned(), values }
}

pub(super) fn columns(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

pub(super) fn row(key: &str, values: &[u64]) -> Row {
    Row { key: key.to_owned(), values: values.iter().copied().map(Some).collect() }
}

/// Whole seconds; two clocks may disagree, and nothing takes less than none.
pub(super) fn seconds(from: Instant, to: Instant) -> u64 {
    u64::try_from(to.duration_since(from).as_secs()).unwrap_or(0)
}

/// Numbers as keys: they sort as they count.
fn subject_key(number: u8) -> String {
    format!("{number:02}")
}

fn sub_form_key(number: u8) -> String {
    format!("{number:02}")
}

/// Where a case that was accepted in the month stood at its end.
fn fate(course: &Course, by_end: &impl Fn(Option<Instant>) -> Option<Instant>) -> &'static str {
    if by_end(course.decided_at).is_some() {
        return "registered";
    }
    if by_end(course.ended_at).is_some() {
        return match course.ended {
            Some(Ended::Withdrawn) => "withdrawn",
            _ => "returned",
        };
    }
    if by_end(course.assigned_at).is_some() {
        "with-expert"
    } else if by_end(course.numbered_at).is_some() {
        "waiting"
    } else {
        "not-numbered"
    }
}

/// Whether the first expert's term ended without a decision (AMB-22). What ended before it was due is not overdue.
fn is_overdue(course: &Course, by_end: &impl Fn(Option<Instant>) -> Option<Instant>) -> bool {
    let Some(due) = course.first_due_at else { return false };
    let ended = by_end(course.ended_at).is_some_and(|ended| ended <= due);
    !ended && by_end(course.decided_at).is_none_or(|decided| decided > due)
}

/// The recorded reason: that of the redistribution where there was one, else only where the case stands.
fn overdue_reason(course: &Course, by_end: &impl Fn(Option<Instant>) -> Option<Instant>) -> String {
    if by_end(course.moved_at).is_some() {
        return course.moved_why.clone().unwrap_or_default();
    }
    if by_end(course.decided_at).is_some() { "decided-late" } else { "still-open" }.to_owned()
}
