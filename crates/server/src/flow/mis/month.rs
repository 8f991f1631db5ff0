//! What the monthly monitoring counts of a form: written in the unit of the events that it folds.

use super::Mis;
use crate::counters::count;
use crate::flow::{FlowError, attempt, replayed};
use saraptama_core::check::Check;
use saraptama_core::indicators::{Draft, DraftFact, blocking};
use saraptama_core::referral::{Event, Refusal};
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::rows::{DraftFactRow, Mark, MarkRow};
use saraptama_store::{Change, Family, Stream, Unit};

/// How many forms are filled in at once.
const AT_ONCE: u32 = 200;
/// What one form may be marked with: more requirements than any nosology has.
pub const MOST_MARKS: usize = 40;

/// What is counted of a form after `events`.
pub(super) fn counted(form: FormId, draft: Draft, events: &[Event], vendor: Option<String>) -> Change {
    let draft = events.iter().fold(draft, Draft::after);
    Change::DraftFact(DraftFactRow { form, fact: DraftFact { vendor, draft } })
}

/// What blocks a form, each once.
pub(super) fn blocked(form: FormId, check: &Check, at: Instant) -> Vec<Change> {
    let most = if saraptama_core::planted!("blocked-form-is-not-counted") { 0 } else { MOST_MARKS };
    let names = blocking(check).into_iter().take(most);
    names.map(|name| Change::Mark(MarkRow { form, kind: Mark::Blocked, name: name.to_owned(), at })).collect()
}

/// A signature that does not hold, by the key of the reason.
pub(super) fn signature_refused(form: FormId, reason: &str, at: Instant) -> Change {
    Change::Mark(MarkRow { form, kind: Mark::SignatureRefused, name: reason.to_owned(), at })
}

impl Mis {
    /// What was decided; where the form is blocked, what blocks it is counted first.
    pub(super) async fn unless_blocked(
        &self,
        form: FormId,
        decided: Result<Vec<Event>, Refusal>,
        check: &Check,
        now: Instant,
    ) -> Result<Vec<Event>, FlowError> {
        if let Err(Refusal::Blocked(_)) = &decided {
            count(&self.counters.forms_blocked);
            self.mark(blocked(form, check, now)).await?;
        }
        Ok(decided?)
    }

    /// Counts what happened to a form and changed nothing of it.
    pub(super) async fn mark(&self, changes: Vec<Change>) -> Result<(), FlowError> {
        if changes.is_empty() {
            return Ok(());
        }
        attempt(self.store.commit(Unit { changes, ..Unit::default() }).await).map(drop)
    }

    /// Counts forms of which nothing is counted yet, in their own order after `after`. Answers the last one;
    /// nothing where there is none. What blocked them in their time is not known any more.
    ///
    /// # Errors
    /// When the store fails; what was counted before stays so.
    pub async fn fill_facts(&self, after: Option<FormId>) -> Result<Option<FormId>, FlowError> {
        let uncounted = self.store.forms_uncounted(after, AT_ONCE).await?;
        let mut changes = vec![];
        for form in &uncounted {
            let Some(row) = self.store.form(*form).await? else { continue };
            let events: Vec<Event> = replayed(&self.store.events(Stream { family: Family::Referral, form: *form }).await?)?;
            changes.push(counted(*form, Draft::default(), &events, row.vendor));
        }
        self.mark(changes).await?;
        Ok(uncounted.last().copied())
    }
}
