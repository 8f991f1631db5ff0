//! The corridor of the medical information system: store, present, hand back, freeze, sign, learn.

mod desk;
mod draft;
mod high_tech;
mod month;
mod queue;
mod sealed;
mod sign;
mod status;

pub use desk::Opened;
pub use high_tech::{HighTech, HighTechPaper};
pub use month::MOST_MARKS;
pub use queue::{Queued, Sought};
pub use sign::PROOF;
pub use status::{Followed, FollowedBy};

use super::{ATTEMPTS, Attempt, FlowError, attempt, latest, reading, recorded, replayed};
use crate::counters::count;
use crate::node::Mis;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::check::Check;
use saraptama_core::form::Passport;
use saraptama_core::indicators::Draft;
use saraptama_core::planted;
use saraptama_core::referral::{
    Action, Command, Context, Event, Reached, Refusal, Stage, State, actions, decide, evolve, journey, learn, standing,
};
use saraptama_core::terms::{Bin, FormId, Instant, Sha256, civil_date};
use saraptama_store::rows::{DocumentRow, FormRow, OriginalRow};
use saraptama_store::{Append, Change, Family, Stream, Unit};

/// The route by which signed forms go to the ministry.
pub const MINISTRY: &str = "ministry";

/// Where a form comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The organisation that wrote it.
    pub organisation: Bin,
    /// The vendor of the organisation's system, as the form says.
    pub vendor: Option<String>,
    /// What it was translated from, if it was.
    pub original: Option<Original>,
}

impl From<Bin> for Source {
    fn from(organisation: Bin) -> Self {
        Self { organisation, vendor: None, original: None }
    }
}

/// A document in a vendor's own format that a form was translated from.
#[derive(Clone, Debug)]
pub struct Original {
    /// The format's name.
    pub format: &'static str,
    /// The media type under which it came.
    pub media_type: String,
    /// Its bytes, as they came.
    pub bytes: Vec<u8>,
}

impl Original {
    fn row(&self, form: FormId, form_sha256: Sha256, at: Instant) -> OriginalRow {
        let Self { format, media_type, bytes } = self.clone();
        OriginalRow { form, form_sha256, format: format.to_owned(), media_type, sha256: Sha256::of(&bytes), bytes, at }
    }
}

/// A form as it stands.
struct Held {
    state: State,
    version: u64,
    latest: Instant,
    /// What the monthly monitoring counts of it.
    draft: Draft,
}

/// What a stored form is, for its caller.
pub struct Stored {
    /// It was not there before.
    pub is_new: bool,
    /// The check by the law of the commission's day.
    pub check: Check,
}

/// A frozen form: the bytes to be signed.
pub struct Frozen {
    /// Their digest.
    pub sha256: Sha256,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What the form's bytes say on the node's own day.
struct Read {
    check: Check,
    passport: Option<Passport>,
}

impl Mis {
    async fn held(&self, form: FormId) -> Result<Held, FlowError> {
        let stored = self.store.events(Stream { family: Family::Referral, form }).await?;
        let events: Vec<Event> = replayed(&stored)?;
        let draft = Draft::of(&events);
        Ok(Held { state: State::of(&events), version: events.len() as u64, latest: latest(&stored), draft })
    }

    /// The form, if `who` may know of it.
    async fn known_to(&self, who: &Principal, form: FormId) -> Result<(Held, FormRow), FlowError> {
        let row = self.store.form(form).await?.ok_or(FlowError::NotFound)?;
        let held = self.held(form).await?;
        self.see(who, &held.state, row.organisation)?;
        Ok((held, row))
    }

    /// The form, if `who` is a chair of its organisation today; whether the form names them, the core decides.
    async fn known_to_chair(&self, who: &Principal, form: FormId) -> Result<(Held, FormRow), FlowError> {
        let (held, row) = self.known_to(who, form).await?;
        let today = civil_date(self.clock.now());
        let is_chair = row.organisation.is_some_and(|organisation| who.holds_in(Role::Chair, organisation, today));
        if is_chair { Ok((held, row)) } else { Err(FlowError::Forbidden) }
    }

    fn see(&self, who: &Principal, state: &State, organisation: Option<Bin>) -> Result<(), FlowError> {
        let organisation = organisation.ok_or(FlowError::NotFound)?;
        let may = actions(state, organisation, None, who, civil_date(self.clock.now()));
        if may.contains(&Action::See) { Ok(()) } else { Err(FlowError::NotFound) }
    }

