//! One file of figures: every type with its four verdicts and what follows; where readings differ it says so.

use super::said;
use crate::doors::Named;
use crate::pages::parts::{Colour, law, row, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::htmc::transition::Compared;
use saraptama_core::htmc::transition::protocol::State;
use saraptama_core::law::HtmcList;
use saraptama_core::terms::FormId;
use saraptama_store::rows::FiguresRow;
use std::collections::BTreeMap;

/// What is shown: a word of the address, and which types it takes.
type Part = (&'static str, fn(&Compared) -> bool);

const PARTS: [Part; 4] = [
    ("excluded", |one| one.usual.excluded),
    ("watch", |one| one.usual.watch_list),
    ("readings", readings_differ),
    ("all", |_| true),
];

/// Whether another reading would come to another outcome.
fn readings_differ(one: &Compared) -> bool {
    let usual = (one.usual.excluded, one.usual.watch_list);
    one.otherwise.iter().any(|other| (other.excluded, other.watch_list) != usual)
}

pub(super) async fn show(visit: Visit, Named(text): Named<String>, query: Query<BTreeMap<String, String>>) -> Page {
    let id = FormId::parse(&text).map_err(|_| visit.not_found())?;
    let judged = visit.host.ministry().judged_figures(id).await.map_err(|error| visit.refuse(error))?;
    let asked = query.get("show").map_or("all", String::as_str);
    let (part, wanted) = PARTS.into_iter().find(|(name, _)| *name == asked).ok_or_else(|| visit.not_found())?;
    let stands = visit.host.ministry().transition_state(visit.who()?, &judged).await;
    let (state, may_sign) = stands.map_err(|error| visit.refuse(error))?;
    let shown: Vec<&Compared> = judged.types.iter().filter(|one| wanted(one)).collect();
    let body = html! {
        (facts(&visit, &judged.row))
        (signature(&visit, id, &judged.row, &state, may_sign))
        p.govuk-body { (visit.t("transition-all-four")) " " (law(&visit, &visit.law().htmc.transitions.together_cite)) }
        nav.sa-lists aria-label=(visit.t("transition-parts")) {
            ul {
                @for (name, takes) in PARTS {
                    @let count = i64::try_from(judged.types.iter().filter(|one| takes(one)).count()).unwrap_or_default();
                    li {
                        a.govuk-link href={ "/htmc/transition/" (id) "?show=" (name) } aria-current=[(name == part).then_some("page")] {
                            (visit.say(&format!("transition-part-{name}"), &[("n", count.into())]))
                        }
                    }
                }
            }
        }
        @if shown.is_empty() { p.govuk-body { (visit.t("transition-none")) } } @else { (table(&visit, id, &judged.list, &shown)) }
    };
    let sheet = visit.sheet(visit.say("transition-of-years", &[("years", judged.row.years.clone().into())])).here("htmc");
    Ok(sheet.back("/htmc/transition", visit.t("transition-to-list")).show(body))
}

/// Whether the protocol is signed, and the ways to it.
fn signature(visit: &Visit, id: FormId, row: &FiguresRow, state: &State, may_sign: bool) -> Markup {
    let me = visit.session.as_deref().map(|session| session.who.id.as_str()).unwrap_or_default();
    html! {
        p.govuk-body #state {
            @match state {
                State::Open => (tag(Colour::Blue, visit.t("transition-unsigned"))),
                State::Signed { by, at, .. } => {
                    (tag(Colour::Green, visit.t("transition-signed"))) " "
                    (visit.say("transition-signed-by", &[("who", said::name(visit, by).into()), ("at", visit.moment(*at).into())]))
                }
            }
        }
        div.govuk-button-group {
            a.govuk-button.govuk-button--secondary #protocol href={ "/htmc/transition/" (id) "/protocol" } { (visit.t("transition-protocol")) }
            @if may_sign { a.govuk-button #sign href={ "/htmc/transition/" (id) "/sign" } { (visit.t("transition-to-sign")) } }
        }
        @if *state == State::Open && row.by == me { p.govuk-body-s #own-work { (visit.t("transition-refusal-not-a-second-person")) } }
    }
}

fn facts(visit: &Visit, of: &FiguresRow) -> Markup {
    html! {
        dl.govuk-summary-list {
            (row(visit.t("transition-imported"), visit.moment(of.at)))
            (row(visit.t("transition-by"), said::name(visit, &of.by)))
            (row(visit.t("transition-rows"), of.rows_read))
            (row(visit.t("transition-edition"), visit.say("transition-edition-on", &[("edition", of.edition.clone().into()), ("day", visit.day(of.law_day).into())])))
            (row(visit.t("transition-digest"), html! { code.sa-digest { (of.sha256) } }))
        }
    }
}

fn table(visit: &Visit, id: FormId, list: &HtmcList, types: &[&Compared]) -> Markup {
    let outcome = visit.t("transition-outcome");
    html! {
        table.govuk-table.sa-table.sa-stack.sa-dense #types {
            caption.govuk-table__caption { (visit.t("transition-types")) }
            thead.govuk-table__head {
                tr.govuk-table__row {
                    th.govuk-table__header scope="col" { (visit.t("transition-type")) }
                    @for rule in &visit.law().htmc.transitions.rules { th.govuk-table__header scope="col" { (rule.id) " " (visit.of(&rule.name)) } }
                    th.govuk-table__header scope="col" { (outcome) }
                }
            }
            tbody.govuk-table__body {
                @for one in types {
                    @let usual = &one.usual;
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" {
                            a.govuk-link href={ "/htmc/transition/" (id) "/type?section=" (said::section_name(usual.section)) "&code=" (usual.code) "&year=" (usual.year) } {
                                (usual.code) ", " (usual.year)
                            }
                            span.sa-muted { (said::section(visit, usual.section)) }
                            span.sa-muted { (said::type_name(visit, list, usual)) }
                        }
                        @for judged in &usual.criteria {
                            td.govuk-table__cell data-l=(judged.criterion) {
                                (said::verdict(visit, judged.verdict))
                                @if one.otherwise.iter().any(|other| other.criterion == judged.criterion && other.differs) {
                                    " " (tag(Colour::Blue, visit.t("transition-differs")))
                                }
                            }
                        }
                        td.govuk-table__cell data-l=(outcome) { (said::outcome(visit, usual.excluded, usual.watch_list)) }
                    }
                }
            }
        }
    }
}
