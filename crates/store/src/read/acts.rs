use super::{all, first};
use crate::page::{Cursor, MOST_ROWS, page};
use crate::rows::{ActRow, ActState};
use crate::value::{Row, misfit, nanoseconds, number_key, number_of, or_never, unless_never};
use crate::{Fault, ListError, Page, Store};
use saraptama_core::terms::{ActNumber, FormId};

/// A query for whole acts: the columns as [`act`] reads them.
macro_rules! acts {
    ($rest:literal) => {
        concat!(
            "SELECT form, state, number, icd10, patient_region, organisation_region, people, reply_route, accepted_at,
               arrived_at, due_at, expert, alarm, reason FROM act WHERE cell = ?1 AND ",
            $rest
        )
    };
}

const ACTS: &str = "acts";
const OF_EXPERT: &str = "held";
const WAITING: &str = "waiting";

impl Store {
    /// The act that rests on a form.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn act(&self, form: FormId) -> Result<Option<ActRow>, Fault> {
        first(self.point("reading an act", acts!("form = ?2"), vec![form.into()]).await?, act)
    }

    /// The act of a number.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn act_by_number(&self, number: ActNumber) -> Result<Option<ActRow>, Fault> {
        let values = vec![number_key(Some(number)).into()];
        first(self.point("reading an act by its number", acts!("number = ?2 AND number <> 0"), values).await?, act)
    }

    /// The acts that stand somewhere, first accepted, first given: for numbering and assignment.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn acts_in(&self, state: ActState, limit: u32) -> Result<Vec<ActRow>, Fault> {
        let values = vec![(state as i64).into(), limit.min(MOST_ROWS).into()];
        all(self.walk("reading waiting acts", acts!("state = ?2 ORDER BY accepted_at, form LIMIT ?3"), values).await?, act)
    }

    /// How many assigned acts each expert holds; who holds none is absent.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open_loads(&self) -> Result<Vec<(String, u32)>, Fault> {
        // The text that stands for "none" keeps the walk on the few open acts, not on every expert's history.
        let sql = "SELECT coalesce(expert, '') AS held_by, count(*) FROM act WHERE cell = ?1 AND state = ?2
                   AND coalesce(expert, '') <> '' GROUP BY held_by ORDER BY held_by";
        let rows = self.walk("counting open acts", sql, vec![(ActState::Assigned as i64).into()]).await?;
        all(rows, |mut row| Ok((row.take()?, row.take()?)))
    }

    /// The acts of an expert in any of `states`, the nearest end of term first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn acts_of_expert(
        &self,
        expert: &str,
        states: &[ActState],
        after: Option<&str>,
        limit: u32,
    ) -> Result<Page<ActRow>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let after = Cursor::after_or_first(OF_EXPERT, after)?;
        let mut rows = vec![];
        // One walk along the index for each state, then the nearest of them all.
        for state in states {
            let sql = acts!("expert = ?2 AND state = ?3 AND (due_at, form) > (?4, ?5) ORDER BY due_at, form LIMIT ?6");
            let values =
                vec![expert.to_owned().into(), (*state as i64).into(), after.key.into(), after.form.into(), (limit + 1).into()];
            rows.extend(all(self.walk("reading an expert's acts", sql, values).await?, act)?);
        }
        let place = |row: &ActRow| Ok(Cursor { key: or_never(row.due_at)?, form: row.form });
        rows.sort_by_key(|row| (row.due_at.is_none(), row.due_at, row.form));
        rows.dedup_by_key(|row| row.form);
        page(OF_EXPERT, rows, limit, place)
    }

    /// The acts, or those of one state, the latest accepted first. Numbers are given in the order of
    /// acceptance, so the latest number stands first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn acts_list(&self, state: Option<ActState>, after: Option<&str>, limit: u32) -> Result<Page<ActRow>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let after = Cursor::before_or_last(ACTS, after)?;
        let mut values = vec![after.key.into(), after.form.into(), (limit + 1).into()];
        let sql = match state {
            None => acts!("(accepted_at, form) < (?2, ?3) ORDER BY accepted_at DESC, form DESC LIMIT ?4"),
            Some(state) => {
                values.push((state as i64).into());
                acts!("(accepted_at, form) < (?2, ?3) AND state = ?5 ORDER BY accepted_at DESC, form DESC LIMIT ?4")
            }
        };
        let rows = all(self.walk("listing acts", sql, values).await?, act)?;
        page(ACTS, rows, limit, |row| Ok(Cursor { key: nanoseconds(row.accepted_at)?, form: row.form }))
    }

    /// The drafts that stand somewhere, first accepted, first shown: the waiting list.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn acts_waiting(&self, state: ActState, after: Option<&str>, limit: u32) -> Result<Page<ActRow>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let after = Cursor::after_or_first(WAITING, after)?;
        let sql = acts!("state = ?2 AND (accepted_at, form) > (?3, ?4) ORDER BY accepted_at, form LIMIT ?5");
        let values = vec![(state as i64).into(), after.key.into(), after.form.into(), (limit + 1).into()];
        let rows = all(self.walk("reading the waiting list", sql, values).await?, act)?;
        page(WAITING, rows, limit, |row| Ok(Cursor { key: nanoseconds(row.accepted_at)?, form: row.form }))
    }

    /// The acts that were refused, the latest first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn refusals(&self, after: Option<&str>, limit: u32) -> Result<Page<ActRow>, ListError> {
        self.acts_list(Some(ActState::Refused), after, limit).await
    }

    /// The last number taken in a year, 0 if none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn last_number(&self, year: i16) -> Result<u32, Fault> {
        let sql = "SELECT last FROM counter WHERE cell = ?1 AND year = ?2";
        let rows = self.point("reading the last number", sql, vec![i64::from(year).into()]).await?;
        first(rows, |mut row| row.take()).map(Option::unwrap_or_default)
    }
}

fn act(mut row: Row) -> Result<ActRow, Fault> {
    Ok(ActRow {
        form: row.take()?,
        state: state(row.take()?)?,
        number: number_of(row.take()?)?,
        icd10: row.take()?,
        patient_region: row.take()?,
        organisation_region: row.take()?,
        people: row.take()?,
        reply_route: row.take()?,
        accepted_at: row.take()?,
        arrived_at: row.take()?,
        due_at: unless_never(row.take()?)?,
        expert: row.take()?,
        alarm: row.take()?,
        reason: row.take()?,
    })
}

pub(super) fn state(number: i64) -> Result<ActState, Fault> {
    use ActState::{Accepted, Assigned, AwaitingDocuments, Refused, Registered, Waiting};
    let all = [Accepted, Waiting, Assigned, Registered, Refused, AwaitingDocuments];
    all.into_iter().find(|state| *state as i64 == number).ok_or_else(misfit)
}
