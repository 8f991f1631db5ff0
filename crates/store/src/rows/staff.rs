use jiff::civil::Date;
use saraptama_core::terms::{ActNumber, FormId, Icd10, Instant, Region, Sha256};

/// Days on which an expert is not on duty, as somebody entered them; nothing of it is ever changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceRow {
    /// Its id: 32 bytes drawn at random.
    pub id: Sha256,
    /// The expert's id.
    pub expert: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// The key of the reason.
    pub reason: String,
    /// What was said beside it; empty where nothing was.
    pub note: String,
    /// Who entered it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// That it no longer holds, if so.
    pub withdrawn: Option<Withdrawn>,
}

/// That an absence no longer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Why.
    pub note: String,
    /// Who withdrew it.
    pub by: String,
    /// When.
    pub at: Instant,
}

impl AbsenceRow {
    /// Whether it kept the expert off duty on `day`, as that was known at `at`.
    pub fn held(&self, day: Date, at: Instant) -> bool {
        let withdrawn = self.withdrawn.as_ref().is_some_and(|withdrawn| withdrawn.at <= at);
        self.from <= day && day <= self.until && self.at <= at && !withdrawn
    }
}

/// What an entry of the register says of its act, for lists. All of it is absent in an entry that an older
/// version wrote, until it is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterHeading {
    /// The patient's name as it is shown.
    pub patient_name: Option<String>,
    /// The patient's region.
    pub region: Option<Region>,
    /// The main diagnosis.
    pub icd10: Option<Icd10>,
    /// The nosology's id; empty where the diagnosis is of none.
    pub nosology: Option<String>,
}

/// An entry whose heading is not filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its place.
    pub index: u64,
    /// The form it rests on.
    pub form: FormId,
}

/// What staff look for in the register, all of it at once; a field that is absent does not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterFilter {
    /// The act's number.
    pub number: Option<ActNumber>,
    /// The IIN under the node's secret key.
    pub iin_key: Option<Sha256>,
    /// The beginning of the folded name.
    pub name_key: Option<String>,
    /// The expert's id.
    pub expert: Option<String>,
    /// The patient's region.
    pub region: Option<Region>,
    /// The nosology's id.
    pub nosology: Option<String>,
    /// Registered from this instant on.
    pub from: Option<Instant>,
    /// Registered before this instant.
    pub to: Option<Instant>,
}

/// The messages that were given up on one route for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadState {
    /// The route.
    pub route: String,
    /// The code of the reason.
    pub reason: String,
    /// How many.
    pub dead: u64,
    /// When the oldest of them was recorded.
    pub oldest: Instant,
}
