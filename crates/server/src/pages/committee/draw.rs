//! The dashboard as a page: every figure with its definition and its paragraph.

use super::figures::{Figures, share};
use super::months::Passed;
use super::{charts, tables};
use crate::pages::parts::law;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::indicators::Month;
use saraptama_core::law::PilotRules;
use saraptama_paper::Monthly;
use saraptama_store::rows::ClosedRow;

/// The paragraph by which the pilot is watched every month.
pub(super) const WATCHED: &str = "168-56-292/2025 order p.3";
/// The paragraphs by which a form arrives and a draft act is formed.
const ARRIVES: &str = "168-56-292/2025 algorithm p.5";
const FORMED: &str = "168-56-292/2025 algorithm p.6";

/// Everything that the page of a month shows.
pub(super) struct Shown<'s> {
    /// The month.
    pub(super) month: Month,
    /// The figures at a glance.
    pub(super) figures: &'s Figures,
    /// The report in words.
    pub(super) monthly: &'s Monthly,
    /// What was closed of it.
    pub(super) closed: &'s [ClosedRow],
    /// The months up to this one.
    pub(super) passed: &'s [Passed],
}

pub(super) fn show(visit: &Visit, shown: &Shown<'_>) -> Markup {
    let Shown { month, figures, .. } = shown;
    let rules = visit.law().pilot.nearest(month.first);
    html! {
        p.govuk-body-l { (visit.t("committee-what")) " " (law(visit, WATCHED)) }
        (months(visit, month))
        (tables::state(visit, shown))
        (key_figures(visit, figures, rules))
        (overdue(visit, figures, rules))
        (charts::line(visit, shown.passed))
        (tables::all(visit, shown.monthly))
    }
}

fn months(visit: &Visit, month: &Month) -> Markup {
    let name = visit.say(
        "committee-month",
        &[("year", month.first.year().to_string().into()), ("month", i64::from(month.first.month()).into())],
    );
    html! {
        nav.sa-months aria-label=(visit.t("committee-months")) {
            @if let Some(before) = month.beside(-1) { a.govuk-link #month-before href={ "/committee?month=" (before.to_string()) } rel="prev" { "← " (before.to_string()) } }
            strong #month { (name) }
            @if let Some(after) = month.beside(1) { a.govuk-link #month-after href={ "/committee?month=" (after.to_string()) } rel="next" { (after.to_string()) " →" } }
        }
    }
}

/// The figures at a glance; each is explained in words right below it.
fn key_figures(visit: &Visit, figures: &Figures, rules: &PilotRules) -> Markup {
    let (term, draw) = (rules.procedure.deadline_cite.as_str(), rules.procedure.assignment_cite.as_str());
    let within = share(figures.in_time, figures.decided).map_or_else(|| visit.t("committee-too-few"), |n| format!("{n} %"));
    let all = [
        ("accepted", figures.accepted.to_string(), ARRIVES, ""),
        ("refused", figures.refused.to_string(), ARRIVES, ""),
        ("numbered", figures.numbered.to_string(), FORMED, ""),
        ("waiting", figures.waiting.to_string(), draw, ""),
        ("assigned", figures.assigned.to_string(), draw, ""),
        ("decided", figures.decided.to_string(), term, ""),
        ("within", within, term, ""),
        ("overdue", figures.overdue.to_string(), term, if figures.overdue > 0 { " sa-kpi--late" } else { "" }),
    ];
    html! {
        dl.sa-kpis {
            @for (key, value, cite, class) in all {
                div class={ "sa-kpi" (class) } {
                    dt { (visit.t(&format!("committee-{key}"))) }
                    dd id={ "kpi-" (key) } { (value) }
                    dd.sa-kpi__what { (visit.t(&format!("committee-{key}-what"))) " " (law(visit, cite)) }
                }
            }
        }
    }
}

/// What is late or stands still, by its reason.
fn overdue(visit: &Visit, figures: &Figures, rules: &PilotRules) -> Markup {
    let (term, draw) = (rules.procedure.deadline_cite.as_str(), rules.procedure.assignment_cite.as_str());
    let reasons = [
        ("committee-reason-expert", figures.overdue, term),
        ("committee-reason-late", figures.decided - figures.in_time.min(figures.decided), term),
        ("committee-reason-nobody", figures.nobody_eligible, draw),
        ("committee-reason-documents", figures.awaiting_documents, FORMED),
    ];
    let columns = [visit.t("committee-reason"), visit.t("committee-acts"), visit.t("committee-basis")];
    html! {
        h2.govuk-heading-m #late { (visit.t("committee-reasons")) }
        table.govuk-table.sa-table.sa-stack #reasons {
            caption.govuk-table__caption { (visit.t("committee-reasons-what")) }
            (head(&columns))
            tbody {
                @for (key, n, cite) in reasons {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { (visit.t(key)) }
                        td.govuk-table__cell.sa-num data-l=(columns[1]) { (n) }
                        td.govuk-table__cell data-l=(columns[2]) { (law(visit, cite)) }
                    }
                }
            }
        }
    }
}

pub(super) fn head(columns: &[String]) -> Markup {
    html! {
        thead.govuk-table__head { tr { @for column in columns { th.govuk-table__header scope="col" { (column) } } } }
    }
}
