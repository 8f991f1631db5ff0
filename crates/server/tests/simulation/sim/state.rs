use super::faults::Fault;
use super::leases::Message;
use super::network::{Answered, Packet};
use super::places::Place;
use super::random::Random;
use super::trace::Trace;
use saraptama_server::invariants::Journal;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;

/// Something that is due.
pub(crate) enum Event {
    /// Somebody has slept enough.
    Wake(oneshot::Sender<()>),
    /// A request arrives.
    Arrive(Packet),
    /// An answer, or that there is none, arrives.
    Answer(oneshot::Sender<Answered>, Answered),
    /// A process looks whether it has something to send.
    Deliver(usize),
    /// A data bank looks whether a draft waits.
    Allocate(usize),
    /// A process begins again.
    Start(usize),
    /// A fault begins.
    Begin(Fault),
    /// A fault ends.
    End(Fault),
    /// Somebody judges the archives while the nodes run.
    Judge,
}

/// How bad the network is, in percent of the requests.
#[derive(Clone, Copy, Default)]
pub(crate) struct Weather {
    pub(crate) lost: u64,
    pub(crate) answer_lost: u64,
    pub(crate) doubled: u64,
    /// Held up for long, so that others overtake it.
    pub(crate) late: u64,
    /// Comes again hours later.
    pub(crate) replayed: u64,
}

/// Everything that the seed decides.
pub(crate) struct State {
    /// Nanoseconds since 1970, as nobody's clock shows them.
    pub(crate) now: i64,
    pub(crate) random: Random,
    pub(crate) trace: Trace,
    pub(crate) journal: Journal,
    pub(crate) places: Vec<Place>,
    pub(crate) weather: Weather,
    /// Since when every clock has been right.
    pub(crate) clocks_right_since: i64,
    /// The furthest that the MIS's clock has ever been ahead.
    pub(crate) signed_ahead: i64,
    /// Parties that do not reach each other.
    pub(crate) cuts: Vec<(usize, usize)>,
    /// Grows whenever anybody does anything.
    pub(crate) progress: u64,
    /// People who are not done.
    pub(crate) busy: usize,
    /// Somebody is away for a day: nobody looks as often as else.
    pub(crate) long_wait: bool,
    /// Everything is over soon: nobody begins anything new.
    pub(crate) closing: bool,
    /// Messages of the nodes under way: who sends them, in which life, and since when.
    pub(crate) under_way: BTreeMap<Message, (usize, u64, i64)>,
    due: BTreeMap<(i64, u64), Event>,
    serial: u64,
}

/// A simulation; a clone is the same one.
#[derive(Clone)]
pub(crate) struct Sim(Arc<Mutex<State>>);

pub(crate) const SECOND: i64 = 1_000_000_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;

impl Sim {
    pub(crate) fn new(seed: u64, start: i64, places: Vec<Place>) -> Self {
        Self(Arc::new(Mutex::new(State {
            now: start,
            random: Random::new(seed),
            trace: Trace::new(),
            journal: Journal::default(),
            places,
            weather: Weather::default(),
            clocks_right_since: 0,
            signed_ahead: 0,
            cuts: vec![],
            progress: 0,
            busy: 0,
            long_wait: false,
            closing: false,
            under_way: BTreeMap::new(),
            due: BTreeMap::new(),
            serial: 0,
        })))
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps in the simulation's time.
    pub(crate) async fn sleep(&self, time: Duration) {
        let (wake, woken) = oneshot::channel();
        self.state().after(time.as_nanos() as i64, Event::Wake(wake));
        // Whoever is never woken is over with the simulation.
        let _ = woken.await;
    }

    /// One of `0..bound`.
    pub(crate) fn below(&self, bound: u64) -> u64 {
        self.state().random.between(0, bound.max(1))
    }

    pub(crate) fn note(&self, what: &str) {
        self.state().note(what);
    }

    /// An answer that no node may give.
    pub(crate) fn unlawful(&self, told: String) {
        let mut state = self.state();
        state.note(&told);
        state.journal.unlawful.insert(told);
    }
}

impl State {
    /// Everybody who is still there and everything that is still due. They hold the simulation and it holds them, so
    /// that nothing would ever be let go of otherwise.
    pub(crate) fn empty(&mut self) -> (Vec<Place>, impl Sized + use<>) {
        (std::mem::take(&mut self.places), std::mem::take(&mut self.due))
    }

    pub(crate) fn note(&mut self, what: &str) {
        self.progress += 1;
        self.trace.note(self.now, what);
    }

    /// Something is due in so many nanoseconds.
    pub(crate) fn after(&mut self, nanoseconds: i64, event: Event) {
        self.serial += 1;
        self.due.insert((self.now + nanoseconds.max(0), self.serial), event);
    }

    /// What is due next; time goes on to it.
    pub(crate) fn next(&mut self) -> Option<Event> {
        let ((at, _), event) = self.due.pop_first()?;
        self.now = self.now.max(at);
        self.places.iter().for_each(|place| place.show(self.now));
        Some(event)
    }

    /// Whether a packet or an answer is still under way.
    pub(crate) fn anything_under_way(&self) -> bool {
        self.due.values().any(|event| matches!(event, Event::Arrive(_) | Event::Answer(..)))
    }

    pub(crate) fn percent(&mut self, percent: u64) -> bool {
        self.random.between(0, 100) < percent
    }

    /// Evenly between two numbers of nanoseconds.
    pub(crate) fn between(&mut self, from: i64, to: i64) -> i64 {
        self.random.between(from as u64, to.max(from + 1) as u64) as i64
    }

    pub(crate) fn cut(&self, one: usize, other: usize) -> bool {
        self.cuts.iter().any(|cut| *cut == (one, other) || *cut == (other, one))
    }
}
