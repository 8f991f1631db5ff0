use super::shown;
use crate::pages::parts::{Choice, Colour, Input, law, pager, select, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::authority::{Principal, Role};
use saraptama_core::terms::Region;
use std::collections::{BTreeMap, BTreeSet};

const PAGE: usize = 50;

/// `/staff/experts`: the register of experts in the order of the Kazakh alphabet, with what each has to do
/// and whether they are on duty (algorithm p. 7).
pub(super) async fn list(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Page {
    let databank = visit.host.databank();
    let region = asked.get("region").and_then(|text| Region::parse(text).ok());
    let loads: BTreeMap<String, u32> = databank.store.open_loads().await.map_err(shown::fault(&visit))?.into_iter().collect();
    let absent = databank.store.absent_on(visit.today()).await.map_err(shown::fault(&visit))?;
    let absent: BTreeSet<String> = absent.into_iter().collect();
    let of_region = |who: &&Principal| region.is_none() || who.region == region;
    let mut all: Vec<&Principal> = databank.people.all_experts().filter(of_region).collect();
    all.sort_by(|one, other| crate::collate::by_kazakh_order(&one.name, &other.name).then_with(|| one.id.cmp(&other.id)));
    let from = asked.get("cursor").and_then(|text| text.parse().ok()).unwrap_or(0).min(all.len());
    let next = (all.len() > from + PAGE).then(|| (from + PAGE).to_string());
    let part = &all[from..all.len().min(from + PAGE)];
    let query = region.map(|region| format!("region={region}&")).unwrap_or_default();
    let body = html! {
        p.govuk-body-l { (visit.t("staff-experts-lead")) " " (law(&visit, &shown::paragraph(&visit, "algorithm p.7"))) }
        (filter(&visit, region))
        @if part.is_empty() { (shown::empty(&visit, "staff-experts-empty", "staff-experts-empty-hint")) } @else {
            (table(&visit, part, &loads, &absent))
        }
        (pager(&visit, "/staff/experts", &query, next.as_deref()))
    };
    Ok(visit.sheet(visit.t("nav-experts")).here("experts").show(body))
}

fn filter(visit: &Visit, region: Option<Region>) -> Markup {
    let value = region.map(|region| region.to_string()).unwrap_or_default();
    let label = visit.t("staff-experts-region");
    html! {
        form.sa-filter method="get" action="/staff/experts" {
            (select(visit, &Input { name: "region", label, value: &value, ..Input::default() }, &choices(visit)))
            button.govuk-button.govuk-button--secondary { (visit.t("staff-experts-filter")) }
        }
    }
}

/// Every region, and the choice of all of them.
pub(super) fn choices(visit: &Visit) -> Vec<Choice> {
    let any = Choice::new("", visit.t("staff-any"));
    std::iter::once(any)
        .chain(shown::regions(visit).into_iter().map(|(region, name)| Choice::new(region.to_string(), name)))
        .collect()
}

fn table(visit: &Visit, part: &[&Principal], loads: &BTreeMap<String, u32>, absent: &BTreeSet<String>) -> Markup {
    let words = ["staff-expert", "staff-experts-region", "staff-experts-load", "staff-experts-duty"].map(|key| visit.t(key));
    html! {
        table.govuk-table.sa-table.sa-stack #experts {
            caption.govuk-table__caption { (visit.t("staff-experts-caption")) }
            thead.govuk-table__head { tr { @for word in &words { th.govuk-table__header scope="col" { (word) } } } }
            tbody.govuk-table__body {
                @for who in part {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { (shown::expert(visit, &who.id)) }
                        td.govuk-table__cell data-l=(words[1]) { @if let Some(region) = who.region { (shown::region(visit, region)) } }
                        td.govuk-table__cell.sa-num data-l=(words[2]) { (loads.get(&who.id).copied().unwrap_or_default()) }
                        td.govuk-table__cell data-l=(words[3]) { (today(visit, who, absent)) }
                    }
                }
            }
        }
    }
}

fn today(visit: &Visit, who: &Principal, absent: &BTreeSet<String>) -> Markup {
    let today = visit.today();
    let (colour, key) = if !who.holds(Role::Expert, today) {
        (Colour::Grey, "staff-duty-not-taking-part")
    } else if absent.contains(&who.id) || !who.is_on_duty(today) {
        (Colour::Orange, "staff-duty-off")
    } else if visit.law().calendar.is_working_day(today) == Ok(false) {
        (Colour::Grey, "staff-duty-day-off")
    } else {
        (Colour::Green, "staff-duty-on")
    };
    tag(colour, visit.t(key))
}
