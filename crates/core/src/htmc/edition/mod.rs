//! An edition of the list that is being entered: from an amending act as a draft to the list in force.
//!
//! One analyst enters it, another one approves it with a signature; what is approved never changes. The rows of a
//! draft keep the order's shape at every step: numbers run on inside each section, no code stands twice in one.

mod action;
mod command;
mod event;
mod heading;
mod held;
mod rows;
mod state;

pub use action::{Action, actions};
pub use command::{Command, Known, LONGEST_REASON, Refusal, decide};
pub use event::Event;
pub use heading::{Heading, HeadingFault};
pub use held::{Amendment, Approved, Editions, HeldEdition, Source, Told};
pub use rows::{LONGEST_NAME, MOST_ROWS, RowFault, RowWrong, faults, is_code};
pub use state::{Draft, State};
