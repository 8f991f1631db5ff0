//! A node: its store, its law, its people, its clock. Three kinds, three owners; nodes share no table
//! and no memory, only messages pass.

mod databank;
mod host;
mod open;
mod status_key;

pub use databank::{DataBank, Keys};
pub use host::{Host, asked_to_end, serve, serve_on};
pub use open::open_store_to_read;
pub use open::{Means, open, open_trust};
pub use status_key::StatusKey;

use crate::chance::Chance;
use crate::clock::Clock;
use crate::config::Route;
use crate::envelope_seal::EnvelopeSeal;
use crate::jobs::Breakers;
use crate::people::People;
use crate::secrets::Secrets;
use crate::sign_in::SignIn;
use crate::transport::Transport;
use crate::vendors::Vendors;
use saraptama_core::authority::Principal;
use saraptama_core::law::Law;
use saraptama_sign::Trust;
use saraptama_store::Store;
use saraptama_wire::words::Words;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::Notify;

/// How this node names itself to whoever has no route here.
pub const OURSELVES: &str = "saraptama";

/// What every node has.
#[derive(Clone)]
pub struct Node {
    /// Its archive.
    pub store: Store,
    /// The law it reads.
    pub law: Arc<Law>,
    /// Its words.
    pub words: Arc<Words>,
    /// Its clock.
    pub clock: Clock,
    /// Its secrets: seeds, salts, codes.
    pub secrets: Secrets,
    /// Its register of roles.
    pub people: Arc<People>,
    /// Whom it trusts.
    pub trust: Arc<Trust>,
    /// How its envelopes are sealed, and what it asks of others'.
    pub envelope_seal: Arc<EnvelopeSeal>,
    /// Where it asks for evidence.
    pub evidence: Arc<crate::evidence::Desk>,
    /// How people sign in.
    pub sign_in: Arc<SignIn>,
    /// Whose reports of stages it believes, by id.
    pub stages_from: Arc<Vec<String>>,
    /// To which routes closed months go.
    pub monitoring: Arc<crate::config::Monitoring>,
    /// Where its messages go.
    pub routes: Arc<BTreeMap<String, Route>>,
    /// Who of the vendors hears of what.
    pub vendors: Arc<Vendors>,
    /// The way to other nodes.
    pub transport: Arc<dyn Transport>,
    /// Which of its routes are open to messages.
    pub breakers: Arc<Breakers>,
    /// Which gateways answer when they are asked.
    pub asking: Arc<Breakers>,
    /// Lots for what is spread in time.
    pub chance: Chance,
    /// Rung when a message was recorded for sending.
    pub outbox_bell: Arc<Notify>,
    /// Rung when a message of the asynchronous channel may be due.
    pub channel_bell: Arc<Notify>,
    /// The editions of the list of high-tech services, as they were read last.
    pub htmc_list: Arc<crate::flow::htmc_list::Kept>,
    /// MIS: what the ministry told of its editions.
    pub htmc_heard: Arc<crate::flow::htmc_list::Heard>,
    /// What it counts.
    pub counters: Arc<crate::counters::Counters>,
}

impl Node {
    /// Whether `who` may report stages here: a program that hands in forms may not say what became of them.
    pub fn believes(&self, who: &Principal) -> bool {
        self.stages_from.contains(&who.id)
    }
}

/// A clinic's medical information system, with the key of the codes by which persons find their form.
#[derive(Clone)]
pub struct Mis(pub Node, pub Arc<StatusKey>);

/// The Ministry of Health's system.
#[derive(Clone)]
pub struct Ministry(pub Node);

impl std::ops::Deref for Mis {
    type Target = Node;
    fn deref(&self) -> &Node {
        &self.0
    }
}

impl std::ops::Deref for Ministry {
    type Target = Node;
    fn deref(&self) -> &Node {
        &self.0
    }
}
