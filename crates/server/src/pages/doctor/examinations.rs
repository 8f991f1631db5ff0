//! The examinations: a block for each requirement of the nosology in the order's order, then whatever else the form
//! brings.

use super::beside::{Standing, kind_name};
use super::desk::{Judged, Open};
use super::draw::Draw;
use super::entry;
use super::files;
use super::find;
use super::step::{Kind, ROWS, Step};
use crate::pages::parts::{Choice, Colour, Input, law, radios, row, tag};
use maud::{Markup, html};
use saraptama_core::check::{Code, Severity};
use saraptama_core::law::{Requirement, Status};

/// The kind whose specialist treats adults or children (E1.2).
const WITH_AUDIENCE: &str = "traumatologist-orthopaedist";
/// Where a limb is meant, its side is asked, so that levels are compared limb by limb (AMB-42).
const WITH_SIDE: [&str; 4] = ["traumatologist-orthopaedist", "surgeon", "limb-radiograph", "radiologist"];
/// What is asked of the kinds whose result is one word.
const RESULTS: [(&str, &str); 2] = [("karyotype", "karyotype"), ("dna-mutation", "mutation")];

pub(super) fn fields(draw: &Draw<'_>, open: &Open, judged: &Judged<'_>, more: &str) -> Markup {
    let visit = draw.visit;
    let asked = || judged.asked.iter().map(|one| one.requirement);
    let kinds: Vec<&str> = asked().flat_map(|requirement| requirement.any_of.iter().map(String::as_str)).collect();
    let others = entry::keys(draw.draft).into_iter().filter(|key| !kinds.contains(&entry::kind_of(key)));
    let others: Vec<String> = others.chain((more == "other").then(|| next_of(draw, "other"))).collect();
    html! {
        div #evidence tabindex="-1" {}
        @if judged.asked.is_empty() { div.govuk-inset-text { (visit.t("doctor-no-requirements")) } }
        @for one in &judged.asked {
            section.sa-requirement id=(one.requirement.id) {
                h2.govuk-heading-m { (visit.of(&one.requirement.name)) }
                p.govuk-body-s {
                    (law(visit, &one.requirement.cite))
                    @if one.standing == Standing::NotAsked { " " (tag(Colour::Grey, visit.t("doctor-standing-not-asked"))) }
                }
                p.sa-quote lang="kk" { "«" (one.requirement.printed) "»" }
                @if one.requirement.any_of.len() > 1 { p.govuk-hint { (visit.t("doctor-any-of")) } }
                @for kind in &one.requirement.any_of { (kind_block(draw, open, one.requirement, kind, more)) }
            }
        }
        section.sa-requirement {
            h2.govuk-heading-m { (visit.t("doctor-other-evidence")) }
            @for note in judged.rules.notes.iter().filter(|note| judged.nosology.is_some_and(|nosology| nosology.id == note.nosology)) {
                p.govuk-body { (visit.of(&note.name)) " " (law(visit, &note.cite)) }
            }
            @for key in &others { (entry_block(draw, open, key, None)) }
            @if others.len() < ROWS {
                button.govuk-button.govuk-button--secondary name="do" value="add:other" { (visit.t("doctor-add-other")) }
            }
        }
    }
}

/// The name of the entry that would come next.
fn next_of(draw: &Draw<'_>, kind: &str) -> String {
    let count = entry::keys(draw.draft).iter().filter(|key| entry::kind_of(key) == kind).count();
    entry::named(kind, count + 1)
}

/// All entries of a kind; an empty one where there is none, and another where somebody asked for it.
fn kind_block(draw: &Draw<'_>, open: &Open, requirement: &Requirement, kind: &str, more: &str) -> Markup {
    let mut keys: Vec<String> = entry::keys(draw.draft).into_iter().filter(|key| entry::kind_of(key) == kind).collect();
    if keys.is_empty() || more == kind {
        keys.push(entry::named(kind, keys.len() + 1));
    }
    html! {
        @for key in &keys { (entry_block(draw, open, key, Some(requirement))) }
        @if WITH_SIDE.contains(&kind) && open.is_draft() {
            button.sa-linkbutton name="do" value={ "add:" (kind) } { (draw.visit.say("doctor-add-limb", &[("kind", kind_name(draw.visit, kind).into())])) }
        }
    }
}

