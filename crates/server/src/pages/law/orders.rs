//! Both orders at a glance, and what is not held.

use super::super::parts::{Colour, row, tag};
use super::super::visit::Visit;
use super::{acts, rests};
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use saraptama_core::law::Act;

pub(super) fn show(visit: &Visit) -> Response {
    let law = visit.law();
    let body = html! {
        p.govuk-body-l { (visit.t("law-what")) }
        @for act in acts(law) { (order(visit, act)) }
        h2.govuk-heading-m { (visit.t("law-readings")) }
        p.govuk-body { (visit.t("law-readings-what")) }
        p.govuk-body { a.govuk-link href="/law/readings" { (visit.say("law-readings-all", &[("n", number(law.readings.len()).into())])) } }
        (calendar(visit))
        (external(visit))
    };
    visit.sheet(visit.t("nav-law")).here("law").show(body)
}

fn order(visit: &Visit, act: &Act) -> Markup {
    let law = visit.law();
    let readings = law.readings.iter().filter(|reading| reading.cite.starts_with(&act.short)).count();
    let published = law.published.iter().filter(|one| one.act == act.id);
    html! {
        section.sa-order aria-labelledby=(act.id) {
            span.govuk-caption-m { (act.short) " " (in_force(visit, act, visit.today())) }
            h2.govuk-heading-m id=(act.id) { a.govuk-link href={ "/law/" (act.id) } { (visit.of(&act.title)) } }
            dl.govuk-summary-list {
                (row(visit.t("law-signed"), html! {
                    ul.govuk-list {
                        @for one in &act.signed { li { "№ " (one.number) ", " (visit.day(one.on)) " – " (visit.of(&one.by)) } }
                    }
                }))
                @if let Some(registered) = &act.registered {
                    (row(visit.t("law-registered"), html! { "№ " (registered.number) ", " (visit.day(registered.on)) }))
                }
                (row(visit.t("law-in-force"), rests::window(visit, act)))
                (row(visit.t("law-published"), html! {
                    ul.govuk-list {
                        @for one in published {
                            li {
                                "№ " (one.number) ": " (visit.day(one.on))
                                @if one.assumed { " " (tag(Colour::Orange, visit.t("law-mark-assumed"))) }
                                " → " (visit.say("law-from", &[("from", visit.day(one.from).into())]))
                            }
                        }
                    }
                }))
                (row(visit.t("law-still"), visit.day(act.still_valid_on)))
                (row(visit.t("law-readings"), number(readings)))
            }
            p.govuk-body { a.govuk-button href={ "/law/" (act.id) } { (visit.t("law-read")) } }
        }
    }
}

/// Whether an order is in force on a day.
pub(super) fn in_force(visit: &Visit, act: &Act, date: Date) -> Markup {
    if act.from <= date && act.until.is_none_or(|until| date <= until) {
        tag(Colour::Green, visit.say("law-is-in-force", &[("on", visit.day(date).into())]))
    } else {
        tag(Colour::Red, visit.say("law-not-in-force", &[("on", visit.day(date).into())]))
    }
}

fn calendar(visit: &Visit) -> Markup {
    let years = &visit.law().calendar.years;
    html! {
        h2.govuk-heading-m #calendar { (visit.t("law-calendar")) }
        p.govuk-body { (visit.t("law-calendar-what")) }
        @for year in years {
            details.govuk-details {
                summary.govuk-details__summary { span.govuk-details__summary-text { (year.year) } }
                div.govuk-details__text {
                    ul.govuk-list {
                        @for day in &year.days_off {
                            li {
                                (visit.day(day.date)) " – " (visit.of(&day.name)) " " span.sa-muted { (day.cite) }
                                @if day.estimated { " " (tag(Colour::Orange, visit.t("law-mark-assumed"))) }
                            }
                        }
                        @for day in &year.working_weekends {
                            li { (visit.say("law-working-weekend", &[("on", visit.day(*day).into())])) }
                        }
                    }
                }
            }
        }
    }
}

/// Sources outside the two orders: a value that rests on one is shown as such.
fn external(visit: &Visit) -> Markup {
    html! {
        h2.govuk-heading-m #external { (visit.t("law-external")) }
        p.govuk-body { (visit.t("law-external-what")) }
        dl.govuk-summary-list {
            @for source in &visit.law().external {
                (row(&source.prefix, html! { (visit.of(&source.title)) span.sa-muted { (visit.of(&source.note)) } }))
            }
        }
    }
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
