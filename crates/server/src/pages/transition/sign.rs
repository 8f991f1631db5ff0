//! The protocol, and the signature of a second analyst.

use crate::doors::Named;
use crate::flow::FlowError;
use crate::flow::htmc::TransitionProtocol;
use crate::pages::parts::{Finding, Purpose, Signing, ToSign, errors, signing};
use crate::pages::refused::{Page, Refused};
use crate::pages::signatures::Signatures;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use maud::html;
use saraptama_core::htmc::transition::protocol::{Refusal, State};
use saraptama_core::terms::{FormId, Sha256};
use saraptama_sign::SignatureFault;

pub(super) async fn review(visit: Visit, Named(text): Named<String>) -> Page {
    let (id, held) = protocol(&visit, &text).await?;
    match held.state {
        State::Open if held.may_sign => show(&visit, id, &held, None),
        State::Open => Err(visit.refuse(Refusal::NotASecondPerson.into())),
        State::Signed { .. } => Err(visit.refuse(Refusal::AlreadySigned.into())),
    }
}

async fn protocol(visit: &Visit, text: &str) -> Result<(FormId, TransitionProtocol), Refused> {
    let id = FormId::parse(text).map_err(|_| visit.not_found())?;
    let held = visit.host.ministry().transition_protocol(visit.who()?, id).await;
    Ok((id, held.map_err(|error| visit.refuse(error))?))
}

fn show(visit: &Visit, id: FormId, held: &TransitionProtocol, fault: Option<SignatureFault>) -> Page {
    let wrong = |fault: SignatureFault| Finding { at: String::new(), text: visit.t(fault.key()), source: String::new() };
    let digest = Sha256::of(&held.bytes).to_string();
    let items = [ToSign { id: digest, name: visit.t("transition-protocol"), bytes: &held.bytes }];
    let (place, button) = (format!("/htmc/transition/{id}"), visit.t("transition-sign"));
    let action = format!("{place}/signature");
    let body = html! {
        @if let Some(fault) = fault { (errors(visit, &visit.t("transition-not-signed"), &[wrong(fault)])) }
        p.govuk-body { (visit.t("transition-sign-lead")) }
        p.govuk-body { a.govuk-link href={ (place) "/protocol" } { (visit.t("transition-protocol-read")) } }
        (signing(visit, &Signing { action: &action, items: &items, button: &button, purpose: Purpose::Sign, fields: &[] }))
    };
    let status = match fault {
        None => StatusCode::OK,
        // What cannot be told yet is no fault of the signature: the same one may hold later.
        Some(fault) if fault.is_doubt() => StatusCode::SERVICE_UNAVAILABLE,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let sheet = visit.sheet(visit.t("transition-sign-title")).here("htmc").status(status).wrong(fault.is_some());
    Ok(sheet.back(place, visit.t("transition-to-file")).script("sign.js").show(body))
}

pub(super) async fn sign(visit: Visit, Named(text): Named<String>, given: Signatures) -> Page {
    let (id, _) = protocol(&visit, &text).await?;
    let over = given.signed.first().and_then(|(id, _)| Sha256::parse(id).ok());
    let over = over.ok_or_else(|| visit.refuse(Refusal::Changed.into()))?;
    match visit.host.ministry().sign_transition(visit.who()?, id, over, given.first()).await {
        Ok(()) => Ok(Redirect::to(&format!("/htmc/transition/{id}")).into_response()),
        Err(FlowError::Signature(fault)) => {
            let (id, held) = protocol(&visit, &text).await?;
            show(&visit, id, &held, Some(fault))
        }
        Err(error) => Err(visit.refuse(error)),
    }
}
