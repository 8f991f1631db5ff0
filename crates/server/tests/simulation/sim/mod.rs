//! The three nodes in one thread, with their real doors, corridor, jobs and archives, between a clock, a
//! network, archives and people that one number decides: whatever happens to them happens again from
//! the same number.
//!
//! Time is ours and leaps from one thing that is due to the next. Requests are lost, doubled, held up and
//! overtaken; answers are lost; nodes die in the middle of a step and begin again from their archives;
//! archives refuse, or commit and do not say so; clocks jump; people insist, and some cheat. Then all of it
//! ends, everybody gets time, and the checker judges what is left.

pub(crate) mod bed;
mod cheats;
mod clients;
mod experts;
mod faults;
mod leases;
mod month;
mod network;
mod people;
mod places;
#[path = "../../faults/harness/random.rs"]
#[allow(dead_code, clippy::duplicate_mod, reason = "shared with the harness of processes, which draws any seed")]
mod random;
mod run;
mod state;
mod trace;
mod warden;
mod wire;

pub(crate) use run::{Outcome, run};
