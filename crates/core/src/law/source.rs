use super::Cite;
use crate::terms::Trilingual;
use jiff::civil::Date;

/// Where a paragraph stands: the order's text and the bytes within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `mse-pilot-2025`, `htmc-2020`.
    pub order: String,
    /// The bytes of its text.
    pub range: std::ops::Range<usize>,
}

/// A source outside the two orders; its text is not held.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalSource {
    /// How cites of it begin: `Labour Code`.
    pub prefix: String,
    /// Its title.
    pub title: Trilingual,
    /// What is known of it.
    pub note: Trilingual,
}

/// When an act or an amendment was published, which gives its first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The act: `mse-pilot-2025`.
    pub act: String,
    /// The act's short name, or the amendment's number.
    pub number: String,
    /// The day of the first official publication.
    pub on: Date,
    /// The day is assumed, the earliest possible: to be replaced by the real one.
    pub assumed: bool,
    /// The first day in force that follows from it.
    pub from: Date,
    /// The paragraph by which it follows.
    pub cite: Cite,
}
