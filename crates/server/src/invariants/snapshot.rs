use super::beside::Beside;
use crate::config::NodeKind;
use jiff::civil::Date;
use saraptama_core::indicators::{Roster, RosterId};
use saraptama_core::referral::relay;
use saraptama_core::terms::{ActNumber, FormId, Sha256, civil_date};
use saraptama_core::{act, referral};
use saraptama_store::rows::{
    AbsenceRow, ActFactRow, ActRow, CheckpointRow, DocumentRow, DraftFactRow, FormRow, MarkRow, RegisterQuery, RegisterRow,
    SeedRow, SignatureRow, TroubleRow,
};
use saraptama_store::{Family, Fault, InboxMessage, OutboxMessage, Store, Stream};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Everything that an archive holds, read at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Whose archive it is.
    pub kind: NodeKind,
    /// Histories of forms in the medical information system.
    pub referrals: BTreeMap<FormId, Vec<referral::Event>>,
    /// Histories of forms in the ministry's system.
    pub relays: BTreeMap<FormId, Vec<relay::Event>>,
    /// Histories of acts.
    pub acts: BTreeMap<FormId, Vec<act::Event>>,
    /// The forms.
    pub forms: BTreeMap<FormId, FormRow>,
    /// The signatures over forms and decisions.
    pub signatures: BTreeMap<FormId, Vec<SignatureRow>>,
    /// Decisions that were frozen for signing.
    pub decisions: BTreeMap<(FormId, Sha256), DocumentRow>,
    /// The rows of acts.
    pub act_rows: BTreeMap<FormId, ActRow>,
    /// What the monthly monitoring counts of acts.
    pub act_facts: BTreeMap<FormId, ActFactRow>,
    /// From whom acts were drawn.
    pub rosters: BTreeMap<RosterId, Roster>,
    /// What it counts of forms in the medical information system.
    pub draft_facts: BTreeMap<FormId, DraftFactRow>,
    /// What it counts of forms beside their histories.
    pub marks: Vec<MarkRow>,
    /// What it counts of messages that were not delivered at once.
    pub troubles: Vec<TroubleRow>,
    /// The outbox.
    pub outbox: Vec<OutboxMessage>,
    /// The inbox.
    pub inbox: Vec<InboxMessage>,
    /// The register.
    pub register: Vec<RegisterRow>,
    /// Every checkpoint.
    pub checkpoints: Vec<CheckpointRow>,
    /// The last number taken, by year.
    pub last_numbers: BTreeMap<i16, u32>,
    /// The seeds of the days on which somebody was drawn.
    pub seeds: BTreeMap<Date, SeedRow>,
    /// Days on which experts are not on duty, as the staff entered them.
    pub absences: Vec<AbsenceRow>,
    /// The evidence kept beside signatures.
    pub(super) beside: Beside,
    /// Histories that cannot be read back.
    pub unreadable: Vec<FormId>,
}

