use super::{all, headings};
use crate::page::{Cursor, MOST_ROWS, page};
use crate::rows::{FormListed, QueuePart};
use crate::value::nanoseconds;
use crate::{Fault, ListError, Page, Store};
use saraptama_core::terms::{Iin, Instant};

/// What lists show of a form.
macro_rules! queued {
    ($rest:literal) => {
        concat!(
            "SELECT f.form, f.organisation, f.sha256, f.stage, f.updated_at, f.patient, f.patient_name, f.name_key, f.icd10, f.chair,
               f.decision, f.presented_at, f.handed_back_at FROM form f ",
            $rest
        )
    };
}

impl Store {
    /// The forms of one part of a chair's queue. `unsigned` are the stages before the signature.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn chair_queue(
        &self,
        chair: Iin,
        part: QueuePart,
        unsigned: [&str; 2],
        after: Option<&str>,
        limit: u32,
    ) -> Result<Page<FormListed>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let (list, sql) = match part {
            QueuePart::Presented => (
                "presented",
                queued!(
                    "WHERE f.cell = ?1 AND (f.presented_at, f.form) > (?2, ?3) AND f.chair = ?5 AND f.stage IN (?6, ?7)
                       AND f.presented_at IS NOT NULL ORDER BY f.presented_at, f.form LIMIT ?4"
                ),
            ),
            QueuePart::Unpresented => (
                "unpresented",
                queued!(
                    "WHERE f.cell = ?1 AND (f.updated_at, f.form) > (?2, ?3) AND f.chair = ?5 AND f.stage IN (?6, ?7)
                       AND f.presented_at IS NULL AND f.handed_back_at IS NULL ORDER BY f.updated_at, f.form LIMIT ?4"
                ),
            ),
            QueuePart::SignedSince(_) => (
                "signed",
                queued!(
                    "WHERE f.cell = ?1 AND (f.updated_at, f.form) < (?2, ?3) AND f.chair = ?5 AND f.stage NOT IN (?6, ?7)
                       AND f.updated_at >= ?8 AND EXISTS (SELECT 1 FROM signature s WHERE s.cell = f.cell AND s.form = f.form
                         AND s.role = 'chair' AND s.at >= ?8) ORDER BY f.updated_at DESC, f.form DESC LIMIT ?4"
                ),
            ),
        };
        let since = if let QueuePart::SignedSince(since) = part { Some(since) } else { None };
        let after = match since {
            Some(_) => Cursor::before_or_last(list, after)?,
            None => Cursor::after_or_first(list, after)?,
        };
        let mut values = vec![after.key.into(), after.form.into(), (limit + 1).into()];
        values.push(chair.as_str().to_owned().into());
        values.extend(unsigned.map(|stage| stage.to_owned().into()));
        values.extend(since.map(|since| nanoseconds(since).map(Into::into)).transpose()?);
        let rows = all(self.walk("listing a chair's queue", sql, values).await?, headings::one)?;
        let key = |row: &FormListed| -> Result<Instant, Fault> {
            Ok(row.presented_at.filter(|_| part == QueuePart::Presented).unwrap_or(row.head.updated_at))
        };
        page(list, rows, limit, |row| Ok(Cursor { key: nanoseconds(key(row)?)?, form: row.head.form }))
    }
}
