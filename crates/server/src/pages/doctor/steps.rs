//! The steps but those of diagnosis and examinations, which have pages of their own.

use super::desk::{Judged, Open};
use super::draw::Draw;
use super::find::{self, Told};
use super::place;
use super::step::{FIELDS, Step, label_key};
use super::tree::Tree;
use super::{diagnosis, examinations};
use crate::pages::parts::{Colour, law, row, tag};
use maud::{Markup, html};
use saraptama_core::check::{Code, Severity};

/// The paragraph by which the doctor checks the patient's data and fills the form in.
pub(super) const CHECKED_BY: &str = "168-56-292/2025 algorithm p.3";

/// The fields of a step.
pub(super) fn fields(draw: &Draw<'_>, open: &Open, judged: &Judged<'_>, step: Step, more: &str) -> Markup {
    match step {
        Step::Patient => patient(draw),
        Step::Diagnosis => diagnosis::fields(draw, open, judged),
        Step::Examinations => examinations::fields(draw, open, judged, more),
        Step::Impairments => html! {
            p.govuk-body { (draw.visit.t("doctor-impairments-what")) " " (law(draw.visit, CHECKED_BY)) }
            (draw.rows("impairments", &["function", "degree", "text"]))
            h2.govuk-heading-m { (draw.visit.t("doctor-history")) }
            @for path in ["history.disease", "history.life", "history.treatment"] { (draw.field(path)) }
            (draw.rows("history.incapacity", &["from", "to", "icd10"]))
        },
        Step::Measures => html! {
            p.govuk-body { (draw.visit.t("doctor-measures-what")) }
            (draw.rows("measures", &["kind", "text"]))
        },
        Step::Commission => commission(draw),
        Step::Review => html! {},
    }
}

fn patient(draw: &Draw<'_>) -> Markup {
    let visit = draw.visit;
    html! {
        @for path in ["patient.iin", "patient.family_name", "patient.given_name", "patient.patronymic", "patient.birth_date", "patient.sex", "patient.region"] {
            (draw.field(path))
        }
        (checked(draw))
        h2.govuk-heading-m { (visit.t("doctor-referral")) }
        @for path in ["referral.purpose", "referral.earlier_act", "referral.reason"] { (draw.field(path)) }
        @let replaces = draw.draft.text("referral.replaces");
        @if !replaces.is_empty() {
            p.govuk-body id="referral.replaces" {
                (visit.t("doctor-replaces")) " " a.govuk-link href={ "/doctor/forms/" (replaces) } { (replaces) }
            }
        }
        details.govuk-details open[is_begun(draw.draft, &["representative", "attachment", "address", "phone", "occupation", "workplace", "education"]) || !draw.wrong.is_empty()] {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("doctor-patient-more")) } }
            div.sa-more {
                fieldset.govuk-fieldset {
                    legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (visit.t("doctor-representative")) }
                    @for path in ["patient.representative.name", "patient.representative.iin", "patient.representative.relation"] { (draw.field(path)) }
                }
                fieldset.govuk-fieldset {
                    legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (visit.t("doctor-attachment")) }
                    @for path in ["patient.attachment.bin", "patient.attachment.name"] { (draw.field(path)) }
                }
                @for path in ["patient.address", "patient.phone", "patient.occupation", "patient.workplace", "patient.education"] { (draw.field(path)) }
            }
        }
    }
}

fn is_begun(draft: &Tree, members: &[&str]) -> bool {
    members.iter().any(|member| draft.at(&["patient", member]).is_some())
}

/// The doctor's word that the patient's data were checked in the system (p. 3).
fn checked(draw: &Draw<'_>) -> Markup {
    const NAME: &str = "data_checked_at";
    let visit = draw.visit;
    let said = saraptama_core::terms::parse_instant(&draw.draft.text(NAME)).ok();
    let error = draw.wrong.get(NAME);
    html! {
        div class={ "govuk-form-group" @if error.is_some() { " govuk-form-group--error" } } {
            input type="hidden" name="data_checked_at.asked" value="1";
            @if let Some(error) = error {
                p.govuk-error-message id="data_checked_at-error" { span.govuk-visually-hidden { (visit.t("page-wrong-title")) " " } (error) }
            }
            div.govuk-checkboxes.govuk-checkboxes--small {
                div.govuk-checkboxes__item {
                    input.govuk-checkboxes__input id=(NAME) name=(NAME) type="checkbox" value="yes" checked[said.is_some()] aria-describedby="data_checked_at-hint";
                    label.govuk-label.govuk-checkboxes__label for=(NAME) { (visit.t(&label_key(NAME))) }
                }
            }
            div.govuk-hint id="data_checked_at-hint" {
                @if let Some(at) = said { (visit.say("doctor-checked-at", &[("at", visit.moment(at).into())])) " " }
                (law(visit, CHECKED_BY))
            }
        }
    }
}

