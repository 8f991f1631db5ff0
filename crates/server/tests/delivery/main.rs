//! The delivery engine: three nodes with their real handlers in one process, and between them a wire
//! that does what a test says. Time stands until a test moves it.
#![allow(clippy::unwrap_used)]

mod awaiting;
mod breaker;
mod channel;
#[path = "../counting/mod.rs"]
mod counting;
mod documents;
mod edition;
mod editions;
mod figures;
mod harness;
mod leases;
mod log;
mod months;
mod poison;
mod pull;
mod repeats;
mod stamps;
mod wire;
