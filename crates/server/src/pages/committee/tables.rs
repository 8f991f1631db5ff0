//! The tables of the report, each with its chart, how it is computed and its paragraph; and how the month stands.

use super::charts::{bars, is_drawn, map};
use super::draw::{Shown, head};
use crate::pages::parts::law;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::indicators::{Month, RowsOf};
use saraptama_paper::{Monthly, Worded};

/// Whether the month is closed, by whom, what was corrected; the ways to close it and to take the report along.
pub(super) fn state(visit: &Visit, shown: &Shown<'_>) -> Markup {
    let month = shown.month.to_string();
    html! {
        @for note in &shown.monthly.notes { p.govuk-inset-text { (note) } }
        @for version in shown.closed {
            p.govuk-body.sa-closed {
                @let at = visit.moment(version.at);
                @let args = [("at", at.into()), ("who", version.closed_by.as_str().into()), ("version", i64::from(version.version).into())];
                (visit.say(if version.version == 1 { "committee-closed" } else { "committee-corrected" }, &args))
                code.sa-hash { (version.digest.to_string()) }
            }
        }
        @if shown.month.is_over(visit.now) {
            form method="post" action="/committee/close" novalidate {
                (visit.token())
                input type="hidden" name="month" value=(month);
                button.govuk-button.govuk-button--secondary #close {
                    (visit.t(if shown.closed.is_empty() { "committee-close" } else { "committee-recount" }))
                }
            }
        }
        h2.govuk-heading-s { (visit.t("committee-take")) }
        ul.govuk-list #take {
            @for (public, key) in ways(!shown.closed.is_empty()) {
                li {
                    (visit.t(key)) " "
                    @for format in formats() {
                        a.govuk-link href={ "/committee/report?month=" (month) "&format=" (format) (public) } { (format.to_uppercase()) } " "
                    }
                }
            }
        }
        @if shown.closed.is_empty() { p.govuk-hint #take-public-later { (visit.t("committee-take-public-later")) } }
        p.govuk-hint { (visit.t("committee-take-hint")) }
        p.govuk-body { a.govuk-link #signals href={ "/committee/signals?month=" (month) } { (visit.t("committee-signals")) } }
        p.govuk-body { a.govuk-link #to-what-if href={ "/committee/what-if?month=" (month) } { (visit.t("committee-what-if")) } }
    }
}

/// In full, and for outside: the latter of a closed month only, which never changes.
fn ways(is_closed: bool) -> impl Iterator<Item = (&'static str, &'static str)> {
    let outside = is_closed.then_some(("&public=yes", "committee-take-public"));
    std::iter::once(("", "committee-take-inside")).chain(outside)
}

/// The formats that this build can write.
fn formats() -> impl Iterator<Item = &'static str> {
    ["xlsx", "csv", "json"].into_iter().chain(cfg!(feature = "pdf").then_some("pdf"))
}

/// Every table, by system.
pub(super) fn all(visit: &Visit, monthly: &Monthly) -> Markup {
    let mut before = None;
    html! {
        @for table in &monthly.tables {
            @if before.replace(table.system) != Some(table.system) {
                h2.govuk-heading-l id={ "system-" (table.system.as_str()) } { (table.whose) }
            }
            (one(visit, monthly, table))
        }
    }
}

fn one(visit: &Visit, monthly: &Monthly, table: &Worded) -> Markup {
    let id = format!("{}-{}", table.system.as_str(), table.id);
    let rules = Month::parse(&monthly.month).map(|month| visit.law().pilot.nearest(month.first));
    html! {
        h3.govuk-heading-m id={ "about-" (id) } { (table.title) }
        p.govuk-body { (table.how) " " (law(visit, table.cite)) }
        @if table.rows.is_empty() {
            p.govuk-inset-text { (visit.t("committee-nothing")) }
        } @else {
            @if table.rows_of == RowsOf::Subject { @if let Some(rules) = rules { (map(visit, table, rules)) } }
            @if is_drawn(table) { (bars(visit, table)) }
            (rows(table, &id))
        }
    }
}

fn rows(table: &Worded, id: &str) -> Markup {
    let heads: Vec<String> =
        std::iter::once(table.first.clone()).chain(table.columns.iter().map(|(_, name, _)| name.clone())).collect();
    html! {
        table.govuk-table.sa-table.sa-stack id=(id) {
            caption.govuk-table__caption { (table.title) }
            (head(&heads))
            tbody {
                @for row in &table.rows {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { (row.label) }
                        @for (text, name) in row.texts.iter().zip(&heads[1..]) {
                            td.govuk-table__cell.sa-num data-l=(name) { (text) }
                        }
                    }
                }
            }
        }
    }
}
