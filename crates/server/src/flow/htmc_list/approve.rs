use super::draft::{append, row};
use super::{Held, known};
use crate::counters::count;
use crate::flow::seal::{Seal, Time, evidence_rows};
use crate::flow::{ATTEMPTS, Attempt, FlowError, attempt};
use crate::node::Ministry;
use saraptama_core::authority::Principal;
use saraptama_core::htmc::edition::{Command, Event, State, decide};
use saraptama_core::terms::{FormId, Sha256};
use saraptama_sign::{Evidence, SignatureFault};
use saraptama_store::rows::SignatureRow;
use saraptama_store::{Change, Unit};

impl Ministry {
    /// Takes the detached signature of a second analyst over the frozen bytes of an edition; once this returns, the
    /// edition answers from its first day on.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none for this person; the core's refusals; why the signature does not hold
    /// or is somebody else's.
    pub async fn approve_edition(&self, who: &Principal, id: FormId, cms: &[u8]) -> Result<(), FlowError> {
        let der = saraptama_sign::cms::normalise(cms);
        let signature = Sha256::of(der.as_deref().unwrap_or_default());
        self.edition_for(who, id).await?;
        for _ in 0..ATTEMPTS {
            let Held { state, version, latest } = self.edition(id).await?;
            let now = self.clock.now().max(latest);
            let (place, editions) = (self.store.htmc_approved_count().await?, self.htmc_editions().await?);
            let events = decide(&state, &Command::Approve { signature }, &who.id, &known(&editions), now)?;
            let [Event::Approved { sha256, .. }] = &events[..] else { return Ok(()) };
            let bytes = self.store.document(id, *sha256).await?.ok_or(FlowError::NotFound)?.bytes;
            let der = der.as_deref().map_err(|fault| *fault)?;
            let iin = who.iin.ok_or(SignatureFault::NotTheNamedPerson)?;
            let seal = Seal { role: "analyst", iin, bin: None, content: &bytes, der, at: now };
            let judged = seal.judge(self, Evidence::default(), Time::TakenHere).await;
            judged.verdict.inspect_err(|_| count(&self.counters.signatures_refused))?;
            let next = events.iter().fold(state, State::evolve);
            let seal = SignatureRow { form: id, role: "analyst".to_owned(), sha256: signature, bytes: der.to_vec(), at: now };
            let mut changes = evidence_rows(id, signature, &judged.evidence, now);
            changes.extend([Change::Signature(seal), Change::HtmcEdition(row(id, &next, who, now, Some(place))?)]);
            let unit = Unit { appends: vec![append(id, version, &events, now)], changes, ..Unit::default() };
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                tracing::info!(edition = %id, who = who.id, "an edition of the list was approved");
                return Ok(());
            }
        }
        Err(FlowError::Busy)
    }
}
