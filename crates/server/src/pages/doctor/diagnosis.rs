//! The diagnosis: the code with its search, and for limb defects the order's 22 anatomical forms as cards.

use super::desk::{Judged, Open};
use super::draw::Draw;
use super::icd10::{self, Known};
use super::picture;
use super::step::label_key;
use crate::pages::fields::Filled;
use crate::pages::parts::{Choice, Colour, Input, input, law, radios, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::response::IntoResponse as _;
use maud::{Markup, html};
use saraptama_core::law::{PilotRules, SubForm};
use saraptama_core::terms::Icd10;
use saraptama_wire::words::Lang;

const FORM: &str = "diagnosis.main.anatomical_form";
const CODE: &str = "diagnosis.main.icd10";
const SEARCH: &str = "icd10.search";

pub(super) fn fields(draw: &Draw<'_>, open: &Open, judged: &Judged<'_>) -> Markup {
    let visit = draw.visit;
    let searched = String::new();
    html! {
        (draw.field(CODE))
        (search(visit, &searched, html! {}))
        @for path in ["diagnosis.main.text", "diagnosis.main.established_on"] { (draw.field(path)) }
        (limb(draw, open, judged))
        (draw.rows("diagnosis.complications", &["icd10", "text"]))
        (draw.rows("diagnosis.comorbid", &["icd10", "text"]))
    }
}

/// The search, with what it found below. A script asks while somebody types; without, the button saves and asks.
pub(super) fn search(visit: &Visit, asked: &str, found: Markup) -> Markup {
    let of = Input {
        name: SEARCH,
        label: visit.t("doctor-icd-search"),
        hint: visit.t("doctor-icd-search-hint"),
        value: asked,
        kind: "search",
        width: 20,
        autocomplete: "off",
        ..Input::default()
    };
    html! {
        div.sa-icd role="group" aria-label=(visit.t("doctor-icd-search")) {
            div hx-post="/doctor/icd10" hx-trigger="input delay:300ms, search" hx-target="#icd10-found" hx-swap="innerHTML" hx-include="closest form"
                "hx-status:4xx"="swap:none" "hx-status:5xx"="swap:none" data-apart {
                (input(visit, &of))
            }
            button.govuk-button.govuk-button--secondary name="do" value="search" { (visit.t("doctor-icd-go")) }
            div #icd10-found { (found) }
        }
    }
}

/// `POST /doctor/icd10`: the codes that answer a search, for the script. What somebody looks for is a diagnosis, so
/// it stands in no address.
pub(super) async fn searched(visit: Visit, Filled(fields): Filled) -> Page {
    Ok(found(&visit, fields.one(SEARCH)).into_response())
}

/// What a search found: the listed codes first, each with the nosology that it opens.
pub(super) fn found(visit: &Visit, asked: &str) -> Markup {
    if asked.trim().is_empty() {
        return html! {};
    }
    let rules = visit.law().pilot.nearest(visit.today());
    let known = icd10::search(asked, rules);
    html! {
        @if known.is_empty() { p.govuk-hint { (visit.t("doctor-icd-nothing")) } } @else {
            p.govuk-visually-hidden role="status" { (visit.say("doctor-icd-count", &[("count", known.len().into())])) }
            ul.sa-icd-list { @for one in known { li { (choice(visit, rules, one)) } } }
        }
    }
}

fn choice(visit: &Visit, rules: &PilotRules, one: &Known) -> Markup {
    let nosology = rules.nosology_of(one.code);
    html! {
        button.sa-icd-pick name="do" value={ "pick:" (one.code) } data-pick=(one.code) { strong { (one.code) } " " (one.name(visit.lang)) }
        " "
        @match nosology {
            Some(nosology) => { (tag(Colour::Green, visit.t("doctor-icd-listed"))) " " (law(visit, &nosology.cite)) }
            None => { (tag(Colour::Orange, visit.t("doctor-icd-near-miss"))) }
        }
    }
}

/// What only a defect of a limb asks.
fn limb(draw: &Draw<'_>, open: &Open, judged: &Judged<'_>) -> Markup {
    let visit = draw.visit;
    let needed = judged.nosology.is_some_and(|nosology| nosology.needs_sub_form);
    let begun = !open.draft.text(FORM).is_empty();
    let Some(nosology) = judged.rules.nosologies.iter().find(|nosology| nosology.needs_sub_form) else { return html! {} };
    html! {
        details.govuk-details.sa-limb open[needed || begun] {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("doctor-limb")) } }
            div {
                p.govuk-body { (law(visit, &nosology.cite)) }
                (surgical(draw))
                (cards(draw, judged.rules))
            }
        }
    }
}

