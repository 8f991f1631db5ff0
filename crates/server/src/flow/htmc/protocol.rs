//! The protocol of a file of figures, signed by a second analyst.

use super::figures::JudgedFigures;
use crate::flow::papers::{Sealed, is_test, sealed};
use crate::flow::seal::Seal;
use crate::flow::{ATTEMPTS, Attempt, FlowError, attempt, latest, recorded, replayed};
use crate::node::Ministry;
use saraptama_core::authority::Principal;
use saraptama_core::htmc::transition::protocol::{Context, Event, Sign, State, decide, may_sign};
use saraptama_core::terms::{FormId, Sha256, civil_date};
use saraptama_store::rows::DocumentRow;
use saraptama_store::{Append, Change, Family, Stream, Unit};
use saraptama_wire::dossier::Person;
use saraptama_wire::transition::protocol::{Figures, Made, Protocol};

/// The media type under which a signed protocol is kept.
const PROTOCOL: &str = "application/vnd.saraptama.htmc-transition+json";
/// The role in which a protocol is signed.
const APPROVER: &str = "approver";

/// A protocol as it stands.
pub struct TransitionProtocol {
    /// Whether it is signed, by whom and when.
    pub state: State,
    /// Whether this person may sign it now.
    pub may_sign: bool,
    /// The protocol.
    pub protocol: Protocol,
    /// Its bytes: the signed ones, or those that follow from the figures.
    pub bytes: Vec<u8>,
    version: u64,
    latest: saraptama_core::terms::Instant,
}

/// A protocol to be printed.
pub struct TransitionPaper {
    /// The protocol.
    pub protocol: Protocol,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The second person's signature, once there is one.
    pub sealed: Option<Sealed>,
    /// Signatures here are proved by test anchors.
    pub is_test: bool,
}

impl Ministry {
    /// Where the protocol of a file of figures stands, and whether `who` may sign it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn transition_state(&self, who: &Principal, figures: &JudgedFigures) -> Result<(State, bool), FlowError> {
        let stored = self.store.events(Stream { family: Family::Transition, form: figures.row.form }).await?;
        let state = State::of(&replayed::<Event>(&stored)?);
        let may = may_sign(&state, who, &figures.row.by, civil_date(self.clock.now()));
        Ok((state, may))
    }

    /// The protocol of a file of figures.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is no such file.
    pub async fn transition_protocol(&self, who: &Principal, id: FormId) -> Result<TransitionProtocol, FlowError> {
        let stored = self.store.events(Stream { family: Family::Transition, form: id }).await?;
        let state = State::of(&replayed::<Event>(&stored)?);
        let row = self.store.htmc_figures(id).await?.ok_or(FlowError::NotFound)?;
        let (protocol, bytes) = match &state {
            State::Signed { protocol, .. } => {
                let bytes = self.store.document(id, *protocol).await?.ok_or(FlowError::NotFound)?.bytes;
                let unreadable = || FlowError::Event("a signed protocol cannot be read".to_owned());
                (Protocol::read(&bytes).ok_or_else(unreadable)?, bytes)
            }
            State::Open => {
                let protocol = self.made(self.judged_figures(id).await?);
                let bytes = protocol.to_bytes();
                (protocol, bytes)
            }
        };
        let may_sign = may_sign(&state, who, &row.by, civil_date(self.clock.now()));
        Ok(TransitionProtocol { state, may_sign, protocol, bytes, version: stored.len() as u64, latest: latest(&stored) })
    }

    fn made(&self, figures: JudgedFigures) -> Protocol {
        let JudgedFigures { row, list, types } = figures;
        let name = self.people.by_id(&row.by).map_or_else(|| row.by.clone(), |one| one.name.clone());
        let imported_by = Person { id: row.by, name };
        let file = Figures { id: row.form, sha256: row.sha256, rows: row.rows_read, imported_by, imported_at: row.at };
        Made { file, law_day: row.law_day, list: &list, htmc: &self.law.htmc, types: &types }.protocol()
    }

    /// Takes the detached signature of a second analyst over the bytes of digest `protocol`; once this returns, the
    /// protocol is these bytes for ever.
    ///
    /// # Errors
    /// The core's refusals, and why the signature does not hold or is somebody else's.
    pub async fn sign_transition(&self, who: &Principal, id: FormId, protocol: Sha256, cms: &[u8]) -> Result<(), FlowError> {
        let iin = who.iin.ok_or(FlowError::Forbidden)?;
        let der = saraptama_sign::cms::normalise(cms);
        let signature = Sha256::of(der.as_deref().unwrap_or_default());
        for _ in 0..ATTEMPTS {
            let held = self.transition_protocol(who, id).await?;
            let at = self.clock.now().max(held.latest);
            let (imported_by, standing) = (&held.protocol.file.imported_by.id, Sha256::of(&held.bytes));
            let context = Context { who, imported_by, protocol: standing, at };
            let events = decide(&held.state, &Sign { protocol, signature }, &context)?;
            if events.is_empty() {
                return Ok(());
            }
            let der = der.as_deref().map_err(|fault| FlowError::from(*fault))?;
            let seal = Seal { role: APPROVER, iin, bin: None, content: &held.bytes, der, at };
            let mut changes = seal.take(self, id).await?;
            let media_type = PROTOCOL.to_owned();
            changes.push(Change::Document(DocumentRow { form: id, sha256: protocol, media_type, bytes: held.bytes, at }));
            let stream = Stream { family: Family::Transition, form: id };
            let events = events.iter().map(|event| recorded(event, at)).collect();
            let unit = Unit { appends: vec![Append { stream, expected: held.version, events }], changes, ..Unit::default() };
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                tracing::info!(file = %id, who = who.id, "a protocol of transition was signed");
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    /// The protocol as `who` may print it.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is no such file.
    pub async fn transition_paper(&self, who: &Principal, id: FormId) -> Result<TransitionPaper, FlowError> {
        let TransitionProtocol { state, protocol, bytes, .. } = self.transition_protocol(who, id).await?;
        let sealed = match state {
            State::Signed { signature, .. } => Some(sealed(self, id, APPROVER, signature, &bytes).await?),
            State::Open => None,
        };
        Ok(TransitionPaper { protocol, bytes, sealed, is_test: is_test(self) })
    }
}
