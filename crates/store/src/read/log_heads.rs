use super::all;
use crate::log::LogHead;
use crate::page::MOST_ROWS;
use crate::value::{Row, misfit};
use crate::{Direction, Fault, Store};

impl Store {
    /// The last records of a writer's log before a place, the latest first, without their bytes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn log_heads(&self, lane: i64, before: Option<i64>, limit: u32) -> Result<Vec<LogHead>, Fault> {
        let sql = "SELECT place, at, direction, peer, message_id, verdict, signature, sha256, length(raw), previous, hash
                   FROM message_log WHERE cell = ?1 AND lane = ?2 AND place < ?3 ORDER BY place DESC LIMIT ?4";
        let values = vec![lane.into(), before.unwrap_or(i64::MAX).into(), limit.min(MOST_ROWS).into()];
        all(self.walk("reading the log of messages", sql, values).await?, head)
    }
}

fn head(mut row: Row) -> Result<LogHead, Fault> {
    let (place, at, direction) = (row.take()?, row.take()?, row.take::<i64>()?);
    let all = [Direction::Received, Direction::Sent, Direction::Answered];
    let direction = all.into_iter().find(|one| *one as i64 == direction).ok_or_else(misfit)?;
    let (peer, message_id, verdict, signature) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let (sha256, bytes_len, previous, hash) = (row.take()?, row.take()?, row.take()?, row.take()?);
    Ok(LogHead { place, at, direction, peer, message_id, verdict, signature, sha256, bytes_len, previous, hash })
}
