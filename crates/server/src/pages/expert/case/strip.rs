use super::super::term::{Pressing, clock, readings, reason};
use super::Case;
use crate::pages::parts::{Colour, tag};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::act::State;

/// The term above everything else: until when, how long, and why so. A decided act says where it stands instead.
pub(in crate::pages::expert) fn strip(visit: &Visit, case: &Case) -> Markup {
    if let State::Decided { index, .. } = &case.state {
        return html! {
            div.sa-strip #term {
                p.govuk-body {
                    (tag(Colour::Green, visit.t("expert-registered"))) " "
                    @if let Some(index) = index { (visit.say("expert-place", &[("index", index.to_string().into())])) }
                }
                p.govuk-body-s { (visit.t("expert-stands")) }
            }
        };
    }
    html! {
        div.sa-strip #term {
            dl.sa-strip__facts {
                div { dt { (visit.t("expert-arrived")) } dd.sa-num { (visit.moment(case.term.arrived)) } }
                div { dt { (visit.t("expert-due")) } dd.sa-num { (visit.moment(case.term.due_at)) } }
                div {
                    dt { (visit.t("expert-left")) }
                    dd {
                        (clock(visit, case.term))
                        @if case.term.pressing(visit.now) == Pressing::Late { (tag(Colour::Red, visit.t("expert-late"))) }
                    }
                }
            }
            p.govuk-body-s { (reason(visit, case.term)) }
            (readings(visit))
        }
    }
}
