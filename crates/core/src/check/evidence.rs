use super::{Code, Finding};
use crate::form::{Evidence, Form, Given};
use crate::law::{Nosology, PilotRules, Requirement, SURGICAL_AMPUTATION, Status};
use std::borrow::Cow;

/// The questions that a nosology needs answered before anything can be asked of the evidence
/// (AMB-12, AMB-40).
pub(super) fn circumstances(form: &Form<'_>, nosology: &Nosology, rules: &PilotRules, findings: &mut Vec<Finding>) {
    let mut unanswered = |id: &str, cite: &str, pointer: &'static str| {
        findings.push(Finding::order(Code::CircumstanceUnanswered, id, cite, pointer));
    };
    if nosology.needs_surgical_answer && form.surgical_amputation == Given::Absent {
        let asks =
            |requirement: &&Requirement| requirement.when.as_ref().is_some_and(|when| when.circumstance == SURGICAL_AMPUTATION);
        for requirement in rules.requirements_of(&nosology.id).filter(asks) {
            unanswered(&requirement.id, &requirement.cite, "/circumstances/surgical_amputation");
        }
    }
    if nosology.needs_sub_form && form.main.anatomical_form == Given::Absent {
        unanswered(&number(nosology, rules), &nosology.cite, "/diagnosis/main/anatomical_form");
    }
}

/// How findings name a nosology: `N1` is the first of the order's list.
fn number(nosology: &Nosology, rules: &PilotRules) -> String {
    let before = rules.nosologies.iter().take_while(|listed| listed.id != nosology.id).count();
    format!("N{}", before + 1)
}

/// The mandatory examinations and objective data of the nosology (algorithm p. 3 and annex 2).
pub(super) fn requirements(form: &Form<'_>, nosology: &Nosology, rules: &PilotRules, findings: &mut Vec<Finding>) {
    let asked = |requirement: &&Requirement| match &requirement.when {
        None => true,
        Some(when) => form.circumstance(&when.circumstance) == Given::Value(when.is),
    };
    findings.extend(rules.requirements_of(&nosology.id).filter(asked).filter_map(|requirement| unmet(form, requirement)));
}

/// What is wrong with one requirement, if anything. An entry of an unaccepted status counts as none.
fn unmet(form: &Form<'_>, requirement: &Requirement) -> Option<Finding> {
    let find = |code, pointer: Cow<'static, str>| Some(Finding::order(code, &requirement.id, &requirement.cite, pointer));
    let mut incomplete = None;
    for (at, entry) in form.evidence.iter().enumerate().filter(|(_, entry)| is_accepted(form, requirement, entry)) {
        match first_missing_fact(form, requirement, entry) {
            None => return None,
            Some(fact) => incomplete = incomplete.or(Some((at, fact))),
        }
    }
    match incomplete {
        Some((at, fact)) => find(Code::EvidenceIncomplete, format!("/evidence/{at}/facts/{fact}").into()),
        None if requirement.is_if_available() => find(Code::EvidenceUnanswered, "/evidence".into()),
        None => find(Code::EvidenceMissing, "/evidence".into()),
    }
}

fn is_accepted(form: &Form<'_>, requirement: &Requirement, entry: &Evidence<'_>) -> bool {
    let (Some(kind), Some(status)) = (entry.kind, entry.status) else { return false };
    requirement.any_of.iter().any(|accepted| accepted == kind)
        && match status {
            Status::Carried => requirement.carried_on_repeat && form.carries(),
            status => requirement.accepts.contains(&status),
        }
}

/// The facts are asked of what is here; what is carried has them in the earlier act.
fn first_missing_fact<'r>(form: &Form<'_>, requirement: &'r Requirement, entry: &Evidence<'_>) -> Option<&'r str> {
    let mut facts = requirement.facts.iter().filter(|_| entry.status == Some(Status::Attached));
    facts.find(|fact| form.fact(entry, fact).is_none()).map(String::as_str)
}
