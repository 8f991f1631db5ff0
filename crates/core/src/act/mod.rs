//! An act of medical-social expertise in the disability data bank (algorithm p. 5–9): from the form
//! that arrives to the entry in the register.
//!
//! State is a fold of events; [`decide`] may refuse and changes nothing; [`evolve`] never refuses;
//! [`actions`] says what may be done next and by whom.

mod action;
mod command;
mod event;
mod state;

pub use action::{Action, actions};
pub use command::{Command, Reassignment, Refusal, Submission, decide};
pub use event::Event;
pub use state::{Assigned, State, evolve};
