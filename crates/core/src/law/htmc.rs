//! Order B as data: ҚР ДСМ-134/2020, high-tech medical care.

use super::{Act, Cite, NotInForce};
use crate::terms::Trilingual;
use jiff::civil::Date;

/// Order B.
#[derive(Clone, Debug)]
pub struct Htmc {
    /// Numbers, dates, amendments, repealed acts.
    pub act: Act,
    /// The three weighted criteria, in the order's order.
    pub criteria: Vec<Criterion>,
    /// Tenths of a point from which a technology is listed: 70 (annex 1 p. 2, AMB-29).
    pub listed_from_tenths: u16,
    /// Tenths of a point up to which: 100.
    pub listed_to_tenths: u16,
    /// The paragraph on the bound.
    pub listed_cite: Cite,
    /// The editions of the list that are held.
    pub lists: Vec<HtmcList>,
    /// The four criteria that take a technology off the list.
    pub transitions: Transitions,
}

impl Htmc {
    /// The edition of the list of `date`.
    ///
    /// # Errors
    /// When the edition of that day is not held.
    pub fn list_on(&self, date: Date) -> Result<&HtmcList, NotInForce> {
        let held = |list: &&HtmcList| list.from <= date && list.until.is_none_or(|until| date <= until);
        self.lists.iter().find(held).ok_or(NotInForce(date))
    }
}

/// A criterion of the scoring table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// `innovation`, `resources`, `uniqueness`.
    pub id: String,
    /// Its name.
    pub name: Trilingual,
    /// Its weight in tenths: 2, 4, 4.
    pub weight_tenths: u16,
    /// The four levels, from the top of the table.
    pub levels: Vec<Level>,
    /// The row of the table.
    pub cite: Cite,
}

/// A level of a criterion's scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The printed text (Kazakh to the letter).
    pub text: Trilingual,
    /// The value in tenths: 100, 75, 25, 0.
    pub value_tenths: u16,
    /// The printed points in tenths; always value × weight.
    pub points_tenths: u16,
    /// A note where the printed text is defective (AMB-28) or bands overlap (AMB-27).
    pub note: Option<Trilingual>,
}

/// An edition of the list of high-tech services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmcList {
    /// `2024-90`.
    pub edition: String,
    /// First day in force.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
    /// The amending act.
    pub cite: Cite,
    /// The rows, by section and number.
    pub rows: Vec<HtmcRow>,
}

/// A section of the list: how the patient comes and who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// Emergency admission, guaranteed volume.
    Emergency,
    /// Planned admission, guaranteed volume and insurance.
    PlannedBoth,
    /// Planned admission, insurance.
    PlannedInsurance,
}

impl Section {
    /// Every section, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Emergency, Self::PlannedBoth, Self::PlannedInsurance];

    /// As the contract writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::PlannedBoth => "planned-both",
            Self::PlannedInsurance => "planned-insurance",
        }
    }

    /// Reads what the contract writes.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.as_str() == text)
    }
}

/// The title of a section of the list, and who pays in it (AMB-39).
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionTitle {
    /// The section.
    pub id: Section,
    /// Its title; Kazakh is the order's to the letter.
    pub name: Trilingual,
    /// `guaranteed-volume`, `insurance`.
    pub payers: Vec<String>,
    /// Where it stands; a row's cite is this and ` row 5`.
    pub cite: Cite,
}

/// A row of the list. Key: edition, section, code (AMB-36).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HtmcRow {
    /// The section.
    pub section: Section,
    /// The number within the section.
    pub number: u16,
    /// The code, a string whose zeros are significant (AMB-37).
    pub code: String,
    /// The name; Kazakh is the order's to the letter, Russian and English are our renderings.
    pub name: Trilingual,
    /// A gloss where the printed text is a mistranslation (AMB-38).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gloss: Option<Trilingual>,
}

/// The four transition criteria (annex 1 p. 3, edition 175) and their parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transitions {
    /// First day of this wording.
    pub from: Date,
    /// T1 to T4.
    pub rules: Vec<TransitionRule>,
    /// T1: regions in which the share must be exceeded: 5.
    pub regions_needed: u16,
    /// T1: the five geographic zones.
    pub zones: Vec<String>,
    /// The paragraph that takes the criteria together: p. 4.
    pub together_cite: Cite,
}

/// One transition criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransitionRule {
    /// `T1` to `T4`.
    pub id: String,
    /// Its name.
    pub name: Trilingual,
    /// The comparison as data (AMB-32): `above`, `below`, `at-most`.
    pub comparison: String,
    /// The bound as an exact decimal: `"75"` percent, `"1"` per 100 000, `"10"` percent; T2 has none,
    /// its bound is the mean.
    pub bound: Option<String>,
    /// The paragraph.
    pub cite: Cite,
    /// Readings that it uses.
    pub readings: Vec<String>,
}
