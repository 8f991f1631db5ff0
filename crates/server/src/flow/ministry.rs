//! The corridor of the Ministry of Health's system: prove again, receipt, pass on.

use super::documents::{fetch, onward};
use super::envelope::stages_body;
use super::seal::evidence_rows;
use super::{AGAIN, ATTEMPTS, Attempt, FlowError, Proof, Receipt, Submission, attempt, latest, prove, recorded, replayed};
use crate::counters::count;
use crate::node::Ministry;
use saraptama_core::planted;
use saraptama_core::referral::relay::{Event, NotTaken, Proved, State, evolve, learn, submit};
use saraptama_core::referral::{Reached, Stage, standing};
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_store::rows::{FormHeading, FormRow, Mark, MarkRow, SignatureRow};
use saraptama_store::{Append, Change, CommitError, Family, Outgoing, Stream, Unit, Verdict};

/// The route by which accepted forms go to the data bank.
pub const DATA_BANK: &str = "data-bank";

/// What a submission is answered in this state.
fn receipt(state: &State) -> Option<Receipt> {
    match state {
        State::Absent => None,
        State::Accepted { at, .. } => Some(Receipt::Accepted { at: *at }),
        State::Refused { reason, at, .. } => Some(Receipt::Refused { reason: reason.clone(), at: *at }),
    }
}

/// The digest of the signature that is held.
fn seal_in(state: &State) -> Option<Sha256> {
    match state {
        State::Absent => None,
        State::Accepted { signature, .. } | State::Refused { signature, .. } => Some(*signature),
    }
}

impl Ministry {
    /// Takes a submission: proves form, check and signature again before anything is accepted.
    ///
    /// # Errors
    /// When the store fails; what is wrong with the form is a [`Receipt`].
    pub async fn take(&self, submission: &Submission<'_>) -> Result<Receipt, FlowError> {
        let Submission { form, bytes, signature, signed_at, .. } = *submission;
        let sha256 = Sha256::of(bytes);
        for _ in 0..ATTEMPTS {
            let (state, version, latest) = self.relay(form).await?;
            let seal = self.known_as(form, seal_in(&state), signature).await?;
            let now = self.clock.now().max(latest);
            let proof = prove(self, bytes, signature, signed_at).await;
            let fault = proof.fault(form, signed_at, now).filter(|_| !planted!("signature-not-proved-at-the-ministry"));
            let source = submission.source;
            let proved = Proved { sha256, signature: seal, signed_at, source, check: &proof.check, unproved: fault, now };
            let events = match submit(&state, &proved) {
                Ok(events) => events,
                Err(NotTaken::OtherBytes) => {
                    self.log(submission.logged(Receipt::OtherBytes.verdict(), &proof.signature, now)).await?;
                    return Ok(Receipt::OtherBytes);
                }
                Err(NotTaken::Unproved(reason)) => return self.not_proved(submission, &proof, reason, now).await,
            };
            let state = events.iter().fold(state, evolve);
            let receipt = receipt(&state).ok_or(FlowError::NotFound)?;
            if events.is_empty() {
                self.log(submission.logged(AGAIN, &proof.signature, now)).await?;
                return Ok(receipt);
            }
            let logged = submission.logged(receipt.verdict(), &proof.signature, now);
            let unit = self.taken_unit(submission, version, &events, &receipt, now, &proof);
            let committed = self.store.commit(Unit { log: vec![logged], ..unit }).await;
            if let Err(CommitError::AlreadyReceived) = committed
                && self.store.received(source, submission.message_id).await?.is_some_and(|known| known.sha256 != sha256)
            {
                self.log(submission.logged(Receipt::OtherBytes.verdict(), &proof.signature, now)).await?;
                return Ok(Receipt::OtherBytes);
            }
            if let Attempt::Done = attempt(committed)? {
                let accepted = matches!(receipt, Receipt::Accepted { .. });
                count(if accepted { &self.counters.submissions_accepted } else { &self.counters.submissions_refused });
                self.outbox_bell.notify_one();
                return Ok(receipt);
            }
        }
        Err(FlowError::Busy)
    }

