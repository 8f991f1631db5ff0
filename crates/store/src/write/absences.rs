use super::{Session, Writer};
use crate::CommitError;
use crate::rows::{AbsenceRow, RegisterHeading, Withdrawn};
use crate::value::{Value, count, nanoseconds};
use saraptama_core::terms::Sha256;

impl<S: Session> Writer<'_, S> {
    pub(super) async fn put_absence(&self, row: &AbsenceRow) -> Result<(), CommitError> {
        self.put(
            "entering an absence",
            "INSERT INTO absence(cell, id, expert, first_day, last_day, reason, note, entered_by, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            &[
                self.cell.into(),
                (&row.id).into(),
                (&row.expert).into(),
                row.from.to_string().into(),
                row.until.to_string().into(),
                (&row.reason).into(),
                (&row.note).into(),
                (&row.by).into(),
                nanoseconds(row.at)?.into(),
            ],
        )
        .await
    }

    /// Whoever entered an absence since the experts were read is not overlooked.
    pub(super) async fn still_on_duty(&self, expert: &str, day: jiff::civil::Date) -> Result<(), CommitError> {
        let sql = "SELECT a.id FROM absence a WHERE a.cell = ?1 AND a.expert = ?2 AND a.last_day >= ?3 AND a.first_day <= ?3
                   AND NOT EXISTS (SELECT 1 FROM absence_withdrawn w WHERE w.cell = a.cell AND w.id = a.id) LIMIT 1";
        let values = [self.cell.into(), expert.into(), day.to_string().into()];
        let found = self.session.rows("looking whether an expert is still on duty", sql, &values).await?;
        if found.is_empty() { Ok(()) } else { Err(CommitError::Conflict) }
    }

    /// Whoever withdraws what is withdrawn already meets a conflict: the key is taken.
    pub(super) async fn withdraw_absence(&self, id: &Sha256, withdrawn: &Withdrawn) -> Result<(), CommitError> {
        let at = nanoseconds(withdrawn.at)?.into();
        self.put(
            "withdrawing an absence",
            "INSERT INTO absence_withdrawn(cell, id, note, withdrawn_by, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            &[self.cell.into(), id.into(), (&withdrawn.note).into(), (&withdrawn.by).into(), at],
        )
        .await
    }

    pub(super) async fn put_register_heading(&self, index: u64, heading: &RegisterHeading) -> Result<(), CommitError> {
        let region = Value::from(heading.region.map(|region| i64::from(region.number())));
        self.put(
            "filling in an entry of the register",
            "UPDATE register SET patient_name = ?3, region = ?4, icd10 = ?5, nosology = ?6 WHERE cell = ?1 AND place = ?2",
            &[
                self.cell.into(),
                count(index)?.into(),
                heading.patient_name.as_ref().into(),
                region,
                heading.icd10.map(|code| code.to_string()).into(),
                heading.nosology.as_ref().into(),
            ],
        )
        .await
    }
}
