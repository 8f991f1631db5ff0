//! A unit of work as statements, in one text for every engine. An engine brings a [`Session`] inside
//! a transaction; it decides how units are grouped and what one commit carries.
//!
//! Everything here may run twice (a transaction that failed begins anew), so nothing here has an
//! effect outside the session.

mod changes;
mod events;
mod ids;
mod messages;
mod outbox;

pub(crate) use ids::Ids;
pub(crate) use outbox::Claim;

use crate::value::{Row, Value};
use crate::{CommitError, Fault, Unit};

/// A connection of an engine, inside a transaction.
pub(crate) trait Session {
    /// Runs a statement and counts the rows it touched. A key that is taken is a conflict.
    fn execute(&mut self, doing: &'static str, sql: &str, values: &[Value<'_>]) -> Result<u64, CommitError>;

    /// Runs a query.
    fn rows(&mut self, doing: &'static str, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Fault>;
}

/// What the statements of a unit need.
pub(crate) struct Writer<'w, S> {
    pub(crate) session: &'w mut S,
    pub(crate) cell: i64,
    pub(crate) ids: &'w mut Ids,
}

impl<S: Session> Writer<'_, S> {
    /// Writes a unit. After an error its transaction, or its part of one, must be undone.
    pub(crate) fn apply(&mut self, unit: &Unit) -> Result<(), CommitError> {
        if let Some(received) = &unit.received {
            self.receive(received)?;
        }
        unit.appends.iter().try_for_each(|append| self.append(append))?;
        unit.changes.iter().try_for_each(|change| self.change(change))?;
        let now = instant_of(unit);
        unit.sends.iter().try_for_each(|message| self.send(message, now.unwrap_or(message.due_at)))?;
        unit.settled.iter().try_for_each(|settlement| self.settle(settlement))
    }
}

/// When a unit happened, as far as it tells.
fn instant_of(unit: &Unit) -> Option<saraptama_core::terms::Instant> {
    let events = unit.appends.iter().flat_map(|append| &append.events).map(|event| event.at);
    events.chain(unit.received.iter().map(|received| received.at)).max()
}
