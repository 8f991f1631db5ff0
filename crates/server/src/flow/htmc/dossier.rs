use crate::counters::count;
use crate::flow::papers::{Sealed, is_test, sealed};
use crate::flow::seal::Seal;
use crate::flow::{ATTEMPTS, Attempt, FlowError, attempt, latest, recorded, replayed};
use crate::node::Ministry;
use saraptama_core::authority::Principal;
use saraptama_core::htmc::dossier::{
    Action, CRITERIA, Command, Confirmed, Context, Event, Rated, Refusal, State, Technology, actions, decide, evolve,
};
use saraptama_core::htmc::score;
use saraptama_core::terms::{FormId, Instant, Sha256, civil_date};
use saraptama_store::rows::{DocumentRow, DossierRow, DossierState};
use saraptama_store::{Append, Change, Family, Stream, Unit};
use saraptama_wire::dossier::{Made, Protocol};

/// The media type under which a protocol is kept.
pub const PROTOCOL: &str = "application/vnd.saraptama.htmc-dossier+json";
/// The role in which a protocol is signed.
const APPROVER: &str = "approver";

/// A dossier as it stands, and what this person may do with it.
pub struct Held {
    /// Where it stands.
    pub state: State,
    /// What they may do.
    pub may: Vec<Action>,
    version: u64,
    latest: Instant,
}

/// A protocol to be printed.
pub struct ProtocolPaper {
    /// The protocol.
    pub protocol: Protocol,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The approver's signature, once there is one.
    pub sealed: Option<Sealed>,
    /// Signatures here are proved by test anchors.
    pub is_test: bool,
}

impl Ministry {
    /// A dossier, for whoever may see it.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none for this person.
    pub async fn dossier(&self, who: &Principal, id: FormId) -> Result<Held, FlowError> {
        let held = self.dossier_for(who, id).await?;
        if held.may.is_empty() { Err(FlowError::NotFound) } else { Ok(held) }
    }

    async fn dossier_for(&self, who: &Principal, id: FormId) -> Result<Held, FlowError> {
        let stored = self.store.events(Stream { family: Family::Dossier, form: id }).await?;
        let events: Vec<Event> = replayed(&stored)?;
        let state = State::of(&events);
        let may = actions(&state, who, civil_date(self.clock.now()));
        Ok(Held { state, may, version: events.len() as u64, latest: latest(&stored) })
    }

    /// Enters a proposal under an id of the page that it came from, so that the same page sent twice enters it once.
    ///
    /// # Errors
    /// The core's refusals.
    pub async fn propose(&self, who: &Principal, id: FormId, technology: &Technology) -> Result<(), FlowError> {
        self.command(who, id, &Command::Propose(technology)).await
    }

    /// Changes a proposal.
    ///
    /// # Errors
    /// The core's refusals.
    pub async fn amend_dossier(&self, who: &Principal, id: FormId, technology: &Technology) -> Result<(), FlowError> {
        self.command(who, id, &Command::Amend(technology)).await
    }

    /// Picks levels.
    ///
    /// # Errors
    /// The core's refusals.
    pub async fn score_dossier(&self, who: &Principal, id: FormId, rated: &[Rated; CRITERIA]) -> Result<(), FlowError> {
        self.command(who, id, &Command::Score(rated)).await
    }

    /// Withdraws a proposal.
    ///
    /// # Errors
    /// The core's refusals.
    pub async fn withdraw_dossier(&self, who: &Principal, id: FormId, reason: &str) -> Result<(), FlowError> {
        self.command(who, id, &Command::Withdraw { reason }).await
    }

