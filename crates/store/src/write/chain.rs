use super::{Session, Writer};
use crate::log::{Link, link};
use crate::value::nanoseconds;
use crate::{CommitError, Logged};
use saraptama_core::terms::Sha256;
use std::cell::Cell;

/// The end of a lane's message log: where the next record goes, and the hash that it goes on from.
///
/// It is taken from the table when it is first needed and kept from then on. Whoever undoes what was
/// written must [`Chain::forget`] it, so that it is read anew.
#[derive(Debug, Default)]
pub(crate) struct Chain(Cell<Option<Link>>);

impl Chain {
    /// Something of what was recorded may have been undone.
    pub(crate) fn forget(&self) {
        self.0.set(None);
    }
}

impl<S: Session> Writer<'_, S> {
    /// Records a message at the end of the writer's own log, so that no two writers wait for each other.
    pub(super) async fn log(&self, logged: &Logged) -> Result<(), CommitError> {
        let chain = &self.ids.chain;
        if chain.0.get().is_none() {
            let end = self.end_of_log().await?;
            // Another unit of the same transaction may have gone on meanwhile.
            chain.0.set(chain.0.get().or(Some(end)));
        }
        let before = chain.0.get().unwrap_or(Link::BEGINNING);
        let at = nanoseconds(logged.at)?;
        let hash = link(self.cell, self.lane, before, at, logged);
        // From here on no other unit sees this place: nothing waits between reading the end and moving it.
        chain.0.set(Some(Link { place: before.place + 1, hash }));
        self.session
            .execute(
                "logging a message",
                "INSERT INTO message_log(cell, lane, place, at, direction, peer, message_id, verdict, signature, sha256, raw,
                   previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                &[
                    self.cell.into(),
                    self.lane.into(),
                    before.place.into(),
                    at.into(),
                    (logged.direction as i64).into(),
                    (&logged.peer).into(),
                    (&logged.message_id).into(),
                    (&logged.verdict).into(),
                    (&logged.signature).into(),
                    (&logged.sha256).into(),
                    logged.raw.as_ref().into(),
                    (&before.hash).into(),
                    (&hash).into(),
                ],
            )
            .await
            .map(drop)
    }

    async fn end_of_log(&self) -> Result<Link, CommitError> {
        let sql = "SELECT place, hash FROM message_log WHERE cell = ?1 AND lane = ?2 ORDER BY place DESC LIMIT 1";
        let found = self.session.rows("reading the end of the log", sql, &[self.cell.into(), self.lane.into()]).await?;
        match found.into_iter().next() {
            None => Ok(Link::BEGINNING),
            Some(mut row) => Ok(Link { place: row.take::<i64>()? + 1, hash: row.take::<Sha256>()? }),
        }
    }
}
