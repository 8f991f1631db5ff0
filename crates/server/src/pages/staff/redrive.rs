use super::messages::{address, node, what_to_do};
use super::shown;
use crate::node::Node;
use crate::pages::fields::{Fields, Filled};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect};
use maud::html;
use saraptama_store::rows::MessageRow;

/// What is to be sent again: one message, or all that were given up on a route for a reason.
enum Asked {
    One(Box<MessageRow>),
    Many { route: String, reason: String, count: u64 },
}

/// `GET /staff/messages/redrive`: what will be sent again, before it is.
pub(super) async fn ask(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Page {
    let fields = Fields::new(query);
    let (kind, node) = node(&visit, fields.given("node"))?;
    let (text, reason) = match asked(&visit, node, &fields).await? {
        Asked::One(row) => (visit.say("staff-messages-redrive-one", &[("route", row.route.clone().into())]), row.reason),
        Asked::Many { route, reason, count } => {
            (visit.say("staff-messages-redrive-many", &[("route", route.into()), ("count", count.into())]), reason)
        }
    };
    let back = format!("/staff/messages?node={}", kind.as_str());
    let body = html! {
        p.govuk-body-l { (text) }
        p.govuk-body { (what_to_do(&visit, &reason)) }
        p.govuk-body { (visit.t("staff-messages-redrive-hint")) }
        form #redrive method="post" action="/staff/messages/redrive" {
            (visit.token())
            input type="hidden" name="node" value=(kind.as_str());
            @for name in ["id", "route", "reason"] { @if let Some(value) = fields.given(name) { input type="hidden" name=(name) value=(value); } }
            div.govuk-button-group {
                button.govuk-button #redrive-go { (visit.t("staff-messages-redrive")) }
                a.govuk-link href=(back) { (visit.t("staff-messages-back")) }
            }
        }
    };
    Ok(visit
        .sheet(visit.t("staff-messages-redrive-title"))
        .here("messages")
        .back(back.clone(), visit.t("nav-messages"))
        .show(body))
}

/// `POST /staff/messages/redrive`.
pub(super) async fn act(visit: Visit, Filled(fields): Filled) -> Page {
    let (kind, node) = node(&visit, fields.given("node"))?;
    let who = &visit.who()?.id;
    let fault = shown::fault(&visit);
    let redriven = match asked(&visit, node, &fields).await? {
        Asked::One(row) => u64::from(node.redrive(&row, who).await.map_err(&fault)?),
        Asked::Many { route, reason, .. } => node.redrive_all(&route, Some(&reason), who).await.map_err(&fault)?,
    };
    let to = format!("/staff/messages?{}", address(kind, &[("redriven", &redriven.to_string())]));
    Ok(Redirect::to(&to).into_response())
}

async fn asked(visit: &Visit, node: &Node, fields: &Fields) -> Result<Asked, Refused> {
    let fault = shown::fault(visit);
    if let Some(id) = fields.given("id") {
        let id = id.parse().map_err(|_| visit.not_found())?;
        let row = node.store.message(id).await.map_err(&fault)?.ok_or_else(|| visit.not_found())?;
        return Ok(Asked::One(Box::new(row)));
    }
    let (route, reason) = (fields.given("route"), fields.given("reason"));
    let dead = node.store.dead_state().await.map_err(&fault)?;
    let found = dead.into_iter().find(|one| Some(one.route.as_str()) == route && Some(one.reason.as_str()) == reason);
    let found = found.ok_or_else(|| visit.not_found())?;
    Ok(Asked::Many { route: found.route, reason: found.reason, count: found.dead })
}
