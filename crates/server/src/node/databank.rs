use super::Node;
use saraptama_core::terms::{Iin, Sha256};
use saraptama_sign::log::{LogKey, MemoryTree};
use saraptama_store::Fault;
use sha2::{Digest as _, Sha256 as Hasher};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{Mutex, Notify};

/// The disability data bank.
#[derive(Clone)]
pub struct DataBank {
    /// What every node has.
    pub node: Node,
    /// Rung when a draft act waits for its number or its expert.
    pub allocation_bell: Arc<Notify>,
    /// The register's tree; whoever holds the lock appends the next entry.
    pub register: Arc<Mutex<MemoryTree>>,
    /// The keys that only the data bank has.
    pub keys: Arc<Keys>,
}

impl std::ops::Deref for DataBank {
    type Target = Node;
    fn deref(&self) -> &Node {
        &self.node
    }
}

/// The data bank's secrets.
pub struct Keys {
    /// Signs the register's checkpoints.
    pub log: LogKey,
    /// The register's name in its checkpoints.
    pub origin: String,
    search: [u8; 32],
}

/// The register's name, until an operator gives it one.
const ORIGIN: &str = "saraptama.register-of-acts";

impl Keys {
    /// Reads the keys from a folder, and makes those that are missing.
    ///
    /// # Errors
    /// When the folder cannot be read or written, or a key is not one.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let fault = |what: &dyn std::fmt::Display| format!("keys in {}: {what}", folder.display());
        std::fs::create_dir_all(folder).map_err(|e| fault(&e))?;
        let log_file = folder.join("register.pem");
        let log = if log_file.exists() {
            LogKey::from_pem(&std::fs::read_to_string(&log_file).map_err(|e| fault(&e))?).map_err(|e| fault(&e))?
        } else {
            let key = LogKey::generate().map_err(|e| fault(&e))?;
            crate::files::write_private(&log_file, key.to_pem().map_err(|e| fault(&e))?.as_bytes())?;
            std::fs::write(folder.join("register.pub.pem"), key.public_key().to_pem()).map_err(|e| fault(&e))?;
            key
        };
        let search_file = folder.join("search.key");
        if !search_file.exists() {
            let key = saraptama_sign::log::new_salt().ok_or_else(|| fault(&"the system gives no randomness"))?;
            crate::files::write_private(&search_file, &key)?;
        }
        let search = std::fs::read(&search_file).map_err(|e| fault(&e))?;
        let search = search.try_into().map_err(|_| fault(&"search.key is not 32 bytes"))?;
        Ok(Self { log, origin: ORIGIN.to_owned(), search })
    }

    /// The key by which an IIN is found: IINs can be counted through, so a plain digest would tell them.
    pub fn search_key(&self, iin: Iin) -> Sha256 {
        let inner = Hasher::new().chain_update(self.search).chain_update(iin.as_str()).finalize();
        Sha256(Hasher::new().chain_update(self.search).chain_update(inner).finalize().into())
    }
}

impl DataBank {
    /// The data bank over its node: reads the register's tree back.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open(node: Node, keys: Keys) -> Result<Self, Fault> {
        let (bell, register) = (Arc::new(Notify::new()), Arc::default());
        let databank = Self { node, allocation_bell: bell, register, keys: Arc::new(keys) };
        databank.catch_up(&mut *databank.register.lock().await).await?;
        Ok(databank)
    }

    /// Reads the entries that the tree does not have yet: those of another process, and one of ours whose
    /// commit was done and not answered.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn catch_up(&self, tree: &mut MemoryTree) -> Result<(), Fault> {
        const STEP: u64 = 10_000;
        let size = self.node.store.register_size().await?;
        for from in (tree.size()..size).step_by(STEP as usize) {
            for leaf in self.node.store.leaf_hashes(from, (from + STEP).min(size)).await? {
                tree.append(leaf);
            }
        }
        Ok(())
    }
}
