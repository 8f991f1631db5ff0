use super::fault::{Fault, Wrong, sources_fault, text_fault};
use crate::terms::Trilingual;
use std::collections::BTreeMap;

/// The longest name, in characters.
const NAME: usize = 500;
/// The longest code; the order's longest has ten characters (AMB-37).
const CODE: usize = 16;
/// The longest passage.
const PASSAGE: usize = 4000;
/// The first year that a technology of today may have been in use since.
const FIRST_YEAR: i16 = 1800;

/// A technology that is proposed for the list, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Technology {
    /// Its name.
    pub name: Trilingual,
    /// The code under which it would stand in the list, as printed there; none where it has none yet.
    pub code: Option<String>,
    /// The organisation that proposes it.
    pub proposer: String,
    /// Since which year it has been in use in the world; none where that is not known. No level follows from it.
    pub in_use_since: Option<i16>,
    /// What is known, by topic; a topic that is absent is unknown.
    pub evidence: BTreeMap<Topic, Passage>,
}

/// What a technology's evidence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Its use in the world.
    WorldUse,
    /// Medicines that it needs.
    Drugs,
    /// Medical devices that it needs.
    Devices,
    /// Equipment that it needs.
    Equipment,
    /// Labour that it takes.
    Labour,
    /// Time that it takes.
    Time,
    /// Analogues and alternative treatments in Kazakhstan, and how it compares with them.
    Analogues,
}

/// What is known on a topic, and from where.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// What is known.
    pub text: String,
    /// Where that is written: at least one source.
    pub sources: Vec<String>,
}

impl Topic {
    /// Every topic, in the order of the table's rows.
    pub const ALL: [Self; 7] =
        [Self::WorldUse, Self::Drugs, Self::Devices, Self::Equipment, Self::Labour, Self::Time, Self::Analogues];

    /// The topic in a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WorldUse => "world-use",
            Self::Drugs => "drugs",
            Self::Devices => "devices",
            Self::Equipment => "equipment",
            Self::Labour => "labour",
            Self::Time => "time",
            Self::Analogues => "analogues",
        }
    }

    /// The id of the criterion to which it speaks.
    pub fn criterion(self) -> &'static str {
        match self {
            Self::WorldUse => "innovation",
            Self::Drugs | Self::Devices | Self::Equipment | Self::Labour | Self::Time => "resources",
            Self::Analogues => "uniqueness",
        }
    }
}

impl Technology {
    /// Everything that is wrong with it in `year`.
    pub fn faults(&self, year: i16) -> Vec<Fault> {
        let Trilingual { kk, ru, en } = &self.name;
        let names = [("name.kk", kk), ("name.ru", ru), ("name.en", en), ("proposer", &self.proposer)];
        let mut faults: Vec<Fault> = names.into_iter().filter_map(|(field, text)| text_fault(field, text, NAME)).collect();
        if self.code.as_deref().is_some_and(|code| !is_code(code)) {
            faults.push(Fault::new("code", Wrong::Code));
        }
        if self.in_use_since.is_some_and(|since| !(FIRST_YEAR..=year).contains(&since)) {
            faults.push(Fault::new("in-use-since", Wrong::Year));
        }
        for (topic, passage) in &self.evidence {
            let topic = topic.as_str();
            faults.extend(text_fault(&format!("{topic}.text"), &passage.text, PASSAGE));
            faults.extend(sources_fault(&format!("{topic}.sources"), &passage.sources));
        }
        faults
    }
}

/// A code is digits and points, a text and no number (AMB-37).
fn is_code(code: &str) -> bool {
    let parts: Vec<&str> = code.split('.').collect();
    code.len() <= CODE
        && parts.len() >= 2
        && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Law;

    #[test]
    fn every_code_of_the_list_is_one_and_a_number_is_none() {
        let law = Law::embedded();
        for row in law.htmc.lists.iter().flat_map(|list| &list.rows) {
            assert!(is_code(&row.code), "{}", row.code);
        }
        for code in ["", "3584", "35.", ".84", "35.8a", "35,84", "35.84 ", "35.84.84.84.84.84"] {
            assert!(!is_code(code), "{code}");
        }
    }

    #[test]
    fn every_topic_speaks_to_a_criterion_of_the_order() {
        let law = Law::embedded();
        for criterion in &law.htmc.criteria {
            assert!(Topic::ALL.iter().any(|topic| topic.criterion() == criterion.id), "{}", criterion.id);
        }
        for topic in Topic::ALL {
            assert!(law.htmc.criteria.iter().any(|criterion| criterion.id == topic.criterion()), "{topic:?}");
        }
    }
}
