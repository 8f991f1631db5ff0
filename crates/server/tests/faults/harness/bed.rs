use super::Told;
use super::http::Client;
use saraptama_core::authority::Role;
use saraptama_core::law::Law;
use saraptama_server::config::NodeKind;
use saraptama_server::demo::{CLOCK_STARTS_AT, Identified, World, prepare};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// The nodes, in the order in which a form travels.
pub(crate) const NODES: [NodeKind; 3] = [NodeKind::Mis, NodeKind::Ministry, NodeKind::DataBank];

/// A node that is not ready by then does not come up.
const READY_WITHIN: Duration = Duration::from_secs(30);
/// Below the ports that the system gives to outgoing connections.
const PORTS: std::ops::Range<u16> = 20_000..32_000;

/// Three processes in a folder of their own. They end with it.
pub(crate) struct Bed {
    folder: tempfile::TempDir,
    binary: PathBuf,
    addresses: [SocketAddr; 3],
    running: [Mutex<Option<Child>>; 3],
    /// The people, with their keys and tokens.
    pub(crate) people: Arc<World>,
    /// The law of the nodes.
    pub(crate) law: Law,
}

impl Bed {
    /// Writes a testbed; nothing runs yet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn new(binary: &Path) -> Told<Self> {
        let folder = tempfile::tempdir().map_err(|e| format!("making a folder: {e}"))?;
        let (law, addresses) = (Law::embedded(), free_addresses()?);
        let people = prepare(folder.path(), &law, &addresses, CLOCK_STARTS_AT)?.world;
        Ok(Self { folder, binary: binary.to_owned(), addresses, running: Default::default(), people, law })
    }

    /// A testbed of which every node runs.
    ///
    /// # Errors
    /// When one does not come up.
    pub(crate) fn running(binary: &Path) -> Told<Self> {
        let bed = Self::new(binary)?;
        NODES.iter().try_for_each(|node| bed.start(*node))?;
        Ok(bed)
    }

    /// Starts a node and waits until it is ready.
    ///
    /// # Errors
    /// When it does not come up; what it said last is in the error.
    pub(crate) fn start(&self, node: NodeKind) -> Told<()> {
        let fault = |e: std::io::Error| format!("starting {}: {e}", node.as_str());
        let log = self.folder.path().join(format!("{}.log", node.as_str()));
        let log_file = std::fs::OpenOptions::new().create(true).append(true).open(&log).map_err(fault)?;
        let config = self.folder.path().join(format!("{}.toml", node.as_str()));
        let child = Command::new(&self.binary)
            .args(["serve", "--node", node.as_str(), "--config"])
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log_file)
            .spawn()
            .map_err(fault)?;
        *self.child(node) = Some(child);
        let (begun, mut client) = (Instant::now(), self.client(node));
        while begun.elapsed() < READY_WITHIN {
            if client.send("GET", "/health/ready", "", None).is_ok_and(|reply| reply.status == 200) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let said = std::fs::read_to_string(log).unwrap_or_default();
        let last: Vec<&str> = said.lines().rev().take(5).collect();
        Err(format!("{} does not come up: {last:?}", node.as_str()))
    }

    /// SIGKILL: the node gets no chance to finish anything.
    pub(crate) fn kill(&self, node: NodeKind) {
        if let Some(mut child) = self.child(node).take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    fn child(&self, node: NodeKind) -> MutexGuard<'_, Option<Child>> {
        self.running[node as usize].lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The process of a node that runs.
    pub(crate) fn process(&self, node: NodeKind) -> Option<u32> {
        self.child(node).as_ref().map(Child::id)
    }

    /// Where a node listens.
    pub(crate) fn address(&self, node: NodeKind) -> SocketAddr {
        self.addresses[node as usize]
    }

    /// A connection of one's own to a node.
    pub(crate) fn client(&self, node: NodeKind) -> Client {
        Client::new(self.address(node))
    }

    /// The folder of a node's store.
    pub(crate) fn data(&self, node: NodeKind) -> PathBuf {
        self.folder.path().join(node.as_str())
    }

    /// Whoever has that id.
    ///
    /// # Errors
    /// When there is nobody.
    pub(crate) fn person(&self, id: &str) -> Told<&Identified> {
        self.people.by_id(id).ok_or_else(|| format!("{id} is not in the testbed"))
    }

    /// The staff of the data bank.
    pub(crate) fn staff(&self) -> Told<&Identified> {
        self.people.in_role(Role::Staff).next().ok_or_else(|| "nobody is staff".to_owned())
    }
}

impl Drop for Bed {
    fn drop(&mut self) {
        NODES.iter().for_each(|node| self.kill(*node));
    }
}

/// Three ports side by side that nobody listens on.
fn free_addresses() -> Told<[SocketAddr; 3]> {
    let mut random = super::random::Random::new(super::random::Random::any_seed());
    for _ in 0..200 {
        let port = random.between(PORTS.start.into(), PORTS.end.into()) as u16;
        let addresses = [0, 1, 2].map(|n| SocketAddr::from(([127, 0, 0, 1], port + n)));
        if addresses.map(TcpListener::bind).iter().all(Result::is_ok) {
            return Ok(addresses);
        }
    }
    Err("no three free ports side by side".to_owned())
}
