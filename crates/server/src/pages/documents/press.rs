//! A document as PDF. The typesetter works for tens of milliseconds and takes one document at a time, so it has threads
//! of its own and a short queue: whoever comes when it is full is told to come again, and everything else goes on.

use super::{Paper, asked};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use maud::html;
use saraptama_paper::pdf::{self, PressFault};
use tokio::sync::Semaphore;

/// How many documents wait or are being printed in a process: about two seconds of work.
const WAITING_AT_MOST: usize = 16;
const AGAIN_AFTER_SECONDS: &str = "3";

static QUEUE: Semaphore = Semaphore::const_new(WAITING_AT_MOST);

/// The name that a document has as a file, and its bytes; nothing where what is stored is no such document.
type Printed = Result<Option<(String, Vec<u8>)>, PressFault>;

/// The document as PDF.
pub(in crate::pages) async fn printed(visit: &Visit, paper: impl Paper) -> Page {
    let place = QUEUE.try_acquire().map_err(|_| busy(visit))?;
    let (words, law) = (visit.host.any().words.clone(), visit.host.any().law.clone());
    let lang = asked(&visit.uri, visit.lang);
    let work = move || -> Printed {
        let _place = place;
        let Some(sheet) = paper.sheet(&words, lang, &law) else { return Ok(None) };
        pdf::print(&sheet).map(|bytes| Some((format!("{}.{}.pdf", sheet.name, lang.as_str()), bytes)))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(Some((name, bytes)))) => Ok(file(&name, bytes)),
        Ok(Ok(None)) => Err(visit.not_found()),
        Ok(Err(PressFault::TooLong)) => Err(told(visit, StatusCode::UNPROCESSABLE_ENTITY, "page-document-too-long")),
        Ok(Err(fault @ PressFault::Typesetter(_))) => Err(broken(visit, &fault.to_string())),
        Err(panic) => Err(broken(visit, &panic.to_string())),
    }
}

fn file(name: &str, bytes: Vec<u8>) -> Response {
    let named = HeaderValue::try_from(format!("inline; filename=\"{name}\""));
    let named = named.unwrap_or_else(|_| HeaderValue::from_static("inline"));
    let kind = HeaderValue::from_static("application/pdf");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, named)], bytes).into_response()
}

fn busy(visit: &Visit) -> Refused {
    let mut response = told(visit, StatusCode::SERVICE_UNAVAILABLE, "page-document-busy").into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN_AFTER_SECONDS));
    Refused::of(response)
}

/// The page to print says the same as the PDF, so there is always a way on.
fn told(visit: &Visit, status: StatusCode, key: &str) -> Refused {
    let page = visit.uri.path().strip_suffix("/pdf").unwrap_or("/");
    let body = html! {
        p.govuk-body-l { (visit.t(key)) }
        p.govuk-body { a.govuk-link href=(page) { (visit.t("page-document-print")) } }
    };
    Refused::of(visit.sheet(visit.t("page-document-not-printed")).status(status).show(body))
}

/// What went wrong speaks of the template, never of what stands in the document.
fn broken(visit: &Visit, fault: &str) -> Refused {
    tracing::error!(fault, "a document was not printed");
    told(visit, StatusCode::INTERNAL_SERVER_ERROR, "page-document-fault")
}
