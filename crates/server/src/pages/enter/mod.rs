//! Signing in and leaving. How people show who they are stands in the files beside: local accounts, a provider
//! (OpenID Connect), their digital signature, the demonstration's open doors.

mod asked;
mod demo;
mod oidc;
mod password;
mod signature;
mod who;

pub(super) use demo::doors;

use super::fields::Filled;
use super::refused::{Page, Refused};
use super::session;
use super::table::{Table, Who};
use super::visit::Visit;
use crate::sign_in::Wait;
use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use saraptama_core::authority::Role;
use std::collections::BTreeMap;

pub(super) fn pages(table: &mut Table) {
    table
        .get("/enter", Who::Anyone, ways)
        .post("/enter/demo", Who::Anyone, demo::enter)
        .post("/enter/password", Who::Anyone, password::enter)
        .get("/enter/oidc", Who::Anyone, oidc::begin)
        .get("/enter/oidc/back", Who::Anyone, oidc::back)
        .get("/enter/signature", Who::Anyone, signature::ask)
        .post("/enter/signature", Who::Anyone, signature::enter)
        .post("/enter/as", Who::Anyone, who::enter)
        .post("/leave", Who::SignedIn, leave)
        .post("/still-here", Who::SignedIn, still_here);
}

/// What stands in the address of `/enter`.
type Asked = Query<BTreeMap<String, String>>;

/// Where the reader wanted to be: an address that is too long is none of ours.
fn wanted(query: &Asked) -> &str {
    query.get("next").map(String::as_str).filter(|next| next.len() <= 2000).unwrap_or_default()
}

/// `/enter`: the ways in.
async fn ways(visit: Visit, query: Asked) -> Page {
    Ok(show(&visit, wanted(&query), None))
}

/// The ways in that the configuration offers, with what went wrong.
fn show(visit: &Visit, next: &str, wrong: Option<&str>) -> Response {
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let node = visit.host.any();
    let to = |way: &str| match own(next) {
        Some(next) => format!("{way}?{}", serde_html_form::to_string([("next", next)]).unwrap_or_default()),
        None => way.to_owned(),
    };
    let body = html! {
        @if let Some(provider) = node.sign_in.provider() {
            (way("enter-oidc", visit, html! {
                p.govuk-body { (visit.say("enter-oidc-hint", &[("issuer", provider.issuer().into())])) }
                a.govuk-button #by-provider href=(to("/enter/oidc")) { (visit.t("enter-oidc-go")) }
            }))
        }
        @if node.sign_in.by_signature() {
            (way("enter-signature", visit, html! {
                p.govuk-body { (visit.t("enter-signature-hint")) }
                a.govuk-button #by-signature href=(to("/enter/signature")) { (visit.t("enter-signature-go")) }
            }))
        }
        @if node.sign_in.by_account() && node.people.has_accounts() {
            (way("enter-by-account", visit, password::form(visit, next, wrong)))
        }
        @if node.clock.is_set() { (doors(visit, own(next))) }
    };
    visit.sheet(visit.t("enter-title")).status(status).wrong(wrong.is_some()).show(body)
}

fn way(title: &str, visit: &Visit, body: Markup) -> Markup {
    html! { section { h2.govuk-heading-m { (visit.t(title)) } (body) } }
}

/// The page that says that too much was tried.
fn wait(visit: &Visit, wait: Wait) -> Refused {
    let body = html! {
        p.govuk-body { (visit.say("enter-wait", &[("seconds", wait.seconds.into())])) }
        p.govuk-body { a.govuk-link href="/enter" { (visit.t("enter-again")) } }
    };
    let mut response = visit.sheet(visit.t("enter-wait-title")).status(StatusCode::TOO_MANY_REQUESTS).show(body);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.seconds.unsigned_abs()));
    Refused::of(response)
}

/// The page that says why nobody was let in, and how to try again.
fn not_let_in(visit: &Visit, status: StatusCode, why: &str) -> Refused {
    let body = html! {
        p.govuk-body-l { (why) }
        p.govuk-body { a.govuk-button #again href="/enter" { (visit.t("enter-again")) } }
    };
    Refused::of(visit.sheet(visit.t("enter-not")).status(status).wrong(true).show(body))
}

/// Opens a session and goes on to where the reader wanted to be. A session that this browser has had ends.
async fn open(visit: &Visit, principal: &str, method: &str, next: &str) -> Page {
    let before = visit.session.as_deref().map(|session| session.row.id);
    let cookie = session::open(&visit.host, principal, method, before).await.map_err(|error| visit.refuse(error))?;
    let first = || visit.host.any().people.by_id(principal).map_or("/", |who| first_page(who, visit));
    let to = own(next).unwrap_or_else(first);
    tracing::info!(who = principal, way = method, "signed in");
    Ok(with_cookie(to, cookie))
}

/// The address if it is one of ours: no other site is gone to by a link that somebody made up.
fn own(next: &str) -> Option<&str> {
    let is_path = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']);
    (is_path && next.parse::<axum::http::Uri>().is_ok()).then_some(next)
}

/// Where somebody's work begins.
fn first_page(who: &saraptama_core::authority::Principal, visit: &Visit) -> &'static str {
    let pages = [
        (Role::Doctor, "/doctor/forms"),
        (Role::Chair, "/chair"),
        (Role::Expert, "/expert"),
        (Role::Staff, "/staff/waiting"),
        (Role::Monitor, "/committee"),
        (Role::Operator, "/staff/messages"),
    ];
    pages.into_iter().find(|(role, _)| who.holds(*role, visit.today())).map_or("/", |(_, page)| page)
}

fn with_cookie(to: &str, cookie: HeaderValue) -> Response {
    let mut response = Redirect::to(to).into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// Ends the session.
async fn leave(visit: Visit, Filled(_): Filled) -> Page {
    let session = visit.session.clone().ok_or_else(|| visit.no_session())?;
    let cookie = session::end(&visit.host, &session).await.map_err(|fault| visit.refuse(fault.into()))?;
    Ok(with_cookie("/", cookie))
}

/// Somebody at a page that was long open goes on: the session was seen, that is all.
async fn still_here(_: Visit, Filled(_): Filled) -> Result<StatusCode, Refused> {
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(own("/expert?x=1"), Some("/expert?x=1"));
        for next in ["", "//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "/a\r\nb: c"] {
            assert_eq!(own(next), None, "{next}");
        }
    }
}
