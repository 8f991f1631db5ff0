//! One type in one year: the four criteria with their numerators, denominators and bounds, each reading that the text
//! allows, and what the figures do not say.

use super::said;
use crate::doors::Named;
use crate::pages::parts::{Colour, law, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::htmc::transition::{Compared, Judged, Measure, Otherwise};
use saraptama_core::law::TransitionRule;
use saraptama_core::terms::FormId;
use std::collections::BTreeMap;

pub(super) async fn show(visit: Visit, Named(text): Named<String>, query: Query<BTreeMap<String, String>>) -> Page {
    let id = FormId::parse(&text).map_err(|_| visit.not_found())?;
    let judged = visit.host.ministry().judged_figures(id).await.map_err(|error| visit.refuse(error))?;
    let asked = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let is_it = |one: &&Compared| {
        let usual = &one.usual;
        usual.code == asked("code")
            && said::section_name(usual.section) == asked("section")
            && usual.year.to_string() == asked("year")
    };
    let one = judged.types.iter().find(is_it).ok_or_else(|| visit.not_found())?;
    let usual = &one.usual;
    let body = html! {
        p.govuk-body-l { (said::type_name(&visit, &judged.list, usual)) }
        p.govuk-body { (said::section(&visit, usual.section)) }
        p.govuk-body #outcome { (said::outcome(&visit, usual.excluded, usual.watch_list)) " " (law(&visit, &usual.source)) }
        @if usual.watch_list { p.govuk-body-s { (visit.t("transition-watch-ours")) } }
        @for judged in &usual.criteria {
            @let rule = visit.law().htmc.transitions.rules.iter().find(|rule| rule.id == judged.criterion);
            (criterion(&visit, judged, rule, one))
        }
    };
    let title =
        visit.say("transition-type-title", &[("code", usual.code.clone().into()), ("year", usual.year.to_string().into())]);
    let sheet = visit.sheet(title).here("htmc");
    Ok(sheet.back(format!("/htmc/transition/{id}"), visit.t("transition-to-file")).show(body))
}

fn criterion(visit: &Visit, judged: &Judged, rule: Option<&TransitionRule>, one: &Compared) -> Markup {
    let others: Vec<&Otherwise> = one.otherwise.iter().filter(|other| other.criterion == judged.criterion).collect();
    html! {
        section.sa-section id=(judged.criterion) {
            h2.govuk-heading-m { (judged.criterion) " " @if let Some(rule) = rule { (visit.of(&rule.name)) } " " (law(visit, &judged.source)) }
            p.govuk-body { (said::verdict(visit, judged.verdict)) }
            @if !judged.gaps.is_empty() { ul.govuk-list.govuk-list--bullet { @for gap in &judged.gaps { li { (said::gap(visit, gap)) } } } }
            (measures(visit, &judged.measures, &judged.criterion))
            @if !others.is_empty() {
                h3.govuk-heading-s { (visit.t("transition-readings")) }
                ul.govuk-list {
                    @for other in others { li { (otherwise(visit, other, one)) } }
                }
            }
        }
    }
}

/// Another reading: what it is, what it says, and whether anything would follow from it.
fn otherwise(visit: &Visit, other: &Otherwise, one: &Compared) -> Markup {
    let changes = (other.excluded, other.watch_list) != (one.usual.excluded, one.usual.watch_list);
    html! {
        strong { (visit.t(&format!("transition-reading-{}", other.reading))) } " (" (other.ruling) "): "
        (said::verdict(visit, other.verdict))
        @if other.differs { " " (tag(Colour::Blue, visit.t("transition-differs"))) }
        @if changes { " " (visit.t("transition-would-be")) " " (said::outcome(visit, other.excluded, other.watch_list)) }
        @for measure in other.measures.iter().take(2) { span.sa-muted { (figures(visit, measure)) } }
    }
}

fn figures(visit: &Visit, measure: &Measure) -> String {
    let args = [
        ("of", said::measured(visit, &measure.of).into()),
        ("numerator", measure.numerator.clone().into()),
        ("denominator", measure.denominator.clone().into()),
        ("bound", measure.bound.clone().unwrap_or_else(|| "–".to_owned()).into()),
    ];
    visit.say("transition-figures", &args)
}

fn measures(visit: &Visit, measures: &[Measure], name: &str) -> Markup {
    let columns =
        ["transition-measure", "transition-numerator", "transition-denominator", "transition-bound", "transition-verdict"];
    html! {
        @if !measures.is_empty() {
            table.govuk-table.sa-table.sa-stack.sa-dense {
                caption.govuk-visually-hidden { (name) }
                thead.govuk-table__head { tr.govuk-table__row { @for key in columns { th.govuk-table__header scope="col" { (visit.t(key)) } } } }
                tbody.govuk-table__body {
                    @for measure in measures {
                        tr.govuk-table__row {
                            th.govuk-table__header scope="row" { (said::measured(visit, &measure.of)) }
                            td.govuk-table__cell.sa-num data-l=(visit.t(columns[1])) { (measure.numerator) }
                            td.govuk-table__cell.sa-num data-l=(visit.t(columns[2])) { (measure.denominator) }
                            td.govuk-table__cell.sa-num data-l=(visit.t(columns[3])) { (measure.bound.as_deref().unwrap_or("–")) }
                            td.govuk-table__cell data-l=(visit.t(columns[4])) { (said::verdict(visit, measure.verdict)) }
                        }
                    }
                }
            }
        }
    }
}
