use super::faults::Fault;
use super::state::{Event, MINUTE, SECOND, Sim, State};
use saraptama_store::Change;
use saraptama_store::trial::{Doing, Ruling, Trial};

/// What is wrong with an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ailment {
    /// Nothing.
    None,
    /// Nothing is written any more.
    Full,
    /// Of a hundred writes so many fail; half of those are done all the same.
    Flaky(u64),
    /// Of a hundred commits to the register so many fail, in the same way.
    FlakyRegister(u64),
    /// Everything takes long.
    Slow,
    /// After so many more commits the process dies: the last one is done, and nothing that was to follow it.
    Dying { left: u64, only_of_the_register: bool },
    /// It has just died of that.
    Gone,
}

/// Rules over the archive of one life of one process: a process that has died writes nothing any more.
pub(crate) struct Warden {
    pub(crate) sim: Sim,
    pub(crate) place: usize,
    pub(crate) life: u64,
}

impl Trial for Warden {
    fn turns(&self, _: Doing<'_>) -> u32 {
        let mut state = self.sim.state();
        state.progress += 1;
        let most = if state.places[self.place].ailment == Ailment::Slow { 40 } else { 4 };
        state.random.between(0, most) as u32
    }

    fn ruling(&self, doing: Doing<'_>) -> Ruling {
        let mut state = self.sim.state();
        let place = &state.places[self.place];
        if place.life != self.life {
            return Ruling::Refused;
        }
        let (name, ailment) = (place.name, place.ailment);
        let last = matches!(ailment, Ailment::Dying { only_of_the_register, .. } if counts(doing, only_of_the_register))
            && state.one_commit_nearer_to_death(self.place);
        let writes = matches!(doing, Doing::Commit(_) | Doing::Claim | Doing::SendAgain);
        let ruling = match ailment {
            Ailment::Gone => Ruling::Refused,
            Ailment::Full if writes => Ruling::Refused,
            Ailment::Flaky(percent) if writes && state.percent(percent) => state.failed(),
            Ailment::FlakyRegister(percent) if counts(doing, true) && state.percent(percent) => state.failed(),
            _ => Ruling::Done,
        };
        match doing {
            Doing::Commit(units) => {
                let (events, sends) = units.iter().fold((0, 0), |(events, sends), unit| {
                    (events + unit.appends.iter().map(|append| append.events.len()).sum::<usize>(), sends + unit.sends.len())
                });
                let settled: usize = units.iter().map(|unit| unit.settled.len()).sum();
                state.note(&format!("{name} commits {events} events, {sends} messages, {settled} settlements: {ruling:?}"));
                if last {
                    state.note(&format!("{name} dies of this commit"));
                }
            }
            Doing::Claim if ruling != Ruling::Done => state.note(&format!("{name} claims: {ruling:?}")),
            Doing::Claim | Doing::Read(_) | Doing::SendAgain => {}
        }
        ruling
    }
}

/// Whether this is a commit, or one that adds to the register: rare, and of several parts.
fn counts(doing: Doing<'_>, only_of_the_register: bool) -> bool {
    let Doing::Commit(units) = doing else { return false };
    !only_of_the_register || units.iter().flat_map(|unit| &unit.changes).any(|change| matches!(change, Change::Register(_)))
}

impl State {
    /// How a write fails.
    fn failed(&mut self) -> Ruling {
        if self.percent(50) { Ruling::Refused } else { Ruling::Unanswered }
    }

    /// Answers whether this commit is the last one.
    fn one_commit_nearer_to_death(&mut self, place: usize) -> bool {
        let Ailment::Dying { left, .. } = &mut self.places[place].ailment else { return false };
        if *left > 0 {
            *left -= 1;
            return false;
        }
        self.places[place].ailment = Ailment::Gone;
        let (away, from_file) = (self.between(SECOND, MINUTE), self.percent(50));
        self.after(0, Event::Begin(Fault::Death { place, away, from_file }));
        true
    }
}

/// Lets everything through at once: for whoever looks into an archive from outside.
pub(crate) struct Onlooker;

impl Trial for Onlooker {
    fn turns(&self, _: Doing<'_>) -> u32 {
        0
    }

    fn ruling(&self, _: Doing<'_>) -> Ruling {
        Ruling::Done
    }
}
