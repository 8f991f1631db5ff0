//! What stands beside the form, always in view: the requirements of the nosology as the law counts them, each
//! with its paragraph, and what is only a hint.

use super::desk::{Judged, Open};
use super::step::Step;
use super::tree::Tree;
use super::{entry, hints};
use crate::pages::parts::{Colour, law, tag};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::check::{Check, Code, Decision, Severity};
use saraptama_core::law::{Answer, Nosology, PilotRules, Requirement};

/// How a requirement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is met.
    Met,
    /// It is missing.
    Missing,
    /// It is there and lacks a fact.
    Incomplete,
    /// Nothing was said of it ("if available", AMB-17).
    Unanswered,
    /// The answer under which it is asked is another.
    NotAsked,
    /// It cannot be told yet whether it is asked.
    Open,
}

impl Standing {
    fn colour(self) -> Colour {
        match self {
            Self::Met => Colour::Green,
            Self::Missing | Self::Incomplete => Colour::Red,
            Self::Unanswered => Colour::Orange,
            Self::NotAsked | Self::Open => Colour::Grey,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Met => "doctor-standing-met",
            Self::Missing => "doctor-standing-missing",
            Self::Incomplete => "doctor-standing-incomplete",
            Self::Unanswered => "doctor-standing-unanswered",
            Self::NotAsked => "doctor-standing-not-asked",
            Self::Open => "doctor-standing-open",
        }
    }
}

/// A requirement of the nosology, and how it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'l> {
    pub(super) requirement: &'l Requirement,
    pub(super) standing: Standing,
}

impl Asked<'_> {
    /// Whether the law counts it among the mandatory ones of this case.
    fn is_mandatory(&self) -> bool {
        !self.requirement.is_if_available() && !matches!(self.standing, Standing::NotAsked | Standing::Open)
    }
}

/// The requirements of `nosology` in the order's order.
pub(super) fn asked<'l>(check: &Check, draft: &Tree, rules: &'l PilotRules, nosology: &'l Nosology) -> Vec<Asked<'l>> {
    let standing = |requirement: &Requirement| {
        if !check.scope.pilot {
            return Standing::Open;
        }
        if let Some(when) = &requirement.when {
            let answer = draft.text(&format!("circumstances.{}", when.circumstance));
            let asked_by = if when.is == Answer::Yes { "yes" } else { "no" };
            match answer.as_ref() {
                "yes" | "no" if answer != asked_by => return Standing::NotAsked,
                "yes" | "no" => {}
                _ => return Standing::Open,
            }
        }
        let found = check.findings.iter().filter(|found| found.requirement.as_ref() == Some(&requirement.id));
        found.map(|found| found.code).find_map(of_code).unwrap_or(Standing::Met)
    };
    rules.requirements_of(&nosology.id).map(|requirement| Asked { requirement, standing: standing(requirement) }).collect()
}

fn of_code(code: Code) -> Option<Standing> {
    match code {
        Code::EvidenceMissing => Some(Standing::Missing),
        Code::EvidenceIncomplete => Some(Standing::Incomplete),
        Code::EvidenceUnanswered => Some(Standing::Unanswered),
        _ => None,
    }
}

/// How many of the mandatory ones are met, and how many there are.
pub(super) fn count(asked: &[Asked<'_>]) -> (usize, usize) {
    let mandatory = asked.iter().filter(|one| one.is_mandatory());
    let met = mandatory.clone().filter(|one| one.standing == Standing::Met).count();
    (met, mandatory.count())
}

/// The digest of what the page shows, which stands in the form: what a script saves brings the next one.
pub(super) fn seen(open: &Open, is_swapped: bool) -> Markup {
    html! { input type="hidden" id="seen" name="seen" value=(open.seen) hx-swap-oob=[is_swapped.then_some("true")]; }
}

/// The part beside the form, which a script puts in place of the one before.
pub(super) fn part(visit: &Visit, open: &Open, judged: &Judged<'_>, saved: Option<&str>) -> Markup {
    html! {
        aside #beside aria-label=(visit.t("doctor-beside")) {
            div.sa-card {
                (requirements(visit, open, judged))
                (verdict(visit, open, judged))
                @if let Some(saved) = saved { p.sa-saved #saved { (saved) } }
            }
            (hints::part(visit, open, judged))
        }
    }
}

fn requirements(visit: &Visit, open: &Open, judged: &Judged<'_>) -> Markup {
    let Some(nosology) = judged.nosology else {
        return html! {
            h2.govuk-heading-s { (visit.t("doctor-beside-none")) }
            p.govuk-body-s {
                @if open.draft.text("diagnosis.main.icd10").is_empty() { (visit.t("doctor-beside-no-code")) }
                @else { (visit.t("doctor-beside-not-listed")) }
            }
        };
    };
    let (met, all) = count(&judged.asked);
    let args = [("nosology", visit.of(&nosology.name).into()), ("met", met.into()), ("all", all.into())];
    let notes = judged.rules.notes.iter().filter(|note| note.nosology == nosology.id);
    html! {
        h2.govuk-heading-s { (visit.say("doctor-beside-title", &args)) }
        table.govuk-table.sa-table.sa-asked {
            caption.govuk-visually-hidden { (visit.t("doctor-beside")) }
            thead.govuk-visually-hidden { tr { th scope="col" { (visit.t("doctor-beside-what")) } th scope="col" { (visit.t("doctor-beside-how")) } } }
            tbody.govuk-table__body {
                @for one in &judged.asked { (row(visit, open, one)) }
                @for note in notes {
                    tr.govuk-table__row {
                        th class="govuk-table__header govuk-!-font-weight-regular" scope="row" { (visit.of(&note.name)) br; (law(visit, &note.cite)) }
                        td.govuk-table__cell { (tag(Colour::Grey, visit.t("doctor-standing-note"))) }
                    }
                }
            }
        }
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("doctor-why")) } }
            div.govuk-details__text {
                p.govuk-body-s {
                    (visit.say("doctor-why-code", &[("code", open.draft.text("diagnosis.main.icd10").into_owned().into()), ("nosology", visit.of(&nosology.name).into())]))
                    " " (law(visit, &nosology.cite))
                }
                @if let Some(at) = judged.check.at { p.govuk-body-s { (visit.say("doctor-why-day", &[("day", visit.day(at).into())])) } }
                p.govuk-body-s { (visit.t("doctor-why-count")) }
            }
        }
    }
}

