use super::{all, first};
use crate::rows::{SeedRow, StoredEvent};
use crate::{Fault, Store, Stream};
use jiff::civil::Date;
use saraptama_core::terms::Instant;

impl Store {
    /// The events of a stream in order; none where nothing is known of it. Their number is the version
    /// on which a decision stands.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn events(&self, stream: Stream) -> Result<Vec<StoredEvent>, Fault> {
        let sql = "SELECT at, body FROM event WHERE cell = ?1 AND family = ?2 AND form = ?3 ORDER BY version";
        let values = vec![(stream.family as i64).into(), stream.form.into()];
        all(self.point("reading the events of a stream", sql, values).await?, |mut row| {
            Ok(StoredEvent { at: row.take()?, body: row.take()? })
        })
    }

    /// The latest instant of any event: a clock that shows less goes wrong.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn latest_instant(&self) -> Result<Option<Instant>, Fault> {
        let rows = self.point("reading the latest instant", "SELECT max(at) FROM event WHERE cell = ?1", vec![]).await?;
        first(rows, |mut row| row.take()).map(Option::flatten)
    }

    /// The seed of a day's draws.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn seed(&self, day: Date) -> Result<Option<SeedRow>, Fault> {
        let sql = "SELECT seed, at FROM seed WHERE cell = ?1 AND day = ?2";
        let rows = self.point("reading a day's seed", sql, vec![day.to_string().into()]).await?;
        first(rows, |mut row| Ok(SeedRow { day, seed: row.take()?, at: row.take()? }))
    }
}
