//! The dossier of a technology that is proposed for the list (annex 1 p. 2): its evidence, what analysts make of
//! it by the order's table, and the level of each criterion that a second person confirms and signs.
//!
//! Levels are picked by people and never derived from the evidence (AMB-27 to AMB-29). Where analysts disagree
//! nothing is averaged: whoever approves chooses one of the levels that were given, and says why.
//!
//! State is a fold of events; [`decide`] may refuse and changes nothing; [`evolve`] never refuses; [`actions`]
//! says what may be done next and by whom.

mod action;
mod command;
mod event;
mod fault;
mod state;
mod technology;
mod tip;

pub use action::{Action, actions};
pub use command::{Command, Context, Refusal, decide};
pub use event::{Confirmed, Event, Rated};
pub use fault::{Fault, Wrong};
pub use state::{Frozen, Open, Scored, State, evolve};
pub use technology::{Passage, Technology, Topic};
pub use tip::{Tip, tips};

/// How many criteria the order's table has.
pub const CRITERIA: usize = 3;
