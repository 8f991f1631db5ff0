use super::{Code, Finding};
use crate::form::{Form, Sex};
use crate::law::{Nosology, PilotRules};
use crate::terms::IinSex;

/// The patient's IIN against the birth date and the sex of the form: odd real numbers exist, so a
/// disagreement is a warning, while the control digit is the reader's error.
pub(super) fn patient(form: &Form<'_>, findings: &mut Vec<Finding>) {
    let patient = &form.patient;
    let Some(iin) = patient.iin else { return };
    if patient.birth_date.is_some_and(|birth| !iin.agrees_with_birth(birth)) {
        findings.push(Finding::contract(Code::IinBirthDate, "/patient/iin"));
    }
    let same = |stated: Sex| match iin.sex() {
        Some(IinSex::Male) => stated == Sex::Male,
        Some(IinSex::Female) => stated == Sex::Female,
        None => true,
    };
    if patient.sex.is_some_and(|stated| !same(stated)) {
        findings.push(Finding::contract(Code::IinSex, "/patient/iin"));
    }
}

/// The main code against the list: a listed category where four characters are usual (AMB-10), or a
/// code that is not listed though others of its category are (AMB-9).
pub(super) fn main_code(form: &Form<'_>, nosology: Option<&Nosology>, rules: &PilotRules, findings: &mut Vec<Finding>) {
    let Some(code) = form.main.code else { return };
    let found = match nosology {
        Some(_) if code.is_category() => Code::Icd10CategoryOnly,
        None if rules.lists_category_of(code) => Code::Icd10NearMiss,
        _ => return,
    };
    findings.push(Finding::contract(found, "/diagnosis/main/icd10"));
}
