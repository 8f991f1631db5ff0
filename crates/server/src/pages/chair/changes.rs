//! What a doctor has changed since the chair read the form last.

use super::label;
use super::lines::{self, Line};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use serde_json::Value;
use std::collections::BTreeMap;

/// One difference between two readings of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    line: Line,
    before: Option<String>,
    now: Option<String>,
}

/// Every place at which two forms differ, in the order of the later one; what is gone comes last.
pub(super) fn between(before: &Value, now: &Value) -> Vec<Change> {
    let (before, now) = (lines::all(before), lines::all(now));
    let of = |lines: &[Line]| lines.iter().map(|line| (line.place.clone(), line.value.clone())).collect::<BTreeMap<_, _>>();
    let (old, new) = (of(&before), of(&now));
    let changed = now.into_iter().filter(|line| old.get(&line.place) != Some(&line.value));
    let changed = changed.map(|line| Change { before: old.get(&line.place).cloned(), now: Some(line.value.clone()), line });
    let gone = before.into_iter().filter(|line| !new.contains_key(&line.place));
    changed.chain(gone.map(|line| Change { before: Some(line.value.clone()), now: None, line })).collect()
}

/// The differences, side by side.
pub(super) fn show(visit: &Visit, changes: &[Change]) -> Markup {
    let value = |line: &Line, value: &Option<String>| match value {
        Some(value) => label::value(visit, &Line { value: value.clone(), ..line.clone() }),
        None => visit.t("chair-nothing"),
    };
    html! {
        section.sa-changes #changes {
            h2.govuk-heading-m { (visit.t("chair-changes")) }
            @if changes.is_empty() {
                p.govuk-body { (visit.t("chair-changes-none")) }
            } @else {
                table.govuk-table.sa-table.sa-stack {
                    caption.govuk-table__caption.govuk-visually-hidden { (visit.t("chair-changes")) }
                    thead { tr {
                        @for column in ["chair-changes-where", "chair-changes-before", "chair-changes-now"] {
                            th.govuk-table__header scope="col" { (visit.t(column)) }
                        }
                    } }
                    tbody { @for change in changes {
                        tr.govuk-table__row {
                            th.govuk-table__header scope="row" { (label::name(visit, &change.line)) }
                            td.govuk-table__cell data-l=(visit.t("chair-changes-before")) { del { (value(&change.line, &change.before)) } }
                            td.govuk-table__cell data-l=(visit.t("chair-changes-now")) { ins { (value(&change.line, &change.now)) } }
                        }
                    } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_new_other_or_gone_is_told_and_what_was_moved_is_not() {
        let before = json!({
            "patient": { "phone": "1", "address": "a" },
            "evidence": [{ "kind": "karyotype", "conclusion": "k" }, { "kind": "surgeon", "conclusion": "s" }],
        });
        let now = json!({
            "patient": { "phone": "2", "education": "e" },
            "evidence": [{ "kind": "surgeon", "conclusion": "s" }, { "kind": "karyotype", "conclusion": "k" }],
        });
        let told: Vec<_> =
            between(&before, &now).into_iter().map(|change| (change.line.place, change.before, change.now)).collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            told,
            [
                ("patient/education".to_owned(), None, some("e")),
                ("patient/phone".to_owned(), some("1"), some("2")),
                ("patient/address".to_owned(), some("a"), None),
            ]
        );
    }
}
