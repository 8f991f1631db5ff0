use super::bed::{Bed, bed, start as beginning};
use super::cheats::{ODDITIES, try_it};
use super::experts;
use super::faults;
use super::month;
use super::network::arrive;
use super::people::{hand_in, hand_in_blocked};
use super::places::{self, Archives, PLACES, Place};
use super::state::{Event, HOUR, MINUTE, SECOND, Sim};
use super::wire::To;
use saraptama_server::config::NodeKind;
use saraptama_server::invariants::{Evidence, Report, Snapshot, check};
use std::future::Future;
use tokio::task::yield_now;

/// How long everybody has, once everything is well again (I12). A form that was signed by a clock two days
/// ahead is not taken before the others' clocks have come there too; for nothing else is anybody that patient.
const PATIENCE: i64 = 8 * HOUR;

/// What came of a seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) seed: u64,
    /// How much happened, and the digest of it: the same from the same seed.
    pub(crate) steps: u64,
    pub(crate) digest: String,
    /// Signatures that were acknowledged, acts that were registered.
    pub(crate) signed: usize,
    pub(crate) registered: usize,
    /// What is broken, in sentences; nothing if all is well.
    pub(crate) broken: Vec<String>,
}

/// Simulates what `seed` says.
pub(crate) fn run(seed: u64) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime of one thread can be made").block_on(simulate(seed))
}

async fn simulate(seed: u64) -> Outcome {
    let bed = bed();
    let places: Vec<Place> = (0..PLACES.len()).map(Place::new).collect();
    let start = i64::try_from(beginning().as_nanosecond()).expect("the demonstration lies in this century");
    let sim = Sim::new(seed, start, places);
    let mut archives = Archives::new();
    let over = {
        let mut state = sim.state();
        // At any hour of a working day, so that some drafts arrive about 16:00 and some at night.
        state.now += state.between(0, 10 * HOUR);
        let over = state.between(8 * MINUTE, 20 * MINUTE);
        let day = faults::plan(&mut state, over);
        for place in 0..PLACES.len() {
            // The second process of the data bank takes part in half of the runs.
            if place < 3 || state.percent(50) {
                state.after(0, Event::Start(place));
            }
            state.after(SECOND, Event::Deliver(place));
            state.after(SECOND, Event::Allocate(place));
        }
        let early = state.between(MINUTE, over / 2);
        for looks in [early, over] {
            state.after(looks, Event::Judge);
        }
        state.now + over + if day { 25 * HOUR } else { 0 }
    };
    people(&sim, bed);
    let (mut stuck, mut seen) = (None, vec![]);
    let (mut well, mut looked) = (false, 0);
    while stuck.is_none() && seen.is_empty() {
        rest(&sim).await;
        let now = sim.state().now;
        sim.state().long_wait = if well { now - over > 2 * HOUR } else { over - now > HOUR };
        if !well && now >= over {
            well = true;
            let mut state = sim.state();
            faults::heal(&mut state);
            state.closing = true;
        }
        if well && now - looked > MINUTE {
            looked = now;
            match settled(&sim, &mut archives).await {
                Ok(()) => break,
                Err(why) if now > over + PATIENCE + sim.state().signed_ahead => {
                    stuck = Some(format!("I12: not settled long after everything is well: {why}"))
                }
                Err(_) => {}
            }
        }
        let event = sim.state().next();
        let Some(event) = event else { break };
        if matches!(event, Event::Judge) {
            seen = report(&sim, &mut archives, bed, false).await.broken();
        } else {
            handle(&sim, &mut archives, bed, seed, event, over).await;
        }
    }
    if seen.is_empty() {
        seen = report(&sim, &mut archives, bed, true).await.broken();
        seen.extend(month::miscounted(&mut archives, bed).await);
    }
    end(&sim, seed, seen.into_iter().chain(stuck).collect())
}

/// Everybody who has something to do in this run.
fn people(sim: &Sim, bed: &'static Bed) {
    let mut order: Vec<usize> = (0..bed.good.len()).collect();
    sim.state().random.shuffle(&mut order);
    let mut papers = order.into_iter().map(|at| &bed.good[at]);
    for paper in papers.by_ref().take(4 + sim.below(7) as usize) {
        occupied(sim, hand_in(sim.clone(), bed, paper));
    }
    let blocked = &bed.blocked[sim.below(bed.blocked.len() as u64) as usize];
    occupied(sim, hand_in_blocked(sim.clone(), bed, blocked));
    for odd in ODDITIES {
        let to = if sim.below(2) == 0 { To::Ministry } else { To::DataBank };
        let other = papers.next().expect("there are papers enough: `FORMS`");
        let blocked = &bed.blocked[sim.below(bed.blocked.len() as u64) as usize];
        let one = if matches!(odd, super::cheats::Odd::Blocked) { blocked } else { papers.next().unwrap_or(other) };
        occupied(sim, try_it(sim.clone(), bed, odd, to, [one, other]));
    }
    occupied(sim, experts::work(sim.clone(), bed, 6));
}

