//! The archive of a node: events, outbox, inbox, views and register, in one transaction.
//!
//! A [`Unit`] is all or nothing; the store commits many units in one transaction, so that a commit is
//! paid once for many cases. Only this crate contains SQL, in the subset that SQLite and PostgreSQL
//! take alike.

mod dialect;
mod engine;
mod fault;
mod job;
pub mod log;
mod page;
mod postgres;
mod read;
pub mod rows;
mod schema;
mod sqlite;
mod store;
#[doc(hidden)]
pub mod trial;
mod unit;
mod value;
mod write;

pub use fault::{CommitError, Fault};
pub use page::{ListError, Page};
pub use read::{FactsAfter, Fate, Feed, InboxMessage, OutboxMessage, Owners, Triple};
#[doc(hidden)]
pub use store::Durability;
pub use store::{Confirmed, Database, Options, Store};
pub use unit::{
    Append, Change, Direction, Family, Logged, NewEvent, Outcome, Outgoing, Received, Settlement, Stream, Unit, Verdict,
};
