//! From the doctor's desk to the chair's and back, and what a page needs of a form that lies there.

use super::month::counted;
use super::{Held, append};
use crate::flow::{ATTEMPTS, Attempt, FlowError, attempt, replayed};
use crate::node::Mis;
use saraptama_core::authority::Principal;
use saraptama_core::check::Check;
use saraptama_core::form::Passport;
use saraptama_core::referral::{Action, Command, Context, Event, HandBackReason, Refusal, Stage, State, actions, decide};
use saraptama_core::terms::{FormId, Iin, Instant, Sha256, civil_date};
use saraptama_store::rows::{DocumentRow, FormRow};
use saraptama_store::{Change, Family, Stream, Unit};

/// The media type under which a form that its chair has read is kept beside the form.
const FORM: &str = "application/json";

/// A form as whoever opens it sees it.
pub struct Opened {
    /// The form with its bytes.
    pub row: FormRow,
    /// Where it stands.
    pub state: State,
    /// What the reader may do next.
    pub may: Vec<Action>,
    /// The check by the law of the node's own day.
    pub check: Check,
    /// What the form says of itself, if its structure is sound.
    pub passport: Option<Passport>,
    /// Why the reader cannot sign it today, or cannot hand it back; absent where the law lets them.
    pub refused: Vec<(Action, Refusal)>,
    /// The digest of the bytes that its chair gave back or unfroze last: the ones they have read.
    pub read_by_chair: Option<Sha256>,
}

impl Opened {
    /// Why the reader cannot do it, if so.
    pub fn why_not(&self, action: Action) -> Option<&Refusal> {
        self.refused.iter().find(|(refused, _)| *refused == action).map(|(_, why)| why)
    }
}

impl Mis {
    /// Opens a form: its bytes, where it stands, what the check says today, and what `who` may do with it.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] for whoever may not know of the form.
    pub async fn open_form(&self, who: &Principal, form: FormId) -> Result<Opened, FlowError> {
        let row = self.store.form(form).await?.ok_or(FlowError::NotFound)?;
        let stored = self.store.events(Stream { family: Family::Referral, form }).await?;
        let events: Vec<Event> = replayed(&stored)?;
        let state = State::of(&events);
        let now = self.clock.now();
        let read = self.read_today(&row.bytes, now);
        let organisation = row.organisation.ok_or(FlowError::NotFound)?;
        let may = actions(&state, organisation, read.passport.as_ref(), who, civil_date(now));
        if !may.contains(&Action::See) {
            return Err(FlowError::NotFound);
        }
        let context = Context { now, check: &read.check, passport: read.passport.as_ref() };
        let refused = who.iin.map(|by| refused(&state, by, &context)).unwrap_or_default();
        let read_by_chair = read_by_chair(&events);
        Ok(Opened { row, state, may, check: read.check, passport: read.passport, refused, read_by_chair })
    }

    /// Lays the form before the chair whom it names. The check reads the law of the day on which the chair may
    /// sign at the earliest: today's, or that of the commission where its day has not come.
    ///
    /// # Errors
    /// The core's [`Refusal`]s; the findings where the form is blocked (p. 4).
    pub async fn present(&self, who: &Principal, form: FormId) -> Result<(), FlowError> {
        let by = who.iin.ok_or(FlowError::Forbidden)?;
        for _ in 0..ATTEMPTS {
            let (held, row) = self.known_to(who, form).await?;
            let now = self.clock.now().max(held.latest);
            let today = civil_date(now);
            let passport = self.read_today(&row.bytes, now).passport;
            let day = passport.as_ref().map_or(today, |passport| passport.commission_date.max(today));
            let (check, _) = crate::flow::reading::check(&row.bytes, Some(day), &self.law);
            let context = Context { now, check: &check, passport: passport.as_ref() };
            let decided = decide(&held.state, &Command::Present { by }, &context);
            let events = self.unless_blocked(form, decided, &check, now).await?;
            let presented = Change::FormDesk { form, presented_at: Some(now), handed_back_at: None };
            let unit =
                Unit { appends: vec![append(form, held.version, &events, now)], changes: vec![presented], ..Unit::default() };
            if events.is_empty() || self.is_committed(unit).await? {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    /// Gives the form back to be corrected. The bytes that the chair has read are kept, so that they see next
    /// time what has changed; the reason stands in the event and goes nowhere else.
    ///
    /// # Errors
    /// The core's [`Refusal`]s.
    pub async fn hand_back(&self, who: &Principal, form: FormId, reason: HandBackReason) -> Result<(), FlowError> {
        let by = who.iin.ok_or(FlowError::Forbidden)?;
        let command = Command::HandBack { by, reason };
        for _ in 0..ATTEMPTS {
            let (held, row) = self.known_to_chair(who, form).await?;
            let now = self.clock.now().max(held.latest);
            let read = self.read_today(&row.bytes, now);
            let context = Context { now, check: &read.check, passport: read.passport.as_ref() };
            let events = decide(&held.state, &command, &context)?;
            if events.is_empty() || self.is_committed(given_back(&row, &held, &events, now, Some(now))).await? {
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }

    async fn is_committed(&self, unit: Unit) -> Result<bool, FlowError> {
        Ok(matches!(attempt(self.commit_told(unit).await)?, Attempt::Done))
    }
}

/// Why `by` could not sign or hand back the form now. The reason for a hand-back plays no part in whether it may be.
fn refused(state: &State, by: Iin, context: &Context<'_>) -> Vec<(Action, Refusal)> {
    let any = HandBackReason::parse("?").expect("one sign is a reason");
    let asked = [(Action::Freeze, Command::Freeze { by }), (Action::HandBack, Command::HandBack { by, reason: any })];
    asked.into_iter().filter_map(|(action, command)| Some((action, decide(state, &command, context).err()?))).collect()
}

/// A form leaves the chair's hands unsigned: it is a draft again, and the bytes that were read stay beside it.
/// `handed_back_at` is given where it goes back to the doctor.
pub(super) fn given_back(row: &FormRow, held: &Held, events: &[Event], now: Instant, handed_back_at: Option<Instant>) -> Unit {
    let FormRow { form, sha256, .. } = *row;
    let read = DocumentRow { form, sha256, media_type: FORM.to_owned(), bytes: row.bytes.clone(), at: now };
    let stage = Change::FormStage { form, stage: Stage::Checked.as_str().to_owned(), at: now };
    let desk = Change::FormDesk { form, presented_at: None, handed_back_at };
    let counted = counted(form, held.draft.clone(), events, None);
    let changes = [stage, Change::Document(read), counted].into_iter().chain(handed_back_at.map(|_| desk)).collect();
    Unit { appends: vec![append(form, held.version, events, now)], changes, ..Unit::default() }
}

/// The bytes that the chair has read for certain: frozen and not signed, or handed back.
fn read_by_chair(events: &[Event]) -> Option<Sha256> {
    let mut frozen = None;
    let mut read = None;
    for event in events {
        match event {
            Event::Frozen { sha256, .. } => frozen = Some(*sha256),
            Event::Thawed { .. } => read = frozen,
            Event::HandedBack { sha256, .. } => read = Some(*sha256),
            _ => {}
        }
    }
    read
}
