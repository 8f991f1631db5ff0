//! What happened to an act, event by event, each with its paragraph.

use super::shown;
use crate::pages::parts::law;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::act::Event;
use saraptama_core::terms::Instant;

pub(super) fn table(visit: &Visit, events: &[Event]) -> Markup {
    let (when, what) = (visit.t("staff-act-history-when"), visit.t("staff-act-history-what"));
    html! {
        table.govuk-table.sa-table.sa-stack #history {
            caption.govuk-table__caption.govuk-table__caption--m { (visit.t("staff-act-history")) }
            thead.govuk-table__head { tr { th.govuk-table__header scope="col" { (when) } th.govuk-table__header scope="col" { (what) } } }
            tbody.govuk-table__body {
                @for event in events {
                    @let (at, place) = about(event);
                    tr.govuk-table__row {
                        th.govuk-table__header.sa-num scope="row" { (visit.moment(at)) }
                        td.govuk-table__cell data-l=(what) {
                            (words(visit, event))
                            @if let Event::Reassigned { note, .. } = event { @if !note.is_empty() { span.sa-muted { (note) } } }
                            @if let Some(place) = place { " " (law(visit, &shown::paragraph(visit, place))) }
                        }
                    }
                }
            }
        }
    }
}

/// When it happened, and by which paragraph of the order.
fn about(event: &Event) -> (Instant, Option<&'static str>) {
    match event {
        Event::Accepted { at, .. } | Event::Refused { at, .. } | Event::AwaitingProof { at, .. } => (*at, Some("algorithm p.5")),
        Event::Returned { at, .. } | Event::Withdrawn { at, .. } => (*at, None),
        Event::Numbered { at, .. } => (*at, Some("algorithm p.6")),
        Event::Waitlisted { at } | Event::NobodyEligible { at, .. } => (*at, Some("algorithm p.7")),
        Event::Assigned { at, .. } | Event::Reassigned { at, .. } => (*at, Some("algorithm p.7")),
        Event::DecisionFrozen { at, .. } | Event::Decided { at, .. } | Event::Registered { at, .. } => {
            (*at, Some("algorithm p.9"))
        }
    }
}

fn words(visit: &Visit, event: &Event) -> String {
    let name = |id: &str| shown::name_of(visit, id).to_owned();
    match event {
        Event::Accepted { .. } => visit.t("staff-event-accepted"),
        Event::Refused { reason, .. } => format!("{}. {}", visit.t("staff-event-refused"), visit.t(reason)),
        Event::AwaitingProof { .. } => visit.t("staff-event-awaiting-proof"),
        Event::Returned { .. } => visit.t("staff-event-returned"),
        Event::Withdrawn { .. } => visit.t("staff-event-withdrawn"),
        Event::Numbered { .. } => visit.t("staff-event-numbered"),
        Event::Waitlisted { .. } => visit.t("staff-event-waitlisted"),
        Event::NobodyEligible { .. } => visit.t("staff-event-nobody-eligible"),
        Event::Assigned { expert, .. } => visit.say("staff-event-assigned", &[("expert", name(expert).into())]),
        Event::Reassigned { expert, from, reason, by, .. } => {
            let (from, expert, by) = (name(from).into(), name(expert).into(), name(by).into());
            visit.say(
                "staff-event-reassigned",
                &[("from", from), ("expert", expert), ("reason", visit.t(reason).into()), ("by", by)],
            )
        }
        Event::DecisionFrozen { .. } => visit.t("staff-event-decision-frozen"),
        Event::Decided { .. } => visit.t("staff-event-decided"),
        Event::Registered { .. } => visit.t("staff-event-registered"),
    }
}
