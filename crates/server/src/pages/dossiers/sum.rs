//! What levels come to, against the bound, and which single level would turn it.

use crate::pages::parts::{Colour, law, tag};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::htmc::dossier::{CRITERIA, tips};
use saraptama_core::htmc::{Tenths, score};
use saraptama_core::law::Criterion;

/// The sum of `levels`; nothing for levels that the table does not have.
pub(super) fn sum(visit: &Visit, levels: [u8; CRITERIA]) -> Markup {
    let htmc = &visit.law().htmc;
    let Ok(score) = score(levels, htmc) else { return html! {} };
    let (colour, key) = if score.listed { (Colour::Green, "dossier-listed") } else { (Colour::Grey, "dossier-not-listed") };
    let args = [
        ("points", score.points.to_string().into()),
        ("from", Tenths(htmc.listed_from_tenths).to_string().into()),
        ("to", Tenths(htmc.listed_to_tenths).to_string().into()),
    ];
    let parts = htmc.criteria.iter().zip(&score.by_criterion);
    html! {
        div.sa-sum {
            p.govuk-body-l { strong.sa-num data-points { (score.points) } " " (tag(colour, visit.t(key))) }
            p.govuk-body { (visit.say("dossier-sum", &args)) " " (law(visit, &score.source)) }
            ul.govuk-list {
                @for (criterion, one) in parts { li { (visit.of(&criterion.name)) ": " span.sa-num { (one.points) } } }
            }
            (turns(visit, levels))
        }
    }
}

/// Every single other level that would turn the outcome.
fn turns(visit: &Visit, levels: [u8; CRITERIA]) -> Markup {
    let htmc = &visit.law().htmc;
    let found = tips(levels, htmc).unwrap_or_default();
    html! {
        @if found.is_empty() { p.govuk-body { (visit.t("dossier-no-tips")) } } @else {
            p.govuk-body { (visit.t("dossier-tips")) }
            ul.govuk-list.govuk-list--bullet.sa-tips {
                @for tip in found {
                    @let name = htmc.criteria.get(tip.place).map(|criterion| visit.of(&criterion.name)).unwrap_or_default();
                    @let args = [("criterion", name.into()), ("from", i64::from(tip.from).into()),
                                 ("to", i64::from(tip.to).into()), ("points", tip.points.to_string().into())];
                    li { (visit.say(if tip.listed { "dossier-tip-in" } else { "dossier-tip-out" }, &args)) }
                }
            }
        }
    }
}

/// A level as the order prints it, with its number and points.
pub(super) fn level(visit: &Visit, criterion: &Criterion, number: u8) -> Markup {
    let row = usize::from(number).checked_sub(1).and_then(|at| criterion.levels.get(at));
    html! {
        @if let Some(row) = row {
            @let args = [("level", i64::from(number).into()), ("points", Tenths(row.points_tenths).to_string().into())];
            strong { (visit.say("dossier-level", &args)) } " " (visit.of(&row.text))
            @if let Some(note) = &row.note { span.sa-muted { (visit.of(note)) } }
        }
    }
}
