use super::{Session, Writer};
use crate::CommitError;
use crate::rows::ChannelRow;
use crate::value::{Value, nanoseconds, or_never};
use saraptama_core::terms::FormId;

impl<S: Session> Writer<'_, S> {
    /// Puts a message of the asynchronous channel: its standing and what is due change, the rest stays.
    pub(super) async fn put_channel_message(&self, row: &ChannelRow) -> Result<(), CommitError> {
        self.put(
            "storing a message of the channel",
            "INSERT INTO channel_message(cell, id, queue, sender, service, type, chain, name, side, state, due_at, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (cell, id) DO UPDATE SET queue = excluded.queue, chain = excluded.chain, state = excluded.state,
               due_at = excluded.due_at",
            &[
                self.cell.into(),
                (&row.id).into(),
                (&row.queue).into(),
                (&row.sender).into(),
                (&row.service).into(),
                (&row.message_type).into(),
                (&row.chain).into(),
                (&row.name).into(),
                (row.side as i64).into(),
                (row.state as i64).into(),
                or_never(row.due_at)?.into(),
                nanoseconds(row.created_at)?.into(),
            ],
        )
        .await
    }

    /// Puts the body of a message once.
    pub(super) async fn put_channel_body(&self, id: FormId, bytes: &[u8]) -> Result<(), CommitError> {
        self.put(
            "storing the body of a message of the channel",
            "INSERT INTO channel_body(cell, id, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (cell, id) DO NOTHING",
            &[self.cell.into(), (&id).into(), Value::Bytes(bytes.into())],
        )
        .await
    }
}
