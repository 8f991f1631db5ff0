//! Messages to the outside. Of the messages of one form on one route only the first is `FIRST`, the
//! others stand `BEHIND` it until it is delivered or given up: so their order holds however often one
//! is tried, and a claim never looks at what cannot go yet.

use super::{Session, Writer, beside};
use crate::rows::ClaimedMessage;
use crate::value::{misfit, nanoseconds};
use crate::{CommitError, Outcome, Outgoing, Settlement};
use jiff::SignedDuration;
use saraptama_core::planted;
use saraptama_core::terms::{FormId, Instant};

// The states are written as numbers in the statements, because partial indices compare texts.
const FIRST: i64 = 0;
const BEHIND: i64 = 1;
const DELIVERED: i64 = 2;
const DEAD: i64 = 3;
const LONGEST_ERROR: usize = 1000;
/// From so many attempts in a row without a word a message may be what kills its senders.
const SUSPECT: u32 = 2;
/// No lease and no pause between two tries is longer; what is due or leased later than that was written by
/// a clock that had leapt ahead.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(3);

/// What is asked for when messages are claimed.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) now: Instant,
    pub(crate) lease_until: Instant,
    pub(crate) limit: u32,
    pub(crate) routes: Option<Vec<String>>,
    /// How many of those that may have killed their senders.
    pub(crate) suspects: u32,
}

fn overtaken(follows: bool) -> Result<(), CommitError> {
    if follows { Err(CommitError::Conflict) } else { Ok(()) }
}

