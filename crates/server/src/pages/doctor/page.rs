//! A step of the form as a page: what the chair handed back, what is wrong, the steps, the fields, and the
//! requirements beside them.

use super::beside;
use super::desk::{Judged, Open};
use super::draw::Draw;
use super::find::{self, Told};
use super::step::Step;
use super::{conflict, diagnosis, examinations, steps};
use crate::pages::parts::{self, errors, law};
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, PreEscaped, html};
use saraptama_core::referral::{Desk, State};
use saraptama_wire::words::Lang;
use std::collections::BTreeMap;

/// The paragraph by which a missing examination takes the signature away.
pub(super) const BLOCKED_BY: &str = "168-56-292/2025 algorithm p.4";

/// What a page shows beside the draft itself.
#[derive(Default)]
pub(super) struct Shown {
    /// Somebody asked for the check: what is wrong stands at the top and at the fields.
    pub(super) is_checked: bool,
    /// An empty entry of this kind is wanted.
    pub(super) more: String,
    /// What was searched among the codes.
    pub(super) searched: Option<String>,
    /// What else is wrong: a file that was not taken.
    pub(super) wrong: Vec<parts::Finding>,
    /// What stands in the store instead of what was typed.
    pub(super) conflict: Option<conflict::Conflict>,
    /// The answer's status.
    pub(super) status: StatusCode,
}

/// The page of a step.
pub(super) fn show(visit: &Visit, open: &Open, judged: &Judged<'_>, step: Step, shown: &Shown) -> Response {
    let told = find::all(visit, open, judged);
    let is_checked = shown.is_checked || step == Step::Review;
    let mut wrong: BTreeMap<String, String> = if is_checked { find::of_fields(visit, step, &told) } else { BTreeMap::new() };
    for one in &shown.wrong {
        wrong.entry(one.at.trim_start_matches('#').to_owned()).or_insert_with(|| one.text.clone());
    }
    let draw = Draw { visit, draft: &open.draft, organisation: open.organisation, wrong: &wrong };
    let summary: Vec<parts::Finding> = match is_checked {
        true => shown.wrong.iter().cloned().chain(find::summary(open, step, &told)).collect(),
        false => shown.wrong.clone(),
    };
    let body = html! {
        @if let Some(conflict) = &shown.conflict { (conflict::notice(visit, open, conflict)) }
        (handed_back(visit, open))
        @if !summary.is_empty() { (errors_of(visit, judged, &summary, is_checked)) }
        span.govuk-caption-l { (visit.t("doctor-form")) " · " (visit.t(standing_key(&open.state))) }
        h1.govuk-heading-l { (visit.t(&format!("doctor-step-{}", step.as_str()))) }
        (ways(visit, open, step, &told))
        (desk_notice(visit, open))
        div.sa-grid {
            div { (form(&draw, open, judged, step, shown, &told)) }
            (beside::part(visit, open, judged, None))
        }
    };
    let sheet = visit.sheet(visit.t(&format!("doctor-step-{}", step.as_str()))).here("forms");
    let sheet = sheet.back(format!("/doctor/forms/{}", open.id), visit.t("doctor-back-journey"));
    sheet.script("htmx.js").script("doctor.js").wrong(!summary.is_empty()).status(shown.status).bare(body)
}

/// The word for where an unsigned form lies.
pub(super) fn standing_key(state: &State) -> &'static str {
    match state {
        State::Absent | State::Draft { desk: Desk::Doctor { handed_back: None }, .. } => "doctor-stands-draft",
        State::Draft { desk: Desk::Doctor { .. }, .. } => "doctor-stands-handed-back",
        State::Draft { desk: Desk::Chair { .. }, .. } => "doctor-stands-presented",
        State::Frozen { .. } => "doctor-stands-frozen",
        State::AwaitingProof { .. } | State::Refused { .. } | State::Signed { .. } => "doctor-stands-signed",
    }
}

fn errors_of(visit: &Visit, judged: &Judged<'_>, summary: &[parts::Finding], is_checked: bool) -> Markup {
    let of_evidence =
        judged.check.findings.iter().filter(|found| examinations::is_of_evidence(found.code, found.severity())).count();
    let title = match of_evidence {
        0 => visit.t("page-wrong"),
        count if is_checked => visit.say("doctor-blocked-title", &[("count", count.into())]),
        _ => visit.t("page-wrong"),
    };
    html! {
        (errors(visit, &title, summary))
        @if of_evidence > 0 && is_checked { p.govuk-body { (visit.t("doctor-blocked-what")) " " (law(visit, BLOCKED_BY)) } }
    }
}

