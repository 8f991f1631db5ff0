//! The protocol of a file of figures as JSON: what a second person signs, and what is printed. Its bytes are canonical:
//! members in the order below, no white space, figures as exact decimals.

use crate::dossier::{Person, instant};
use jiff::civil::Date;
use saraptama_core::htmc::transition as judging;
use saraptama_core::htmc::transition::{Compared, Measure, Verdict};
use saraptama_core::law::{Htmc, HtmcList, HtmcRow, Section};
use saraptama_core::terms::{FormId, Instant, Sha256, Trilingual};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most bytes of a protocol: the largest file of figures makes fewer.
const PROTOCOL_BYTES: usize = 64 * 1024 * 1024;
/// The name and version of the format.
const FORMAT: &str = "htmc-transition/1";

/// A protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// The format's name and version.
    pub protocol: String,
    /// The file of figures.
    pub file: Figures,
    /// The order's number.
    pub order: String,
    /// The edition of the list by which the types are judged.
    pub edition: String,
    /// The day whose law was applied.
    pub law_day: Date,
    /// The paragraph that takes the criteria together.
    pub source: String,
    /// The criteria, in the order's order.
    pub criteria: Vec<Criterion>,
    /// Every type in every year.
    pub types: Vec<Type>,
}

/// The file that was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Its id.
    pub id: FormId,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// How many rows it has.
    pub rows: u64,
    /// Who imported it.
    pub imported_by: Person,
    /// When.
    #[serde(with = "instant")]
    pub imported_at: Instant,
}

/// A criterion of the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// `T1` to `T4`.
    pub criterion: String,
    /// Its name.
    pub name: Trilingual,
}

/// A type of high-tech care in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Type {
    /// The code, as printed.
    pub code: String,
    /// The section of the list.
    pub section: Section,
    /// The year.
    pub year: i16,
    /// Its name.
    pub name: Option<Trilingual>,
    /// All four hold: it leaves the list.
    pub excluded: bool,
    /// Three of the four hold.
    pub watch_list: bool,
    /// The criteria, judged by the usual readings.
    pub criteria: Vec<Judged>,
    /// What every other reading says.
    pub otherwise: Vec<Otherwise>,
}

/// A criterion, judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    /// `T1` to `T4`.
    pub criterion: String,
    /// Whether it holds.
    pub verdict: Verdict,
    /// The figures behind it.
    pub measures: Vec<Measure>,
    /// What is missing for it to hold, or to be known.
    pub gaps: Vec<Value>,
    /// The paragraph.
    pub source: String,
}

/// What another reading of one criterion says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Otherwise {
    /// `T1` to `T4`.
    pub criterion: String,
    /// The ruling that chooses among the readings.
    pub ruling: String,
    /// The reading in a word.
    pub reading: String,
    /// Whether the criterion holds by it.
    pub verdict: Verdict,
    /// Whether the verdict is another than by the usual reading.
    pub differs: bool,
}

/// What a protocol is made from.
#[derive(Clone, Debug)]
pub struct Made<'m> {
    /// The file.
    pub file: Figures,
    /// The day whose law was applied.
    pub law_day: Date,
    /// The list of that day.
    pub list: &'m HtmcList,
    /// The order.
    pub htmc: &'m Htmc,
    /// The types, judged.
    pub types: &'m [Compared],
}

impl Made<'_> {
    /// The protocol.
    pub fn protocol(self) -> Protocol {
        let rules = &self.htmc.transitions;
        let criterion =
            |rule: &saraptama_core::law::TransitionRule| Criterion { criterion: rule.id.clone(), name: rule.name.clone() };
        Protocol {
            protocol: FORMAT.to_owned(),
            order: self.htmc.act.short.clone(),
            edition: self.list.edition.clone(),
            law_day: self.law_day,
            source: rules.together_cite.clone(),
            criteria: rules.rules.iter().map(criterion).collect(),
            types: self.types.iter().map(|one| of_type(one, self.list)).collect(),
            file: self.file,
        }
    }
}

fn of_type(one: &Compared, list: &HtmcList) -> Type {
    let usual = &one.usual;
    let is_it = |row: &&HtmcRow| row.section == usual.section && row.code == usual.code;
    Type {
        code: usual.code.clone(),
        section: usual.section,
        year: usual.year,
        name: list.rows.iter().find(is_it).map(|row| row.name.clone()),
        excluded: usual.excluded,
        watch_list: usual.watch_list,
        criteria: usual.criteria.iter().map(judged).collect(),
        otherwise: one.otherwise.iter().map(otherwise).collect(),
    }
}

fn judged(of: &judging::Judged) -> Judged {
    let gap = |gap| serde_json::to_value(gap).expect("a gap has string keys only, so JSON can hold it");
    Judged {
        criterion: of.criterion.clone(),
        verdict: of.verdict,
        measures: of.measures.clone(),
        gaps: of.gaps.iter().map(gap).collect(),
        source: of.source.clone(),
    }
}

fn otherwise(of: &judging::Otherwise) -> Otherwise {
    Otherwise {
        criterion: of.criterion.clone(),
        ruling: of.ruling.to_owned(),
        reading: of.reading.to_owned(),
        verdict: of.verdict,
        differs: of.differs,
    }
}

impl Protocol {
    /// Its canonical bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a protocol has string keys only, so JSON can hold it")
    }

    /// Reads it from its canonical bytes; none where they are anything else.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let read: Self = (bytes.len() <= PROTOCOL_BYTES).then(|| serde_json::from_slice(bytes).ok()).flatten()?;
        (read.protocol == FORMAT && read.to_bytes() == bytes).then_some(read)
    }
}