fn entry_block(draw: &Draw<'_>, open: &Open, key: &str, requirement: Option<&Requirement>) -> Markup {
    let kind = entry::kind_of(key);
    let facts = facts(draw, key, requirement);
    html! {
        fieldset.govuk-fieldset.sa-entry id={ "evidence." (key) } tabindex="-1" {
            legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (kind_name(draw.visit, key)) }
            (status(draw, key, requirement))
            div.sa-pair {
                (draw.member(key, "date", Kind::Date))
                (draw.member(key, "organisation", Kind::Line))
            }
            (draw.member(key, "specialist.name", Kind::Line))
            @if kind == WITH_AUDIENCE || !draw.entry_text(key, "specialist.audience").is_empty() {
                (draw.member(key, "specialist.audience", Kind::OneOf(&["adult", "child"])))
            }
            @for fact in &facts { (draw.member(key, &format!("facts.{fact}"), Kind::Line)) }
            (draw.member(key, "conclusion", Kind::Long))
            (files::field(draw, open, key))
        }
    }
}

/// The statuses that the law accepts here, and the one that stands there.
fn status(draw: &Draw<'_>, key: &str, requirement: Option<&Requirement>) -> Markup {
    let visit = draw.visit;
    let (name, value) = (format!("evidence.{key}.status"), draw.entry_text(key, "status"));
    let mut offered = vec!["attached"];
    if let Some(requirement) = requirement {
        offered.extend(requirement.accepts.contains(&Status::NotAvailable).then_some("not-available"));
        offered.extend(requirement.carried_on_repeat.then_some("carried"));
    }
    if !value.is_empty() && !offered.contains(&value.as_str()) {
        offered.push(&value);
    }
    let choice = |status: &str| {
        let word = format!("doctor-status-{status}");
        let text = if visit.words().has(&word) { visit.t(&word) } else { status.to_owned() };
        let hint = if status == "carried" { visit.t("doctor-status-carried-hint") } else { String::new() };
        Choice { hint, ..Choice::new(status, text) }
    };
    let mut choices: Vec<Choice> = offered.into_iter().map(choice).collect();
    choices.push(Choice::new("", visit.t("doctor-status-none")));
    let of = Input {
        name: &name,
        label: visit.t("doctor-e-status"),
        value: &value,
        error: draw.wrong.get(&name).cloned(),
        ..Input::default()
    };
    radios(visit, &of, &choices)
}

/// The facts that are asked of an entry, and those that are there.
fn facts(draw: &Draw<'_>, key: &str, requirement: Option<&Requirement>) -> Vec<String> {
    let kind = entry::kind_of(key);
    let mut facts: Vec<String> = requirement.map(|requirement| requirement.facts.clone()).unwrap_or_default();
    facts.extend(RESULTS.iter().filter(|(of, _)| *of == kind).map(|(_, fact)| (*fact).to_owned()));
    if WITH_SIDE.contains(&kind) {
        facts.push("laterality".to_owned());
    }
    if let Some(at) = entry::place(draw.draft, key)
        && let Some(super::tree::Tree::Object(there)) = draw.draft.at(&["evidence", &at.to_string(), "facts"])
    {
        let there = there.iter().map(|(name, _)| name).filter(|name| entry::is_name(name));
        facts.extend(there.filter(|name| !facts.contains(name)).cloned().collect::<Vec<_>>());
    }
    facts
}

/// The examinations in the review.
pub(super) fn summary(draw: &Draw<'_>, open: &Open) -> Markup {
    let visit = draw.visit;
    html! {
        section.sa-review {
            h2.govuk-heading-m { (visit.t("doctor-step-examinations")) }
            dl.govuk-summary-list {
                @for key in entry::keys(draw.draft) {
                    @let status = draw.entry_text(&key, "status");
                    @let word = format!("doctor-status-{status}");
                    @let day = saraptama_core::terms::parse_date(&draw.entry_text(&key, "date")).map(|day| visit.day(day)).unwrap_or_default();
                    (row(kind_name(visit, &key), html! {
                        @if visit.words().has(&word) { (visit.t(&word)) } @else { (status) }
                        " " (day) br; (draw.entry_text(&key, "conclusion"))
                        @for fact in facts(draw, &key, None) {
                            @let text = draw.entry_text(&key, &format!("facts.{fact}"));
                            @if !text.is_empty() { br; (find::member_label(visit, &format!("facts.{fact}"))) ": " (text) }
                        }
                    }))
                }
            }
            p.govuk-body {
                (super::steps::way_to(draw, open, Step::Examinations))
            }
        }
    }
}

/// Whether a finding takes the chair's signature away because of an examination (p. 4).
pub(super) fn is_of_evidence(code: Code, severity: Severity) -> bool {
    severity == Severity::Error
        && matches!(
            code,
            Code::EvidenceMissing | Code::EvidenceIncomplete | Code::EvidenceUnanswered | Code::CircumstanceUnanswered
        )
}
