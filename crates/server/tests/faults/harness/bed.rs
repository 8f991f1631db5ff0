use super::Told;
use super::http::Client;
use super::schemas::Schemas;
use saraptama_core::authority::Role;
use saraptama_core::law::Law;
use saraptama_server::config::NodeKind;
use saraptama_server::demo::{CLOCK_STARTS_AT, Identified, World, prepare};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// The nodes, in the order in which a form travels.
pub(crate) const NODES: [NodeKind; 3] = [NodeKind::Mis, NodeKind::Ministry, NodeKind::DataBank];

/// A node that is not ready by then does not come up.
const READY_WITHIN: Duration = Duration::from_secs(30);
/// Below the ports that the system gives to outgoing connections.
const PORTS: std::ops::Range<u16> = 20_000..32_000;

/// A process: which node it is of, where it listens, and whether it runs.
struct Seat {
    node: NodeKind,
    address: SocketAddr,
    config: PathBuf,
    running: Mutex<Option<Child>>,
}

/// The processes of three nodes in a folder of their own. They end with it.
pub(crate) struct Bed {
    folder: tempfile::TempDir,
    binary: PathBuf,
    /// First those of [`NODES`], then the second ones of nodes that have two.
    seats: Vec<Seat>,
    turn: AtomicUsize,
    _schemas: Option<Schemas>,
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
        let seat = |(node, address): (NodeKind, SocketAddr)| Seat {
            node,
            address,
            config: folder.path().join(format!("{}.toml", node.as_str())),
            running: Mutex::default(),
        };
        let seats = NODES.into_iter().zip(addresses).map(seat).collect();
        let turn = AtomicUsize::new(0);
        Ok(Self { folder, binary: binary.to_owned(), seats, turn, _schemas: None, people, law })
    }

    /// A testbed on PostgreSQL whose ministry and data bank have two processes each, with the same archive.
    /// The second ministry sends to the second data bank, and back. Every process runs.
    ///
    /// # Errors
    /// When the tables or a process cannot be made.
    pub(crate) fn of_twins(binary: &Path, server: &str) -> Told<Self> {
        let mut bed = Self::on_postgres(binary, server)?;
        let ports = bed.seats.iter().map(|seat| seat.address.port()).collect::<Vec<_>>();
        let twins = free_addresses()?;
        for seat in [NodeKind::Ministry, NodeKind::DataBank].map(|node| node as usize) {
            let (node, config) = (bed.seats[seat].node, &bed.seats[seat].config);
            let mut text = std::fs::read_to_string(config).map_err(|e| e.to_string())?;
            for other in [NodeKind::Ministry as usize, NodeKind::DataBank as usize] {
                text = text.replace(&format!(":{}", ports[other]), &format!(":{}", twins[other].port()));
            }
            let config = bed.folder.path().join(format!("{}-2.toml", node.as_str()));
            std::fs::write(&config, text).map_err(|e| e.to_string())?;
            bed.seats.push(Seat { node, address: twins[seat], config, running: Mutex::default() });
        }
        (0..bed.seats.len()).try_for_each(|seat| bed.start_at(seat))?;
        Ok(bed)
    }

    /// A testbed whose archives stand on a PostgreSQL server; nothing runs yet.
    ///
    /// # Errors
    /// When the tables cannot be made.
    pub(crate) fn on_postgres(binary: &Path, server: &str) -> Told<Self> {
        let mut bed = Self::new(binary)?;
        let schemas = Schemas::make(server)?;
        for node in NODES {
            bed.configure(node, &format!("database = \"{}\"", schemas.address(node.as_str())))?;
        }
        bed._schemas = Some(schemas);
        Ok(bed)
    }

    /// Puts a line before the configuration of a node.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn configure(&self, node: NodeKind, line: &str) -> Told<()> {
        let config = self.config(node);
        let text = std::fs::read_to_string(&config).map_err(|e| e.to_string())?;
        std::fs::write(&config, format!("{line}\n{text}")).map_err(|e| e.to_string())
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
        self.start_at(node as usize)
    }

    /// Starts a process and waits until it is ready.
    ///
    /// # Errors
    /// When it does not come up; what it said last is in the error.
    pub(crate) fn start_at(&self, seat: usize) -> Told<()> {
        self.start_under(seat, &[])
    }

    /// [`Bed::start_at`] in a given environment.
    ///
    /// # Errors
    /// When it does not come up; what it said last is in the error.
    pub(crate) fn start_under(&self, seat: usize, environment: &[(&str, &Path)]) -> Told<()> {
        let seat = &self.seats[seat];
        let fault = |e: std::io::Error| format!("starting {}: {e}", seat.node.as_str());
        let log = seat.config.with_extension("log");
        let log_file = std::fs::OpenOptions::new().create(true).append(true).open(&log).map_err(fault)?;
        let child = Command::new(&self.binary)
            .args(["serve", "--node", seat.node.as_str(), "--config"])
            .arg(&seat.config)
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log_file)
            .spawn()
            .map_err(fault)?;
        *seat.child() = Some(child);
        let (begun, mut client) = (Instant::now(), Client::new(seat.address));
        while begun.elapsed() < READY_WITHIN {
            if client.send("GET", "/health/ready", "", None).is_ok_and(|reply| reply.status == 200) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let said = std::fs::read_to_string(log).unwrap_or_default();
        let last: Vec<&str> = said.lines().rev().take(5).collect();
        Err(format!("{} does not come up: {last:?}", seat.node.as_str()))
    }

    /// SIGKILL: the node gets no chance to finish anything.
    pub(crate) fn kill(&self, node: NodeKind) {
        self.kill_at(node as usize);
    }

    /// SIGKILL of one process.
    pub(crate) fn kill_at(&self, seat: usize) {
        if let Some(mut child) = self.seats[seat].child().take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// How many processes there are.
    pub(crate) fn seats(&self) -> usize {
        self.seats.len()
    }

    /// Which node a process is of.
    pub(crate) fn node_at(&self, seat: usize) -> NodeKind {
        self.seats[seat].node
    }

    /// The process of a node that runs.
    pub(crate) fn process(&self, node: NodeKind) -> Option<u32> {
        self.seats[node as usize].child().as_ref().map(Child::id)
    }

    /// Where a node listens: its processes in turn.
    pub(crate) fn address(&self, node: NodeKind) -> SocketAddr {
        let all: Vec<SocketAddr> = self.seats.iter().filter(|seat| seat.node == node).map(|seat| seat.address).collect();
        all[self.turn.fetch_add(usize::from(all.len() > 1), Ordering::Relaxed) % all.len()]
    }

    /// A connection of one's own to a node.
    pub(crate) fn client(&self, node: NodeKind) -> Client {
        Client::new(self.address(node))
    }

    /// The testbed's own folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The binary of the nodes.
    pub(crate) fn binary(&self) -> &Path {
        &self.binary
    }

    /// The configuration of a node.
    pub(crate) fn config(&self, node: NodeKind) -> PathBuf {
        self.folder.path().join(format!("{}.toml", node.as_str()))
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
        (0..self.seats.len()).for_each(|seat| self.kill_at(seat));
    }
}

impl Seat {
    fn child(&self) -> MutexGuard<'_, Option<Child>> {
        self.running.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Three ports side by side that nobody listens on.
pub(super) fn free_addresses() -> Told<[SocketAddr; 3]> {
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
