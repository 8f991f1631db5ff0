//! The form as it is drawn, with the list behind it: urgency and payer lead to the sections, the chosen row says which
//! of them it is (AMB-39).

use super::form::{Wrongs, section_name};
use super::{DECIDES, HERE, address};
use crate::flow::htmc_list::KnownList;
use crate::pages::fields::Fields;
use crate::pages::parts::{Choice, Finding, Input, date, errors, input, law, radios, text_area};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use crate::search::fold;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::htmc::referral::{Payer, Urgency, sections_for};
use saraptama_core::law::{HtmcList, HtmcRow, Section};
use saraptama_core::terms::{FormId, Instant};

/// The most rows of the list that are offered at once.
const OFFERED: usize = 20;

/// What is drawn.
pub(super) struct Drawn<'d> {
    pub(super) id: FormId,
    pub(super) is_new: bool,
    pub(super) signed_at: Option<Instant>,
    pub(super) fields: &'d Fields,
    pub(super) wrong: &'d Wrongs,
}

pub(super) fn draw(visit: &Visit, of: &Drawn<'_>) -> Page {
    let known = visit.host.mis().high_tech_list().map_err(|error| visit.refuse(error))?;
    let action = if of.is_new { "/chair/high-tech/new".to_owned() } else { address(of.id, "") };
    let found: Vec<Finding> = of.wrong.iter().map(|(field, text)| Finding::field(field, text.as_str())).collect();
    let body = html! {
        @if !found.is_empty() { (errors(visit, &visit.t("hightech-not-saved"), &found)) }
        p.govuk-body { (visit.t("hightech-lead")) " " (law(visit, DECIDES)) }
        @if let Some(at) = of.signed_at {
            p.govuk-inset-text #signed { (visit.say("hightech-signed-at", &[("at", visit.moment(at).into())])) }
        }
        @if !of.is_new {
            p.govuk-body {
                a.govuk-link href=(address(of.id, "/print")) { (visit.t("hightech-print")) }
                @if of.signed_at.is_none() { " · " a.govuk-link href=(address(of.id, "/sign")) { (visit.t("hightech-to-sign")) } }
            }
        }
        @if of.signed_at.is_none() {
            form method="post" action=(action) novalidate {
                (visit.token())
                input type="hidden" name="id" value=(of.id);
                (patient(visit, of))
                (service(visit, of, &known))
                (decision(visit, of))
                button.govuk-button { (visit.t("hightech-save")) }
            }
        }
    };
    let status = if found.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = visit.t(if of.is_new { "hightech-new-title" } else { "hightech-one-title" });
    let sheet = visit.sheet(title).here(HERE).status(status).wrong(!found.is_empty());
    Ok(sheet.back("/chair/high-tech", visit.t("hightech-to-list")).show(body))
}

