//! Diagnosis with its row of the list, impairments, history: as the form says it, masked.

use super::super::said::{text, word};
use super::Case;
use crate::pages::parts::{Colour, law, row, tag};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::law::SubForm;
use saraptama_core::terms::parse_date;
use serde_json::Value;

pub(super) fn diagnosis(visit: &Visit, case: &Case) -> Markup {
    let (all, main) = (case.member("diagnosis"), &case.member("diagnosis")["main"]);
    let established = parse_date(text(&main["established_on"])).ok().map(|day| visit.day(day)).unwrap_or_default();
    let more = |list: &str| all[list].as_array().into_iter().flatten().map(coded).collect::<Vec<_>>();
    html! {
        dl.govuk-summary-list {
            (row(visit.t("expert-main"), html! { strong { (coded(main)) } }))
            (row(visit.t("expert-established-on"), established))
            @if let Some(nosology) = case.nosology(visit) {
                (row(visit.t("expert-nosology"), html! { (visit.of(&nosology.name)) " " (law(visit, &nosology.cite)) }))
            }
            @if let Some(answer) = case.member("circumstances")["surgical_amputation"].as_str() {
                (row(visit.t("expert-surgical"), word(visit, "expert-answer", answer)))
            }
            @for list in ["complications", "comorbid"] {
                @let more = more(list);
                @if !more.is_empty() { (row(visit.t(&format!("expert-{list}")), html! { @for one in more { div { (one) } } })) }
            }
        }
        @if let Some(form) = case.sub_form(visit) { (sub_form(visit, case, form)) }
    }
}

fn coded(value: &Value) -> String {
    format!("{} {}", text(&value["icd10"]), text(&value["text"]))
}

/// The row of the list of limb defects, with the group that the order of the rows suggests: marked as what it
/// is, a hypothesis for decision support.
pub(in crate::pages::expert) fn sub_form(visit: &Visit, case: &Case, form: &SubForm) -> Markup {
    let is_plausible = case.main().is_none_or(|code| form.plausible.iter().any(|one| *one == code || *one == code.category()));
    let approved = form.hypothesis_approved_by.clone().unwrap_or_else(|| visit.t("expert-approved-by-nobody"));
    let args = [
        (
            "group",
            ["I", "II", "III"].get(usize::from(form.hypothesised_group).wrapping_sub(1)).copied().unwrap_or_default().into(),
        ),
        ("source", word(visit, "expert-hypothesis", &form.hypothesis_source).into()),
        ("approved", approved.into()),
    ];
    html! {
        div.sa-card #sub-form {
            h3.govuk-heading-s { (visit.say("expert-line-form", &[("number", i64::from(form.number).into())])) }
            p.govuk-body-s { (visit.of(&form.name)) " " (law(visit, &form.cite)) }
            p.sa-card__line { (tag(Colour::Orange, visit.t("expert-unconfirmed"))) }
            p.govuk-body-s {
                @if case.age < 18 { (visit.t("expert-hypothesis-child")) } @else { (visit.say("expert-hypothesis", &args)) }
            }
            @if !is_plausible { p.govuk-body-s { (visit.t("expert-form-unlikely")) } }
        }
    }
}

pub(super) fn impairments(visit: &Visit, case: &Case) -> Markup {
    let all = case.member("impairments").as_array().into_iter().flatten();
    html! {
        table.govuk-table.sa-table.sa-dense.sa-stack {
            caption.govuk-table__caption.govuk-visually-hidden { (visit.t("expert-section-impairments")) }
            thead.govuk-table__head {
                tr.govuk-table__row {
                    @for head in ["expert-function", "expert-degree-head", "expert-description"] { th.govuk-table__header scope="col" { (visit.t(head)) } }
                }
            }
            tbody.govuk-table__body {
                @for one in all {
                    tr.govuk-table__row {
                        th.govuk-table__header.sa-regular scope="row" { (word(visit, "expert-function", text(&one["function"]))) }
                        td.govuk-table__cell data-l=(visit.t("expert-degree-head")) { (one["degree"].as_i64().unwrap_or_default()) " / 4" }
                        td.govuk-table__cell { (text(&one["text"])) }
                    }
                }
            }
        }
    }
}

pub(super) fn history(visit: &Visit, case: &Case) -> Markup {
    let history = case.member("history");
    let measures = case.member("measures").as_array().into_iter().flatten();
    let day = |value: &Value| parse_date(text(value)).map(|day| visit.day(day)).unwrap_or_default();
    html! {
        dl.govuk-summary-list {
            @for part in ["disease", "life", "treatment"] {
                @if let Some(said) = history[part].as_str() { (row(visit.t(&format!("expert-history-{part}")), said)) }
            }
            @for one in history["incapacity"].as_array().into_iter().flatten() {
                (row(visit.t("expert-history-incapacity"), format!("{} – {}, {}", day(&one["from"]), day(&one["to"]), text(&one["icd10"]))))
            }
            @for one in measures { (row(visit.t("expert-recommended"), text(&one["text"]))) }
        }
    }
}