fn surgical(draw: &Draw<'_>) -> Markup {
    const NAME: &str = "circumstances.surgical_amputation";
    let visit = draw.visit;
    let value = draw.draft.text(NAME);
    let word = |answer: &str| Choice::new(answer, visit.t(&format!("{}-{answer}", label_key(NAME))));
    let of = Input { label: visit.t(&label_key(NAME)), ..draw.input(NAME, &value) };
    radios(visit, &of, &["yes", "no"].map(word))
}

/// The order's list as cards: radios, so that arrow keys walk them. The order's own text is Kazakh on every page.
fn cards(draw: &Draw<'_>, rules: &PilotRules) -> Markup {
    let visit = draw.visit;
    let value = draw.draft.text(FORM);
    let error = draw.wrong.get(FORM);
    let mut first = true;
    let mut id = |number: &str| if std::mem::take(&mut first) { FORM.to_owned() } else { format!("{FORM}-{number}") };
    html! {
        div class={ "govuk-form-group" @if error.is_some() { " govuk-form-group--error" } } {
            fieldset.govuk-fieldset aria-describedby={ (FORM) "-hint" } {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--m {
                    h2.govuk-fieldset__heading { (visit.t(&label_key(FORM))) }
                }
                div.govuk-hint id={ (FORM) "-hint" } { (visit.t("doctor-forms-hint")) }
                @if let Some(error) = error {
                    p.govuk-error-message id={ (FORM) "-error" } { span.govuk-visually-hidden { (visit.t("page-wrong-title")) " " } (error) }
                }
                @for (group, numbers) in picture::GROUPS {
                    h3.govuk-heading-s { (visit.t(&format!("doctor-forms-{group}"))) }
                    div.sa-forms {
                        @for form in rules.sub_forms.iter().filter(|form| numbers.contains(&form.number)) {
                            (card(visit, form, &value, &id(&form.number.to_string())))
                        }
                    }
                }
                @let others = rules.sub_forms.iter().filter(|form| picture::GROUPS.iter().all(|(_, numbers)| !numbers.contains(&form.number)));
                div.sa-forms {
                    @for form in others { (card(visit, form, &value, &id(&form.number.to_string()))) }
                    label.sa-form {
                        input type="radio" name=(FORM) value="none" id=(id("none")) checked[value == "none"];
                        span.sa-form__text { strong { (visit.t("doctor-forms-none")) } span.sa-muted { (visit.t("doctor-forms-none-what")) } }
                    }
                }
            }
        }
    }
}

fn card(visit: &Visit, form: &SubForm, value: &str, id: &str) -> Markup {
    let number = form.number.to_string();
    html! {
        label.sa-form {
            input type="radio" name=(FORM) value=(number) id=(id) checked[value == number];
            (picture::draw(form.number))
            span.sa-form__text {
                span { strong { (number) "." } " " span lang="kk" { (form.name.kk) } }
                @if visit.lang != Lang::Kk { span.sa-muted { (visit.of(&form.name)) } }
            }
        }
    }
}

/// The code that a button of the search names.
pub(super) fn picked(asked: &str) -> Option<Icd10> {
    asked.strip_prefix("pick:").and_then(|code| Icd10::parse(code).ok())
}
