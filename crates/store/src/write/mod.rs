//! A unit of work as statements, in one text for every engine. An engine brings a [`Session`] inside
//! a transaction; it decides how units are grouped and what one commit carries.
//!
//! The statements of units that have nothing in common may run side by side: an engine may gather
//! those of one text and send them as one. So nothing here may rely on the order of two units, and what
//! units share (the ids, say) is changed between two statements, never read before one and written after.
//!
//! Everything here may run twice (a transaction that failed begins anew), so nothing here has an
//! effect outside the session.

mod absences;
mod beside;
mod chain;
mod changes;
mod channel;
mod events;
mod experts;
mod facts;
mod htmc_desk;
mod htmc_list;
mod ids;
mod messages;
mod outbox;
mod person;
mod sessions;
mod touches;

pub(crate) use beside::beside;
pub(crate) use ids::{Ids, LANES, id_of};
pub(crate) use outbox::Claim;
pub(crate) use touches::{Touched, touched};

use crate::value::{Row, Value};
use crate::{CommitError, Unit};

/// A connection of an engine, inside a transaction. Texts are constants: an engine keeps them prepared.
pub(crate) trait Session {
    /// Runs a statement and counts the rows it touched. A key that is taken is a conflict.
    async fn execute(&self, doing: &'static str, sql: &'static str, values: &[Value<'_>]) -> Result<u64, CommitError>;

    /// Runs a query, or a statement that returns rows. ` FOR UPDATE` at its end holds the rows that it
    /// found against other writers, where there can be any.
    async fn rows(&self, doing: &'static str, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>, CommitError>;
}

/// What the statements of a unit need.
pub(crate) struct Writer<'w, S> {
    pub(crate) session: &'w S,
    pub(crate) cell: i64,
    /// The number of the one who writes: no two write on one lane at the same time.
    pub(crate) lane: i64,
    pub(crate) ids: &'w Ids,
}

impl<S: Session> Writer<'_, S> {
    /// Writes a unit. After an error its transaction, or its part of one, must be undone.
    pub(crate) async fn apply(&self, unit: &Unit) -> Result<(), CommitError> {
        if let Some(received) = &unit.received {
            self.receive(received).await?;
        }
        beside(touches::streams_differ(unit), unit.appends.iter().map(|append| self.append(append))).await?;
        beside(touches::rows_differ(unit), unit.changes.iter().map(|change| self.change(change))).await?;
        let now = instant_of(unit);
        let send = |message| self.send(message, now.unwrap_or(message.due_at));
        beside(touches::addressees_differ(unit), unit.sends.iter().map(send)).await?;
        let settle = |settlement| self.settle(settlement, follows(unit));
        beside(touches::settlements_differ(unit), unit.settled.iter().map(settle)).await?;
        beside(false, unit.log.iter().map(|logged| self.log(logged))).await
    }
}

/// Whether a unit does more than to settle and to log.
fn follows(unit: &Unit) -> bool {
    !(unit.appends.is_empty() && unit.changes.is_empty() && unit.sends.is_empty()) || unit.received.is_some()
}

/// When a unit happened, as far as it tells.
fn instant_of(unit: &Unit) -> Option<saraptama_core::terms::Instant> {
    let events = unit.appends.iter().flat_map(|append| &append.events).map(|event| event.at);
    events.chain(unit.received.iter().map(|received| received.at)).max()
}
