use super::allocate::draft_of;
use super::duty::NOTE;
use super::month::{counted, rosters};
use super::{FlowError, Held, append};
use crate::flow::{ATTEMPTS, Attempt, attempt};
use crate::node::DataBank;
use saraptama_core::act::{Action, Command, Reassignment, Refusal, State, actions, decide, evolve};
use saraptama_core::assign::{Seed, assign};
use saraptama_core::authority::Principal;
use saraptama_core::terms::{ActNumber, civil_date};
use saraptama_store::rows::ActRow;
use saraptama_store::{Change, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Why an act is taken from its expert: the keys of the reasons (AMB-23). With the last one a note says why.
pub const REASONS: [&str; 5] = ["redistributed-ill", "redistributed-recused", "redistributed-left", "redistributed-late", OTHER];
const OTHER: &str = "redistributed-other";

/// What staff ask when an expert cannot decide.
#[derive(Clone, Copy, Debug)]
pub struct Redistribution<'a> {
    /// The expert who had the act when it was asked.
    pub from: &'a str,
    /// One of [`REASONS`].
    pub reason: &'a str,
    /// What is to be said beside it.
    pub note: &'a str,
}

impl Redistribution<'_> {
    /// The field that is wrong, with the key of what is wrong with it; nothing where all is well.
    pub fn fault(&self) -> Option<(&'static str, &'static str)> {
        if !REASONS.contains(&self.reason) {
            return Some(("reason", "staff-redistribute-no-reason"));
        }
        let is_missing = self.reason == OTHER && self.note.trim().is_empty();
        (is_missing || self.note.chars().count() > NOTE).then_some(("note", "staff-redistribute-note-wrong"))
    }
}

impl DataBank {
    /// Takes an act from an expert who cannot decide it, and gives it to another by the same lottery. The stage
    /// was told once and is not told again: the organisation hears of no expert anyway.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] for who may not see the act, [`FlowError::Forbidden`] for who may not do this,
    /// the core's refusals: nobody else may be given it, or it is decided.
    pub async fn redistribute(&self, who: &Principal, number: ActNumber, asked: Redistribution<'_>) -> Result<String, FlowError> {
        for _ in 0..ATTEMPTS {
            let row = self.store.act_by_number(number).await?.ok_or(FlowError::NotFound)?;
            let Held { state, version, latest, course, drawn_from } = self.held(row.form).await?;
            let now = self.clock.now().max(latest);
            let day = civil_date(now);
            let held = match &state {
                State::Assigned { held, .. } if actions(&state, who, day).contains(&Action::Redistribute) => held,
                _ if !actions(&state, who, day).contains(&Action::SeeAct) => return Err(FlowError::NotFound),
                State::Decided { .. } => return Err(Refusal::AlreadySigned.into()),
                _ => return Err(Refusal::WrongState.into()),
            };
            let seed = self.seed_of(day, now).await?;
            // Another process may have committed to it by a clock ahead of ours.
            let now = now.max(seed.at);
            let loads: BTreeMap<String, u32> = self.store.open_loads().await?.into_iter().collect();
            let absent: BTreeSet<String> = self.store.absent_on(day).await?.into_iter().collect();
            let had_it = [held.taken_from.as_slice(), std::slice::from_ref(&held.expert)].concat();
            let draft = draft_of(&row, number, &had_it).ok_or(Refusal::NobodyElse)?;
            let receipt = assign(&draft, &self.people.experts(day, &loads, &absent), &Seed::new(seed.seed));
            let command = Command::Reassign(Reassignment {
                from: asked.from,
                reason: asked.reason,
                note: asked.note.trim(),
                by: &who.id,
                receipt,
                procedure: &self.law.pilot.nearest(day).procedure,
                calendar: &self.law.calendar,
            });
            let events = decide(&state, &command, now)?;
            let State::Assigned { held, .. } = events.iter().fold(state, evolve) else { return Err(Refusal::WrongState.into()) };
            let expert = held.expert.clone();
            let row = ActRow { expert: Some(held.expert), arrived_at: Some(held.arrived_at), due_at: Some(held.due_at), ..row };
            let appends = vec![append(row.form, version, &events, now)];
            let still_on_duty = Change::StillOnDuty { form: row.form, expert: expert.clone(), day };
            let counted = counted(row.form, course, &events);
            let mut unit = Unit { appends, changes: vec![Change::Act(row), still_on_duty, counted], ..Unit::default() };
            unit.changes.extend(drawn_from.into_iter().chain(rosters(&events)));
            if let Attempt::Done = attempt(self.store.commit(unit).await)? {
                tracing::info!(act = %number, from = asked.from, to = expert, who = who.id, reason = asked.reason, "an act was redistributed");
                return Ok(expert);
            }
        }
        Err(FlowError::Busy)
    }
}
