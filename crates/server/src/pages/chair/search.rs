//! Looking for a patient's forms: by POST, since an IIN or a name stands in no address.

use super::{HERE, queue};
use crate::flow::mis::Sought;
use crate::pages::fields::Filled;
use crate::pages::parts::{Finding, Input, cut, errors, input};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use crate::search::fold;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::terms::Iin;

const FIELD: &str = "patient";
/// No name is longer.
const LONGEST_CHARS: usize = 200;

pub(super) fn field(visit: &Visit, value: &str, error: Option<String>) -> Markup {
    let sought = Input {
        name: FIELD,
        label: visit.t("chair-search"),
        hint: visit.t("chair-search-hint"),
        value,
        error,
        width: 20,
        kind: "search",
        autocomplete: "off",
        ..Input::default()
    };
    html! {
        form.sa-search #search method="post" action="/chair/search" role="search" {
            (visit.token())
            (input(visit, &sought))
            button.govuk-button.govuk-button--secondary { (visit.t("chair-search-go")) }
        }
    }
}

/// `POST /chair/search`.
pub(super) async fn search(visit: Visit, Filled(fields): Filled) -> Page {
    let text = fields.one(FIELD);
    let is_number = text.chars().all(|c| c.is_ascii_digit());
    let sought = match Iin::parse(text) {
        Ok(iin) => Some(Sought::Patient(iin)),
        Err(_) if text.is_empty() || is_number || text.chars().count() > LONGEST_CHARS => None,
        Err(_) => Some(Sought::Name(fold(text))),
    };
    let sheet = visit.sheet(visit.t("chair-search-title")).here(HERE).back("/chair", visit.t("chair-back"));
    let Some(sought) = sought else {
        let why = visit.t("chair-search-wrong");
        let body = html! {
            (errors(&visit, &visit.t("page-wrong"), &[Finding::field(FIELD, why.clone())]))
            (field(&visit, text, Some(why)))
        };
        return Ok(sheet.status(StatusCode::UNPROCESSABLE_ENTITY).wrong(true).show(body));
    };
    let (found, is_cut) = visit.host.mis().chair_search(visit.who()?, &sought).await.map_err(|error| visit.refuse(error))?;
    let body = html! {
        (field(&visit, text, None))
        section #found role="status" {
            @if found.is_empty() { p.govuk-body { (visit.t("chair-search-none")) } } @else {
                (queue::table(&visit, &found, "chair-search-title"))
            }
            (cut(&visit, found.len(), is_cut))
        }
    };
    Ok(sheet.show(body))
}