    fn read_today(&self, bytes: &[u8], now: Instant) -> Read {
        let (check, passport) = reading::check(bytes, Some(civil_date(now)), &self.law);
        Read { check, passport }
    }

    /// Whether the form exists for `who`, before anything of a request is read.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] when it does not.
    pub async fn exists_for(&self, who: &Principal, form: FormId) -> Result<(), FlowError> {
        let head = self.store.form_head(form).await?.ok_or(FlowError::NotFound)?;
        self.see(who, &State::Absent, head.organisation)
    }

    /// Whether some other organisation holds the id.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] when it does.
    pub async fn may_put(&self, who: &Principal, form: FormId) -> Result<(), FlowError> {
        match self.store.form_head(form).await? {
            Some(_) => self.exists_for(who, form).await,
            None => Ok(()),
        }
    }

    /// Whether the form's bytes are frozen or signed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_fixed(&self, form: FormId) -> Result<bool, FlowError> {
        Ok(matches!(
            self.held(form).await?.state,
            State::Frozen { .. } | State::AwaitingProof { .. } | State::Refused { .. } | State::Signed { .. }
        ))
    }

    /// Stores `bytes` under `form` for its organisation, and beside them what they were translated from. The same
    /// bytes again change nothing, whatever other spelling of the original they came from.
    ///
    /// # Errors
    /// [`Refusal::BytesAreFixed`] once the form is frozen or signed and the bytes are others.
    pub async fn store_form(
        &self,
        form: FormId,
        source: impl Into<Source>,
        bytes: &[u8],
        check: Check,
    ) -> Result<Stored, FlowError> {
        let stored = self.store_if(None, form, source.into(), bytes, check).await?;
        stored.ok_or(FlowError::Busy)
    }

    /// [`Mis::store_form`], where `seen` is given only over the bytes of that digest; none where others stand there.
    async fn store_if(
        &self,
        seen: Option<Sha256>,
        form: FormId,
        source: Source,
        bytes: &[u8],
        check: Check,
    ) -> Result<Option<Stored>, FlowError> {
        let sha256 = Sha256::of(bytes);
        for _ in 0..ATTEMPTS {
            let held = self.held(form).await?;
            let now = self.clock.now().max(held.latest);
            let is_new = matches!(held.state, State::Absent);
            let context = Context { now, check: &check, passport: None };
            let events = decide(&held.state, &Command::Store { sha256 }, &context)?;
            if events.is_empty() {
                return Ok(Some(Stored { is_new, check }));
            }
            if seen.is_some() && seen != draft::digest_of(&held.state) {
                return Ok(None);
            }
            let row = FormRow {
                form,
                organisation: Some(source.organisation),
                vendor: source.vendor.clone(),
                sha256,
                bytes: bytes.to_vec(),
                stage: Stage::Checked.as_str().to_owned(),
                updated_at: now,
                heading: reading::listed(bytes, &check, &self.law),
            };
            let mut counts = month::blocked(form, &check, now);
            counts.push(month::counted(form, held.draft, &events, source.vendor.clone()));
            let beside = source.original.as_ref().map(|original| Change::Original(original.row(form, sha256, now)));
            let unit = Unit {
                appends: vec![append(form, held.version, &events, now)],
                changes: [Change::Form(row)].into_iter().chain(beside).chain(counts).collect(),
                ..Unit::default()
            };
            if let Attempt::Done = attempt(self.commit_told(unit).await)? {
                count(&self.counters.forms_stored);
                return Ok(Some(Stored { is_new, check }));
            }
        }
        Err(FlowError::Busy)
    }

    /// The bytes as they were stored.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] for whoever may not know of the form.
    pub async fn bytes_of(&self, who: &Principal, form: FormId) -> Result<Vec<u8>, FlowError> {
        Ok(self.known_to(who, form).await?.1.bytes)
    }

    /// The stages that the form has reached.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] for whoever may not know of the form.
    pub async fn journey_of(&self, who: &Principal, form: FormId) -> Result<Vec<Reached>, FlowError> {
        Ok(journey(&self.known_to(who, form).await?.0.state))
    }

