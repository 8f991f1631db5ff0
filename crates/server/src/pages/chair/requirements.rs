//! What the order asks of the form's nosology, and what of it is there.

use crate::flow::mis::Opened;
use crate::pages::parts::{Colour, law, tag};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::check::Code;
use saraptama_core::law::{Answer, Requirement};
use serde_json::Value;

/// The list of mandatory examinations beside the form; nothing outside the pilot, where the order asks nothing.
pub(super) fn list(visit: &Visit, opened: &Opened, form: &Value) -> Markup {
    let rules = visit.law().pilot.nearest(opened.check.at.unwrap_or(visit.today()));
    let nosology = opened.check.scope.nosology.as_deref().filter(|_| opened.check.scope.pilot);
    let nosology = nosology.and_then(|id| rules.nosologies.iter().find(|nosology| nosology.id == id));
    html! {
        @if let Some(nosology) = nosology {
            div.sa-card #requirements {
                h2.govuk-heading-s { (visit.t("chair-requirements")) }
                p.govuk-body-s { (visit.of(&nosology.name)) " " (law(visit, &nosology.cite)) }
                table.govuk-table.sa-table {
                    caption.govuk-visually-hidden { (visit.t("chair-requirements")) }
                    thead.govuk-visually-hidden { tr {
                        th scope="col" { (visit.t("chair-requirement")) } th scope="col" { (visit.t("chair-requirement-stands")) }
                    } }
                    tbody {
                        @for requirement in rules.requirements_of(&nosology.id) {
                            tr.govuk-table__row {
                                th.govuk-table__header.sa-plain scope="row" { (visit.of(&requirement.name)) }
                                td.govuk-table__cell { (stands(visit, opened, form, requirement)) }
                            }
                        }
                    }
                }
                @if let Some(first) = rules.requirements_of(&nosology.id).next() { (law(visit, &first.cite)) }
            }
        }
    }
}

/// The check decides; what it does not find wanting is there, unless the order asks for it in another case only.
fn stands(visit: &Visit, opened: &Opened, form: &Value, requirement: &Requirement) -> Markup {
    let found = opened.check.findings.iter().find(|finding| finding.requirement.as_deref() == Some(requirement.id.as_str()));
    let asked = requirement.when.as_ref().is_none_or(|when| {
        let answer = form.get("circumstances").and_then(|given| given.get(&when.circumstance)).and_then(Value::as_str);
        answer == Some(if when.is == Answer::Yes { "yes" } else { "no" })
    });
    let (colour, word) = match found.map(|finding| finding.code) {
        Some(Code::EvidenceIncomplete) => (Colour::Red, "chair-stands-incomplete"),
        Some(Code::EvidenceUnanswered | Code::CircumstanceUnanswered) => (Colour::Red, "chair-stands-unanswered"),
        Some(_) => (Colour::Red, "chair-stands-missing"),
        None if !asked => (Colour::Grey, "chair-stands-not-asked"),
        None => (Colour::Green, "chair-stands-there"),
    };
    tag(colour, visit.t(word))
}
