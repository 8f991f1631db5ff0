use super::month::{decided, ruling};
use super::{FlowError, Held, append};
use crate::counters::count;
use crate::flow::envelope::stages_body;
use crate::flow::seal::{Seal, Time, evidence_rows};
use crate::flow::{ATTEMPTS, Attempt, attempt, reading};
use crate::node::DataBank;
use saraptama_core::act::{Action, Command, Event, Refusal, State, actions, decide};
use saraptama_core::authority::Principal;
use saraptama_core::decision::Decision;
use saraptama_core::form::Passport;
use saraptama_core::planted;
use saraptama_core::referral::{Reached, Stage};
use saraptama_core::terms::{ActNumber, FormId, Instant, Sha256, civil_date};
use saraptama_sign::log::{Checkpoint, Frontier, Leaf, MemoryTree, commit};
use saraptama_sign::{Evidence, SignatureFault};
use saraptama_store::rows::{ActRow, ActState, CheckpointRow, DocumentRow, PracticeRow, RegisterRow, SignatureRow};
use saraptama_store::{Change, Outgoing, Unit};
use saraptama_wire::decision;

/// The media type under which a decision is kept.
pub const DECISION: &str = "application/vnd.saraptama.decision+json";

/// A frozen decision: the bytes to be signed.
pub struct FrozenDecision {
    /// Their digest.
    pub sha256: Sha256,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// An act's place in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The act's number.
    pub number: ActNumber,
    /// Its place, from 0.
    pub index: u64,
}

impl DataBank {
    /// The act of `number`, what stands of it and what `who` may do with it.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none, or none for this person.
    pub async fn act_for(&self, who: &Principal, number: ActNumber) -> Result<(ActRow, State, Vec<Action>), FlowError> {
        let row = self.store.act_by_number(number).await?.ok_or(FlowError::NotFound)?;
        let state = self.act_state(row.form).await?;
        let may = actions(&state, who, civil_date(self.clock.now()));
        if may.is_empty() { Err(FlowError::NotFound) } else { Ok((row, state, may)) }
    }

    /// The act, as its assigned expert.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] for everybody else.
    pub async fn act_for_expert(&self, who: &Principal, number: ActNumber) -> Result<(ActRow, State), FlowError> {
        let (row, state, may) = self.act_for(who, number).await?;
        if may.contains(&Action::SeeCase) { Ok((row, state)) } else { Err(FlowError::NotFound) }
    }

