use super::month::{counted, rosters};
use super::{FlowError, Held, append};
use crate::counters::count;
use crate::flow::envelope::stages_body;
use crate::flow::{Attempt, attempt};
use crate::node::DataBank;
use saraptama_core::act::{self, Command, Event, State, decide};
use saraptama_core::assign::{Draft, Receipt, Seed, assign_all};
use saraptama_core::indicators::Course;
use saraptama_core::planted;
use saraptama_core::referral::{Reached, Stage};
use saraptama_core::terms::{ActNumber, FormId, Instant, civil_date};
use saraptama_store::rows::{ActRow, ActState, SeedRow};
use saraptama_store::{Change, Outgoing, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// How many drafts are numbered and given away in one commit.
const BATCH: u32 = 256;
/// How many waiting drafts are offered to the experts in one round: more than ever wait while anybody
/// is eligible, so that one draft without an expert does not hold up those behind it.
const WAITING: u32 = 1000;

/// What one round of numbering and assignment did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allocated {
    /// Draft acts numbered.
    pub numbered: usize,
    /// Draft acts given to an expert.
    pub assigned: usize,
    /// Draft acts for which nobody is eligible.
    pub without_expert: usize,
    /// Full batch: more may wait.
    pub more: bool,
}

/// One draft in this round: its row, its state with the events so far, and where its stream ends.
struct Case {
    row: ActRow,
    state: State,
    version: u64,
    events: Vec<Event>,
    course: Course,
}

impl DataBank {
    /// Numbers what was accepted, and gives every draft of the waiting list, first in, first out, to
    /// exactly one expert (algorithm p. 6, 7).
    ///
    /// # Errors
    /// When the store fails or the calendar ends; nothing is half done then.
    pub async fn allocate(&self) -> Result<Allocated, FlowError> {
        let mut now = self.clock.now();
        let mut cases = vec![];
        for (state, limit) in [(ActState::Waiting, WAITING), (ActState::Accepted, BATCH)] {
            for row in self.store.acts_in(state, limit).await? {
                let Held { state, version, latest, course, .. } = self.held(row.form).await?;
                now = now.max(latest);
                cases.push(Case { row, state, version, events: vec![], course });
            }
        }
        if cases.is_empty() {
            return Ok(Allocated::default());
        }
        let seed = self.seed_of(civil_date(now), now).await?;
        // Another process may have committed to it by a clock ahead of ours.
        let now = now.max(seed.at);
        let more = cases.len() >= BATCH as usize;
        let (year, before) = (civil_date(now).year(), self.store.last_number(civil_date(now).year()).await?);
        let before = if planted!("number-from-an-old-counter") { before.saturating_sub(1) } else { before };
        let last = number(&mut cases, year, before, now)?;
        self.give(&mut cases, &Seed::new(seed.seed), now).await?;
        let mut done = Allocated { numbered: (last - before) as usize, more, ..Allocated::default() };
        let mut unit = Unit::default();
        if last > before {
            unit.changes.push(Change::TakeNumbers { year, expected: before, last });
        }
        // One round draws from one register.
        let drawn = cases.iter().flat_map(|case| &case.events).find(|event| matches!(event, Event::Assigned { .. }));
        unit.changes.extend(rosters(drawn));
        for case in cases.into_iter().filter(|case| !case.events.is_empty()) {
            done.assigned += usize::from(matches!(case.state, State::Assigned { .. }));
            done.without_expert += usize::from(matches!(case.state, State::Waiting { .. }));
            record(case, now, &mut unit);
        }
        if unit.appends.is_empty() {
            return Ok(Allocated::default());
        }
        match attempt(self.store.commit(unit).await)? {
            Attempt::Again => Ok(Allocated { more: true, ..Allocated::default() }),
            Attempt::Done => {
                self.count_round(&done);
                self.outbox_bell.notify_one();
                Ok(done)
            }
        }
    }

    /// The lots of all waiting drafts, and what follows from them.
    async fn give(&self, cases: &mut [Case], seed: &Seed, now: Instant) -> Result<(), FlowError> {
        let day = civil_date(now);
        let loads: BTreeMap<String, u32> = self.store.open_loads().await?.into_iter().collect();
        let absent: BTreeSet<String> = self.store.absent_on(day).await?.into_iter().collect();
        let drafts: Vec<Draft> = cases.iter().filter_map(draft).collect();
        let mut receipts: BTreeMap<ActNumber, Receipt> = drafts
            .iter()
            .map(|draft| draft.number)
            .zip(assign_all(&drafts, self.people.experts(day, &loads, &absent), seed))
            .collect();
        for case in cases.iter_mut() {
            let Some(receipt) = case.state.number().and_then(|number| receipts.remove(&number)) else { continue };
            let rules = self.law.pilot.nearest(day);
            let command = Command::Assign { receipt, procedure: &rules.procedure, calendar: &self.law.calendar };
            let events = decide(&case.state, &command, now)?;
            case.then(events);
        }
        Ok(())
    }

