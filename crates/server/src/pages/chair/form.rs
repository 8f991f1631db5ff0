//! The whole form on one page, to be read in minutes: what it is about, what is wrong, what has changed, all of it.

use super::hand_back;
use super::stands::{found, is_blocked, is_signable, stage_tag};
use super::{BLOCKS, HERE, TRAVELS, changes, evidence, label, lines, requirements};
use crate::doors::Named;
use crate::flow::mis::Opened;
use crate::pages::documents;
use crate::pages::parts::{Colour, errors, law, row, tag};
use crate::pages::person::status_link;
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::check::{Decision, Severity};
use saraptama_core::referral::{Action, State, journey};
use saraptama_core::terms::{FormId, full_years};
use serde_json::Value;

/// A value of more characters takes a whole row.
const LONG_CHARS: usize = 50;

/// `/chair/forms/{id}`.
pub(super) async fn form(visit: Visit, Named(id): Named<String>) -> Page {
    show(&visit, &id, None).await
}

/// The form, with what was wrong with a hand-back.
pub(super) async fn show(visit: &Visit, id: &str, wrong: Option<hand_back::Wrong>) -> Page {
    let id = FormId::parse(id).map_err(|_| visit.not_found())?;
    let mis = visit.host.mis();
    let opened = mis.open_form(visit.who()?, id).await.map_err(|error| visit.refuse(error))?;
    let form: Value = serde_json::from_slice(&opened.row.bytes).unwrap_or_default();
    let earlier = earlier(visit, id, &opened).await?;
    let heads = mis.store.documents(id).await.map_err(|fault| visit.refuse(fault.into()))?;
    let here = heads.into_iter().map(|head| head.sha256).collect();
    let blocking = found(visit, &opened, |severity| severity == Severity::Error);
    let hints = found(visit, &opened, |severity| severity != Severity::Error);
    let is_open = matches!(opened.state, State::Draft { .. } | State::Frozen { .. });
    let of_the_person = status_link(visit, id).await?;
    let body = html! {
        @if let Some(wrong) = &wrong { (errors(visit, &visit.t("page-wrong"), &[wrong.finding()])) }
        @if is_open && !blocking.is_empty() { (errors(visit, &visit.t("chair-blocked-title"), &blocking)) }
        div.sa-grid {
            div {
                (summary(visit, &opened, &form))
                @if let Some(earlier) = &earlier { (changes::show(visit, &changes::between(earlier, &form))) }
                @if !hints.is_empty() {
                    section #hints { h2.govuk-heading-m { (visit.t("chair-hints")) } (hint_list(visit, &hints)) }
                }
                (evidence::table(visit, id, &form, &here))
                @for part in lines::PARTS { (part_of(visit, &form, part)) }
            }
            aside aria-label=(visit.t("chair-aside")) {
                @if is_open { (actions(visit, id, &opened, wrong.as_ref())) } @else { (path(visit, &opened)) }
                (of_the_person)
                (requirements::list(visit, &opened, &form))
            }
        }
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let sheet = visit.sheet(visit.t("chair-form-title")).here(HERE).caption(visit.t("chair-form-caption")).status(status);
    Ok(sheet.back("/chair", visit.t("chair-back")).wrong(wrong.is_some()).show(body))
}

/// The bytes that the chair has read before, where they are others than now.
async fn earlier(visit: &Visit, id: FormId, opened: &Opened) -> Result<Option<Value>, Refused> {
    let Some(sha256) = opened.read_by_chair.filter(|read| *read != opened.row.sha256) else { return Ok(None) };
    let kept = visit.host.mis().store.document(id, sha256).await.map_err(|fault| visit.refuse(fault.into()))?;
    Ok(kept.and_then(|kept| serde_json::from_slice(&kept.bytes).ok()))
}

/// Whom and what it is about, in five lines.
fn summary(visit: &Visit, opened: &Opened, form: &Value) -> Markup {
    let text = |pointer: &str| form.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let names = ["/patient/family_name", "/patient/given_name", "/patient/patronymic"].map(text);
    let passport = opened.passport.as_ref();
    let age = passport.map(|passport| i64::from(full_years(passport.birth_date, visit.today())));
    html! {
        dl.govuk-summary-list {
            (row(visit.t("chair-patient"), html! {
                (names.join(" "))
                @if let Some(age) = age { ", " (visit.say("chair-age", &[("years", age.into())])) }
            }))
            (row(visit.t("chair-diagnosis"), html! { strong { (text("/diagnosis/main/icd10")) } " " (text("/diagnosis/main/text")) }))
            (row(visit.t("chair-scope"), scope(visit, opened)))
            (row(visit.t("chair-doctor"), html! { (text("/doctor/name")) " · " (text("/organisation/name")) }))
            (row(visit.t("chair-stage"), html! { (stage_tag(visit, opened)) (since(visit, opened)) }))
            (row(visit.t("page-documents"), documents::of_form(visit, opened.row.form)))
        }
    }
}

fn scope(visit: &Visit, opened: &Opened) -> Markup {
    let (colour, word) = match opened.check.decision {
        Decision::Signable => (Colour::Green, "chair-decision-signable"),
        Decision::Blocked => (Colour::Red, "chair-decision-blocked"),
        Decision::Ordinary => (Colour::Grey, "chair-decision-ordinary"),
    };
    let why = opened.check.scope.reason.map(|reason| visit.words().reason(reason));
    html! { (tag(colour, visit.t(word))) @if let Some(why) = why { span.sa-muted { (visit.of(&why)) } } }
}

/// When it came here, or why it was handed back.
fn since(visit: &Visit, opened: &Opened) -> Markup {
    let State::Draft { desk, .. } = &opened.state else { return html! {} };
    html! {
        @if let Some(at) = desk.presented_at() { " " span.sa-num { (visit.moment(at)) } }
        @if let Some(last) = desk.handed_back() {
            " " span.sa-num { (visit.moment(last.at)) }
            span.sa-muted { (visit.say("chair-handed-back-why", &[("why", last.reason.as_str().into())])) }
        }
    }
}

fn hint_list(visit: &Visit, hints: &[crate::pages::parts::Finding]) -> Markup {
    html! {
        ul.govuk-list.govuk-list--bullet {
            @for hint in hints {
                li {
                    @if hint.at.is_empty() { (hint.text) } @else { a.govuk-link href=(hint.at) { (hint.text) } }
                    @if hint.source != "contract" { " " (law(visit, &hint.source)) }
                }
            }
        }
    }
}

fn part_of(visit: &Visit, form: &Value, part: &str) -> Markup {
    let lines = lines::of_part(form, part);
    html! {
        @if !lines.is_empty() {
            section id={ "part-" (part) } {
                h2.govuk-heading-m { (visit.t(&format!("chair-part-{part}"))) }
                dl.sa-lines {
                    @for line in &lines {
                        div.sa-lines__long[line.value.chars().count() > LONG_CHARS] {
                            dt { (label::name(visit, line)) } dd { (label::value(visit, line)) }
                        }
                    }
                }
            }
        }
    }
}

/// What the chair may do; what they may not says why, with its paragraph.
fn actions(visit: &Visit, id: FormId, opened: &Opened, wrong: Option<&hand_back::Wrong>) -> Markup {
    let is_frozen = matches!(opened.state, State::Frozen { .. });
    html! {
        div.sa-card #actions {
            h2.govuk-heading-s { (visit.t("chair-actions")) }
            @if is_signable(opened) {
                @if is_frozen {
                    a.govuk-button #sign href={ "/chair/sign?form=" (id) } { (visit.t("chair-sign-frozen")) }
                } @else {
                    form #freeze method="post" action="/chair/freeze" {
                        (visit.token())
                        input type="hidden" name="form" value=(id);
                        button.govuk-button { (visit.t("chair-freeze-and-sign")) }
                    }
                }
                p.govuk-body-s { (visit.t("chair-sign-what")) " " (law(visit, TRAVELS)) }
            } @else {
                p.govuk-body #why-not-sign { strong { (visit.t("chair-not-signable")) } " " (why(visit, opened, Action::Freeze)) }
                (law(visit, BLOCKS))
            }
            @if opened.may.contains(&Action::Thaw) {
                form #thaw method="post" action={ "/chair/forms/" (id) "/thaw" } {
                    (visit.token())
                    button.govuk-button.govuk-button--secondary { (visit.t("chair-thaw")) }
                }
            }
            (hand_back::offer(visit, id, opened, wrong))
        }
    }
}

/// Why something cannot be done, in whole sentences that name the paragraph.
pub(super) fn why(visit: &Visit, opened: &Opened, action: Action) -> String {
    match opened.why_not(action) {
        Some(refusal) => visit.t(refusal.key()),
        None if is_blocked(opened) => visit.t("refusal-blocked"),
        None => visit.t("refusal-not-the-named-chair"),
    }
}

/// Where the signed form is.
fn path(visit: &Visit, opened: &Opened) -> Markup {
    html! {
        div.sa-card #journey {
            h2.govuk-heading-s { (visit.t("chair-journey")) }
            ol.govuk-list.sa-journey {
                @for reached in journey(&opened.state) {
                    li {
                        span.sa-num { (visit.moment(reached.at)) } br;
                        (visit.t(&format!("stage-{}", reached.stage)))
                        @if let Some(detail) = reached.detail {
                            " " @if visit.words().has(&detail) { (visit.t(&detail)) } @else { strong { (detail) } }
                        }
                    }
                }
            }
            @if matches!(opened.state, State::AwaitingProof { .. }) { p.govuk-body-s { (visit.t("chair-awaiting-proof-what")) } }
            (law(visit, TRAVELS))
        }
    }
}
