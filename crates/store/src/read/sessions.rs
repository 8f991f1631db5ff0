use super::{all, first};
use crate::rows::{ChallengeRow, SessionRow};
use crate::{Fault, Store};
use saraptama_core::terms::Sha256;

/// More sessions of one person than this are not listed: whoever has them ends some first.
const MOST_SESSIONS: u32 = 50;

impl Store {
    /// The sessions of somebody, the latest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sessions_of(&self, principal: &str) -> Result<Vec<SessionRow>, Fault> {
        let sql = "SELECT id, principal, csrf, method, made_at, seen_at FROM session WHERE cell = ?1 AND principal = ?2
                   ORDER BY made_at DESC, id LIMIT ?3";
        all(self.point("listing sessions", sql, vec![principal.to_owned().into(), MOST_SESSIONS.into()]).await?, |mut row| {
            let (id, principal, csrf, method) = (row.take()?, row.take()?, row.take()?, row.take()?);
            Ok(SessionRow { id, principal, csrf, method, made_at: row.take()?, seen_at: row.take()? })
        })
    }

    /// The session whose token has this digest.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn session(&self, id: Sha256) -> Result<Option<SessionRow>, Fault> {
        let sql = "SELECT principal, csrf, method, made_at, seen_at FROM session WHERE cell = ?1 AND id = ?2";
        first(self.point("reading a session", sql, vec![id.into()]).await?, |mut row| {
            let (principal, csrf, method) = (row.take()?, row.take()?, row.take()?);
            Ok(SessionRow { id, principal, csrf, method, made_at: row.take()?, seen_at: row.take()? })
        })
    }

    /// What was asked under the secret of this digest; it is answered by
    /// [`Change::TakeChallenge`](crate::Change::TakeChallenge).
    ///
    /// # Errors
    /// When the store fails.
    pub async fn challenge(&self, id: Sha256) -> Result<Option<ChallengeRow>, Fault> {
        let sql = "SELECT kind, body, ends_at FROM challenge WHERE cell = ?1 AND id = ?2";
        first(self.point("reading a challenge", sql, vec![id.into()]).await?, |mut row| {
            Ok(ChallengeRow { id, kind: row.take()?, body: row.take()?, ends_at: row.take()? })
        })
    }
}
