//! Charts, drawn on the server: they need no script and print. The table below each says the same.

use super::draw::head;
use super::months::Passed;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::indicators::Unit;
use saraptama_core::law::PilotRules;
use saraptama_paper::Worded;

/// More rows than a chart can show at a glance.
const MOST_BARS: usize = 30;
/// So many parts of a bar are told apart by their fill.
const PARTS: usize = 3;

/// Where the regions stand on the map of tiles: the number of the region, column, row. The map shows who borders on
/// whom, not how large anybody is.
const TILES: [(u8, u16, u16); 20] = [
    (59, 3, 0),
    (27, 0, 1),
    (15, 1, 1),
    (39, 2, 1),
    (11, 3, 1),
    (71, 4, 1),
    (55, 5, 1),
    (23, 0, 2),
    (62, 3, 2),
    (35, 4, 2),
    (10, 5, 2),
    (63, 6, 2),
    (47, 0, 3),
    (43, 2, 3),
    (31, 4, 3),
    (19, 5, 3),
    (33, 6, 3),
    (61, 3, 4),
    (79, 4, 4),
    (75, 5, 4),
];
const TILE: u16 = 100;

/// The chart of a table: bars of one column, or stacked ones where the columns are parts of a whole.
pub(super) fn bars(visit: &Visit, table: &Worded) -> Markup {
    let parts = parts(table);
    let whole = |values: &[Option<u64>]| parts.iter().filter_map(|at| values.get(*at).copied().flatten()).sum::<u64>();
    let most = table.rows.iter().map(|row| whole(&row.values)).max().unwrap_or(0);
    if most == 0 || table.rows.len() < 2 || table.rows.len() > MOST_BARS {
        return html! {};
    }
    html! {
        div.sa-chart role="img" aria-label=(visit.say("committee-chart", &[("table", table.title.as_str().into())])) {
            @if parts.len() > 1 {
                @for (nth, at) in parts.iter().enumerate() {
                    svg width="12" height="12" { rect class={ "sa-chart__part" (nth) } width="12" height="12" {} }
                    (table.columns.get(*at).map(|(_, name, _)| name.as_str()).unwrap_or_default())
                }
            }
            @for row in &table.rows {
                (row.label) " – " (said(table, &parts, row))
                svg width="100%" height="12" {
                    rect.sa-chart__all width="100%" height="12" rx="3" {}
                    @for (nth, (from, width)) in spans(&parts, &row.values, most).into_iter().enumerate() {
                        @if width > 0 {
                            rect class={ "sa-chart__part" (nth) } x={ (tenths(from)) "%" } width={ (tenths(width)) "%" } height="12" {}
                        }
                    }
                }
            }
        }
    }
}

/// The columns that a chart shows: the first one, or those that divide the decided ones.
fn parts(table: &Worded) -> Vec<usize> {
    let at = |id: &str| table.columns.iter().position(|(one, ..)| one == id);
    match (at("in-time"), at("late"), at("median")) {
        (Some(in_time), Some(late), _) => vec![in_time, late],
        (.., Some(median)) => vec![median],
        _ => vec![0],
    }
}

fn said(table: &Worded, parts: &[usize], row: &saraptama_paper::WordedRow) -> String {
    let text = |at: &usize| row.texts.get(*at).cloned().unwrap_or_default();
    debug_assert!(parts.len() <= PARTS && !table.columns.is_empty());
    parts.iter().map(text).collect::<Vec<_>>().join(" + ")
}

/// Where each part begins and how wide it is, in tenths of a percent.
fn spans(parts: &[usize], values: &[Option<u64>], most: u64) -> Vec<(u64, u64)> {
    let mut from = 0;
    let mut spans = vec![];
    for at in parts {
        let n = values.get(*at).copied().flatten().unwrap_or(0);
        let width = n.saturating_mul(1000) / most.max(1);
        // What is there is seen.
        let width = if n > 0 { width.max(5) } else { 0 };
        spans.push((from, width));
        from += width;
    }
    spans
}

fn tenths(n: u64) -> String {
    format!("{}.{}", n / 10, n % 10)
}

