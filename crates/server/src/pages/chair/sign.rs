//! From the freeze to the signature: one form or several, each signature stored by itself.

use super::form::why;
use super::stands::{found, is_blocked, stage_tag};
use super::{BLOCKS, HERE, TRAVELS};
use crate::doors::{Answer, Named};
use crate::flow::FlowError;
use crate::flow::mis::Opened;
use crate::pages::fields::Filled;
use crate::pages::parts::{Colour, Purpose, Signing, ToSign, law, row, signing, tag};
use crate::pages::refused::{Page, Refused};
use crate::pages::signatures::Signatures;
use crate::pages::visit::Visit;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use saraptama_core::check::Severity;
use saraptama_core::referral::{Action, Stage, State};
use saraptama_core::terms::FormId;

/// So many forms are signed by one question to the signer: as many as a page of the queue shows.
const MOST: usize = 20;
const FIELD: &str = "form";

/// `POST /chair/freeze`: freezes every chosen form that may be signed, and goes on to the page that signs them.
pub(super) async fn freeze(visit: Visit, Filled(fields): Filled) -> Page {
    let forms = chosen(&visit, fields.all(FIELD).map(str::to_owned))?;
    for form in &forms {
        match visit.host.mis().freeze(visit.who()?, *form).await {
            // Why one was not frozen stands beside it on the page that follows.
            Ok(_) | Err(FlowError::Referral(_)) => {}
            Err(error) => return Err(visit.refuse(error)),
        }
    }
    let query: Vec<String> = forms.iter().map(|form| format!("{FIELD}={form}")).collect();
    Ok(Redirect::to(&format!("/chair/sign?{}", query.join("&"))).into_response())
}

/// `/chair/sign?form=ID&form=ID`: exactly the frozen bytes, and the button that signs all of them.
pub(super) async fn sign(visit: Visit, RawQuery(query): RawQuery) -> Page {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query.as_deref().unwrap_or_default()).unwrap_or_default();
    let forms = chosen(&visit, pairs.into_iter().filter(|(name, _)| name == FIELD).map(|(_, value)| value))?;
    show(&visit, &forms, &[]).await
}

/// `POST /chair/signatures`: takes each signature by itself. What holds is kept whatever happens to the others; what
/// does not leaves its form frozen, to be tried again.
pub(super) async fn take(visit: Visit, given: Signatures) -> Page {
    let forms = chosen(&visit, given.signed.iter().map(|(id, _)| id.clone()))?;
    let mut results = vec![];
    for (form, (_, signature)) in forms.iter().zip(&given.signed) {
        results.push((*form, visit.host.mis().sign(visit.who()?, *form, signature).await));
    }
    if let [(form, Ok(_))] = results.as_slice() {
        return Ok(Redirect::to(&format!("/chair/forms/{form}")).into_response());
    }
    let results: Vec<(FormId, Taken)> = results.into_iter().map(|(form, result)| (form, Taken::of(&visit, result))).collect();
    show(&visit, &forms, &results).await
}

/// `POST /chair/forms/{id}/thaw`: takes the freeze back.
pub(super) async fn thaw(visit: Visit, Named(id): Named<String>, Filled(_): Filled) -> Page {
    let form = FormId::parse(&id).map_err(|_| visit.not_found())?;
    visit.host.mis().thaw(visit.who()?, form).await.map_err(|error| visit.refuse(error))?;
    Ok(Redirect::to(&format!("/chair/forms/{form}")).into_response())
}

