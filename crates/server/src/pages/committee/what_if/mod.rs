//! What if: a month replayed under another hour, another load, other experts. Nothing that is stored is touched.

mod answer;
mod ask;

use super::draw::WATCHED;
use crate::monitoring::what_if;
use crate::pages::parts::{errors, law};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use axum::http::StatusCode;
use maud::html;
use std::collections::BTreeMap;

/// `/committee/what-if?month=2025-09`: asks what is assumed; with the answers in the address, says what would be.
pub(super) async fn show(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    let form = ask::Form::of(&visit, &query);
    let (found, status) = match form.read(&visit) {
        Ok(asked) if form.is_sent() => {
            let databank = visit.host.databank();
            let month = asked.month;
            let found = what_if(&visit.host.archives(), visit.law(), month, month.first, &asked.assumed).await;
            let found = found.map_err(|fault| visit.refuse(fault.into()))?.found;
            let named = answer::named(databank, &found).await.map_err(|fault| visit.refuse(fault.into()))?;
            (Ok(Some((asked, found, named))), StatusCode::OK)
        }
        Ok(_) => (Ok(None), StatusCode::OK),
        Err(wrong) => (Err(wrong), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let wrong = found.as_ref().err().map(Vec::as_slice).unwrap_or_default();
    let body = html! {
        @if !wrong.is_empty() { (errors(&visit, &visit.t("page-wrong"), wrong)) }
        p.govuk-body-l { (visit.t("committee-what-if-what")) }
        p.govuk-inset-text { (visit.t("committee-what-if-untouched")) " " (law(&visit, WATCHED)) }
        @if let Ok(Some((asked, found, named))) = &found { (answer::show(&visit, asked, found, named)) }
        (form.show(&visit, wrong))
    };
    let back = form.month().map_or_else(|| "/committee".to_owned(), |month| format!("/committee?month={month}"));
    let sheet = visit.sheet(visit.t("committee-what-if")).here("committee").back(back, visit.t("committee-title"));
    Ok(sheet.status(status).wrong(!wrong.is_empty()).show(body))
}
