use crate::law::{HtmcRow, Section, SectionTitle};
use std::collections::BTreeMap;

/// How the patient comes to the hospital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Admission {
    /// In an emergency.
    Emergency,
    /// Planned.
    Planned,
}

impl Admission {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Emergency, Self::Planned];

    /// As addresses write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Planned => "planned",
        }
    }

    /// Reads what addresses write.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// How patients of a section come: its title says so.
    pub fn of(section: Section) -> Self {
        match section {
            Section::Emergency => Self::Emergency,
            Section::PlannedBoth | Section::PlannedInsurance => Self::Planned,
        }
    }
}

/// Who pays, as the law's data name it: the guaranteed volume of free care, and the insurance.
pub const PAYERS: [&str; 2] = ["guaranteed-volume", "insurance"];

/// The sections that answer for a patient who comes so and for whom this payer pays, in the order of the list.
///
/// Of several none goes before another: the order names no precedence, so whoever asks is shown all of them and
/// chooses (AMB-39). None means that nothing is given that way, not that another section stands in.
pub fn sections_for(titles: &[SectionTitle], admission: Admission, payer: &str) -> Vec<Section> {
    let answers = |title: &&SectionTitle| Admission::of(title.id) == admission && title.payers.iter().any(|known| known == payer);
    titles.iter().filter(answers).map(|title| title.id).collect()
}

/// The codes that stand in several sections, each with its rows in the order of the list (AMB-36).
pub fn shared_codes(rows: &[HtmcRow]) -> BTreeMap<&str, Vec<&HtmcRow>> {
    let mut by_code = BTreeMap::<&str, Vec<&HtmcRow>>::new();
    for row in rows {
        by_code.entry(&row.code).or_default().push(row);
    }
    by_code.retain(|_, rows| rows.len() > 1);
    by_code
}
