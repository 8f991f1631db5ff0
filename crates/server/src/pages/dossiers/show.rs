//! One dossier: what is proposed, what analysts make of it, where they disagree, and what may be done next.

use super::sum::{level, sum};
use super::{Wrongs, address, dossier, faults, list, may, name_of, see_other};
use crate::doors::Named;
use crate::flow::htmc::Held;
use crate::pages::fields::Filled;
use crate::pages::parts::{Colour, Input, errors, law, row, tag, text_area};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::htmc::dossier::{Action, Open, State, Topic};
use saraptama_core::law::Criterion;
use saraptama_core::terms::FormId;
use saraptama_store::rows::DossierState;

pub(super) async fn show(visit: Visit, Named(text): Named<String>) -> Page {
    let (id, held) = dossier(&visit, &text).await?;
    draw(&visit, id, &held, "", &Wrongs::default())
}

pub(super) async fn withdraw(visit: Visit, Named(text): Named<String>, Filled(fields): Filled) -> Page {
    let (id, held) = dossier(&visit, &text).await?;
    let reason = fields.one("reason");
    let done = visit.host.ministry().withdraw_dossier(visit.who()?, id, reason).await;
    match faults(&visit, done)? {
        None => see_other(&address(id, "")),
        Some(found) => draw(&visit, id, &held, reason, &Wrongs::of(&visit, &found)),
    }
}

fn draw(visit: &Visit, id: FormId, held: &Held, reason: &str, wrong: &Wrongs) -> Page {
    let Some(open) = held.state.proposal() else { return Err(visit.not_found()) };
    let body = html! {
        @if !wrong.is_empty() { (errors(visit, &visit.t("dossier-not-saved"), &wrong.findings())) }
        (stands(visit, id, held))
        (ways(visit, id, held))
        (technology(visit, open))
        @for (place, criterion) in visit.law().htmc.criteria.iter().enumerate() { (of_criterion(visit, open, place, criterion)) }
        (scores(visit, open))
        @if may(held, Action::Withdraw) { (withdrawal(visit, id, reason, wrong)) }
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let sheet = visit.sheet(visit.of(&open.technology.name)).caption(visit.t("dossier-caption")).here("htmc");
    Ok(sheet.status(status).wrong(!wrong.is_empty()).back("/htmc/dossiers", visit.t("dossier-to-list")).show(body))
}

/// Where it stands, and what was confirmed.
fn stands(visit: &Visit, id: FormId, held: &Held) -> Markup {
    let state = match &held.state {
        State::Open(open) if open.frozen.is_some() => DossierState::Confirmed,
        State::Approved { .. } => DossierState::Approved,
        State::Withdrawn { .. } => DossierState::Withdrawn,
        State::Open(_) | State::Absent => DossierState::Open,
    };
    html! {
        p.govuk-body #state { (list::state(visit, state)) }
        @if let State::Withdrawn { reason, at, .. } = &held.state {
            p.govuk-inset-text { (visit.say("dossier-withdrawn-at", &[("at", visit.moment(*at).into())])) " " (reason) }
        }
        @if let Some(frozen) = held.state.frozen() {
            section.sa-section #confirmed {
                h2.govuk-heading-m { (visit.t("dossier-confirmed")) }
                @let args = [("who", name_of(visit, &frozen.by).into()), ("at", visit.moment(frozen.at).into())];
                p.govuk-body { (visit.say("dossier-confirmed-by", &args)) }
                @if let State::Approved { at, .. } = &held.state {
                    p.govuk-body { (visit.say("dossier-approved-at", &[("at", visit.moment(*at).into())])) }
                }
                dl.govuk-summary-list {
                    @for (criterion, confirmed) in visit.law().htmc.criteria.iter().zip(&frozen.confirmed) {
                        (row(visit.of(&criterion.name), html! {
                            (level(visit, criterion, confirmed.level))
                            @if !confirmed.reason.is_empty() { p.sa-text { (visit.t("dossier-reason")) ": " (confirmed.reason) } }
                        }))
                    }
                }
                (sum(visit, frozen.levels()))
                p.govuk-body { a.govuk-link #protocol href=(address(id, "/protocol")) { (visit.t("dossier-protocol")) } }
            }
        }
    }
}

/// What may be done next; what may not says why.
fn ways(visit: &Visit, id: FormId, held: &Held) -> Markup {
    let State::Open(open) = &held.state else { return html! {} };
    let me = visit.session.as_deref().map(|session| session.who.id.as_str()).unwrap_or_default();
    let is_first = open.by == me || open.scores.contains_key(me);
    html! {
        div.govuk-button-group #actions {
            a.govuk-button href=(address(id, "/score")) { (visit.t("dossier-score")) }
            @if may(held, Action::Amend) { a.govuk-button.govuk-button--secondary href=(address(id, "/evidence")) { (visit.t("dossier-change")) } }
            @if may(held, Action::Confirm) { a.govuk-button.govuk-button--secondary href=(address(id, "/confirm")) { (visit.t("dossier-confirm")) } }
            @if may(held, Action::Approve) { a.govuk-button href=(address(id, "/sign")) { (visit.t("dossier-to-sign")) } }
        }
        @if is_first { p.govuk-body-s { (visit.t("dossier-refusal-not-a-second-person")) } }
    }
}

