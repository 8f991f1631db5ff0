//! The doors from outside: the real program, spoken to over HTTP and SOAP as the contract says.

#![allow(clippy::unwrap_used, reason = "tests")]

mod acts;
mod cases;
mod connections;
mod decisions;
mod expert;
mod gateway;
mod gateway_attacks;
mod harness;
mod journey;
mod json_attacks;
mod logs;
mod order;
mod proof;
mod put;
mod races;
mod restart;
mod seals;
mod search;
mod signing;
