//! The way off the list (annex 1 p. 3–4): four criteria over yearly figures, taken together.
//!
//! Whole numbers and fractions only; what the figures do not say is `undefined`, never guessed.
//! The meaning of every column stands in `docs/htmc-transition.md`.

mod compared;
mod criteria;
mod gap;
mod judgement;
mod mean;
pub mod protocol;
mod tally;

pub use compared::{Compared, Otherwise};
pub use gap::Gap;
pub use judgement::{Judged, Judgement, Measure, Verdict};
pub use tally::{RowFault, Tally};

use crate::law::Section;
use crate::terms::Region;

/// One row of figures: what was done in one year for the people of one region, at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The type's code, as printed in the list.
    pub code: String,
    /// The section of the list.
    pub section: Section,
    /// The year.
    pub year: i16,
    /// The region where the patients live.
    pub region: Region,
    /// The region's geographic zone.
    pub zone: String,
    /// The level of the organisations that did it.
    pub level: CareLevel,
    /// How many services were provided.
    pub services: u64,
    /// What they cost together, in tiyn (hundredths of a tenge).
    pub cost_tiyn: u64,
    /// Patients who died.
    pub deaths: u64,
    /// Services with complications.
    pub complications: u64,
    /// People who live in the region.
    pub population: u64,
}

/// The level of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CareLevel {
    /// Republican.
    Republican,
    /// Regional: of an oblast or a city, private clinics included.
    Regional,
}

/// The readings that the text leaves open, as parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// T2: the mean over what.
    pub mean_over: MeanOver,
    /// T4: deaths and complications together, or each alone.
    pub outcomes: Outcomes,
}

/// Over what the mean cost of "all services of the list" is taken (AMB-31).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MeanOver {
    /// Its rows: 108 in the edition of 2024.
    #[default]
    Rows,
    /// Its distinct codes: 82.
    Codes,
}

/// How deaths and complications are taken (AMB-33).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcomes {
    /// Their sum.
    #[default]
    Sum,
    /// Each share by itself.
    Each,
}
