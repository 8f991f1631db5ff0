use super::{absences, calendar, shown};
use crate::doors::Named;
use crate::flow::databank::AbsenceFault;
use crate::pages::fields::Fields;
use crate::pages::parts::{Finding, errors, row};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use jiff::civil::Date;
use maud::{Markup, html};
use saraptama_core::authority::{Principal, Role};
use saraptama_store::rows::{ActRow, ActState};
use std::collections::BTreeMap;

/// How many open acts are named on the page; the rest are found by the register of the expert's work.
const OPEN: u32 = 20;

/// What somebody typed and what is wrong with it: each fault with the id of its field.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) fields: Fields,
    pub(super) wrong: Vec<(String, String)>,
}

impl Typed {
    pub(super) fn fault(&mut self, visit: &Visit, fault: AbsenceFault, field: &str) {
        self.wrong.push((field.to_owned(), visit.t(fault.key())));
    }
}

/// `/staff/experts/{id}`: an expert's duty in a month, and their absences.
pub(super) async fn show(visit: Visit, Named(id): Named<String>, Query(asked): Query<BTreeMap<String, String>>) -> Page {
    let who = found(&visit, &id)?;
    let first = calendar::month(asked.get("month").map(String::as_str), visit.today());
    draw(&visit, who, first, &Typed::default()).await
}

/// The expert of an address.
pub(super) fn found<'v>(visit: &'v Visit, id: &str) -> Result<&'v Principal, Refused> {
    let who = visit.host.databank().people.by_id(id);
    let is_expert = |who: &&Principal| who.grants.iter().any(|grant| grant.role == Role::Expert);
    who.filter(is_expert).ok_or_else(|| visit.not_found())
}

pub(super) async fn draw(visit: &Visit, who: &Principal, first: Date, typed: &Typed) -> Page {
    let store = &visit.host.databank().store;
    let held = store.absences_of(&who.id, first, first.last_of_month()).await.map_err(shown::fault(visit))?;
    let open = store.acts_of_expert(&who.id, &[ActState::Assigned], None, OPEN).await.map_err(shown::list_fault(visit))?;
    let absent = store.absent_on(visit.today()).await.map_err(shown::fault(visit))?;
    let is_absent = absent.contains(&who.id) || !who.is_on_duty(visit.today());
    let found: Vec<Finding> = typed.wrong.iter().map(|(field, text)| Finding::field(field, text.clone())).collect();
    let body = html! {
        @if !found.is_empty() { (errors(visit, &visit.t("staff-wrong"), &found)) }
        dl.govuk-summary-list {
            @if let Some(region) = who.region { (row(visit.t("staff-experts-region"), shown::region(visit, region))) }
            (row(visit.t("staff-expert-part"), part(visit, who)))
        }
        (acts(visit, &open.rows, is_absent))
        (calendar::draw(visit, who, &held, first))
        (absences::list(visit, who, &held, first))
        (absences::form(visit, who, typed))
    };
    let sheet = visit.sheet(who.name.clone()).caption(who.id.clone()).here("experts");
    Ok(sheet.back("/staff/experts", visit.t("nav-experts")).wrong(!found.is_empty()).show(body))
}

/// Since when, and until when, they take part.
fn part(visit: &Visit, who: &Principal) -> Markup {
    let grants = who.grants.iter().filter(|grant| grant.role == Role::Expert);
    html! {
        @for grant in grants {
            div {
                @match grant.until {
                    None => (visit.say("staff-expert-part-since", &[("from", visit.day(grant.from).into())])),
                    Some(until) => (visit.say("staff-expert-part-until", &[("from", visit.day(grant.from).into()), ("until", visit.day(until).into())])),
                }
            }
        }
    }
}

/// What they have to do; where they are absent, it is time to give it to somebody else.
fn acts(visit: &Visit, open: &[ActRow], is_absent: bool) -> Markup {
    html! {
        @if !open.is_empty() {
            @if is_absent {
                div.govuk-inset-text { (visit.t("staff-expert-open-absent")) }
            } @else {
                h2.govuk-heading-s { (visit.t("staff-expert-open")) }
            }
            ul.govuk-list #open-acts {
                @for act in open {
                    @if let Some(number) = act.number {
                        li {
                            a.govuk-link href={ "/staff/acts/" (number) } { (number) }
                            @if let Some(due) = act.due_at { " · " (visit.t("staff-act-due")) ": " (visit.moment(due)) }
                            @if is_absent {
                                " · " a.govuk-link href={ "/staff/acts/" (number) "/redistribute" } { (visit.t("staff-act-redistribute")) }
                            }
                        }
                    }
                }
            }
        }
    }
}
