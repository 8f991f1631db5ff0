use crate::htmc::rows;
use crate::law::{HtmcList, Section, SectionTitle};
use crate::terms::{Bin, Icd10, Iin};
use jiff::civil::Date;

/// The longest name or number, in characters.
const SHORT: usize = 300;
/// The longest text.
const LONG: usize = 8000;
/// The most members of a commission.
const MEMBERS: usize = 20;

/// What a commission decided on referral to high-tech care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Whose commission.
    pub organisation: Bin,
    /// The patient.
    pub patient: Iin,
    /// Family name, given name, patronymic.
    pub patient_name: String,
    /// The day of birth.
    pub birth_date: Date,
    /// The main diagnosis.
    pub icd10: Icd10,
    /// Its wording.
    pub diagnosis: String,
    /// How the patient is admitted.
    pub urgency: Urgency,
    /// Who pays.
    pub payer: Payer,
    /// The section of the list.
    pub section: Section,
    /// The code of the list, as printed.
    pub code: String,
    /// The edition of the list.
    pub edition: String,
    /// On what medical grounds.
    pub grounds: String,
    /// The commission refers; otherwise it does not.
    pub granted: bool,
    /// The number of the commission's conclusion.
    pub number: String,
    /// The day of the sitting.
    pub decided_on: Date,
    /// The chair's name.
    pub chair: String,
    /// The members' names.
    pub members: Vec<String>,
}

/// How a patient is admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// As an emergency.
    Emergency,
    /// Planned.
    Planned,
}

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payer {
    /// The guaranteed volume of free care.
    GuaranteedVolume,
    /// Compulsory social health insurance.
    Insurance,
}

impl Urgency {
    /// The urgency in a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Planned => "planned",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Emergency, Self::Planned].into_iter().find(|one| one.as_str() == text)
    }
}

impl Payer {
    /// The payer as the law's data name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GuaranteedVolume => "guaranteed-volume",
            Self::Insurance => "insurance",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::GuaranteedVolume, Self::Insurance].into_iter().find(|one| one.as_str() == text)
    }
}

/// The sections that urgency and payer lead to; where there are two, the row that is chosen says which (AMB-39).
pub fn sections_for(urgency: Urgency, payer: Payer, sections: &[SectionTitle]) -> Vec<Section> {
    let fits = |of: &&SectionTitle| {
        let is_emergency = of.id == Section::Emergency;
        is_emergency == (urgency == Urgency::Emergency) && of.payers.iter().any(|one| one == payer.as_str())
    };
    sections.iter().filter(fits).map(|of| of.id).collect()
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing stands in it, or it is longer than is kept.
    Text,
    /// The number's digits are not those of the day of birth.
    Birth,
    /// A day that lies ahead.
    Ahead,
    /// The list has no section for this urgency and payer.
    NoSection,
    /// The list of the day has no such row in a section that urgency and payer lead to.
    NotListed,
    /// A commission without members, or with more than is kept.
    Members,
}

impl Wrong {
    /// The name of its message for people.
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "hightech-wrong-text",
            Self::Birth => "hightech-wrong-birth",
            Self::Ahead => "hightech-wrong-ahead",
            Self::NoSection => "hightech-wrong-no-section",
            Self::NotListed => "hightech-wrong-not-listed",
            Self::Members => "hightech-wrong-members",
        }
    }
}

impl Referral {
    /// Everything that is wrong with it by the list of `today`.
    pub fn faults(&self, list: &HtmcList, sections: &[SectionTitle], today: Date) -> Vec<Fault> {
        let text = |field, text: &str, most| {
            let fits = !text.trim().is_empty() && text.chars().count() <= most;
            (!fits).then_some(Fault { field, wrong: Wrong::Text })
        };
        let mut faults: Vec<Fault> = [
            text("patient-name", &self.patient_name, SHORT),
            text("diagnosis", &self.diagnosis, LONG),
            text("grounds", &self.grounds, LONG),
            text("number", &self.number, SHORT),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut find = |is_so: bool, field, wrong| faults.extend(is_so.then_some(Fault { field, wrong }));
        find(!self.patient.agrees_with_birth(self.birth_date), "birth-date", Wrong::Birth);
        find(self.birth_date > today, "birth-date", Wrong::Ahead);
        find(self.decided_on > today, "decided-on", Wrong::Ahead);
        let too_long = self.members.iter().any(|name| name.chars().count() > SHORT);
        find(self.members.is_empty() || self.members.len() > MEMBERS || too_long, "members", Wrong::Members);
        let possible = sections_for(self.urgency, self.payer, sections);
        let is_listed = possible.contains(&self.section) && rows(list, Some(self.section), Some(&self.code)).next().is_some();
        find(possible.is_empty(), "payer", Wrong::NoSection);
        find(!possible.is_empty() && (!is_listed || self.edition != list.edition), "row", Wrong::NotListed);
        faults
    }
}
