//! The long run of kills: forms are handed in and decided while nodes die, and then everything is counted.

use crate::harness::Told;
use crate::harness::bed::{Bed, NODES};
use crate::harness::cases::cases;
use crate::harness::clerks::{Journal, hand_in_all};
use crate::harness::experts::decide_some;
use crate::harness::invariants::{Archive, drained};
use crate::harness::killer::torment;
use crate::harness::random::Random;
use crate::measure::load_average;
use crate::process::binary;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const CLERKS: usize = 8;
/// One in so many acts is decided meanwhile.
const DECIDED_EACH: usize = 10;
const ROUNDS: usize = 12;
/// After every case a clerk rests, so that the kills fall among the requests.
const PAUSE: Duration = Duration::from_millis(400);

pub(crate) fn run(forms: usize) -> Told<()> {
    let seed = Random::any_seed();
    let bed = Bed::running(&binary()?)?;
    let cases = cases(&bed, seed, forms)?;
    let (journal, done, begun) = (Journal::default(), AtomicBool::new(false), Instant::now());
    let killed = std::thread::scope(|scope| {
        let killer = scope.spawn(|| torment(&bed, ROUNDS, &done, &mut Random::new(seed)));
        let experts = scope.spawn(|| decide_some(&bed, forms / DECIDED_EACH, &done, &journal));
        let handed_in = hand_in_all(&bed, &cases, CLERKS, PAUSE, &journal);
        // The experts go on until they have decided their share, but not for ever.
        let limit = Instant::now() + Duration::from_secs(60);
        while !experts.is_finished() && Instant::now() < limit {
            std::thread::sleep(Duration::from_millis(50));
        }
        done.store(true, Ordering::Relaxed);
        let panicked = || "a thread panicked".to_owned();
        let decided = experts.join().map_err(|_| panicked())?;
        let killed = killer.join().map_err(|_| panicked())??;
        handed_in.and(decided).map(|()| killed)
    })?;
    let under_fire = begun.elapsed();
    let drained = drained(&bed, forms, Duration::from_secs(120)).map_err(|e| format!("seed {seed}: {e}"))?;
    let archive = Archive::read(&bed)?;
    let broken = archive.broken(&bed, &cases, &journal)?;
    NODES.iter().try_for_each(|node| {
        bed.kill(*node);
        bed.start(*node)
    })?;
    let again = Archive::read(&bed)?;
    let broken = [broken, again.broken(&bed, &cases, &journal)?].concat();

    let count = |list: &std::sync::Mutex<Vec<_>>| list.lock().map(|list| list.len()).unwrap_or_default();
    println!("faults, seed {seed}; load average {}", load_average());
    println!(
        "  {} SIGKILLs (MIS, ministry, data bank: {:?}; two at once {} times) in {under_fire:.1?}",
        killed.total(),
        killed.by_node,
        killed.two_at_once
    );
    let registered = journal.registered.lock().map(|list| list.len()).unwrap_or_default();
    println!(
        "  {} forms acknowledged, {registered} acts registered, {} requests repeated",
        count(&journal.signed),
        journal.repeated.load(Ordering::Relaxed)
    );
    println!(
        "  drained {drained:.1?} after the last start; {} acts in the data bank; the same after another start: {}",
        archive.len(),
        again.digest() == archive.digest()
    );
    println!("  broken invariants: {}", broken.len());
    broken.iter().for_each(|told| println!("    {told}"));
    if broken.is_empty() && again.digest() == archive.digest() {
        Ok(())
    } else {
        Err(format!("invariants are broken, seed {seed}"))
    }
}
