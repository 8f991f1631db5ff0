//! A form on its way: in the medical information system that writes it, and in the Ministry of
//! Health's system that passes it on (algorithm p. 3–5).
//!
//! State is a fold of events. [`decide`] may refuse and changes nothing; [`evolve`] never refuses;
//! [`actions`] says what may be done next and by whom, and doors, pages and access control read it.

mod action;
mod command;
mod desk;
mod event;
mod hand_over;
pub mod relay;
mod stage;
mod state;

pub use action::{Action, actions};
pub use command::{Command, Context, Refusal, decide, learn};
pub use desk::{Desk, HandBackReason, HandedBack};
pub use event::Event;
pub use stage::{Reached, Stage, standing};
pub use state::{Route, State, evolve, journey};
