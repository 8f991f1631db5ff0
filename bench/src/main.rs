//! Measurements against peers and against the limit: `saraptama-bench check`. Both sides run in one
//! process on the same bytes, in turns; what counts is the ratio, absolute figures drift.
#![allow(clippy::print_stdout, reason = "a measurement's answer is its print")]

mod check;
mod measure;

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("check") => check::run(),
        _ => {
            eprintln!("usage: saraptama-bench check");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
