//! Work that nobody waits for: numbering and assigning drafts, and sending what the outbox holds.
//! Everything is recorded before it is done, so a job that dies in the middle is begun again.
//!
//! Each job is a step that waits for no time to go by ([`Courier::deliver_once`], [`allocate_once`]) and a
//! loop around it; a simulation takes the steps in an order of its own.

mod allocate;
mod ask;
mod ask_after;
mod batch;
mod breaker;
mod channel;
mod dead;
mod deliver;
mod editions;
mod facts;
mod fetch;
mod headings;
mod hints;
mod in_hand;
mod journal;
mod lease;
mod month;
mod pull;
mod send;
mod settle;
mod spoken;
mod stages;
mod through_channel;
mod trouble;
mod watch;
mod webhook;

pub use allocate::allocate_once;
pub use ask::{Asker, pulled};
pub use breaker::{Breakers, Way};
pub use channel::Postman;
pub use dead::DeadReason;
pub use deliver::Courier;
pub use editions::{NotHeard, hear_editions_once};
pub use pull::circuits;
pub use through_channel::{standing, status as channel_status, wire_state};
pub use watch::Watch;

use crate::config::NodeKind;
use crate::node::Host;
use tokio::task::JoinSet;

/// The jobs of a process, under way.
pub struct Jobs {
    tasks: JoinSet<()>,
    couriers: Vec<Courier>,
}

impl Jobs {
    /// Ends them, and gives back the messages that were under way.
    pub async fn stop(mut self) {
        self.tasks.shutdown().await;
        for courier in self.couriers {
            courier.give_back().await;
        }
    }
}

/// Starts the jobs of every node of the process.
pub fn start(host: &Host) -> Jobs {
    let (mut jobs, mut couriers) = (JoinSet::new(), vec![]);
    for (kind, node) in host.nodes() {
        let courier = Courier::new(kind, node.clone(), host.clone());
        jobs.spawn(courier.clone().run());
        couriers.push(courier);
        jobs.spawn(Postman::new(kind, node.clone(), host.clone()).run());
        jobs.spawn(Asker::new(kind, node.clone()).run());
        jobs.spawn(crate::evidence::refresh(node.clone()));
        jobs.spawn(Watch::new(kind, node.clone()).run());
        jobs.spawn(hints::run(node.clone(), host.databank.clone().filter(|_| kind == NodeKind::DataBank)));
    }
    if let Some(databank) = &host.databank {
        jobs.spawn(allocate::run(databank.clone()));
        jobs.spawn(headings::run(databank.clone()));
        jobs.spawn(facts::of_acts(databank.clone()));
    }
    if let Some(mis) = &host.mis {
        jobs.spawn(facts::of_forms(mis.clone()));
        jobs.spawn(editions::run(mis.clone()));
    }
    Jobs { tasks: jobs, couriers }
}