fn technology(visit: &Visit, open: &Open) -> Markup {
    let technology = &open.technology;
    html! {
        dl.govuk-summary-list {
            (row(visit.t("dossier-name-kk"), &technology.name.kk))
            (row(visit.t("dossier-name-ru"), &technology.name.ru))
            (row(visit.t("dossier-name-en"), &technology.name.en))
            (row(visit.t("dossier-code"), technology.code.clone().unwrap_or_else(|| visit.t("dossier-no-code"))))
            (row(visit.t("dossier-proposer"), &technology.proposer))
            (row(visit.t("dossier-entered-by"), visit.say("dossier-who-when", &[("who", name_of(visit, &open.by).into()), ("at", visit.moment(open.entered_at).into())])))
        }
    }
}

/// The evidence of a criterion, and the levels that were picked by it.
fn of_criterion(visit: &Visit, open: &Open, place: usize, criterion: &Criterion) -> Markup {
    let topics = Topic::ALL.iter().filter(|topic| topic.criterion() == criterion.id);
    html! {
        section.sa-section id=(criterion.id) {
            h2.govuk-heading-m { (visit.of(&criterion.name)) " " (law(visit, &criterion.cite)) }
            @if open.given(place).len() > 1 { p.govuk-body { (tag(Colour::Orange, visit.t("dossier-disagree"))) " " (visit.t("dossier-disagree-hint")) } }
            dl.govuk-summary-list {
                @if criterion.id == Topic::WorldUse.criterion() {
                    (row(visit.t("dossier-in-use-since"), open.technology.in_use_since.map_or_else(|| visit.t("dossier-unknown"), |year| year.to_string())))
                }
                @for topic in topics {
                    @let name = visit.t(&format!("dossier-topic-{}", topic.as_str()));
                    @match open.technology.evidence.get(topic) {
                        Some(passage) => (row(name, html! {
                            div.sa-text { (passage.text) }
                            span.sa-muted { (visit.say("dossier-sources", &[("sources", passage.sources.join("; ").into())])) }
                        })),
                        None => (row(name, visit.t("dossier-unknown"))),
                    }
                }
            }
            @for (by, scored) in open.standing() {
                @if let Some(rated) = scored.rated.get(place) {
                    div.sa-card {
                        p.sa-card__line { strong { (name_of(visit, by)) } ": " (level(visit, criterion, rated.level)) }
                        div.sa-text { (rated.justification) }
                        span.sa-muted { (visit.say("dossier-sources", &[("sources", rated.sources.join("; ").into())])) }
                    }
                }
            }
        }
    }
}

/// What each analyst's levels come to.
fn scores(visit: &Visit, open: &Open) -> Markup {
    html! {
        section.sa-section #scores {
            h2.govuk-heading-m { (visit.t("dossier-scores")) }
            @if open.scores.is_empty() { p.govuk-body { (visit.t("dossier-not-scored")) } }
            @for (by, scored) in &open.scores {
                div.sa-card {
                    @let args = [("who", name_of(visit, by).into()), ("at", visit.moment(scored.at).into())];
                    p.sa-card__line {
                        (visit.say("dossier-scored-by", &args)) " "
                        @if scored.revision != open.revision { (tag(Colour::Grey, visit.t("dossier-stale"))) }
                    }
                    @if scored.revision == open.revision { (sum(visit, scored.levels())) } @else { p.govuk-body-s { (visit.t("dossier-stale-hint")) } }
                }
            }
        }
    }
}

fn withdrawal(visit: &Visit, id: FormId, reason: &str, wrong: &Wrongs) -> Markup {
    let field = Input {
        name: "reason",
        label: visit.t("dossier-withdraw-reason"),
        value: reason,
        error: wrong.at("reason"),
        ..Input::default()
    };
    html! {
        details.govuk-details open[!wrong.is_empty()] {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("dossier-withdraw")) } }
            div.govuk-details__text {
                form method="post" action=(address(id, "/withdraw")) novalidate {
                    (visit.token())
                    (text_area(visit, &field, 2))
                    button.govuk-button.govuk-button--warning { (visit.t("dossier-withdraw")) }
                }
            }
        }
    }
}
