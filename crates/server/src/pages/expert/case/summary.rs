//! The case in five lines, each with a link to what it is taken from.

use super::super::said::{self, text, word};
use super::requirements::{Standing, standings};
use super::{Case, evidence};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use serde_json::Value;

/// The lines: what, and where it stands.
pub(in crate::pages::expert) fn draw(visit: &Visit, case: &Case) -> Markup {
    let lines = [who(visit, case), diagnosis(visit, case), impairment(visit, case), objective(visit, case), asked(visit, case)];
    html! {
        ol.govuk-list.govuk-list--number.sa-summary {
            @for (line, id) in lines {
                li { (line) " " a.govuk-link href={ "#" (id) } { (visit.t("expert-source")) span.govuk-visually-hidden { ": " (line) } } }
            }
        }
    }
}

fn who(visit: &Visit, case: &Case) -> (String, String) {
    let purpose = word(visit, "expert-purpose", text(case.member("purpose")));
    (
        visit.say("expert-line-who", &[("who", said::person(visit, &case.seen).into()), ("purpose", purpose.into())]),
        "diagnosis".into(),
    )
}

fn diagnosis(visit: &Visit, case: &Case) -> (String, String) {
    let main = &case.member("diagnosis")["main"];
    let sub_form = case.sub_form(visit).map(|form| visit.say("expert-line-form", &[("number", i64::from(form.number).into())]));
    let line = [text(&main["icd10"]), text(&main["text"])].join(" ");
    (sub_form.map_or(line.clone(), |form| format!("{line} ({form})")), "diagnosis".into())
}

/// The gravest impairment.
fn impairment(visit: &Visit, case: &Case) -> (String, String) {
    let all = case.member("impairments").as_array();
    let gravest = all.into_iter().flatten().max_by_key(|one| one["degree"].as_i64());
    let Some(one) = gravest else { return (visit.t("expert-none"), "impairments".into()) };
    let degree = one["degree"].as_i64().unwrap_or_default();
    let args = [("function", word(visit, "expert-function", text(&one["function"])).into()), ("degree", degree.into())];
    (visit.say("expert-line-impairment", &args), "impairments".into())
}

/// The objective data that the order asks for in this nosology; where it names none, the first conclusion.
fn objective(visit: &Visit, case: &Case) -> (String, String) {
    let Some(nosology) = case.nosology(visit) else { return (visit.t("expert-none"), "evidence".into()) };
    let asked = case.rules(visit).requirements_of(&nosology.id).flat_map(|requirement| &requirement.facts);
    let mut asked: Vec<&str> = asked.map(String::as_str).collect();
    asked.dedup();
    let entries: Vec<&Value> = evidence::entries(case).collect();
    let said = |fact: &&str| {
        let at = entries.iter().position(|entry| !text(&entry["facts"][*fact]).trim().is_empty())?;
        Some((at, format!("{}: {}", word(visit, "fact", fact), text(&entries[at]["facts"][*fact]))))
    };
    let found: Vec<(usize, String)> = asked.iter().filter_map(said).collect();
    if let Some((first, _)) = found.first() {
        let line = found.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("; ");
        return (line, evidence::id(*first));
    }
    let concluded = entries.iter().position(|entry| !text(&entry["conclusion"]).is_empty());
    let Some(at) = concluded else { return (visit.t("expert-none"), "evidence".into()) };
    (text(&entries[at]["conclusion"]).to_owned(), evidence::id(at))
}

fn asked(visit: &Visit, case: &Case) -> (String, String) {
    let standings = standings(visit, case);
    let asked = standings.iter().filter(|(_, standing)| *standing != Standing::NotAsked).count();
    let met = standings.iter().filter(|(_, standing)| matches!(standing, Standing::Met(_))).count();
    (visit.say("expert-line-asked", &[("met", met.into()), ("asked", asked.into())]), "requirements".into())
}
