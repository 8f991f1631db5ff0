//! The journey of a form: every stage, reached or to come, with its time, its paragraph and its reason.

use super::begin::came_to_nothing;
use super::desk::{self, Open};
use super::list;
use super::page::{handed_back, standing_key};
use super::step::Step;
use crate::doors::Named;
use crate::pages::documents;
use crate::pages::parts::{Colour, law, row, tag};
use crate::pages::person::status_link;
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::referral::{Desk, Reached, Route, Stage, State, journey, standing};
use std::collections::BTreeMap;

/// `GET /doctor/forms/{id}`.
pub(super) async fn show(visit: Visit, Named(id): Named<String>, query: Query<BTreeMap<String, String>>) -> Page {
    let open = desk::open(&visit, &id).await?;
    let reached = journey(&open.state);
    let judged = desk::Judged::of(visit.host.mis(), &open.draft, visit.today());
    let act = reached.iter().find(|one| one.stage == Stage::Numbered).and_then(|one| one.detail.clone());
    let of_the_person = status_link(&visit, open.id).await?;
    let body = html! {
        @if query.contains_key("presented") {
            div.govuk-panel.sa-done role="status" { (visit.t("doctor-presented-done")) }
        }
        (handed_back(&visit, &open))
        (of_the_person)
        dl.govuk-summary-list {
            (row(visit.t("doctor-col-patient"), patient(&visit, &open)))
            (row(visit.t("doctor-col-code"), html! { (open.draft.text("diagnosis.main.icd10")) " " (open.draft.text("diagnosis.main.text")) }))
            @if open.is_draft() { (row(visit.t("doctor-col-check"), list::decision(&visit, Some(judged.check.decision.as_str())))) }
            (row(visit.t("doctor-col-stage"), html! { (stands(&visit, &open.state, &reached)) }))
            @if let Some(act) = &act { (row(visit.t("doctor-act"), html! { strong.sa-num #act { (act) } })) }
        }
        h2.govuk-heading-m { (visit.t("doctor-what-next")) }
        p.govuk-body { (visit.t(next_key(&open.state, &reached))) }
        (actions(&visit, &open))
        @if !open.is_draft() { p.govuk-body { (documents::of_form(&visit, open.id)) } }
        h2.govuk-heading-m { (visit.t("doctor-journey")) }
        ol.sa-journey { @for one in stages(&open.state, &reached) { (stage(&visit, one)) } }
    };
    let sheet = visit.sheet(visit.t("doctor-form-title")).here("forms").caption(visit.t("doctor-form"));
    Ok(sheet.back("/doctor/forms", visit.t("doctor-back")).show(body))
}

fn patient(visit: &Visit, open: &Open) -> Markup {
    let names = ["family_name", "given_name", "patronymic"].map(|name| open.draft.text(&format!("patient.{name}")).into_owned());
    let name = names.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    let iin = saraptama_core::terms::Iin::parse(&open.draft.text("patient.iin"));
    html! {
        @if name.is_empty() { (visit.t("doctor-no-name")) } @else { (name) }
        @if let Ok(iin) = iin { span.sa-muted.sa-num { (iin.masked()) } }
    }
}

/// Where the form stands, in a word.
fn stands(visit: &Visit, state: &State, reached: &[Reached]) -> String {
    match (state, standing(reached)) {
        (State::Signed { .. } | State::AwaitingProof { .. } | State::Refused { .. }, Some(stage)) => {
            visit.t(&format!("doctor-stands-{stage}"))
        }
        _ => visit.t(standing_key(state)),
    }
}

/// What may be done with the form now.
fn actions(visit: &Visit, open: &Open) -> Markup {
    let step = if open.is_draft() { Step::Patient } else { Step::Review };
    html! {
        div.govuk-button-group {
            a.govuk-button role="button" draggable="false" href=(open.address(step.as_str())) {
                @if open.is_draft() { (visit.t("doctor-go-on")) } @else { (visit.t("doctor-read")) }
            }
            @if open.is_draft() { a.govuk-link href=(open.address("review")) { (visit.t("doctor-step-review")) } }
            @if came_to_nothing(&open.state) {
                a.govuk-button.govuk-button--secondary role="button" draggable="false" href={ "/doctor/forms/new?from=" (open.id) } { (visit.t("doctor-new-in-place")) }
            }
        }
    }
}

/// A stage of the page: reached, or to come.
enum Shown<'r> {
    Presented(jiff::Timestamp),
    Reached(&'r Reached),
    ToCome(Stage),
}

/// The way of the form: what was reached in the order of time, then what is still to come. Stages beside the way
/// stand only where they were reached, and a form that ended has nothing to come.
fn stages<'r>(state: &State, reached: &'r [Reached]) -> Vec<Shown<'r>> {
    let mut all: Vec<Shown<'r>> = Vec::new();
    let presented = match state {
        State::Draft { desk, .. } | State::Frozen { desk, .. } => desk.presented_at(),
        _ => None,
    };
    for one in reached {
        all.push(Shown::Reached(one));
        if one.stage == Stage::Checked {
            all.extend(presented.map(Shown::Presented));
        }
    }
    let is_over = reached.iter().any(|one| one.stage.is_final()) || matches!(state, State::Signed { route: Route::Ordinary, .. });
    let has = |stage: Stage| reached.iter().any(|one| one.stage == stage);
    if !is_over {
        let way = Stage::ALL.iter().filter(|stage| **stage < Stage::AwaitingProof);
        all.extend(way.filter(|stage| !has(**stage)).map(|stage| Shown::ToCome(*stage)));
    }
    all
}

fn stage(visit: &Visit, one: Shown<'_>) -> Markup {
    match one {
        Shown::Presented(at) => html! {
            li.sa-journey__reached { (tag(Colour::Green, visit.t("doctor-reached"))) p { (visit.t("doctor-stage-presented")) } p.sa-muted.sa-num { (visit.moment(at)) " " (law(visit, "168-56-292/2025 algorithm p.3")) } }
        },
        Shown::Reached(reached) => {
            let beside = reached.stage >= Stage::AwaitingProof;
            let colour = if beside { Colour::Orange } else { Colour::Green };
            html! {
                li.sa-journey__reached data-stage=(reached.stage) {
                    (tag(colour, visit.t(if beside { "doctor-look" } else { "doctor-reached" })))
                    p { (visit.t(&format!("stage-{}", reached.stage))) }
                    @if let Some(detail) = &reached.detail {
                        p { strong { @if visit.words().has(detail) { (visit.t(detail)) } @else { (detail) } } }
                    }
                    p.sa-muted.sa-num { (visit.moment(reached.at)) " " (law(visit, cite(reached.stage))) }
                }
            }
        }
        Shown::ToCome(stage) => html! {
            li.sa-journey__to-come data-stage=(stage) {
                (tag(Colour::Grey, visit.t("doctor-to-come")))
                p { (visit.t(&format!("stage-{stage}"))) }
                p.sa-muted { (law(visit, cite(stage))) }
            }
        },
    }
}

/// The paragraph of a stage.
fn cite(stage: Stage) -> &'static str {
    match stage {
        Stage::Checked => "168-56-292/2025 algorithm p.3",
        Stage::Frozen => "168-56-292/2025 algorithm p.4",
        Stage::Signed | Stage::AcceptedByMinistry | Stage::AcceptedByDataBank => "168-56-292/2025 algorithm p.5",
        Stage::Numbered => "168-56-292/2025 algorithm p.6",
        Stage::Waiting | Stage::Assigned => "168-56-292/2025 algorithm p.7",
        Stage::Decided | Stage::Registered => "168-56-292/2025 algorithm p.9",
        Stage::AwaitingProof => "168-56-292/2025 algorithm p.2(7)",
        Stage::Refused => "168-56-292/2025 algorithm p.4",
        Stage::Returned | Stage::Withdrawn => "MSE Rules 260/2023",
    }
}

/// What happens next, and who does it.
fn next_key(state: &State, reached: &[Reached]) -> &'static str {
    match state {
        State::Absent | State::Draft { desk: Desk::Doctor { handed_back: None }, .. } => "doctor-next-draft",
        State::Draft { desk: Desk::Doctor { .. }, .. } => "doctor-next-handed-back",
        State::Draft { desk: Desk::Chair { .. }, .. } => "doctor-next-presented",
        State::Frozen { .. } => "doctor-next-frozen",
        State::AwaitingProof { .. } => "doctor-next-awaiting-proof",
        State::Refused { .. } => "doctor-next-again",
        State::Signed { route: Route::Ordinary, .. } => "doctor-next-ordinary",
        State::Signed { .. } => match standing(reached) {
            Some(Stage::Registered) => "doctor-next-registered",
            Some(Stage::Returned | Stage::Refused | Stage::Withdrawn) => "doctor-next-again",
            Some(Stage::AwaitingProof) => "doctor-next-awaiting-proof",
            Some(Stage::Assigned) => "doctor-next-assigned",
            Some(Stage::Decided) => "doctor-next-decided",
            _ => "doctor-next-under-way",
        },
    }
}
