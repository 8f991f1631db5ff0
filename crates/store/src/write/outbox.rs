//! Messages to the outside. Of the messages of one form on one route only the first is `FIRST`, the
//! others stand `BEHIND` it until it is delivered or given up: so their order holds however often one
//! is tried, and a claim never looks at what cannot go yet.

use super::{Session, Writer};
use crate::rows::ClaimedMessage;
use crate::value::{misfit, nanoseconds};
use crate::{CommitError, Fault, Outcome, Outgoing, Settlement};
use saraptama_core::terms::{FormId, Instant};

// The states are written as numbers in the statements, because partial indices compare texts.
const FIRST: i64 = 0;
const BEHIND: i64 = 1;
const DELIVERED: i64 = 2;
const DEAD: i64 = 3;
const LONGEST_ERROR: usize = 1000;

/// What is asked for when messages are claimed.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) now: Instant,
    pub(crate) lease_until: Instant,
    pub(crate) limit: u32,
    pub(crate) routes: Option<Vec<String>>,
}

impl<S: Session> Writer<'_, S> {
    /// Records a message that is to be sent.
    pub(super) fn send(&mut self, message: &Outgoing, now: Instant) -> Result<(), CommitError> {
        let state = if self.somebody_waits(&message.route, &message.form)? { BEHIND } else { FIRST };
        let (created_at, due_at) = (nanoseconds(now)?, nanoseconds(message.due_at)?);
        let id = self.ids.next(now);
        self.session
            .execute(
                "recording a message",
                "INSERT INTO outbox(cell, id, route, kind, form, body, created_at, due_at, attempts, state, leased_until, fence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, 0, 0)",
                &[
                    self.cell.into(),
                    id.into(),
                    (&message.route).into(),
                    message.kind.into(),
                    (&message.form).into(),
                    (&message.body).into(),
                    created_at.into(),
                    due_at.into(),
                    state.into(),
                ],
            )
            .map(drop)
    }

    fn somebody_waits(&mut self, route: &str, form: &FormId) -> Result<bool, Fault> {
        let found = self.session.rows(
            "looking for messages before",
            "SELECT id FROM outbox WHERE cell = ?1 AND route = ?2 AND form = ?3 AND state <= 1 LIMIT 1",
            &[self.cell.into(), route.into(), form.into()],
        )?;
        Ok(!found.is_empty())
    }

    /// Writes what became of a claimed message; a claim that was overtaken changes nothing.
    pub(super) fn settle(&mut self, settlement: &Settlement) -> Result<(), CommitError> {
        let (state, due_at, error) = match &settlement.outcome {
            Outcome::Delivered => (DELIVERED, None, None),
            Outcome::Retry { due_at, error } => (FIRST, Some(nanoseconds(*due_at)?), Some(error)),
            Outcome::Dead { error } => (DEAD, None, Some(error)),
        };
        let error: Option<String> = error.map(|error| error.chars().take(LONGEST_ERROR).collect());
        let settled = self.session.rows(
            "settling a message",
            "UPDATE outbox SET state = ?4, due_at = coalesce(?5, due_at), error = ?6, leased_until = 0
             WHERE cell = ?1 AND id = ?2 AND fence = ?3 AND state = 0 AND leased_until <> 0 RETURNING route, form",
            &[self.cell.into(), settlement.id.into(), settlement.fence.into(), state.into(), due_at.into(), error.into()],
        )?;
        match settled.into_iter().next() {
            Some(mut row) if state != FIRST => self.bring_forward(&row.take::<String>()?, &row.take()?),
            _ => Ok(()),
        }
    }

    /// The oldest message behind becomes the first.
    fn bring_forward(&mut self, route: &str, form: &FormId) -> Result<(), CommitError> {
        let found = self.session.rows(
            "finding the next message",
            "SELECT min(id) FROM outbox WHERE cell = ?1 AND route = ?2 AND form = ?3 AND state <= 1 AND state = 1",
            &[self.cell.into(), route.into(), form.into()],
        )?;
        let next: Option<i64> = found.into_iter().next().ok_or_else(misfit)?.take()?;
        let Some(id) = next else { return Ok(()) };
        let sql = "UPDATE outbox SET state = 0 WHERE cell = ?1 AND id = ?2 AND state = 1";
        self.session.execute("bringing a message forward", sql, &[self.cell.into(), id.into()]).map(drop)
    }

    /// Leases the messages that are due, the longest due first.
    pub(crate) fn claim(&mut self, claim: &Claim) -> Result<Vec<ClaimedMessage>, CommitError> {
        let routes = match &claim.routes {
            Some(routes) => routes.clone(),
            None => self.routes()?,
        };
        let mut due = vec![];
        for route in &routes {
            due.extend(self.due(route, claim)?);
        }
        due.sort_by_key(|(due_at, message)| (*due_at, message.id));
        due.dedup_by_key(|(_, message)| message.id);
        due.truncate(claim.limit as usize);
        let lease = nanoseconds(claim.lease_until)?;
        // A try counts before it is made: a message that kills its sender must not be tried for ever.
        for (_, message) in &due {
            self.session.execute(
                "leasing a message",
                "UPDATE outbox SET leased_until = ?3, fence = ?4, attempts = attempts + 1 WHERE cell = ?1 AND id = ?2",
                &[self.cell.into(), message.id.into(), lease.into(), message.fence.into()],
            )?;
        }
        Ok(due.into_iter().map(|(_, message)| message).collect())
    }

    /// The routes on which something waits: few, found by leaping from one to the next.
    fn routes(&mut self) -> Result<Vec<String>, Fault> {
        let mut routes: Vec<String> = vec![];
        loop {
            let after = routes.last().map_or("", String::as_str);
            let found = self.session.rows(
                "finding the routes that wait",
                "SELECT min(route) FROM outbox WHERE cell = ?1 AND route > ?2 AND state = 0",
                &[self.cell.into(), after.into()],
            )?;
            match found.into_iter().next().ok_or_else(misfit)?.take()? {
                Some(route) => routes.push(route),
                None => return Ok(routes),
            }
        }
    }

    fn due(&mut self, route: &str, claim: &Claim) -> Result<Vec<(i64, ClaimedMessage)>, Fault> {
        let found = self.session.rows(
            "finding messages that are due",
            "SELECT due_at, id, fence + 1, route, kind, form, body, attempts FROM outbox
             WHERE cell = ?1 AND route = ?2 AND state = 0 AND due_at <= ?3 AND leased_until <= ?3
             ORDER BY due_at, id LIMIT ?4",
            &[self.cell.into(), route.into(), nanoseconds(claim.now)?.into(), claim.limit.into()],
        )?;
        found
            .into_iter()
            .map(|mut row| {
                let due_at = row.take()?;
                let (id, fence, route, kind) = (row.take()?, row.take()?, row.take()?, row.take()?);
                Ok((
                    due_at,
                    ClaimedMessage { id, fence, route, kind, form: row.take()?, body: row.take()?, attempts: row.take()? },
                ))
            })
            .collect()
    }

    /// Lets a message that was given up wait again, its tries forgotten.
    pub(crate) fn send_again(&mut self, id: i64, due_at: Instant) -> Result<bool, CommitError> {
        let revived = self.session.rows(
            "sending a message again",
            "UPDATE outbox SET state = 1, due_at = ?3, attempts = 0, error = NULL
             WHERE cell = ?1 AND id = ?2 AND state = 3 RETURNING route, form",
            &[self.cell.into(), id.into(), nanoseconds(due_at)?.into()],
        )?;
        let Some(mut row) = revived.into_iter().next() else { return Ok(false) };
        let (route, form): (String, FormId) = (row.take()?, row.take()?);
        let first = self.session.rows(
            "looking for the first message",
            "SELECT id FROM outbox WHERE cell = ?1 AND route = ?2 AND form = ?3 AND state <= 1 AND state = 0",
            &[self.cell.into(), (&route).into(), (&form).into()],
        )?;
        if first.is_empty() {
            self.bring_forward(&route, &form)?;
        }
        Ok(true)
    }
}
