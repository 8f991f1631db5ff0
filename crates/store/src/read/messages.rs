use super::{all, first};
use crate::page::MOST_ROWS;
use crate::rows::{DeadState, MessageQuery, MessageRow, MessageState, OutboxState, RouteState, StoredMessage};
use crate::value::{Row, Value, misfit};
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

    /// The routes on which something waits: few, found by leaping from one to the next.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting_routes(&self) -> Result<Vec<String>, Fault> {
        let sql = "SELECT min(route) FROM outbox WHERE cell = ?1 AND route > ?2 AND state = 0";
        let mut routes: Vec<String> = vec![];
        loop {
            let after = routes.last().cloned().unwrap_or_default();
            let found = self.point("finding the routes that wait", sql, vec![after.into()]).await?;
            match first(found, |mut row| row.take())?.flatten() {
                Some(route) => routes.push(route),
                None => return Ok(routes),
            }
        }
    }

    /// How many messages wait on each route, and since when the oldest does; routes without any are left out.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn routes_state(&self) -> Result<Vec<RouteState>, Fault> {
        let sql = "SELECT route, count(*), min(id) FROM outbox WHERE cell = ?1 AND route >= '' AND state <= 1 GROUP BY route";
        let found: Vec<(String, u64, i64)> = all(self.walk("counting waiting messages", sql, vec![]).await?, |mut row| {
            Ok((row.take()?, row.take()?, row.take()?))
        })?;
        let sql = "SELECT created_at FROM outbox WHERE cell = ?1 AND id = ?2";
        let mut routes = vec![];
        for (route, waiting, id) in found {
            let read = self.point("reading the oldest message", sql, vec![id.into()]).await?;
            let Some(oldest) = first(read, |mut row| row.take())? else { continue };
            routes.push(RouteState { route, waiting, oldest });
        }
        Ok(routes)
    }

    /// How many messages were given up on each route for each reason, and when the oldest of them was recorded.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn dead_state(&self) -> Result<Vec<DeadState>, Fault> {
        let sql = "SELECT route, reason, count(*), min(created_at) FROM outbox WHERE cell = ?1 AND state = 3
                   GROUP BY route, reason ORDER BY route, reason";
        all(self.walk("counting messages given up", sql, vec![]).await?, |mut row| {
            Ok(DeadState { route: row.take()?, reason: row.take()?, dead: row.take()?, oldest: row.take()? })
        })
    }

    /// The messages to the outside that a query asks for, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn messages(&self, query: &MessageQuery) -> Result<Vec<MessageRow>, Fault> {
        // The states stand in the text, because partial indices compare texts.
        let state = match query.state {
            MessageState::Waiting => "route >= '' AND state <= 1",
            MessageState::Delivered => "state = 2",
            MessageState::Dead => "state = 3",
        };
        let sql = format!(
            "SELECT {MESSAGE} FROM outbox WHERE cell = ?1 AND {state} AND id > ?2 AND (?3 = '' OR route = ?3)
               AND (?4 = '' OR reason = ?4) ORDER BY id LIMIT ?5"
        );
        let or_any = |text: &Option<String>| Value::from(text.clone().unwrap_or_default());
        let values = vec![query.after.into(), or_any(&query.route), or_any(&query.reason), query.limit.min(MOST_ROWS).into()];
        all(self.walk("listing messages", sql, values).await?, message)
    }

    /// A message to the outside.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn message(&self, id: i64) -> Result<Option<MessageRow>, Fault> {
        let sql = format!("SELECT {MESSAGE} FROM outbox WHERE cell = ?1 AND id = ?2");
        first(self.walk("reading a message", sql, vec![id.into()]).await?, message)
    }
}

/// The columns of a message, in the order in which [`message`] takes them.
const MESSAGE: &str = "id, route, kind, form, state, attempts, reason, error, created_at, due_at";

fn message(mut row: Row) -> Result<MessageRow, Fault> {
    let (id, route, kind, form) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let state = match row.take::<i64>()? {
        0 | 1 => MessageState::Waiting,
        2 => MessageState::Delivered,
        3 => MessageState::Dead,
        _ => return Err(misfit()),
    };
    let (attempts, reason, error) = (row.take()?, row.take()?, row.take()?);
    Ok(MessageRow { id, route, kind, form, state, attempts, reason, error, created_at: row.take()?, due_at: row.take()? })
}
