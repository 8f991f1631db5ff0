//! A commission's decision on referral to high-tech care. It is kept here and goes nowhere: neither order says how
//! it travels.

use crate::flow::papers::{Sealed, is_test, sealed};
use crate::flow::seal::Seal;
use crate::flow::{ATTEMPTS, Attempt, FlowError, attempt, latest, recorded, replayed};
use crate::node::Mis;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::htmc::referral::{Action, Command, Context, Event, Referral, Refusal, State, actions, decide, evolve};
use saraptama_core::htmc::rows;
use saraptama_core::law::HtmcRow;
use saraptama_core::terms::{Bin, FormId, Instant, Sha256, civil_date};
use saraptama_store::rows::{DocumentRow, HtmcReferralRow};
use saraptama_store::{Append, Change, Family, Stream, Unit};
use saraptama_wire::htmc_referral as json;

/// The media type under which a referral is kept.
const REFERRAL: &str = "application/vnd.saraptama.htmc-referral+json";
const CHAIR: &str = "chair";

/// A referral as it stands, and what this person may do with it.
pub struct HighTech {
    /// Where it stands.
    pub state: State,
    /// What they may do.
    pub may: Vec<Action>,
    /// What it says.
    pub content: Referral,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The digest of its bytes.
    pub sha256: Sha256,
}

/// A referral to be printed.
pub struct HighTechPaper {
    /// What it says.
    pub content: Referral,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The chair's signature, once there is one.
    pub sealed: Option<Sealed>,
    /// The row of the list, where its edition is known here.
    pub row: Option<HtmcRow>,
    /// Since when it is what it is.
    pub made_at: Instant,
    /// Signatures here are proved by test anchors.
    pub is_test: bool,
}

struct Held {
    state: State,
    version: u64,
    latest: Instant,
}

impl Mis {
    /// The organisation whose commission `who` chairs today.
    pub fn chaired_by(&self, who: &Principal) -> Option<Bin> {
        let today = civil_date(self.clock.now());
        who.grants.iter().find(|grant| grant.role == Role::Chair && grant.holds_on(today))?.organisation
    }

    async fn held_high_tech(&self, id: FormId) -> Result<Held, FlowError> {
        let stored = self.store.events(Stream { family: Family::HtmcReferral, form: id }).await?;
        let events: Vec<Event> = replayed(&stored)?;
        Ok(Held { state: State::of(&events), version: events.len() as u64, latest: latest(&stored) })
    }

    /// A referral, for whoever may see it.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none for this person.
    pub async fn high_tech(&self, who: &Principal, id: FormId) -> Result<HighTech, FlowError> {
        let Held { state, .. } = self.held_high_tech(id).await?;
        let may = actions(&state, who, civil_date(self.clock.now()));
        let sha256 = state.written().filter(|_| !may.is_empty()).ok_or(FlowError::NotFound)?.sha256;
        let bytes = self.store.document(id, sha256).await?.ok_or(FlowError::NotFound)?.bytes;
        let content = json::read(&bytes).ok_or_else(|| FlowError::Event("a referral cannot be read".to_owned()))?;
        Ok(HighTech { state, may, content, bytes, sha256 })
    }

    /// Writes down what the commission decided.
    ///
    /// # Errors
    /// The core's refusals.
    pub async fn write_high_tech(&self, who: &Principal, id: FormId, content: &Referral) -> Result<(), FlowError> {
        let bytes = json::write(content);
        let sha256 = Sha256::of(&bytes);
        for _ in 0..ATTEMPTS {
            let held = self.held_high_tech(id).await?;
            let at = self.clock.now().max(held.latest);
            let known = self.high_tech_list()?;
            let context = Context { who, at, list: &known.list, sections: &self.law.sections };
            let events = decide(&held.state, &Command::Write { content, sha256 }, &context)?;
            if events.is_empty() {
                return Ok(());
            }
            let mut unit = unit(id, held, &events, at, content, sha256);
            let (media_type, bytes) = (REFERRAL.to_owned(), bytes.clone());
            unit.changes.push(Change::Document(DocumentRow { form: id, sha256, media_type, bytes, at }));
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    /// Takes the chair's detached signature over the bytes of digest `sha256`.
    ///
    /// # Errors
    /// The core's refusals, and why the signature does not hold or is somebody else's.
    pub async fn sign_high_tech(&self, who: &Principal, id: FormId, sha256: Sha256, cms: &[u8]) -> Result<(), FlowError> {
        let iin = who.iin.ok_or(FlowError::Forbidden)?;
        let der = saraptama_sign::cms::normalise(cms);
        let signature = Sha256::of(der.as_deref().unwrap_or_default());
        for _ in 0..ATTEMPTS {
            let held = self.held_high_tech(id).await?;
            let at = self.clock.now().max(held.latest);
            let known = self.high_tech_list()?;
            let context = Context { who, at, list: &known.list, sections: &self.law.sections };
            let events = decide(&held.state, &Command::Sign { sha256, signature }, &context)?;
            if events.is_empty() {
                return Ok(());
            }
            let seen = self.high_tech(who, id).await?;
            let der = der.as_deref().map_err(|fault| FlowError::from(*fault))?;
            let bin = Some(seen.content.organisation);
            let seal = Seal { role: CHAIR, iin, bin, content: &seen.bytes, der, at };
            let rows = seal.take(self, id).await?;
            let mut unit = unit(id, held, &events, at, &seen.content, sha256);
            unit.changes.extend(rows);
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    /// The referral as `who` may print it.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none for this person.
    pub async fn high_tech_paper(&self, who: &Principal, id: FormId) -> Result<HighTechPaper, FlowError> {
        let HighTech { state, content, bytes, .. } = self.high_tech(who, id).await?;
        let (sealed, made_at) = match &state {
            State::Signed { signature, at, .. } => (Some(sealed(self, id, CHAIR, *signature, &bytes).await?), *at),
            State::Written(written) => (None, written.at),
            State::Absent => return Err(Refusal::NoSuchReferral.into()),
        };
        let (editions, _) = self.htmc_editions();
        let edition = editions.named(&content.edition);
        let row = edition.and_then(|held| rows(&held.list, Some(content.section), Some(&content.code)).next().cloned());
        Ok(HighTechPaper { content, bytes, sealed, row, made_at, is_test: is_test(self) })
    }
}

/// The events and the row that lists show after them.
fn unit(id: FormId, held: Held, events: &[Event], at: Instant, content: &Referral, sha256: Sha256) -> Unit {
    let stream = Stream { family: Family::HtmcReferral, form: id };
    let state = events.iter().fold(held.state, evolve);
    let events = events.iter().map(|event| recorded(event, at)).collect();
    let section = serde_json::to_value(content.section).ok().and_then(|word| word.as_str().map(str::to_owned));
    let row = HtmcReferralRow {
        form: id,
        organisation: content.organisation,
        sha256,
        patient: content.patient,
        patient_name: content.patient_name.clone(),
        icd10: content.icd10,
        section: section.unwrap_or_default(),
        code: content.code.clone(),
        granted: content.granted,
        signed: matches!(state, State::Signed { .. }),
        updated_at: at,
    };
    let append = Append { stream, expected: held.version, events };
    Unit { appends: vec![append], changes: vec![Change::HtmcReferral(row)], ..Unit::default() }
}
