//! The long run of simulations: each seed decides what happens to the nodes, and everything is judged.

use crate::harness::Told;
use crate::measure::load_average;
use crate::sim::{Outcome, run as simulate};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Seeds between two lines that say how far it has come.
const TOLD_EACH: u64 = 500;
/// The variable that names the first seed.
const FIRST: &str = "SARAPTAMA_SIM_SEED";

pub(crate) fn run(seeds: usize) -> Told<()> {
    let first = std::env::var(FIRST).ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    let (end, next, begun) = (first + seeds as u64, AtomicU64::new(first), Instant::now());
    let outcomes: Mutex<Vec<Outcome>> = Mutex::new(vec![]);
    let held = || outcomes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return;
            }
            let outcome = simulate(seed);
            outcome.broken.iter().for_each(|told| println!("SARAPTAMA_SIM_SEED={seed}: {told}"));
            held().push(outcome);
            if (seed + 1 - first).is_multiple_of(TOLD_EACH) {
                println!("  {} seeds in {:.0?}", seed + 1 - first, begun.elapsed());
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let outcomes = held();
    let sum = |of: fn(&Outcome) -> u64| outcomes.iter().map(of).sum::<u64>();
    println!(
        "simulate: seeds {first} to {}, {threads} threads, {:.1?}; load average {}",
        end - 1,
        begun.elapsed(),
        load_average()
    );
    println!(
        "  {} steps, {} signatures acknowledged, {} acts registered",
        sum(|one| one.steps),
        sum(|one| one.signed as u64),
        sum(|one| one.registered as u64)
    );
    let broken = outcomes.iter().filter(|one| !one.broken.is_empty()).count();
    println!("  seeds with a broken invariant: {broken}");
    if broken == 0 { Ok(()) } else { Err(format!("{broken} seeds break an invariant")) }
}
