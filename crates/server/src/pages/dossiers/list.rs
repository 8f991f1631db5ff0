use crate::flow::FlowError;
use crate::pages::parts::{Colour, law, pager, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::htmc::Tenths;
use saraptama_store::ListError;
use saraptama_store::rows::{DossierRow, DossierState};
use std::collections::BTreeMap;

/// Rows of a page.
const ROWS: u32 = 50;

pub(super) async fn list(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    let found = visit.host.ministry().store.dossiers(query.get("cursor").map(String::as_str), ROWS).await;
    let page = found.map_err(|error| match error {
        ListError::WrongCursor => visit.not_found(),
        ListError::Fault(fault) => visit.refuse(FlowError::Store(fault)),
    })?;
    let body = html! {
        p.govuk-body-l { (visit.t("dossier-list-lead")) " " (law(&visit, &visit.law().htmc.listed_cite)) }
        p { a.govuk-button #new href="/htmc/dossiers/new" { (visit.t("dossier-new")) } }
        @if page.rows.is_empty() { p.govuk-body { (visit.t("dossier-empty")) } } @else { (table(&visit, &page.rows)) }
        (pager(&visit, "/htmc/dossiers", "", page.next.as_deref()))
    };
    Ok(visit.sheet(visit.t("dossier-list-title")).here("htmc").back("/htmc", visit.t("dossier-to-htmc")).show(body))
}

fn table(visit: &Visit, rows: &[DossierRow]) -> Markup {
    let column = |key: &str| visit.t(key);
    html! {
        table.govuk-table.sa-table.sa-stack #dossiers {
            caption.govuk-table__caption { (visit.t("dossier-list-caption")) }
            thead.govuk-table__head {
                tr.govuk-table__row {
                    @for key in ["dossier-name", "dossier-code", "dossier-proposer", "dossier-state", "dossier-scorers", "dossier-points", "dossier-updated"] {
                        th.govuk-table__header scope="col" { (column(key)) }
                    }
                }
            }
            tbody.govuk-table__body {
                @for row in rows {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { a.govuk-link href=(super::address(row.form, "")) { (visit.of(&row.name)) } }
                        td.govuk-table__cell.sa-num data-l=(column("dossier-code")) { (row.code.as_deref().unwrap_or("–")) }
                        td.govuk-table__cell data-l=(column("dossier-proposer")) { (row.proposer) }
                        td.govuk-table__cell data-l=(column("dossier-state")) { (state(visit, row.state)) }
                        td.govuk-table__cell.sa-num data-l=(column("dossier-scorers")) { (row.scorers) }
                        td.govuk-table__cell.sa-num data-l=(column("dossier-points")) { (points(row)) }
                        td.govuk-table__cell.sa-num data-l=(column("dossier-updated")) { (visit.moment(row.updated_at)) }
                    }
                }
            }
        }
    }
}

fn points(row: &DossierRow) -> String {
    let tenths = row.points.and_then(|points| u16::try_from(points).ok());
    tenths.map_or_else(|| "–".to_owned(), |points| Tenths(points).to_string())
}

/// Where a dossier stands, in a word.
pub(super) fn state(visit: &Visit, state: DossierState) -> Markup {
    match state {
        DossierState::Open => tag(Colour::Blue, visit.t("dossier-state-open")),
        DossierState::Confirmed => tag(Colour::Orange, visit.t("dossier-state-confirmed")),
        DossierState::Approved => tag(Colour::Green, visit.t("dossier-state-approved")),
        DossierState::Withdrawn => tag(Colour::Grey, visit.t("dossier-state-withdrawn")),
    }
}
