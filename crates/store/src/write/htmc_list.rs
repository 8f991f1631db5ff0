use super::{Session, Writer};
use crate::CommitError;
use crate::rows::EditionRow;
use crate::value::{count, nanoseconds};

impl<S: Session> Writer<'_, S> {
    /// A place that another edition took meanwhile is a conflict.
    pub(super) async fn put_edition(&self, row: &EditionRow) -> Result<(), CommitError> {
        self.put(
            "storing an edition of the list",
            "INSERT INTO htmc_edition(cell, id, edition, act, first_day, state, list_rows, changed_by, changed_at, place)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (cell, id) DO UPDATE SET edition = excluded.edition, act = excluded.act,
               first_day = excluded.first_day, state = excluded.state, list_rows = excluded.list_rows,
               changed_by = excluded.changed_by, changed_at = excluded.changed_at, place = excluded.place",
            &[
                self.cell.into(),
                (&row.id).into(),
                (&row.edition).into(),
                (&row.act).into(),
                row.first_day.to_string().into(),
                (row.state as i64).into(),
                row.rows.into(),
                (&row.changed_by).into(),
                nanoseconds(row.changed_at)?.into(),
                row.place.map(count).transpose()?.into(),
            ],
        )
        .await
    }
}
