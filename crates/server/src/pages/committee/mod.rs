//! What the Committee watches (order p. 3): the data bank at a glance, and the report of a month with its charts.

mod charts;
mod download;
mod draw;
mod figures;
mod months;
mod signals;
mod tables;
mod what_if;

use super::fields::Filled;
use super::parts::{Finding, errors};
use super::refused::Page;
use super::table::{Table, Who};
use super::visit::Visit;
use crate::monitoring::{Closing, standing};
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use draw::Shown;
use figures::Figures;
use maud::html;
use saraptama_core::authority::Role;
use saraptama_core::indicators::{Month, Report};
use saraptama_paper::{Monthly, Wording};
use std::collections::BTreeMap;

const MONITOR: Who = Who::Roles(&[Role::Monitor]);

/// Its pages.
pub(super) fn pages(table: &mut Table) {
    table
        .get("/committee", MONITOR, dashboard)
        .get("/committee/report", MONITOR, download::report)
        .get("/committee/signals", MONITOR, signals::show)
        .get("/committee/what-if", MONITOR, what_if::show)
        .post("/committee/close", MONITOR, close);
}

/// The month that an address names; this month where it names none.
fn asked(visit: &Visit, query: &BTreeMap<String, String>) -> Option<Month> {
    match query.get("month").map(|text| text.trim()).filter(|text| !text.is_empty()) {
        Some(text) => Month::parse(text),
        None => Month::of(visit.today()),
    }
}

/// `/committee`: this month, or that of `?month=2025-09`.
async fn dashboard(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    let Some(month) = asked(&visit, &query) else { return Ok(no_month(&visit)) };
    let databank = visit.host.databank();
    let figures = Figures::of(databank, &month, visit.now).await.map_err(|fault| visit.refuse(fault.into()))?;
    let standing = standing(&visit.host.archives(), visit.law(), month, visit.now, false).await;
    let standing = standing.map_err(|fault| visit.refuse(fault.into()))?;
    let passed = months::passed(databank, &month).await.map_err(|fault| visit.refuse(fault.into()))?;
    let monthly = worded(&visit, &standing.report);
    let shown = Shown { month, figures: &figures, monthly: &monthly, closed: &standing.closed, passed: &passed };
    Ok(visit.sheet(visit.t("committee-title")).here("committee").show(draw::show(&visit, &shown)))
}

/// Closes a month that is over, or puts a correction beside it.
async fn close(visit: Visit, Filled(fields): Filled) -> Page {
    let Some(month) = Month::parse(fields.one("month")) else { return Ok(no_month(&visit)) };
    let who = visit.who()?.id.clone();
    let closed = visit.host.databank().close_month(&visit.host, month, &who).await.map_err(|error| visit.refuse(error))?;
    match closed {
        Closing::NotOver => Ok(no_month(&visit)),
        Closing::Done(..) | Closing::Same => Ok(Redirect::to(&format!("/committee?month={month}")).into_response()),
    }
}

fn no_month(visit: &Visit) -> axum::response::Response {
    let wrong = [Finding { at: "/committee".to_owned(), text: visit.t("committee-month-wrong"), source: String::new() }];
    let body = html! { (errors(visit, &visit.t("page-wrong"), &wrong)) };
    let sheet = visit.sheet(visit.t("nav-committee")).here("committee").status(StatusCode::UNPROCESSABLE_ENTITY);
    sheet.wrong(true).show(body)
}

/// A report in the words of the page.
fn worded(visit: &Visit, report: &Report) -> Monthly {
    let experts = visit.host.databank().people.all_experts().map(|who| (who.id.clone(), who.name.clone())).collect();
    Monthly::new(report, &Wording { words: visit.words(), lang: visit.lang, law: visit.law(), experts })
}
