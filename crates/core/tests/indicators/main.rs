//! The monthly monitoring (order A p. 3): what is counted, and what may be told outside.

#![allow(clippy::unwrap_used, reason = "tests")]

mod fairness;
mod histories;
mod lots;
mod public;
mod recount;
mod signals;
mod what_if;
