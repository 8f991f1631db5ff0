use super::shown;
use crate::config::NodeKind;
use crate::jobs::{DeadReason, Way};
use crate::node::Node;
use crate::pages::parts::{Colour, pager, row, tag};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::authority::Role;
use saraptama_store::rows::{DeadState, MessageQuery, MessageRow, MessageState, RouteState};
use std::collections::{BTreeMap, BTreeSet};

const PAGE: u32 = 50;

/// The node whose messages are looked at: for staff the data bank's, for operators any of the process.
pub(super) fn node<'v>(visit: &'v Visit, asked: Option<&str>) -> Result<(NodeKind, &'v Node), Refused> {
    let may_see = |kind: NodeKind| visit.holds(Role::Operator) || kind == NodeKind::DataBank;
    let mut nodes = visit.host.nodes().filter(|(kind, _)| may_see(*kind)).collect::<Vec<_>>();
    // The data bank first: that is what staff work at.
    nodes.sort_by_key(|(kind, _)| *kind != NodeKind::DataBank);
    let found = nodes.into_iter().find(|(kind, _)| asked.is_none_or(|name| kind.as_str() == name));
    found.ok_or_else(|| visit.not_found())
}

/// The ways to the other nodes of the process, for whoever may see them.
pub(super) fn nodes(visit: &Visit, here: NodeKind) -> Markup {
    let all: Vec<NodeKind> = visit.host.kinds().collect();
    html! {
        @if visit.holds(Role::Operator) && all.len() > 1 {
            nav.sa-tabs aria-label=(visit.t("staff-messages-node")) {
                ul {
                    @for kind in all {
                        li {
                            a.govuk-link href={ "/staff/messages?node=" (kind.as_str()) } aria-current=[(kind == here).then_some("page")] {
                                (visit.t(&format!("node-{}", kind.as_str())))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `/staff/messages`: what waits, what was given up and what to do about it, and the log.
pub(super) async fn overview(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Page {
    let (kind, node) = node(&visit, asked.get("node").map(String::as_str))?;
    let fault = shown::fault(&visit);
    let waiting = node.store.routes_state().await.map_err(&fault)?;
    let dead = node.store.dead_state().await.map_err(&fault)?;
    let lanes = super::log::lanes(&visit, node).await?;
    let redriven = asked.get("redriven").and_then(|text| text.parse::<u64>().ok());
    let list = |state: &str| format!("/staff/messages/list?node={}&state={state}", kind.as_str());
    let body = html! {
        @if let Some(count) = redriven {
            div.govuk-notification-banner.govuk-notification-banner--success role="alert" data-focus tabindex="-1" {
                div.govuk-notification-banner__content {
                    p.govuk-notification-banner__heading { (visit.say("staff-messages-redriven", &[("count", count.into())])) }
                }
            }
        }
        p.govuk-body-l { (visit.t("staff-messages-lead")) }
        (nodes(&visit, kind))
        h2.govuk-heading-m { (visit.t("staff-messages-dead")) }
        @if dead.is_empty() { p.govuk-body { (visit.t("staff-messages-dead-none")) } } @else { (given_up(&visit, kind, &dead)) }
        h2.govuk-heading-m { (visit.t("staff-messages-routes")) }
        p.govuk-body { (visit.t("staff-messages-way-hint")) }
        (routes(&visit, kind, node, &waiting))
        p.govuk-body {
            @for (state, key) in [("waiting", "staff-messages-all-waiting"), ("dead", "staff-messages-all-dead"), ("delivered", "staff-messages-delivered")] {
                a.govuk-link href=(list(state)) { (visit.t(key)) } " · "
            }
            a.govuk-link href="#log" { (visit.t("staff-log")) }
        }
        (super::log::overview(&visit, kind, &lanes))
    };
    Ok(visit.sheet(visit.t("nav-messages")).here("messages").show(body))
}

/// The reason and what to do, in words; the code itself where an older version wrote another.
pub(super) fn what_to_do(visit: &Visit, reason: &str) -> String {
    DeadReason::parse(reason).map_or_else(|| reason.to_owned(), |reason| visit.t(reason.key()))
}

fn given_up(visit: &Visit, kind: NodeKind, dead: &[DeadState]) -> Markup {
    let words = ["staff-messages-route", "staff-messages-what", "staff-messages-count", "staff-messages-oldest", "staff-action"]
        .map(|key| visit.t(key));
    let query = |one: &DeadState| address(kind, &[("route", &one.route), ("reason", &one.reason)]);
    html! {
        table.govuk-table.sa-table.sa-stack #dead {
            caption.govuk-table__caption { (visit.t("staff-messages-dead-caption")) }
            thead.govuk-table__head { tr { @for word in &words { th.govuk-table__header scope="col" { (word) } } } }
            tbody.govuk-table__body {
                @for one in dead {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { (one.route) }
                        td.govuk-table__cell data-l=(words[1]) { (what_to_do(visit, &one.reason)) }
                        td.govuk-table__cell.sa-num data-l=(words[2]) { (one.dead) }
                        td.govuk-table__cell.sa-num data-l=(words[3]) { (visit.moment(one.oldest)) }
                        td.govuk-table__cell data-l=(words[4]) {
                            a.govuk-link href={ "/staff/messages/list?state=dead&" (query(one)) } { (visit.t("staff-messages-show")) } br;
                            a.govuk-link href={ "/staff/messages/redrive?" (query(one)) } { (visit.t("staff-messages-redrive-all")) }
                        }
                    }
                }
            }
        }
    }
}

/// What an address says beside the node, written for a query.
pub(super) fn address(kind: NodeKind, pairs: &[(&str, &str)]) -> String {
    let all: Vec<(&str, &str)> = [("node", kind.as_str())].into_iter().chain(pairs.iter().copied()).collect();
    serde_html_form::to_string(all).unwrap_or_default()
}

fn routes(visit: &Visit, kind: NodeKind, node: &Node, waiting: &[RouteState]) -> Markup {
    let names: BTreeSet<&str> =
        node.routes.keys().map(String::as_str).chain(waiting.iter().map(|one| one.route.as_str())).collect();
    let words =
        ["staff-messages-route", "staff-messages-way", "staff-messages-waiting", "staff-messages-oldest"].map(|key| visit.t(key));
    html! {
        table.govuk-table.sa-table.sa-stack #routes {
            caption.govuk-table__caption { (visit.t("staff-messages-routes-caption")) }
            thead.govuk-table__head { tr { @for word in &words { th.govuk-table__header scope="col" { (word) } } } }
            tbody.govuk-table__body {
                @for name in names {
                    @let state = waiting.iter().find(|one| one.route == name);
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" {
                            a.govuk-link href={ "/staff/messages/list?state=waiting&" (address(kind, &[("route", name)])) } { (name) }
                        }
                        td.govuk-table__cell data-l=(words[1]) { (way(visit, node, name)) }
                        td.govuk-table__cell.sa-num data-l=(words[2]) { (state.map_or(0, |state| state.waiting)) }
                        td.govuk-table__cell.sa-num data-l=(words[3]) { @if let Some(state) = state { (visit.moment(state.oldest)) } @else { "–" } }
                    }
                }
            }
        }
    }
}

fn way(visit: &Visit, node: &Node, route: &str) -> Markup {
    let (colour, key) = match node.breakers.way(route, visit.now) {
        Way::Closed => (Colour::Green, "staff-messages-way-closed"),
        Way::Probe => (Colour::Orange, "staff-messages-way-half-open"),
        Way::Open => (Colour::Red, "staff-messages-way-open"),
    };
    html! {
        (tag(colour, visit.t(key)))
        @if let Some(since) = node.breakers.open_since(route) {
            span.sa-muted { (visit.say("staff-messages-way-since", &[("at", visit.moment(since).into())])) }
        }
    }
}

/// `/staff/messages/list`: messages of a state, of a route, given up for a reason; the oldest first.
pub(super) async fn list(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Page {
    let text = |name: &str| asked.get(name).map(String::as_str).filter(|text| !text.is_empty());
    let (kind, node) = node(&visit, text("node"))?;
    let (state, name) = match text("state") {
        Some("delivered") => (MessageState::Delivered, "delivered"),
        Some("waiting") => (MessageState::Waiting, "waiting"),
        _ => (MessageState::Dead, "dead"),
    };
    let after = text("cursor").map_or(Ok(0), str::parse).map_err(|_| visit.not_found())?;
    let query = MessageQuery {
        state,
        route: text("route").map(str::to_owned),
        reason: text("reason").map(str::to_owned),
        after,
        limit: PAGE + 1,
    };
    let mut rows = node.store.messages(&query).await.map_err(shown::fault(&visit))?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
    let pairs = [("state", Some(name)), ("route", text("route")), ("reason", text("reason"))];
    let kept: Vec<(&str, &str)> = pairs.into_iter().filter_map(|(name, text)| Some((name, text?))).collect();
    let body = html! {
        @if rows.is_empty() { div.sa-card { p.govuk-body { (visit.t("staff-messages-empty")) } } }
        @for one in &rows { (message(&visit, kind, one)) }
        (pager(&visit, "/staff/messages/list", &(address(kind, &kept) + "&"), next.as_deref()))
    };
    let title = visit.say("staff-messages-list-title", &[("state", name.into())]);
    let back = format!("/staff/messages?node={}", kind.as_str());
    Ok(visit
        .sheet(title)
        .caption(visit.t(&format!("node-{}", kind.as_str())))
        .here("messages")
        .back(back, visit.t("nav-messages"))
        .show(body))
}

/// One message. What it says is not shown.
fn message(visit: &Visit, kind: NodeKind, one: &MessageRow) -> Markup {
    let is_dead = one.state == MessageState::Dead;
    html! {
        section.sa-card {
            h2.govuk-heading-s { (one.route) " · " (one.kind) }
            dl.govuk-summary-list {
                (row(visit.t("staff-messages-form"), html! { code { (one.form.to_string()) } }))
                (row(visit.t("staff-messages-recorded"), visit.moment(one.created_at)))
                (row(visit.t("staff-messages-attempts"), one.attempts))
                @if one.state == MessageState::Waiting { (row(visit.t("staff-messages-due"), visit.moment(one.due_at))) }
                @if is_dead { (row(visit.t("staff-messages-what"), what_to_do(visit, &one.reason))) }
                @if let Some(error) = &one.error { (row(visit.t("staff-messages-error"), error)) }
            }
            @if is_dead {
                a.govuk-button.govuk-button--secondary href={ "/staff/messages/redrive?" (address(kind, &[("id", &one.id.to_string())])) } {
                    (visit.t("staff-messages-redrive"))
                }
            }
        }
    }
}