fn row(visit: &Visit, open: &Open, one: &Asked<'_>) -> Markup {
    let key = one.requirement.any_of.first().map_or("other", String::as_str);
    html! {
        tr.govuk-table__row {
            th class="govuk-table__header govuk-!-font-weight-regular" scope="row" {
                a.govuk-link href={ (open.address(Step::Examinations.as_str())) "#evidence." (key) } { (visit.of(&one.requirement.name)) }
                br; (law(visit, &one.requirement.cite))
            }
            td.govuk-table__cell { (tag(one.standing.colour(), visit.t(one.standing.key()))) }
        }
    }
}

/// What follows for the chair's signature, and how much is still wrong elsewhere.
fn verdict(visit: &Visit, open: &Open, judged: &Judged<'_>) -> Markup {
    let check = &judged.check;
    let errors = check.findings.iter().filter(|found| found.severity() == Severity::Error);
    let others = errors.filter(|found| found.requirement.is_none()).count();
    let text = match check.decision {
        Decision::Ordinary => check.scope.reason.map(|reason| visit.words().reason(reason)),
        decision => Some(visit.words().decision(decision)),
    };
    html! {
        @if let Some(text) = text { p.govuk-body-s { (visit.of(&text)) } }
        @if check.decision == Decision::Blocked && let Some(reason) = check.scope.reason {
            p.govuk-body-s { (visit.of(&visit.words().reason(reason))) }
        }
        @if others > 0 {
            p.govuk-body-s {
                a.govuk-link href=(open.address(Step::Review.as_str())) { (visit.say("doctor-beside-others", &[("count", others.into())])) }
            }
        }
    }
}

/// What a save changed, in words: the requirements that stand otherwise now, and the count. Of a nosology that was
/// just chosen only the count is said; its requirements are all new.
pub(super) fn changed(visit: &Visit, before: &Judged<'_>, after: &Judged<'_>) -> String {
    let was = |id: &str| before.asked.iter().find(|one| one.requirement.id == id).map(|one| one.standing);
    let mut said: Vec<String> = Vec::new();
    for one in after.asked.iter().filter(|one| was(&one.requirement.id).is_some_and(|was| was != one.standing)).take(5) {
        let args = [("what", visit.of(&one.requirement.name).into()), ("how", visit.t(one.standing.key()).into())];
        said.push(visit.say("doctor-said-one", &args));
    }
    let is_new = after.asked.first().is_some_and(|one| was(&one.requirement.id).is_none());
    if is_new || !said.is_empty() {
        let (met, all) = count(&after.asked);
        said.push(visit.say("doctor-said-count", &[("met", met.into()), ("all", all.into())]));
    }
    said.join(" ")
}

/// The kind of an entry in words.
pub(super) fn kind_name(visit: &Visit, key: &str) -> String {
    let kind = entry::kind_of(key);
    let word = format!("doctor-kind-{}", kind.replace('_', "-"));
    let name = if visit.words().has(&word) { visit.t(&word) } else { kind.to_owned() };
    match key.strip_prefix(kind).and_then(|rest| rest.strip_prefix('-')) {
        Some(nth) => visit.say("doctor-kind-nth", &[("kind", name.into()), ("nth", nth.to_owned().into())]),
        None => name,
    }
}