/// The regions as tiles, each with the number that its row of the table below says.
pub(super) fn map(visit: &Visit, table: &Worded, rules: &PilotRules) -> Markup {
    let value = |number: u8| {
        let subject = rules.subjects.iter().find(|one| one.region.is_some_and(|region| region.number() == number))?;
        let row = table.rows.iter().find(|row| row.key == format!("{:02}", subject.number))?;
        row.values.first().copied().flatten()
    };
    let most = TILES.iter().filter_map(|(number, ..)| value(*number)).max().unwrap_or(0).max(1);
    html! {
        svg.sa-map viewBox="0 0 700 500" role="img" aria-label=(visit.t("committee-map")) {
            @for (number, column, row) in TILES {
                @let n = value(number);
                @let shade = n.unwrap_or(0).saturating_mul(4).div_ceil(most).min(4);
                g {
                    rect class={ "sa-map__tile" (shade) } x=(column * TILE + 3) y=(row * TILE + 3) width="94" height="94" rx="6" {}
                    text class={ "sa-map__text" (shade) } x=(column * TILE + 50) y=(row * TILE + 42) text-anchor="middle" { "KZ-" (format!("{number:02}")) }
                    text class={ "sa-map__text" (shade) } x=(column * TILE + 50) y=(row * TILE + 76) text-anchor="middle" { (n.map_or_else(|| "–".to_owned(), |n| n.to_string())) }
                }
            }
        }
    }
}

/// The months that passed, as lines, and their table.
pub(super) fn line(visit: &Visit, passed: &[Passed]) -> Markup {
    let most = passed.iter().map(|one| one.accepted.max(one.registered)).max().unwrap_or(0).max(1);
    let x = |at: usize| 20 + at * 660 / passed.len().saturating_sub(1).max(1);
    let y = |n: u64| 180 - n.saturating_mul(160) / most;
    let points = |of: fn(&Passed) -> u64| {
        let points = passed.iter().enumerate().map(|(at, one)| format!("{},{}", x(at), y(of(one))));
        points.collect::<Vec<_>>().join(" ")
    };
    let columns = ["committee-month-column", "committee-accepted", "committee-decided"].map(|key| visit.t(key));
    html! {
        h2.govuk-heading-m #course { (visit.t("committee-course")) }
        svg.sa-lines viewBox="0 0 700 200" role="img" aria-label=(visit.t("committee-course")) {
            polyline.sa-lines__first points=(points(|one| one.accepted)) {}
            polyline.sa-lines__second points=(points(|one| one.registered)) {}
        }
        table.govuk-table.sa-table.sa-stack #by-month {
            caption.govuk-table__caption { (visit.t("committee-course-what")) }
            (head(&columns))
            tbody {
                @for one in passed {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { a.govuk-link href={ "/committee?month=" (one.month.to_string()) } { (one.month.to_string()) } }
                        td.govuk-table__cell.sa-num data-l=(columns[1]) { (one.accepted) }
                        td.govuk-table__cell.sa-num data-l=(columns[2]) { (one.registered) }
                    }
                }
            }
        }
    }
}

/// Whether a table is drawn at all.
pub(super) fn is_drawn(table: &Worded) -> bool {
    table.columns.first().is_some_and(|(.., unit)| *unit == Unit::Count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use saraptama_core::law::Law;
    use std::collections::BTreeSet;

    #[test]
    fn every_region_of_the_order_has_its_tile_and_no_two_share_a_place() {
        let law = Law::embedded();
        let regions: BTreeSet<u8> =
            law.pilot.editions[0].subjects.iter().filter_map(|subject| subject.region).map(|region| region.number()).collect();
        assert_eq!(TILES.iter().map(|(number, ..)| *number).collect::<BTreeSet<_>>(), regions);
        assert_eq!(TILES.iter().map(|(_, column, row)| (column, row)).collect::<BTreeSet<_>>().len(), TILES.len());
    }

    #[test]
    fn parts_of_a_bar_follow_one_another_and_what_is_there_is_seen() {
        assert_eq!(spans(&[0, 1], &[Some(50), Some(50)], 100), [(0, 500), (500, 500)]);
        assert_eq!(spans(&[0, 1], &[None, Some(1)], 10_000), [(0, 0), (0, 5)]);
        assert_eq!(tenths(505), "50.5");
    }
}
