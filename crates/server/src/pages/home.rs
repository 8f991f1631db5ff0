//! The first page: what this is, and the ways in.

use super::enter;
use super::refused::Page;
use super::table::{Table, Who};
use super::visit::Visit;
use maud::html;

pub(super) fn pages(table: &mut Table) {
    table.get("/", Who::Anyone, root);
}

/// `/`: what this is, in the reader's language (contract, `http.md`: 200 for everybody, no redirect).
async fn root(visit: Visit) -> Page {
    let nodes: Vec<&'static str> = visit.host.kinds().map(|kind| kind.as_str()).collect();
    let is_demo = visit.host.any().clock.is_set();
    let body = html! {
        p.govuk-body-l { (visit.t("root-what")) }
        @if visit.session.is_none() {
            @if is_demo { (enter::doors(&visit, None)) } @else {
                p.govuk-body { a.govuk-button href="/enter" { (visit.t("nav-enter")) } }
            }
        }
        h2.govuk-heading-m { (visit.t("home-path")) }
        ol.sa-path {
            @for step in ["doctor", "chair", "ministry", "databank", "expert", "register", "person"] {
                li { strong { (visit.t(&format!("home-step-{step}"))) } span { (visit.t(&format!("home-step-{step}-what"))) } }
            }
        }
        h2.govuk-heading-m { (visit.t("home-nodes")) }
        ul.govuk-list.govuk-list--bullet {
            @for node in nodes { li { (visit.t(&format!("node-{node}"))) } }
        }
        h2.govuk-heading-m { (visit.t("home-everybody")) }
        ul.govuk-list {
            @if visit.host.mis.is_some() { li { a.govuk-link href="/s" { (visit.t("person-title")) } } }
            @if visit.host.databank.is_some() { li { a.govuk-link href="/v" { (visit.t("person-verify")) } } }
            li { a.govuk-link href="/law" { (visit.t("home-law")) } }
        }
        @if is_demo {
            div.govuk-inset-text { p.govuk-body { strong { (visit.t("home-simulated")) } } p.govuk-body { (visit.t("home-simulated-what")) } }
        }
    };
    Ok(visit.sheet(visit.t("page-product")).show(body))
}
