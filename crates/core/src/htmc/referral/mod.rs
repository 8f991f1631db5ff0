//! A commission's decision on referral to high-tech care (order A, algorithm p. 2(1): a decision kind of its own), by
//! the list of order B. It stays in the organisation's system: neither order says how it travels.
//!
//! State is a fold of events; [`decide`] may refuse and changes nothing; [`evolve`] never refuses; [`actions`] says
//! what may be done next and by whom.

mod command;
mod content;
mod state;

pub use command::{Command, Context, Refusal, decide};
pub use content::{Fault, Payer, Referral, Urgency, Wrong, sections_for};
pub use state::{Action, Event, State, Written, actions, evolve};
