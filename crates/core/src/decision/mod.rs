//! The expert's decision (contract, `decision.md`), and what of it is refused by name.
//!
//! Order A fixes what is decided and that the expert signs it. Categories, causes, terms and degrees
//! stand for the MSE Rules (order No. 260), whose full text is not held.

mod fault;
mod validate;
mod vocabulary;

pub use fault::{DecisionFault, Wrong};
pub use validate::validate;
pub use vocabulary::{Activity, Category, Cause, MeasureKind, Outcome, Term};

use crate::terms::ActNumber;
use jiff::civil::Date;

/// What an expert decides and signs, version 1.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Decision {
    /// The act it decides.
    pub act: ActNumber,
    /// Disability is established, or it is not: both are lawful outcomes (algorithm p. 2 (3)).
    pub result: Outcome,
    /// The category of disability; required when established.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The cause of disability; required when established.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// The document that establishes the causal link: required for the last three causes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub causal_link: Option<String>,
    /// The day from which it counts, which may precede the decision; required when established.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// For how long; required when established.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Loss of general work capacity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub general_capacity_loss: Option<CapacityLoss>,
    /// Loss of professional work capacity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub professional_capacity_loss: Option<CapacityLoss>,
    /// Limitations of life activity.
    pub limitations: Vec<Limitation>,
    /// The social part of the individual programme of abilitation and rehabilitation.
    pub measures: Vec<Measure>,
    /// Why so; never blank.
    pub rationale: String,
}

/// A degree of loss of work capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CapacityLoss {
    /// Percent, 0 to 100.
    pub percent: u8,
    /// For how long.
    pub term: Term,
    /// From which day.
    pub from: Date,
}

/// A limitation of life activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Limitation {
    /// Which activity.
    pub activity: Activity,
    /// The degree, 1 to 3.
    pub degree: u8,
}

/// A measure of social protection that the person needs.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Measure {
    /// Its kind.
    pub kind: MeasureKind,
    /// What exactly.
    pub text: String,
    /// How many, where it is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// For how long, where it is limited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
}
