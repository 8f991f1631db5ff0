//! What the person concerned may know of their form, by a code and without signing in.

use crate::flow::{Attempt, FlowError, attempt};
use crate::node::Mis;
use saraptama_core::referral::{Reached, Route, State, journey};
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::rows::StatusRow;
use saraptama_store::{Change, Unit};

/// How the person concerned follows a form.
#[derive(Clone, Debug)]
pub struct FollowedBy {
    /// The code.
    pub code: String,
    /// When the person said that it was not them, if they did.
    pub denied_at: Option<Instant>,
}

/// A form as the person concerned sees it: never what it says.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The form.
    pub form: FormId,
    /// What happened to it.
    pub stages: Vec<Reached>,
    /// It goes the ordinary way, outside the pilot.
    pub is_ordinary: bool,
    /// When the person said that it was not them, if they did.
    pub denied_at: Option<Instant>,
}

impl Mis {
    /// Made when the chair signs: from then on there is something to follow.
    pub(super) fn followed_from(&self, form: FormId, at: Instant) -> Change {
        let lookup = self.1.lookup(&self.1.code(form));
        Change::Status(StatusRow { form, lookup, made_at: at, denied_at: None })
    }

    /// How the person concerned follows the form; none before it is signed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn followed_by(&self, form: FormId) -> Result<Option<FollowedBy>, FlowError> {
        let row = self.store.status_of(form).await?;
        Ok(row.map(|row| FollowedBy { code: self.1.code(form), denied_at: row.denied_at }))
    }

    /// The form of a code. What is no code at all is looked up too, so that the time tells nothing.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none.
    pub async fn followed(&self, code: Option<&str>) -> Result<Followed, FlowError> {
        let row = self.store.status_by(self.1.lookup(code.unwrap_or_default())).await?.ok_or(FlowError::NotFound)?;
        let state = self.held(row.form).await?.state;
        let is_ordinary = match &state {
            State::Signed { route, .. } | State::AwaitingProof { route, .. } => *route == Route::Ordinary,
            _ => false,
        };
        Ok(Followed { form: row.form, stages: journey(&state), is_ordinary, denied_at: row.denied_at })
    }

    /// Records that the person of a code said that it was not them. False where that was said before.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is no such code.
    pub async fn deny(&self, code: Option<&str>) -> Result<bool, FlowError> {
        let form = self.followed(code).await?.form;
        let denied = Change::Denied { form, at: self.clock.now() };
        let done = attempt(self.store.commit(Unit { changes: vec![denied], ..Unit::default() }).await)?;
        Ok(matches!(done, Attempt::Done))
    }
}