fn commission(draw: &Draw<'_>) -> Markup {
    let visit = draw.visit;
    html! {
        p.govuk-body { (visit.t("doctor-commission-what")) " " (law(visit, "168-56-292/2025 algorithm p.2(4)")) }
        @for path in ["commission.number", "commission.date", "commission.chair.iin"] { (draw.field(path)) }
        (draw.rows("commission.members", &["iin", "name"]))
        h2.govuk-heading-m { (visit.t("doctor-who-refers")) }
        p.govuk-body { (visit.t("doctor-who-refers-what")) }
        @for path in ["organisation.bin", "organisation.name", "organisation.region", "organisation.capacity", "doctor.iin", "doctor.name", "doctor.speciality", "mis.vendor", "mis.system"] {
            (draw.field(path))
        }
    }
}

/// Everything on one page, step by step, and what is wrong with it.
pub(super) fn review(draw: &Draw<'_>, open: &Open, judged: &Judged<'_>, told: &[Told]) -> Markup {
    let visit = draw.visit;
    let parts = [Step::Patient, Step::Diagnosis, Step::Impairments, Step::Measures, Step::Commission];
    html! {
        @for step in parts {
            @let filled = filled(draw.draft, step);
            section.sa-review {
                h2.govuk-heading-m { (visit.t(&format!("doctor-step-{}", step.as_str()))) }
                dl.govuk-summary-list {
                    @for path in &filled {
                        (row(find::label(visit, path), shown(draw, path)))
                    }
                }
                @let count = told.iter().filter(|one| one.place.step == step && one.severity == Severity::Error).count();
                p.govuk-body {
                    @if count > 0 { (tag(Colour::Red, visit.say("doctor-step-errors", &[("count", count.into())]))) " " }
                    (way_to(draw, open, step))
                }
            }
        }
        (examinations::summary(draw, open))
        (technical(draw, open, judged))
    }
}

/// The way to a step: to change it while that may be done, else to look at it.
pub(super) fn way_to(draw: &Draw<'_>, open: &Open, step: Step) -> Markup {
    let key = if open.is_draft() { "doctor-change" } else { "doctor-view" };
    let what = draw.visit.t(&format!("doctor-step-{}", step.as_str()));
    html! { a.govuk-link href=(open.address(step.as_str())) { (draw.visit.say(key, &[("what", what.into())])) } }
}

/// The fields of a step in which something stands, rows of lists included.
fn filled(draft: &Tree, step: Step) -> Vec<String> {
    let mut filled = Vec::new();
    for field in FIELDS.iter().filter(|field| field.step == step) {
        match field.path.split_once(".*.") {
            None => filled.push(field.path.to_owned()),
            Some((list, member)) => {
                let rows = draft.items(&list.split('.').collect::<Vec<_>>()).len();
                filled.extend((0..rows).map(|row| format!("{list}.{row}.{member}")));
            }
        }
    }
    filled.retain(|path| !draft.text(path).is_empty());
    filled
}

/// A value as people read it: a choice by its word, a region by its name, a day as days are written.
fn shown(draw: &Draw<'_>, path: &str) -> String {
    let (visit, value) = (draw.visit, draw.draft.text(path));
    let word = format!("{}-{value}", label_key(path));
    if let Ok(region) = saraptama_core::terms::Region::parse(&value) {
        return super::desk::region_name(visit, region);
    }
    if let Ok(day) = saraptama_core::terms::parse_date(&value) {
        return visit.day(day);
    }
    if let Ok(at) = saraptama_core::terms::parse_instant(&value) {
        return visit.moment(at);
    }
    if value.len() < 40 && visit.words().has(&word) { visit.t(&word) } else { value.into_owned() }
}

/// What the system writes by itself, and what no page has a field for, to be taken out.
fn technical(draw: &Draw<'_>, open: &Open, judged: &Judged<'_>) -> Markup {
    let visit = draw.visit;
    let known = |code: Code| matches!(code, Code::FieldUnknown | Code::JsonInvalid | Code::FieldInvalid);
    let left: Vec<_> = judged
        .check
        .findings
        .iter()
        .filter(|found| known(found.code) && place::of(found, draw.draft, judged.rules).id.starts_with("other."))
        .take(100)
        .collect();
    html! {
        section.sa-review {
            h2.govuk-heading-m { (visit.t("doctor-technical")) }
            dl.govuk-summary-list {
                @for path in ["form", "version", "id", "created_at"] {
                    div.govuk-summary-list__row id=(path) tabindex="-1" {
                        dt.govuk-summary-list__key { (visit.t(&label_key(path))) }
                        dd.govuk-summary-list__value { (shown(draw, path)) }
                    }
                }
            }
            @if !left.is_empty() {
                h3.govuk-heading-s { (visit.t("doctor-left-over")) }
                p.govuk-body { (visit.t("doctor-left-over-what")) }
                @for found in left {
                    @let steps = place::steps(&found.pointer);
                    @let value = draw.draft.shown(&steps.iter().map(String::as_str).collect::<Vec<_>>()).chars().take(500).collect::<String>();
                    div.sa-card id=(place::left_over(&found.pointer)) tabindex="-1" {
                        p.govuk-body { strong { (found.pointer) } ": " (value) }
                        @if open.is_draft() {
                            button.govuk-button.govuk-button--secondary name="do" value={ "remove:" (found.pointer) } {
                                (visit.say("doctor-left-over-remove", &[("what", found.pointer.to_string().into())]))
                            }
                        }
                    }
                }
            }
        }
    }
}
