use super::Gap;
use crate::law::{Cite, Section};

/// Whether a criterion holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It holds.
    Met,
    /// It does not.
    NotMet,
    /// The figures do not say.
    Undefined,
}

impl Verdict {
    /// Both must hold; what surely fails fails, whatever is unknown beside it.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotMet, _) | (_, Self::NotMet) => Self::NotMet,
            (Self::Undefined, _) | (_, Self::Undefined) => Self::Undefined,
            (Self::Met, Self::Met) => Self::Met,
        }
    }
}

impl From<bool> for Verdict {
    fn from(holds: bool) -> Self {
        if holds { Self::Met } else { Self::NotMet }
    }
}

/// What is said of one type in one year.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Judgement {
    /// The code.
    pub code: String,
    /// The section.
    pub section: Section,
    /// The year.
    pub year: i16,
    /// T1 to T4.
    pub criteria: Vec<Judged>,
    /// All four hold: the technology is excluded (annex 1 p. 4, AMB-34).
    pub excluded: bool,
    /// Three of the four hold: worth watching. Ours, not the order's.
    pub watch_list: bool,
    /// The paragraph that takes the criteria together.
    pub source: Cite,
}

/// One criterion, judged.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Judged {
    /// `T1` to `T4`.
    pub criterion: String,
    /// Whether it holds.
    pub verdict: Verdict,
    /// The figures behind it.
    pub measures: Vec<Measure>,
    /// What is missing for it to hold, or to be known.
    pub gaps: Vec<Gap>,
    /// The paragraph.
    pub source: Cite,
    /// The readings used.
    pub readings: Vec<String>,
}

/// One comparison: numerator over denominator against a bound, all exact decimals.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What is measured: a region, a zone, `regions`, `zones`, `unit-cost`, `rate`, `outcomes`, …
    pub of: String,
    /// The numerator; money in tenge.
    pub numerator: String,
    /// The denominator.
    pub denominator: String,
    /// The bound in its unit: percent, per 100 000, tenge, regions. A mean is shown rounded down to the
    /// tiyn and compared exactly; none where it cannot be known.
    pub bound: Option<String>,
    /// Whether this comparison holds.
    pub verdict: Verdict,
}
