use super::{all, first};
use crate::page::MOST_ROWS;
use crate::rows::{DeadLetter, OutboxState, StoredMessage};
use crate::{Fault, Store};

impl Store {
    /// What is stored of a message that was received.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn received(&self, source: &str, message_id: &str) -> Result<Option<StoredMessage>, Fault> {
        let sql = "SELECT sha256, reply FROM inbox WHERE cell = ?1 AND source = ?2 AND message_id = ?3";
        let values = vec![source.to_owned().into(), message_id.to_owned().into()];
        first(self.point("reading a received message", sql, values).await?, |mut row| {
            Ok(StoredMessage { sha256: row.take()?, reply: row.take()? })
        })
    }

    /// How many messages wait, and since when; how many were given up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn outbox_state(&self) -> Result<OutboxState, Fault> {
        // Every route is at least nothing: naming it keeps the walk on those that wait, off those that went.
        let sql = "SELECT count(*), min(id + 0) FROM outbox WHERE cell = ?1 AND route >= '' AND state <= 1";
        let waiting = self.walk("counting waiting messages", sql, vec![]).await?;
        let (waiting, oldest): (u64, Option<i64>) = first(waiting, |mut row| Ok((row.take()?, row.take()?)))?.unwrap_or_default();
        let sql = "SELECT count(*) FROM outbox WHERE cell = ?1 AND state = 3";
        let dead = first(self.walk("counting messages given up", sql, vec![]).await?, |mut row| row.take())?.unwrap_or_default();
        let sql = "SELECT created_at FROM outbox WHERE cell = ?1 AND id = ?2";
        let oldest = match oldest {
            Some(id) => first(self.point("reading the oldest message", sql, vec![id.into()]).await?, |mut row| row.take())?,
            None => None,
        };
        Ok(OutboxState { waiting, dead, oldest })
    }

    /// The messages that are not tried again by themselves, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn dead_letters(&self, limit: u32) -> Result<Vec<DeadLetter>, Fault> {
        let sql = "SELECT id, route, kind, form, attempts, error, created_at FROM outbox
                   WHERE cell = ?1 AND state = 3 ORDER BY id LIMIT ?2";
        all(self.walk("listing messages given up", sql, vec![limit.min(MOST_ROWS).into()]).await?, |mut row| {
            let (id, route, kind, form) = (row.take()?, row.take()?, row.take()?, row.take()?);
            Ok(DeadLetter { id, route, kind, form, attempts: row.take()?, error: row.take()?, created_at: row.take()? })
        })
    }
}