    async fn relay(&self, form: FormId) -> Result<(State, u64, Instant), FlowError> {
        let stored = self.store.events(Stream { family: Family::Relay, form }).await?;
        let events: Vec<Event> = replayed(&stored)?;
        Ok((State::of(&events), events.len() as u64, latest(&stored)))
    }

    fn taken_unit(
        &self,
        submission: &Submission<'_>,
        version: u64,
        events: &[Event],
        receipt: &Receipt,
        at: Instant,
        proof: &Proof,
    ) -> Unit {
        let (form, passport) = (submission.form, proof.passport.as_ref());
        let (organisation, waits) = (passport.map(|p| p.organisation), passport.is_some_and(|p| !p.documents.is_empty()));
        let sha256 = Sha256::of(submission.bytes);
        let accepted = matches!(receipt, Receipt::Accepted { .. });
        let stage = if accepted { Stage::AcceptedByMinistry } else { Stage::Refused };
        let row = FormRow {
            heading: FormHeading::default(),
            form,
            organisation,
            vendor: None,
            sha256,
            bytes: submission.bytes.to_vec(),
            stage: stage.to_string(),
            updated_at: at,
        };
        let seal = SignatureRow {
            form,
            role: "chair".to_owned(),
            sha256: Sha256::of(submission.signature),
            bytes: submission.signature.to_vec(),
            at,
        };
        let mut changes = vec![Change::Form(row)];
        changes.extend(events.iter().filter_map(|event| refused(form, event)));
        changes.extend(evidence_rows(form, seal.sha256, &proof.evidence, at));
        changes.push(Change::Signature(seal));
        let next =
            if waits { fetch(submission.source, form, submission.signed_at, at) } else { onward(form, submission.signed_at, at) };
        Unit {
            appends: vec![append(form, version, events, at)],
            changes,
            sends: if accepted { vec![next] } else { vec![] },
            received: Some(submission.received(if accepted { Verdict::Taken } else { Verdict::Refused }, at)),
            ..Unit::default()
        }
    }

    /// Records the stages that the data bank reports, and passes them on to the medical information system.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn learn(&self, form: FormId, stages: &[Reached]) -> Result<(), FlowError> {
        for _ in 0..ATTEMPTS {
            let (state, version, latest) = self.relay(form).await?;
            let State::Accepted { source, .. } = &state else { return Ok(()) };
            let events = learn(&state, stages);
            let marks = events.iter().filter_map(|event| refused(form, event));
            let now = self.clock.now().max(latest);
            let new: Vec<Reached> =
                events.iter().filter_map(|e| if let Event::Reached(r) = e { Some(r.clone()) } else { None }).collect();
            let State::Accepted { stages, .. } = events.iter().fold(state.clone(), evolve) else { return Ok(()) };
            let Some(stands) = standing(&stages).filter(|_| !new.is_empty()) else { return Ok(()) };
            let back = Outgoing { route: source.clone(), kind: "stages", form, body: stages_body(&new), due_at: now };
            let stage = Change::FormStage { form, stage: stands.to_string(), at: now };
            let unit = Unit {
                appends: vec![append(form, version, &events, now)],
                changes: marks.chain([stage]).collect(),
                sends: vec![back],
                ..Unit::default()
            };
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                self.outbox_bell.notify_one();
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }
}

/// A form that stops here or behind us, for the monthly monitoring: by the key of the reason, once.
fn refused(form: FormId, event: &Event) -> Option<Change> {
    if planted!("what-is-refused-is-not-counted") {
        return None;
    }
    let (kind, name, at) = match event {
        Event::Refused { reason, at, .. } => (Mark::RefusedHere, reason.clone(), *at),
        Event::Reached(Reached { stage: Stage::Refused, at, detail }) => {
            (Mark::RefusedBehind, detail.clone().unwrap_or_default(), *at)
        }
        _ => return None,
    };
    Some(Change::Mark(MarkRow { form, kind, name, at }))
}

fn append(form: FormId, expected: u64, events: &[Event], at: Instant) -> Append {
    let stream = Stream { family: Family::Relay, form };
    Append { stream, expected, events: events.iter().map(|event| recorded(event, at)).collect() }
}
