//! The decision in words as it will stand, its signature, and its place in the register (algorithm p. 9).

use super::case::{Case, strip};
use super::decision::unusual;
use super::term::clock_words;
use super::{address, said, see_other};
use crate::doors::Named;
use crate::flow::FlowError;
use crate::pages::parts::{Colour, Finding, Purpose, Signing, ToSign, errors, law, row, signing, tag};
use crate::pages::refused::{Page, Refused};
use crate::pages::signatures::Signatures;
use crate::pages::visit::Visit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{Markup, html};
use saraptama_core::act::State;
use saraptama_core::decision::Decision;
use saraptama_core::terms::Sha256;
use saraptama_store::rows::ActState;

/// What went wrong with a signature: in words, and the signature itself where it is worth sending again.
struct Wrong {
    status: StatusCode,
    text: String,
    again: Option<String>,
}

pub(super) async fn review(visit: Visit, Named(text): Named<String>) -> Page {
    let case = Case::of(&visit, &text).await?;
    if case.is_decided() {
        return see_other(&address(case.number, ""));
    }
    show(&visit, &case, None).await
}

async fn show(visit: &Visit, case: &Case, wrong: Option<Wrong>) -> Page {
    let frozen = case.decision(visit).await.map_err(|error| visit.refuse(error))?;
    let Some((bytes, decision)) = frozen else { return see_other(&address(case.number, "/decision")) };
    let found: Vec<Finding> =
        wrong.iter().map(|wrong| Finding { at: String::new(), text: wrong.text.clone(), source: String::new() }).collect();
    let body = html! {
        @if !found.is_empty() { (errors(visit, &visit.t("expert-not-signed"), &found)) }
        @if let Some(signature) = wrong.as_ref().and_then(|wrong| wrong.again.as_deref()) { (again(visit, case, signature)) }
        (clock_words(visit))
        (strip(visit, case))
        (hints(visit, case, &decision))
        (said::decision(visit, &decision))
        p.govuk-body { (visit.t("expert-undo")) " " a.govuk-link #change href=(address(case.number, "/decision")) { (visit.t("expert-change")) } }
        (to_sign(visit, case, &bytes))
    };
    let status = wrong.as_ref().map_or(StatusCode::OK, |wrong| wrong.status);
    let caption = visit.say("expert-act-number", &[("number", case.number.to_string().into())]);
    let sheet = visit.sheet(visit.t("expert-review-title")).caption(caption).here("work").status(status).wrong(wrong.is_some());
    let back = address(case.number, "/decision");
    Ok(sheet.back(back, visit.t("expert-change")).script("expert.js").script("sign.js").show(body))
}

/// What is lawful and unusual: the expert answers for it.
fn hints(visit: &Visit, case: &Case, decision: &Decision) -> Markup {
    html! {
        @for key in unusual(decision, case.age, visit.today()) {
            div.govuk-inset-text { p.govuk-body { (tag(Colour::Orange, visit.t("expert-look"))) " " (visit.t(key)) } }
        }
    }
}

/// The signer's program is handed exactly the bytes that are frozen.
fn to_sign(visit: &Visit, case: &Case, bytes: &[u8]) -> Markup {
    let number = case.number.to_string();
    let name = visit.say("expert-sign-what", &[("number", number.clone().into())]);
    let items = [ToSign { id: number, name, bytes }];
    let (action, button) = (address(case.number, "/decision/signature"), visit.t("expert-sign"));
    signing(visit, &Signing { action: &action, items: &items, button: &button, purpose: Purpose::Sign, fields: &[] })
}

/// The same signature once more: it is kept on the page, so that nobody has to sign twice.
fn again(visit: &Visit, case: &Case, signature: &str) -> Markup {
    html! {
        form method="post" action=(address(case.number, "/decision/signature")) {
            (visit.token())
            input type="hidden" name="signed" value=(case.number);
            input type="hidden" name="signature" value=(signature);
            p.govuk-body { (visit.t("expert-again-hint")) }
            button.govuk-button #again { (visit.t("expert-again")) }
        }
    }
}

pub(super) async fn sign(visit: Visit, Named(text): Named<String>, given: Signatures) -> Page {
    let case = Case::of(&visit, &text).await?;
    let signature = given.first();
    let signed = visit.host.databank().sign_decision(visit.who()?, case.number, signature).await;
    match signed {
        Ok(_) => see_other(&address(case.number, "/registered")),
        Err(FlowError::Signature(fault)) if !case.is_decided() => {
            let text = visit.t(fault.key());
            // What cannot be told yet is no fault of the signature: the same one may hold later.
            let wrong = match fault.is_doubt() {
                true => Wrong { status: StatusCode::SERVICE_UNAVAILABLE, text, again: Some(in_text(signature)) },
                false => Wrong { status: StatusCode::UNPROCESSABLE_ENTITY, text, again: None },
            };
            let is_doubt = wrong.again.is_some();
            let page = show(&visit, &case, Some(wrong)).await?;
            Ok(if is_doubt { later(page) } else { page })
        }
        Err(error) => Err(visit.refuse(error)),
    }
}

/// A signature as a form carries it: a file may hold it as it is, in DER.
fn in_text(signature: &[u8]) -> String {
    saraptama_sign::cms::normalise(signature).map(|der| STANDARD.encode(der)).unwrap_or_default()
}

fn later(mut page: Response) -> Response {
    page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    page
}

/// After the signature: where the act stands, and the next case. The code by which anybody verifies the act is
/// the person's and is not told here (contract, `http.md`).
pub(super) async fn registered(visit: Visit, Named(text): Named<String>) -> Page {
    let case = Case::of(&visit, &text).await?;
    let State::Decided { index: Some(index), signature, .. } = &case.state else { return see_other(&address(case.number, "")) };
    let next = next(&visit).await?;
    let rules = visit.law().pilot.nearest(visit.today());
    let body = html! {
        div.govuk-panel.govuk-panel--confirmation {
            h1.govuk-panel__title { (visit.t("expert-registered-title")) }
            div.govuk-panel__body #number { (visit.say("expert-act-number", &[("number", text.clone().into())])) }
        }
        dl.govuk-summary-list {
            (row(visit.t("expert-index"), html! { span #index { (index) } }))
            (row(visit.t("expert-signature-digest"), digest(*signature)))
        }
        p.govuk-body { (visit.t("expert-stands")) " " (law(&visit, &rules.procedure.deadline_cite)) }
        (next)
        p.govuk-body { a.govuk-link href=(address(case.number, "")) { (visit.t("expert-to-act")) } " · " a.govuk-link href="/expert" { (visit.t("expert-list-work")) } }
    };
    Ok(visit.sheet(visit.t("expert-registered-title")).here("work").bare(body))
}

fn digest(sha256: Sha256) -> Markup {
    html! { code.sa-digest { (sha256) } }
}

/// The next case of the list, nearest deadline first.
async fn next(visit: &Visit) -> Result<Markup, Refused> {
    let store = &visit.host.databank().store;
    let page = store.acts_of_expert(&visit.who()?.id, &[ActState::Assigned], None, 1).await;
    let page = page.map_err(|error| visit.refuse(super::list::fault(error)))?;
    let next = page.rows.first().and_then(|row| row.number.zip(row.due_at));
    Ok(html! {
        @match next {
            Some((number, due_at)) => {
                p.govuk-body {
                    a.govuk-button #next href=(address(number, "")) { (visit.say("expert-next", &[("number", number.to_string().into())])) }
                }
                p.govuk-body-s { (visit.say("expert-next-due", &[("due", visit.moment(due_at).into())])) }
            }
            None => p.govuk-body { (visit.t("expert-empty")) },
        }
    })
}
