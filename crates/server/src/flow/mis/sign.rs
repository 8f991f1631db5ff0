//! The chair's signature: taken, kept while it cannot be proved, and proved later.

use super::month::{counted, signature_refused};
use super::{MINISTRY, append};
use crate::counters::count;
use crate::flow::envelope::submission_body;
use crate::flow::proof::chair_seal;
use crate::flow::seal::{Time, evidence_rows, kept};
use crate::flow::{ATTEMPTS, Attempt, FlowError, attempt};
use crate::node::Mis;
use saraptama_core::authority::Principal;
use saraptama_core::planted;
use saraptama_core::referral::{Command, Context, Event, Route, Stage, State, decide};
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_sign::{Evidence, SignatureFault};
use saraptama_store::rows::SignatureRow;
use saraptama_store::{Change, Outgoing, Unit};

/// Route and kind of the message by which the node asks again whether a signature holds: it goes to nobody,
/// and is tried again like all others.
pub const PROOF: &str = "proof";

impl Mis {
    /// Takes the chair's detached signature: once this returns, form, signature and the message to the
    /// ministry are durable.
    ///
    /// # Errors
    /// The core's [`Refusal`](saraptama_core::referral::Refusal)s, and why the signature does not hold or is not the named chair's.
    pub async fn sign(&self, who: &Principal, form: FormId, cms: &[u8]) -> Result<Stage, FlowError> {
        let by = who.iin.ok_or(FlowError::Forbidden)?;
        let der = saraptama_sign::cms::normalise(cms);
        let signature = Sha256::of(der.as_deref().unwrap_or_default());
        for _ in 0..ATTEMPTS {
            let (held, row) = self.known_to_chair(who, form).await?;
            let now = self.clock.now().max(held.latest);
            let read = self.read_today(&row.bytes, now);
            let context = Context { now, check: &read.check, passport: read.passport.as_ref() };
            let decided = decide(&held.state, &Command::Sign { signature, by }, &context);
            let events = self.unless_blocked(form, decided, &read.check, now).await?;
            if events.is_empty() {
                let waits = matches!(held.state, State::AwaitingProof { .. });
                return Ok(if waits { Stage::AwaitingProof } else { Stage::Signed });
            }
            let passport = read.passport.as_ref().ok_or(FlowError::NotFound)?;
            let der = der.as_deref().map_err(|fault| FlowError::from(*fault))?;
            let judged = chair_seal(passport, &row.bytes, der, now).judge(self, Evidence::default(), Time::TakenHere).await;
            let (events, stage) = match judged.verdict {
                Ok(()) => (events, Stage::Signed),
                Err(fault) if fault.is_doubt() => {
                    let wait = Command::AwaitProof { signature, by, reason: fault.key().to_owned() };
                    (decide(&held.state, &wait, &context)?, Stage::AwaitingProof)
                }
                Err(fault) => {
                    count(&self.counters.signatures_refused);
                    self.mark(vec![signature_refused(form, fault.key(), now)]).await?;
                    return Err(fault.into());
                }
            };
            let seal = SignatureRow { form, role: "chair".to_owned(), sha256: signature, bytes: der.to_vec(), at: now };
            let mut unit = signature_unit(form, held.version, &events, now, stage, &judged.evidence, signature);
            let counted = counted(form, held.draft, &events, None);
            unit.changes.extend([Change::Signature(seal), self.followed_from(form, now), counted]);
            if planted!("acknowledged-before-it-is-kept") {
                let mis = self.clone();
                tokio::spawn(async move {
                    for _ in 0..3000 {
                        tokio::task::yield_now().await;
                    }
                    mis.commit_told(unit).await
                });
                return Ok(stage);
            }
            if let Attempt::Done = attempt(self.commit_told(unit).await)? {
                count(if stage == Stage::Signed { &self.counters.forms_signed } else { &self.counters.forms_awaiting_proof });
                self.outbox_bell.notify_one();
                return Ok(stage);
            }
        }
        Err(FlowError::Busy)
    }

    /// Judges the signature that was kept once more, for the instant at which it was taken. Answers why it
    /// still cannot be told, if so.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn prove_kept(&self, form: FormId) -> Result<Option<SignatureFault>, FlowError> {
        for _ in 0..ATTEMPTS {
            let held = self.held(form).await?;
            let State::AwaitingProof { signature, at, .. } = held.state else { return Ok(None) };
            let row = self.store.form(form).await?.ok_or(FlowError::NotFound)?;
            let seal = self.store.signature(form, "chair").await?.ok_or(FlowError::NotFound)?;
            let known = kept(&self.store.evidence(form, signature).await?);
            let read = self.read_today(&row.bytes, at);
            let passport = read.passport.as_ref().ok_or(FlowError::NotFound)?;
            let judged = chair_seal(passport, &row.bytes, &seal.bytes, at).judge(self, known, Time::TakenHere).await;
            let (command, stage) = match judged.verdict {
                Ok(()) => (Command::Prove { signature }, Stage::Signed),
                Err(fault) if fault.is_doubt() => return Ok(Some(fault)),
                Err(fault) => (Command::RefuseSignature { signature, reason: fault.key().to_owned() }, Stage::Refused),
            };
            let now = self.clock.now().max(held.latest);
            let context = Context { now, check: &read.check, passport: Some(passport) };
            let events = decide(&held.state, &command, &context)?;
            let mut unit = signature_unit(form, held.version, &events, now, stage, &judged.evidence, signature);
            unit.changes.push(counted(form, held.draft, &events, None));
            if let Some(Event::SignatureRefused { reason, .. }) = events.first() {
                unit.changes.push(signature_refused(form, reason, now));
            }
            if let Attempt::Done = attempt(self.commit_told(unit).await)? {
                count(if stage == Stage::Signed { &self.counters.forms_signed } else { &self.counters.signatures_refused });
                self.outbox_bell.notify_one();
                return Ok(None);
            }
        }
        Err(FlowError::Busy)
    }
}

/// Everything that a signature brings about, at once: nothing of it is acknowledged before all of it is
/// kept. A signature that is proved goes on to the ministry; one that is not is asked about again.
fn signature_unit(
    form: FormId,
    version: u64,
    events: &[Event],
    now: Instant,
    stage: Stage,
    evidence: &Evidence,
    signature: Sha256,
) -> Unit {
    let message = |route: &str, kind, body| Outgoing { route: route.to_owned(), kind, form, body, due_at: now };
    let send = match events.first() {
        Some(Event::Signed { route: Route::Pilot, at, .. }) => Some(message(MINISTRY, "submission", submission_body(*at))),
        Some(Event::AwaitingProof { .. }) => Some(message(PROOF, PROOF, vec![])),
        _ => None,
    };
    let mut changes = evidence_rows(form, signature, evidence, now);
    changes.push(Change::FormStage { form, stage: stage.as_str().to_owned(), at: now });
    Unit { appends: vec![append(form, version, events, now)], changes, sends: send.into_iter().collect(), ..Unit::default() }
}