    /// Freezes the form for its chair's signature.
    ///
    /// # Errors
    /// The core's [`Refusal`]s.
    pub async fn freeze(&self, who: &Principal, form: FormId) -> Result<Frozen, FlowError> {
        let by = who.iin.ok_or(FlowError::Forbidden)?;
        for _ in 0..ATTEMPTS {
            let (held, row) = self.known_to_chair(who, form).await?;
            let now = self.clock.now().max(held.latest);
            let read = self.read_today(&row.bytes, now);
            let context = Context { now, check: &read.check, passport: read.passport.as_ref() };
            let decided = decide(&held.state, &Command::Freeze { by }, &context);
            let events = self.unless_blocked(form, decided, &read.check, now).await?;
            let frozen = Frozen { sha256: row.sha256, bytes: row.bytes };
            if events.is_empty() || self.commit_stage(form, held.version, &events, now, Stage::Frozen).await? {
                return Ok(frozen);
            }
        }
        Err(FlowError::Busy)
    }

    /// Takes the freeze back.
    ///
    /// # Errors
    /// The core's [`Refusal`]s.
    pub async fn thaw(&self, who: &Principal, form: FormId) -> Result<(), FlowError> {
        let by = who.iin.ok_or(FlowError::Forbidden)?;
        for _ in 0..ATTEMPTS {
            let (held, row) = self.known_to_chair(who, form).await?;
            let now = self.clock.now().max(held.latest);
            let read = self.read_today(&row.bytes, now);
            if read.passport.as_ref().is_none_or(|passport| passport.chair != by) {
                return Err(Refusal::NotTheNamedChair.into());
            }
            let context = Context { now, check: &read.check, passport: read.passport.as_ref() };
            let events = decide(&held.state, &Command::Thaw { by }, &context)?;
            let unit = desk::given_back(&row, &held, &events, now, None);
            if events.is_empty() || matches!(attempt(self.commit_told(unit).await)?, Attempt::Done) {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    /// Records the stages that later nodes report.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn learn(&self, form: FormId, stages: &[Reached]) -> Result<(), FlowError> {
        for _ in 0..ATTEMPTS {
            let held = self.held(form).await?;
            let now = self.clock.now().max(held.latest);
            let events = learn(&held.state, stages);
            if events.is_empty() {
                return Ok(());
            }
            // What is told late does not take the form back.
            let Some(stands) = standing(&journey(&events.iter().fold(held.state, evolve))) else { return Ok(()) };
            let last = events.last().filter(|_| planted!("late-stage-takes-the-row-back"));
            let stands = if let Some(Event::Reached(last)) = last { last.stage } else { stands };
            if self.commit_stage(form, held.version, &events, now, stands).await? {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    /// The document in a vendor's own format that the form was translated from.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none, or for whoever may not know of the form.
    pub async fn original_of(&self, who: &Principal, form: FormId) -> Result<OriginalRow, FlowError> {
        self.exists_for(who, form).await?;
        self.store.original(form).await?.ok_or(FlowError::NotFound)
    }

    /// Stores a file that the form refers to, by its hash. True where it was not there before.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn store_document(&self, form: FormId, media_type: &str, bytes: Vec<u8>) -> Result<bool, FlowError> {
        let sha256 = Sha256::of(&bytes);
        if self.store.document(form, sha256).await?.is_some() {
            return Ok(false);
        }
        let row = DocumentRow { form, sha256, media_type: media_type.to_owned(), bytes, at: self.clock.now() };
        let unit = Unit { changes: vec![Change::Document(row)], ..Unit::default() };
        attempt(self.store.commit(unit).await)?;
        self.outbox_bell.notify_one();
        Ok(true)
    }

    /// A file of the form.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none, or for whoever may not know of the form.
    pub async fn document_of(&self, who: &Principal, form: FormId, sha256: Sha256) -> Result<DocumentRow, FlowError> {
        self.exists_for(who, form).await?;
        self.store.document(form, sha256).await?.ok_or(FlowError::NotFound)
    }

    async fn commit_stage(
        &self,
        form: FormId,
        version: u64,
        events: &[Event],
        at: Instant,
        stage: Stage,
    ) -> Result<bool, FlowError> {
        let stage = Change::FormStage { form, stage: stage.as_str().to_owned(), at };
        let unit = Unit { appends: vec![append(form, version, events, at)], changes: vec![stage], ..Unit::default() };
        Ok(matches!(attempt(self.commit_told(unit).await)?, Attempt::Done))
    }
}

fn append(form: FormId, expected: u64, events: &[Event], at: Instant) -> Append {
    let stream = Stream { family: Family::Referral, form };
    Append { stream, expected, events: events.iter().map(|event| recorded(event, at)).collect() }
}
