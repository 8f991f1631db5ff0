//! The four steps of a form in plain words: what happened, what happens next, and by when.

use super::super::visit::Visit;
use crate::flow::mis::Followed;
use saraptama_core::deadline::due;
use saraptama_core::referral::{Reached, Stage};
use saraptama_core::terms::{Instant, civil_date};

/// The paragraph by which a signed form travels by itself.
const TRAVELS: &str = "168-56-292/2025 algorithm p.5";
/// The paragraph by which a draft act is formed.
const FORMED: &str = "168-56-292/2025 algorithm p.6";

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Done,
    Now,
    Ahead,
}

/// A step.
pub(super) struct Step {
    /// `signed`, `bank`, `expert`, `register`: its words.
    pub(super) key: &'static str,
    pub(super) mark: Mark,
    /// What happened, or what is waited for, in a sentence.
    pub(super) text: String,
    /// The paragraph.
    pub(super) cite: String,
}

/// Where a form stands for good or for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is on its way.
    OnItsWay,
    /// The act is registered.
    Registered,
    /// It went back, or was refused or withdrawn.
    Stopped(Stage),
    /// It goes the ordinary way.
    Ordinary,
}

pub(super) fn outcome(followed: &Followed) -> Outcome {
    let has = |stage: Stage| at(&followed.stages, stage).is_some();
    let stops = [Stage::Refused, Stage::Returned, Stage::Withdrawn];
    match stops.into_iter().find(|stage| has(*stage)) {
        Some(stage) => Outcome::Stopped(stage),
        None if has(Stage::Registered) => Outcome::Registered,
        None if followed.is_ordinary => Outcome::Ordinary,
        None => Outcome::OnItsWay,
    }
}

/// The act's number, once there is one.
pub(super) fn number(followed: &Followed) -> Option<&str> {
    followed.stages.iter().find(|one| one.stage == Stage::Numbered).and_then(|one| one.detail.as_deref())
}

/// The steps as far as the form goes them.
pub(super) fn steps(visit: &Visit, followed: &Followed) -> Vec<Step> {
    let stages = &followed.stages;
    let rules = &visit.law().pilot.nearest(visit.today()).procedure;
    let signed = at(stages, Stage::Signed);
    let numbered = at(stages, Stage::Numbered);
    let assigned = at(stages, Stage::Assigned);
    let decided = at(stages, Stage::Decided);
    let registered = at(stages, Stage::Registered);
    let is_stopped = matches!(outcome(followed), Outcome::Stopped(_));
    let mark = |done: Option<Instant>, before: Option<Instant>| match (done, before) {
        (Some(_), _) => Mark::Done,
        (None, Some(_)) if !is_stopped => Mark::Now,
        _ => Mark::Ahead,
    };
    let told = |key: &str, when: Option<Instant>| match when {
        Some(when) => visit.say(&format!("{key}-done"), &[("at", visit.moment(when).into())]),
        None => visit.t(&format!("{key}-next")),
    };
    let step = |key, mark, text, cite: &str| Step { key, mark, text, cite: cite.to_owned() };
    let first = mark(signed, Some(visit.now));
    if let Some(at) = signed.filter(|_| followed.is_ordinary) {
        let text = visit.say("person-step-signed-ordinary", &[("at", visit.moment(at).into())]);
        return vec![step("person-step-signed", first, text, &rules.form_age_cite)];
    }
    let expert = match (assigned, decided) {
        (Some(assigned), None) => waits_for_expert(visit, assigned),
        _ => told("person-step-expert", decided),
    };
    let expert_cite = if assigned.is_some() { &rules.deadline_cite } else { &rules.assignment_cite };
    let bank = told("person-step-bank", numbered);
    let mut all = vec![
        step("person-step-signed", first, told("person-step-signed", signed), TRAVELS),
        step("person-step-bank", mark(numbered, signed), bank, FORMED),
        step("person-step-expert", mark(decided, numbered), expert, expert_cite),
        step("person-step-register", mark(registered, decided), told("person-step-register", registered), &rules.deadline_cite),
    ];
    // What stopped goes no further: only what happened is told.
    all.retain(|step| !is_stopped || step.mark == Mark::Done);
    all
}

/// The expert has the act: by when they decide, as far as the law and the calendar say.
fn waits_for_expert(visit: &Visit, assigned: Instant) -> String {
    let law = visit.law();
    let rules = &law.pilot.nearest(civil_date(assigned)).procedure;
    let at = ("at", visit.moment(assigned).into());
    match due(assigned, rules, &law.calendar) {
        Ok(due) if due.due_at < visit.now => {
            visit.say("person-step-expert-late", &[at, ("due", visit.moment(due.due_at).into())])
        }
        Ok(due) => visit.say("person-step-expert-now", &[at, ("due", visit.moment(due.due_at).into())]),
        Err(_) => visit.t("person-step-expert-next"),
    }
}

fn at(stages: &[Reached], stage: Stage) -> Option<Instant> {
    stages.iter().find(|one| one.stage == stage).map(|one| one.at)
}
