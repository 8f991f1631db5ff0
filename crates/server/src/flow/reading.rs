//! Reading forms with what each thread keeps for it, so that the next form costs no allocation.

use jiff::civil::Date;
use saraptama_core::check::{Check, would_admit};
use saraptama_core::form::{AnatomicalForm, Given, Passport};
use saraptama_core::indicators::odd_dates as odd;
use saraptama_core::law::{Law, PilotRules};
use saraptama_store::rows::FormHeading;
use saraptama_wire::form::{self, Scratch};
use std::cell::RefCell;

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Checks a form by the law of `at` (of the commission's day where there is none), and reads what its
/// journey needs to know.
pub fn check(bytes: &[u8], at: Option<Date>, law: &Law) -> (Check, Option<Passport>) {
    SCRATCH.with_borrow_mut(|scratch| form::check(bytes, at, law, scratch))
}

/// Whether a form of the day `at` was outside of the pilot by the law of that day and would be in it under `rules` on
/// their day `by`.
pub fn would_enter(bytes: &[u8], at: Date, law: &Law, rules: &PilotRules, by: Date) -> bool {
    SCRATCH.with_borrow_mut(|scratch| {
        let read = form::read(bytes, law, scratch);
        let would = read.form.as_ref().is_some_and(|form| would_admit(form, at, rules, by));
        would && !read.check(Some(at), law).scope.pilot
    })
}

/// What the form says of itself, if its structure is sound.
pub fn passport(bytes: &[u8], law: &Law) -> Option<Passport> {
    SCRATCH.with_borrow_mut(|scratch| form::read(bytes, law, scratch).passport())
}

/// The row of the order's list of limb defects that the form names, if it names one.
pub fn sub_form(bytes: &[u8], law: &Law) -> Option<u8> {
    SCRATCH.with_borrow_mut(|scratch| match form::read(bytes, law, scratch).form.as_ref()?.main.anatomical_form {
        Given::Value(AnatomicalForm::Row(row)) => Some(row),
        _ => None,
    })
}

/// What is odd about the dates of the form's examinations.
pub fn odd_dates(bytes: &[u8], law: &Law) -> Vec<&'static str> {
    SCRATCH.with_borrow_mut(|scratch| form::read(bytes, law, scratch).form.as_ref().map(odd).unwrap_or_default())
}

/// Which form, and whose, the bytes say they are: readable while the rest is still full of faults.
pub fn heading(bytes: &[u8], law: &Law) -> Heading {
    SCRATCH.with_borrow_mut(|scratch| {
        let read = form::read(bytes, law, scratch);
        let form = read.form.as_ref();
        Heading {
            id: form.and_then(|form| form.id),
            organisation: form.and_then(|form| form.organisation.bin),
            vendor: form.and_then(|form| form.vendor).map(str::to_owned),
        }
    })
}

/// What lists show of a form and search it by: readable while the rest is still full of faults.
pub fn listed(bytes: &[u8], check: &Check, law: &Law) -> FormHeading {
    SCRATCH.with_borrow_mut(|scratch| {
        let read = form::read(bytes, law, scratch);
        let Some(form) = read.form.as_ref() else { return FormHeading::default() };
        let names = [form.patient.family_name, form.patient.given_name, form.patient.patronymic];
        let name = names.into_iter().flatten().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        let name = Some(name).filter(|name| !name.is_empty());
        FormHeading {
            patient: form.patient.iin,
            name_key: name.as_deref().map(crate::search::fold),
            patient_name: name,
            icd10: form.main.code,
            chair: form.commission.chair,
            decision: Some(check.decision.as_str().to_owned()),
        }
    })
}

/// The names on a form's first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The form's id.
    pub id: Option<saraptama_core::terms::FormId>,
    /// The organisation's BIN.
    pub organisation: Option<saraptama_core::terms::Bin>,
    /// The vendor of the system that wrote it.
    pub vendor: Option<String>,
}
