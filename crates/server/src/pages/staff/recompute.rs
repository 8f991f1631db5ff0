//! The lottery of a draw: what was committed to, what was drawn, the server's own recomputation, and how
//! anybody recomputes it with tools that every system has.

use super::draw::Draw;
use crate::pages::parts::{Colour, row, tag};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::assign::{Seed, recompute};
use saraptama_core::terms::ActNumber;
use saraptama_store::rows::SeedRow;

pub(super) fn lottery(visit: &Visit, number: ActNumber, draw: &Draw<'_>, seed: Option<&SeedRow>) -> Markup {
    let receipt = draw.receipt;
    // The seed of a day that is not over would tell the lots that are still to be drawn.
    let revealed = seed.filter(|seed| seed.day < visit.today()).map(|seed| hex::encode(seed.seed));
    let reveals = seed.and_then(|seed| seed.day.tomorrow().ok());
    html! {
        h2.govuk-heading-m { (visit.t("staff-assignment-lottery")) }
        p.govuk-body { (visit.t("staff-assignment-rule")) }
        dl.govuk-summary-list #lottery {
            (row(visit.t("staff-assignment-commitment"), html! { code.sa-hash { (receipt.commitment) } }))
            (row(visit.t("staff-assignment-ticket"), html! { code.sa-hash { (receipt.ticket) } }))
            (row(visit.t("staff-assignment-seed"), html! {
                @match (&revealed, reveals) {
                    (Some(seed), _) => code.sa-hash #seed { (seed) },
                    (None, Some(day)) => (visit.say("staff-assignment-seed-secret", &[("day", visit.long_day(day).into())])),
                    (None, None) => (visit.t("staff-assignment-unknown-seed")),
                }
            }))
            (row(visit.t("staff-assignment-check"), verdict(visit, number, draw, seed)))
        }
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("staff-assignment-yourself")) } }
            div.govuk-details__text {
                @match &revealed {
                    Some(seed) => (by_hand(visit, number, draw, seed)),
                    None => p.govuk-body { (visit.t("staff-assignment-yourself-later")) },
                }
            }
        }
    }
}

fn verdict(visit: &Visit, number: ActNumber, draw: &Draw<'_>, seed: Option<&SeedRow>) -> Markup {
    let agrees = seed.map(|row| recompute(draw.receipt, number, &Seed::new(row.seed)));
    html! {
        @match agrees {
            Some(true) => { (tag(Colour::Green, visit.t("staff-assignment-agrees"))) span.sa-muted { (visit.t("staff-assignment-agrees-hint")) } },
            Some(false) => { (tag(Colour::Red, visit.t("staff-assignment-differs"))) span.sa-muted { (visit.t("staff-assignment-differs-hint")) } },
            None => (tag(Colour::Orange, visit.t("staff-assignment-unknown-seed"))),
        }
    }
}

fn by_hand(visit: &Visit, number: ActNumber, draw: &Draw<'_>, seed: &str) -> Markup {
    let (ticket, tied) = (draw.receipt.ticket.to_string(), draw.receipt.tied.len());
    let head = ticket.get(..32).unwrap_or_default();
    html! {
        ol.govuk-list.govuk-list--number {
            li {
                (visit.t("staff-assignment-yourself-1"))
                pre.sa-code tabindex="0" { "printf '%s' " (seed) " | xxd -r -p | sha256sum" }
            }
            li {
                (visit.t("staff-assignment-yourself-2"))
                pre.sa-code tabindex="0" { "printf '%s' " (number) " | openssl dgst -sha256 -mac HMAC -macopt hexkey:" (seed) }
            }
            @if tied > 0 {
                li {
                    (visit.say("staff-assignment-yourself-3", &[("count", tied.into())]))
                    pre.sa-code tabindex="0" { "python3 -c 'print(0x" (head) " % " (tied) ")'" }
                }
            }
        }
    }
}
