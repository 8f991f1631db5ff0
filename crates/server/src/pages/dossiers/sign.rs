//! The frozen protocol, and the signature of whoever confirmed it.

use super::{address, dossier, may, see_other};
use crate::doors::Named;
use crate::flow::FlowError;
use crate::pages::parts::{Finding, Purpose, Signing, ToSign, errors, signing};
use crate::pages::refused::Page;
use crate::pages::signatures::Signatures;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::html;
use saraptama_core::htmc::dossier::{Action, Refusal};
use saraptama_core::terms::{FormId, Sha256};
use saraptama_sign::SignatureFault;

pub(super) async fn review(visit: Visit, Named(text): Named<String>) -> Page {
    let (id, held) = dossier(&visit, &text).await?;
    if !may(&held, Action::Approve) {
        return Err(visit.refuse(Refusal::NothingFrozen.into()));
    }
    show(&visit, id, None).await
}

async fn show(visit: &Visit, id: FormId, fault: Option<SignatureFault>) -> Page {
    let frozen = visit.host.ministry().dossier_protocol(visit.who()?, id).await;
    let (sha256, bytes) = frozen.map_err(|error| visit.refuse(error))?;
    let wrong = |fault: SignatureFault| Finding { at: String::new(), text: visit.t(fault.key()), source: String::new() };
    let items = [ToSign { id: sha256.to_string(), name: visit.t("dossier-protocol"), bytes: &bytes }];
    let (action, button) = (address(id, "/signature"), visit.t("dossier-sign"));
    let body = html! {
        @if let Some(fault) = fault { (errors(visit, &visit.t("dossier-not-signed"), &[wrong(fault)])) }
        p.govuk-body { (visit.t("dossier-sign-lead")) }
        p.govuk-body { a.govuk-link href=(address(id, "/protocol")) { (visit.t("dossier-protocol-read")) } }
        p.govuk-body { a.govuk-link href=(address(id, "/confirm")) { (visit.t("dossier-confirm-again")) } }
        (signing(visit, &Signing { action: &action, items: &items, button: &button, purpose: Purpose::Sign, fields: &[] }))
    };
    let status = match fault {
        None => StatusCode::OK,
        // What cannot be told yet is no fault of the signature: the same one may hold later.
        Some(fault) if fault.is_doubt() => StatusCode::SERVICE_UNAVAILABLE,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let sheet = visit.sheet(visit.t("dossier-sign-title")).here("htmc").status(status).wrong(fault.is_some());
    Ok(sheet.back(address(id, ""), visit.t("dossier-to-dossier")).script("sign.js").show(body))
}

pub(super) async fn sign(visit: Visit, Named(text): Named<String>, given: Signatures) -> Page {
    let (id, held) = dossier(&visit, &text).await?;
    let over = given.signed.first().and_then(|(id, _)| Sha256::parse(id).ok());
    let over = over.ok_or_else(|| visit.refuse(Refusal::NothingFrozen.into()))?;
    match visit.host.ministry().approve_dossier(visit.who()?, id, over, given.first()).await {
        Ok(()) => see_other(&address(id, "")),
        Err(FlowError::Signature(fault)) if may(&held, Action::Approve) => show(&visit, id, Some(fault)).await,
        Err(error) => Err(visit.refuse(error)),
    }
}
