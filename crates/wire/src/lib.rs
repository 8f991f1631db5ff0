//! The languages: bytes to terms and back. Opens no socket, reads no clock, decides nothing.

pub mod check;
pub mod decision;
pub mod dossier;
pub mod exchange;
pub mod fhir;
pub mod form;
pub mod htmc_list;
pub mod htmc_referral;
pub mod original;
pub mod problem;
pub mod pseudonym;
pub mod shep;
mod strict;
pub mod transition;
pub mod words;
