//! Files of yearly figures: imported whole or not at all, each beside the earlier ones.

use super::said;
use crate::flow::FlowError;
use crate::flow::htmc::RefusedRows;
use crate::pages::doctor::sent::Filed;
use crate::pages::parts::{Finding, errors, law, pager};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use maud::{Markup, html};
use saraptama_store::rows::FiguresRow;
use saraptama_store::{ListError, Page as Part};
use std::collections::BTreeMap;

const ROWS: u32 = 50;

/// Why a file was not taken.
enum Wrong {
    /// There was none, or it was too large.
    NoFile(&'static str),
    /// Rows of it are bad.
    Rows(RefusedRows),
}

pub(super) async fn list(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    draw(&visit, query.get("cursor").map(String::as_str), None).await
}

pub(super) async fn import(visit: Visit, sent: Filed) -> Page {
    let Some(file) = sent.files.into_iter().find(|file| file.field == "file") else {
        return draw(&visit, None, Some(Wrong::NoFile("transition-no-file"))).await;
    };
    let Some(bytes) = file.bytes else { return draw(&visit, None, Some(Wrong::NoFile("transition-file-too-large"))).await };
    let done = visit.host.ministry().import_figures(visit.who()?, bytes).await;
    match done.map_err(|error| visit.refuse(error))? {
        Ok(id) => Ok(Redirect::to(&format!("/htmc/transition/{id}")).into_response()),
        Err(rows) => draw(&visit, None, Some(Wrong::Rows(rows))).await,
    }
}

async fn draw(visit: &Visit, cursor: Option<&str>, wrong: Option<Wrong>) -> Page {
    let found = visit.host.ministry().store.all_htmc_figures(cursor, ROWS).await;
    let part = found.map_err(|error| match error {
        ListError::WrongCursor => visit.not_found(),
        ListError::Fault(fault) => visit.refuse(FlowError::Store(fault)),
    })?;
    let body = html! {
        @match &wrong {
            Some(Wrong::NoFile(key)) => (errors(visit, &visit.t("transition-not-imported"), &[Finding::field("file", visit.t(key))])),
            Some(Wrong::Rows(rows)) => (refused(visit, rows)),
            None => {}
        }
        p.govuk-body-l { (visit.t("transition-lead")) " " (law(visit, &visit.law().htmc.transitions.together_cite)) }
        (form(visit))
        (imports(visit, &part))
        (pager(visit, "/htmc/transition", "", part.next.as_deref()))
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let sheet = visit.sheet(visit.t("transition-title")).here("htmc").status(status).wrong(wrong.is_some());
    Ok(sheet.back("/htmc", visit.t("dossier-to-htmc")).show(body))
}

/// Every refused row with its number and its reason.
fn refused(visit: &Visit, rows: &RefusedRows) -> Markup {
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    html! {
        (errors(visit, &visit.t("transition-not-imported"), &[Finding::field("refused", visit.say("transition-refused", &[("count", count.into())]))]))
        table.govuk-table.sa-table.sa-stack #refused {
            caption.govuk-table__caption { (visit.t("transition-refused-caption")) }
            thead.govuk-table__head {
                tr.govuk-table__row {
                    th.govuk-table__header scope="col" { (visit.t("transition-row")) }
                    th.govuk-table__header scope="col" { (visit.t("transition-why")) }
                }
            }
            tbody.govuk-table__body {
                @for fault in rows {
                    tr.govuk-table__row {
                        th.govuk-table__header.sa-num scope="row" { @if fault.line > 0 { (fault.line) } @else { (visit.t("transition-whole-file")) } }
                        td.govuk-table__cell data-l=(visit.t("transition-why")) { (said::line(visit, &fault.wrong)) }
                    }
                }
            }
        }
    }
}

fn form(visit: &Visit) -> Markup {
    html! {
        form method="post" action="/htmc/transition" enctype="multipart/form-data" {
            (visit.token())
            div.govuk-form-group {
                label.govuk-label for="file" { (visit.t("transition-file")) }
                div.govuk-hint #file-hint { (visit.t("transition-file-hint")) }
                input.govuk-file-upload #file name="file" type="file" accept=".csv,.xlsx,text/csv" aria-describedby="file-hint";
            }
            button.govuk-button { (visit.t("transition-import")) }
        }
    }
}

fn imports(visit: &Visit, part: &Part<FiguresRow>) -> Markup {
    let columns = [
        "transition-imported",
        "transition-years",
        "transition-rows",
        "transition-edition",
        "transition-by",
        "transition-digest",
    ];
    html! {
        @if part.rows.is_empty() { p.govuk-body { (visit.t("transition-empty")) } } @else {
            table.govuk-table.sa-table.sa-stack #imports {
                caption.govuk-table__caption { (visit.t("transition-imports")) }
                thead.govuk-table__head { tr.govuk-table__row { @for key in columns { th.govuk-table__header scope="col" { (visit.t(key)) } } } }
                tbody.govuk-table__body {
                    @for row in &part.rows {
                        tr.govuk-table__row {
                            th.govuk-table__header scope="row" { a.govuk-link href={ "/htmc/transition/" (row.form) } { (visit.moment(row.at)) } }
                            td.govuk-table__cell.sa-num data-l=(visit.t("transition-years")) { (row.years) }
                            td.govuk-table__cell.sa-num data-l=(visit.t("transition-rows")) { (row.rows_read) }
                            td.govuk-table__cell data-l=(visit.t("transition-edition")) { (row.edition) }
                            td.govuk-table__cell data-l=(visit.t("transition-by")) { (said::name(visit, &row.by)) }
                            td.govuk-table__cell data-l=(visit.t("transition-digest")) { code.sa-digest { (row.sha256) } }
                        }
                    }
                }
            }
        }
    }
}
