use crate::binary;
use crate::harness::bed::Bed;
use crate::harness::cases::cases;
use crate::harness::checker::invariants_hold;
use crate::harness::clerks::{Journal, hand_in_all};
use crate::harness::experts::decide_some;
use crate::harness::invariants::{Archive, drained};
use crate::harness::killer::torment;
use crate::harness::random::Random;
use saraptama_server::config::NodeKind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const FORMS: usize = 60;
const DECISIONS: usize = 8;
const ROUNDS: usize = 6;

#[test]
fn nothing_is_lost_or_doubled_while_nodes_are_killed_at_random_moments() {
    let seed = Random::any_seed();
    let bed = Bed::running(binary()).unwrap();
    let cases = cases(&bed, 1, FORMS).unwrap();
    let (journal, done) = (Journal::default(), AtomicBool::new(false));
    let killed = std::thread::scope(|scope| {
        let killer = scope.spawn(|| torment(&bed, ROUNDS, &done, &mut Random::new(seed)));
        let experts = scope.spawn(|| decide_some(&bed, DECISIONS, &AtomicBool::new(false), &journal));
        let handed_in = hand_in_all(&bed, &cases, 6, Duration::from_millis(300), &journal);
        let decided = experts.join().unwrap();
        done.store(true, Ordering::Relaxed);
        let killed = killer.join().unwrap().unwrap();
        handed_in.unwrap();
        decided.unwrap();
        killed
    });
    assert!(killed.total() > ROUNDS && killed.two_at_once > 0 && killed.by_node.iter().all(|n| *n > 0), "seed {seed}");
    assert_eq!(journal.signed.lock().unwrap().len(), FORMS);
    assert_eq!(journal.registered.lock().unwrap().len(), DECISIONS);

    let took = drained(&bed, FORMS, crate::PATIENCE).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
    eprintln!("{} kills, {} requests repeated, drained {took:?} later", killed.total(), journal.repeated.load(Ordering::Relaxed));
    let archive = Archive::read(&bed).unwrap();
    assert_eq!(archive.len(), FORMS);
    assert_eq!(archive.broken(&bed, &cases, &journal).unwrap(), Vec::<String>::new(), "seed {seed}");

    // The register's tree is read back from the store and leads to the same root.
    bed.kill(NodeKind::DataBank);
    bed.start(NodeKind::DataBank).unwrap();
    let again = Archive::read(&bed).unwrap();
    assert_eq!(again.digest(), archive.digest());
    assert_eq!(again.broken(&bed, &cases, &journal).unwrap(), Vec::<String>::new(), "after another start; seed {seed}");
    invariants_hold(&bed, &cases, &journal).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
}
