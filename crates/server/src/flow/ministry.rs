//! The corridor of the Ministry of Health's system: prove again, receipt, pass on.

use super::envelope::{stages_body, submission_body};
use super::{ATTEMPTS, Attempt, FlowError, Receipt, Submission, attempt, prove, recorded, replayed};
use crate::counters::count;
use crate::node::Ministry;
use saraptama_core::referral::relay::{Event, NotTaken, Proved, State, evolve, learn, submit};
use saraptama_core::referral::{Reached, Stage};
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_store::rows::{FormRow, SignatureRow};
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

impl Ministry {
    /// Takes a submission: proves form, check and signature again before anything is accepted.
    ///
    /// # Errors
    /// When the store fails; what is wrong with the form is a [`Receipt`].
    pub async fn take(&self, submission: &Submission<'_>) -> Result<Receipt, FlowError> {
        let Submission { form, bytes, signature, signed_at, .. } = *submission;
        let (sha256, seal) = (Sha256::of(bytes), Sha256::of(signature));
        for _ in 0..ATTEMPTS {
            let (state, version) = self.relay(form).await?;
            let now = self.clock.now();
            let proof = prove(self, bytes, signature, signed_at);
            let fault = proof.fault(form, signed_at, now);
            let source = submission.source;
            let proved = Proved { sha256, signature: seal, signed_at, source, check: &proof.check, unproved: fault, now };
            let events = match submit(&state, &proved) {
                Ok(events) => events,
                Err(NotTaken::OtherBytes) => return Ok(Receipt::OtherBytes),
                Err(NotTaken::Unproved(reason)) => {
                    let unit = Unit { received: Some(submission.received_unproved(now)), ..Unit::default() };
                    attempt(self.store.commit(unit).await)?;
                    count(&self.counters.submissions_refused);
                    return Ok(Receipt::Refused { reason, at: now });
                }
            };
            let state = events.iter().fold(state, evolve);
            let receipt = receipt(&state).ok_or(FlowError::NotFound)?;
            if events.is_empty() {
                return Ok(receipt);
            }
            let unit = self.taken_unit(submission, version, &events, &receipt, now, proof.passport.map(|p| p.organisation));
            let committed = self.store.commit(unit).await;
            if let Err(CommitError::AlreadyReceived) = committed
                && self.store.received(source, submission.message_id).await?.is_some_and(|known| known.sha256 != sha256)
            {
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

    async fn relay(&self, form: FormId) -> Result<(State, u64), FlowError> {
        let events: Vec<Event> = replayed(&self.store.events(Stream { family: Family::Relay, form }).await?)?;
        Ok((State::of(&events), events.len() as u64))
    }

    fn taken_unit(
        &self,
        submission: &Submission<'_>,
        version: u64,
        events: &[Event],
        receipt: &Receipt,
        at: Instant,
        organisation: Option<saraptama_core::terms::Bin>,
    ) -> Unit {
        let form = submission.form;
        let sha256 = Sha256::of(submission.bytes);
        let accepted = matches!(receipt, Receipt::Accepted { .. });
        let stage = if accepted { Stage::AcceptedByMinistry } else { Stage::Refused };
        let row =
            FormRow { form, organisation, sha256, bytes: submission.bytes.to_vec(), stage: stage.to_string(), updated_at: at };
        let seal = SignatureRow {
            form,
            role: "chair".to_owned(),
            sha256: Sha256::of(submission.signature),
            bytes: submission.signature.to_vec(),
            at,
        };
        let onward = Outgoing {
            route: DATA_BANK.to_owned(),
            kind: "submission",
            form,
            body: submission_body(submission.signed_at),
            due_at: at,
        };
        Unit {
            appends: vec![append(form, version, events, at)],
            changes: vec![Change::Form(row), Change::Signature(seal)],
            sends: if accepted { vec![onward] } else { vec![] },
            received: Some(submission.received(if accepted { Verdict::Taken } else { Verdict::Refused }, at)),
            settled: vec![],
        }
    }

    /// Records the stages that the data bank reports, and passes them on to the medical information system.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn learn(&self, form: FormId, stages: &[Reached]) -> Result<(), FlowError> {
        for _ in 0..ATTEMPTS {
            let (state, version) = self.relay(form).await?;
            let State::Accepted { source, .. } = &state else { return Ok(()) };
            let events = learn(&state, stages);
            let now = self.clock.now();
            let new: Vec<Reached> =
                events.iter().filter_map(|e| if let Event::Reached(r) = e { Some(r.clone()) } else { None }).collect();
            let Some(last) = new.last() else { return Ok(()) };
            let back = Outgoing { route: source.clone(), kind: "stages", form, body: stages_body(&new), due_at: now };
            let stage = Change::FormStage { form, stage: last.stage.to_string(), at: now };
            let unit = Unit {
                appends: vec![append(form, version, &events, now)],
                changes: vec![stage],
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

fn append(form: FormId, expected: u64, events: &[Event], at: Instant) -> Append {
    let stream = Stream { family: Family::Relay, form };
    Append { stream, expected, events: events.iter().map(|event| recorded(event, at)).collect() }
}
