//! The queue: what can be signed, what is blocked and why, what was signed today.

use super::form::why;
use super::stands::{found, is_blocked, is_signable, stage_tag};
use super::{BLOCKS, HERE, TRAVELS, search};
use crate::flow::mis::Queued;
use crate::pages::parts::{law, pager};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::check::Severity;
use saraptama_core::referral::{Action, State};
use saraptama_core::terms::KAZAKHSTAN;
use saraptama_store::rows::QueuePart;
use std::collections::BTreeMap;

/// `/chair`: presented forms first, the oldest first; then those that other programs have stored.
pub(super) async fn queue(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    let cursor = query.get("cursor").map(String::as_str);
    let day_begins = KAZAKHSTAN.to_timestamp(visit.today().to_datetime(jiff::civil::Time::midnight()));
    let since = QueuePart::SignedSince(day_begins.unwrap_or(visit.now));
    let mut waiting = vec![];
    let (mut part, mut next) = ("presented", None);
    if !matches!(query.get("part").map(String::as_str), Some("others" | "signed")) {
        (waiting, next) = rows(&visit, QueuePart::Presented, cursor).await?;
    }
    if query.get("part").is_none_or(|part| part == "others") && next.is_none() {
        part = "others";
        let after = cursor.filter(|_| query.contains_key("part"));
        let (others, rest) = rows(&visit, QueuePart::Unpresented, after).await?;
        waiting.extend(others);
        next = rest;
    }
    let is_signed = query.get("part").is_some_and(|part| part == "signed");
    let (signed, more_signed) = match (is_signed, cursor) {
        (true, after) => rows(&visit, since, after).await?,
        (false, None) => rows(&visit, since, None).await?,
        (false, Some(_)) => (vec![], None),
    };
    let (ready, others): (Vec<Queued>, Vec<Queued>) = waiting.into_iter().partition(|one| is_signable(&one.opened));
    let body = html! {
        (search::field(&visit, "", None))
        p.govuk-body { a.govuk-link href="/chair/high-tech" { (visit.t("hightech-title")) } }
        @if !is_signed {
            (to_sign(&visit, &ready))
            (not_yet(&visit, &others))
            (pager(&visit, "/chair", &format!("part={part}&"), next.as_deref()))
        }
        @if is_signed || cursor.is_none() {
            (signed_today(&visit, &signed))
            (pager(&visit, "/chair", "part=signed&", more_signed.as_deref()))
        }
    };
    Ok(visit.sheet(visit.t("chair-queue-title")).here(HERE).show(body))
}

async fn rows(visit: &Visit, part: QueuePart, after: Option<&str>) -> Result<(Vec<Queued>, Option<String>), Refused> {
    let page = visit.host.mis().chair_queue(visit.who()?, part, after).await.map_err(|error| visit.refuse(error))?;
    Ok((page.rows, page.next))
}

/// What can be signed now: one by one, or several at once.
fn to_sign(visit: &Visit, ready: &[Queued]) -> Markup {
    html! {
        section #to-sign {
            h2.govuk-heading-m { (visit.say("chair-to-sign", &[("count", ready.len().into())])) }
            @if ready.is_empty() { p.govuk-body { (visit.t("chair-to-sign-none")) } } @else {
                form #batch method="post" action="/chair/freeze" {
                    (visit.token())
                    table.govuk-table.sa-table.sa-stack {
                        caption.govuk-visually-hidden { (visit.t("chair-to-sign-caption")) }
                        thead { tr {
                            th.govuk-table__header scope="col" { (visit.t("chair-choose")) }
                            (heads(visit))
                        } }
                        tbody { @for one in ready {
                            @let box_id = format!("form-{}", one.listed.head.form);
                            tr.govuk-table__row {
                                td.govuk-table__cell { div.govuk-checkboxes.govuk-checkboxes--small { div.govuk-checkboxes__item {
                                    input.govuk-checkboxes__input type="checkbox" id=(box_id) name="form" value=(one.listed.head.form);
                                    label.govuk-label.govuk-checkboxes__label for=(box_id) {
                                        span.govuk-visually-hidden { (visit.t("chair-choose")) ": " (name(visit, one)) }
                                    }
                                } } }
                                (cells(visit, one))
                            }
                        } }
                    }
                    button.govuk-button { (visit.t("chair-sign-chosen")) }
                    p.govuk-body-s { (visit.t("chair-sign-chosen-what")) " " (law(visit, TRAVELS)) }
                }
            }
        }
    }
}

