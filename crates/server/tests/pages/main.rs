//! The pages from outside: the real program, asked as a browser asks, without scripts.

#![allow(clippy::unwrap_used, reason = "tests")]

mod accounts;
mod browser;
#[allow(dead_code, reason = "the tests of the doors use the rest")]
#[path = "../doors/cases.rs"]
mod cases;
mod chair;
mod chair_sign;
mod committee;
mod doctor;
mod documents;
mod dossiers;
mod expert;
mod expert_decision;
mod expert_term;
mod frame;
#[allow(dead_code, reason = "the tests of the doors use the rest")]
#[path = "../doors/harness.rs"]
mod harness;
mod high_tech;
mod htmc_list;
mod law;
mod office;
mod person;
#[path = "../doors/ports.rs"]
mod ports;
mod providers;
mod routes;
#[allow(dead_code, reason = "the harness of faults uses the rest")]
#[path = "../faults/harness/schemas.rs"]
mod schemas;
mod sessions;
mod signals;
mod signatures;
mod staff;
mod staff_experts;
mod staff_messages;
mod staff_register;
mod transition;

/// What a step of the harness answers.
type Told<T> = Result<T, String>;
