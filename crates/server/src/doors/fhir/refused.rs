use crate::doors::answer::{Answer, after_panic as told};
use crate::doors::caller::language;
use crate::node::Host;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use saraptama_wire::fhir::{MEDIA_TYPE, problem};
use saraptama_wire::words::{Lang, Words};
use std::any::Any;
use std::time::Duration;

/// A request ends with an outcome a little before it is cut off without one.
const WITHIN: Duration = Duration::from_secs(28);

/// Why the door does not do what was asked, as an OperationOutcome.
pub(in crate::doors) struct Refused {
    pub(super) answer: Answer,
    pub(super) lang: Lang,
}

/// The result of a handler.
pub(super) type Outcome = Result<Response, Refused>;

/// The language that the request asks for.
pub(super) fn lang(headers: &HeaderMap) -> Lang {
    Lang::parse(language(headers)).unwrap_or(Lang::Kk)
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let outcome = problem(self.answer.problem(), self.lang);
        let mut response = self.answer.into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        *response.body_mut() = Body::from(outcome.to_string());
        response
    }
}

/// 404 for an address that there is not.
pub(in crate::doors) async fn nothing_here(State(host): State<Host>, headers: HeaderMap) -> Refused {
    Refused { answer: Answer::not_found(&host.any().words), lang: lang(&headers) }
}

/// 405 for a method that the address does not take.
pub(super) async fn wrong_method(State(host): State<Host>, headers: HeaderMap) -> Refused {
    Refused { answer: Answer::wrong_method(&host.any().words), lang: lang(&headers) }
}

/// 500 after a fault of ours.
pub(super) fn after_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let told = told(panic).status();
    let answer = Answer::keyed(&Words::new(), "fault", "The service failed", told, "problem-fault");
    Refused { answer, lang: Lang::Kk }.into_response()
}

/// 408 for a request that took too long.
pub(super) async fn in_time(request: Request, next: Next) -> Response {
    let lang = lang(request.headers());
    let late = |_| {
        let answer = Answer::keyed(&Words::new(), "timeout", "Too late", StatusCode::REQUEST_TIMEOUT, "problem-fhir-timeout");
        Refused { answer, lang }.into_response()
    };
    tokio::time::timeout(WITHIN, next.run(request)).await.unwrap_or_else(late)
}
