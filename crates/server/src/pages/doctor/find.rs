//! Findings as the doctor's pages tell them: by the field's label instead of a JSON pointer, and leading to the field.

use super::beside::kind_name;
use super::desk::{Judged, Open};
use super::place::{self, Place};
use super::step::{Step, label_key};
use crate::pages::parts;
use crate::pages::visit::Visit;
use saraptama_core::check::{Code, Finding, Severity};
use saraptama_core::law::PilotRules;
use saraptama_wire::words::cite;
use std::collections::BTreeMap;

/// A finding with its place.
pub(super) struct Told {
    pub(super) place: Place,
    pub(super) text: String,
    pub(super) source: String,
    pub(super) severity: Severity,
}

/// Everything that the check found, the errors first, each in the order of the steps.
pub(super) fn all(visit: &Visit, open: &Open, judged: &Judged<'_>) -> Vec<Told> {
    let one = |finding: &Finding| {
        let place = place::of(finding, &open.draft, judged.rules);
        let text = text(visit, finding, &place, judged.rules);
        Told { place, text, source: finding.source.to_string(), severity: finding.severity() }
    };
    let mut told: Vec<Told> = judged.check.findings.iter().map(one).collect();
    told.sort_by_key(|one| (one.severity, one.place.step));
    told
}

/// The errors for the summary at the top; those of another step lead there.
pub(super) fn summary(open: &Open, here: Step, told: &[Told]) -> Vec<parts::Finding> {
    let errors = told.iter().filter(|one| one.severity == Severity::Error);
    let at = |place: &Place| match place.step {
        step if step == here => format!("#{}", place.id),
        step => format!("{}#{}", open.address(step.as_str()), place.id),
    };
    errors.map(|one| parts::Finding { at: at(&one.place), text: one.text.clone(), source: one.source.clone() }).collect()
}

/// What is wrong with the fields of a step, by field: the first that was found of each.
pub(super) fn of_fields(visit: &Visit, step: Step, told: &[Told]) -> BTreeMap<String, String> {
    let mut wrong = BTreeMap::new();
    for one in told.iter().filter(|one| one.place.step == step && one.severity == Severity::Error) {
        wrong.entry(one.place.id.clone()).or_insert_with(|| match one.source.as_str() {
            "contract" => one.text.clone(),
            source => format!("{} ({})", one.text, visit.of(&cite(source))),
        });
    }
    wrong
}

/// A finding in words. Where the check names a JSON pointer, people read the field's label.
pub(super) fn text(visit: &Visit, finding: &Finding, place: &Place, rules: &PilotRules) -> String {
    let key = match finding.code {
        Code::JsonInvalid => "doctor-find-json-invalid",
        Code::FieldMissing => "doctor-find-field-missing",
        Code::FieldUnknown => "doctor-find-field-unknown",
        Code::FieldInvalid => "doctor-find-field-invalid",
        Code::IinChecksum => "doctor-find-iin-checksum",
        Code::BinChecksum => "doctor-find-bin-checksum",
        Code::Icd10Malformed => "doctor-find-icd10-malformed",
        Code::DateInFuture => "doctor-find-date-in-future",
        Code::DateBeforeBirth => "doctor-find-date-before-birth",
        Code::EvidenceMissing => "doctor-find-evidence-missing",
        Code::EvidenceUnanswered => "doctor-find-evidence-unanswered",
        Code::EvidenceIncomplete => "doctor-find-evidence-incomplete",
        _ => return visit.of(&visit.words().finding(finding, visit.law())).to_owned(),
    };
    let requirement = finding.requirement.as_deref().and_then(|id| rules.requirements.iter().find(|known| known.id == id));
    let requirement = requirement.map_or("", |known| visit.of(&known.name));
    visit.say(key, &[("field", label(visit, &place.id).into()), ("requirement", requirement.into())])
}

/// What a field is called: its label, the number of its row, the examination that it belongs to.
pub(super) fn label(visit: &Visit, id: &str) -> String {
    if let Some((key, member)) = id.strip_prefix("evidence.").and_then(|rest| rest.split_once('.')) {
        let args = [("kind", kind_name(visit, key).into()), ("member", member_label(visit, member).into())];
        return visit.say("doctor-label-evidence", &args);
    }
    if let Some(left_over) = id.strip_prefix("other.") {
        return left_over.to_owned();
    }
    let label = visit.t(&label_key(id));
    match id.split('.').find_map(|part| part.parse::<usize>().ok()) {
        Some(row) => visit.say("doctor-label-row", &[("label", label.into()), ("row", (row + 1).into())]),
        None => label,
    }
}

/// What a member of an examination is called.
pub(super) fn member_label(visit: &Visit, member: &str) -> String {
    match member.strip_prefix("facts.") {
        Some(fact) => fact_label(visit, fact),
        None => visit.t(&format!("doctor-e-{}", member.replace('.', "-"))),
    }
}

/// What an objective datum is called; one that a later law asks for keeps its own name.
fn fact_label(visit: &Visit, fact: &str) -> String {
    let ours = format!("doctor-fact-{}", fact.replace('_', "-"));
    let words = visit.words();
    if words.has(&ours) { visit.t(&ours) } else { fact.to_owned() }
}
