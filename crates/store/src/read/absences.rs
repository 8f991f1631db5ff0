use super::{all, first};
use crate::page::MOST_ROWS;
use crate::rows::{AbsenceRow, Withdrawn};
use crate::value::Row;
use crate::{Fault, Store};
use jiff::civil::Date;
use saraptama_core::terms::Sha256;

/// A query for absences: the columns as [`absence`] reads them.
macro_rules! absences {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.expert, a.first_day, a.last_day, a.reason, a.note, a.entered_by, a.at, w.note, w.withdrawn_by, w.at
             FROM absence a LEFT JOIN absence_withdrawn w ON w.cell = a.cell AND w.id = a.id WHERE a.cell = ?1 AND ",
            $rest
        )
    };
}

impl Store {
    /// The experts who are not on duty on `day` by what was entered and not withdrawn.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn absent_on(&self, day: Date) -> Result<Vec<String>, Fault> {
        let sql = "SELECT DISTINCT a.expert FROM absence a WHERE a.cell = ?1 AND a.last_day >= ?2 AND a.first_day <= ?2
                   AND NOT EXISTS (SELECT 1 FROM absence_withdrawn w WHERE w.cell = a.cell AND w.id = a.id) ORDER BY a.expert";
        let rows = self.walk("reading who is absent", sql, vec![day.to_string().into()]).await?;
        all(rows, |mut row| row.take())
    }

    /// The absences of an expert that touch any day from `from` to `until`, withdrawn ones too, the earliest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn absences_of(&self, expert: &str, from: Date, until: Date) -> Result<Vec<AbsenceRow>, Fault> {
        let sql = absences!("a.expert = ?2 AND a.last_day >= ?3 AND a.first_day <= ?4 ORDER BY a.first_day, a.at, a.id LIMIT ?5");
        let (from, until) = (from.to_string().into(), until.to_string().into());
        let values = vec![expert.to_owned().into(), from, until, MOST_ROWS.into()];
        all(self.walk("reading an expert's absences", sql, values).await?, absence)
    }

    /// An absence.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn absence(&self, id: Sha256) -> Result<Option<AbsenceRow>, Fault> {
        first(self.point("reading an absence", absences!("a.id = ?2"), vec![id.into()]).await?, absence)
    }

    /// Every absence, page by page, by its id: for whoever judges the archive.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn absences(&self, after: Option<Sha256>) -> Result<Vec<AbsenceRow>, Fault> {
        let sql = absences!("a.id > ?2 ORDER BY a.id LIMIT ?3");
        let after = after.map_or_else(Vec::new, |id| id.0.to_vec());
        let values = vec![crate::value::Value::Bytes(after.into()), MOST_ROWS.into()];
        all(self.walk("reading absences", sql, values).await?, absence)
    }
}

fn absence(mut row: Row) -> Result<AbsenceRow, Fault> {
    let (id, expert, from, until) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let (reason, note, by, at) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let withdrawn: (Option<String>, Option<String>, Option<_>) = (row.take()?, row.take()?, row.take()?);
    let withdrawn = match withdrawn {
        (Some(note), Some(by), Some(at)) => Some(Withdrawn { note, by, at }),
        _ => None,
    };
    Ok(AbsenceRow { id, expert, from, until, reason, note, by, at, withdrawn })
}
