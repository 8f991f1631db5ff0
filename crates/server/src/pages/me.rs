//! `/me`: who is signed in, with which roles until when, and at which browsers.

use super::fields::Filled;
use super::language;
use super::parts::row;
use super::refused::Page;
use super::session::{self, is_over};
use super::sheet::role_name;
use super::table::{Table, Who};
use super::visit::Visit;
use axum::response::{IntoResponse as _, Redirect};
use maud::{Markup, html};
use saraptama_core::authority::Grant;
use saraptama_core::terms::Sha256;
use saraptama_store::rows::SessionRow;
use saraptama_wire::words::Lang;

pub(super) fn pages(table: &mut Table) {
    table.get("/me", Who::SignedIn, me).post("/me/sessions/end", Who::SignedIn, end);
}

async fn me(visit: Visit) -> Page {
    let who = visit.who()?;
    let sessions = visit.host.any().store.sessions_of(&who.id).await.map_err(|fault| visit.refuse(fault.into()))?;
    let open: Vec<_> = sessions.iter().filter(|row| !is_over(row, visit.now)).collect();
    let body = html! {
        dl.govuk-summary-list {
            (row(visit.t("me-name"), html! { (who.name) }))
            (row(visit.t("me-account"), html! { (who.id) }))
            (row(visit.t("page-language"), languages(&visit)))
        }
        (roles(&visit, &who.grants))
        (browsers(&visit, &open))
    };
    Ok(visit.sheet(visit.t("me-title")).show(body))
}

fn languages(visit: &Visit) -> Markup {
    html! {
        @for (lang, name) in [(Lang::Kk, "Қазақша"), (Lang::Ru, "Русский"), (Lang::En, "English")] {
            @if lang == visit.lang { strong lang=(lang.as_str()) { (name) } " " } @else {
                a.govuk-link href=(language::address(&visit.uri, lang)) lang=(lang.as_str()) hreflang=(lang.as_str()) { (name) } " "
            }
        }
    }
}

/// Every role that was ever granted: one that has ended says so, instead of being gone without a word.
fn roles(visit: &Visit, grants: &[Grant]) -> Markup {
    let until = |grant: &Grant| grant.until.map_or_else(|| visit.t("me-no-end"), |day| visit.day(day));
    let state = |grant: &Grant| visit.t(if grant.holds_on(visit.today()) { "me-role-holds" } else { "me-role-does-not" });
    html! {
        table.govuk-table.sa-table.sa-stack {
            caption.govuk-table__caption.govuk-table__caption--m { (visit.t("me-roles")) }
            thead.govuk-table__head { tr.govuk-table__row {
                @for head in ["me-role", "me-organisation", "me-from", "me-until", "me-today"] {
                    th.govuk-table__header scope="col" { (visit.t(head)) }
                }
            } }
            tbody.govuk-table__body {
                @for grant in grants {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" data-l=(visit.t("me-role")) { (visit.t(&format!("role-{}", role_name(grant.role)))) }
                        td.govuk-table__cell data-l=(visit.t("me-organisation")) { (grant.organisation.map_or_else(|| "–".to_owned(), |bin| bin.as_str().to_owned())) }
                        td.govuk-table__cell data-l=(visit.t("me-from")) { (visit.day(grant.from)) }
                        td.govuk-table__cell data-l=(visit.t("me-until")) { (until(grant)) }
                        td.govuk-table__cell data-l=(visit.t("me-today")) { (state(grant)) }
                    }
                }
            }
        }
    }
}

fn browsers(visit: &Visit, open: &[&SessionRow]) -> Markup {
    let own = visit.session.as_deref().map(|session| session.row.id);
    html! {
        h2.govuk-heading-m { (visit.t("me-sessions")) }
        p.govuk-body { (visit.t("me-sessions-hint")) }
        table.govuk-table.sa-table.sa-stack {
            caption.govuk-visually-hidden { (visit.t("me-sessions")) }
            thead.govuk-table__head { tr.govuk-table__row {
                @for head in ["me-session-since", "me-session-seen", "me-session-by", "me-session-do"] {
                    th.govuk-table__header scope="col" { (visit.t(head)) }
                }
            } }
            tbody.govuk-table__body {
                @for row in open {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" data-l=(visit.t("me-session-since")) { (visit.moment(row.made_at)) }
                        td.govuk-table__cell data-l=(visit.t("me-session-seen")) { (visit.moment(row.seen_at)) }
                        td.govuk-table__cell data-l=(visit.t("me-session-by")) { (visit.t(method(&row.method))) }
                        td.govuk-table__cell data-l=(visit.t("me-session-do")) {
                            @if Some(row.id) == own { (visit.t("me-session-this")) } @else {
                                form method="post" action="/me/sessions/end" {
                                    (visit.token())
                                    input type="hidden" name="session" value=(row.id);
                                    button.govuk-button.govuk-button--secondary {
                                        (visit.t("me-session-end"))
                                        span.govuk-visually-hidden { " " (visit.moment(row.made_at)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn method(method: &str) -> &'static str {
    match method {
        "password" => "me-by-password",
        "oidc" => "me-by-oidc",
        "signature" => "me-by-signature",
        _ => "me-by-demo",
    }
}

/// Ends a session of one's own; of somebody else's there is nothing to be known.
async fn end(visit: Visit, Filled(fields): Filled) -> Page {
    let who = visit.who()?;
    let id = Sha256::parse(fields.one("session")).map_err(|_| visit.not_found())?;
    let row = visit.host.any().store.session(id).await.map_err(|fault| visit.refuse(fault.into()))?;
    let own = row.filter(|row| row.principal == who.id).ok_or_else(|| visit.not_found())?;
    session::end_other(&visit.host, own.id).await.map_err(|fault| visit.refuse(fault.into()))?;
    Ok(Redirect::to("/me").into_response())
}
