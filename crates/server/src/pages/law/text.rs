//! The official text of an order, each paragraph under the anchor that its cite opens, with what rests on it beside.

use super::super::parts::{Colour, Input, anchor, date as date_field, tag};
use super::super::visit::Visit;
use super::blocks::{Block, Kind, Row, blocks};
use super::places::{Place, Places};
use super::rests::{Rest, Rests};
use super::{On, orders, rests};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use saraptama_core::law::Act;
use saraptama_wire::words::cite as words_of;

pub(super) fn show(visit: &Visit, act: &Act, on: &On) -> Response {
    let text = visit.law().texts.get(&act.id).map_or("", String::as_str);
    let places = Places::of(visit, act);
    let rests = Rests::on(visit, act, on.date);
    let drawing = Drawing { visit, places: &places, rests: &rests };
    let body = html! {
        p.govuk-body { (orders::in_force(visit, act, on.date)) " " (rests::window(visit, act)) }
        (day_form(visit, act, on))
        div.sa-lawbook {
            (contents(visit, &places))
            div.sa-lawtext lang="kk" { (drawing.blocks(&blocks(text), &places.wraps)) }
        }
    };
    let status = if on.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let sheet = visit.sheet(visit.of(&act.title)).here("law").caption(&act.short).back("/law", visit.t("nav-law"));
    sheet.status(status).wrong(on.wrong.is_some()).show(body)
}

/// "On this date": what is shown beside the text is what holds then.
fn day_form(visit: &Visit, act: &Act, on: &On) -> Markup {
    let day = on.date.to_string();
    let input = Input {
        name: "on",
        label: visit.t("law-on"),
        hint: visit.t("law-on-hint"),
        value: on.wrong.as_deref().unwrap_or(&day),
        error: on.wrong.as_ref().map(|_| visit.t("law-on-wrong")),
        ..Input::default()
    };
    html! {
        form.sa-onday method="get" action={ "/law/" (act.id) } {
            (date_field(visit, &input))
            button.govuk-button.govuk-button--secondary { (visit.t("law-on-show")) }
        }
    }
}

