//! What would be: the figures, each with its paragraph, and the first cases that change.

use super::ask::Asked;
use crate::node::DataBank;
use crate::pages::committee::draw::{WATCHED, head};
use crate::pages::parts::law;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::indicators::{Changed, WhatIf};
use saraptama_store::Fault;

/// So many changed cases are shown.
const SHOWN: usize = 50;

/// A changed case and the number of its act.
pub(super) struct Named {
    number: String,
    changed: Changed,
}

/// The first changed cases with the numbers of their acts, which tell the Committee which they are and nobody who.
pub(super) async fn named(databank: &DataBank, found: &WhatIf) -> Result<Vec<Named>, Fault> {
    let mut named = vec![];
    for changed in found.changed_cases.iter().take(SHOWN) {
        let number = databank.store.act(changed.form).await?.and_then(|act| act.number);
        let number = number.map_or_else(|| changed.case.clone(), |number| number.to_string());
        named.push(Named { number, changed: changed.clone() });
    }
    Ok(named)
}

pub(super) fn show(visit: &Visit, asked: &Asked, found: &WhatIf, named: &[Named]) -> Markup {
    let args = [("month", asked.month.to_string().into())];
    html! {
        h2.govuk-heading-m #answer { (visit.say("committee-what-if-answer", &args)) }
        (figures(visit, asked, found))
        @if found.changed > 0 { (cases(visit, found, named)) }
    }
}

fn figures(visit: &Visit, asked: &Asked, found: &WhatIf) -> Markup {
    let procedure = &visit.law().pilot.nearest(asked.month.first).procedure;
    let (term, draw) = (procedure.deadline_cite.as_str(), procedure.assignment_cite.as_str());
    let mut rows = vec![
        ("reached", found.cases.to_string(), draw),
        ("changed", found.changed.to_string(), term),
        ("become-late", found.become_late.to_string(), term),
        ("become-in-time", found.become_in_time.to_string(), term),
    ];
    if asked.assumed.experts.is_some() {
        let never = || visit.t("committee-what-if-never");
        rows.extend([
            ("open-before", found.open_before.to_string(), draw),
            ("joined", found.joined.to_string(), WATCHED),
            ("most-open", found.most_open.to_string(), draw),
            ("first-broken", found.first_broken.map_or_else(never, |day| visit.day(day)), term),
            ("experts-needed-figure", found.experts_needed.map_or_else(never, |n| n.to_string()), draw),
        ]);
    }
    let columns = ["committee-what-if-figure", "committee-what-if-value", "committee-basis"].map(|key| visit.t(key));
    html! {
        table.govuk-table.sa-table.sa-stack #figures {
            caption.govuk-table__caption { (visit.t("committee-what-if-figures")) }
            (head(&columns))
            tbody {
                @for (key, value, cite) in rows {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { (visit.t(&format!("committee-what-if-{key}"))) }
                        td.govuk-table__cell.sa-num id={ "if-" (key) } data-l=(columns[1]) { (value) }
                        td.govuk-table__cell data-l=(columns[2]) { (law(visit, cite)) }
                    }
                }
            }
        }
        @if asked.assumed.experts.is_none() { p.govuk-body { (visit.t("committee-what-if-no-load")) } }
    }
}

fn cases(visit: &Visit, found: &WhatIf, named: &[Named]) -> Markup {
    let columns = ["committee-what-if-act", "committee-what-if-before", "committee-what-if-after"].map(|key| visit.t(key));
    let args = [("shown", named.len().to_string().into()), ("all", found.changed.to_string().into())];
    let due = |at, in_time: Option<bool>| {
        let word = match in_time {
            Some(true) => "committee-what-if-in-time",
            Some(false) => "committee-what-if-late",
            None => "committee-what-if-undecided",
        };
        html! { (visit.moment(at)) br; span.sa-muted { (visit.t(word)) } }
    };
    html! {
        table.govuk-table.sa-table.sa-stack #changed {
            caption.govuk-table__caption { (visit.say("committee-what-if-cases", &args)) }
            (head(&columns))
            tbody {
                @for Named { number, changed } in named {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { (number) }
                        td.govuk-table__cell data-l=(columns[1]) { (due(changed.due_before, changed.in_time_before)) }
                        td.govuk-table__cell data-l=(columns[2]) { (due(changed.due_after, changed.in_time_after)) }
                    }
                }
            }
        }
    }
}
