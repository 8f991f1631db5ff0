use crate::engine::Engine;
use crate::rows::ClaimedMessage;
use crate::write::Claim;
use crate::{CommitError, Fault, Unit, sqlite};
use saraptama_core::terms::Instant;
use std::path::Path;

/// The archive of a node. A clone is the same archive.
#[derive(Clone)]
pub struct Store {
    pub(crate) engine: Engine,
    pub(crate) cell: i64,
}

/// How a store is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Connections that read at the same time.
    pub readers: usize,
    /// The number of this store among many that share one national archive; every key leads with it.
    pub cell: i64,
    /// When a commit counts as done.
    #[doc(hidden)]
    pub durability: Durability,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 4, cell: 0, durability: Durability::Full }
    }
}

/// When a commit counts as done. Everything but [`Durability::Full`] loses acknowledged units when the
/// power fails, and is there to prove that the test of it has teeth.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// When it is on the disk.
    Full,
    /// When the operating system has it; the disk follows now and then.
    Normal,
    /// Never for certain.
    Off,
}

impl Store {
    /// Opens the store at `path`, makes it where there is none, and brings its tables to the last schema.
    ///
    /// # Errors
    /// When the file cannot be opened or written, or was written by a newer version.
    pub fn open(path: &Path, options: &Options) -> Result<Self, Fault> {
        let engine = sqlite::Engine::open(path, options, None)?;
        Ok(Self { engine: Engine::Sqlite(engine), cell: options.cell })
    }

    /// A store of nothing, for tests: it is gone with the last clone.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn in_memory() -> Result<Self, Fault> {
        let keep =
            tempfile::tempdir().map_err(|error| Fault { doing: "making a temporary store", cause: error.kind().to_string() })?;
        let options = Options { durability: Durability::Off, ..Options::default() };
        let path = keep.path().join("store.db");
        let engine = sqlite::Engine::open(&path, &options, Some(keep))?;
        Ok(Self { engine: Engine::Sqlite(engine), cell: options.cell })
    }

    /// Finishes what was begun, empties the log and lets go. Whoever asks later gets a fault.
    ///
    /// # Errors
    /// When the store is closed already, or the log could not be copied back (nothing is lost by that).
    pub async fn close(&self) -> Result<(), Fault> {
        self.engine.close().await
    }

    /// Commits a unit; the answer comes when it is on the disk. Within a unit the order is: the received
    /// message, events, changes, messages to send, settlements.
    ///
    /// # Errors
    /// [`CommitError`]; then nothing of the unit is stored. After a fault of a full or failing disk this
    /// is certain too, but for a power cut in the very same moment: ask again under the same message id.
    pub async fn commit(&self, unit: Unit) -> Result<(), CommitError> {
        let answered = self.commit_all(vec![unit]).await.pop();
        answered.unwrap_or_else(|| Err(Fault { doing: "committing a unit", cause: "no answer came".to_owned() }.into()))
    }

    /// Commits many units, each for itself, in their order: one answer each.
    pub async fn commit_all(&self, units: Vec<Unit>) -> Vec<Result<(), CommitError>> {
        self.engine.commit(units).await
    }

    /// Leases at most `limit` messages that are due, the longest due first, of `routes` or of all. Of one
    /// form on one route only the oldest is given out, until it is delivered or given up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn claim(
        &self,
        now: Instant,
        lease_until: Instant,
        limit: u32,
        routes: Option<&[String]>,
    ) -> Result<Vec<ClaimedMessage>, Fault> {
        self.engine.claim(Claim { now, lease_until, limit, routes: routes.map(<[_]>::to_vec) }).await
    }

    /// Lets a message that was given up wait again, due at `due_at`; false where it is not a given-up one.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn send_again(&self, id: i64, due_at: Instant) -> Result<bool, Fault> {
        self.engine.send_again(id, due_at).await
    }
}