    async fn command(&self, who: &Principal, id: FormId, command: &Command<'_>) -> Result<(), FlowError> {
        for _ in 0..ATTEMPTS {
            let held = self.dossier_for(who, id).await?;
            let at = self.clock.now().max(held.latest);
            let events = decide(&held.state, command, &Context { by: &who.id, at, htmc: &self.law.htmc })?;
            if events.is_empty() {
                return Ok(());
            }
            let unit = self.dossier_unit(id, held, &events, at);
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    /// Confirms one level of each criterion and freezes the protocol for the signature of whoever confirmed them.
    ///
    /// # Errors
    /// The core's refusals.
    pub async fn confirm_dossier(&self, who: &Principal, id: FormId, confirmed: &[Confirmed; CRITERIA]) -> Result<(), FlowError> {
        for _ in 0..ATTEMPTS {
            let held = self.dossier(who, id).await?;
            let at = self.clock.now().max(held.latest);
            let context = Context { by: &who.id, at, htmc: &self.law.htmc };
            let open = held.state.proposal().ok_or(Refusal::NoSuchDossier)?;
            let made = Made { id, open, confirmed, by: &who.id, at, htmc: &self.law.htmc };
            let named = |id: &str| self.people.by_id(id).map_or_else(|| id.to_owned(), |one| one.name.clone());
            // Levels that the table does not have make no protocol; `decide` says which, and refuses before it is kept.
            let bytes = made.protocol(named).map(|protocol| protocol.to_bytes()).unwrap_or_default();
            let protocol = Sha256::of(&bytes);
            let events = decide(&held.state, &Command::Confirm { confirmed, protocol }, &context)?;
            let mut unit = self.dossier_unit(id, held, &events, at);
            let media_type = PROTOCOL.to_owned();
            unit.changes.push(Change::Document(DocumentRow { form: id, sha256: protocol, media_type, bytes, at }));
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    /// The protocol that is frozen for signing, or signed.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none for this person.
    pub async fn dossier_protocol(&self, who: &Principal, id: FormId) -> Result<(Sha256, Vec<u8>), FlowError> {
        let held = self.dossier(who, id).await?;
        let frozen = held.state.frozen().ok_or(FlowError::NotFound)?;
        let document = self.store.document(id, frozen.protocol).await?.ok_or(FlowError::NotFound)?;
        Ok((frozen.protocol, document.bytes))
    }

    /// Takes the detached signature of whoever confirmed the levels over `protocol`; once this returns, nothing
    /// changes the dossier any more.
    ///
    /// # Errors
    /// The core's refusals, and why the signature does not hold or is somebody else's.
    pub async fn approve_dossier(&self, who: &Principal, id: FormId, protocol: Sha256, cms: &[u8]) -> Result<(), FlowError> {
        let iin = who.iin.ok_or(FlowError::Forbidden)?;
        let der = saraptama_sign::cms::normalise(cms);
        let signature = Sha256::of(der.as_deref().unwrap_or_default());
        for _ in 0..ATTEMPTS {
            let held = self.dossier(who, id).await?;
            let at = self.clock.now().max(held.latest);
            let context = Context { by: &who.id, at, htmc: &self.law.htmc };
            let events = decide(&held.state, &Command::Approve { protocol, signature }, &context)?;
            if events.is_empty() {
                return Ok(());
            }
            let content = self.store.document(id, protocol).await?.ok_or(FlowError::NotFound)?.bytes;
            let der = der.as_deref().map_err(|fault| *fault).inspect_err(|_| count(&self.counters.signatures_refused))?;
            let seal = Seal { role: APPROVER, iin, bin: None, content: &content, der, at };
            let rows = seal.take(self, id).await?;
            let mut unit = self.dossier_unit(id, held, &events, at);
            unit.changes.extend(rows);
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    /// The protocol as `who` may print it.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none for this person.
    pub async fn dossier_paper(&self, who: &Principal, id: FormId) -> Result<ProtocolPaper, FlowError> {
        let (_, bytes) = self.dossier_protocol(who, id).await?;
        let sealed = match self.dossier(who, id).await?.state {
            State::Approved { signature, .. } => Some(sealed(self, id, APPROVER, signature, &bytes).await?),
            _ => None,
        };
        let protocol = Protocol::read(&bytes).ok_or_else(|| FlowError::Event("a protocol cannot be read".to_owned()))?;
        Ok(ProtocolPaper { protocol, bytes, sealed, is_test: is_test(self) })
    }

    /// The events and the row that lists show after them.
    fn dossier_unit(&self, id: FormId, held: Held, events: &[Event], at: Instant) -> Unit {
        let stream = Stream { family: Family::Dossier, form: id };
        let state = events.iter().fold(held.state, evolve);
        let events = events.iter().map(|event| recorded(event, at)).collect();
        let changes = self.dossier_row(id, &state, at).map(Change::Dossier).into_iter().collect();
        Unit { appends: vec![Append { stream, expected: held.version, events }], changes, ..Unit::default() }
    }

    fn dossier_row(&self, id: FormId, state: &State, at: Instant) -> Option<DossierRow> {
        let open = state.proposal()?;
        let stands = match state {
            State::Open(open) if open.frozen.is_some() => DossierState::Confirmed,
            State::Approved { .. } => DossierState::Approved,
            State::Withdrawn { .. } => DossierState::Withdrawn,
            State::Open(_) | State::Absent => DossierState::Open,
        };
        let score = state.frozen().and_then(|frozen| score(frozen.levels(), &self.law.htmc).ok());
        Some(DossierRow {
            form: id,
            name: open.technology.name.clone(),
            code: open.technology.code.clone(),
            proposer: open.technology.proposer.clone(),
            state: stands,
            points: score.map(|score| u32::from(score.points.0)),
            scorers: u32::try_from(open.standing().count()).unwrap_or(u32::MAX),
            by: open.by.clone(),
            updated_at: at,
        })
    }
}
