//! Two processes of the ministry and two of the data bank, each pair over one database.

use crate::binary;
use crate::harness::bed::Bed;
use crate::harness::cases::cases;
use crate::harness::checker::invariants_hold;
use crate::harness::clerks::{Journal, hand_in_all};
use crate::harness::experts::decide_part;
use crate::harness::invariants::{Archive, drained};
use crate::harness::killer::torment;
use crate::harness::random::Random;
use crate::harness::schemas::Schemas;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const FORMS: usize = 60;
const DECISIONS: usize = 10;
const ROUNDS: usize = 8;

#[test]
fn two_processes_of_a_node_over_one_database_lose_and_double_nothing_while_they_are_killed() {
    let test = "two_processes_of_a_node_over_one_database_lose_and_double_nothing_while_they_are_killed";
    let Some(server) = Schemas::server(test) else { return };
    let seed = Random::any_seed();
    let bed = Bed::of_twins(binary(), &server).unwrap();
    let cases = cases(&bed, 5, FORMS).unwrap();
    let (journal, done) = (Journal::default(), AtomicBool::new(false));
    let killed = std::thread::scope(|scope| {
        let killer = scope.spawn(|| torment(&bed, ROUNDS, &done, &mut Random::new(seed)));
        let experts = [[0, 2], [1, 2]].map(|part| {
            let (bed, journal) = (&bed, &journal);
            scope.spawn(move || decide_part(bed, part, DECISIONS / 2, &AtomicBool::new(false), journal))
        });
        let handed_in = hand_in_all(&bed, &cases, 6, Duration::from_millis(300), &journal);
        let decided: Vec<_> = experts.into_iter().map(|expert| expert.join().unwrap()).collect();
        done.store(true, Ordering::Relaxed);
        let killed = killer.join().unwrap().unwrap();
        handed_in.unwrap();
        decided.into_iter().for_each(|decided| decided.unwrap());
        killed
    });
    assert!(killed.total() > ROUNDS && killed.by_node.iter().all(|n| *n > 0), "seed {seed}");
    assert_eq!(journal.signed.lock().unwrap().len(), FORMS);

    let took = drained(&bed, FORMS, crate::PATIENCE).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
    eprintln!("{} kills, {} requests repeated, drained {took:?} later", killed.total(), journal.repeated.load(Ordering::Relaxed));
    let archive = Archive::read(&bed).unwrap();
    assert_eq!(archive.len(), FORMS);
    assert_eq!(archive.broken(&bed, &cases, &journal).unwrap(), Vec::<String>::new(), "seed {seed}");
    invariants_hold(&bed, &cases, &journal).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
}
