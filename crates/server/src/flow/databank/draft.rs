use super::FlowError;
use crate::flow::{Attempt, attempt};
use crate::node::DataBank;
use saraptama_core::act::{Refusal, State};
use saraptama_core::authority::Principal;
use saraptama_core::terms::{ActNumber, Instant};
use saraptama_store::rows::DraftRow;
use saraptama_store::{Change, Unit};

impl DataBank {
    /// Keeps what the assigned expert has written of a decision, so that no closed page, ended session or
    /// broken line loses it. It is nobody's decision yet: it stands in a table of its own, outside the
    /// act's events and documents, which are never taken away, and goes when the act is decided.
    ///
    /// # Errors
    /// For everybody but the assigned expert there is no such act; a signed decision takes no draft.
    pub async fn keep_draft(&self, who: &Principal, number: ActNumber, body: Vec<u8>) -> Result<Instant, FlowError> {
        let (row, state) = self.act_for_expert(who, number).await?;
        let State::Assigned { .. } = state else { return Err(Refusal::AlreadySigned.into()) };
        let at = self.clock.now();
        let draft = DraftRow { form: row.form, who: who.id.clone(), body, at };
        match attempt(self.store.commit(Unit { changes: vec![Change::Draft(draft)], ..Unit::default() }).await)? {
            Attempt::Done => Ok(at),
            Attempt::Again => Err(FlowError::Busy),
        }
    }
}
