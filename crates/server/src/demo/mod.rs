//! The demonstration: three nodes in one process, people who do not exist, and a clock that starts on
//! 2 September 2025, a working day on which the pilot runs in every region.

mod decisions;
mod editions;
mod files;
mod htmc_desk;
mod seed;
mod story;
mod systems;
mod world;

pub use files::{Prepared, prepare};
pub use story::{Line, STORY_STARTS_AT, tell};
pub use world::{Identified, World};

use crate::node::{self, Host};
use saraptama_core::law::Law;
use saraptama_core::terms::FormId;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::OnceLock;
use tokio::net::TcpListener;

/// Where the demonstration's clock starts.
pub const CLOCK_STARTS_AT: &str = "2025-09-02T09:00:00+05:00";
/// How many synthetic forms the demonstration begins with.
pub const FORMS: u64 = 160;

/// A demonstration whose doors are open.
pub struct Demonstration {
    /// Its nodes.
    pub host: Host,
    /// Its address.
    pub address: SocketAddr,
    /// Its people.
    pub prepared: Prepared,
    listener: TcpListener,
    filled: OnceLock<BTreeSet<FormId>>,
}

/// Opens a demonstration in `folder`: makes its world if it is not there yet, and goes on with it if it is.
///
/// # Errors
/// What cannot be made or opened, in a sentence.
pub async fn open(folder: &Path, listen: SocketAddr, clock_starts_at: &str, law: Law) -> Result<Demonstration, String> {
    open_over(folder, None, listen, clock_starts_at, law).await
}

/// [`open`] over PostgreSQL: in `database`, `{node}` stands for the name of each node, which has a database or
/// a schema of its own there.
///
/// # Errors
/// What cannot be made or opened, in a sentence.
pub async fn open_over(
    folder: &Path,
    database: Option<&str>,
    listen: SocketAddr,
    clock_starts_at: &str,
    law: Law,
) -> Result<Demonstration, String> {
    let listener = TcpListener::bind(listen).await.map_err(|e| format!("listening at {listen}: {e}"))?;
    let address = listener.local_addr().map_err(|e| format!("listening at {listen}: {e}"))?;
    let mut prepared = prepare(folder, &law, &[address; 3], clock_starts_at)?;
    for config in &mut prepared.configs {
        config.database = database.map(|address| address.replace("{node}", config.node.as_str()));
    }
    let host = node::open(&prepared.configs, law).await?;
    Ok(Demonstration { host, address, prepared, listener, filled: OnceLock::new() })
}

impl Demonstration {
    /// Fills an empty demonstration with synthetic forms: some blocked, some signed and on their way.
    ///
    /// # Errors
    /// When a form cannot be stored or signed.
    pub async fn fill(&self, forms: u64) -> Result<(), String> {
        let filled = seed::fill(&self.host, &self.prepared.world, forms).await?;
        self.filled.get_or_init(|| filled);
        editions::fill(&self.host, &self.prepared.world).await?;
        htmc_desk::fill(&self.host, &self.prepared.world).await
    }

    /// Serves until `until` is over. Some of the acts with which it was filled are decided meanwhile, once
    /// they are assigned; whoever looks around finds theirs undecided.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn run(self, until: impl Future<Output = ()> + Send + 'static) -> Result<(), String> {
        if let Some(filled) = self.filled.get().cloned() {
            tokio::spawn(decisions::decide_some(self.host.clone(), self.prepared.world.clone(), filled));
        }
        self.run_quietly(until).await
    }

    /// [`Self::run`] without decisions of its own.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn run_quietly(self, until: impl Future<Output = ()> + Send + 'static) -> Result<(), String> {
        self.host.set_ready();
        node::serve_on(self.host, self.listener, until).await
    }
}
