//! The monthly monitoring (order A p. 3): what is counted, and what may be told outside.

#![allow(clippy::unwrap_used, reason = "tests")]

mod adversary;
mod counting;
mod fairness;
mod histories;
mod public;
mod recount;
mod signals;
mod what_if;
mod writing;