/// What cannot be signed: every reason with its paragraph, and no signature offered (p. 4).
fn not_yet(visit: &Visit, others: &[Queued]) -> Markup {
    html! {
        @if !others.is_empty() {
            section #blocked {
                h2.govuk-heading-m { (visit.say("chair-blocked", &[("count", others.len().into())])) }
                p.govuk-body { (visit.t("chair-blocked-what")) " " (law(visit, BLOCKS)) }
                table.govuk-table.sa-table.sa-stack {
                    caption.govuk-visually-hidden { (visit.t("chair-blocked-caption")) }
                    thead { tr { (heads(visit)) th.govuk-table__header scope="col" { (visit.t("chair-why")) } } }
                    tbody { @for one in others {
                        tr.govuk-table__row { (cells(visit, one))
                            td.govuk-table__cell data-l=(visit.t("chair-why")) { (reasons(visit, one)) } }
                    } }
                }
            }
        }
    }
}

fn reasons(visit: &Visit, one: &Queued) -> Markup {
    html! {
        @if is_blocked(&one.opened) {
            ul.govuk-list.govuk-list--bullet {
                @for finding in found(visit, &one.opened, |severity| severity == Severity::Error) {
                    li { (finding.text) @if finding.source != "contract" { " " (law(visit, &finding.source)) } }
                }
            }
        } @else { (why(visit, &one.opened, Action::Freeze)) }
    }
}

fn signed_today(visit: &Visit, signed: &[Queued]) -> Markup {
    html! {
        section #signed-today {
            h2.govuk-heading-m { (visit.t("chair-signed-today")) }
            @if signed.is_empty() { p.govuk-body { (visit.t("chair-signed-today-none")) } } @else {
                (table(visit, signed, "chair-signed-today"))
            }
        }
    }
}

/// Forms without anything to choose.
pub(super) fn table(visit: &Visit, forms: &[Queued], caption: &str) -> Markup {
    html! {
        table.govuk-table.sa-table.sa-stack {
            caption.govuk-visually-hidden { (visit.t(caption)) }
            thead { tr { (heads(visit)) } }
            tbody { @for one in forms { tr.govuk-table__row { (cells(visit, one)) } } }
        }
    }
}

fn heads(visit: &Visit) -> Markup {
    html! { @for head in ["chair-patient", "chair-diagnosis", "chair-stage", "chair-since"] {
        th.govuk-table__header scope="col" { (visit.t(head)) }
    } }
}

fn cells(visit: &Visit, one: &Queued) -> Markup {
    let at = match &one.opened.state {
        State::Draft { desk, .. } | State::Frozen { desk, .. } => desk.presented_at(),
        _ => None,
    };
    html! {
        th.govuk-table__header scope="row" {
            a.govuk-link.sa-row-link href={ "/chair/forms/" (one.listed.head.form) } { (name(visit, one)) }
        }
        td.govuk-table__cell data-l=(visit.t("chair-diagnosis")) {
            @if let Some(code) = one.listed.heading.icd10 { (code) }
        }
        td.govuk-table__cell data-l=(visit.t("chair-stage")) {
            (stage_tag(visit, &one.opened))
            @if matches!(one.opened.state, State::Frozen { .. }) && is_signable(&one.opened) {
                " " a.govuk-link.sa-row-link href={ "/chair/sign?form=" (one.listed.head.form) } {
                    (visit.t("chair-sign-frozen")) span.govuk-visually-hidden { ": " (name(visit, one)) }
                }
            }
        }
        td.govuk-table__cell.sa-num data-l=(visit.t("chair-since")) { (visit.moment(at.unwrap_or(one.listed.head.updated_at))) }
    }
}

fn name(visit: &Visit, one: &Queued) -> String {
    one.listed.heading.patient_name.clone().unwrap_or_else(|| visit.t("chair-no-name"))
}
