//! The check of a form: scope, decision and findings (contract, `findings.md`).

mod finding;

pub use finding::{Code, Finding, Severity};

use jiff::civil::Date;

/// What a check answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The date on which the law was read; none where neither the caller nor the form names one.
    pub at: Option<Date>,
    /// What follows for the chair's signature.
    pub decision: Decision,
    /// Whether the form is in the pilot, and the first reason if not.
    pub scope: Scope,
    /// Everything found, structural findings first.
    pub findings: Vec<Finding>,
}

/// What follows for the chair's signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// In the pilot and no error: the chair may sign, and the form travels.
    Signable,
    /// At least one error: the chair's signature is impossible (algorithm p. 4).
    Blocked,
    /// Outside the pilot and no error: it may be signed and goes the ordinary way.
    Ordinary,
}

/// Whether a form is in the pilot.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Scope {
    /// It is.
    pub pilot: bool,
    /// Why not: the first reason that holds.
    pub reason: Option<Reason>,
    /// The nosology, whenever the main code is listed.
    pub nosology: Option<String>,
}

/// Why a form is outside the pilot, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The order is not in force on that day.
    OrderNotInForce,
    /// The main code is not listed.
    NosologyNotListed,
    /// The patient is too old for the nosology.
    AgeOutOfScope,
    /// The limb defect is none of the 22 forms.
    FormNotListed,
    /// The region starts by vendor and the order names no date for this one.
    VendorUndefined,
    /// The region's start lies later.
    SubjectNotStarted,
}
