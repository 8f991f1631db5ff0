//! The database's primary dies, and its synchronous standby takes over.

use crate::binary;
use crate::harness::bed::{Bed, NODES};
use crate::harness::cases::cases;
use crate::harness::checker::invariants_hold;
use crate::harness::clerks::{Journal, hand_in_all};
use crate::harness::experts::decide_some;
use crate::harness::invariants::{Archive, drained};
use crate::harness::pair::Pair;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

const FORMS: usize = 60;
const DECISIONS: usize = 6;

#[test]
fn what_was_acknowledged_before_the_primary_died_is_there_and_the_nodes_go_on_over_the_standby() {
    let test = "what_was_acknowledged_before_the_primary_died_is_there_and_the_nodes_go_on_over_the_standby";
    let Some(pair) = Pair::of(test) else { return };
    let mut pair = pair.unwrap();
    let bed = Bed::on_postgres(binary(), &pair.address()).unwrap();
    for node in NODES {
        // As in production: nothing is acknowledged that a second server does not hold.
        bed.configure(node, "require_sync_standby = true").unwrap();
        bed.start(node).unwrap();
    }
    let cases = cases(&bed, 6, FORMS).unwrap();
    let journal = Journal::default();
    let (before, gone) = std::thread::scope(|scope| {
        let clerks = scope.spawn(|| hand_in_all(&bed, &cases, 4, Duration::from_millis(100), &journal));
        let experts = scope.spawn(|| decide_some(&bed, DECISIONS, &AtomicBool::new(false), &journal));
        while journal.signed.lock().unwrap().len() < FORMS / 4 {
            assert!(!clerks.is_finished(), "{:?}", clerks.join());
            std::thread::sleep(Duration::from_millis(10));
        }
        pair.kill_the_primary();
        let (gone, before) = (Instant::now(), journal.signed.lock().unwrap().len());
        std::thread::sleep(Duration::from_millis(300));
        pair.promote().unwrap();
        clerks.join().unwrap().unwrap();
        experts.join().unwrap().unwrap();
        (before, gone.elapsed())
    });
    assert!(before < FORMS, "the primary died while forms were handed in");
    assert_eq!(journal.signed.lock().unwrap().len(), FORMS);
    assert_eq!(journal.registered.lock().unwrap().len(), DECISIONS);
    // The nodes went on, and say openly that a second disk is missing, until there is one.
    assert_eq!(readiness(&bed), 503);
    pair.follow().unwrap();
    drained(&bed, FORMS, crate::PATIENCE).unwrap();
    eprintln!("{before} forms acknowledged before the primary died, all {FORMS} within {gone:?} after it");
    let archive = Archive::read(&bed).unwrap();
    assert_eq!(archive.len(), FORMS);
    assert_eq!(archive.broken(&bed, &cases, &journal).unwrap(), Vec::<String>::new());
    invariants_hold(&bed, &cases, &journal).unwrap();
}

fn readiness(bed: &Bed) -> u16 {
    bed.client(NODES[0]).send("GET", "/health/ready", "", None).unwrap().status
}