fn occupied(sim: &Sim, work: impl Future<Output = ()> + Send + 'static) {
    sim.state().busy += 1;
    let sim = sim.clone();
    tokio::spawn(async move {
        work.await;
        sim.state().busy -= 1;
        sim.note("somebody is done");
    });
}

/// Lets everybody go on, mostly until all wait for something; sometimes the next thing comes in between.
async fn rest(sim: &Sim) {
    let hasty = sim.state().percent(15);
    if hasty {
        for _ in 0..sim.below(12) {
            yield_now().await;
        }
        return;
    }
    let (mut quiet, mut seen) = (0, sim.state().progress);
    while quiet < 12 {
        yield_now().await;
        let progress = sim.state().progress;
        quiet = if progress == seen { quiet + 1 } else { 0 };
        seen = progress;
    }
}

async fn handle(sim: &Sim, archives: &mut Archives, bed: &Bed, seed: u64, event: Event, over: i64) {
    match event {
        Event::Wake(wake) => drop(wake.send(())),
        Event::Arrive(packet) => arrive(sim, packet),
        Event::Answer(answer, answered) => drop(answer.send(answered)),
        Event::Start(place) => places::start(sim, archives, bed, seed, place).await,
        Event::Begin(fault) => faults::begin(sim, archives, fault),
        Event::End(fault) => faults::end(sim, fault),
        // Judged where the run can end: `simulate`.
        Event::Judge => {}
        Event::Deliver(place) => {
            places::deliver(sim, place);
            again(sim, over, |state, pause| state.after(pause, Event::Deliver(place)));
        }
        Event::Allocate(place) => {
            places::allocate(sim, place);
            again(sim, over, |state, pause| state.after(pause, Event::Allocate(place)));
        }
    }
}

/// Jobs look again soon; in a long wait less often, since nothing happens then.
fn again(sim: &Sim, over: i64, then: impl FnOnce(&mut super::state::State, i64)) {
    let mut state = sim.state();
    let pause = match over - state.now {
        left if !(-2 * HOUR..=HOUR).contains(&left) => state.between(3 * MINUTE, 8 * MINUTE),
        ..0 => state.between(5 * SECOND, 20 * SECOND),
        _ => state.between(SECOND / 5, 4 * SECOND),
    };
    then(&mut state, pause);
}

/// Whether nobody has anything left to do; if not, who.
async fn settled(sim: &Sim, archives: &mut Archives) -> Result<(), String> {
    {
        let state = sim.state();
        if state.busy > 0 {
            return Err(format!("{} people still insist", state.busy));
        }
        if state.anything_under_way() || !state.places.iter().all(Place::is_idle) {
            return Err("something is under way".to_owned());
        }
    }
    for (name, kind) in &PLACES[..3] {
        let store = archives.seen(*kind);
        let outbox = store.outbox_state().await.map_err(|fault| fault.to_string())?;
        if outbox.waiting > 0 {
            return Err(format!("{} messages of {name} wait", outbox.waiting));
        }
        if *kind == NodeKind::DataBank {
            let drafts = store.acts_in(saraptama_store::rows::ActState::Accepted, 1).await.map_err(|fault| fault.to_string())?;
            if !drafts.is_empty() {
                return Err("drafts have no number".to_owned());
            }
        }
    }
    Ok(())
}

/// What the checker says of the archives as they are; `settled` if nothing may wait any more. Nobody does
/// anything meanwhile.
async fn report(sim: &Sim, archives: &mut Archives, bed: &Bed, settled: bool) -> Report {
    let mut snapshots = vec![];
    for (_, kind) in &PLACES[..3] {
        snapshots.push(Snapshot::read(*kind, &archives.seen(*kind)).await.expect("an archive that is well can be read"));
    }
    let mut state = sim.state();
    let report = check(&Evidence {
        mis: snapshots.first(),
        ministry: snapshots.get(1),
        databank: snapshots.get(2),
        journal: Some(&state.journal),
        law: &bed.law,
        trust: &bed.trust,
        people: &bed.people,
        log_key: Some(&bed.log_key),
        settled,
    });
    let held =
        snapshots.iter().map(|one| format!("{} forms, {} messages", one.forms.len(), one.outbox.len())).collect::<Vec<_>>();
    state.note(&format!("{held:?}, {} broken", report.broken().len()));
    report
}

fn end(sim: &Sim, seed: u64, broken: Vec<String>) -> Outcome {
    let mut state = sim.state();
    let (signed, registered) = (state.journal.signed.len(), state.journal.registered.len());
    let (steps, digest) = std::mem::replace(&mut state.trace, super::trace::Trace::new()).end();
    let left = state.empty();
    // What they let go of may still ask the simulation something.
    drop(state);
    drop(left);
    Outcome { seed, steps, digest, signed, registered, broken }
}
