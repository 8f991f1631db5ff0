use super::Cite;
use crate::terms::Trilingual;

/// One numbered reading: where the order is silent, contradicts itself or is misprinted, what we read
/// and why. The rules name the readings they use; pages show them beside the printed text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// `AMB-21`.
    pub id: String,
    /// The paragraph that leaves the question open.
    pub cite: Cite,
    /// What is unclear.
    pub problem: Trilingual,
    /// How it is read, in words for people.
    pub ruling: Trilingual,
    /// Why so.
    pub reason: Trilingual,
    /// The first day on which it is read so.
    pub from: jiff::civil::Date,
}
