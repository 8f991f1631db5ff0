//! The corridor of the disability data bank: take, number, assign, decide, register.

mod allocate;
mod decide;
mod submit;

pub use allocate::Allocated;
pub use decide::{FrozenDecision, Registration};

use super::{FlowError, recorded, replayed};
use crate::node::DataBank;
use saraptama_core::act::{Event, State};
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::{Append, Family, Stream};

/// An act as it stands, with the number of its events.
struct Held {
    state: State,
    version: u64,
}

impl DataBank {
    async fn held(&self, form: FormId) -> Result<Held, FlowError> {
        let events = self.act_events(form).await?;
        Ok(Held { state: State::of(&events), version: events.len() as u64 })
    }

    /// Everything that happened to the act of a form.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn act_events(&self, form: FormId) -> Result<Vec<Event>, FlowError> {
        replayed(&self.store.events(Stream { family: Family::Act, form }).await?)
    }

    /// Where the act of a form stands.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn act_state(&self, form: FormId) -> Result<State, FlowError> {
        Ok(self.held(form).await?.state)
    }
}

fn append(form: FormId, expected: u64, events: &[Event], at: Instant) -> Append {
    let stream = Stream { family: Family::Act, form };
    Append { stream, expected, events: events.iter().map(|event| recorded(event, at)).collect() }
}