    /// What the form of an act says of itself.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn passport_of(&self, form: FormId) -> Result<Passport, FlowError> {
        let row = self.store.form(form).await?.ok_or(FlowError::NotFound)?;
        reading::passport(&row.bytes, &self.law).ok_or(FlowError::NotFound)
    }

    /// Freezes a decision for the assigned expert's signature; until one is signed a new one replaces it.
    ///
    /// # Errors
    /// The core's refusals.
    pub async fn freeze_decision(&self, who: &Principal, number: ActNumber, bytes: &[u8]) -> Result<FrozenDecision, FlowError> {
        self.freeze_decision_if(None, who, number, bytes).await
    }

    /// [`DataBank::freeze_decision`], where `seen` is given only in that version of the act.
    ///
    /// # Errors
    /// [`FlowError::Overtaken`] in any other version, and the core's refusals.
    pub async fn freeze_decision_if(
        &self,
        seen: Option<u64>,
        who: &Principal,
        number: ActNumber,
        bytes: &[u8],
    ) -> Result<FrozenDecision, FlowError> {
        let sha256 = Sha256::of(bytes);
        for _ in 0..ATTEMPTS {
            let (row, _) = self.act_for_expert(who, number).await?;
            let Held { state, version, latest, .. } = self.held(row.form).await?;
            is_seen(seen, version)?;
            let now = self.clock.now().max(latest);
            let events = decide(&state, &Command::FreezeDecision { sha256, by: &who.id }, now)?;
            let frozen = FrozenDecision { sha256, bytes: bytes.to_vec() };
            if events.is_empty() {
                return Ok(frozen);
            }
            let document =
                DocumentRow { form: row.form, sha256, media_type: DECISION.to_owned(), bytes: bytes.to_vec(), at: now };
            let appends = vec![append(row.form, version, &events, now)];
            let mut unit = Unit { appends, changes: vec![Change::Document(document)], ..Unit::default() };
            if planted!("term-reckoned-again") {
                unit.changes.push(Change::Act(ActRow { due_at: Some(now), ..row }));
            }
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                return Ok(frozen);
            }
        }
        Err(FlowError::Busy)
    }

    /// Takes the expert's detached signature; once this returns, the act stands in the register.
    ///
    /// # Errors
    /// The core's refusals, and why the signature does not hold or is not the expert's.
    pub async fn sign_decision(&self, who: &Principal, number: ActNumber, cms: &[u8]) -> Result<Registration, FlowError> {
        self.sign_decision_if(None, who, number, cms).await
    }

    /// [`DataBank::sign_decision`], where `seen` is given only in that version of the act.
    ///
    /// # Errors
    /// [`FlowError::Overtaken`] in any other version, and those of [`DataBank::sign_decision`].
    pub async fn sign_decision_if(
        &self,
        seen: Option<u64>,
        who: &Principal,
        number: ActNumber,
        cms: &[u8],
    ) -> Result<Registration, FlowError> {
        let der = saraptama_sign::cms::normalise(cms);
        let signature = Sha256::of(der.as_deref().unwrap_or_default());
        // Asked before the register is held: nobody waits there for another's answer.
        let evidence = self.evidence_for(who, number, der.as_deref().unwrap_or_default()).await?;
        let mut register = self.register.lock().await;
        for _ in 0..ATTEMPTS {
            let (row, _) = self.act_for_expert(who, number).await?;
            let Held { state, version, latest, course, drawn_from } = self.held(row.form).await?;
            is_seen(seen, version)?;
            let now = self.clock.now().max(latest);
            if !planted!("register-never-catches-up") {
                self.catch_up(&mut register).await?;
            }
            let index = register.size();
            let events = decide(&state, &Command::SignDecision { signature, by: &who.id, index }, now)?;
            let Some(Event::Decided { sha256, .. }) = events.first() else { return registered(&state, number) };
            let bytes = self.store.document(row.form, *sha256).await?.ok_or(FlowError::NotFound)?.bytes;
            let proved = der.as_deref().map_err(|fault| *fault).and_then(|der| {
                expert_seal(who, &bytes, der, now)?.holds(self, &evidence, Time::TakenHere)?;
                Ok(der)
            });
            let der = proved.inspect_err(|_| count(&self.counters.signatures_refused))?;
            let passport = self.passport_of(row.form).await?;
            let entry = self.entry(&row, &passport, &bytes, der, index, now)?;
            let leaf = entry.leaf_hash;
            let checkpoint = self.checkpoint_after(&register, leaf)?;
            let like = self.practice_row(row.form, &passport, &bytes, index, now).await?;
            let form = row.form;
            let mut unit = registration_unit(row, version, &events, now, signature, der, entry, checkpoint, &evidence, like);
            let said = decision::read(&bytes).ok().map(|decision| ruling(&decision));
            let counted = decided(form, course, &events, said, &passport);
            drop(unit.changes.splice(0..0, drawn_from.into_iter().chain([counted])));
            let late = if planted!("checkpoint-outside-the-transaction") { unit.changes.pop() } else { None };
            if planted!("tree-before-the-commit") {
                register.append(leaf);
            }
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                if let Some(checkpoint) = late {
                    attempt(self.store.commit(Unit { changes: vec![checkpoint], ..Unit::default() }).await)?;
                }
                if register.size() == index {
                    register.append(leaf);
                }
                count(&self.counters.acts_registered);
                self.outbox_bell.notify_one();
                return Ok(Registration { number, index });
            }
        }
        Err(FlowError::Busy)
    }

    /// What proves the expert's signature over the decision that is frozen.
    async fn evidence_for(&self, who: &Principal, number: ActNumber, der: &[u8]) -> Result<Evidence, FlowError> {
        let (row, state) = self.act_for_expert(who, number).await?;
        let State::Assigned { held, .. } = &state else { return Ok(Evidence::default()) };
        let Some(frozen) = held.decision else { return Ok(Evidence::default()) };
        let bytes = self.store.document(row.form, frozen).await?.ok_or(FlowError::NotFound)?.bytes;
        Ok(expert_seal(who, &bytes, der, self.clock.now())?.judge(self, Evidence::default(), Time::TakenHere).await.evidence)
    }

    /// The register's entry: its leaf holds digests only, its search keys stand beside it.
    fn entry(
        &self,
        row: &ActRow,
        passport: &Passport,
        bytes: &[u8],
        der: &[u8],
        index: u64,
        at: Instant,
    ) -> Result<RegisterRow, FlowError> {
        let no_randomness = || FlowError::Event("the system gives no randomness".to_owned());
        let salt = self.secrets.draw().ok_or_else(no_randomness)?;
        let number = row.number.ok_or(Refusal::WrongState)?;
        let decision: Decision = decision::read(bytes).map_err(|_| Refusal::NothingFrozen)?;
        let law = self.law.pilot.act.id.clone();
        let leaf =
            Leaf { index, number, registered_at: at, law, decision_sha256: Sha256::of(der), commitment: commit(&salt, bytes) };
        Ok(RegisterRow {
            index,
            form: row.form,
            number,
            registered_at: at,
            result: decision.result.as_str().to_owned(),
            expert: row.expert.clone().unwrap_or_default(),
            iin_key: self.keys.search_key(passport.patient),
            name_key: crate::search::fold(&passport.patient_name),
            heading: self.register_heading(row, Some(passport.patient_name.clone())),
            leaf_hash: leaf.hash(),
            leaf: serde_json::to_vec(&leaf).map_err(|e| FlowError::Event(e.to_string()))?,
            salt,
            verification_code: crate::search::code(&self.secrets.draw().ok_or_else(no_randomness)?),
        })
    }

    /// The signed checkpoint of the tree with one more leaf.
    fn checkpoint_after(&self, tree: &MemoryTree, leaf: Sha256) -> Result<CheckpointRow, FlowError> {
        let lost = || FlowError::Event("the register's tree has a hole".to_owned());
        let mut edge = Frontier::at(tree, tree.size()).ok_or_else(lost)?;
        edge.append(leaf);
        let checkpoint = Checkpoint { origin: self.keys.origin.clone(), size: edge.size(), root: edge.root() };
        let note = checkpoint.sign(&self.keys.log).map_err(|e| FlowError::Event(e.to_string()))?;
        Ok(CheckpointRow { size: edge.size(), note })
    }
}

