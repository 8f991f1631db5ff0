//! The doctor's workplace: patients, forms by where they stand, form 031/e in steps with the requirements of the
//! nosology beside it (algorithm p. 3, 4 and annexes 1, 2), and the journey of each form.

mod begin;
mod beside;
mod conflict;
mod desk;
mod diagnosis;
mod draw;
mod entry;
mod examinations;
mod files;
mod find;
mod hints;
mod icd10;
mod journey;
mod list;
mod page;
mod patients;
mod picture;
mod place;
mod save;
pub(super) mod sent;
mod step;
mod steps;
mod tree;
mod write;

use super::table::{Table, Who};
use super::visit::Visit;
use saraptama_core::authority::Role;
use saraptama_core::check::Finding;

/// Findings of the check of `bytes` as people read them: by the label of a field, not by its place in the JSON.
pub(super) fn told(visit: &Visit, bytes: &[u8], findings: &[&Finding]) -> Vec<String> {
    let (rules, draft) = (visit.law().pilot.nearest(visit.today()), tree::Tree::read(bytes));
    let tell = |finding: &&Finding| match &draft {
        Some(draft) => find::text(visit, finding, &place::of(finding, draft, rules), rules),
        None => visit.of(&visit.words().finding(finding, visit.law())).to_owned(),
    };
    findings.iter().map(tell).collect()
}

const DOCTOR: Who = Who::Roles(&[Role::Doctor]);

/// Its pages.
pub(super) fn pages(table: &mut Table) {
    table
        .get("/doctor/patients", DOCTOR, patients::list)
        .post("/doctor/patients/search", DOCTOR, patients::searched)
        .get("/doctor/forms", DOCTOR, list::list)
        .post("/doctor/forms", DOCTOR, begin::begin)
        .post("/doctor/forms/search", DOCTOR, list::search_forms)
        .get("/doctor/forms/new", DOCTOR, begin::ask)
        .post("/doctor/icd10", DOCTOR, diagnosis::searched)
        .get("/doctor/forms/{id}", DOCTOR, journey::show)
        .get("/doctor/forms/{id}/{step}", DOCTOR, save::step)
        .post("/doctor/forms/{id}/{step}", DOCTOR, save::write)
        .get("/doctor/forms/{id}/files/{sha256}", DOCTOR, files::download);
}
