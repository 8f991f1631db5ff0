use super::{Session, Writer};
use crate::CommitError;
use crate::rows::{DraftRow, PracticeRow};
use crate::value::{count, nanoseconds};
use saraptama_core::terms::FormId;

impl<S: Session> Writer<'_, S> {
    pub(super) async fn put_draft(&self, row: &DraftRow) -> Result<(), CommitError> {
        let (form, who, at) = ((&row.form).into(), (&row.who).into(), nanoseconds(row.at)?.into());
        self.put(
            "keeping a draft",
            "INSERT INTO draft(cell, form, who, body, at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (cell, form, who) DO UPDATE SET body = excluded.body, at = excluded.at",
            &[self.cell.into(), form, who, (&row.body).into(), at],
        )
        .await
    }

    pub(super) async fn end_drafts(&self, form: &FormId) -> Result<(), CommitError> {
        let sql = "DELETE FROM draft WHERE cell = ?1 AND form = ?2";
        self.put("forgetting drafts", sql, &[self.cell.into(), form.into()]).await
    }

    /// No sub-form is 0: the key holds no absent value.
    pub(super) async fn put_practice(&self, row: &PracticeRow) -> Result<(), CommitError> {
        let (kin, sub_form) = ((&row.kin).into(), i64::from(row.sub_form.unwrap_or_default()).into());
        self.put(
            "counting a decision among those of like cases",
            "INSERT INTO practice(cell, kin, sub_form, place, outcome) VALUES (?1, ?2, ?3, ?4, ?5)",
            &[self.cell.into(), kin, sub_form, count(row.place)?.into(), (&row.outcome).into()],
        )
        .await
    }
}
