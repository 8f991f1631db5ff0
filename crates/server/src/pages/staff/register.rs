use super::search::{FIELDS, form, read};
use super::shown;
use crate::pages::fields::{Fields, Filled};
use crate::pages::parts::{Finding, errors, law};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_store::rows::{RegisterFilter, RegisterRow};

const PAGE: u32 = 25;

/// `GET /staff/register`: the latest entries, and the way to all others.
pub(super) async fn latest(visit: Visit) -> Page {
    search(&visit, &Fields::default(), "staff-register-latest").await
}

/// `POST /staff/register`: what was searched for; the next part of it comes by the same way.
pub(super) async fn found(visit: Visit, Filled(fields): Filled) -> Page {
    search(&visit, &fields, "staff-register-found").await
}

async fn search(visit: &Visit, fields: &Fields, caption: &str) -> Page {
    let filter = match read(visit, fields) {
        Ok(filter) => filter,
        Err(wrong) => return Ok(show(visit, fields, &wrong, html! {})),
    };
    let list = list(visit, fields, &filter, caption).await?;
    Ok(show(visit, fields, &[], list))
}

fn show(visit: &Visit, fields: &Fields, wrong: &[Finding], list: Markup) -> axum::response::Response {
    let body = html! {
        @if !wrong.is_empty() { (errors(visit, &visit.t("staff-wrong"), wrong)) }
        p.govuk-body-l { (visit.t("staff-register-lead")) " " (law(visit, &shown::paragraph(visit, "algorithm p.9"))) }
        (form(visit, fields, wrong))
        (list)
    };
    let sheet = visit.sheet(visit.t("nav-register")).here("register");
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    sheet.status(status).wrong(!wrong.is_empty()).show(body)
}

async fn list(
    visit: &Visit,
    fields: &Fields,
    filter: &RegisterFilter,
    caption: &str,
) -> Result<Markup, crate::pages::refused::Refused> {
    let page = visit.host.databank().store.register_listed(filter, fields.given("cursor"), PAGE).await;
    let page = page.map_err(shown::list_fault(visit))?;
    Ok(html! {
        @if page.rows.is_empty() { (shown::empty(visit, "staff-register-empty", "staff-register-empty-hint")) } @else {
            (table(visit, &page.rows, caption))
        }
        @if let Some(next) = &page.next {
            form #next method="post" action="/staff/register" {
                (visit.token())
                @for name in FIELDS { input type="hidden" name=(name) value=(fields.one(name)); }
                input type="hidden" name="cursor" value=(next);
                button.govuk-button.govuk-button--secondary #next-page { (visit.t("page-next")) }
            }
        }
    })
}

fn table(visit: &Visit, rows: &[RegisterRow], caption: &str) -> Markup {
    let heads = [
        "staff-number",
        "staff-register-registered",
        "staff-patient",
        "staff-diagnosis",
        "staff-expert",
        "staff-act-result",
        "staff-register-proof",
    ];
    let words = heads.map(|key| visit.t(key));
    html! {
        table.govuk-table.sa-table.sa-stack #register {
            caption.govuk-table__caption.govuk-table__caption--s { (visit.t(caption)) }
            thead.govuk-table__head { tr { @for word in &words { th.govuk-table__header scope="col" { (word) } } } }
            tbody.govuk-table__body {
                @for row in rows {
                    tr.govuk-table__row {
                        th.govuk-table__header.sa-num scope="row" { a.govuk-link href={ "/staff/acts/" (row.number) } { (row.number) } }
                        td.govuk-table__cell.sa-num data-l=(words[1]) { (visit.moment(row.registered_at)) }
                        td.govuk-table__cell data-l=(words[2]) { (patient(visit, row)) }
                        td.govuk-table__cell data-l=(words[3]) { (shown::diagnosis(visit, row.heading.icd10)) }
                        td.govuk-table__cell data-l=(words[4]) { (shown::expert(visit, &row.expert)) }
                        td.govuk-table__cell data-l=(words[5]) { (visit.t(&format!("staff-result-{}", row.result))) }
                        td.govuk-table__cell data-l=(words[6]) { (proof(visit, row)) }
                    }
                }
            }
        }
    }
}

fn patient(visit: &Visit, row: &RegisterRow) -> Markup {
    html! {
        @if let Some(name) = &row.heading.patient_name { (name) }
        @if let Some(region) = row.heading.region { span.sa-muted { (shown::region(visit, region)) } }
    }
}

/// The proof for programs, and for the person the page that verifies by the code of the paper.
fn proof(visit: &Visit, row: &RegisterRow) -> Markup {
    html! {
        a.govuk-link.sa-row-link href={ "/staff/acts/" (row.number) "/proof" } {
            (visit.t("staff-register-proof-get")) span.govuk-visually-hidden { " " (row.number) }
        }
        span.sa-muted {
            a.govuk-link href={ "/v/" (row.verification_code) } { (visit.t("staff-register-verify")) }
            " " code { (row.verification_code) }
        }
    }
}
