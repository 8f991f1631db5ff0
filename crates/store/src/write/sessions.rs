use super::{Session, Writer};
use crate::CommitError;
use crate::rows::{ChallengeRow, SessionRow};
use crate::value::nanoseconds;
use saraptama_core::terms::{Instant, Sha256};

impl<S: Session> Writer<'_, S> {
    pub(super) async fn put_session(&self, row: &SessionRow) -> Result<(), CommitError> {
        self.put(
            "opening a session",
            "INSERT INTO session(cell, id, principal, csrf, method, made_at, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            &[
                self.cell.into(),
                (&row.id).into(),
                (&row.principal).into(),
                (&row.csrf).into(),
                (&row.method).into(),
                nanoseconds(row.made_at)?.into(),
                nanoseconds(row.seen_at)?.into(),
            ],
        )
        .await
    }

    pub(super) async fn see_session(&self, id: &Sha256, at: Instant) -> Result<(), CommitError> {
        let sql = "UPDATE session SET seen_at = ?3 WHERE cell = ?1 AND id = ?2";
        self.put("seeing a session", sql, &[self.cell.into(), id.into(), nanoseconds(at)?.into()]).await
    }

    pub(super) async fn end_session(&self, id: &Sha256) -> Result<(), CommitError> {
        self.put("ending a session", "DELETE FROM session WHERE cell = ?1 AND id = ?2", &[self.cell.into(), id.into()]).await
    }

    pub(super) async fn put_challenge(&self, row: &ChallengeRow) -> Result<(), CommitError> {
        self.put(
            "asking something once",
            "INSERT INTO challenge(cell, id, kind, body, ends_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            &[self.cell.into(), (&row.id).into(), (&row.kind).into(), (&row.body).into(), nanoseconds(row.ends_at)?.into()],
        )
        .await
    }

    /// A challenge is answered once: whoever comes second meets a conflict.
    pub(super) async fn take_challenge(&self, id: &Sha256) -> Result<(), CommitError> {
        let sql = "DELETE FROM challenge WHERE cell = ?1 AND id = ?2";
        self.one("taking an answer", sql, &[self.cell.into(), id.into()]).await
    }

    /// Forgets sessions that nobody used since `seen_before`, and challenges that ended before `now`.
    pub(super) async fn forget_visits(&self, seen_before: Instant, now: Instant) -> Result<(), CommitError> {
        let sessions = "DELETE FROM session WHERE cell = ?1 AND seen_at < ?2";
        self.put("forgetting sessions", sessions, &[self.cell.into(), nanoseconds(seen_before)?.into()]).await?;
        let challenges = "DELETE FROM challenge WHERE cell = ?1 AND ends_at < ?2";
        self.put("forgetting challenges", challenges, &[self.cell.into(), nanoseconds(now)?.into()]).await
    }
}
