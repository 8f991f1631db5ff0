//! The term of whoever was drawn, and why it ends then (algorithm p. 9, AMB-20 to AMB-22).

use super::draw::{Draw, Term};
use crate::pages::parts::{law, row};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::terms::civil_date;

pub(super) fn table(visit: &Visit, draws: &[Draw<'_>], draw: &Draw<'_>, term: Term<'_>) -> Markup {
    let procedure = &visit.law().pilot.nearest(civil_date(draw.at)).procedure;
    let cut = format!("{:02}:{:02}", procedure.cut_off.hour(), procedure.cut_off.minute());
    let why = if term.counts_from == civil_date(draw.at) { "staff-assignment-same-day" } else { "staff-assignment-next-day" };
    let first = draws.iter().find_map(|draw| draw.term).filter(|_| draw.again.is_some());
    html! {
        h2.govuk-heading-m { (visit.t("staff-assignment-term")) }
        dl.govuk-summary-list #term {
            (row(visit.t("staff-assignment-arrived"), visit.moment(draw.at)))
            (row(visit.t("staff-assignment-counts"), html! {
                (visit.long_day(term.counts_from))
                span.sa-muted { (visit.say(why, &[("cut", cut.into())])) }
            }))
            (row(visit.t("staff-assignment-due"), html! { (visit.moment(term.due_at)) " " (law(visit, &procedure.deadline_cite)) }))
            @if let Some(first) = first {
                (row(visit.t("staff-assignment-first-due"), html! {
                    (visit.moment(first.due_at)) span.sa-muted { (visit.t("staff-act-first-due-hint")) }
                }))
            }
            (row(visit.t("staff-assignment-readings"), term.readings.join(", ")))
        }
    }
}