/// The table of contents: every part with its paragraphs.
fn contents(visit: &Visit, places: &Places) -> Markup {
    let last = |cite: &str| cite.rsplit_once(" p.").map(|(_, number)| number.to_owned());
    let paragraphs = |part: &Place| {
        let direct = |place: &&Place| {
            let under = place.cite.strip_prefix(part.cite.as_str()).and_then(|rest| rest.strip_prefix(" p."));
            under.is_some_and(|number| !number.contains('('))
        };
        places.wraps.iter().filter(direct).collect::<Vec<_>>()
    };
    html! {
        nav.sa-toc aria-labelledby="contents" {
            h2.govuk-heading-s #contents { (visit.t("law-contents")) }
            ol {
                @for part in &places.parts {
                    li {
                        a.govuk-link href={ "#" (anchor(&part.cite)) } { (short_name(visit, &part.cite)) }
                        @let under = paragraphs(part);
                        @if !under.is_empty() {
                            ul.sa-toc__numbers {
                                @for place in under {
                                    @let number = last(&place.cite).unwrap_or_default();
                                    li { a.govuk-link href={ "#" (anchor(&place.cite)) }
                                        aria-label={ (number) " – " (visit.of(&words_of(&place.cite))) } { (number) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The name of a part without the order's: "Algorithm, annex 2".
fn short_name(visit: &Visit, cite: &str) -> String {
    let name = words_of(cite);
    let name = visit.of(&name);
    match name.split_once(", ") {
        Some((_, part)) => part.to_owned(),
        None => name.to_owned(),
    }
}

struct Drawing<'d> {
    visit: &'d Visit,
    places: &'d Places,
    rests: &'d Rests<'d>,
}

impl Drawing<'_> {
    /// Blocks in order; those of a paragraph stand inside it, those of a subparagraph inside that.
    fn blocks(&self, blocks: &[Block<'_>], wraps: &[Place]) -> Markup {
        let mut parts = vec![];
        let (mut at, mut wraps) = (0, wraps);
        while let Some(block) = blocks.get(at) {
            wraps = &wraps[wraps.partition_point(|wrap| wrap.start < block.start)..];
            let Some((wrap, inner)) = wraps.split_first().filter(|(wrap, _)| wrap.start == block.start) else {
                parts.push(self.block(block));
                at += 1;
                continue;
            };
            let within = blocks[at..].partition_point(|block| block.start < wrap.end).max(1);
            parts.push(self.wrapped(wrap, &blocks[at..at + within], inner));
            at += within;
        }
        html! { @for part in parts { (part) } }
    }

    /// A paragraph with all its lines, and what rests on it beside them.
    fn wrapped(&self, wrap: &Place, blocks: &[Block<'_>], inner: &[Place]) -> Markup {
        let beside = self.rests.of(&wrap.cite).map(|rest| self.rest(rest));
        let lines = html! {
            @if let Some((first, others)) = blocks.split_first() { (self.block(first)) (self.blocks(others, inner)) }
        };
        html! {
            @match beside {
                Some(beside) => {
                    div.sa-par.sa-par--beside id=(anchor(&wrap.cite)) { div.sa-par__text { (lines) } (beside) }
                }
                None => { div.sa-par id=(anchor(&wrap.cite)) { (lines) } }
            }
        }
    }

    fn block(&self, block: &Block<'_>) -> Markup {
        let parts: Vec<&Place> = Places::beginning(&self.places.parts, block.start, block.start + 1).collect();
        let id = parts.first().map(|part| anchor(&part.cite));
        let drawn = match &block.kind {
            Kind::Title(words) => html! { h2.govuk-heading-m.sa-lawtext__title id=[id] { (words) } },
            Kind::Chapter(words) => html! { h3.govuk-heading-s.sa-lawtext__title id=[id] { (words) } },
            Kind::Remark(words) => html! { p.sa-lawtext__remark id=[id] { (words) } },
            Kind::Lines(lines) => html! { p.sa-lawtext__lines id=[id] { @for line in lines { (line) br; } } },
            // A row shows itself what rests on the part that begins with it.
            Kind::Table(rows) => return self.table(rows),
            Kind::Paragraph(words) => html! { p.sa-lawtext__p id=[id] { (words) } },
        };
        html! {
            (drawn)
            @for rest in parts.iter().filter_map(|part| self.rests.of(&part.cite)) { (self.rest(rest)) }
        }
    }

    fn table(&self, rows: &[Row<'_>]) -> Markup {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(1);
        let (head, rows) = match rows.split_first() {
            Some((head, rows)) if head.cells.len() == columns => (Some(head), rows),
            _ => (None, rows),
        };
        let labels: Vec<String> = head.map(|head| head.cells.iter().map(|cell| cell.join(" ")).collect()).unwrap_or_default();
        html! {
            table.govuk-table.sa-table.sa-stack.sa-lawtext__table {
                @if let Some(head) = head {
                    thead.govuk-table__head { tr {
                        @for cell in &head.cells { th.govuk-table__header scope="col" { (cell.join(" ")) } }
                        th.govuk-table__header scope="col" lang=(self.visit.lang.as_str()) { (self.visit.t("law-data")) }
                    } }
                }
                tbody {
                    @for (at, row) in rows.iter().enumerate() {
                        @let next = rows.get(at + 1).map_or(usize::MAX, |row| row.start);
                        (self.row(row, next, columns, &labels))
                    }
                }
            }
        }
    }

    /// A row under the anchors of everything cited that begins in it: of a section whose title it is, too.
    fn row(&self, row: &Row<'_>, next: usize, columns: usize, labels: &[String]) -> Markup {
        let parts = Places::beginning(&self.places.parts, row.start, row.start + 1);
        let cites: Vec<&str> = parts
            .chain(Places::beginning(&self.places.rows, row.start, next.min(row.start + 1)))
            .map(|p| p.cite.as_str())
            .collect();
        let beside: Vec<Markup> = cites.iter().filter_map(|cite| self.rests.of(cite)).map(|rest| self.rest(rest)).collect();
        let only = (row.cells.len() == 1).then_some(columns);
        html! {
            tr.govuk-table__row id=[cites.first().map(|cite| anchor(cite))] {
                @for (n, cell) in row.cells.iter().enumerate() {
                    td.govuk-table__cell colspan=[only] data-l=[labels.get(n).filter(|_| only.is_none() && !cell.is_empty())] {
                        @if n == 0 { @for cite in cites.iter().skip(1) { span id=(anchor(cite)) {} } }
                        @for (n, line) in cell.iter().enumerate() { @if n > 0 { br; } (line) }
                    }
                }
                td.govuk-table__cell lang=(self.visit.lang.as_str()) { @for beside in beside { (beside) } }
            }
        }
    }

    /// What rests on a paragraph: values, and the readings by which it is read.
    fn rest(&self, rest: &Rest) -> Markup {
        let visit = self.visit;
        let readings = rest.readings.iter().filter_map(|id| visit.law().reading(id));
        html! {
            div.sa-rest role="note" lang=(visit.lang.as_str()) aria-label=(visit.t("law-data")) {
                @if !rest.values.is_empty() {
                    ul.sa-rest__values {
                        @for value in &rest.values {
                            li { (value.text) @if let Some(mark) = value.mark { " " (tag(Colour::Orange, visit.t(mark.key()))) } }
                        }
                    }
                }
                @for reading in readings {
                    p.sa-rest__reading {
                        a.govuk-link href={ "/law/readings#" (reading.id) } { (reading.id) } ": " (visit.of(&reading.ruling))
                    }
                }
            }
        }
    }
}
