use super::all;
use crate::page::{Cursor, MOST_ROWS, page};
use crate::rows::{DoctorPart, FormHead, FormHeading, FormListed, FormQuery};
use crate::value::{Row, Value, nanoseconds};
use crate::{Fault, ListError, Page, Store};
use saraptama_core::terms::Bin;

const LISTED: &str = "listed";

/// A query for forms as lists show them, the latest change first.
macro_rules! listed {
    ($($rest:literal),+) => {
        concat!(
            "SELECT form, organisation, sha256, stage, updated_at, patient, patient_name, name_key, icd10, chair, decision,
               presented_at, handed_back_at
             FROM form WHERE cell = ?1 AND (updated_at, form) < (?2, ?3) AND ",
            $($rest,)+
            " ORDER BY updated_at DESC, form DESC LIMIT ?4"
        )
    };
}

/// The same for forms whose journey is not over, at up to eight stages. The literal condition is that of an index
/// (`form_open`), so that however many forms are done, the few that are not are found at once.
macro_rules! open {
    ($rest:literal) => {
        listed!(
            "organisation = ?5 AND stage NOT IN ('registered', 'returned', 'refused', 'withdrawn')
                 AND stage IN (?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            $rest
        )
    };
}

impl Store {
    /// The forms of an organisation that answer `query`, the latest change first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn forms_listed(&self, query: &FormQuery, after: Option<&str>, limit: u32) -> Result<Page<FormListed>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let after = Cursor::before_or_last(LISTED, after)?;
        let mut values: Vec<Value<'static>> = vec![after.key.into(), after.form.into(), (limit + 1).into()];
        values.push(query.organisation.as_str().to_owned().into());
        // Each text walks along an index of its own; what is left to filter is little.
        let sql = match query {
            FormQuery { chair: Some(chair), stage: Some(stage), .. } => {
                values.extend([chair.as_str().to_owned().into(), stage.clone().into()]);
                listed!("organisation = ?5 AND chair = ?6 AND stage = ?7")
            }
            FormQuery { patient: Some(patient), .. } => {
                values.push(patient.as_str().to_owned().into());
                listed!("organisation = ?5 AND patient = ?6")
            }
            FormQuery { name: Some(name), .. } => {
                // What begins so lies before the same with the last letter of all behind it.
                values.extend([name.clone().into(), format!("{name}\u{10ffff}").into()]);
                listed!("organisation = ?5 AND name_key >= ?6 AND name_key < ?7")
            }
            FormQuery { stage: Some(stage), .. } => {
                values.push(stage.clone().into());
                listed!("organisation = ?5 AND stage = ?6")
            }
            _ => listed!("organisation = ?5"),
        };
        let rows = all(self.walk("listing forms by what they say", sql, values).await?, one)?;
        page(LISTED, rows, limit, |row| Ok(Cursor { key: nanoseconds(row.head.updated_at)?, form: row.head.form }))
    }
}

impl Store {
    /// The forms of an organisation in one part of the doctor's work, the latest change first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn forms_in(
        &self,
        organisation: Bin,
        part: &DoctorPart<'_>,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Page<FormListed>, ListError> {
        let (sql, stages) = match part {
            DoctorPart::Drafts(stages) => (open!(" AND presented_at IS NULL AND handed_back_at IS NULL"), stages),
            DoctorPart::Presented(stages) => (open!(" AND presented_at IS NOT NULL"), stages),
            DoctorPart::HandedBack(stages) => (open!(" AND handed_back_at IS NOT NULL"), stages),
            DoctorPart::Open(stages) => (open!(""), stages),
            DoctorPart::At(stages) => (listed!("organisation = ?5 AND stage IN (?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"), stages),
        };
        // No form stands at a stage without a name.
        let stage = |n: usize| stages.get(n).copied().unwrap_or_default().to_owned().into();
        self.listing(sql, organisation, (0..8).map(stage).collect(), after, limit).await
    }

    /// The people of an organisation's forms, each by the form that changed last; those whose folded name begins
    /// with `name`, where one is given.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn people_of_forms(
        &self,
        organisation: Bin,
        name: Option<&str>,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Page<FormListed>, ListError> {
        let (sql, values) = match name {
            None => (
                listed!(
                    "organisation = ?5 AND patient IS NOT NULL AND NOT EXISTS (SELECT 1 FROM form later
                     WHERE later.cell = form.cell AND later.organisation = form.organisation AND later.patient = form.patient
                       AND (later.updated_at, later.form) > (form.updated_at, form.form))"
                ),
                vec![],
            ),
            Some(name) => (
                listed!(
                    "organisation = ?5 AND name_key >= ?6 AND name_key < ?7 AND patient IS NOT NULL AND NOT EXISTS (
                     SELECT 1 FROM form later
                     WHERE later.cell = form.cell AND later.organisation = form.organisation AND later.patient = form.patient
                       AND (later.updated_at, later.form) > (form.updated_at, form.form))"
                ),
                // What begins so lies before the same with the last letter of all behind it.
                vec![name.to_owned().into(), format!("{name}\u{10ffff}").into()],
            ),
        };
        self.listing(sql, organisation, values, after, limit).await
    }

    async fn listing(
        &self,
        sql: &'static str,
        organisation: Bin,
        more: Vec<Value<'static>>,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Page<FormListed>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let after = Cursor::before_or_last(LISTED, after)?;
        let mut values: Vec<Value<'static>> = vec![after.key.into(), after.form.into(), (limit + 1).into()];
        values.push(organisation.as_str().to_owned().into());
        values.extend(more);
        let rows = all(self.walk("listing forms", sql, values).await?, one)?;
        page(LISTED, rows, limit, |row| Ok(Cursor { key: nanoseconds(row.head.updated_at)?, form: row.head.form }))
    }
}

pub(super) fn one(mut row: Row) -> Result<FormListed, Fault> {
    let (form, organisation, sha256) = (row.take()?, row.take()?, row.take()?);
    let head = FormHead { form, organisation, sha256, stage: row.take()?, updated_at: row.take()? };
    let (patient, patient_name, name_key) = (row.take()?, row.take()?, row.take()?);
    let heading = FormHeading { patient, patient_name, name_key, icd10: row.take()?, chair: row.take()?, decision: row.take()? };
    let (presented_at, handed_back_at) = (row.take()?, row.take()?);
    Ok(FormListed { head, heading, presented_at, handed_back_at })
}
