//! The corridor of the disability data bank: take, number, assign, decide, register.

mod allocate;
mod decide;
mod draft;
mod duty;
mod headings;
mod month;
mod practice;
mod redistribute;
mod standing;
mod submit;
mod vouch;

pub use allocate::Allocated;
pub use decide::{DECISION, FrozenDecision, Registration};
pub use duty::{ABSENCES, AbsenceFault, NewAbsence};
pub use practice::{Kin, Outcome};
pub use redistribute::{REASONS, Redistribution};
pub use standing::Standing;

use super::{FlowError, latest, recorded, replayed};
use crate::node::DataBank;
use saraptama_core::act::{Event, State};
use saraptama_core::indicators::Course;
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::{Append, Change, Family, Stream};

/// An act as it stands, with the number of its events.
struct Held {
    state: State,
    version: u64,
    latest: Instant,
    /// What the monthly monitoring counts of it.
    course: Course,
    /// From whom it was drawn so far: a version that did not keep that may have drawn it.
    drawn_from: Vec<Change>,
}

impl DataBank {
    async fn held(&self, form: FormId) -> Result<Held, FlowError> {
        let stored = self.store.events(Stream { family: Family::Act, form }).await?;
        let events: Vec<Event> = replayed(&stored)?;
        let course = Course::of(&events);
        let (version, drawn_from) = (events.len() as u64, month::rosters(&events));
        Ok(Held { state: State::of(&events), version, latest: latest(&stored), course, drawn_from })
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
