//! What the monthly monitoring counts of an act: written in the unit of the events that it folds, and filled in where
//! an older version wrote none.

use super::{FlowError, append};
use crate::flow::{attempt, reading};
use crate::node::DataBank;
use saraptama_core::act::Event;
use saraptama_core::decision::{Decision, Outcome};
use saraptama_core::form::Passport;
use saraptama_core::indicators::{ActFact, AgeGroup, Course, Roster, RosterId, Ruling};
use saraptama_core::law::Law;
use saraptama_core::terms::{FormId, Instant, civil_date};
use saraptama_store::rows::{ActFactRow, Mark, MarkRow};
use saraptama_store::{Change, Unit};
use std::collections::BTreeMap;

/// How many acts are filled in at once.
const AT_ONCE: u32 = 200;

/// What is counted of an act after `events`; what its form says of it was counted when it arrived.
pub(super) fn counted(form: FormId, course: Course, events: &[Event]) -> Change {
    let course = events.iter().fold(course, Course::after);
    Change::ActFact(ActFactRow { form, fact: ActFact { course, ..ActFact::default() }, is_known: false })
}

/// What is counted of an act whose decision was signed, with the patient's age on that day.
pub(super) fn decided(form: FormId, course: Course, events: &[Event], said: Option<Ruling>, passport: &Passport) -> Change {
    let course = events.iter().fold(course, Course::after);
    let age = course.decided_at.and_then(|at| AgeGroup::of(passport.birth_date, civil_date(at)));
    Change::ActFact(ActFactRow { form, fact: ActFact { course, ruling: said, age, ..ActFact::default() }, is_known: false })
}

/// From whom acts were drawn in these events: kept beside the facts, which only name it.
pub(super) fn rosters<'e>(events: impl IntoIterator<Item = &'e Event>) -> Vec<Change> {
    let drawn = events.into_iter().filter_map(|event| match event {
        Event::Assigned { receipt, .. } | Event::Reassigned { receipt, .. } => Some(Roster::of(receipt)),
        _ => None,
    });
    let each: BTreeMap<RosterId, Roster> = drawn.map(|roster| (roster.id(), roster)).collect();
    each.into_values().map(Change::Roster).collect()
}

/// What is counted of an act that arrives.
pub(super) fn arrived(
    form: FormId,
    course: Course,
    event: &Event,
    bytes: &[u8],
    passport: Option<&Passport>,
    law: &Law,
) -> Change {
    let fact = said(course.after(event), bytes, passport, law);
    Change::ActFact(ActFactRow { form, fact, is_known: true })
}

/// What is odd about the dates of a form that arrives: looked at by people, never a reason to refuse.
pub(super) fn odd(form: FormId, bytes: &[u8], at: Instant, law: &Law) -> Vec<Change> {
    let names = reading::odd_dates(bytes, law).into_iter();
    names.map(|name| Change::Mark(MarkRow { form, kind: Mark::OddDates, name: name.to_owned(), at })).collect()
}

/// What was decided, by the decision's bytes.
pub(super) fn ruling(decision: &Decision) -> Ruling {
    match decision.result {
        Outcome::NotEstablished => Ruling::NotEstablished,
        Outcome::Established => Ruling::Established(decision.category, decision.term),
    }
}

/// What the form says of its case, by the law of the day on which it arrived.
fn said(course: Course, bytes: &[u8], passport: Option<&Passport>, law: &Law) -> ActFact {
    let rules = course.first_at().map(|at| law.pilot.nearest(civil_date(at)));
    let aged_on = course.decided_at.or(course.first_at()).map(civil_date);
    let nosology = passport.zip(rules).and_then(|(passport, rules)| rules.nosology_of(passport.main));
    ActFact {
        vendor: reading::heading(bytes, law).vendor,
        organisation_region: passport.map(|passport| passport.organisation_region),
        patient_region: passport.map(|passport| passport.patient_region),
        nosology: nosology.map(|nosology| nosology.id.clone()),
        sub_form: nosology.filter(|nosology| nosology.needs_sub_form).and_then(|_| reading::sub_form(bytes, law)),
        age: passport.zip(aged_on).and_then(|(passport, day)| AgeGroup::of(passport.birth_date, day)),
        course,
        ruling: None,
    }
}

impl DataBank {
    /// Counts acts of which nothing is counted yet, or not what their forms say, in the order of their forms after
    /// `after`. Answers the last one; nothing where there is none.
    ///
    /// # Errors
    /// When the store fails; what was counted before stays so.
    pub async fn fill_facts(&self, after: Option<FormId>) -> Result<Option<FormId>, FlowError> {
        let uncounted = self.store.acts_uncounted(after, AT_ONCE).await?;
        let (mut units, mut drawn_from) = (vec![], vec![]);
        for form in &uncounted {
            let Some(row) = self.store.form(*form).await? else { continue };
            let events = self.act_events(*form).await?;
            let course = Course::of(&events);
            let passport = reading::passport(&row.bytes, &self.law);
            let mut fact = said(course, &row.bytes, passport.as_ref(), &self.law);
            fact.ruling = self.ruling_of(*form).await?;
            let changes = vec![Change::ActFact(ActFactRow { form: *form, fact, is_known: true })];
            // Nothing is appended: where something was meanwhile, its own unit has counted it, or the next look will.
            let as_read = append(*form, events.len() as u64, &[], row.updated_at);
            units.push(Unit { appends: vec![as_read], changes, ..Unit::default() });
            drawn_from.extend(events);
        }
        let changes = rosters(&drawn_from);
        if !changes.is_empty() {
            attempt(self.store.commit(Unit { changes, ..Unit::default() }).await)?;
        }
        for done in self.store.commit_all(units).await {
            attempt(done)?;
        }
        Ok(uncounted.last().copied())
    }

    /// What the signed decision of an act says, if there is one.
    async fn ruling_of(&self, form: FormId) -> Result<Option<Ruling>, FlowError> {
        let events = self.act_events(form).await?;
        let signed =
            events.iter().rev().find_map(|event| if let Event::Decided { sha256, .. } = event { Some(*sha256) } else { None });
        let Some(sha256) = signed else { return Ok(None) };
        let document = self.store.document(form, sha256).await?;
        Ok(document.and_then(|document| saraptama_wire::decision::read(&document.bytes).ok()).map(|decision| ruling(&decision)))
    }
}
