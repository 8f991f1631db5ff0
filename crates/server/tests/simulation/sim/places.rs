use super::bed::Bed;
use super::network::Way;
use super::state::{Event, SECOND, Sim, State};
use super::warden::{Ailment, Onlooker, Warden};
use axum::Router;
use saraptama_server::chance::Chance;
use saraptama_server::clock::Clock;
use saraptama_server::config::NodeKind;
use saraptama_server::doors;
use saraptama_server::jobs::{Courier, allocate_once};
use saraptama_server::node::{DataBank, Host, Means, Mis};
use saraptama_server::secrets::Secrets;
use saraptama_store::trial::Trial;
use saraptama_store::{Durability, Options, Store};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::task::AbortHandle;

/// The processes: what they are called, and whose archive they use. The data bank has two.
pub(crate) const PLACES: [(&str, NodeKind); 4] = [
    ("mis", NodeKind::Mis),
    ("ministry", NodeKind::Ministry),
    ("databank", NodeKind::DataBank),
    ("databank-2", NodeKind::DataBank),
];

/// One process.
pub(crate) struct Place {
    pub(crate) name: &'static str,
    pub(crate) kind: NodeKind,
    /// Which life this is; what belonged to an earlier one is dead.
    pub(crate) life: u64,
    pub(crate) router: Option<Router>,
    pub(crate) ailment: Ailment,
    /// By how much its clock is wrong, in nanoseconds.
    pub(crate) clock_off: i64,
    couriers: Vec<Courier>,
    databank: Option<DataBank>,
    mis: Option<Mis>,
    hand: Arc<AtomicI64>,
    tasks: Vec<AbortHandle>,
}

impl Place {
    pub(crate) fn new(place: usize) -> Self {
        let (name, kind) = PLACES[place];
        Self {
            name,
            kind,
            life: 0,
            router: None,
            ailment: Ailment::None,
            clock_off: 0,
            couriers: vec![],
            databank: None,
            mis: None,
            hand: Arc::default(),
            tasks: vec![],
        }
    }

    /// Its clock shows `now`, as wrongly as it goes.
    pub(crate) fn show(&self, now: i64) {
        self.hand.store(now + self.clock_off, Ordering::Release);
    }

    /// A task belongs to this life and ends with it.
    pub(crate) fn own(&mut self, life: u64, task: AbortHandle) {
        if self.life != life {
            return task.abort();
        }
        self.tasks.retain(|task| !task.is_finished());
        self.tasks.push(task);
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.tasks.iter().all(AbortHandle::is_finished)
    }

    fn die(&mut self) {
        self.life += 1;
        self.tasks.drain(..).for_each(|task| task.abort());
        (self.router, self.databank, self.mis) = (None, None, None);
        self.couriers.clear();
    }
}

impl State {
    /// Which process a host's name leads to: any of the data bank's that run, or the one that is named as
    /// long as it runs, as behind a balancer that keeps its callers together.
    pub(crate) fn place_of(&mut self, host: &str) -> usize {
        let name = host.strip_suffix(".test").unwrap_or_default();
        let second = self.places[3].router.is_some();
        match name {
            "databank" if second && self.percent(40) => 3,
            "databank-1" if second && self.places[2].router.is_none() => 3,
            "databank-2" if second => 3,
            "databank" | "databank-1" | "databank-2" => 2,
            _ => PLACES.iter().position(|(known, _)| *known == name).unwrap_or_default(),
        }
    }
}

/// The archives of the three nodes, as files.
pub(crate) struct Archives {
    folder: tempfile::TempDir,
    open: Vec<Option<Store>>,
}

impl Archives {
    pub(crate) fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Self { folder: made.expect("a folder for the archives can be made"), open: vec![None, None, None] }
    }

    fn path(&self, kind: NodeKind) -> PathBuf {
        self.folder.path().join(format!("{}.db", kind.as_str()))
    }

    /// The archive of a node; opened if it is not.
    fn store(&mut self, kind: NodeKind) -> Store {
        let path = self.path(kind);
        let open = || {
            let options = Options { durability: Durability::Off, readers: 1, ..Options::default() };
            Store::open(&path, &options).expect("an archive can be opened, whatever was done to it")
        };
        self.open[kind as usize].get_or_insert_with(open).clone()
    }

    /// The archive is let go of; whoever comes next reads it from its file.
    pub(crate) fn let_go(&mut self, kind: NodeKind) {
        self.open[kind as usize] = None;
    }

    /// The archive as somebody from outside sees it.
    pub(crate) fn seen(&mut self, kind: NodeKind) -> Store {
        self.store(kind).under_trial(Arc::new(Onlooker))
    }
}

