//! Order A as data: joint order No. 168 / No. 56 / No. 292/НҚ of June 2025.

use super::{Cite, NotInForce};
use crate::terms::{Icd10, Region, Trilingual};
use jiff::civil::{Date, Time};

/// Order A: its act data and its rules, one set for each stretch of days on which nothing changes.
#[derive(Clone, Debug)]
pub struct Pilot {
    /// Numbers, signing dates and window.
    pub act: Act,
    /// The rules, by first day, without gap within the act's window.
    pub editions: Vec<PilotRules>,
}

impl Pilot {
    /// The rules of `date`.
    ///
    /// # Errors
    /// When the order is not in force on that day (A-O8, AMB-44).
    pub fn on(&self, date: Date) -> Result<&PilotRules, NotInForce> {
        self.editions.iter().rev().find(|rules| rules.from <= date && date <= rules.until).ok_or(NotInForce(date))
    }

    /// The rules of `date`, or outside the window those of the nearest day: only to say what a code
    /// would belong to, never to decide.
    pub fn nearest(&self, date: Date) -> &PilotRules {
        let first = &self.editions[0];
        self.editions.iter().rev().find(|rules| rules.from <= date).unwrap_or(first)
    }
}

/// What an act says of itself.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Our short name: `mse-pilot-2025`.
    pub id: String,
    /// How findings name it: `168-56-292/2025`.
    pub short: String,
    /// Its title.
    pub title: Trilingual,
    /// Each number with the authority that gave it and the day on which it signed.
    pub signed: Vec<Signed>,
    /// First day in force.
    pub from: Date,
    /// Last day in force, if it has one.
    pub until: Option<Date>,
    /// The paragraph on its window.
    pub cite: Cite,
    /// Acts that changed it.
    #[serde(default)]
    pub amended_by: Vec<RelatedAct>,
    /// Acts that it repealed.
    #[serde(default)]
    pub repeals: Vec<RelatedAct>,
    /// Registration at the Ministry of Justice, where there is one.
    #[serde(default)]
    pub registered: Option<Registered>,
    /// The last day on which somebody looked and it still held.
    pub still_valid_on: Date,
}

/// One signature under an act.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The number, as printed.
    pub number: String,
    /// The authority.
    pub by: Trilingual,
    /// The day.
    pub on: Date,
}

/// Registration of an act.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registered {
    /// The number in the state register.
    pub number: String,
    /// The day.
    pub on: Date,
}

/// An act that changes, or is repealed by, another.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelatedAct {
    /// The number, as printed.
    pub number: String,
    /// The day on which it was signed.
    pub on: Date,
    /// What it changed, or its registration and publication, in words.
    pub note: String,
    /// Where our order says so.
    pub cite: Cite,
}

/// The rules of order A in one stretch of days.
#[derive(Clone, Debug)]
pub struct PilotRules {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// The listed nosologies.
    pub nosologies: Vec<Nosology>,
    /// Every listed code with the place of its nosology in `nosologies`, sorted by code; each code once.
    pub codes: Vec<(Icd10, usize)>,
    /// The 22 forms of limb defects, in the order's order.
    pub sub_forms: Vec<SubForm>,
    /// The mandatory examinations and objective data.
    pub requirements: Vec<Requirement>,
    /// Further examinations on medical indication: shown, never asked for.
    pub notes: Vec<EvidenceNote>,
    /// The 21 subjects with their starts.
    pub subjects: Vec<Subject>,
    /// Terms and ways of the examination.
    pub procedure: Procedure,
}

impl PilotRules {
    /// The nosology to which `code` belongs, by exact match (AMB-9).
    pub fn nosology_of(&self, code: Icd10) -> Option<&Nosology> {
        let at = self.codes.binary_search_by_key(&code, |(listed, _)| *listed).ok()?;
        self.nosologies.get(self.codes[at].1)
    }

    /// Whether some code of the category of `code` is listed.
    pub fn lists_category_of(&self, code: Icd10) -> bool {
        let at = self.codes.partition_point(|(listed, _)| *listed < code.category());
        self.codes.get(at).is_some_and(|(listed, _)| listed.category() == code.category())
    }

    /// The health department of `region` (annex 1, rows 2–21).
    pub fn subject_of(&self, region: Region) -> Option<&Subject> {
        self.subjects.iter().find(|subject| subject.region == Some(region))
    }

    /// The requirements of a nosology.
    pub fn requirements_of<'r>(&'r self, nosology: &'r str) -> impl Iterator<Item = &'r Requirement> {
        self.requirements.iter().filter(move |requirement| requirement.nosology == nosology)
    }
}

/// A listed nosology (algorithm, annex 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nosology {
    /// `limb-defect`, `down-syndrome`, `mucopolysaccharidosis`.
    pub id: String,
    /// Its name.
    pub name: Trilingual,
    /// It is listed for persons younger than this many full years only (AMB-15).
    pub below_age_years: Option<i16>,
    /// It needs one of the sub-forms (AMB-40).
    pub needs_sub_form: bool,
    /// It needs the answer whether the amputation was surgical (AMB-12).
    pub needs_surgical_answer: bool,
    /// Its codes as printed, beside what they expand to (AMB-8).
    pub printed: Vec<PrintedCodes>,
    /// Where the list names it.
    pub cite: Cite,
    /// Readings that the list uses.
    pub readings: Vec<String>,
}

