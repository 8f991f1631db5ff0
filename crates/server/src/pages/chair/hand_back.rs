//! Giving a form back to its doctor, with what is to be corrected.

use super::form::{show, why};
use crate::doors::Named;
use crate::flow::mis::Opened;
use crate::pages::fields::Filled;
use crate::pages::parts::{Finding, Input, text_area};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::response::{IntoResponse as _, Redirect};
use maud::{Markup, html};
use saraptama_core::referral::{Action, HandBackReason};
use saraptama_core::terms::FormId;

const FIELD: &str = "reason";

/// A reason that is none, kept so that nobody types it twice.
pub(super) struct Wrong {
    text: String,
    why: String,
}

impl Wrong {
    pub(super) fn finding(&self) -> Finding {
        Finding::field(FIELD, self.why.clone())
    }
}

/// The form by which it is handed back; why not, where it cannot be; nothing where it is handed back already.
pub(super) fn offer(visit: &Visit, id: FormId, opened: &Opened, wrong: Option<&Wrong>) -> Markup {
    if opened.why_not(Action::HandBack).is_some() {
        return html! {
            p.govuk-body-s #why-not-hand-back {
                strong { (visit.t("chair-no-hand-back")) } " " (why(visit, opened, Action::HandBack))
            }
        };
    }
    if !opened.may.contains(&Action::HandBack) {
        return html! {};
    }
    let reason = Input {
        name: FIELD,
        label: visit.t("chair-reason"),
        hint: visit.say("chair-reason-hint", &[("most", HandBackReason::MOST_CHARS.into())]),
        value: wrong.map_or("", |wrong| &wrong.text),
        error: wrong.map(|wrong| wrong.why.clone()),
        ..Input::default()
    };
    html! {
        form #hand-back method="post" action={ "/chair/forms/" (id) "/hand-back" } novalidate {
            (visit.token())
            (text_area(visit, &reason, 4))
            button.govuk-button.govuk-button--secondary { (visit.t("chair-hand-back")) }
        }
    }
}

/// `POST /chair/forms/{id}/hand-back`.
pub(super) async fn hand_back(visit: Visit, Named(id): Named<String>, Filled(fields): Filled) -> Page {
    let form = FormId::parse(&id).map_err(|_| visit.not_found())?;
    let text = fields.one(FIELD);
    let Some(reason) = HandBackReason::parse(text) else {
        let key = if text.is_empty() { "chair-reason-empty" } else { "chair-reason-long" };
        let why = visit.say(key, &[("most", HandBackReason::MOST_CHARS.into())]);
        return show(&visit, &id, Some(Wrong { text: text.to_owned(), why })).await;
    };
    let done = visit.host.mis().hand_back(visit.who()?, form, reason).await;
    done.map_err(|error| visit.refuse(error))?;
    Ok(Redirect::to(&format!("/chair/forms/{form}")).into_response())
}
