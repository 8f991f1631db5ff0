use super::places::{Archives, PLACES, kill};
use super::state::{Event, HOUR, MINUTE, SECOND, Sim, State, Weather};
use super::warden::Ailment;
use saraptama_server::config::NodeKind;

/// What happens to the nodes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// A process dies and begins again after so many nanoseconds.
    Death { place: usize, away: i64, from_file: bool },
    /// Two parties do not reach each other.
    Cut { one: usize, other: usize },
    /// An archive fails in some way.
    Ill { place: usize, ailment: Ailment },
    /// A clock is wrong by so many nanoseconds.
    Clock { place: usize, off: i64 },
}

/// The faults of a seed: what, from when, for how long. They end before `over`; answers whether
/// somebody is away for a whole day.
pub(crate) fn plan(state: &mut State, over: i64) -> bool {
    state.weather = Weather {
        lost: state.random.between(0, 12),
        answer_lost: state.random.between(0, 12),
        doubled: state.random.between(0, 12),
        late: state.random.between(0, 20),
        replayed: state.random.between(0, 6),
    };
    for _ in 0..state.random.between(4, 14) {
        let begins = state.between(SECOND, over - MINUTE);
        let lasts = state.between(SECOND, over - begins);
        let place = state.random.between(0, PLACES.len() as u64) as usize;
        let fault = one(state, place);
        state.after(begins, Event::Begin(fault));
        state.after(begins + lasts, Event::End(fault));
    }
    // In some runs somebody is away for a whole day: longer than the law's term.
    let day = state.percent(12);
    if day {
        let place = state.random.between(0, 3) as usize;
        let begins = state.between(SECOND, over / 2);
        state.after(begins, Event::Begin(Fault::Death { place, away: 24 * HOUR, from_file: true }));
    }
    day
}

fn one(state: &mut State, place: usize) -> Fault {
    match state.random.between(0, 13) {
        0..=3 => Fault::Death { place, away: state.between(SECOND, 3 * MINUTE), from_file: state.percent(50) },
        4 | 5 => Fault::Cut { one: place, other: (place + state.random.between(1, 4) as usize) % (PLACES.len() + 1) },
        6 => Fault::Ill { place, ailment: Ailment::Full },
        7 => Fault::Ill { place, ailment: Ailment::Slow },
        8 => {
            // Where most of a process's words about a message are lost, the message itself becomes suspect.
            let percent = state.random.between(5, 35);
            Fault::Ill { place, ailment: Ailment::Flaky(percent) }
        }
        9 => Fault::Ill { place, ailment: Ailment::FlakyRegister(state.random.between(50, 90)) },
        10 | 11 => {
            let only_of_the_register = state.percent(50);
            let left = state.random.between(0, if only_of_the_register { 2 } else { 20 });
            Fault::Ill { place, ailment: Ailment::Dying { left, only_of_the_register } }
        }
        _ => {
            let hours = [-48, -3, -1, 1, 3, 48][state.random.between(0, 6) as usize];
            Fault::Clock { place, off: hours * HOUR + state.between(0, MINUTE) }
        }
    }
}

pub(crate) fn begin(sim: &Sim, archives: &mut Archives, fault: Fault) {
    if let Fault::Death { place, away, from_file } = fault {
        kill(sim, archives, place, from_file);
        let mut state = sim.state();
        if state.places[place].ailment == Ailment::Gone {
            state.places[place].ailment = Ailment::None;
        }
        return state.after(away, Event::Start(place));
    }
    let mut state = sim.state();
    state.note(&format!("{fault:?}"));
    match fault {
        Fault::Cut { one, other } => state.cuts.push((one, other)),
        Fault::Ill { place, ailment } => state.places[place].ailment = ailment,
        Fault::Clock { place, off } => {
            state.places[place].clock_off = off;
            if PLACES[place].1 == NodeKind::Mis {
                state.signed_ahead = state.signed_ahead.max(off);
            }
        }
        Fault::Death { .. } => {}
    }
}

pub(crate) fn end(sim: &Sim, fault: Fault) {
    let mut state = sim.state();
    state.note(&format!("over: {fault:?}"));
    match fault {
        Fault::Cut { one, other } => state.cuts.retain(|cut| *cut != (one, other)),
        Fault::Ill { place, .. } => state.places[place].ailment = Ailment::None,
        Fault::Clock { place, .. } => {
            state.places[place].clock_off = 0;
            state.clocks_right_since = state.now + HOUR / 20;
        }
        Fault::Death { .. } => {}
    }
}

/// Everything is well again.
pub(crate) fn heal(state: &mut State) {
    state.note("everything is well again");
    state.weather = Weather::default();
    state.cuts.clear();
    state.clocks_right_since = state.now + HOUR / 20;
    for place in 0..PLACES.len() {
        state.places[place].ailment = Ailment::None;
        state.places[place].clock_off = 0;
        state.after(0, Event::Start(place));
    }
}
