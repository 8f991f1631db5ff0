//! An edition as files.

use super::ask::{self, Query};
use crate::doors::Named;
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use saraptama_core::htmc::edition::HeldEdition;
use saraptama_paper::{BookFault, EditionBook};
use saraptama_wire::htmc_list::{Dialect, Listed, write};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The edition as CSV: as programs for tables open it, or by `?dialect=rfc4180` as the standard has it.
pub(super) async fn csv(visit: Visit, Named(name): Named<String>, query: Query) -> Page {
    let edition = edition(&visit, &name).await?;
    let dialect = dialect(&visit, &query)?;
    Ok(csv_file(&format!("htmc-{name}.csv"), write(&edition.list.rows, dialect)))
}

/// The edition as JSON: the same objects as at the command line.
pub(super) async fn json(visit: Visit, Named(name): Named<String>) -> Page {
    let edition = edition(&visit, &name).await?;
    let rows: Vec<Listed<'_>> = edition.list.rows.iter().map(|row| Listed::of(row, &edition.list.edition)).collect();
    Ok(json_file(&format!("htmc-{name}.json"), &rows))
}

/// The edition as a workbook.
pub(super) async fn xlsx(visit: Visit, Named(name): Named<String>) -> Page {
    let edition = edition(&visit, &name).await?;
    let book = EditionBook { edition: &edition, titles: &visit.law().sections, words: visit.words(), lang: visit.lang };
    book_file(&visit, &format!("htmc-{name}.xlsx"), book.write())
}

async fn edition(visit: &Visit, name: &str) -> Result<HeldEdition, Refused> {
    ask::editions(visit).await?.named(name).cloned().ok_or_else(|| visit.not_found())
}

/// How a file is to be written; a dialect that is none is told.
pub(super) fn dialect(visit: &Visit, query: &Query) -> Result<Dialect, Refused> {
    match query.get("dialect") {
        None => Ok(Dialect::Office),
        Some(name) => Dialect::parse(name).ok_or_else(|| visit.unreadable(StatusCode::UNPROCESSABLE_ENTITY)),
    }
}

pub(super) fn csv_file(name: &str, bytes: Vec<u8>) -> Response {
    file("text/csv; charset=utf-8", name, bytes)
}

pub(super) fn json_file<T: serde::Serialize>(name: &str, value: &T) -> Response {
    match serde_json::to_vec(value) {
        Ok(bytes) => file("application/json", name, bytes),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

pub(super) fn book_file(visit: &Visit, name: &str, book: Result<Vec<u8>, BookFault>) -> Page {
    let bytes = book.map_err(|fault| visit.refuse(crate::flow::FlowError::Event(fault.to_string())))?;
    Ok(file(XLSX, name, bytes))
}

fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let named = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    let named = named.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, named)], bytes).into_response()
}
