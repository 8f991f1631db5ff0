//! The doors from outside: the real program, spoken to over HTTP and SOAP as the contract says.

#![allow(clippy::unwrap_used, reason = "tests")]

mod acts;
mod cases;
mod clients;
mod connections;
mod decisions;
mod envelope_seals;
mod expert;
mod fhir;
mod gateway;
mod gateway_attacks;
mod harness;
mod journey;
mod json_attacks;
mod logs;
mod order;
mod originals;
mod pace;
mod ports;
mod proof;
mod put;
mod races;
mod restart;
#[allow(dead_code, reason = "the harness of faults uses the rest")]
#[path = "../faults/harness/schemas.rs"]
mod schemas;
mod seals;
mod search;
mod signing;

/// What a step of the harness answers.
type Told<T> = Result<T, String>;
