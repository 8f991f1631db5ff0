use super::messages::{address, node};
use super::{shown, verdict};
use crate::config::NodeKind;
use crate::node::Node;
use crate::pages::fields::Filled;
use crate::pages::parts::{Colour, row, tag};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_store::Direction;
use saraptama_store::log::{LogHead, Walked};
use std::collections::BTreeMap;

const PAGE: u32 = 50;
/// A lane of more records is walked by the command line: here somebody waits for the answer.
const WALKED_HERE: i64 = 20_000;

/// The last record of every lane.
pub(super) async fn lanes(visit: &Visit, node: &Node) -> Result<Vec<(i64, LogHead)>, Refused> {
    let fault = shown::fault(visit);
    let mut ends = vec![];
    for lane in node.store.log_lanes().await.map_err(&fault)? {
        let last = node.store.log_heads(lane, None, 1).await.map_err(&fault)?;
        ends.extend(last.into_iter().map(|last| (lane, last)));
    }
    Ok(ends)
}

/// The lanes, each with its end: whoever keeps it elsewhere sees later that nothing was cut off.
pub(super) fn overview(visit: &Visit, kind: NodeKind, lanes: &[(i64, LogHead)]) -> Markup {
    let words = ["staff-log-lane", "staff-log-records", "staff-log-end", "staff-action"].map(|key| visit.t(key));
    html! {
        h2.govuk-heading-m #log { (visit.t("staff-log")) }
        p.govuk-body { (visit.t("staff-log-hint")) }
        @if lanes.is_empty() { p.govuk-body { (visit.t("staff-log-none")) } } @else {
            table.govuk-table.sa-table.sa-stack #lanes {
                caption.govuk-table__caption { (visit.t("staff-log-lanes-caption")) }
                thead.govuk-table__head { tr { @for word in &words { th.govuk-table__header scope="col" { (word) } } } }
                tbody.govuk-table__body {
                    @for (lane, last) in lanes {
                        tr.govuk-table__row {
                            th.govuk-table__header.sa-num scope="row" { (lane) }
                            td.govuk-table__cell.sa-num data-l=(words[1]) { (last.place + 1) }
                            td.govuk-table__cell data-l=(words[2]) { code.sa-hash { (last.hash) } }
                            td.govuk-table__cell data-l=(words[3]) {
                                a.govuk-link href={ "/staff/messages/log?" (address(kind, &[("lane", &lane.to_string())])) } { (visit.t("staff-log-open")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `GET /staff/messages/log`: the records of a lane, the latest first, with what was made of each.
pub(super) async fn show(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Page {
    let text = |name: &str| asked.get(name).map(String::as_str);
    draw(&visit, text("node"), text("lane"), text("before"), None).await
}

/// `POST /staff/messages/log`: walks a whole lane, record by record.
pub(super) async fn walk(visit: Visit, Filled(fields): Filled) -> Page {
    let (_, node) = node(&visit, fields.given("node"))?;
    let lane = fields.one("lane").parse().map_err(|_| visit.not_found())?;
    let fault = shown::fault(&visit);
    let last = node.store.log_heads(lane, None, 1).await.map_err(&fault)?;
    let records = last.first().map_or(0, |last| last.place + 1);
    let walked = if records <= WALKED_HERE { Some(node.store.walk_log(lane, &[]).await.map_err(&fault)?) } else { None };
    draw(&visit, fields.given("node"), Some(fields.one("lane")), None, walked.as_ref()).await
}

async fn draw(visit: &Visit, of: Option<&str>, lane: Option<&str>, before: Option<&str>, walked: Option<&Walked>) -> Page {
    let (kind, node) = node(visit, of)?;
    let lane: i64 = lane.and_then(|text| text.parse().ok()).ok_or_else(|| visit.not_found())?;
    let before = before.map(str::parse).transpose().map_err(|_| visit.not_found())?;
    let mut heads = node.store.log_heads(lane, before, PAGE + 1).await.map_err(shown::fault(visit))?;
    if heads.is_empty() {
        return Err(visit.not_found());
    }
    // The record before the last one shown tells whether that one goes on from it.
    let holds = heads.windows(2).all(|pair| pair[0].previous == pair[1].hash && pair[0].place == pair[1].place + 1);
    let more = heads.len() > PAGE as usize;
    heads.truncate(PAGE as usize);
    let next = heads.last().filter(|_| more).map(|head| head.place.to_string());
    let lane_text = lane.to_string();
    let body = html! {
        @if let Some(walked) = walked { (told(visit, walked)) }
        dl.govuk-summary-list {
            (row(visit.t("staff-log-chain"), html! {
                @if holds { (tag(Colour::Green, visit.t("staff-log-chain-holds"))) } @else { (tag(Colour::Red, visit.t("staff-log-chain-broken"))) }
                span.sa-muted { (visit.say("staff-log-chain-here", &[("count", heads.len().into())])) }
            }))
        }
        @if before.is_none() { (check(visit, kind, lane, heads[0].place + 1)) }
        (table(visit, &heads))
        @if let Some(next) = next {
            p.govuk-body {
                a.govuk-link rel="next" href={ "/staff/messages/log?" (address(kind, &[("lane", &lane_text), ("before", &next)])) } { (visit.t("page-next")) }
            }
        }
    };
    let title = visit.say("staff-log-title", &[("lane", lane_text.clone().into())]);
    let back = format!("/staff/messages?node={}", kind.as_str());
    Ok(visit.sheet(title).here("messages").back(back, visit.t("nav-messages")).show(body))
}

fn told(visit: &Visit, walked: &Walked) -> Markup {
    html! {
        div.govuk-inset-text role="status" #walked {
            @match walked.broken {
                None => (visit.say("staff-log-checked", &[("count", walked.end.place.into())])),
                Some(broken) => (visit.say("staff-log-checked-broken", &[("place", broken.place.into()), ("what", broken.what.as_str().into())])),
            }
        }
    }
}

fn check(visit: &Visit, kind: NodeKind, lane: i64, records: i64) -> Markup {
    html! {
        @if records > WALKED_HERE {
            p.govuk-body { (visit.say("staff-log-check-large", &[("count", records.into())])) }
        } @else {
            form #walk method="post" action="/staff/messages/log" {
                (visit.token())
                input type="hidden" name="node" value=(kind.as_str());
                input type="hidden" name="lane" value=(lane);
                button.govuk-button.govuk-button--secondary { (visit.t("staff-log-check")) }
            }
        }
    }
}

fn table(visit: &Visit, heads: &[LogHead]) -> Markup {
    let keys = [
        "staff-log-place",
        "staff-log-when",
        "staff-log-direction",
        "staff-log-peer",
        "staff-log-id",
        "staff-log-verdict",
        "staff-log-signature",
    ];
    let words = keys.map(|key| visit.t(key));
    html! {
        table.govuk-table.sa-table.sa-stack #records {
            caption.govuk-table__caption { (visit.t("staff-log-caption")) }
            thead.govuk-table__head { tr { @for word in &words { th.govuk-table__header scope="col" { (word) } } } }
            tbody.govuk-table__body {
                @for head in heads {
                    tr.govuk-table__row {
                        th.govuk-table__header.sa-num scope="row" { (head.place) }
                        td.govuk-table__cell.sa-num data-l=(words[1]) { (visit.moment(head.at)) }
                        td.govuk-table__cell data-l=(words[2]) { (visit.t(direction(head.direction))) }
                        td.govuk-table__cell data-l=(words[3]) { (head.peer) }
                        td.govuk-table__cell data-l=(words[4]) { code.sa-hash { (head.message_id) } }
                        td.govuk-table__cell data-l=(words[5]) { (verdict::verdict(visit, &head.verdict)) }
                        td.govuk-table__cell data-l=(words[6]) { (verdict::signature(visit, &head.signature)) }
                    }
                }
            }
        }
    }
}

fn direction(of: Direction) -> &'static str {
    match of {
        Direction::Received => "staff-log-direction-received",
        Direction::Sent => "staff-log-direction-sent",
        Direction::Answered => "staff-log-direction-answered",
    }
}
