//! A document as a page to print: what the PDF shows, in the order in which the PDF shows it.

use crate::pages::visit::Visit;
use axum::response::Response;
use maud::{Markup, PreEscaped, html};
use saraptama_paper::{Block, Cell, Fact, Sheet, Tone};
use saraptama_wire::words::Lang;

/// The page.
pub(super) fn page(visit: &Visit, sheet: &Sheet<'_>) -> Response {
    let body = html! {
        (ways(visit, sheet.lang))
        article.sa-paper lang=(sheet.lang.as_str()) {
            @if let Some(demo) = &sheet.demo { p.sa-paper__demo { (demo) } }
            header.sa-paper__head {
                p.govuk-caption-m { (sheet.over) }
                h1.govuk-heading-l { (sheet.title) }
                p.govuk-body-l { (sheet.under) }
            }
            @for (at, part) in sheet.blocks.iter().enumerate() { (block(part, part_of(&sheet.blocks[..at]))) }
            p.sa-paper__foot { (sheet.foot) }
        }
    };
    visit.sheet(format!("{} {}", sheet.title, sheet.under)).bare(body)
}

/// The document in each language, and as PDF; none of it is printed.
fn ways(visit: &Visit, lang: Lang) -> Markup {
    let path = visit.uri.path();
    html! {
        nav.sa-paper__ways.no-print aria-label=(visit.t("page-document-ways")) {
            ul {
                @for (one, name) in [(Lang::Kk, "Қазақша"), (Lang::Ru, "Русский"), (Lang::En, "English")] {
                    li {
                        @if one == lang {
                            span aria-current="true" lang=(one.as_str()) { (name) }
                        } @else {
                            a.govuk-link href={ (path) "?in=" (one.as_str()) } lang=(one.as_str()) hreflang=(one.as_str()) { (name) }
                        }
                    }
                }
            }
            @if cfg!(feature = "pdf") {
                a.govuk-button href={ (path) "/pdf?in=" (lang.as_str()) } id="pdf" { (visit.t("page-document-pdf")) }
            }
            p.govuk-hint { (visit.t("page-document-hint")) }
        }
    }
}

/// The heading below which a block stands: the name of a table.
fn part_of(before: &[Block]) -> &str {
    match before.iter().rfind(|block| matches!(block, Block::Heading { .. })) {
        Some(Block::Heading { text }) => text,
        _ => "",
    }
}

fn block(block: &Block, part: &str) -> Markup {
    match block {
        Block::Heading { text } => html! { h2.govuk-heading-m { (text) } },
        Block::Facts { facts } => list(facts),
        Block::Table { columns, rows } => table(part, columns, rows),
        Block::Text { paragraphs } => lines(paragraphs),
        Block::Verdict { label, text, facts } => html! {
            section.sa-paper__verdict {
                h2.govuk-heading-s { (label) }
                p.govuk-heading-m { (text) }
                (list(facts))
            }
        },
        Block::Steps { steps } => html! { ol.govuk-list.govuk-list--number { @for step in steps { li { (step) } } } },
        Block::Seal { label, name, facts, note, tone } => html! {
            section.sa-paper__seal.is-open[*tone == Tone::Open] {
                h2.govuk-heading-s { (label) }
                p.govuk-heading-m { (name) }
                (list(facts))
                p.govuk-hint { (note) }
            }
        },
        Block::Check { label, text, link, svg, alt } => html! {
            section.sa-paper__check {
                // The drawing is ours: squares by numbers, no text of anybody.
                div.sa-paper__code role="img" aria-label=(alt) { (PreEscaped(svg)) }
                div {
                    h2.govuk-heading-m { (label) }
                    p.govuk-body { (text) }
                    p.govuk-body { a.govuk-link href=(link) { (link) } }
                }
            }
        },
        Block::Note { text } => html! { p.govuk-hint { (text) } },
    }
}

fn list(facts: &[Fact]) -> Markup {
    html! {
        @if !facts.is_empty() {
            dl.govuk-summary-list {
                @for fact in facts {
                    div.govuk-summary-list__row {
                        dt.govuk-summary-list__key { (fact.label) }
                        dd.govuk-summary-list__value { @for line in &fact.value { p { (line) } } }
                    }
                }
            }
        }
    }
}

fn table(name: &str, columns: &[(String, u8)], rows: &[Vec<Cell>]) -> Markup {
    html! {
        table.govuk-table.sa-table.sa-stack {
            caption.govuk-visually-hidden { (name) }
            thead.govuk-table__head {
                tr.govuk-table__row { @for (name, _) in columns { th.govuk-table__header scope="col" { (name) } } }
            }
            tbody.govuk-table__body {
                @for row in rows {
                    tr.govuk-table__row {
                        @for ((name, _), cell) in columns.iter().zip(row) {
                            td.govuk-table__cell data-l=(name) {
                                @for line in &cell.text { p { (line) } }
                                @for note in &cell.notes { span.sa-muted { (note) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn lines(paragraphs: &[String]) -> Markup {
    html! { @for paragraph in paragraphs { p.govuk-body { (paragraph) } } }
}