impl Snapshot {
    /// Reads an archive. Nodes should not write meanwhile: what is read first may then lag behind.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read(kind: NodeKind, store: &Store) -> Result<Self, Fault> {
        let mut snapshot = Self {
            kind,
            referrals: BTreeMap::new(),
            relays: BTreeMap::new(),
            acts: BTreeMap::new(),
            forms: BTreeMap::new(),
            signatures: BTreeMap::new(),
            decisions: BTreeMap::new(),
            act_rows: BTreeMap::new(),
            act_facts: BTreeMap::new(),
            rosters: BTreeMap::new(),
            draft_facts: BTreeMap::new(),
            marks: vec![],
            troubles: vec![],
            outbox: vec![],
            inbox: vec![],
            register: vec![],
            checkpoints: vec![],
            last_numbers: BTreeMap::new(),
            seeds: BTreeMap::new(),
            absences: vec![],
            beside: Beside::default(),
            unreadable: vec![],
        };
        let family = match kind {
            NodeKind::Mis => Family::Referral,
            NodeKind::Ministry => Family::Relay,
            NodeKind::DataBank => Family::Act,
        };
        // The messages first: what they tell of is then surely in what is read after them.
        snapshot.messages(store).await?;
        for form in forms(store, family).await? {
            snapshot.form(store, family, form).await?;
        }
        snapshot.counted(store).await?;
        if kind == NodeKind::DataBank {
            snapshot.rosters = store.rosters().await?.into_iter().map(|roster| (roster.id(), roster)).collect();
            snapshot.databank(store).await?;
        }
        Ok(snapshot)
    }

    async fn messages(&mut self, store: &Store) -> Result<(), Fault> {
        loop {
            let page = store.outbox(self.outbox.last().map(|last| last.id)).await?;
            if page.is_empty() {
                break;
            }
            self.outbox.extend(page);
        }
        loop {
            let after = self.inbox.last().map(|last| (last.source.as_str(), last.message_id.as_str()));
            let page = store.inbox(after).await?;
            if page.is_empty() {
                return Ok(());
            }
            self.inbox.extend(page);
        }
    }

    async fn counted(&mut self, store: &Store) -> Result<(), Fault> {
        loop {
            let page = store.all_marks(self.marks.last()).await?;
            if page.is_empty() {
                break;
            }
            self.marks.extend(page);
        }
        loop {
            let page = store.all_troubles(self.troubles.last()).await?;
            if page.is_empty() {
                return Ok(());
            }
            self.troubles.extend(page);
        }
    }

    async fn form(&mut self, store: &Store, family: Family, form: FormId) -> Result<(), Fault> {
        let stored = store.events(Stream { family, form }).await?;
        let bodies: Vec<&[u8]> = stored.iter().map(|event| event.body.as_slice()).collect();
        let read = match self.kind {
            NodeKind::Mis => replay(&bodies).map(|events| drop(self.referrals.insert(form, events))),
            NodeKind::Ministry => replay(&bodies).map(|events| drop(self.relays.insert(form, events))),
            NodeKind::DataBank => replay(&bodies).map(|events| drop(self.acts.insert(form, events))),
        };
        if read.is_none() {
            self.unreadable.push(form);
        }
        self.forms.extend(store.form(form).await?.map(|row| (form, row)));
        let seals = store.signatures(form).await?;
        for seal in &seals {
            self.beside.read(store, form, seal.sha256).await?;
        }
        self.signatures.insert(form, seals);
        if family == Family::Referral {
            self.draft_facts.extend(store.draft_fact(form).await?.map(|row| (form, row)));
        }
        if family == Family::Act {
            self.act_rows.extend(store.act(form).await?.map(|row| (form, row)));
            self.act_facts.extend(store.act_fact(form).await?.map(|row| (form, row)));
            let frozen = self.acts.get(&form).into_iter().flatten().filter_map(|event| match event {
                act::Event::DecisionFrozen { sha256, .. } | act::Event::Decided { sha256, .. } => Some(*sha256),
                _ => None,
            });
            for sha256 in frozen.collect::<Vec<_>>() {
                self.decisions.extend(store.document(form, sha256).await?.map(|row| ((form, sha256), row)));
            }
        }
        Ok(())
    }

    async fn databank(&mut self, store: &Store) -> Result<(), Fault> {
        loop {
            let after = self.register.last().map(|last| last.index);
            let page = store.register_search(&RegisterQuery { after, limit: 1000, ..RegisterQuery::default() }).await?;
            if page.is_empty() {
                break;
            }
            self.register.extend(page);
        }
        loop {
            let page = store.checkpoints(self.checkpoints.last().map_or(0, |last| last.size)).await?;
            if page.is_empty() {
                break;
            }
            self.checkpoints.extend(page);
        }
        loop {
            let page = store.absences(self.absences.last().map(|last| last.id)).await?;
            if page.is_empty() {
                break;
            }
            self.absences.extend(page);
        }
        let events = || self.acts.values().flatten();
        let years: Vec<i16> = events().filter_map(numbered).map(ActNumber::year).collect();
        let days: Vec<Date> = events().filter_map(drawn_on).collect();
        for year in years {
            if let std::collections::btree_map::Entry::Vacant(place) = self.last_numbers.entry(year) {
                place.insert(store.last_number(year).await?);
            }
        }
        for day in days {
            if !self.seeds.contains_key(&day) {
                self.seeds.extend(store.seed(day).await?.map(|row| (day, row)));
            }
        }
        Ok(())
    }
}

async fn forms(store: &Store, family: Family) -> Result<Vec<FormId>, Fault> {
    let mut forms = vec![];
    loop {
        let page = store.streams(family, forms.last().copied()).await?;
        if page.is_empty() {
            return Ok(forms);
        }
        forms.extend(page);
    }
}

fn replay<E: DeserializeOwned>(bodies: &[&[u8]]) -> Option<Vec<E>> {
    bodies.iter().map(|body| serde_json::from_slice(body).ok()).collect()
}

fn numbered(event: &act::Event) -> Option<ActNumber> {
    if let act::Event::Numbered { number, .. } = event { Some(*number) } else { None }
}

fn drawn_on(event: &act::Event) -> Option<Date> {
    match event {
        act::Event::Assigned { at, .. } | act::Event::Reassigned { at, .. } | act::Event::NobodyEligible { at, .. } => {
            Some(civil_date(*at))
        }
        _ => None,
    }
}
