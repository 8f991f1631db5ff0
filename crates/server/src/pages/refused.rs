//! Pages that say why something is not done, and what to do next.

use super::access::sealed;
use super::language;
use super::lost::Lost;
use super::parts::{Finding, errors};
use super::visit::Visit;
use crate::doors::Answer;
use crate::flow::FlowError;
use crate::node::Host;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use maud::html;

/// What is personal is kept by nobody on the way.
pub(super) const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// The answer of a page that does not do what was asked: a whole page already.
pub(super) struct Refused(Box<Response>);

/// The result of a page.
pub(super) type Page = Result<Response, Refused>;

impl Refused {
    /// An answer instead of what was asked for.
    pub(super) fn of(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl Visit {
    /// For this reader there is no such page or case.
    pub(super) fn not_found(&self) -> Refused {
        self.refused(&Answer::not_found(self.words()), "page-not-found")
    }

    /// The reader's role does not allow it.
    pub(super) fn forbidden(&self) -> Refused {
        self.refused(&Answer::wrong_role(self.words()), "page-forbidden")
    }

    /// Nobody is signed in, or no longer.
    pub(super) fn no_session(&self) -> Refused {
        let body = html! {
            p.govuk-body { (self.t("page-no-session-hint")) }
            p.govuk-body { a.govuk-button href=(self.way_in()) { (self.t("nav-enter")) } }
        };
        Refused::of(self.sheet(self.t("page-no-session")).not_taken(Lost::Over).status(StatusCode::UNAUTHORIZED).show(body))
    }

    /// It was not one of our pages that sent this.
    pub(super) fn stranger(&self) -> Refused {
        let body = html! {
            p.govuk-body { (self.t("page-stranger-hint")) }
            @if let Some(again) = self.again() { p.govuk-body { a.govuk-button href=(again) { (self.t("lost-again")) } } }
        };
        Refused::of(self.sheet(self.t("page-stranger")).not_taken(Lost::Old).status(StatusCode::FORBIDDEN).show(body))
    }

    /// The content cannot be taken: too large, or not what a form of ours sends.
    pub(super) fn unreadable(&self, status: StatusCode) -> Refused {
        let body = html! { p.govuk-body { (self.t("page-unreadable-hint")) } };
        Refused::of(self.sheet(self.t("page-unreadable")).not_taken(Lost::Failed).status(status).show(body))
    }

    /// What the corridor refused, in the reader's language, with its findings.
    pub(super) fn refuse(&self, error: FlowError) -> Refused {
        let answer = Answer::of(error, self.words(), self.law());
        let title = match answer.status() {
            StatusCode::NOT_FOUND => "page-not-found",
            StatusCode::FORBIDDEN => "page-forbidden",
            status if status.is_server_error() => "page-fault",
            _ => "page-refused",
        };
        self.refused(&answer, title)
    }

    fn refused(&self, answer: &Answer, title: &str) -> Refused {
        let found: Vec<Finding> = answer.findings().iter().map(|found| Finding::read(found, self)).collect();
        let body = html! {
            @if found.is_empty() {
                p.govuk-body-l { (self.of(answer.messages())) }
            } @else {
                (errors(self, self.of(answer.messages()), &found))
            }
            p.govuk-body { a.govuk-link href="/" { (self.t("page-to-start")) } }
        };
        Refused::of(self.sheet(self.t(title)).not_taken(Lost::Failed).status(answer.status()).show(body))
    }
}

/// Every address that does not exist, for browsers; programs get a problem document.
pub(crate) async fn nothing_here(State(host): State<Host>, headers: HeaderMap, uri: Uri) -> Response {
    let accepts = headers.get(axum::http::header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let lang = language::of(&headers, &uri);
    if accepts.contains("text/html") {
        return sealed(Visit::new(&host, lang, None, uri, false).not_found().into_response());
    }
    Answer::not_found(&host.any().words).in_language(lang.as_str()).into_response()
}
