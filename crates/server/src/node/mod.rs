//! A node: its store, its law, its people, its clock. Three kinds, three owners; nodes share no table
//! and no memory, only messages pass.

mod databank;
mod host;
mod open;

pub use databank::DataBank;
pub use host::{Host, asked_to_end, serve, serve_on};
pub use open::open;

use crate::clock::Clock;
use crate::config::Route;
use crate::people::People;
use saraptama_core::authority::Principal;
use saraptama_core::law::Law;
use saraptama_sign::Trust;
use saraptama_store::Store;
use saraptama_wire::words::Words;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::Notify;

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
    /// Its register of roles.
    pub people: Arc<People>,
    /// Whom it trusts.
    pub trust: Arc<Trust>,
    /// Whose reports of stages it believes, by id.
    pub stages_from: Arc<Vec<String>>,
    /// Where its messages go.
    pub routes: Arc<BTreeMap<String, Route>>,
    /// Rung when a message was recorded for sending.
    pub outbox_bell: Arc<Notify>,
    /// What it counts.
    pub counters: Arc<crate::counters::Counters>,
}

impl Node {
    /// Whether `who` may report stages here: a program that hands in forms may not say what became of them.
    pub fn believes(&self, who: &Principal) -> bool {
        self.stages_from.contains(&who.id)
    }
}

/// A clinic's medical information system.
#[derive(Clone)]
pub struct Mis(pub Node);

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
