//! Two who write at once, or a form that is closed while somebody writes: nothing typed is lost, both are shown.

use super::desk::Open;
use super::entry;
use super::find;
use super::step::{FIELDS, Step};
use super::tree::Tree;
use crate::pages::visit::Visit;
use maud::{Markup, html};

/// A field that stands otherwise in the store than it was typed.
pub(super) struct Differs {
    id: String,
    stored: String,
    typed: String,
}

/// What was typed, and what stands there.
pub(super) struct Conflict {
    differs: Vec<Differs>,
}

impl Conflict {
    /// What of `step` differs between the stored and the typed draft.
    pub(super) fn between(stored: &Tree, typed: &Tree, step: Step) -> Self {
        let mut ids = Vec::new();
        for draft in [stored, typed] {
            ids.extend(fields_of(draft, step).into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
        }
        let text = |draft: &Tree, id: &str| match id.strip_prefix("evidence.").and_then(|rest| rest.split_once('.')) {
            Some((key, member)) => {
                entry::place(draft, key).map(|at| draft.text(&format!("evidence.{at}.{member}")).into_owned()).unwrap_or_default()
            }
            None => draft.text(id).into_owned(),
        };
        let one = |id: String| Differs { stored: text(stored, &id), typed: text(typed, &id), id };
        Self { differs: ids.into_iter().map(one).filter(|one| one.stored != one.typed).collect() }
    }
}

/// The names of the fields of a step in which something stands.
fn fields_of(draft: &Tree, step: Step) -> Vec<String> {
    if step == Step::Examinations {
        let mut ids = Vec::new();
        for (at, key) in entry::keys(draft).iter().enumerate() {
            for member in
                ["status", "date", "organisation", "specialist.name", "specialist.audience", "conclusion", "document.sha256"]
            {
                ids.push(format!("evidence.{key}.{member}"));
            }
            if let Some(Tree::Object(facts)) = draft.at(&["evidence", &at.to_string(), "facts"]) {
                ids.extend(facts.iter().map(|(fact, _)| format!("evidence.{key}.facts.{fact}")));
            }
        }
        return ids;
    }
    let mut ids = Vec::new();
    for field in FIELDS.iter().filter(|field| field.step == step) {
        match field.path.split_once(".*.") {
            None => ids.push(field.path.to_owned()),
            Some((list, member)) => {
                let rows = draft.items(&list.split('.').collect::<Vec<_>>()).len();
                ids.extend((0..rows).map(|row| format!("{list}.{row}.{member}")));
            }
        }
    }
    ids
}

/// Both, side by side. The fields of the page hold what was typed; saving again puts it in place of the other.
pub(super) fn notice(visit: &Visit, open: &Open, conflict: &Conflict) -> Markup {
    let (title, next) = match open.is_draft() {
        true => ("doctor-conflict", "doctor-conflict-next"),
        false => ("doctor-conflict-fixed", "doctor-conflict-fixed-next"),
    };
    html! {
        div.govuk-error-summary #conflict data-focus tabindex="-1" {
            div role="alert" {
                h2.govuk-error-summary__title { (visit.t(title)) }
                div.govuk-error-summary__body {
                    p.govuk-body { (visit.t(next)) }
                    table.govuk-table.sa-table.sa-stack {
                        caption.govuk-table__caption.govuk-table__caption--s { (visit.t("doctor-conflict-both")) }
                        thead.govuk-table__head { tr { @for key in ["doctor-conflict-field", "doctor-conflict-stored", "doctor-conflict-typed"] { th.govuk-table__header scope="col" { (visit.t(key)) } } } }
                        tbody.govuk-table__body {
                            @for one in &conflict.differs {
                                tr.govuk-table__row {
                                    th.govuk-table__header scope="row" { (find::label(visit, &one.id)) }
                                    td.govuk-table__cell data-l=(visit.t("doctor-conflict-stored")) { (one.stored) }
                                    td.govuk-table__cell data-l=(visit.t("doctor-conflict-typed")) { (one.typed) }
                                }
                            }
                        }
                    }
                    p.govuk-body { a.govuk-link href="" data-drop { (visit.t("doctor-conflict-drop")) } }
                }
            }
        }
    }
}
