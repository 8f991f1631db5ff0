use super::{all, first};
use crate::page::{Cursor, MOST_ROWS, page};
use crate::rows::{DecidedRow, DraftRow};
use crate::value::{Row, misfit, nanoseconds, nearest, number_of, unless_never};
use crate::{Fault, ListError, Page, Store};
use saraptama_core::terms::{FormId, Instant};

const DECIDED: &str = "decided";

impl Store {
    /// What somebody has written of the decision on a form's act and not frozen yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn draft(&self, form: FormId, who: &str) -> Result<Option<DraftRow>, Fault> {
        let sql = "SELECT body, at FROM draft WHERE cell = ?1 AND form = ?2 AND who = ?3";
        first(self.point("reading a draft", sql, vec![form.into(), who.to_owned().into()]).await?, |mut row| {
            Ok(DraftRow { form, who: who.to_owned(), body: row.take()?, at: row.take()? })
        })
    }

    /// The acts that an expert decided, the latest first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn decided_by(&self, expert: &str, after: Option<&str>, limit: u32) -> Result<Page<DecidedRow>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let after = Cursor::before_or_last(DECIDED, after)?;
        let sql = "SELECT register.form, register.number, register.place, register.registered_at, register.result, act.icd10,
                     act.due_at
                   FROM register JOIN act ON act.cell = register.cell AND act.form = register.form
                   WHERE register.cell = ?1 AND register.expert = ?2 AND (register.registered_at, register.form) < (?3, ?4)
                   ORDER BY register.registered_at DESC, register.form DESC LIMIT ?5";
        let values = vec![expert.to_owned().into(), after.key.into(), after.form.into(), (limit + 1).into()];
        let rows = all(self.walk("listing an expert's decisions", sql, values).await?, decided)?;
        page(DECIDED, rows, limit, |row| Ok(Cursor { key: nanoseconds(row.at)?, form: row.form }))
    }

    /// How many acts an expert decided from `from` on.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn decided_since(&self, expert: &str, from: Instant) -> Result<u64, Fault> {
        let sql = "SELECT count(*) FROM register WHERE cell = ?1 AND expert = ?2 AND registered_at >= ?3";
        let values = vec![expert.to_owned().into(), nearest(from).into()];
        first(self.walk("counting an expert's decisions", sql, values).await?, |mut row| row.take())?.ok_or_else(misfit)
    }

    /// What was decided in like cases, and how often, among the latest `most` of them: those of one sub-form,
    /// or of all unless one is given.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn practice(&self, kin: &str, sub_form: Option<u8>, most: u32) -> Result<Vec<(String, u64)>, Fault> {
        let mut values = vec![kin.to_owned().into(), most.min(MOST_ROWS).into()];
        let sql = match sub_form {
            None => {
                "SELECT outcome, count(*) FROM (SELECT outcome FROM practice WHERE cell = ?1 AND kin = ?2
                   ORDER BY place DESC LIMIT ?3) AS latest GROUP BY outcome ORDER BY outcome"
            }
            Some(row) => {
                values.push(u32::from(row).into());
                "SELECT outcome, count(*) FROM (SELECT outcome FROM practice WHERE cell = ?1 AND kin = ?2 AND sub_form = ?4
                   ORDER BY place DESC LIMIT ?3) AS latest GROUP BY outcome ORDER BY outcome"
            }
        };
        all(self.walk("counting decisions in like cases", sql, values).await?, |mut row| Ok((row.take()?, row.take()?)))
    }
}

fn decided(mut row: Row) -> Result<DecidedRow, Fault> {
    Ok(DecidedRow {
        form: row.take()?,
        number: number_of(row.take()?)?.ok_or_else(misfit)?,
        place: row.take()?,
        at: row.take()?,
        result: row.take()?,
        icd10: row.take()?,
        due_at: unless_never(row.take()?)?,
    })
}
