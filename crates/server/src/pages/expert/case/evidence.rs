//! The evidence with conclusions and objective data. Attached files are not offered: the contract's
//! allow-list for experts has none, and a file, unlike a text, cannot be masked where it carries a name.

use super::super::said::{text, word};
use super::Case;
use crate::pages::parts::{Colour, tag};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use serde_json::Value;

/// The entries, in the form's order.
pub(super) fn entries(case: &Case) -> impl Iterator<Item = &Value> {
    case.member("evidence").as_array().into_iter().flatten()
}

/// Where the page shows the entry at this place.
pub(super) fn id(at: usize) -> String {
    format!("evidence-{}", at + 1)
}

pub(super) fn draw(visit: &Visit, case: &Case) -> Markup {
    html! {
        p.govuk-body-s { (visit.t("expert-masked")) }
        div.sa-evidence { @for (at, entry) in entries(case).enumerate() { (one(visit, at, entry)) } }
    }
}

fn one(visit: &Visit, at: usize, entry: &Value) -> Markup {
    let status = text(&entry["status"]);
    let colour = match status {
        "attached" => Colour::Green,
        "carried" => Colour::Blue,
        _ => Colour::Grey,
    };
    let day = saraptama_core::terms::parse_date(text(&entry["date"])).ok().map(|day| visit.day(day));
    let facts = entry["facts"].as_object().into_iter().flatten();
    html! {
        div.sa-card id=(id(at)) {
            h3.govuk-heading-s { (word(visit, "expert-kind", text(&entry["kind"]))) }
            p.sa-card__line { (tag(colour, word(visit, "expert-status", status))) @if let Some(day) = day { " " span.sa-num { (day) } } }
            @if let Some(conclusion) = entry["conclusion"].as_str() { p.govuk-body-s { (conclusion) } }
            dl.sa-facts { @for (name, value) in facts { dt { (word(visit, "fact", name)) } dd { (text(value)) } } }
        }
    }
}