impl<'d> Drawn<'d> {
    fn field(&self, visit: &Visit, name: &'static str) -> Input<'d> {
        let label = visit.t(&format!("hightech-{name}"));
        Input {
            name,
            label,
            value: self.fields.one(name),
            error: self.wrong.get(name).cloned(),
            autocomplete: "off",
            ..Input::default()
        }
    }
}

fn patient(visit: &Visit, of: &Drawn<'_>) -> Markup {
    html! {
        section.sa-section {
            h2.govuk-heading-m { (visit.t("hightech-patient")) }
            (input(visit, &Input { is_numeric: true, width: 20, ..of.field(visit, "iin") }))
            (input(visit, &of.field(visit, "patient-name")))
            (date(visit, &of.field(visit, "birth-date")))
            (input(visit, &Input { width: 10, ..of.field(visit, "icd10") }))
            (text_area(visit, &of.field(visit, "diagnosis"), 2))
        }
    }
}

fn service(visit: &Visit, of: &Drawn<'_>, known: &KnownList) -> Markup {
    let list = &known.list;
    let choice = |value: &str, key: &str| Choice::new(value, visit.t(key));
    let urgencies = [choice("emergency", "hightech-urgency-emergency"), choice("planned", "hightech-urgency-planned")];
    let payers =
        [choice("guaranteed-volume", "hightech-payer-guaranteed-volume"), choice("insurance", "hightech-payer-insurance")];
    let (urgency, payer) = (Urgency::parse(of.fields.one("urgency")), Payer::parse(of.fields.one("payer")));
    let sections = urgency.zip(payer).map(|(urgency, payer)| sections_for(urgency, payer, &visit.law().sections));
    let cite = visit.law().sections.first().map(|section| section.cite.clone()).unwrap_or_default();
    html! {
        section.sa-section #service {
            h2.govuk-heading-m { (visit.t("hightech-service")) " " (law(visit, &cite)) }
            p.govuk-body #edition {
                (visit.say("hightech-edition", &[("edition", list.edition.clone().into())])) " "
                @match known.heard_at {
                    Some(at) => (visit.say("hightech-edition-heard", &[("at", visit.moment(at).into())])),
                    None => (visit.t("hightech-edition-of-law")),
                }
            }
            (radios(visit, &of.field(visit, "urgency"), &urgencies))
            (radios(visit, &of.field(visit, "payer"), &payers))
            (input(visit, &Input { hint: visit.t("hightech-q-hint"), kind: "search", ..of.field(visit, "q") }))
            button.govuk-button.govuk-button--secondary name="find" value="1" { (visit.t("hightech-find")) }
            @match sections {
                None => p.govuk-body { (visit.t("hightech-choose-first")) },
                Some(sections) if sections.is_empty() => p.govuk-body { (visit.t("hightech-wrong-no-section")) },
                Some(sections) => (rows(visit, of, list, &sections)),
            }
        }
    }
}

/// The rows that fit what is looked for, in the sections that urgency and payer lead to; the chosen one stays.
fn rows(visit: &Visit, of: &Drawn<'_>, list: &HtmcList, sections: &[Section]) -> Markup {
    let (asked, folded, chosen) = (of.fields.one("q"), fold(of.fields.one("q")), of.fields.one("row"));
    let name = |row: &HtmcRow| format!("{} {}", section_name(row.section), row.code);
    let fits = |row: &HtmcRow| {
        let names = [&row.name.kk, &row.name.ru, &row.name.en];
        !asked.is_empty()
            && (row.code.starts_with(asked) || (!folded.is_empty() && names.iter().any(|name| fold(name).contains(&folded))))
    };
    let possible = list.rows.iter().filter(|row| sections.contains(&row.section));
    let found: Vec<&HtmcRow> = possible.filter(|row| name(row) == chosen || fits(row)).collect();
    let choices: Vec<Choice> = found
        .iter()
        .take(OFFERED)
        .map(|row| Choice {
            value: name(row),
            text: format!("{} {}", row.code, visit.of(&row.name)),
            hint: visit.t(&format!("hightech-section-{}", section_name(row.section))),
        })
        .collect();
    html! {
        @if choices.is_empty() {
            div #row { p.govuk-body { (visit.t(if asked.is_empty() { "hightech-look" } else { "hightech-nothing-found" })) } }
        } @else {
            (radios(visit, &of.field(visit, "row"), &choices))
            @if found.len() > OFFERED { p.govuk-body { (visit.say("hightech-more", &[("n", (found.len() - OFFERED).into())])) } }
        }
    }
}

fn decision(visit: &Visit, of: &Drawn<'_>) -> Markup {
    let choices = [Choice::new("yes", visit.t("hightech-granted")), Choice::new("no", visit.t("hightech-not-granted"))];
    html! {
        section.sa-section {
            h2.govuk-heading-m { (visit.t("hightech-commission")) }
            (text_area(visit, &of.field(visit, "grounds"), 5))
            (radios(visit, &of.field(visit, "granted"), &choices))
            (input(visit, &Input { width: 10, ..of.field(visit, "number") }))
            (date(visit, &of.field(visit, "decided-on")))
            (text_area(visit, &Input { hint: visit.t("hightech-members-hint"), ..of.field(visit, "members") }, 3))
        }
    }
}
