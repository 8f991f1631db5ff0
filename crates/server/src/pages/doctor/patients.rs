//! The people of the organisation's forms.

use super::desk;
use super::list::{self, asked_for, refused, search};
use super::tree::Tree;
use crate::pages::fields::Filled;
use crate::pages::parts::{cut, errors, pager};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::terms::{Bin, parse_date};
use saraptama_store::rows::{FormListed, FormQuery};
use std::collections::BTreeMap;

/// People of a page.
const ROWS: u32 = 20;
/// Forms of a person that are shown; all of them the search finds.
const FORMS: u32 = 5;

/// A person with what their latest form says, and their forms.
struct Patient {
    latest: FormListed,
    born: String,
    forms: Vec<FormListed>,
    has_more: bool,
}

/// `GET /doctor/patients`.
pub(super) async fn list(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    let organisation = desk::organisation(&visit, query.get("organisation").map(String::as_str))?;
    let store = &visit.host.mis().store;
    let page = store.people_of_forms(organisation, None, query.get("cursor").map(String::as_str), ROWS).await;
    let page = page.map_err(|error| refused(&visit, error))?;
    let people = people(&visit, organisation, page.rows).await?;
    let body = html! {
        (search(&visit, "/doctor/patients/search", organisation, "", None))
        (list::organisations(&visit, organisation, "/doctor/patients?")?)
        (table(&visit, &people))
        (pager(&visit, "/doctor/patients", &format!("organisation={}&", organisation.as_str()), page.next.as_deref()))
    };
    Ok(visit.sheet(visit.t("doctor-patients")).here("patients").show(body))
}

/// `POST /doctor/patients/search`: by IIN or by the beginning of the name, on whatever keyboard it was typed.
pub(super) async fn searched(visit: Visit, Filled(fields): Filled) -> Page {
    let organisation = desk::organisation(&visit, fields.given("organisation"))?;
    let asked: String = fields.one("q").chars().take(120).collect();
    let store = &visit.host.mis().store;
    let (rows, is_cut, wrong) = match asked_for(&visit, organisation, &asked) {
        Err(wrong) => (vec![], false, Some(wrong)),
        Ok(query @ FormQuery { patient: Some(_), .. }) => {
            (store.forms_listed(&query, None, 1).await.map_err(|e| refused(&visit, e))?.rows, false, None)
        }
        Ok(query) => {
            let page = store.people_of_forms(organisation, query.name.as_deref(), None, 2 * ROWS).await;
            let page = page.map_err(|error| refused(&visit, error))?;
            (page.rows, page.next.is_some(), None)
        }
    };
    let people = people(&visit, organisation, rows).await?;
    let body = html! {
        @if let Some(wrong) = &wrong { (errors(&visit, &visit.t("page-wrong"), std::slice::from_ref(wrong))) }
        (search(&visit, "/doctor/patients/search", organisation, &asked, wrong.as_ref()))
        p.govuk-body { a.govuk-link href={ "/doctor/patients?organisation=" (organisation.as_str()) } { (visit.t("doctor-search-back")) } }
        @if wrong.is_none() {
            (table(&visit, &people))
            (cut(&visit, people.len(), is_cut))
        }
    };
    Ok(visit.sheet(visit.t("doctor-patients")).here("patients").wrong(wrong.is_some()).show(body))
}

async fn people(visit: &Visit, organisation: Bin, rows: Vec<FormListed>) -> Result<Vec<Patient>, Refused> {
    let store = &visit.host.mis().store;
    let mut people = Vec::new();
    for latest in rows {
        let Some(patient) = latest.heading.patient else { continue };
        let query = FormQuery { patient: Some(patient), ..FormQuery::of(organisation) };
        let page = store.forms_listed(&query, None, FORMS).await.map_err(|error| refused(visit, error))?;
        let row = store.form(latest.head.form).await.map_err(|fault| visit.refuse(fault.into()))?;
        let draft = row.and_then(|row| Tree::read(&row.bytes));
        let born = draft.and_then(|draft| parse_date(&draft.text("patient.birth_date")).ok());
        let born = born.map_or_else(|| "–".to_owned(), |day| visit.day(day));
        people.push(Patient { latest, born, forms: page.rows, has_more: page.next.is_some() });
    }
    Ok(people)
}

fn table(visit: &Visit, people: &[Patient]) -> Markup {
    html! {
        @if people.is_empty() { p.govuk-body #nothing { (visit.t("doctor-patients-none")) } } @else {
            table.govuk-table.sa-table.sa-stack #patients {
                caption.govuk-table__caption.govuk-visually-hidden { (visit.t("doctor-patients")) }
                thead.govuk-table__head {
                    tr.govuk-table__row {
                        @for key in ["doctor-col-patient", "doctor-col-iin", "doctor-col-born", "doctor-col-forms"] { th.govuk-table__header scope="col" { (visit.t(key)) } }
                    }
                }
                tbody.govuk-table__body { @for one in people { (row(visit, one)) } }
            }
        }
    }
}

fn row(visit: &Visit, one: &Patient) -> Markup {
    let heading = &one.latest.heading;
    let name = heading.patient_name.clone().unwrap_or_else(|| visit.t("doctor-no-name"));
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" {
                (name)
                a.govuk-link.sa-muted href={ "/doctor/forms/new?from=" (one.latest.head.form) } {
                    (visit.t("doctor-new-for")) span.govuk-visually-hidden { ": " (name) }
                }
            }
            td.govuk-table__cell.sa-num data-l=(visit.t("doctor-col-iin")) { @if let Some(iin) = heading.patient { (iin.masked()) } }
            td.govuk-table__cell.sa-num data-l=(visit.t("doctor-col-born")) { (one.born) }
            td.govuk-table__cell data-l=(visit.t("doctor-col-forms")) {
                ul.govuk-list {
                    @for form in &one.forms {
                        li {
                            a.govuk-link href={ "/doctor/forms/" (form.head.form) } { (visit.moment(form.head.updated_at)) @if let Some(code) = form.heading.icd10 { " · " (code) } }
                            " " (list::stands(visit, form))
                        }
                    }
                    @if one.has_more { li.sa-muted { (visit.t("doctor-patients-more")) } }
                }
            }
        }
    }
}
