//! What the form rests on: every entry with its document to open.

use super::label::{fact_name, kind_name};
use crate::doors::Named;
use crate::pages::parts::{Colour, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use maud::{Markup, html};
use saraptama_core::terms::{FormId, Sha256, parse_date};
use serde_json::Value;
use std::collections::BTreeSet;

/// Every entry, in the form's order. `here` are the documents that the node holds.
pub(super) fn table(visit: &Visit, id: FormId, form: &Value, here: &BTreeSet<Sha256>) -> Markup {
    let entries = form.get("evidence").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    html! {
        section #part-evidence {
            h2.govuk-heading-m { (visit.t("chair-part-evidence")) }
            @if entries.is_empty() { p.govuk-body { (visit.t("chair-evidence-none")) } } @else {
                table.govuk-table.sa-table.sa-stack {
                    caption.govuk-visually-hidden { (visit.t("chair-part-evidence")) }
                    thead { tr {
                        @for column in ["chair-evidence-kind", "chair-evidence-conclusion", "chair-evidence-document"] {
                            th.govuk-table__header scope="col" { (visit.t(column)) }
                        }
                    } }
                    tbody { @for (n, entry) in entries.iter().enumerate() { (row(visit, id, n, entry, here)) } }
                }
            }
        }
    }
}

fn row(visit: &Visit, id: FormId, n: usize, entry: &Value, here: &BTreeSet<Sha256>) -> Markup {
    let text = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
    let day = parse_date(text("date")).map_or_else(|_| text("date").to_owned(), |day| visit.day(day));
    let specialist = entry.pointer("/specialist/name").and_then(Value::as_str).unwrap_or_default();
    let (colour, word) = match text("status") {
        "attached" => (Colour::Green, visit.t("chair-status-attached")),
        "carried" => (Colour::Blue, visit.t("chair-status-carried")),
        "not-available" => (Colour::Grey, visit.t("chair-status-not-available")),
        other => (Colour::Red, other.to_owned()),
    };
    html! {
        tr.govuk-table__row id={ "evidence-" (n) } {
            th.govuk-table__header scope="row" {
                (kind_name(visit, text("kind")))
                @for detail in [day.as_str(), text("organisation"), specialist] {
                    @if !detail.is_empty() { span.sa-muted { (detail) } }
                }
                (tag(colour, word))
            }
            td.govuk-table__cell data-l=(visit.t("chair-evidence-conclusion")) {
                (text("conclusion"))
                @if let Some(facts) = entry.get("facts").and_then(Value::as_object) {
                    dl.sa-facts { @for (name, fact) in facts {
                        dt { (fact_name(visit, name)) } dd { (fact.as_str().unwrap_or_default()) }
                    } }
                }
            }
            td.govuk-table__cell data-l=(visit.t("chair-evidence-document")) { (document_link(visit, id, entry, here)) }
        }
    }
}

fn document_link(visit: &Visit, id: FormId, entry: &Value, here: &BTreeSet<Sha256>) -> Markup {
    let document = entry.get("document");
    let sha256 = document.and_then(|document| document.get("sha256")).and_then(Value::as_str);
    let kib = document.and_then(|document| document.get("size")).and_then(Value::as_u64).unwrap_or(0).div_ceil(1024);
    let what = kind_name(visit, entry.get("kind").and_then(Value::as_str).unwrap_or_default());
    html! {
        @match sha256.and_then(|text| Sha256::parse(text).ok()) {
            Some(sha256) if here.contains(&sha256) => {
                a.govuk-link href={ "/chair/forms/" (id) "/documents/" (sha256) } {
                    (visit.say("chair-document-open", &[("kib", kib.into())]))
                    span.govuk-visually-hidden { ": " (what) }
                }
            }
            Some(_) => { (visit.t("chair-document-on-its-way")) }
            None => { (visit.t("chair-document-none")) }
        }
    }
}

/// A document of a form: as a file, never shown in place.
pub(super) async fn document(visit: Visit, Named((id, sha256)): Named<(String, String)>) -> Page {
    let (Ok(id), Ok(sha256)) = (FormId::parse(&id), Sha256::parse(&sha256)) else { return Err(visit.not_found()) };
    let document = visit.host.mis().document_of(visit.who()?, id, sha256).await.map_err(|error| visit.refuse(error))?;
    let kind = header::HeaderValue::from_str(&document.media_type);
    let headers = [
        (header::CONTENT_TYPE, kind.unwrap_or(header::HeaderValue::from_static("application/octet-stream"))),
        (header::CONTENT_DISPOSITION, header::HeaderValue::from_static("attachment")),
    ];
    Ok((StatusCode::OK, headers, document.bytes).into_response())
}