impl<S: Session> Writer<'_, S> {
    /// Records a message that is to be sent.
    pub(super) async fn send(&self, message: &Outgoing, now: Instant) -> Result<(), CommitError> {
        let waiting = self.waiting(&message.route, &message.form).await?;
        let state = if waiting.is_empty() { FIRST } else { BEHIND };
        // Behind them by its id too, whatever the clock of another writer showed.
        waiting.into_iter().for_each(|id| self.ids.pass(id));
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
            .await
            .map(drop)
    }

    /// The messages of a form on a route that wait, held: whoever settles the first of them meanwhile
    /// would look for the next one too early.
    async fn waiting(&self, route: &str, form: &FormId) -> Result<Vec<i64>, CommitError> {
        let sql = "SELECT id FROM outbox WHERE cell = ?1 AND route = ?2 AND form = ?3 AND state <= 1 ORDER BY id FOR UPDATE";
        let values = [self.cell.into(), route.into(), form.into()];
        let found = self.session.rows("looking for messages before", sql, &values).await?;
        Ok(found.into_iter().map(|mut row| row.take()).collect::<Result<_, _>>()?)
    }

    /// Writes what became of a claimed message. A claim that was overtaken changes nothing, and nothing may follow
    /// from it either: whoever has the message now does the same.
    pub(super) async fn settle(&self, settlement: &Settlement, follows: bool) -> Result<(), CommitError> {
        let (state, due_at, error) = match &settlement.outcome {
            Outcome::Delivered => (DELIVERED, None, None),
            Outcome::Untried { due_at, attempts, unanswered } => {
                return self.untried(settlement, *due_at, (*attempts, *unanswered), follows).await;
            }
            Outcome::Retry { due_at, error } | Outcome::Crashed { due_at, error } => {
                (FIRST, Some(nanoseconds(*due_at)?), Some(error))
            }
            Outcome::Dead { error, .. } => (DEAD, None, Some(error)),
        };
        // What crashed over the message said nothing of it: that goes on counting.
        let counts_on = i64::from(matches!(settlement.outcome, Outcome::Crashed { .. }));
        let reason = if let Outcome::Dead { reason, .. } = &settlement.outcome { reason } else { "" };
        let error: Option<String> = error.map(|error| error.chars().take(LONGEST_ERROR).collect());
        let settled = self
            .session
            .rows(
                "settling a message",
                "UPDATE outbox SET state = ?4, due_at = coalesce(?5, due_at), error = ?6, leased_until = 0,
               unanswered = unanswered * ?7, reason = ?8
             WHERE cell = ?1 AND id = ?2 AND fence = ?3 AND state = 0 AND leased_until <> 0 RETURNING route, form, created_at",
                &[
                    self.cell.into(),
                    settlement.id.into(),
                    settlement.fence.into(),
                    state.into(),
                    due_at.into(),
                    error.into(),
                    counts_on.into(),
                    reason.into(),
                ],
            )
            .await?;
        let Some(mut row) = settled.into_iter().next() else { return overtaken(follows) };
        let (route, form): (String, FormId) = (row.take()?, row.take()?);
        if state != DELIVERED {
            self.put_trouble(settlement.id, row.take()?, &route, state == DEAD, reason).await?;
        }
        if state == FIRST { Ok(()) } else { self.bring_forward(&route, &form).await }
    }

    /// Takes back that a message was claimed.
    async fn untried(
        &self,
        settlement: &Settlement,
        due_at: Instant,
        (attempts, unanswered): (u32, u32),
        follows: bool,
    ) -> Result<(), CommitError> {
        let sql = "UPDATE outbox SET due_at = ?4, leased_until = 0, attempts = ?5, unanswered = ?6
             WHERE cell = ?1 AND id = ?2 AND fence = ?3 AND state = 0 AND leased_until <> 0";
        let values = [
            self.cell.into(),
            settlement.id.into(),
            settlement.fence.into(),
            nanoseconds(due_at)?.into(),
            attempts.into(),
            unanswered.into(),
        ];
        let found = self.session.execute("letting a message wait again", sql, &values).await?;
        if found == 1 { Ok(()) } else { overtaken(follows) }
    }

    /// Lengthens the lease of a message that is still its claimer's.
    pub(super) async fn lengthen(&self, id: i64, fence: i64, until: Instant) -> Result<(), CommitError> {
        let sql =
            "UPDATE outbox SET leased_until = ?4 WHERE cell = ?1 AND id = ?2 AND fence = ?3 AND state = 0 AND leased_until <> 0";
        self.one("lengthening a lease", sql, &[self.cell.into(), id.into(), fence.into(), nanoseconds(until)?.into()]).await
    }

    /// The oldest message behind becomes the first.
    async fn bring_forward(&self, route: &str, form: &FormId) -> Result<(), CommitError> {
        let found = self
            .session
            .rows(
                "finding the next message",
                "SELECT min(id) FROM outbox WHERE cell = ?1 AND route = ?2 AND form = ?3 AND state <= 1 AND state = 1",
                &[self.cell.into(), route.into(), form.into()],
            )
            .await?;
        let next: Option<i64> = found.into_iter().next().ok_or_else(misfit)?.take()?;
        let Some(id) = next else { return Ok(()) };
        let sql = "UPDATE outbox SET state = 0 WHERE cell = ?1 AND id = ?2 AND state = 1";
        self.session.execute("bringing a message forward", sql, &[self.cell.into(), id.into()]).await.map(drop)
    }

    /// Leases the messages that are due, the longest due first.
    pub(crate) async fn claim(&self, claim: &Claim) -> Result<Vec<ClaimedMessage>, CommitError> {
        let routes = match &claim.routes {
            Some(routes) => routes.clone(),
            None => self.routes().await?,
        };
        let (mut due, mut suspects) = (vec![], vec![]);
        for route in &routes {
            due.extend(self.due(route, claim, claim.limit, 0..SUSPECT).await?);
            if claim.suspects > 0 {
                suspects.extend(self.due(route, claim, claim.suspects, SUSPECT..u32::MAX).await?);
            }
        }
        let first = |found: &mut Vec<(i64, ClaimedMessage)>, most: u32| {
            found.sort_by_key(|(due_at, message)| (*due_at, message.id));
            found.dedup_by_key(|(_, message)| message.id);
            found.truncate(most as usize);
        };
        first(&mut suspects, claim.suspects);
        due.extend(suspects);
        first(&mut due, claim.limit);
        beside(true, due.iter().map(|(_, message)| self.lease(message, claim))).await?;
        Ok(due.into_iter().map(|(_, message)| message).collect())
    }

    /// A try counts before it is made: a message that kills its sender must not be tried for ever. Where a lease
    /// lies hours away, two clocks disagree, and its sender may well be alive: that says nothing against the message.
    async fn lease(&self, message: &ClaimedMessage, claim: &Claim) -> Result<(), CommitError> {
        let sql = "UPDATE outbox SET leased_until = ?3, fence = ?4, claimed_by = ?5, attempts = attempts + 1,
                     unanswered = unanswered + CASE WHEN leased_until > ?6 OR (leased_until > 0 AND leased_until < ?7)
                       THEN 0 ELSE 1 END
                   WHERE cell = ?1 AND id = ?2";
        let far = |at: Result<Instant, _>| nanoseconds(at.unwrap_or(claim.now));
        let values = [
            self.cell.into(),
            message.id.into(),
            nanoseconds(claim.lease_until)?.into(),
            message.fence.into(),
            self.lane.into(),
            far(claim.now.checked_add(LONGEST_WAIT))?.into(),
            far(claim.now.checked_sub(LONGEST_WAIT))?.into(),
        ];
        self.session.execute("leasing a message", sql, &values).await.map(drop)
    }

    /// Undoes a claim of which its claimer never heard: no message killed anybody by that.
    pub(super) async fn forget_claim(&self, leased_until: Instant) -> Result<(), CommitError> {
        let sql = "UPDATE outbox SET leased_until = 0, attempts = attempts - 1, unanswered = unanswered - 1
                   WHERE cell = ?1 AND state = 0 AND leased_until = ?2 AND unanswered > 0 AND attempts > 0";
        let values = [self.cell.into(), nanoseconds(leased_until)?.into()];
        self.session.execute("forgetting a claim", sql, &values).await.map(drop)
    }

    /// What an earlier writer of this lane had claimed is due at once, not only when its lease ends. Were
    /// its sender alive after all, the fence would overtake what it settles.
    pub(crate) async fn free_claims(&self) -> Result<(), CommitError> {
        let sql = "UPDATE outbox SET leased_until = 0 WHERE cell = ?1 AND claimed_by = ?2 AND state = 0 AND leased_until <> 0";
        self.session.execute("freeing what was claimed", sql, &[self.cell.into(), self.lane.into()]).await.map(drop)
    }

    /// The routes on which something waits: few, found by leaping from one to the next.
    async fn routes(&self) -> Result<Vec<String>, CommitError> {
        let mut routes: Vec<String> = vec![];
        loop {
            let after = routes.last().map_or("", String::as_str);
            let found = self
                .session
                .rows(
                    "finding the routes that wait",
                    "SELECT min(route) FROM outbox WHERE cell = ?1 AND route > ?2 AND state = 0",
                    &[self.cell.into(), after.into()],
                )
                .await?;
            match found.into_iter().next().ok_or_else(misfit)?.take()? {
                Some(route) => routes.push(route),
                None => return Ok(routes),
            }
        }
    }

    async fn due(
        &self,
        route: &str,
        claim: &Claim,
        limit: u32,
        unanswered: std::ops::Range<u32>,
    ) -> Result<Vec<(i64, ClaimedMessage)>, CommitError> {
        let now = nanoseconds(claim.now)?;
        let leased = if planted!("lease-not-looked-at") { i64::MAX } else { now };
        let never = nanoseconds(claim.now.saturating_add(LONGEST_WAIT).unwrap_or(claim.now))?;
        let mut found = vec![];
        // Behind `never` nobody waits: a clock was wrong that wrote such an instant, and is right again.
        for (from, to) in [(i64::MIN, now), (never.saturating_add(1), i64::MAX)] {
            if planted!("leapt-clock-holds-messages") && from > i64::MIN {
                continue;
            }
            let rows = self
                .session
                .rows(
                    "finding messages that are due",
                    "SELECT due_at, id, fence + 1, route, kind, form, body, attempts, unanswered
             FROM outbox
             WHERE cell = ?1 AND route = ?2 AND state = 0 AND due_at >= ?7 AND due_at <= ?8
               AND (leased_until <= ?3 OR leased_until > ?9) AND unanswered >= ?5 AND unanswered < ?6
             ORDER BY due_at, id LIMIT ?4 FOR UPDATE SKIP LOCKED",
                    &[
                        self.cell.into(),
                        route.into(),
                        leased.into(),
                        limit.into(),
                        unanswered.start.into(),
                        unanswered.end.into(),
                        from.into(),
                        to.into(),
                        never.into(),
                    ],
                )
                .await?;
            found.extend(rows);
        }
        found
            .into_iter()
            .map(|mut row| {
                let due_at = row.take()?;
                let (id, fence, route, kind) = (row.take()?, row.take()?, row.take()?, row.take()?);
                let (form, body, attempts, unanswered) = (row.take()?, row.take()?, row.take()?, row.take()?);
                Ok((due_at, ClaimedMessage { id, fence, route, kind, form, body, attempts, unanswered }))
            })
            .collect()
    }

    /// Lets a message that was given up wait again, its tries forgotten.
    pub(crate) async fn send_again(&self, id: i64, due_at: Instant) -> Result<bool, CommitError> {
        let revived = self
            .session
            .rows(
                "sending a message again",
                "UPDATE outbox SET state = 1, due_at = ?3, attempts = 0, unanswered = 0, error = NULL, reason = ''
             WHERE cell = ?1 AND id = ?2 AND state = 3 RETURNING route, form",
                &[self.cell.into(), id.into(), nanoseconds(due_at)?.into()],
            )
            .await?;
        let Some(mut row) = revived.into_iter().next() else { return Ok(false) };
        let (route, form): (String, FormId) = (row.take()?, row.take()?);
        let first = self
            .session
            .rows(
                "looking for the first message",
                "SELECT id FROM outbox WHERE cell = ?1 AND route = ?2 AND form = ?3 AND state <= 1 AND state = 0 FOR UPDATE",
                &[self.cell.into(), (&route).into(), (&form).into()],
            )
            .await?;
        if first.is_empty() {
            self.bring_forward(&route, &form).await?;
        }
        Ok(true)
    }
}
