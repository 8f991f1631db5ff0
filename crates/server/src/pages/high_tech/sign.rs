use super::{HERE, address, referral, see_other};
use crate::doors::Named;
use crate::flow::FlowError;
use crate::pages::parts::{Finding, Purpose, Signing, ToSign, errors, signing};
use crate::pages::refused::Page;
use crate::pages::signatures::Signatures;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::html;
use saraptama_core::htmc::referral::{Action, Refusal};
use saraptama_core::terms::Sha256;
use saraptama_sign::SignatureFault;

pub(super) async fn review(visit: Visit, Named(text): Named<String>) -> Page {
    show(&visit, &text, None).await
}

async fn show(visit: &Visit, text: &str, fault: Option<SignatureFault>) -> Page {
    let (id, held) = referral(visit, text).await?;
    if !held.may.contains(&Action::Sign) {
        return see_other(&address(id, ""));
    }
    let wrong = |fault: SignatureFault| Finding { at: String::new(), text: visit.t(fault.key()), source: String::new() };
    let items = [ToSign { id: held.sha256.to_string(), name: visit.t("hightech-one-title"), bytes: &held.bytes }];
    let (action, button) = (address(id, "/signature"), visit.t("hightech-sign"));
    let body = html! {
        @if let Some(fault) = fault { (errors(visit, &visit.t("hightech-not-signed"), &[wrong(fault)])) }
        p.govuk-body { (visit.t("hightech-sign-lead")) }
        p.govuk-body {
            a.govuk-link href=(address(id, "/print")) { (visit.t("hightech-print")) } " · "
            a.govuk-link href=(address(id, "")) { (visit.t("hightech-change")) }
        }
        (signing(visit, &Signing { action: &action, items: &items, button: &button, purpose: Purpose::Sign, fields: &[] }))
        p.govuk-inset-text { (visit.t("hightech-stays")) }
    };
    let status = match fault {
        None => StatusCode::OK,
        // What cannot be told yet is no fault of the signature: the same one may hold later.
        Some(fault) if fault.is_doubt() => StatusCode::SERVICE_UNAVAILABLE,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let sheet = visit.sheet(visit.t("hightech-sign-title")).here(HERE).status(status).wrong(fault.is_some());
    Ok(sheet.back(address(id, ""), visit.t("hightech-change")).script("sign.js").show(body))
}

pub(super) async fn sign(visit: Visit, Named(text): Named<String>, given: Signatures) -> Page {
    let (id, held) = referral(&visit, &text).await?;
    let over = given.signed.first().and_then(|(id, _)| Sha256::parse(id).ok());
    let over = over.ok_or_else(|| visit.refuse(Refusal::WrittenAnew.into()))?;
    match visit.host.mis().sign_high_tech(visit.who()?, id, over, given.first()).await {
        Ok(()) => see_other(&address(id, "")),
        Err(FlowError::Signature(fault)) if held.may.contains(&Action::Sign) => show(&visit, &text, Some(fault)).await,
        Err(error) => Err(visit.refuse(error)),
    }
}
