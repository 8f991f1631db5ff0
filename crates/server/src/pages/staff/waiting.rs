use super::shown;
use crate::pages::parts::{Colour, law, pager, tag};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::act::Event;
use saraptama_core::assign::{Exclusion, Receipt};
use saraptama_store::rows::{ActRow, ActState};
use std::collections::BTreeMap;

const PAGE: u32 = 25;

/// `/staff/waiting`: drafts that are with nobody yet, first in, first out, and why (algorithm p. 6, 7).
pub(super) async fn list(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Page {
    let of_documents = asked.get("show").is_some_and(|show| show == "documents");
    let state = if of_documents { ActState::AwaitingDocuments } else { ActState::Waiting };
    let databank = visit.host.databank();
    let page = databank.store.acts_waiting(state, asked.get("cursor").map(String::as_str), PAGE).await;
    let page = page.map_err(shown::list_fault(&visit))?;
    let mut rows = vec![];
    for row in &page.rows {
        rows.push((row, why(&visit, row).await?));
    }
    let query = if of_documents { "show=documents&" } else { "" };
    let body = html! {
        p.govuk-body-l { (visit.t("staff-waiting-lead")) " " (law(&visit, &shown::paragraph(&visit, "algorithm p.7"))) }
        (tabs(&visit, of_documents))
        @if rows.is_empty() { (shown::empty(&visit, "staff-waiting-empty", "staff-waiting-empty-hint")) } @else { (table(&visit, &rows)) }
        (pager(&visit, "/staff/waiting", query, page.next.as_deref()))
        p.govuk-body.sa-muted {
            (visit.t("staff-waiting-proof")) " "
            a.govuk-link href="/staff/messages" { (visit.t("staff-waiting-messages")) }
        }
    };
    Ok(visit.sheet(visit.t("nav-waiting")).here("waiting").show(body))
}

fn tabs(visit: &Visit, of_documents: bool) -> Markup {
    let tabs = [
        ("/staff/waiting", "staff-waiting-expert", !of_documents),
        ("/staff/waiting?show=documents", "staff-waiting-documents", of_documents),
    ];
    html! {
        nav.sa-tabs aria-label=(visit.t("staff-waiting-tabs")) {
            ul {
                @for (to, key, is_here) in tabs {
                    li { a.govuk-link href=(to) aria-current=[is_here.then_some("page")] { (visit.t(key)) } }
                }
            }
        }
    }
}

/// The draw at which nobody was found; none where there was none, or somebody was.
async fn why(visit: &Visit, row: &ActRow) -> Result<Option<Receipt>, Refused> {
    if !row.alarm {
        return Ok(None);
    }
    let events = visit.host.databank().act_events(row.form).await.map_err(|error| visit.refuse(error))?;
    Ok(events.into_iter().rev().find_map(|event| match event {
        Event::NobodyEligible { receipt, .. } => Some(receipt),
        _ => None,
    }))
}

fn table(visit: &Visit, rows: &[(&ActRow, Option<Receipt>)]) -> Markup {
    let heads = ["staff-draft", "staff-diagnosis", "staff-regions", "staff-accepted", "staff-waiting-since", "staff-waiting-why"];
    let words = heads.map(|key| visit.t(key));
    html! {
        table.govuk-table.sa-table.sa-stack #waiting {
            caption.govuk-table__caption.govuk-table__caption--s { (visit.t("staff-waiting-caption")) }
            thead.govuk-table__head { tr { @for word in &words { th.govuk-table__header scope="col" { (word) } } } }
            tbody.govuk-table__body {
                @for (row, nobody) in rows {
                    tr.govuk-table__row {
                        th.govuk-table__header.sa-num scope="row" {
                            @match row.number {
                                Some(number) => a.govuk-link href={ "/staff/acts/" (number) } { (number) },
                                None => span { "–" },
                            }
                        }
                        td.govuk-table__cell data-l=(words[1]) { (shown::diagnosis(visit, row.icd10)) }
                        td.govuk-table__cell data-l=(words[2]) { (regions(visit, row)) }
                        td.govuk-table__cell.sa-num data-l=(words[3]) { (visit.moment(row.accepted_at)) }
                        td.govuk-table__cell.sa-num data-l=(words[4]) { (shown::since(visit, row.accepted_at)) }
                        td.govuk-table__cell data-l=(words[5]) { (reason(visit, row, nobody.as_ref())) }
                    }
                }
            }
        }
    }
}

/// Both regions whose experts may not have it; one of them where they are the same.
fn regions(visit: &Visit, row: &ActRow) -> Markup {
    let (patient, organisation) =
        (row.patient_region, row.organisation_region.filter(|region| Some(*region) != row.patient_region));
    html! {
        @if let Some(region) = patient { (shown::region(visit, region)) }
        @if let Some(region) = organisation { span.sa-muted { (shown::region(visit, region)) } }
    }
}

fn reason(visit: &Visit, row: &ActRow, nobody: Option<&Receipt>) -> Markup {
    html! {
        @match (row.state, nobody) {
            (ActState::AwaitingDocuments, _) => {
                (visit.t("staff-waiting-of-documents"))
                span.sa-muted { (visit.t("staff-waiting-of-documents-hint")) }
            },
            (_, Some(receipt)) => (passed_over(visit, row, receipt)),
            _ => {
                (visit.t("staff-waiting-next-round"))
                span.sa-muted { (visit.t("staff-waiting-next-round-hint")) }
            },
        }
    }
}

fn passed_over(visit: &Visit, row: &ActRow, receipt: &Receipt) -> Markup {
    let mut counts: BTreeMap<Exclusion, i64> = BTreeMap::new();
    for excluded in &receipt.exclusions {
        *counts.entry(excluded.reason).or_default() += 1;
    }
    let count = |(reason, count): (&Exclusion, &i64)| {
        visit.say("staff-exclusion-count", &[("reason", shown::exclusion(visit, *reason).into()), ("count", (*count).into())])
    };
    html! {
        (tag(Colour::Red, visit.t("staff-waiting-alarm")))
        p.govuk-body-s { (visit.t("staff-waiting-nobody")) }
        ul.govuk-list.govuk-list--bullet.govuk-body-s { @for line in counts.iter().map(count) { li { (line) } } }
        p.govuk-body-s {
            (visit.t("staff-waiting-nobody-next")) " "
            a.govuk-link href="/staff/experts" { (visit.t("nav-experts")) }
            @if let Some(number) = row.number {
                " · " a.govuk-link href={ "/staff/acts/" (number) "/assignment" } { (visit.t("staff-waiting-all")) }
            }
        }
    }
}
