//! The long run of kills: forms are handed in and decided while nodes die, and then everything is counted.
//! On SQLite with a process for each node, or on PostgreSQL with two each of ministry and data bank.

use crate::harness::Told;
use crate::harness::bed::Bed;
use crate::harness::cases::cases;
use crate::harness::checker::invariants_hold;
use crate::harness::clerks::{Journal, hand_in_all};
use crate::harness::experts::decide_some;
use crate::harness::invariants::{Archive, drained};
use crate::harness::killer::torment;
use crate::harness::random::Random;
use crate::harness::schemas::Schemas;
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

/// How long everything that waits may take in the end, for each form and at least.
const DRAINED_WITHIN: [Duration; 2] = [Duration::from_millis(30), Duration::from_secs(120)];

/// One process for each node.
pub(crate) fn run(forms: usize) -> Told<()> {
    torn(&Bed::running(&binary()?)?, forms)
}

/// Two processes each of ministry and data bank over one database.
pub(crate) fn run_twins(forms: usize) -> Told<()> {
    let server = Schemas::server("faults").ok_or("no PostgreSQL server answers; SARAPTAMA_TEST_POSTGRES names one")?;
    torn(&Bed::of_twins(&binary()?, &server)?, forms)
}

fn torn(bed: &Bed, forms: usize) -> Told<()> {
    let seed = Random::any_seed();
    let cases = cases(bed, seed, forms)?;
    let (journal, done, begun) = (Journal::default(), AtomicBool::new(false), Instant::now());
    let killed = std::thread::scope(|scope| {
        let killer = scope.spawn(|| torment(bed, ROUNDS, &done, &mut Random::new(seed)));
        let experts = scope.spawn(|| decide_some(bed, forms / DECIDED_EACH, &done, &journal));
        let handed_in = hand_in_all(bed, &cases, CLERKS, PAUSE, &journal);
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
    let patience = DRAINED_WITHIN[1].max(DRAINED_WITHIN[0] * u32::try_from(forms).unwrap_or(u32::MAX));
    let drained = drained(bed, forms, patience).map_err(|e| format!("seed {seed}: {e}"))?;
    let archive = Archive::read(bed)?;
    let broken = archive.broken(bed, &cases, &journal)?;
    (0..bed.seats()).try_for_each(|seat| {
        bed.kill_at(seat);
        bed.start_at(seat)
    })?;
    let again = Archive::read(bed)?;
    let mut broken = [broken, again.broken(bed, &cases, &journal)?].concat();
    broken.extend(invariants_hold(bed, &cases, &journal).err());

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
