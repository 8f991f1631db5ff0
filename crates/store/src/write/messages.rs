use super::{Session, Writer};
use crate::value::nanoseconds;
use crate::{CommitError, Received};

impl<S: Session> Writer<'_, S> {
    /// Keeps a message as it came in; the same again is recognised by its sender and id.
    pub(super) fn receive(&mut self, message: &Received) -> Result<(), CommitError> {
        let kept = self.session.execute(
            "keeping a received message",
            "INSERT INTO inbox(cell, source, message_id, sha256, raw, reply, verdict, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (cell, source, message_id) DO NOTHING",
            &[
                self.cell.into(),
                (&message.source).into(),
                (&message.message_id).into(),
                (&message.sha256).into(),
                (&message.raw).into(),
                (&message.reply).into(),
                (message.verdict as i64).into(),
                nanoseconds(message.at)?.into(),
            ],
        )?;
        if kept == 1 { Ok(()) } else { Err(CommitError::AlreadyReceived) }
    }
}
