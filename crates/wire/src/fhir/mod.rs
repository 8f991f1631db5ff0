//! FHIR R4 (4.0.1) as JSON: small builders and readers of our own for the few resources that are offered.
//!
//! A primitive of FHIR is never empty and never null: [`data::pruned`] leaves out what says nothing.

mod bundle;
mod capability;
pub mod data;
mod document;
pub mod form;
mod outcome;
mod parameters;
mod roles;
mod task;
pub mod terms;

pub use bundle::{Found, Link, searchset};
pub use capability::{Hosted, capability};
pub use document::{Seal, Source, document};
pub use outcome::{Issue, Level, faults, findings, outcome, problem};
pub use parameters::{Asked, Unreadable, Written, coding_of, codings_of};
pub use roles::{practitioner, role};
pub use task::{Case, DECISION, SIGNATURE, TaskFault, Update, status, task, update};

/// Reads a resource, which names each of its members once.
pub fn parse(bytes: &[u8]) -> Option<serde_json::Value> {
    crate::strict::parse(bytes)
}

/// The media type of FHIR as JSON.
pub const MEDIA_TYPE: &str = "application/fhir+json";
/// The version of FHIR.
pub const VERSION: &str = "4.0.1";

/// The systems to which codes and identifiers belong. What we named ourselves is a URN of ours; no
/// national profile of FHIR is published.
pub mod system {
    /// The list of order B, annex 2.
    pub const HTMC: &str = "urn:saraptama:fhir:CodeSystem:htmc";
    /// The sections of that list: how the patient comes and who pays.
    pub const SECTION: &str = "urn:saraptama:fhir:htmc-section";
    /// Why a designation stands beside a code: a gloss where the printed text is a mistranslation.
    pub const DESIGNATION: &str = "urn:saraptama:fhir:designation";
    /// The forms of limb defects of order A, annex 1, and `none`.
    pub const ANATOMICAL: &str = "urn:saraptama:fhir:CodeSystem:anatomical-form";
    /// ICD-10.
    pub const ICD10: &str = "http://hl7.org/fhir/sid/icd-10";
    /// A person's IIN.
    pub const IIN: &str = "urn:saraptama:iin";
    /// An organisation's BIN.
    pub const BIN: &str = "urn:saraptama:bin";
    /// The number of an act.
    pub const ACT: &str = "urn:saraptama:act";
    /// A URI as an identifier.
    pub const URI: &str = "urn:ietf:rfc:3986";
    /// Regions.
    pub const REGION: &str = "urn:iso:std:iso:3166:-2";
    /// SHA-256 digests, lower-case hexadecimal.
    pub const SHA256: &str = "urn:saraptama:sha256";
    /// Kinds of documents.
    pub const DOCUMENT: &str = "urn:saraptama:fhir:document";
    /// Roles of people.
    pub const ROLE: &str = "urn:saraptama:fhir:role";
    /// What a task is for, and what goes into it and comes out of it.
    pub const TASK: &str = "urn:saraptama:fhir:task";
    /// Where an act stands.
    pub const STATE: &str = "urn:saraptama:fhir:act-state";
    /// The codes of findings.
    pub const FINDING: &str = "urn:saraptama:fhir:finding";
    /// The requirements of order A, annex 2.
    pub const REQUIREMENT: &str = "urn:saraptama:fhir:requirement";
    /// The kinds of problems.
    pub const PROBLEM: &str = "urn:saraptama:fhir:problem";
    /// Closed choices of form 031/e; the member's name follows.
    pub const CHOICE: &str = "urn:saraptama:fhir:form-031e:";
    /// Extensions of ours; the name follows.
    pub const EXTENSION: &str = "urn:saraptama:fhir:extension:";
    /// Units.
    pub const UCUM: &str = "http://unitsofmeasure.org";
}
