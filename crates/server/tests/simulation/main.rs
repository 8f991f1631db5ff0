//! The simulation: three nodes, real doors and archives, everything else decided by one number.
//!
//! `SARAPTAMA_SIM_SEED=N` runs that seed alone, `N..M` those before M; with `SARAPTAMA_SIM_TRACE` it says what happens.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

#[cfg(feature = "planted-bugs")]
mod planted;
mod sim;

use sim::run;
use std::sync::atomic::{AtomicU64, Ordering};

/// Seeds of the test command.
const SEEDS: u64 = 100;

fn seeds() -> std::ops::Range<u64> {
    let Ok(named) = std::env::var("SARAPTAMA_SIM_SEED") else { return 0..SEEDS };
    let number = |text: &str| text.parse::<u64>().expect("SARAPTAMA_SIM_SEED is a number, or two with `..` between them");
    match named.split_once("..") {
        Some((first, end)) => number(first)..number(end),
        None => number(&named)..number(&named) + 1,
    }
}

#[test]
fn nothing_is_lost_or_doubled_whatever_a_seed_does_to_the_nodes() {
    let (seeds, next) = (seeds(), AtomicU64::new(seeds().start));
    let work = || {
        let mut outcomes = vec![];
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                return outcomes;
            }
            outcomes.push(run(seed));
        }
    };
    let outcomes = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let broken: Vec<String> = outcomes
        .iter()
        .flat_map(|one| one.broken.iter().map(move |told| format!("SARAPTAMA_SIM_SEED={}: {told}", one.seed)))
        .collect();
    let sum = |of: fn(&sim::Outcome) -> u64| outcomes.iter().map(of).sum::<u64>();
    let (steps, signed, registered) = (sum(|o| o.steps), sum(|o| o.signed as u64), sum(|o| o.registered as u64));
    eprintln!("{} seeds: {steps} steps, {signed} signatures, {registered} acts registered", outcomes.len());
    assert!(broken.is_empty(), "{} sentences:\n{}", broken.len(), broken.join("\n"));
    assert!(signed > outcomes.len() as u64 * 3 && registered > outcomes.len() as u64 / 2, "hardly anything happened");
}

#[test]
fn a_seed_does_the_same_every_time() {
    for seed in [1, 2] {
        let (one, again) = (run(seed), run(seed));
        assert_eq!(one, again);
    }
    assert_ne!(run(3).digest, run(4).digest);
}
