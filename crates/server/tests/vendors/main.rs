//! What a vendor of a medical information system sees: stages by webhook and by asking, and the sandbox.

#![allow(clippy::unwrap_used, reason = "tests")]

mod events;
mod guide;
mod harness;
#[path = "../doors/ports.rs"]
mod ports;
mod sandbox;
mod webhooks;
