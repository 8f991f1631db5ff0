//! Measurements against peers and against the limit. Both sides of a ratio run in one call and in
//! turns; what counts is the ratio, absolute figures drift. `docs/benchmarks.md` says how to read them.
#![allow(clippy::print_stdout, reason = "a measurement's answer is its print")]

mod check;
mod envelopes;
mod faults;
#[path = "../../crates/server/tests/faults/harness/mod.rs"]
mod harness;
mod idle;
mod intake;
mod journey;
mod limit;
mod measure;
mod month;
mod pages;
mod postgres;
mod process;
mod signatures;
#[path = "../../crates/server/tests/simulation/sim/mod.rs"]
mod sim;
mod simulate;
mod transition;

use std::process::ExitCode;

const USAGE: &str =
    "usage: saraptama-bench check | signatures | envelopes | intake [SECONDS] | postgres [SECONDS] | journey [CASES] | idle | faults [FORMS] |
    twins [FORMS] | pages [ACTS] | month [CASES] | simulate [--seeds] [SEEDS] | transition [ROWS] | all
The binary `saraptama` is taken from beside this one, or from the environment variable SARAPTAMA.";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--seeds");
    let (what, amount) = (arguments.next().unwrap_or_default(), arguments.next());
    let amount = |usual: usize| amount.as_deref().map_or(Ok(usual), |text| text.parse().map_err(|_| USAGE.to_owned()));
    let done = match what.as_str() {
        "check" => {
            check::run();
            Ok(())
        }
        "signatures" => signatures::run(),
        "envelopes" => envelopes::run(),
        "intake" => amount(3).and_then(intake::run),
        "postgres" => amount(3).and_then(postgres::run),
        "journey" => amount(2000).and_then(journey::run),
        "idle" => idle::run(),
        "faults" => amount(500).and_then(faults::run),
        "month" => amount(1_000_000).and_then(month::run),
        "pages" => amount(100_000).and_then(pages::run),
        "twins" => amount(500).and_then(faults::run_twins),
        "simulate" => amount(1000).and_then(simulate::run),
        "transition" => amount(10_000_000).and_then(transition::run),
        "all" => all(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(told) => {
            eprintln!("{told}");
            ExitCode::from(2)
        }
    }
}

/// The short form of each.
fn all() -> harness::Told<()> {
    check::run();
    signatures::run()?;
    envelopes::run()?;
    idle::run()?;
    intake::run(1)?;
    journey::run(500)?;
    faults::run(60)?;
    transition::run(1_000_000)?;
    month::run(100_000)?;
    simulate::run(100)
}
