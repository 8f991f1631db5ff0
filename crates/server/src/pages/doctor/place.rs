//! Where a finding leads: from the JSON pointer of the check to the field of a step. Every pointer has a place:
//! what no page has a field for stands on the last step, where it can be taken out.

use super::entry;
use super::step::{FIELDS, Step, field_at};
use super::tree::Tree;
use saraptama_core::check::Finding;
use saraptama_core::law::PilotRules;

/// A field on a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) step: Step,
    pub(super) id: String,
}

impl Place {
    fn new(step: Step, id: impl Into<String>) -> Self {
        Self { step, id: id.into() }
    }
}

/// The steps of a JSON pointer (RFC 6901).
pub(super) fn steps(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

/// The field that a finding is about.
pub(super) fn of(finding: &Finding, draft: &Tree, rules: &PilotRules) -> Place {
    let steps = steps(&finding.pointer);
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    if let Some(place) = match steps.as_slice() {
        [] => Some(Place::new(Step::Review, "form")),
        ["evidence"] => required(finding, rules),
        ["evidence", at, rest @ ..] => at.parse().ok().and_then(|at| in_entry(draft, at, rest)),
        _ => in_form(&steps),
    } {
        return place;
    }
    Place::new(Step::Review, left_over(&finding.pointer))
}

/// The id of what has no field of its own.
pub(super) fn left_over(pointer: &str) -> String {
    format!("other{}", pointer.replace('/', "."))
}

/// A missing examination leads to where it is entered.
fn required(finding: &Finding, rules: &PilotRules) -> Option<Place> {
    let Some(id) = &finding.requirement else { return Some(Place::new(Step::Examinations, "evidence")) };
    let requirement = rules.requirements.iter().find(|requirement| requirement.id == *id)?;
    Some(Place::new(Step::Examinations, format!("evidence.{}.status", requirement.any_of.first()?)))
}

fn in_entry(draft: &Tree, at: usize, rest: &[&str]) -> Option<Place> {
    let key = entry::keys(draft).into_iter().nth(at)?;
    let member = match rest {
        [] | ["kind"] => "status".to_owned(),
        ["facts", fact] if entry::is_name(fact) => format!("facts.{fact}"),
        ["specialist"] => "specialist.name".to_owned(),
        ["specialist", member @ ("name" | "audience")] => format!("specialist.{member}"),
        ["document", ..] => "file".to_owned(),
        [member @ ("status" | "date" | "organisation" | "conclusion")] => (*member).to_owned(),
        _ => return None,
    };
    Some(Place::new(Step::Examinations, format!("evidence.{key}.{member}")))
}

/// A field, or the first field of an object or list that is missing as a whole.
fn in_form(steps: &[&str]) -> Option<Place> {
    let path = steps.join(".");
    if let Some(field) = field_at(&path) {
        return Some(Place::new(field.step, path));
    }
    let below = FIELDS.iter().find(|field| {
        let mut known = field.path.split('.');
        steps
            .iter()
            .all(|step| known.next().is_some_and(|known| known == *step || (known == "*" && step.parse::<usize>().is_ok())))
    })?;
    let mut given = steps.iter();
    let id = below.path.split('.').map(|known| {
        let given = given.next();
        if known == "*" { given.copied().unwrap_or("0") } else { known }
    });
    Some(Place::new(below.step, id.collect::<Vec<_>>().join(".")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use saraptama_core::check::Code;
    use saraptama_core::law::Law;

    #[test]
    fn every_finding_leads_to_its_field() {
        let law = Law::embedded();
        let rules = &law.pilot.editions[0];
        let draft = r#"{"evidence":[{"kind":"radiologist"},{"kind":"surgeon"},{"kind":"radiologist"},{}],"colour":1}"#;
        let draft = Tree::read(draft.as_bytes()).expect("an object");
        let contract = |code, pointer: &'static str| Finding::contract(code, pointer);
        let order = |code, requirement: &str, pointer: &'static str| Finding::order(code, requirement, "", pointer);
        let table = [
            (contract(Code::JsonInvalid, ""), "review#form"),
            (contract(Code::JsonInvalid, "/patient"), "patient#patient.iin"),
            (contract(Code::FieldMissing, "/data_checked_at"), "patient#data_checked_at"),
            (contract(Code::FieldMissing, "/impairments"), "impairments#impairments.0.function"),
            (contract(Code::FieldMissing, "/impairments/2/degree"), "impairments#impairments.2.degree"),
            (contract(Code::FieldMissing, "/evidence/3/kind"), "examinations#evidence.item-4.status"),
            (contract(Code::FieldMissing, "/evidence"), "examinations#evidence"),
            (contract(Code::FieldUnknown, "/colour"), "review#other.colour"),
            (contract(Code::FieldUnknown, "/patient/a~1b"), "review#other.patient.a~1b"),
            (contract(Code::FieldUnknown, "/evidence/0/colour"), "review#other.evidence.0.colour"),
            (contract(Code::FieldInvalid, "/evidence/0/document/sha256"), "examinations#evidence.radiologist.file"),
            (contract(Code::IinChecksum, "/commission/members/1/iin"), "commission#commission.members.1.iin"),
            (contract(Code::BinChecksum, "/patient/attachment/bin"), "patient#patient.attachment.bin"),
            (contract(Code::IinBirthDate, "/patient/iin"), "patient#patient.iin"),
            (contract(Code::IinSex, "/patient/iin"), "patient#patient.iin"),
            (contract(Code::Icd10Malformed, "/history/incapacity/0/icd10"), "impairments#history.incapacity.0.icd10"),
            (contract(Code::Icd10CategoryOnly, "/diagnosis/main/icd10"), "diagnosis#diagnosis.main.icd10"),
            (contract(Code::Icd10NearMiss, "/diagnosis/main/icd10"), "diagnosis#diagnosis.main.icd10"),
            (contract(Code::DateInFuture, "/evidence/2/date"), "examinations#evidence.radiologist-2.date"),
            (contract(Code::DateInFuture, "/commission/date"), "commission#commission.date"),
            (contract(Code::DateBeforeBirth, "/diagnosis/main/established_on"), "diagnosis#diagnosis.main.established_on"),
            (
                order(Code::CircumstanceUnanswered, "E1.5", "/circumstances/surgical_amputation"),
                "diagnosis#circumstances.surgical_amputation",
            ),
            (
                order(Code::CircumstanceUnanswered, "N1", "/diagnosis/main/anatomical_form"),
                "diagnosis#diagnosis.main.anatomical_form",
            ),
            (order(Code::EvidenceMissing, "E1.2", "/evidence"), "examinations#evidence.traumatologist-orthopaedist.status"),
            (
                order(Code::EvidenceIncomplete, "E1.2", "/evidence/1/facts/local_status"),
                "examinations#evidence.surgeon.facts.local_status",
            ),
            (order(Code::EvidenceUnanswered, "E2.6", "/evidence"), "examinations#evidence.card-extract.status"),
            (
                contract(Code::SpecialistAudienceMismatch, "/evidence/1/specialist/audience"),
                "examinations#evidence.surgeon.specialist.audience",
            ),
            (
                contract(Code::AmputationLevelMismatch, "/evidence/2/facts/amputation_level"),
                "examinations#evidence.radiologist-2.facts.amputation_level",
            ),
        ];
        for (finding, expected) in &table {
            let place = of(finding, &draft, rules);
            assert_eq!(format!("{}#{}", place.step.as_str(), place.id), *expected, "{}", finding.pointer);
        }
        for code in Code::ALL {
            assert!(table.iter().any(|(finding, _)| finding.code == *code), "{} leads nowhere", code.as_str());
        }
    }
}
