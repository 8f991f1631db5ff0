use super::{Session, Writer};
use crate::value::{Value, nanoseconds};
use crate::{CommitError, Received};
use saraptama_core::planted;
use std::borrow::Cow;

impl<S: Session> Writer<'_, S> {
    /// Keeps a message as it came in; the same again is recognised by its sender and id.
    pub(super) async fn receive(&self, message: &Received) -> Result<(), CommitError> {
        let kept = self
            .session
            .execute(
                "keeping a received message",
                "INSERT INTO inbox(cell, source, message_id, sha256, raw, reply, verdict, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (cell, source, message_id) DO NOTHING",
                &[
                    self.cell.into(),
                    (&message.source).into(),
                    (&message.message_id).into(),
                    (&message.sha256).into(),
                    // A column of an earlier version: the bytes stand in the log.
                    Value::Bytes(Cow::Borrowed(&[])),
                    (&message.reply).into(),
                    (message.verdict as i64).into(),
                    nanoseconds(message.at)?.into(),
                ],
            )
            .await?;
        if kept == 1 || planted!("message-id-not-looked-at") { Ok(()) } else { Err(CommitError::AlreadyReceived) }
    }
}
