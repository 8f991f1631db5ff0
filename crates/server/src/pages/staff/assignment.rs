use super::draw::{Draw, draws};
use super::{recompute, shown, term};
use crate::doors::Named;
use crate::flow::FlowError;
use crate::pages::parts::{Colour, law, row, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::act::Action;
use saraptama_core::assign::{Load, Receipt};
use saraptama_core::authority::Role;
use saraptama_core::terms::{ActNumber, civil_date};
use std::collections::BTreeMap;

/// `/staff/acts/{number}/assignment`: the receipt of a draw, the last one unless `draw` names another
/// (algorithm p. 7, AMB-23, AMB-45).
pub(super) async fn show(visit: Visit, Named(number): Named<String>, Query(asked): Query<BTreeMap<String, String>>) -> Page {
    let number = shown::number(&visit, &number)?;
    let databank = visit.host.databank();
    let refuse = |error: FlowError| visit.refuse(error);
    let (act, _, may) = databank.act_for(visit.who()?, number).await.map_err(refuse)?;
    // A draft for which nobody was found has a receipt too, for whoever keeps the waiting list.
    if !may.contains(&Action::SeeAssignment) && !may.contains(&Action::SeeAct) {
        return Err(visit.not_found());
    }
    let events = databank.act_events(act.form).await.map_err(refuse)?;
    let draws = draws(&events);
    let nth = asked.get("draw").and_then(|text| text.parse().ok()).unwrap_or(draws.len());
    let draw = nth.checked_sub(1).and_then(|at| draws.get(at)).ok_or_else(|| visit.not_found())?;
    let seed = databank.store.seed(civil_date(draw.at)).await.map_err(shown::fault(&visit))?;
    let procedure = &visit.law().pilot.nearest(civil_date(draw.at)).procedure;
    let body = html! {
        p.govuk-body-l { (visit.t("staff-assignment-lead")) " " (law(&visit, &procedure.assignment_cite)) }
        @if draws.len() > 1 { (others(&visit, number, &draws, nth)) }
        dl.govuk-summary-list #drawn {
            (row(visit.t("staff-assignment-at"), visit.moment(draw.at)))
            (row(visit.t("staff-assignment-chosen"), chosen(&visit, draw.receipt)))
            @if let Some(again) = &draw.again {
                (row(visit.t("staff-assignment-why-again"), html! {
                    (visit.t(again.reason)) ": " (shown::name_of(&visit, again.from))
                    @if !again.note.is_empty() { span.sa-muted { (again.note) } }
                    span.sa-muted { (shown::name_of(&visit, again.by)) }
                }))
            }
        }
        (candidates(&visit, draw.receipt))
        (excluded(&visit, draw.receipt))
        (recompute::lottery(&visit, number, draw, seed.as_ref()))
        @if let Some(term) = draw.term { (term::table(&visit, &draws, draw, term)) }
    };
    let title = visit.say("staff-assignment-title", &[("number", number.to_string().into())]);
    let sheet = visit.sheet(title);
    let sheet = match visit.holds(Role::Staff) {
        true => sheet.back(format!("/staff/acts/{number}"), visit.t("staff-act")).here("waiting"),
        false => sheet.here("committee"),
    };
    Ok(sheet.show(body))
}

fn others(visit: &Visit, number: ActNumber, draws: &[Draw<'_>], here: usize) -> Markup {
    html! {
        nav.sa-tabs aria-label=(visit.t("staff-assignment-draws")) {
            ul {
                @for (nth, draw) in (1..).zip(draws) {
                    li {
                        a.govuk-link href={ "/staff/acts/" (number) "/assignment?draw=" (nth) } aria-current=[(nth == here).then_some("page")] {
                            (visit.say("staff-assignment-draw", &[("nth", nth.into()), ("at", visit.moment(draw.at).into())]))
                        }
                    }
                }
            }
        }
    }
}

fn chosen(visit: &Visit, receipt: &Receipt) -> Markup {
    html! {
        @match &receipt.chosen {
            Some(id) => (shown::expert(visit, id)),
            None => (tag(Colour::Red, visit.t("staff-assignment-nobody"))),
        }
    }
}

fn candidates(visit: &Visit, receipt: &Receipt) -> Markup {
    let mut loads: Vec<&Load> = receipt.candidates.iter().collect();
    loads.sort_by(|a, b| {
        let by_name = || crate::collate::by_kazakh_order(shown::name_of(visit, &a.expert), shown::name_of(visit, &b.expert));
        a.open.cmp(&b.open).then_with(by_name)
    });
    let words = ["staff-expert", "staff-assignment-load", "staff-assignment-in-lot"].map(|key| visit.t(key));
    html! {
        h2.govuk-heading-m { (visit.t("staff-assignment-candidates")) }
        @if loads.is_empty() { p.govuk-body { (visit.t("staff-assignment-candidates-none")) } } @else {
            table.govuk-table.sa-table.sa-stack #candidates {
                caption.govuk-table__caption { (visit.t("staff-assignment-candidates-caption")) }
                thead.govuk-table__head { tr { @for word in &words { th.govuk-table__header scope="col" { (word) } } } }
                tbody.govuk-table__body {
                    @for load in loads {
                        tr.govuk-table__row {
                            th.govuk-table__header scope="row" { (shown::expert(visit, &load.expert)) }
                            td.govuk-table__cell.sa-num data-l=(words[1]) { (load.open) }
                            td.govuk-table__cell data-l=(words[2]) { (in_lot(visit, receipt, &load.expert)) }
                        }
                    }
                }
            }
        }
    }
}

fn in_lot(visit: &Visit, receipt: &Receipt, id: &str) -> Markup {
    let place = receipt.tied.iter().position(|tied| tied == id);
    let (colour, key) = match place {
        None => (Colour::Grey, "staff-assignment-in-lot-no"),
        Some(_) if receipt.chosen.as_deref() == Some(id) => (Colour::Green, "staff-assignment-in-lot-won"),
        Some(_) => (Colour::Blue, "staff-assignment-in-lot-yes"),
    };
    html! {
        (tag(colour, visit.t(key)))
        @if let Some(place) = place { span.sa-muted { (visit.say("staff-assignment-place", &[("place", place.into())])) } }
    }
}

fn excluded(visit: &Visit, receipt: &Receipt) -> Markup {
    let words = ["staff-expert", "staff-assignment-reason"].map(|key| visit.t(key));
    let mut all: Vec<_> = receipt.exclusions.iter().collect();
    all.sort_by_key(|one| one.reason);
    html! {
        h2.govuk-heading-m { (visit.t("staff-assignment-excluded")) }
        @if all.is_empty() { p.govuk-body { (visit.t("staff-assignment-excluded-none")) } } @else {
            table.govuk-table.sa-table.sa-stack #excluded {
                caption.govuk-table__caption { (visit.t("staff-assignment-excluded-caption")) }
                thead.govuk-table__head { tr { @for word in &words { th.govuk-table__header scope="col" { (word) } } } }
                tbody.govuk-table__body {
                    @for one in all {
                        tr.govuk-table__row {
                            th.govuk-table__header scope="row" { (shown::expert(visit, &one.expert)) }
                            td.govuk-table__cell data-l=(words[1]) { (shown::exclusion(visit, one.reason)) }
                        }
                    }
                }
            }
        }
    }
}