/// A line of codes of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedCodes {
    /// To the letter: `S68 - S68.9`.
    pub printed: String,
    /// The codes that it lists.
    pub codes: Vec<Icd10>,
}

/// Examinations that the order leaves to medical indication; they never block (algorithm p. 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceNote {
    /// `E1.X`.
    pub id: String,
    /// The nosology's id.
    pub nosology: String,
    /// What it speaks of.
    pub name: Trilingual,
    /// The paragraph.
    pub cite: Cite,
}

/// One of the 22 anatomical forms of limb defects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubForm {
    /// The row, 1 to 22.
    pub number: u8,
    /// The row's text; Kazakh is the order's to the letter.
    pub name: Trilingual,
    /// The disability group that tradition gives: decision support, unconfirmed, never a rule.
    pub hypothesised_group: u8,
    /// Who stands for the hypothesis: `inferred`, and who approved it, if anyone.
    pub hypothesis_source: String,
    /// Who approved the hypothesis; nobody so far.
    pub hypothesis_approved_by: Option<String>,
    /// Codes with which the form is plausible: for a hint of the page, never a block. A category
    /// stands for all its codes.
    pub plausible: Vec<Icd10>,
    /// The row of the order.
    pub cite: Cite,
}

/// A mandatory examination or objective datum (algorithm, annex 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// `E1.3`.
    pub id: String,
    /// The nosology's id.
    pub nosology: String,
    /// What it asks for, in short.
    pub name: Trilingual,
    /// The order's words.
    pub printed: String,
    /// Kinds of evidence of which one satisfies it.
    pub any_of: Vec<String>,
    /// Statuses that satisfy it.
    pub accepts: Vec<Status>,
    /// `carried` satisfies it too, when the referral is repeated and names the earlier act (AMB-13).
    pub carried_on_repeat: bool,
    /// Facts that must not be blank in the satisfying entry (AMB-46).
    pub facts: Vec<String>,
    /// It is asked only under this condition.
    pub when: Option<Condition>,
    /// The paragraph, as findings print it.
    pub cite: Cite,
    /// Readings that it uses.
    pub readings: Vec<String>,
}

impl Requirement {
    /// Whether an unsatisfied requirement is unanswered ("if available", AMB-17) rather than missing.
    pub fn is_if_available(&self) -> bool {
        self.accepts.contains(&Status::NotAvailable)
    }
}

/// How an entry of evidence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is here.
    Attached,
    /// The doctor states that there is none.
    NotAvailable,
    /// It stands in the earlier act.
    Carried,
}

/// The circumstance whose answer the order needs for an absent or amputated limb (AMB-12).
pub const SURGICAL_AMPUTATION: &str = "surgical_amputation";

/// A condition of a requirement: an answer among the form's circumstances.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// `surgical_amputation`.
    pub circumstance: String,
    /// The answer under which the requirement is asked.
    pub is: Answer,
}

/// An explicit answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Which side a subject of annex 1 belongs to (AMB-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    /// Territorial departments of the Committee.
    LabourDepartment,
    /// A health department of a region.
    HealthDepartment,
}

/// A subject of annex 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The row, 1 to 21.
    pub number: u8,
    /// Which side.
    pub kind: SubjectKind,
    /// The region; row 1 has none, it is all of them.
    pub region: Option<Region>,
    /// The subject's name.
    pub name: Trilingual,
    /// The date cell as printed; empty where the order leaves it blank.
    pub printed: String,
    /// The row whose cell a blank one inherits (AMB-1).
    pub inherits: Option<u8>,
    /// When it starts.
    pub starts: Starts,
    /// The row of the order.
    pub cite: Cite,
}

/// When a subject starts: for every vendor alike, or by vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Starts {
    /// On one day, whatever the vendor.
    On(Date),
    /// By vendor; a vendor that is not named has no start, which is not "started" (AMB-3).
    ByVendor(Vec<VendorStart>),
}

/// The start of the organisations that use one vendor's system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorStart {
    /// The vendor's id: `damu`.
    pub vendor: String,
    /// The vendor's name, as printed.
    pub name: String,
    /// First day.
    pub on: Date,
    /// The footnote.
    pub cite: Cite,
}

/// Terms and ways of the examination (algorithm, p. 6–9, and the MSE Rules).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// Working days in which the expert decides: 1 (p. 9).
    pub decision_working_days: u8,
    /// A draft that arrives later than this counts from the next working day: 16:00 (p. 9).
    pub cut_off: Time,
    /// The end of the working day on which a term ends: 18:00 (AMB-21; the order is silent).
    pub day_ends: Time,
    /// Whether the day of arrival is the first day of the term (AMB-21).
    pub arrival_day_counts: bool,
    /// How many experts a draft is given to: 1 (p. 7).
    pub experts_per_act: u8,
    /// The expert is outside the patient's region and the organisation's region (p. 7, AMB-45).
    pub extraterritorial: bool,
    /// Calendar months within which a signed form must arrive: 1 (MSE Rules).
    pub form_valid_months: u8,
    /// The paragraph on the term.
    pub deadline_cite: Cite,
    /// The paragraph on the assignment.
    pub assignment_cite: Cite,
    /// The rule on the form's age.
    pub form_age_cite: Cite,
    /// Readings that the deadline uses.
    pub deadline_readings: Vec<String>,
    /// Readings that the assignment uses.
    pub assignment_readings: Vec<String>,
}
