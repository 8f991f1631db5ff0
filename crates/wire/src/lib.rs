//! The languages: bytes to terms and back. Opens no socket, reads no clock, decides nothing.

pub mod form;
pub mod check;
pub mod words;
pub mod exchange;
pub mod problem;
pub mod pseudonym;
pub mod shep;
pub mod decision;
mod strict;
pub mod transition;
