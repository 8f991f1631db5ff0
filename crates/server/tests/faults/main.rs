//! Faults: nodes that die at any moment, receivers that are away, messages that come again and out of
//! order, a disk that is full. Nothing that was acknowledged is lost, nothing happens twice.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod channel;
mod disk;
mod failover;
mod harness;
mod ill_disk;
mod kills;
mod outage;
mod partner;
mod replays;
mod twins;

use std::path::Path;
use std::time::Duration;

/// How long everything may take to arrive; a few seconds do on a quiet machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// The binary under test.
fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_saraptama"))
}
