//! The same journey through the asynchronous channel: a form reaches the register, and its stages come back,
//! whatever is lost, doubled or killed on the way.

use crate::binary;
use crate::harness::bed::{Bed, NODES};
use crate::harness::cases::cases;
use crate::harness::checker::invariants_hold;
use crate::harness::clerks::{Journal, hand_in_all};
use crate::harness::experts::decide_some;
use crate::harness::invariants::{Archive, drained};
use crate::harness::killer::torment;
use crate::harness::random::Random;
use rusqlite::Connection;
use saraptama_server::config::NodeKind;
use saraptama_store::rows::ChannelState;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How ministry and data bank speak to each other.
#[derive(Clone, Copy, Debug)]
struct Ways {
    /// The ministry's route to the data bank.
    there: &'static str,
    /// The data bank's route to the ministry.
    back: &'static str,
}

const PUSHED: Ways = Ways { there: "async", back: "push" };
const PULLED: Ways = Ways { there: "async-pull", back: "keep" };

/// Writes a route's members into a node's configuration.
pub(crate) fn settle(bed: &Bed, node: NodeKind, route: &str, members: &str) {
    let path = bed.config(node);
    let text = std::fs::read_to_string(&path).unwrap();
    let section = format!("[routes.{route}]\n");
    assert!(text.contains(&section), "{text}");
    std::fs::write(path, text.replace(&section, &format!("{section}{members}\n"))).unwrap();
}

/// Lets the data bank send no closed months: they go by SyncChannel only.
pub(crate) fn send_no_months(bed: &Bed) {
    let path = bed.config(NodeKind::DataBank);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("send_to = [\"ministry-node\"]"), "{text}");
    std::fs::write(path, text.replace("send_to = [\"ministry-node\"]", "send_to = []")).unwrap();
}

/// A testbed whose ministry and data bank speak the asynchronous channel; the data bank is the gateway.
fn bed(ways: Ways) -> Bed {
    let bed = Bed::new(binary()).unwrap();
    let there = format!("channel = \"{}\"\npartner = \"databank-node\"", ways.there);
    settle(&bed, NodeKind::Ministry, "data-bank", &there);
    settle(&bed, NodeKind::DataBank, "ministry-node", &format!("channel = \"{}\"", ways.back));
    send_no_months(&bed);
    NODES.iter().for_each(|node| bed.start(*node).unwrap());
    bed
}

/// What is still wrong when everything has been heard: a message that its bringer died with is brought again
/// after a while.
fn settled(look: impl Fn() -> Vec<String>) -> Vec<String> {
    let begun = Instant::now();
    loop {
        let broken = look();
        if broken.is_empty() || begun.elapsed() > crate::PATIENCE {
            return broken;
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// How many messages that the ministry sent are known to it in which state.
fn states_of_sent(bed: &Bed) -> Vec<(i64, usize)> {
    let store = Connection::open(bed.data(NodeKind::Ministry).join("store.db")).unwrap();
    let sql = "SELECT state, count(*) FROM channel_message WHERE queue = 'sent:data-bank' GROUP BY state ORDER BY state";
    let mut statement = store.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?))).unwrap();
    rows.map(|row| row.map(|(state, count)| (state, usize::try_from(count).unwrap())).unwrap()).collect()
}

#[test]
fn the_journey_through_the_asynchronous_channel_is_the_same() {
    const FORMS: usize = 12;
    const DECISIONS: usize = 3;
    for ways in [PUSHED, PULLED] {
        let bed = bed(ways);
        let cases = cases(&bed, 31, FORMS).unwrap();
        let journal = Journal::default();
        hand_in_all(&bed, &cases, 4, Duration::ZERO, &journal).unwrap();
        drained(&bed, FORMS, crate::PATIENCE).unwrap_or_else(|e| panic!("{ways:?}: {e}"));
        decide_some(&bed, DECISIONS, &AtomicBool::new(false), &journal).unwrap();
        drained(&bed, FORMS, crate::PATIENCE).unwrap_or_else(|e| panic!("{ways:?}: {e}"));
        assert_eq!(Archive::read(&bed).unwrap().len(), FORMS);
        let broken = settled(|| Archive::read(&bed).unwrap().broken(&bed, &cases, &journal).unwrap());
        assert_eq!(broken, Vec::<String>::new(), "{ways:?}");
        // Told by the gateway where it can call us, asked where it cannot.
        let delivered = vec![(ChannelState::Delivered as i64, FORMS)];
        let other = settled(|| {
            let states = states_of_sent(&bed);
            if states == delivered { vec![] } else { vec![format!("{states:?}")] }
        });
        assert_eq!(other, Vec::<String>::new(), "{ways:?}");
        invariants_hold(&bed, &cases, &journal).unwrap_or_else(|told| panic!("{ways:?}: {told}"));
    }
}

#[test]
fn nodes_that_are_killed_in_the_middle_of_the_asynchronous_channel_lose_and_double_nothing() {
    const FORMS: usize = 24;
    const DECISIONS: usize = 4;
    for ways in [PUSHED, PULLED] {
        let seed = Random::any_seed();
        let bed = bed(ways);
        let cases = cases(&bed, 32, FORMS).unwrap();
        let (journal, done) = (Journal::default(), AtomicBool::new(false));
        std::thread::scope(|scope| {
            let killer = scope.spawn(|| torment(&bed, 3, &done, &mut Random::new(seed)));
            let experts = scope.spawn(|| decide_some(&bed, DECISIONS, &AtomicBool::new(false), &journal));
            let handed_in = hand_in_all(&bed, &cases, 4, Duration::from_millis(300), &journal);
            let decided = experts.join().unwrap();
            done.store(true, Ordering::Relaxed);
            killer.join().unwrap().unwrap();
            handed_in.unwrap();
            decided.unwrap();
        });
        drained(&bed, FORMS, crate::PATIENCE).unwrap_or_else(|e| panic!("{ways:?}, seed {seed}: {e}"));
        let broken = settled(|| Archive::read(&bed).unwrap().broken(&bed, &cases, &journal).unwrap());
        assert_eq!(broken, Vec::<String>::new(), "{ways:?}, seed {seed}");
        invariants_hold(&bed, &cases, &journal).unwrap_or_else(|told| panic!("{ways:?}, seed {seed}: {told}"));
    }
}
