//! The command line from outside: what the contract says of commands, JSON and exit codes.

#![allow(clippy::unwrap_used, reason = "tests")]

mod check;
mod codes;
mod config;
mod dates;
#[path = "../delivery/edition.rs"]
mod edition;
mod editions;
mod garbage;
mod harness;
mod htmc;
mod law;
mod month;
mod report;
mod stream;
mod synth;
mod what_if;
mod words;
