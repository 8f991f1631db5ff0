use super::{all, first};
use crate::page::{Cursor, MOST_ROWS, page};
use crate::rows::{DocumentHead, DocumentRow, FormHead, FormHeading, FormRow, OriginalRow, SignatureRow};
use crate::value::{Row, Value, nanoseconds};
use crate::{Fault, ListError, Page, Store};
use saraptama_core::terms::{Bin, FormId, Sha256};

const FORMS: &str = "forms";

impl Store {
    /// A form with its bytes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn form(&self, form: FormId) -> Result<Option<FormRow>, Fault> {
        let sql = "SELECT f.form, f.organisation, f.sha256, f.stage, f.updated_at, b.bytes, f.vendor FROM form f
                   JOIN form_bytes b ON b.cell = f.cell AND b.form = f.form WHERE f.cell = ?1 AND f.form = ?2";
        first(self.point("reading a form", sql, vec![form.into()]).await?, |mut row| {
            let FormHead { form, organisation, sha256, stage, updated_at } = head(&mut row)?;
            let bytes = row.take()?;
            let heading = FormHeading::default();
            Ok(FormRow { form, organisation, vendor: row.take()?, sha256, bytes, stage, updated_at, heading })
        })
    }

    /// The document in a vendor's own format that the form's present bytes were translated from.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn original(&self, form: FormId) -> Result<Option<OriginalRow>, Fault> {
        let sql = "SELECT o.form, o.form_sha256, o.format, o.media_type, o.sha256, o.bytes, o.at FROM original o
                   JOIN form f ON f.cell = o.cell AND f.form = o.form AND f.sha256 = o.form_sha256
                   WHERE o.cell = ?1 AND o.form = ?2";
        first(self.point("reading an original", sql, vec![form.into()]).await?, |mut row| {
            let (form, form_sha256, format) = (row.take()?, row.take()?, row.take()?);
            let (media_type, sha256, bytes) = (row.take()?, row.take()?, row.take()?);
            Ok(OriginalRow { form, form_sha256, format, media_type, sha256, bytes, at: row.take()? })
        })
    }

    /// The vendor of the system that wrote the form.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn vendor_of(&self, form: FormId) -> Result<Option<String>, Fault> {
        let sql = "SELECT vendor FROM form WHERE cell = ?1 AND form = ?2";
        let rows = self.point("reading a form's vendor", sql, vec![form.into()]).await?;
        first(rows, |mut row| row.take()).map(Option::flatten)
    }

    /// A form without its bytes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn form_head(&self, form: FormId) -> Result<Option<FormHead>, Fault> {
        let sql = "SELECT form, organisation, sha256, stage, updated_at FROM form WHERE cell = ?1 AND form = ?2";
        first(self.point("reading a form's head", sql, vec![form.into()]).await?, |mut row| head(&mut row))
    }

    /// The forms of an organisation, the latest change first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn forms_of(&self, organisation: Bin, after: Option<&str>, limit: u32) -> Result<Page<FormHead>, ListError> {
        let sql = "SELECT form, organisation, sha256, stage, updated_at FROM form
                   WHERE cell = ?1 AND (updated_at, form) < (?2, ?3) AND organisation = ?5
                   ORDER BY updated_at DESC, form DESC LIMIT ?4";
        self.heads(sql, after, limit, Some(organisation.as_str().to_owned().into())).await
    }

    /// The forms of every organisation, the latest change first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn forms(&self, after: Option<&str>, limit: u32) -> Result<Page<FormHead>, ListError> {
        let sql = "SELECT form, organisation, sha256, stage, updated_at FROM form
                   WHERE cell = ?1 AND (updated_at, form) < (?2, ?3) ORDER BY updated_at DESC, form DESC LIMIT ?4";
        self.heads(sql, after, limit, None).await
    }

    async fn heads(
        &self,
        sql: &'static str,
        after: Option<&str>,
        limit: u32,
        organisation: Option<Value<'static>>,
    ) -> Result<Page<FormHead>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let after = Cursor::before_or_last(FORMS, after)?;
        let mut values = vec![after.key.into(), after.form.into(), (limit + 1).into()];
        values.extend(organisation);
        let rows = all(self.walk("listing forms", sql, values).await?, |mut row| head(&mut row))?;
        page(FORMS, rows, limit, |row| Ok(Cursor { key: nanoseconds(row.updated_at)?, form: row.form }))
    }

    /// The signature over a form in the role `role`; the latest, should there be several.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn signature(&self, form: FormId, role: &str) -> Result<Option<SignatureRow>, Fault> {
        let sql = "SELECT form, role, sha256, bytes, at FROM signature WHERE cell = ?1 AND form = ?2 AND role = ?3
                   ORDER BY at DESC, sha256 DESC LIMIT 1";
        let rows = self.point("reading a signature", sql, vec![form.into(), role.to_owned().into()]).await?;
        first(rows, |mut row| {
            let (form, role, sha256) = (row.take()?, row.take()?, row.take()?);
            Ok(SignatureRow { form, role, sha256, bytes: row.take()?, at: row.take()? })
        })
    }

    /// A document beside a form.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn document(&self, form: FormId, sha256: Sha256) -> Result<Option<DocumentRow>, Fault> {
        let sql = "SELECT form, sha256, media_type, bytes, at FROM document WHERE cell = ?1 AND form = ?2 AND sha256 = ?3";
        first(self.point("reading a document", sql, vec![form.into(), sha256.into()]).await?, |mut row| {
            let (form, sha256, media_type) = (row.take()?, row.take()?, row.take()?);
            Ok(DocumentRow { form, sha256, media_type, bytes: row.take()?, at: row.take()? })
        })
    }

    /// The documents beside a form, without their bytes, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn documents(&self, form: FormId) -> Result<Vec<DocumentHead>, Fault> {
        let sql = "SELECT form, sha256, media_type, length(bytes), at FROM document WHERE cell = ?1 AND form = ?2
                   ORDER BY at, sha256 LIMIT ?3";
        all(self.point("listing documents", sql, vec![form.into(), MOST_ROWS.into()]).await?, |mut row| {
            let (form, sha256, media_type) = (row.take()?, row.take()?, row.take()?);
            Ok(DocumentHead { form, sha256, media_type, bytes_len: row.take()?, at: row.take()? })
        })
    }
}

fn head(row: &mut Row) -> Result<FormHead, Fault> {
    let (form, organisation, sha256) = (row.take()?, row.take()?, row.take()?);
    Ok(FormHead { form, organisation, sha256, stage: row.take()?, updated_at: row.take()? })
}
