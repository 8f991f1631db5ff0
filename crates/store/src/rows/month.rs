use super::ActState;
use saraptama_core::terms::{Icd10, Region};

/// Forms that were accepted in a stretch of time and have this in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedCount {
    /// The patient's region.
    pub region: Option<Region>,
    /// The main diagnosis.
    pub icd10: Option<Icd10>,
    /// Where their acts stand now.
    pub state: ActState,
    /// How many.
    pub count: u64,
    /// How many of them have a number.
    pub numbered: u64,
}

/// Acts that were registered in a stretch of time and have this in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedCount {
    /// The patient's region.
    pub region: Option<Region>,
    /// The main diagnosis.
    pub icd10: Option<Icd10>,
    /// The expert's id.
    pub expert: String,
    /// How many.
    pub count: u64,
    /// How many of them were registered before their term ended.
    pub in_time: u64,
}

/// Acts that are not decided and have this in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCount {
    /// Where they stand.
    pub state: ActState,
    /// Nobody was eligible at the last draw.
    pub alarm: bool,
    /// The expert who holds them; empty where nobody does.
    pub expert: String,
    /// How many.
    pub count: u64,
    /// How many of them are past the end of their term.
    pub overdue: u64,
}