/// SIGKILL.
pub(crate) fn kill(sim: &Sim, archives: &mut Archives, place: usize, from_file: bool) {
    let mut state = sim.state();
    let name = state.places[place].name;
    state.note(&format!("{name} dies"));
    state.places[place].die();
    let kind = state.places[place].kind;
    let shared = state.places.iter().any(|other| other.kind == kind && other.router.is_some());
    if from_file && !shared {
        archives.let_go(kind);
    }
}

/// The process begins, if it is not there; where its archive fails it tries again later.
pub(crate) async fn start(sim: &Sim, archives: &mut Archives, bed: &Bed, seed: u64, place: usize) {
    let (kind, life, hand) = {
        let state = sim.state();
        let here = &state.places[place];
        if here.router.is_some() {
            return;
        }
        (here.kind, here.life, here.hand.clone())
    };
    let warden: Arc<dyn Trial> = Arc::new(Warden { sim: sim.clone(), place, life });
    let store = archives.store(kind).under_trial(warden);
    let lots = seed ^ (place as u64) << 32 ^ life << 40;
    let means = Means {
        clock: Clock::by_hand(hand),
        transport: Arc::new(Way { sim: sim.clone(), from: place }),
        chance: Chance::seeded(lots),
        secrets: Secrets::repeated(!lots),
        law: bed.law.clone(),
        words: bed.words.clone(),
    };
    let mut host = Host::default();
    let begun = means.put(bed.config(kind), store, &mut host).await;
    host.set_ready();
    let mut state = sim.state();
    let name = state.places[place].name;
    if state.places[place].life != life || begun.is_err() {
        state.note(&format!("{name} does not come up"));
        return state.after(5 * SECOND, Event::Start(place));
    }
    state.note(&format!("{name} runs"));
    let here = &mut state.places[place];
    here.couriers = host.nodes().map(|(kind, node)| Courier::new(kind, node.clone(), host.clone())).collect();
    here.databank = host.databank.clone();
    here.mis = host.mis.clone();
    here.router = Some(doors::router(host));
}

/// A process of the data bank that runs, for staff who work at its pages.
pub(crate) fn databank(sim: &Sim) -> Option<DataBank> {
    let mut state = sim.state();
    let place = state.place_of("databank.test");
    state.places[place].databank.clone()
}

/// The process sends what is due.
pub(crate) fn deliver(sim: &Sim, place: usize) {
    let mut state = sim.state();
    let life = state.places[place].life;
    for courier in state.places[place].couriers.clone() {
        let within = sim.clone();
        let task = tokio::spawn(async move {
            let name = PLACES[place].0;
            match courier.deliver_once().await {
                Ok(0) => {}
                Ok(taken) => within.note(&format!("{name} has sent {taken}")),
                Err(_) => within.note(&format!("{name} could not send")),
            }
        });
        state.places[place].own(life, task.abort_handle());
    }
}

/// The process does something for somebody at a page, unless it dies before.
pub(crate) async fn at_a_page<F: Future<Output = ()> + Send + 'static>(sim: &Sim, does: impl FnOnce(Mis) -> F) {
    let task = {
        let mut state = sim.state();
        let Some(mis) = state.places[0].mis.clone() else { return };
        let task = tokio::spawn(does(mis));
        let life = state.places[0].life;
        state.places[0].own(life, task.abort_handle());
        task
    };
    drop(task.await);
}

/// The process numbers and assigns what waits.
pub(crate) fn allocate(sim: &Sim, place: usize) {
    let mut state = sim.state();
    let life = state.places[place].life;
    let Some(databank) = state.places[place].databank.clone() else { return };
    let within = sim.clone();
    let task = tokio::spawn(async move {
        let name = PLACES[place].0;
        match allocate_once(&databank).await {
            Ok(done) if done.numbered + done.assigned == 0 => {}
            Ok(done) => within.note(&format!("{name} numbers {} and assigns {}", done.numbered, done.assigned)),
            Err(_) => within.note(&format!("{name} could not assign")),
        }
    });
    state.places[place].own(life, task.abort_handle());
}