    /// The seed of a day's draws: committed to, durably, before the first of them.
    ///
    /// # Errors
    /// When the store fails or the system gives no randomness.
    pub async fn seed_of(&self, day: jiff::civil::Date, now: Instant) -> Result<SeedRow, FlowError> {
        loop {
            if let Some(row) = self.store.seed(day).await? {
                return Ok(row);
            }
            let seed = self.secrets.draw().ok_or_else(|| FlowError::Event("the system gives no randomness".to_owned()))?;
            if planted!("seed-of-the-moment") {
                return Ok(SeedRow { day, seed, at: now });
            }
            let unit = Unit { changes: vec![Change::Seed(SeedRow { day, seed, at: now })], ..Unit::default() };
            attempt(self.store.commit(unit).await)?;
        }
    }

    fn count_round(&self, done: &Allocated) {
        for (counter, times) in [
            (&self.counters.acts_numbered, done.numbered),
            (&self.counters.acts_assigned, done.assigned),
            (&self.counters.acts_without_expert, done.without_expert),
        ] {
            (0..times).for_each(|_| count(counter));
        }
    }
}

impl Case {
    fn then(&mut self, events: Vec<Event>) {
        let state = std::mem::replace(&mut self.state, State::Absent);
        self.state = events.iter().fold(state, act::evolve);
        self.events.extend(events);
    }
}

/// Numbers every accepted case, without gaps, in the order of arrival. Answers the last number taken.
fn number(cases: &mut [Case], year: i16, before: u32, now: Instant) -> Result<u32, FlowError> {
    let mut last = before;
    for case in cases.iter_mut().filter(|case| matches!(case.state, State::Accepted { .. })) {
        last += 1;
        let events = decide(&case.state, &Command::Number { number: ActNumber::new(year, last) }, now)?;
        case.then(events);
    }
    Ok(last)
}

fn draft(case: &Case) -> Option<Draft> {
    draft_of(&case.row, case.state.number()?, &[])
}

/// What a draw needs to know of an act that was taken from these experts; nothing for one whose regions are
/// not known, which nobody is given.
pub(super) fn draft_of(row: &ActRow, number: ActNumber, taken_from: &[String]) -> Option<Draft> {
    Some(Draft {
        number,
        patient_region: row.patient_region?,
        organisation_region: row.organisation_region?,
        people: row.people.clone(),
        taken_from: taken_from.to_vec(),
    })
}

/// What the round did to one case: events, the row, and the stages for the MIS, without the expert's name.
fn record(case: Case, now: Instant, unit: &mut Unit) {
    let Case { mut row, state, version, events, course } = case;
    row.number = state.number();
    match &state {
        State::Assigned { held, .. } => {
            row.state = if planted!("given-to-a-second-expert") { ActState::Waiting } else { ActState::Assigned };
            row.expert = Some(held.expert.clone());
            (row.arrived_at, row.due_at, row.alarm) = (Some(held.arrived_at), Some(held.due_at), false);
            let (expert, day) = (held.expert.clone(), civil_date(now));
            unit.changes.push(Change::StillOnDuty { form: row.form, expert, day });
        }
        State::Waiting { alarm, .. } => (row.state, row.alarm) = (ActState::Waiting, *alarm),
        _ => {}
    }
    let form: FormId = row.form;
    let stages: Vec<Reached> = events.iter().filter_map(stage).collect();
    if !stages.is_empty() {
        let route = row.reply_route.clone();
        unit.sends.push(Outgoing { route, kind: "stages", form, body: stages_body(&stages), due_at: now });
    }
    unit.appends.push(append(form, version, &events, now));
    unit.changes.push(counted(form, course, &events));
    unit.changes.push(Change::Act(row));
}

fn stage(event: &Event) -> Option<Reached> {
    match event {
        Event::Numbered { number, at } => Some(Reached { stage: Stage::Numbered, at: *at, detail: Some(number.to_string()) }),
        Event::Waitlisted { at } => Some(Reached { stage: Stage::Waiting, at: *at, detail: None }),
        Event::Assigned { at, .. } => Some(Reached { stage: Stage::Assigned, at: *at, detail: None }),
        _ => None,
    }
}
