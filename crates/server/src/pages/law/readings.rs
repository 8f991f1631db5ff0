//! How the orders' gaps and contradictions are read, and why.

use super::super::parts::law;
use super::super::visit::Visit;
use super::acts;
use axum::response::Response;
use maud::{Markup, html};
use saraptama_core::law::Reading;

pub(super) fn show(visit: &Visit) -> Response {
    let law = visit.law();
    let of = |short: &str| law.readings.iter().filter(|one| one.cite.starts_with(short)).collect::<Vec<_>>();
    let body = html! {
        p.govuk-body-l { (visit.t("law-readings-what")) }
        @for act in acts(law) {
            h2.govuk-heading-m { (visit.say("law-readings-of", &[("order", act.short.as_str().into())])) }
            @for reading in of(&act.short) { (one(visit, reading)) }
        }
    };
    visit.sheet(visit.t("law-readings")).here("law").back("/law", visit.t("nav-law")).show(body)
}

fn one(visit: &Visit, reading: &Reading) -> Markup {
    html! {
        article.sa-reading id=(reading.id) {
            h3.govuk-heading-s { (reading.id) }
            dl.sa-reading__parts {
                dt { (visit.t("law-reading-problem")) } dd { (visit.of(&reading.problem)) }
                dt { (visit.t("law-reading-ruling")) } dd { strong { (visit.of(&reading.ruling)) } }
                dt { (visit.t("law-reading-reason")) } dd { (visit.of(&reading.reason)) }
            }
            p.govuk-body-s {
                (law(visit, &reading.cite)) " "
                span.sa-muted { (visit.say("law-from", &[("from", visit.day(reading.from).into())])) }
            }
        }
    }
}