/// What the chair gave the form back for, on top of everything.
pub(super) fn handed_back(visit: &Visit, open: &Open) -> Markup {
    let last = match &open.state {
        State::Draft { desk, .. } => desk.handed_back(),
        _ => None,
    };
    html! {
        @if let Some(last) = last {
            div.govuk-notification-banner.sa-handed-back role="region" aria-labelledby="handed-back" {
                div.govuk-notification-banner__header { h2.govuk-notification-banner__title #handed-back { (visit.t("doctor-handed-back")) } }
                div.govuk-notification-banner__content {
                    p.govuk-body { (visit.say("doctor-handed-back-at", &[("at", visit.moment(last.at).into())])) }
                    blockquote.govuk-inset-text { (last.reason.as_str()) }
                    p.govuk-body { (visit.t("doctor-handed-back-next")) }
                }
            }
        }
    }
}

/// Where the form lies, when it is not the doctor's to write freely.
fn desk_notice(visit: &Visit, open: &Open) -> Markup {
    let key = match &open.state {
        State::Draft { desk: Desk::Chair { .. }, .. } => "doctor-is-presented",
        State::Draft { .. } | State::Absent => return html! {},
        State::Frozen { .. } => "doctor-is-frozen",
        State::AwaitingProof { .. } | State::Refused { .. } | State::Signed { .. } => "doctor-is-signed",
    };
    html! { div.govuk-inset-text #fixed { (visit.t(key)) } }
}

/// The steps: buttons, so that going on saves; links, once there is nothing to save.
fn ways(visit: &Visit, open: &Open, here: Step, told: &[Told]) -> Markup {
    let is_wrong = |step| told.iter().any(|one| one.place.step == step && one.severity == saraptama_core::check::Severity::Error);
    html! {
        @if open.is_draft() { button.govuk-visually-hidden form="form" name="do" value="save" tabindex="-1" aria-hidden="true" { (visit.t("doctor-save")) } }
        nav aria-label=(visit.t("doctor-steps")) {
            ol.sa-steps {
                @for (n, step) in Step::ALL.into_iter().enumerate() {
                    @let text = format!("{}. {}", n + 1, visit.t(&format!("doctor-step-{}", step.as_str())));
                    li class=[(!is_wrong(step)).then_some("done")] aria-current=[(step == here).then_some("step")] {
                        @if step == here { span { (text) } }
                        @else if open.is_draft() { button.sa-linkbutton form="form" name="do" value={ "go-" (step.as_str()) } { (text) } }
                        @else { a.govuk-link href=(open.address(step.as_str())) { (text) } }
                        @if is_wrong(step) { span.sa-muted { (visit.t("doctor-step-open")) } }
                    }
                }
            }
        }
    }
}

fn form(draw: &Draw<'_>, open: &Open, judged: &Judged<'_>, step: Step, shown: &Shown, told: &[Told]) -> Markup {
    let (visit, address) = (draw.visit, open.address(step.as_str()));
    let with_files = (step == Step::Examinations).then_some("multipart/form-data");
    // What lies before the chair is taken back on purpose only, never by a script while somebody reads.
    let saves_itself = matches!(&open.state, State::Draft { desk: Desk::Doctor { .. }, .. }) && shown.conflict.is_none();
    html! {
        form #form method="post" action=(address) enctype=[with_files] novalidate data-draft data-failed=(visit.t("doctor-not-kept"))
            hx-post=[saves_itself.then_some(&address)] hx-trigger=[saves_itself.then_some("input delay:2s, change delay:500ms")]
            hx-target="#beside" hx-swap="outerHTML" hx-encoding="application/x-www-form-urlencoded" hx-sync="this:queue last"
            // Beside the form belongs what is said of it, a conflict too, and no page that says why nothing was saved.
            "hx-status:409"="swap:outerHTML" "hx-status:4xx"="swap:none" "hx-status:5xx"="swap:none" {
            (visit.token())
            (beside::seen(open, false))
            @if step == Step::Review { (steps::review(draw, open, judged, told)) }
            @else if let Some(asked) = shown.searched.as_deref().filter(|_| step == Step::Diagnosis) { (with_search(draw, open, judged, asked)) }
            @else { (steps::fields(draw, open, judged, step, &shown.more)) }
            (buttons(visit, open, judged, step))
        }
    }
}

/// The diagnosis with what was searched, for whoever has no scripts.
fn with_search(draw: &Draw<'_>, open: &Open, judged: &Judged<'_>, asked: &str) -> Markup {
    html! {
        (diagnosis::search(draw.visit, asked, diagnosis::found(draw.visit, asked)))
        (steps::fields(draw, open, judged, Step::Diagnosis, ""))
    }
}

fn buttons(visit: &Visit, open: &Open, judged: &Judged<'_>, step: Step) -> Markup {
    if !open.is_draft() {
        return html! {};
    }
    let is_presented = matches!(&open.state, State::Draft { desk: Desk::Chair { .. }, .. });
    let may_present = judged.is_presentable() && !is_presented;
    html! {
        div.govuk-button-group {
            @if step == Step::Review {
                button.govuk-button name="do" value="present" aria-disabled=[(!may_present).then_some("true")] aria-describedby=[(!may_present).then_some("why-not")] { (visit.t("doctor-present")) }
            } @else {
                button.govuk-button name="do" value="next" { (visit.t("doctor-next")) }
            }
            button.govuk-button.govuk-button--secondary name="do" value="save" { (visit.t("doctor-save")) }
        }
        @if step == Step::Review && !may_present {
            p.govuk-hint #why-not {
                @if is_presented { (visit.t("doctor-present-already")) } @else { (visit.t("doctor-present-blocked")) " " (law(visit, BLOCKED_BY)) }
            }
        }
        p.govuk-body-s.sa-other-language {
            (visit.t("doctor-save-language")) " "
            @for (lang, name) in [(Lang::Kk, "Қазақша"), (Lang::Ru, "Русский"), (Lang::En, "English")] {
                @if lang != visit.lang { button.sa-linkbutton name="do" value={ "lang-" (lang.as_str()) } lang=(lang.as_str()) { (name) } (PreEscaped(" ")) }
            }
        }
    }
}
