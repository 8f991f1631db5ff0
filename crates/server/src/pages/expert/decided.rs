//! `/expert/decided`: what the expert has decided, the latest first.

use super::address;
use super::list::{fault, lists};
use crate::pages::parts::{Colour, pager, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_store::rows::DecidedRow;
use std::collections::BTreeMap;

const PAGE: u32 = 50;

pub(super) async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Page {
    let (store, cursor) = (&visit.host.databank().store, query.get("cursor").map(String::as_str));
    let page = store.decided_by(&visit.who()?.id, cursor, PAGE).await.map_err(|error| visit.refuse(fault(error)))?;
    let body = html! {
        (lists(&visit, "decided"))
        @if page.rows.is_empty() {
            p.govuk-inset-text { (visit.t("expert-decided-empty")) }
        } @else {
            (table(&visit, &page.rows))
            (pager(&visit, "/expert/decided", "", page.next.as_deref()))
        }
    };
    Ok(visit.sheet(visit.t("expert-decided-title")).here("work").show(body))
}

fn table(visit: &Visit, rows: &[DecidedRow]) -> Markup {
    let heads = ["expert-act-decided", "expert-diagnosis", "expert-decided-at", "expert-result", "expert-term"];
    html! {
        table.govuk-table.sa-table.sa-stack {
            caption.govuk-table__caption.govuk-table__caption--s { (visit.t("expert-latest-first")) }
            thead.govuk-table__head {
                tr.govuk-table__row { @for head in heads { th.govuk-table__header scope="col" { (visit.t(head)) } } }
            }
            tbody.govuk-table__body { @for row in rows { (one(visit, row)) } }
        }
    }
}

fn one(visit: &Visit, row: &DecidedRow) -> Markup {
    let number = row.number.to_string();
    let is_late = row.due_at.is_some_and(|due_at| row.at > due_at);
    html! {
        tr.govuk-table__row {
            th.govuk-table__header.sa-num scope="row" { a.govuk-link href=(address(row.number, "")) { (number) } }
            td.govuk-table__cell data-l=(visit.t("expert-diagnosis")) { (row.icd10.map(|code| code.to_string()).unwrap_or_default()) }
            td.govuk-table__cell data-l=(visit.t("expert-decided-at")) { span.sa-num { (visit.moment(row.at)) } }
            td.govuk-table__cell data-l=(visit.t("expert-result")) { (visit.t(&format!("expert-result-{}", row.result))) }
            td.govuk-table__cell data-l=(visit.t("expert-term")) {
                @if is_late { (tag(Colour::Red, visit.t("expert-was-late"))) } @else { (tag(Colour::Green, visit.t("expert-in-term"))) }
            }
        }
    }
}
