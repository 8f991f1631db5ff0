use super::{EDITION, Held, known};
use crate::flow::{ATTEMPTS, Attempt, FlowError, attempt, recorded};
use crate::node::Ministry;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::htmc::edition::{Action, Command, Event, Refusal, State, actions, decide};
use saraptama_core::law::HtmcRow;
use saraptama_core::terms::{FormId, Instant, Sha256, civil_date};
use saraptama_store::rows::{DocumentRow, EditionRow, EditionState};
use saraptama_store::{Append, Change, Family, Stream, Unit};
use saraptama_wire::htmc_list::canonical;

pub use saraptama_core::htmc::edition::Heading;

/// An edition that somebody opened.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its id.
    pub id: FormId,
    /// Where it stands.
    pub state: State,
    /// What they may do with it.
    pub may: Vec<Action>,
}

impl Ministry {
    /// An edition that is being entered, and what `who` may do with it.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none for this person.
    pub async fn edition_for(&self, who: &Principal, id: FormId) -> Result<Open, FlowError> {
        let Held { state, .. } = self.edition(id).await?;
        let may = actions(&state, who, civil_date(self.clock.now()));
        if may.is_empty() { Err(FlowError::NotFound) } else { Ok(Open { id, state, may }) }
    }

    /// Begins an edition with these rows; answers its id.
    ///
    /// # Errors
    /// The core's refusals.
    pub async fn begin_edition(&self, who: &Principal, heading: &Heading, rows: &[HtmcRow]) -> Result<FormId, FlowError> {
        if !who.holds(Role::Analyst, civil_date(self.clock.now())) {
            return Err(FlowError::Forbidden);
        }
        let drawn = self.secrets.draw().ok_or_else(|| FlowError::Event("the system gives no randomness".to_owned()))?;
        let mut bytes: [u8; 16] = std::array::from_fn(|n| drawn[n]);
        // A random UUID (RFC 9562, version 4).
        bytes[6] = (bytes[6] & 0x0F) | 0x40;
        bytes[8] = (bytes[8] & 0x3F) | 0x80;
        let id = FormId::from_bytes(bytes);
        self.decide_edition(who, id, |_| Ok(Command::Begin { heading, rows })).await?;
        Ok(id)
    }

    /// Changes an edition as somebody who may see it asks.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none for this person; the core's refusals.
    pub async fn change_edition(&self, who: &Principal, id: FormId, command: &Command<'_>) -> Result<(), FlowError> {
        self.edition_for(who, id).await?;
        self.decide_edition(who, id, |_| Ok(command.clone())).await
    }

    /// Freezes an edition for a second person.
    ///
    /// # Errors
    /// As [`Ministry::change_edition`].
    pub async fn submit_edition(&self, who: &Principal, id: FormId) -> Result<(), FlowError> {
        self.edition_for(who, id).await?;
        self.decide_edition(who, id, |state| Ok(Command::Submit { sha256: Sha256::of(&bytes_of(state)?) })).await
    }

    /// The bytes of a submitted or approved edition, as they were frozen.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where nothing is frozen.
    pub async fn edition_bytes(&self, open: &Open) -> Result<Vec<u8>, FlowError> {
        let (State::Submitted { sha256, .. } | State::Approved { sha256, .. }) = &open.state else {
            return Err(FlowError::NotFound);
        };
        Ok(self.store.document(open.id, *sha256).await?.ok_or(FlowError::NotFound)?.bytes)
    }

    async fn decide_edition<'c>(
        &self,
        who: &Principal,
        id: FormId,
        command: impl Fn(&State) -> Result<Command<'c>, FlowError>,
    ) -> Result<(), FlowError> {
        for _ in 0..ATTEMPTS {
            let Held { state, version, latest } = self.edition(id).await?;
            let now = self.clock.now().max(latest);
            let editions = self.htmc_editions().await?;
            let events = decide(&state, &command(&state)?, &who.id, &known(&editions), now)?;
            let next = events.iter().fold(state, State::evolve);
            let mut changes = vec![Change::HtmcEdition(row(id, &next, who, now, None)?)];
            if let [Event::Submitted { sha256, .. }] = events[..] {
                let (media_type, bytes) = (EDITION.to_owned(), bytes_of(&next)?);
                changes.push(Change::Document(DocumentRow { form: id, sha256, media_type, bytes, at: now }));
            }
            let unit = Unit { appends: vec![append(id, version, &events, now)], changes, ..Unit::default() };
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                tracing::info!(edition = %id, who = who.id, "an edition of the list was changed");
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }
}

/// The bytes that a second person signs.
fn bytes_of(state: &State) -> Result<Vec<u8>, FlowError> {
    let draft = state.draft().ok_or(Refusal::NoSuchDraft)?;
    Ok(canonical(draft.heading.as_ref().ok_or(Refusal::WrongState)?, &draft.rows))
}

/// An edition as lists show it.
pub(super) fn row(id: FormId, state: &State, who: &Principal, at: Instant, place: Option<u64>) -> Result<EditionRow, FlowError> {
    let draft = state.draft().ok_or(Refusal::NoSuchDraft)?;
    let Heading { edition, act, from, .. } = draft.heading.clone().ok_or(Refusal::WrongState)?;
    let state = match state {
        State::Absent | State::Draft(_) => EditionState::Draft,
        State::Submitted { .. } => EditionState::Submitted,
        State::Approved { .. } => EditionState::Approved,
        State::Dropped(_) => EditionState::Dropped,
    };
    let rows = u32::try_from(draft.rows.len()).unwrap_or(u32::MAX);
    Ok(EditionRow { id, edition, act, first_day: from, state, rows, changed_by: who.id.clone(), changed_at: at, place })
}

pub(super) fn append(id: FormId, expected: u64, events: &[Event], at: Instant) -> Append {
    let stream = Stream { family: Family::Edition, form: id };
    Append { stream, expected, events: events.iter().map(|event| recorded(event, at)).collect() }
}
