//! The report to take along: a workbook, a file of values, a document, an object.

use super::asked;
use crate::monitoring::{handed_out, standing};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse as _;
use maud::html;
use saraptama_core::indicators::Month;
use saraptama_paper::Dialect;
#[cfg(feature = "pdf")]
use saraptama_paper::Monthly;
use std::collections::BTreeMap;

/// The media type of workbooks.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `/committee/report?month=2025-09&format=xlsx&public=yes`.
pub(super) async fn report(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    let Some(month) = asked(&visit, &query) else { return Err(visit.not_found()) };
    let is_public = query.get("public").is_some_and(|public| public == "yes");
    let archives = visit.host.archives();
    let (report, made_at) = if is_public {
        let handed_out = handed_out(&archives, visit.law(), month, visit.now).await;
        let (report, closed) = handed_out.map_err(|error| visit.refuse(error))?;
        (report, closed.at)
    } else {
        let standing = standing(&archives, visit.law(), month, visit.now, false).await;
        let standing = standing.map_err(|fault| visit.refuse(fault.into()))?;
        let closed_at = standing.closed.last().map(|closed| closed.at);
        // What is counted now beside a closed version is as old as now.
        let made_at = closed_at.filter(|_| standing.report.not_closed.is_empty()).unwrap_or(visit.now);
        (standing.report, made_at)
    };
    let monthly = super::worded(&visit, &report);
    match query.get("format").map(String::as_str) {
        Some("json") => {
            let bytes = serde_json::to_vec(&report).map_err(|_| visit.not_found())?;
            Ok(file(&month, is_public, "json", "application/json", bytes))
        }
        Some("csv") => {
            let dialect = match query.get("dialect").map(String::as_str) {
                Some("rfc4180") => Dialect::Rfc4180,
                _ => Dialect::Excel,
            };
            Ok(file(&month, is_public, "csv", "text/csv; charset=utf-8", monthly.csv(dialect).into_bytes()))
        }
        Some("xlsx") => {
            let made = tokio::task::spawn_blocking(move || monthly.xlsx(made_at)).await;
            match made {
                Ok(Ok(bytes)) => Ok(file(&month, is_public, "xlsx", WORKBOOK, bytes)),
                Ok(Err(fault)) => Err(broken(&visit, &fault.to_string())),
                Err(panic) => Err(broken(&visit, &panic.to_string())),
            }
        }
        #[cfg(feature = "pdf")]
        Some("pdf") => crate::pages::documents::printed(&visit, Document { monthly, made_at }).await,
        _ => Err(visit.not_found()),
    }
}

/// The report as a document, for the thread that prints.
#[cfg(feature = "pdf")]
struct Document {
    monthly: Monthly,
    made_at: saraptama_core::terms::Instant,
}

#[cfg(feature = "pdf")]
impl crate::pages::documents::Paper for Document {
    fn sheet<'a>(
        &'a self,
        _: &saraptama_wire::words::Words,
        _: saraptama_wire::words::Lang,
        _: &'a saraptama_core::law::Law,
    ) -> Option<saraptama_paper::Sheet<'a>> {
        Some(self.monthly.sheet(self.made_at, None))
    }
}

fn file(month: &Month, is_public: bool, extension: &str, kind: &'static str, bytes: Vec<u8>) -> axum::response::Response {
    let part = if is_public { "-public" } else { "" };
    let named = HeaderValue::try_from(format!("attachment; filename=\"month-{month}{part}.{extension}\""));
    let named = named.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, named)], bytes).into_response()
}

fn broken(visit: &Visit, fault: &str) -> Refused {
    tracing::error!(fault, "a report was not written");
    let body = html! { p.govuk-body { (visit.t("page-document-fault")) } };
    Refused::of(visit.sheet(visit.t("page-document-not-printed")).status(StatusCode::INTERNAL_SERVER_ERROR).show(body))
}
