use super::{Session, Writer};
use crate::value::{count, misfit, nanoseconds};
use crate::{Append, CommitError};
use saraptama_core::planted;

impl<S: Session> Writer<'_, S> {
    /// Appends events at the version on which the decision was made.
    pub(super) async fn append(&self, append: &Append) -> Result<(), CommitError> {
        let (cell, family, form) = (self.cell, append.stream.family as i64, &append.stream.form);
        // A stream that already has a first event refuses another one by its key alone.
        if (append.expected > 0 || append.events.is_empty()) && !planted!("version-not-looked-at") {
            self.is_at(append).await?;
        }
        let expected = if planted!("version-not-looked-at") { self.events_of(append).await? } else { count(append.expected)? };
        for (version, event) in (expected..).zip(&append.events) {
            let at = nanoseconds(event.at)?;
            let id = self.ids.next(event.at);
            self.session
                .execute(
                    "storing an event",
                    "INSERT INTO event(cell, id, family, form, version, at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    &[cell.into(), id.into(), family.into(), form.into(), version.into(), at.into(), (&event.body).into()],
                )
                .await?;
        }
        Ok(())
    }

    async fn is_at(&self, append: &Append) -> Result<(), CommitError> {
        if self.events_of(append).await? == count(append.expected)? { Ok(()) } else { Err(CommitError::Conflict) }
    }

    /// How many events the stream has.
    async fn events_of(&self, append: &Append) -> Result<i64, CommitError> {
        let found = self
            .session
            .rows(
                "reading the version of a stream",
                "SELECT max(version) FROM event WHERE cell = ?1 AND family = ?2 AND form = ?3",
                &[self.cell.into(), (append.stream.family as i64).into(), (&append.stream.form).into()],
            )
            .await?;
        let last: Option<i64> = found.into_iter().next().ok_or_else(misfit)?.take()?;
        Ok(last.map_or(0, |version| version + 1))
    }
}
