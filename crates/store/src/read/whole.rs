//! Reading everything, page by page: for whoever checks an archive, not for doors.

use super::all;
use crate::page::MOST_ROWS;
use crate::rows::{CheckpointRow, Mark, MarkRow, SignatureRow, TroubleRow};
use crate::value::{Value, count, misfit};
use crate::{Family, Fault, Store};
use saraptama_core::terms::{FormId, Instant, Sha256};

/// A message of the outbox, whatever became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxMessage {
    /// Its id.
    pub id: i64,
    /// Where to.
    pub route: String,
    /// What it is.
    pub kind: String,
    /// The form it is about.
    pub form: FormId,
    /// The body.
    pub body: Vec<u8>,
    /// When it was recorded.
    pub created_at: Instant,
    /// How often it was tried.
    pub attempts: u32,
    /// The key of the reason why it was given up, if it was.
    pub reason: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a message of the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It waits to be sent or tried again.
    Waiting,
    /// It arrived and was answered.
    Delivered,
    /// It is not tried again by itself.
    Dead,
}

/// A message of the inbox, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxMessage {
    /// Who sent it.
    pub source: String,
    /// The sender's id of it.
    pub message_id: String,
    /// The digest of its content.
    pub sha256: Sha256,
    /// Whether it was taken.
    pub is_taken: bool,
    /// When it came.
    pub at: Instant,
}

impl Store {
    /// The forms that have a stream in `family`, in their own order, after `after`: at most 1000.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn streams(&self, family: Family, after: Option<FormId>) -> Result<Vec<FormId>, Fault> {
        let sql = "SELECT DISTINCT form FROM event WHERE cell = ?1 AND family = ?2 AND form > ?3 ORDER BY form LIMIT ?4";
        let after = after.map_or_else(Vec::new, |form| form.as_bytes().to_vec());
        let values = vec![(family as i64).into(), Value::Bytes(after.into()), MOST_ROWS.into()];
        all(self.walk("listing streams", sql, values).await?, |mut row| row.take())
    }

    /// The messages of the outbox after the id `after`, in their order: at most 1000.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn outbox(&self, after: Option<i64>) -> Result<Vec<OutboxMessage>, Fault> {
        let sql = "SELECT id, route, kind, form, body, created_at, attempts, state, reason FROM outbox
                   WHERE cell = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
        let values = vec![after.unwrap_or(i64::MIN).into(), MOST_ROWS.into()];
        all(self.walk("reading the outbox", sql, values).await?, |mut row| {
            let (id, route, kind, form) = (row.take()?, row.take()?, row.take()?, row.take()?);
            let (body, created_at, attempts) = (row.take()?, row.take()?, row.take()?);
            let fate = match row.take::<i64>()? {
                0 | 1 => Fate::Waiting,
                2 => Fate::Delivered,
                3 => Fate::Dead,
                _ => return Err(misfit()),
            };
            Ok(OutboxMessage { id, route, kind, form, body, created_at, attempts, reason: row.take()?, fate })
        })
    }

    /// What was marked of forms, in the order of form, kind and name after that of `after`: at most 1000.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn all_marks(&self, after: Option<&MarkRow>) -> Result<Vec<MarkRow>, Fault> {
        let sql = "SELECT form, kind, name, at FROM month_mark WHERE cell = ?1 AND (form, kind, name) > (?2, ?3, ?4)
                   ORDER BY form, kind, name LIMIT ?5";
        let form = after.map_or_else(Vec::new, |row| row.form.as_bytes().to_vec());
        let (kind, name) = after.map_or((0, String::new()), |row| (row.kind as i64, row.name.clone()));
        let values = vec![Value::Bytes(form.into()), kind.into(), name.into(), MOST_ROWS.into()];
        all(self.walk("reading what was marked", sql, values).await?, |mut row| {
            let (form, kind) = (row.take()?, row.take::<i64>()?);
            let kind = Mark::ALL.into_iter().find(|one| *one as i64 == kind).ok_or_else(misfit)?;
            Ok(MarkRow { form, kind, name: row.take()?, at: row.take()? })
        })
    }

    /// What was counted of messages that were not delivered at once, in their order after that of `after`: at most 1000.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn all_troubles(&self, after: Option<&TroubleRow>) -> Result<Vec<TroubleRow>, Fault> {
        let sql = "SELECT message, given_up, at, route, reason FROM month_trouble
                   WHERE cell = ?1 AND (message, given_up) > (?2, ?3) ORDER BY message, given_up LIMIT ?4";
        let (message, given_up) = after.map_or((i64::MIN, 0), |row| (row.message, i64::from(row.given_up)));
        let values = vec![message.into(), given_up.into(), MOST_ROWS.into()];
        all(self.walk("reading what was not delivered at once", sql, values).await?, |mut row| {
            let (message, given_up, at) = (row.take()?, row.take::<i64>()? == 1, row.take()?);
            Ok(TroubleRow { message, given_up, at, route: row.take()?, reason: row.take()? })
        })
    }

    /// The messages of the inbox after that of `after`, by sender and id: at most 1000.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn inbox(&self, after: Option<(&str, &str)>) -> Result<Vec<InboxMessage>, Fault> {
        let sql = "SELECT source, message_id, sha256, verdict, at FROM inbox
                   WHERE cell = ?1 AND (source, message_id) > (?2, ?3) ORDER BY source, message_id LIMIT ?4";
        let (source, message_id) = after.unwrap_or_default();
        let values = vec![source.to_owned().into(), message_id.to_owned().into(), MOST_ROWS.into()];
        all(self.walk("reading the inbox", sql, values).await?, |mut row| {
            let (source, message_id, sha256) = (row.take()?, row.take()?, row.take()?);
            Ok(InboxMessage { source, message_id, sha256, is_taken: row.take::<i64>()? == 1, at: row.take()? })
        })
    }

    /// Every signature over a form or its decision, by role.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn signatures(&self, form: FormId) -> Result<Vec<SignatureRow>, Fault> {
        let sql = "SELECT form, role, sha256, bytes, at FROM signature WHERE cell = ?1 AND form = ?2
                   ORDER BY role, at, sha256 LIMIT ?3";
        all(self.point("reading the signatures", sql, vec![form.into(), MOST_ROWS.into()]).await?, |mut row| {
            let (form, role, sha256) = (row.take()?, row.take()?, row.take()?);
            Ok(SignatureRow { form, role, sha256, bytes: row.take()?, at: row.take()? })
        })
    }

    /// The checkpoints that cover more than `after` entries, the smallest first: at most 1000.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn checkpoints(&self, after: u64) -> Result<Vec<CheckpointRow>, Fault> {
        let sql = "SELECT size, note FROM checkpoint WHERE cell = ?1 AND size > ?2 ORDER BY size LIMIT ?3";
        all(self.walk("reading checkpoints", sql, vec![count(after)?.into(), MOST_ROWS.into()]).await?, |mut row| {
            Ok(CheckpointRow { size: row.take()?, note: row.take()? })
        })
    }
}
