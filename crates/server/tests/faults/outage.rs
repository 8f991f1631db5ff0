use crate::binary;
use crate::harness::bed::Bed;
use crate::harness::cases::cases;
use crate::harness::checker::invariants_hold;
use crate::harness::clerks::{Journal, hand_in_all};
use crate::harness::invariants::{Archive, drained};
use saraptama_server::config::NodeKind;
use std::time::Duration;

const FORMS: usize = 12;

#[test]
fn signed_forms_wait_for_a_receiver_that_is_away_and_arrive_when_it_is_back() {
    for away in [NodeKind::Ministry, NodeKind::DataBank] {
        let bed = Bed::running(binary()).unwrap();
        let cases = cases(&bed, 2, FORMS).unwrap();
        let journal = Journal::default();
        bed.kill(away);
        // The chairs sign as on any other day.
        hand_in_all(&bed, &cases, 4, Duration::ZERO, &journal).unwrap();
        assert_eq!(journal.signed.lock().unwrap().len(), FORMS);
        std::thread::sleep(Duration::from_secs(2));
        bed.start(away).unwrap();
        // The pauses between tries are 1, 2, 5 and 15 seconds.
        drained(&bed, FORMS, crate::PATIENCE).unwrap();
        let archive = Archive::read(&bed).unwrap();
        assert_eq!(archive.broken(&bed, &cases, &journal).unwrap(), Vec::<String>::new(), "{away:?} was away");
        invariants_hold(&bed, &cases, &journal).unwrap();
    }
}
