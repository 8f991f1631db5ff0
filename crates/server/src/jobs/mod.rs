//! Work that nobody waits for: numbering and assigning drafts, and sending what the outbox holds.
//! Everything is recorded before it is done, so a job that dies in the middle is begun again.

mod allocate;
mod deliver;
mod send;

use crate::node::Host;
use tokio::task::JoinSet;

/// Starts the jobs of every node of the process.
pub fn start(host: &Host) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    for (kind, node) in host.nodes() {
        jobs.spawn(deliver::run(kind, node.clone(), host.clone()));
    }
    if let Some(databank) = &host.databank {
        jobs.spawn(allocate::run(databank.clone()));
    }
    jobs
}
