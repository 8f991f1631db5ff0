use super::acts::state;
use super::{all, first};
use crate::rows::{AcceptedCount, ActState, DecidedCount, OpenCount};
use crate::value::nearest;
use crate::{Fault, Store};
use saraptama_core::indicators::Month;
use saraptama_core::terms::Instant;

impl Store {
    /// What was accepted from `from` up to but without `to`, counted. Walks the acts of that time alone.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn accepted_between(&self, from: Instant, to: Instant) -> Result<Vec<AcceptedCount>, Fault> {
        let sql = "SELECT patient_region, icd10, state, count(*), count(CASE WHEN number <> 0 THEN number END) FROM act
                   WHERE cell = ?1 AND accepted_at >= ?2 AND accepted_at < ?3 GROUP BY patient_region, icd10, state";
        let rows = self.walk("counting accepted forms", sql, vec![nearest(from).into(), nearest(to).into()]).await?;
        all(rows, |mut row| {
            let (region, icd10, state) = (row.take()?, row.take()?, state(row.take()?)?);
            Ok(AcceptedCount { region, icd10, state, count: row.take()?, numbered: row.take()? })
        })
    }

    /// What was registered from `from` up to but without `to`, counted. Walks the entries of that time alone.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn decided_between(&self, from: Instant, to: Instant) -> Result<Vec<DecidedCount>, Fault> {
        let sql = "SELECT a.patient_region, a.icd10, r.expert, count(*),
                     count(CASE WHEN r.registered_at <= a.due_at THEN a.due_at END)
                   FROM register r JOIN act a ON a.cell = r.cell AND a.form = r.form
                   WHERE r.cell = ?1 AND r.registered_at >= ?2 AND r.registered_at < ?3
                   GROUP BY a.patient_region, a.icd10, r.expert";
        let rows = self.walk("counting registered acts", sql, vec![nearest(from).into(), nearest(to).into()]).await?;
        all(rows, |mut row| {
            let (region, icd10, expert) = (row.take()?, row.take()?, row.take()?);
            Ok(DecidedCount { region, icd10, expert, count: row.take()?, in_time: row.take()? })
        })
    }

    /// How many forms were accepted and how many acts registered in a month. Walks two indexes of that time alone.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn passed(&self, month: &Month) -> Result<(u64, u64), Fault> {
        let sql = "SELECT (SELECT count(*) FROM act WHERE cell = ?1 AND accepted_at >= ?2 AND accepted_at < ?3 AND state <> ?4),
                     (SELECT count(*) FROM register WHERE cell = ?1 AND registered_at >= ?2 AND registered_at < ?3)";
        let values = vec![nearest(month.from).into(), nearest(month.to).into(), (ActState::Refused as i64).into()];
        let found = first(self.walk("counting a month", sql, values).await?, |mut row| Ok((row.take()?, row.take()?)))?;
        Ok(found.unwrap_or_default())
    }

    /// What is not decided at `now`, counted. Walks the open acts alone, however many are decided.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open_acts(&self, now: Instant) -> Result<Vec<OpenCount>, Fault> {
        // Accepted, waiting, assigned, awaiting documents (ActState).
        let sql = "SELECT state, alarm, coalesce(expert, '') AS held_by, count(*), count(CASE WHEN due_at < ?2 THEN due_at END)
                   FROM act WHERE cell = ?1 AND state IN (1, 2, 3, 6) GROUP BY state, alarm, held_by";
        let rows = self.walk("counting open acts", sql, vec![nearest(now).into()]).await?;
        all(rows, |mut row| {
            let (state, alarm, expert) = (state(row.take()?)?, row.take()?, row.take()?);
            Ok(OpenCount { state, alarm, expert, count: row.take()?, overdue: row.take()? })
        })
    }
}
