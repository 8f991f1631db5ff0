//! The approval: a second analyst's signature over the frozen bytes.

use super::show::{Typed, draw};
use super::{address, heading, ministry, open, see_other};
use crate::doors::Named;
use crate::flow::FlowError;
use crate::flow::htmc_list::Open;
use crate::pages::parts::{Finding, Purpose, Signing, ToSign, signing};
use crate::pages::refused::{Page, Refused};
use crate::pages::signatures::Signatures;
use crate::pages::visit::Visit;
use axum::http::{HeaderValue, StatusCode, header};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{Markup, html};
use saraptama_core::htmc::edition::{Action, State};

/// Where the edition is signed, for whoever may; why not, for whoever entered it.
pub(super) async fn part(visit: &Visit, open: &Open, typed: &Typed) -> Result<Markup, Refused> {
    let State::Submitted { draft, .. } = &open.state else { return Ok(html! {}) };
    if !open.may.contains(&Action::Approve) {
        return Ok(html! { div.govuk-inset-text #own-work { (visit.t("htmc-draft-own-work")) } });
    }
    let bytes = ministry(visit).edition_bytes(open).await.map_err(|error| visit.refuse(error))?;
    let edition = draft.heading.as_ref().map(|head| head.edition.clone()).unwrap_or_default();
    let name = visit.say("htmc-draft-sign-what", &[("edition", edition.into())]);
    let items = [ToSign { id: open.id.to_string(), name, bytes: &bytes }];
    let (action, button) = (address(open.id, "/signature"), visit.t("htmc-draft-approve"));
    Ok(html! {
        h2.govuk-heading-m { (visit.t("htmc-draft-approval")) }
        p.govuk-body { (visit.t("htmc-draft-approval-hint")) }
        @if let Some(signature) = &typed.again {
            form method="post" action=(action) {
                (visit.token())
                input type="hidden" name="signed" value=(open.id.to_string());
                input type="hidden" name="signature" value=(signature);
                p.govuk-body { (visit.t("htmc-draft-again-hint")) }
                button.govuk-button #again { (visit.t("htmc-draft-again")) }
            }
        }
        (signing(visit, &Signing { action: &action, items: &items, button: &button, purpose: Purpose::Sign, fields: &[] }))
    })
}

/// Takes the signature.
pub(super) async fn sign(visit: Visit, Named(id): Named<String>, given: Signatures) -> Page {
    let open = open(&visit, &id).await?;
    let signature = given.first();
    match ministry(&visit).approve_edition(visit.who()?, open.id, signature).await {
        Ok(()) => see_other(&address(open.id, "")),
        Err(FlowError::Signature(fault)) => {
            let wrong = vec![Finding { at: String::new(), text: visit.t(fault.key()), source: String::new() }];
            // What cannot be told yet is no fault of the signature: the same one may hold later.
            let again = fault
                .is_doubt()
                .then(|| saraptama_sign::cms::normalise(signature).map(|der| STANDARD.encode(der)).unwrap_or_default());
            let status = if again.is_some() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::UNPROCESSABLE_ENTITY };
            let is_doubt = again.is_some();
            let mut page = draw(&visit, &open, &Typed { again, status: Some(status), ..Typed::wrong(wrong) }).await?;
            if is_doubt {
                page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
            }
            Ok(page)
        }
        Err(FlowError::Edition(refusal)) => match heading::told(&visit, &refusal, &[]) {
            Some(wrong) => draw(&visit, &open, &Typed { status: Some(StatusCode::CONFLICT), ..Typed::wrong(wrong) }).await,
            None => Err(visit.refuse(FlowError::Edition(refusal))),
        },
        Err(error) => Err(visit.refuse(error)),
    }
}
