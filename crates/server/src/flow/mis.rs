//! The corridor of the medical information system: store, freeze, sign, learn.

use super::envelope::submission_body;
use super::proof::chair_signed;
use super::{ATTEMPTS, Attempt, FlowError, attempt, reading, recorded, replayed};
use crate::counters::count;
use crate::node::Mis;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::check::Check;
use saraptama_core::form::Passport;
use saraptama_core::referral::{
    Action, Command, Context, Event, Reached, Refusal, Route, Stage, State, actions, decide, journey, learn,
};
use saraptama_core::terms::{Bin, FormId, Instant, Sha256, civil_date};
use saraptama_store::rows::{DocumentRow, FormRow, SignatureRow};
use saraptama_store::{Append, Change, Family, Outgoing, Stream, Unit};

/// The route by which signed forms go to the ministry.
pub const MINISTRY: &str = "ministry";

/// A form as it stands.
struct Held {
    state: State,
    version: u64,
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
        let events: Vec<Event> = replayed(&self.store.events(Stream { family: Family::Referral, form }).await?)?;
        Ok(Held { state: State::of(&events), version: events.len() as u64 })
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
        Ok(matches!(self.held(form).await?.state, State::Frozen { .. } | State::Signed { .. }))
    }

    /// Stores `bytes` under `form` for `organisation`.
    ///
    /// # Errors
    /// [`Refusal::BytesAreFixed`] once the form is frozen or signed and the bytes are others.
    pub async fn store_form(&self, form: FormId, organisation: Bin, bytes: &[u8], check: Check) -> Result<Stored, FlowError> {
        let sha256 = Sha256::of(bytes);
        for _ in 0..ATTEMPTS {
            let held = self.held(form).await?;
            let now = self.clock.now();
            let is_new = matches!(held.state, State::Absent);
            let context = Context { now, check: &check, passport: None };
            let events = decide(&held.state, &Command::Store { sha256 }, &context)?;
            if events.is_empty() {
                return Ok(Stored { is_new, check });
            }
            let row = FormRow {
                form,
                organisation: Some(organisation),
                sha256,
                bytes: bytes.to_vec(),
                stage: Stage::Checked.as_str().to_owned(),
                updated_at: now,
            };
            let unit = Unit {
                appends: vec![append(form, held.version, &events, now)],
                changes: vec![Change::Form(row)],
                ..Unit::default()
            };
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                count(&self.counters.forms_stored);
                return Ok(Stored { is_new, check });
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
            let now = self.clock.now();
            let read = self.read_today(&row.bytes, now);
            let context = Context { now, check: &read.check, passport: read.passport.as_ref() };
            let events = decide(&held.state, &Command::Freeze { by }, &context).inspect_err(|why| self.count_blocked(why))?;
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
            let now = self.clock.now();
            let read = self.read_today(&row.bytes, now);
            if read.passport.as_ref().is_none_or(|passport| passport.chair != by) {
                return Err(Refusal::NotTheNamedChair.into());
            }
            let context = Context { now, check: &read.check, passport: read.passport.as_ref() };
            let events = decide(&held.state, &Command::Thaw { by }, &context)?;
            if events.is_empty() || self.commit_stage(form, held.version, &events, now, Stage::Checked).await? {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    /// Takes the chair's detached signature: once this returns, form, signature and the message to the
    /// ministry are durable.
    ///
    /// # Errors
    /// The core's [`Refusal`]s, and why the signature does not hold or is not the named chair's.
    pub async fn sign(&self, who: &Principal, form: FormId, cms: &[u8]) -> Result<Stage, FlowError> {
        let by = who.iin.ok_or(FlowError::Forbidden)?;
        let der = saraptama_sign::cms::normalise(cms);
        let signature = Sha256::of(der.as_deref().unwrap_or_default());
        for _ in 0..ATTEMPTS {
            let (held, row) = self.known_to_chair(who, form).await?;
            let now = self.clock.now();
            let read = self.read_today(&row.bytes, now);
            let context = Context { now, check: &read.check, passport: read.passport.as_ref() };
            let events =
                decide(&held.state, &Command::Sign { signature, by }, &context).inspect_err(|why| self.count_blocked(why))?;
            let Some(Event::Signed { route, .. }) = events.first() else { return Ok(Stage::Signed) };
            let passport = read.passport.as_ref().ok_or(FlowError::NotFound)?;
            let proved = der
                .as_deref()
                .map_err(|fault| *fault)
                .and_then(|der| chair_signed(self, passport, &row.bytes, der, now).map(|()| der));
            let der = proved.inspect_err(|_| count(&self.counters.signatures_refused))?;
            let unit = signed_unit(form, held.version, &events, now, signature, der, *route);
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                count(&self.counters.forms_signed);
                self.outbox_bell.notify_one();
                return Ok(Stage::Signed);
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
            let now = self.clock.now();
            let events = learn(&held.state, stages);
            let Some(Event::Reached(last)) = events.last() else { return Ok(()) };
            if self.commit_stage(form, held.version, &events, now, last.stage).await? {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
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
        Ok(matches!(attempt(self.store.commit(unit).await)?, Attempt::Done))
    }

    fn count_blocked(&self, why: &Refusal) {
        if let Refusal::Blocked(_) = why {
            count(&self.counters.forms_blocked);
        }
    }
}

fn append(form: FormId, expected: u64, events: &[Event], at: Instant) -> Append {
    let stream = Stream { family: Family::Referral, form };
    Append { stream, expected, events: events.iter().map(|event| recorded(event, at)).collect() }
}

/// Everything that a signature brings about, at once: nothing of it is acknowledged before all of it is kept.
fn signed_unit(form: FormId, version: u64, events: &[Event], at: Instant, signature: Sha256, der: &[u8], route: Route) -> Unit {
    let row = SignatureRow { form, role: "chair".to_owned(), sha256: signature, bytes: der.to_vec(), at };
    let stage = Change::FormStage { form, stage: Stage::Signed.as_str().to_owned(), at };
    let message = Outgoing { route: MINISTRY.to_owned(), kind: "submission", form, body: submission_body(at), due_at: at };
    Unit {
        appends: vec![append(form, version, events, at)],
        changes: vec![Change::Signature(row), stage],
        sends: if route == Route::Pilot { vec![message] } else { vec![] },
        ..Unit::default()
    }
}
