use super::month::{arrived, odd};
use super::{Held, append};
use crate::counters::count;
use crate::flow::documents::fetch;
use crate::flow::envelope::stages_body;
use crate::flow::seal::evidence_rows;
use crate::flow::{AGAIN, ATTEMPTS, Attempt, FlowError, Proof, Receipt, Submission, attempt, prove};
use crate::node::DataBank;
use saraptama_core::act::{self, Command, Event, State, decide};
use saraptama_core::planted;
use saraptama_core::referral::{Reached, Stage};
use saraptama_core::terms::{Instant, Sha256, civil_date};
use saraptama_store::rows::{ActRow, ActState, FormHeading, FormRow, SignatureRow};
use saraptama_store::{Change, CommitError, Outgoing, Unit, Verdict};

/// What a submission is answered in this state.
fn receipt(state: &State) -> Option<Receipt> {
    match state {
        State::Absent | State::AwaitingProof { .. } => None,
        State::Refused { reason, at, .. } => Some(Receipt::Refused { reason: reason.clone(), at: *at }),
        State::Accepted { at, .. } => Some(Receipt::Accepted { at: *at }),
        State::Waiting { accepted_at: at, .. }
        | State::Assigned { accepted_at: at, .. }
        | State::Decided { accepted_at: at, .. }
        | State::Ended { accepted_at: at, .. } => Some(Receipt::Accepted { at: *at }),
    }
}

impl DataBank {
    /// Takes a submission: proves form, check, signature and age before the draft act is formed.
    ///
    /// # Errors
    /// When the store fails; what is wrong with the form is a [`Receipt`].
    pub async fn take(&self, submission: &Submission<'_>) -> Result<Receipt, FlowError> {
        let Submission { form, bytes, signature, signed_at, source, .. } = *submission;
        let sha256 = Sha256::of(bytes);
        for _ in 0..ATTEMPTS {
            let Held { state, version, latest, course, .. } = self.held(form).await?;
            let held = state.source().map(|(_, signature)| signature);
            let seal = self.known_as(form, held, signature).await?;
            let now = self.clock.now().max(latest);
            let proof = prove(self, bytes, signature, signed_at).await;
            let fault = proof.fault(form, signed_at, now).filter(|_| !planted!("signature-not-proved-at-the-data-bank"));
            let procedure = &self.law.pilot.nearest(civil_date(signed_at)).procedure;
            let proved = act::Submission { sha256, signature: seal, signed_at, check: &proof.check, unproved: fault, procedure };
            let events = match decide(&state, &Command::Submit(proved), now) {
                Err(act::Refusal::OtherBytes) => {
                    self.log(submission.logged(Receipt::OtherBytes.verdict(), &proof.signature, now)).await?;
                    return Ok(Receipt::OtherBytes);
                }
                Err(act::Refusal::Unproved(reason)) => return self.not_proved(submission, &proof, reason, now).await,
                decided => decided?,
            };
            let state = events.iter().fold(state, act::evolve);
            let receipt = receipt(&state).ok_or(FlowError::NotFound)?;
            let Some(event) = events.first() else {
                self.log(submission.logged(AGAIN, &proof.signature, now)).await?;
                return Ok(receipt);
            };
            if planted!("form-refused-and-not-kept") && matches!(receipt, Receipt::Refused { .. }) {
                return Ok(receipt);
            }
            let logged = submission.logged(receipt.verdict(), &proof.signature, now);
            let mut unit = unit(submission, version, event, now, &proof);
            unit.changes.extend(odd(form, bytes, now, &self.law));
            unit.changes.push(arrived(form, course, event, bytes, proof.passport.as_ref(), &self.law));
            let committed = self.store.commit(Unit { log: vec![logged], ..unit }).await;
            if let Err(CommitError::AlreadyReceived) = committed
                && self.store.received(source, submission.message_id).await?.is_some_and(|known| known.sha256 != sha256)
            {
                self.log(submission.logged(Receipt::OtherBytes.verdict(), &proof.signature, now)).await?;
                return Ok(Receipt::OtherBytes);
            }
            if let Attempt::Done = attempt(committed)? {
                self.taken(&receipt);
                return Ok(receipt);
            }
        }
        Err(FlowError::Busy)
    }

    fn taken(&self, receipt: &Receipt) {
        if let Receipt::Accepted { .. } = receipt {
            count(&self.counters.submissions_accepted);
            self.allocation_bell.notify_one();
        } else {
            count(&self.counters.submissions_refused);
        }
        self.outbox_bell.notify_one();
    }
}

/// A refused form is kept whole too: staff and MIS see why, and nobody loses it.
fn unit(submission: &Submission<'_>, version: u64, event: &Event, at: Instant, proof: &Proof) -> Unit {
    let passport = proof.passport.as_ref();
    let form = submission.form;
    let reason = if let Event::Refused { reason, .. } = event { Some(reason.clone()) } else { None };
    let stage = if reason.is_some() { Stage::Refused } else { Stage::AcceptedByDataBank };
    let reached = Reached { stage, at, detail: reason.clone() };
    let waits = reason.is_none() && passport.is_some_and(|p| !p.documents.is_empty());
    let act = ActRow {
        form,
        state: match &reason {
            Some(_) => ActState::Refused,
            None if waits => ActState::AwaitingDocuments,
            None => ActState::Accepted,
        },
        number: None,
        icd10: passport.map(|p| p.main),
        patient_region: passport.map(|p| p.patient_region),
        organisation_region: passport.map(|p| p.organisation_region),
        people: passport.map(|p| vec![p.patient, p.doctor, p.chair]).unwrap_or_default(),
        reply_route: submission.source.to_owned(),
        accepted_at: at,
        arrived_at: None,
        due_at: None,
        expert: None,
        alarm: false,
        reason: reason.clone(),
    };
    let row = FormRow {
        heading: FormHeading::default(),
        form,
        organisation: passport.map(|p| p.organisation),
        vendor: None,
        sha256: Sha256::of(submission.bytes),
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
    let back = Outgoing {
        route: submission.source.to_owned(),
        kind: "stages",
        form,
        body: stages_body(std::slice::from_ref(&reached)),
        due_at: at,
    };
    let mut changes = vec![Change::Form(row), Change::Act(act)];
    changes.extend(evidence_rows(form, seal.sha256, &proof.evidence, at));
    changes.push(Change::Signature(seal));
    let mut sends = vec![back];
    // Behind the stage, which so does not wait for them.
    sends.extend(waits.then(|| fetch(submission.source, form, submission.signed_at, at)));
    let verdict = if reason.is_some() { Verdict::Refused } else { Verdict::Taken };
    Unit {
        appends: vec![append(form, version, std::slice::from_ref(event), at)],
        changes,
        sends,
        received: Some(submission.received(verdict, at)),
        ..Unit::default()
    }
}