/// Whether the act is in the version that the caller has read, where they named one.
fn is_seen(seen: Option<u64>, version: u64) -> Result<(), FlowError> {
    if seen.is_some_and(|seen| seen != version) { Err(FlowError::Overtaken) } else { Ok(()) }
}

fn registered(state: &State, number: ActNumber) -> Result<Registration, FlowError> {
    match state {
        State::Decided { index: Some(index), .. } => Ok(Registration { number, index: *index }),
        _ => Err(Refusal::AlreadySigned.into()),
    }
}

fn expert_seal<'s>(who: &Principal, content: &'s [u8], der: &'s [u8], at: Instant) -> Result<Seal<'s>, SignatureFault> {
    let iin = who.iin.ok_or(SignatureFault::NotTheNamedPerson)?;
    Ok(Seal { role: "expert", iin, bin: None, content, der, at })
}

#[expect(clippy::too_many_arguments, reason = "everything that one signature brings about, at once")]
fn registration_unit(
    mut row: ActRow,
    version: u64,
    events: &[Event],
    at: Instant,
    signature: Sha256,
    der: &[u8],
    entry: RegisterRow,
    checkpoint: CheckpointRow,
    evidence: &Evidence,
    like: Option<PracticeRow>,
) -> Unit {
    let form = row.form;
    row.state = ActState::Registered;
    let seal = SignatureRow { form, role: "expert".to_owned(), sha256: signature, bytes: der.to_vec(), at };
    let reached = [Stage::Decided, Stage::Registered].map(|stage| Reached { stage, at, detail: None });
    let back = Outgoing { route: row.reply_route.clone(), kind: "stages", form, body: stages_body(&reached), due_at: at };
    let mut changes = evidence_rows(form, signature, evidence, at);
    changes.extend(like.map(Change::Practice));
    changes.extend([
        Change::DraftsEnded(form),
        Change::Signature(seal),
        Change::Act(row),
        Change::Register(entry),
        Change::Checkpoint(checkpoint),
    ]);
    Unit { appends: vec![append(form, version, events, at)], changes, sends: vec![back], ..Unit::default() }
}
