use super::{address, ministry};
use crate::flow::FlowError;
use crate::pages::parts::{Colour, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_store::rows::EditionState;

/// `/htmc/drafts`: every edition that was ever entered, the latest changed first.
pub(super) async fn show(visit: Visit) -> Page {
    let rows = ministry(&visit).store.htmc_editions().await.map_err(|fault| visit.refuse(FlowError::Store(fault)))?;
    let heads =
        ["htmc-edition", "htmc-draft-act", "htmc-draft-from", "htmc-edition-rows", "htmc-draft-state", "htmc-draft-changed"];
    let heads = heads.map(|key| visit.t(key));
    let body = html! {
        p.govuk-body-l { (visit.t("htmc-drafts-lead")) }
        p.govuk-body { a.govuk-button href="/htmc/drafts/new" { (visit.t("htmc-draft-begin")) } }
        @if rows.is_empty() {
            p.govuk-body #no-drafts { (visit.t("htmc-drafts-none")) }
        } @else {
            table.govuk-table.sa-table.sa-stack #drafts {
                caption.govuk-table__caption.govuk-table__caption--s { (visit.t("htmc-drafts-title")) }
                thead.govuk-table__head { tr { @for head in &heads { th.govuk-table__header scope="col" { (head) } } } }
                tbody.govuk-table__body {
                    @for row in &rows {
                        tr.govuk-table__row {
                            th.govuk-table__header scope="row" { a.govuk-link href=(address(row.id, "")) { (row.edition) } }
                            td.govuk-table__cell data-l=(heads[1]) { (row.act) }
                            td.govuk-table__cell.sa-num data-l=(heads[2]) { (visit.day(row.first_day)) }
                            td.govuk-table__cell.sa-num data-l=(heads[3]) { (row.rows) }
                            td.govuk-table__cell data-l=(heads[4]) { (state(&visit, row.state)) }
                            td.govuk-table__cell data-l=(heads[5]) { (visit.moment(row.changed_at)) span.sa-muted { (name_of(&visit, &row.changed_by)) } }
                        }
                    }
                }
            }
        }
    };
    Ok(visit.sheet(visit.t("htmc-drafts-title")).here("htmc-list").back("/htmc", visit.t("htmc-list-title")).show(body))
}

/// Where an edition stands.
pub(super) fn state(visit: &Visit, state: EditionState) -> Markup {
    let (colour, key) = match state {
        EditionState::Draft => (Colour::Grey, "htmc-draft-state-draft"),
        EditionState::Submitted => (Colour::Blue, "htmc-draft-state-submitted"),
        EditionState::Approved => (Colour::Green, "htmc-draft-state-approved"),
        EditionState::Dropped => (Colour::Red, "htmc-draft-state-dropped"),
    };
    tag(colour, visit.t(key))
}

/// The name of somebody of the register of roles, or the id where nobody has it any more.
pub(super) fn name_of<'v>(visit: &'v Visit, id: &'v str) -> &'v str {
    visit.host.any().people.by_id(id).map_or(id, |who| who.name.as_str())
}
