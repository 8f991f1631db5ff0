//! The order's list of examinations and objective data, checked once more (algorithm, annex 2).

use super::super::said::text;
use super::{Case, evidence};
use crate::pages::parts::{Colour, law, tag};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::check::Severity;
use saraptama_core::law::{Answer, Requirement};

/// How a requirement stands in this form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Met, by this entry of the evidence where one can be named.
    Met(Option<usize>),
    /// The check found something missing.
    Missing,
    /// The order asks for it under a condition that does not hold here.
    NotAsked,
}

/// Every requirement of the nosology, in the order's order.
pub(super) fn standings<'v>(visit: &'v Visit, case: &Case) -> Vec<(&'v Requirement, Standing)> {
    let Some(nosology) = case.nosology(visit) else { return vec![] };
    let all = case.rules(visit).requirements_of(&nosology.id);
    all.map(|requirement| (requirement, standing(case, requirement))).collect()
}

fn standing(case: &Case, requirement: &Requirement) -> Standing {
    let errors = case.check.findings.iter().filter(|finding| finding.severity() == Severity::Error);
    if errors.into_iter().any(|finding| finding.requirement.as_deref() == Some(&requirement.id)) {
        return Standing::Missing;
    }
    let answer = |condition: &saraptama_core::law::Condition| match text(&case.member("circumstances")[&condition.circumstance]) {
        "yes" => condition.is == Answer::Yes,
        "no" => condition.is == Answer::No,
        _ => false,
    };
    if !requirement.when.as_ref().is_none_or(answer) {
        return Standing::NotAsked;
    }
    let meets = |entry: &serde_json::Value| requirement.any_of.iter().any(|kind| kind == text(&entry["kind"]));
    Standing::Met(evidence::entries(case).position(meets))
}

pub(super) fn draw(visit: &Visit, case: &Case) -> Markup {
    html! {
        p.govuk-body-s { (visit.say("expert-checked-by", &[("day", visit.day(case.signed_on).into())])) }
        table.govuk-table.sa-table.sa-dense.sa-stack {
            caption.govuk-table__caption.govuk-visually-hidden { (visit.t("expert-section-requirements")) }
            thead.govuk-table__head {
                tr.govuk-table__row {
                    @for head in ["expert-requirement", "expert-standing", "expert-paragraph"] { th.govuk-table__header scope="col" { (visit.t(head)) } }
                }
            }
            tbody.govuk-table__body { @for (requirement, standing) in standings(visit, case) { (one(visit, case, requirement, &standing)) } }
        }
    }
}

fn one(visit: &Visit, case: &Case, requirement: &Requirement, standing: &Standing) -> Markup {
    let found = case.check.findings.iter().filter(|finding| finding.requirement.as_deref() == Some(&requirement.id));
    html! {
        tr.govuk-table__row {
            th.govuk-table__header.sa-regular scope="row" { (visit.of(&requirement.name)) }
            td.govuk-table__cell data-l=(visit.t("expert-standing")) {
                @match standing {
                    Standing::Met(at) => {
                        (tag(Colour::Green, visit.t("expert-met")))
                        @if let Some(at) = at { " " a.govuk-link href={ "#" (evidence::id(*at)) } { (visit.t("expert-source")) span.govuk-visually-hidden { ": " (visit.of(&requirement.name)) } } }
                    }
                    Standing::Missing => (tag(Colour::Red, visit.t("expert-missing"))),
                    Standing::NotAsked => (tag(Colour::Grey, visit.t("expert-not-asked"))),
                }
                @for finding in found { span.sa-muted { (visit.of(&visit.words().finding(finding, visit.law()))) } }
            }
            td.govuk-table__cell { (law(visit, &requirement.cite)) }
        }
    }
}
