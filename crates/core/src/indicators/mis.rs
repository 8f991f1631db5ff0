use super::databank::{SPREAD, columns, row, seconds, spread};
use super::{Draft, Month, System, Table, counted};
use crate::check::{Check, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// What is counted of a form in the medical information system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftFact {
    /// The vendor of the system that wrote it.
    pub vendor: Option<String>,
    /// What happened and when.
    pub draft: Draft,
}

/// What blocked a form: each requirement that was not met, and where none is named the code of what was found.
pub fn blocking(check: &Check) -> BTreeSet<&str> {
    let errors = check.findings.iter().filter(|finding| finding.severity() == Severity::Error);
    errors.map(|finding| finding.requirement.as_deref().unwrap_or(finding.code.as_str())).collect()
}

/// A month in the medical information system, while facts are added one by one.
pub struct MisMonth {
    month: Month,
    begun: u64,
    handed_back: u64,
    first_time: u64,
    again: u64,
    vendors: BTreeMap<String, [u64; 3]>,
    took: Vec<u64>,
}

impl MisMonth {
    /// An empty month.
    pub fn new(month: Month) -> Self {
        Self { month, begun: 0, handed_back: 0, first_time: 0, again: 0, vendors: BTreeMap::new(), took: vec![] }
    }

    /// Adds a form. A hand-back after the month's end did not happen yet.
    pub fn add(&mut self, fact: &DraftFact) {
        let DraftFact { vendor, draft } = fact;
        let within = |at: Option<crate::terms::Instant>| at.filter(|at| self.month.holds(*at));
        let begun = within(draft.begun_at).is_some();
        let signed = within(draft.signed_at);
        let again = signed.is_some() && draft.handed_back_at.is_some_and(|at| Some(at) < signed);
        self.begun += u64::from(begun);
        self.handed_back += u64::from(within(draft.handed_back_at).is_some());
        self.first_time += u64::from(signed.is_some() && !again);
        self.again += u64::from(again);
        if let (Some(begun), Some(signed)) = (draft.begun_at, signed) {
            self.took.push(seconds(begun, signed));
        }
        if begun || signed.is_some() {
            let line = self.vendors.entry(vendor.clone().unwrap_or_default()).or_default();
            line[0] += u64::from(begun);
            line[1] += u64::from(signed.is_some() && !again);
            line[2] += u64::from(again);
        }
    }

    /// The tables; `blocked` is how many forms each requirement blocked first in the month, and `forms` how many
    /// were blocked at all.
    pub fn tables(mut self, blocked: &BTreeMap<String, u64>, forms: u64) -> Vec<Table> {
        let table = |id: &str, ids: &[&str], rows| Table { id: id.to_owned(), system: System::Mis, columns: columns(ids), rows };
        vec![
            table(
                "drafts",
                &["count"],
                vec![row("begun", &[self.begun]), row("blocked", &[forms]), row("handed-back", &[self.handed_back])],
            ),
            table("signed", &["count"], vec![row("first-time", &[self.first_time]), row("after-hand-back", &[self.again])]),
            counted(System::Mis, "blocked-by", blocked),
            table("stages", &SPREAD, vec![spread("preparing", &mut self.took)]),
            table(
                "drafts-by-vendor",
                &["begun", "first-time", "after-hand-back"],
                self.vendors.iter().map(|(vendor, line)| row(vendor, line)).collect(),
            ),
        ]
    }
}
