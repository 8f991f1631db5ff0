use super::Told;
use super::bed::Bed;
use super::random::Random;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Every so many rounds two nodes die at once.
const TWO_AT_ONCE_EACH: usize = 3;

/// What was done to the nodes.
#[derive(Default)]
pub(crate) struct Killed {
    /// SIGKILLs by node, in the order in which a form travels.
    pub(crate) by_node: [usize; 3],
    /// Rounds in which two nodes died at once.
    pub(crate) two_at_once: usize,
}

impl Killed {
    pub(crate) fn total(&self) -> usize {
        self.by_node.iter().sum()
    }
}

/// Kills nodes at random moments and starts them again, for at least `rounds` rounds and until `enough`.
/// At the end every node runs.
///
/// # Errors
/// When a node does not come up again.
pub(crate) fn torment(bed: &Bed, rounds: usize, enough: &AtomicBool, random: &mut Random) -> Told<Killed> {
    let mut killed = Killed::default();
    let mut round = 0;
    while round < rounds || !enough.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(random.between(100, 600)));
        // Everybody's turn comes; the moment and the order of a pair are chance.
        let first = round % bed.seats();
        let mut victims = vec![first];
        if round % TWO_AT_ONCE_EACH == TWO_AT_ONCE_EACH - 1 {
            victims.push((first + random.between(1, bed.seats() as u64) as usize) % bed.seats());
            killed.two_at_once += 1;
        }
        for victim in &victims {
            bed.kill_at(*victim);
            killed.by_node[bed.node_at(*victim) as usize] += 1;
        }
        std::thread::sleep(Duration::from_millis(random.between(20, 300)));
        random.shuffle(&mut victims);
        victims.iter().try_for_each(|victim| bed.start_at(*victim))?;
        round += 1;
    }
    Ok(killed)
}
