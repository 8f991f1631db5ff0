use super::{Session, Writer};
use crate::CommitError;
use crate::rows::StatusRow;
use crate::value::nanoseconds;
use saraptama_core::terms::{FormId, Instant};

impl<S: Session> Writer<'_, S> {
    pub(super) async fn put_status(&self, row: &StatusRow) -> Result<(), CommitError> {
        // A signature that waits for its proof brings the row about twice.
        self.put(
            "storing a status",
            "INSERT INTO status(cell, form, lookup, made_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (cell, form) DO NOTHING",
            &[self.cell.into(), (&row.form).into(), (&row.lookup).into(), nanoseconds(row.made_at)?.into()],
        )
        .await
    }

    /// It is said once: the first time counts.
    pub(super) async fn deny(&self, form: &FormId, at: Instant) -> Result<(), CommitError> {
        let sql = "UPDATE status SET denied_at = ?3 WHERE cell = ?1 AND form = ?2 AND denied_at IS NULL";
        self.one("recording that it was not them", sql, &[self.cell.into(), form.into(), nanoseconds(at)?.into()]).await
    }
}
