//! Rows of an edition as they are drawn.

use super::{reading, section_name};
use crate::pages::parts::{Colour, law, tag};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::htmc::edition::{HeldEdition, Source};
use saraptama_core::htmc::shared_codes;
use saraptama_core::law::{HtmcRow, Section};
use saraptama_wire::words::Lang;
use std::collections::BTreeMap;

/// The official name, and in another language our rendering before it; beside them what is meant where the printed
/// text is a mistranslation.
pub(super) fn name(visit: &Visit, row: &HtmcRow) -> Markup {
    html! {
        @if visit.lang == Lang::Kk {
            span data-official { (row.name.kk) }
        } @else {
            (visit.of(&row.name))
            span.sa-muted lang="kk" data-official { (row.name.kk) }
        }
        @if let Some(gloss) = &row.gloss {
            span.sa-muted { (tag(Colour::Orange, visit.t("htmc-gloss"))) " " (visit.of(gloss)) }
        }
    }
}

/// The address of a code's page in this edition.
pub(super) fn address(code: &str, edition: &HeldEdition) -> String {
    format!("/htmc/codes/{code}?edition={}", edition.list.edition)
}

/// The paragraph of a row; only the text of the law's own editions is held.
pub(super) fn place(visit: &Visit, edition: &HeldEdition, row: &HtmcRow) -> Markup {
    let title = visit.law().sections.iter().find(|title| title.id == row.section);
    html! {
        @if let (Some(title), Source::Law) = (title, &edition.source) {
            (law(visit, &format!("{} row {}", title.cite, row.number)))
        } @else {
            (law(visit, &edition.list.cite))
        }
    }
}

/// Rows as tables, one for each section.
pub(super) fn tables(visit: &Visit, edition: &HeldEdition, rows: &[&HtmcRow]) -> Markup {
    let shared = shared_codes(&edition.list.rows);
    html! {
        @for section in Section::ALL {
            @let of: Vec<&HtmcRow> = rows.iter().copied().filter(|row| row.section == section).collect();
            @if !of.is_empty() { (table(visit, edition, section, &of, &shared)) }
        }
        @if rows.iter().any(|row| shared.contains_key(row.code.as_str())) { (reading(visit, "AMB-36")) }
    }
}

fn table(
    visit: &Visit,
    edition: &HeldEdition,
    section: Section,
    rows: &[&HtmcRow],
    shared: &BTreeMap<&str, Vec<&HtmcRow>>,
) -> Markup {
    let heads = ["htmc-column-number", "htmc-column-code", "htmc-column-name", "htmc-column-also"].map(|key| visit.t(key));
    let title = visit.law().sections.iter().find(|title| title.id == section);
    let count = i64::try_from(rows.len()).unwrap_or_default();
    html! {
        table.govuk-table.sa-table.sa-stack id={ "section-" (section.as_str()) } {
            caption.govuk-table__caption.govuk-table__caption--s {
                (visit.say("htmc-section-caption", &[("section", section_name(visit, section).into()), ("count", count.into())]))
                @if let Some(title) = title { span.sa-muted.sa-regular { (visit.of(&title.name)) } }
            }
            thead.govuk-table__head { tr { @for head in &heads { th.govuk-table__header scope="col" { (head) } } } }
            tbody.govuk-table__body {
                @for row in rows {
                    tr.govuk-table__row id={ (section.as_str()) "-" (row.number) } {
                        td.govuk-table__cell.sa-num data-l=(heads[0]) { (row.number) }
                        th.govuk-table__header.sa-num scope="row" {
                            a.govuk-link href=(address(&row.code, edition)) { (row.code) }
                        }
                        td.govuk-table__cell data-l=(heads[2]) { (name(visit, row)) }
                        td.govuk-table__cell data-l=(heads[3]) { (also(visit, row, shared)) }
                    }
                }
            }
        }
    }
}

/// In which other sections the code stands, and whether its name reads otherwise there (AMB-36).
fn also(visit: &Visit, row: &HtmcRow, shared: &BTreeMap<&str, Vec<&HtmcRow>>) -> Markup {
    let others: Vec<&&HtmcRow> =
        shared.get(row.code.as_str()).into_iter().flatten().filter(|other| other.section != row.section).collect();
    html! {
        @if others.is_empty() { "–" }
        @for other in others {
            div { (section_name(visit, other.section)) }
            @if other.name.kk != row.name.kk { (tag(Colour::Orange, visit.t("htmc-name-differs"))) }
        }
    }
}