/// The forms that are meant, each once.
fn chosen(visit: &Visit, ids: impl Iterator<Item = String>) -> Result<Vec<FormId>, Refused> {
    let mut forms = vec![];
    for id in ids {
        let form = FormId::parse(&id).map_err(|_| visit.not_found())?;
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    match forms.len() {
        0 => Err(Refused::of(nothing_chosen(visit))),
        1..=MOST => Ok(forms),
        _ => Err(visit.unreadable(StatusCode::UNPROCESSABLE_ENTITY)),
    }
}

fn nothing_chosen(visit: &Visit) -> Response {
    let body = html! { p.govuk-body { (visit.t("chair-nothing-chosen-what")) } };
    let sheet = visit.sheet(visit.t("chair-nothing-chosen")).here(HERE).back("/chair", visit.t("chair-back"));
    sheet.status(StatusCode::UNPROCESSABLE_ENTITY).show(body)
}

/// What became of a signature, in the reader's words.
struct Taken {
    is_taken: bool,
    is_proved: bool,
    why_not: String,
}

impl Taken {
    fn of(visit: &Visit, result: Result<Stage, FlowError>) -> Self {
        match result {
            Ok(stage) => Self { is_taken: true, is_proved: stage != Stage::AwaitingProof, why_not: String::new() },
            Err(error) => {
                let answer = Answer::of(error, visit.words(), visit.law());
                Self { is_taken: false, is_proved: false, why_not: visit.of(answer.messages()).to_owned() }
            }
        }
    }
}

/// What was signed, what still can be, and what cannot and why.
async fn show(visit: &Visit, forms: &[FormId], results: &[(FormId, Taken)]) -> Page {
    let mut opened = vec![];
    for form in forms {
        let one = visit.host.mis().open_form(visit.who()?, *form).await.map_err(|error| visit.refuse(error))?;
        opened.push(one);
    }
    let frozen: Vec<&Opened> = opened.iter().filter(|one| one.may.contains(&Action::Sign) && !is_blocked(one)).collect();
    let items: Vec<ToSign<'_>> =
        frozen.iter().map(|one| ToSign { id: one.row.form.to_string(), name: name(visit, one), bytes: &one.row.bytes }).collect();
    let is_wrong = results.iter().any(|(_, taken)| !taken.is_taken);
    let button = visit.say("chair-sign-all", &[("count", items.len().into())]);
    let button = button.as_str();
    let place = Signing { action: "/chair/signatures", items: &items, button, purpose: Purpose::Sign, fields: &[] };
    let body = html! {
        @if !results.is_empty() { (told(visit, &opened, results)) }
        @if !items.is_empty() {
            h2.govuk-heading-m { (visit.say("chair-sign-these", &[("count", items.len().into())])) }
            dl.govuk-summary-list #to-sign {
                @for one in &frozen {
                    (row(html! { a.govuk-link href={ "/chair/forms/" (one.row.form) } { (name(visit, one)) } }, html! {
                        @if let Some(passport) = &one.passport { (passport.main) }
                        span.sa-muted.sa-num { "SHA-256 " (one.row.sha256) }
                    }))
                }
            }
            p.govuk-body { (visit.t("chair-sign-exactly")) " " (law(visit, TRAVELS)) }
            (signing(visit, &place))
        }
        (left_out(visit, &opened))
        p.govuk-body { a.govuk-link href="/chair" { (visit.t("chair-back")) } }
    };
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = if results.is_empty() { "chair-sign-title" } else { "chair-signed-title" };
    let sheet = visit.sheet(visit.t(title)).here(HERE).back("/chair", visit.t("chair-back")).status(status);
    Ok(sheet.wrong(is_wrong).script("sign.js").show(body))
}

/// What became of each signature.
fn told(visit: &Visit, opened: &[Opened], results: &[(FormId, Taken)]) -> Markup {
    html! {
        div #results role="status" data-focus tabindex="-1" {
            table.govuk-table.sa-table.sa-stack {
                caption.govuk-table__caption.govuk-table__caption--m { (visit.t("chair-results")) }
                thead { tr {
                    th.govuk-table__header scope="col" { (visit.t("chair-patient")) }
                    th.govuk-table__header scope="col" { (visit.t("chair-result")) }
                } }
                tbody { @for (one, (form, taken)) in opened.iter().zip(results) {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { a.govuk-link href={ "/chair/forms/" (form) } { (name(visit, one)) } }
                        td.govuk-table__cell data-l=(visit.t("chair-result")) {
                            @if taken.is_proved { (tag(Colour::Green, visit.t("chair-signed"))) }
                            @else if taken.is_taken {
                                (tag(Colour::Orange, visit.t("chair-awaiting-proof"))) " " (visit.t("chair-awaiting-proof-what"))
                            } @else { (tag(Colour::Red, visit.t("chair-not-signed"))) " " (taken.why_not) }
                        }
                    }
                } }
            }
        }
    }
}

/// Chosen, and not to be signed: each with its reasons.
fn left_out(visit: &Visit, opened: &[Opened]) -> Markup {
    let is_open = |one: &&Opened| matches!(one.state, State::Draft { .. } | State::Frozen { .. });
    let left: Vec<&Opened> =
        opened.iter().filter(is_open).filter(|one| !one.may.contains(&Action::Sign) || is_blocked(one)).collect();
    html! {
        @if !left.is_empty() {
            section #left-out {
                h2.govuk-heading-m { (visit.t("chair-left-out")) }
                @for one in left {
                    h3.govuk-heading-s { a.govuk-link href={ "/chair/forms/" (one.row.form) } { (name(visit, one)) } " " (stage_tag(visit, one)) }
                    p.govuk-body { (why(visit, one, Action::Freeze)) " " (law(visit, BLOCKS)) }
                    ul.govuk-list.govuk-list--bullet {
                        @for finding in found(visit, one, |severity| severity == Severity::Error) {
                            li { (finding.text) @if finding.source != "contract" { " " (law(visit, &finding.source)) } }
                        }
                    }
                }
            }
        }
    }
}

fn name(visit: &Visit, opened: &Opened) -> String {
    opened.passport.as_ref().map_or_else(|| visit.t("chair-no-name"), |passport| passport.patient_name.clone())
}
