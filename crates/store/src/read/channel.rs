use super::{all, first};
use crate::page::MOST_ROWS;
use crate::rows::{ChannelRow, ChannelSide, ChannelState};
use crate::value::{Row, Value, misfit, nearest, unless_never};
use crate::{Fault, Store};
use saraptama_core::terms::{FormId, Instant};

impl Store {
    /// A message of the asynchronous channel.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_message(&self, id: FormId) -> Result<Option<ChannelRow>, Fault> {
        let sql = "SELECT id, queue, sender, service, type, chain, name, side, state, due_at, created_at
                   FROM channel_message WHERE cell = ?1 AND id = ?2";
        first(self.point("reading a message of the channel", sql, vec![id.into()]).await?, read)
    }

    /// The body of a message of the asynchronous channel.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_body(&self, id: FormId) -> Result<Option<Vec<u8>>, Fault> {
        let sql = "SELECT bytes FROM channel_body WHERE cell = ?1 AND id = ?2";
        first(self.point("reading the body of a message of the channel", sql, vec![id.into()]).await?, |mut row| row.take())
    }

    /// The messages of a queue that are on their way and due, the longest due first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_due(&self, queue: &str, now: Instant, limit: u32) -> Result<Vec<ChannelRow>, Fault> {
        let sql = "SELECT id, queue, sender, service, type, chain, name, side, state, due_at, created_at
                   FROM channel_message WHERE cell = ?1 AND queue = ?2 AND state = 0 AND due_at <= ?3
                   ORDER BY due_at, id LIMIT ?4";
        let values = vec![queue.to_owned().into(), Value::Int(nearest(now)), limit.min(MOST_ROWS).into()];
        all(self.point("finding messages of the channel that are due", sql, values).await?, read)
    }

    /// The messages of a queue and a service that are on their way, of one chain or of all, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_waiting(
        &self,
        queue: &str,
        service: &str,
        chain: Option<&str>,
        limit: u32,
    ) -> Result<Vec<ChannelRow>, Fault> {
        let (doing, limit) = ("finding messages of the channel for a receiver", limit.min(MOST_ROWS).into());
        let (queue, service) = (queue.to_owned().into(), service.to_owned().into());
        let rows = match chain {
            Some(chain) => {
                let sql = "SELECT id, queue, sender, service, type, chain, name, side, state, due_at, created_at
                           FROM channel_message WHERE cell = ?1 AND chain = ?4 AND queue = ?2 AND service = ?3 AND state = 0
                           ORDER BY id LIMIT ?5";
                self.point(doing, sql, vec![queue, service, chain.to_owned().into(), limit]).await?
            }
            None => {
                let sql = "SELECT id, queue, sender, service, type, chain, name, side, state, due_at, created_at
                           FROM channel_message WHERE cell = ?1 AND queue = ?2 AND service = ?3 AND state = 0
                           ORDER BY id LIMIT ?4";
                self.point(doing, sql, vec![queue, service, limit]).await?
            }
        };
        all(rows, read)
    }

    /// The messages of a queue and a service that are on their way, in the order of their ids behind `after`: a walk in
    /// helpings, each of at most `limit`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_on_their_way(
        &self,
        queue: &str,
        service: &str,
        after: Option<FormId>,
        limit: u32,
    ) -> Result<Vec<ChannelRow>, Fault> {
        let sql = "SELECT id, queue, sender, service, type, chain, name, side, state, due_at, created_at
                   FROM channel_message WHERE cell = ?1 AND queue = ?2 AND service = ?3 AND state = 0 AND id > ?4
                   ORDER BY id LIMIT ?5";
        let after = after.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
        let (queue, service) = (queue.to_owned().into(), service.to_owned().into());
        let values = vec![queue, service, Value::Bytes(after.into()), limit.min(MOST_ROWS).into()];
        all(self.point("finding messages of the channel that are on their way", sql, values).await?, read)
    }

    /// How many messages of a queue are on their way.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_count(&self, queue: &str) -> Result<u64, Fault> {
        let sql = "SELECT count(*) FROM channel_message WHERE cell = ?1 AND queue = ?2 AND state = 0";
        let doing = "counting messages of the channel that are on their way";
        first(self.walk(doing, sql, vec![queue.to_owned().into()]).await?, |mut row| row.take()).map(Option::unwrap_or_default)
    }

    /// The messages of a chain, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_chain(&self, chain: &str) -> Result<Vec<ChannelRow>, Fault> {
        let sql = "SELECT id, queue, sender, service, type, chain, name, side, state, due_at, created_at
                   FROM channel_message WHERE cell = ?1 AND chain = ?2 ORDER BY id LIMIT ?3";
        let values = vec![chain.to_owned().into(), MOST_ROWS.into()];
        all(self.point("reading a chain of the channel", sql, values).await?, read)
    }

    /// The messages whose delivery was stopped, the oldest first: an operator may set them on their way again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_stopped(&self, limit: u32) -> Result<Vec<ChannelRow>, Fault> {
        let sql = "SELECT id, queue, sender, service, type, chain, name, side, state, due_at, created_at
                   FROM channel_message WHERE cell = ?1 AND state = 1 ORDER BY id LIMIT ?2";
        all(self.walk("listing messages of the channel that were stopped", sql, vec![limit.min(MOST_ROWS).into()]).await?, read)
    }
}

fn read(mut row: Row) -> Result<ChannelRow, Fault> {
    Ok(ChannelRow {
        id: row.take()?,
        queue: row.take()?,
        sender: row.take()?,
        service: row.take()?,
        message_type: row.take()?,
        chain: row.take()?,
        name: row.take()?,
        side: side(row.take()?).ok_or_else(misfit)?,
        state: state(row.take()?).ok_or_else(misfit)?,
        due_at: unless_never(row.take()?)?,
        created_at: row.take()?,
    })
}

fn side(number: i64) -> Option<ChannelSide> {
    [ChannelSide::Gateway, ChannelSide::Client, ChannelSide::Sent].into_iter().find(|side| *side as i64 == number)
}

fn state(number: i64) -> Option<ChannelState> {
    let all = [ChannelState::OnDelivery, ChannelState::Stopped, ChannelState::NotDelivered, ChannelState::Delivered];
    all.into_iter().find(|state| *state as i64 == number)
}
