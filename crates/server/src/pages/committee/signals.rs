//! Signals for control: each with its test, what is usual, and its cases. Never an accusation.

use super::draw::head;
use super::{asked, no_month};
use crate::monitoring::signals;
use crate::pages::parts::law;
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::indicators::{Compared, Signal, SignalKind};
use std::collections::BTreeMap;

/// Each kind with the paragraph of what it watches.
const KINDS: [(SignalKind, &str); 5] = [
    (SignalKind::Decides, "168-56-292/2025 algorithm p.8"),
    (SignalKind::Triple, "168-56-292/2025 algorithm p.7"),
    (SignalKind::Document, "168-56-292/2025 algorithm p.3"),
    (SignalKind::Dates, "168-56-292/2025 algorithm p.3"),
    (SignalKind::Hours, "168-56-292/2025 algorithm p.9"),
];

/// `/committee/signals`.
pub(super) async fn show(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    let Some(month) = asked(&visit, &query) else { return Ok(no_month(&visit)) };
    let found = signals(visit.host.databank(), &visit.law().calendar, month).await.map_err(|fault| visit.refuse(fault.into()))?;
    let body = html! {
        p.govuk-body-l { (visit.t("committee-signals-what")) }
        p.govuk-inset-text { (visit.t("committee-signals-no-accusation")) }
        @for (kind, cite) in KINDS {
            @let own: Vec<&Signal> = found.iter().filter(|signal| signal.kind == kind).collect();
            h2.govuk-heading-m id={ "signal-" (kind.as_str()) } { (visit.t(&format!("committee-signal-{}", kind.as_str()))) }
            p.govuk-body { (visit.t(&format!("committee-signal-{}-test", kind.as_str()))) " " (law(&visit, cite)) }
            @if own.is_empty() {
                p.govuk-body { (visit.t("committee-signals-none")) }
            } @else {
                (table(&visit, kind, &own))
            }
        }
    };
    let back = format!("/committee?month={month}");
    let title = visit.say("committee-signals-title", &[("month", month.to_string().into())]);
    Ok(visit.sheet(title).here("committee").back(back, visit.t("committee-title")).show(body))
}

fn table(visit: &Visit, kind: SignalKind, signals: &[&Signal]) -> Markup {
    let columns = ["committee-signal-who", "committee-signal-found", "committee-signal-usual", "committee-signal-cases"];
    let columns = columns.map(|key| visit.t(key));
    let of =
        |key: &str, (part, of): (u64, u64)| visit.say(key, &[("part", part.to_string().into()), ("of", of.to_string().into())]);
    let (found, usual) = counted(kind);
    html! {
        table.govuk-table.sa-table.sa-stack id={ "signals-" (kind.as_str()) } {
            caption.govuk-table__caption { (visit.t(&format!("committee-signal-{}", kind.as_str()))) }
            (head(&columns))
            tbody {
                @for signal in signals {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { (signal.who) " " span.sa-muted { (among(visit, signal)) } }
                        td.govuk-table__cell.sa-num data-l=(columns[1]) { (of(found, signal.found)) }
                        td.govuk-table__cell.sa-num data-l=(columns[2]) { (of(usual, signal.usual)) }
                        td.govuk-table__cell data-l=(columns[3]) { (signal.cases.join(", ")) }
                    }
                }
            }
        }
    }
}

/// How what was found and what is usual is said: of most kinds as a part of a whole.
fn counted(kind: SignalKind) -> (&'static str, &'static str) {
    match kind {
        SignalKind::Document => ("committee-signal-document-found", "committee-signal-document-usual"),
        _ => ("committee-signal-of", "committee-signal-of"),
    }
}

/// Among which cases: a nosology by its name with the patients' age and what of the decisions is compared, odd dates by
/// their words, a pair by its pseudonym.
fn among(visit: &Visit, signal: &Signal) -> String {
    let rules = visit.law().pilot.nearest(visit.today());
    match signal.kind {
        SignalKind::Dates => visit.t(&format!("committee-signal-dates-{}", signal.among)),
        _ => {
            let nosology = rules.nosologies.iter().find(|one| one.id == signal.among);
            let name = nosology.map_or_else(|| signal.among.clone(), |one| visit.of(&one.name).to_owned());
            let age = signal.age.map(|age| visit.t(&format!("committee-signal-age-{}", age.as_str())));
            let among = age.map_or_else(|| name.clone(), |age| format!("{name}, {age}"));
            match signal.compared.map(|compared| value(visit, compared)) {
                Some(value) => format!("{among}: {value}"),
                None => among,
            }
        }
    }
}

/// What of the decisions is compared, as the decision's own paper words it.
fn value(visit: &Visit, compared: Compared) -> String {
    match compared {
        Compared::NotEstablished => visit.t("committee-signal-decides-denied"),
        Compared::Category(category) => visit.t(&format!("paper-category-{}", category.as_str())),
        Compared::Term(term) => {
            let term = visit.t(&format!("paper-term-{}", term.as_str()));
            visit.say("committee-signal-decides-term", &[("term", term.into())])
        }
    }
}
