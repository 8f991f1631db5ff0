use super::{all, first};
use crate::page::MOST_ROWS;
use crate::rows::{EditionRow, EditionState};
use crate::value::{Row, misfit};
use crate::{Fault, Store};

/// A query for editions: the columns as [`edition`] reads them.
macro_rules! editions {
    ($rest:literal) => {
        concat!(
            "SELECT id, edition, act, first_day, state, list_rows, changed_by, changed_at, place FROM htmc_edition WHERE cell = ?1 ",
            $rest
        )
    };
}

impl Store {
    /// The editions of the list that people enter, the latest changed first; at most a thousand.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn htmc_editions(&self) -> Result<Vec<EditionRow>, Fault> {
        let sql = editions!("ORDER BY changed_at DESC, id DESC LIMIT ?2");
        all(self.walk("listing editions of the list", sql, vec![MOST_ROWS.into()]).await?, edition)
    }

    /// Those that were approved, in the order in which they were.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn htmc_approved(&self) -> Result<Vec<EditionRow>, Fault> {
        let sql = editions!("AND place IS NOT NULL ORDER BY place");
        all(self.walk("reading the approved editions of the list", sql, vec![]).await?, edition)
    }

    /// How many were approved.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn htmc_approved_count(&self) -> Result<u64, Fault> {
        let sql = "SELECT max(place) FROM htmc_edition WHERE cell = ?1 AND place IS NOT NULL";
        let rows = self.point("counting the approved editions of the list", sql, vec![]).await?;
        let last: Option<u64> = first(rows, |mut row| row.take())?.ok_or_else(misfit)?;
        Ok(last.map_or(0, |last| last.saturating_add(1)))
    }
}

fn edition(mut row: Row) -> Result<EditionRow, Fault> {
    let (id, edition, act, first_day, state) = (row.take()?, row.take()?, row.take()?, row.take()?, row.take::<i64>()?);
    let (rows, changed_by, changed_at) = (row.take()?, row.take()?, row.take()?);
    let state = EditionState::ALL.into_iter().find(|known| *known as i64 == state).ok_or_else(misfit)?;
    Ok(EditionRow { id, edition, act, first_day, state, rows, changed_by, changed_at, place: row.take()? })
}
