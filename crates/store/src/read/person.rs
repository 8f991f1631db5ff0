use super::first;
use crate::rows::StatusRow;
use crate::value::{Row, Value, misfit};
use crate::{Fault, Store};
use saraptama_core::terms::{FormId, Sha256};

impl Store {
    /// How the person concerned finds a form.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn status_of(&self, form: FormId) -> Result<Option<StatusRow>, Fault> {
        self.status("SELECT form, lookup, made_at, denied_at FROM status WHERE cell = ?1 AND form = ?2", form.into()).await
    }

    /// What is found by the keyed digest of a code.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn status_by(&self, lookup: Sha256) -> Result<Option<StatusRow>, Fault> {
        self.status("SELECT form, lookup, made_at, denied_at FROM status WHERE cell = ?1 AND lookup = ?2", lookup.into()).await
    }

    async fn status(&self, sql: &'static str, key: Value<'static>) -> Result<Option<StatusRow>, Fault> {
        first(self.point("reading a status", sql, vec![key]).await?, |mut row: Row| {
            let (form, lookup, made_at) = (row.take()?, row.take()?, row.take()?);
            Ok(StatusRow { form, lookup, made_at, denied_at: row.take()? })
        })
    }

    /// Of how many forms the person said that it was not them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn denied_forms(&self) -> Result<u64, Fault> {
        let sql = "SELECT count(*) FROM status WHERE cell = ?1 AND denied_at IS NOT NULL";
        let rows = self.walk("counting forms that persons deny", sql, vec![]).await?;
        first(rows, |mut row| row.take())?.ok_or_else(misfit)
    }
}
