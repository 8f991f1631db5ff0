use super::term::{Pressing, Term, clock, note};
use super::{address, said};
use crate::flow::FlowError;
use crate::pages::parts::{Colour, tag};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::terms::ActNumber;
use saraptama_store::rows::ActRow;

/// An act that the expert holds, as the list sorts and filters it.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) row: ActRow,
    pub(super) number: ActNumber,
    pub(super) term: Term,
    pub(super) nosology: Option<String>,
}

impl Held {
    /// None for a row that is not with an expert.
    pub(super) fn of(visit: &Visit, row: ActRow) -> Option<Self> {
        let (number, term) = (row.number?, Term { arrived: row.arrived_at?, due_at: row.due_at? });
        let nosology = row.icd10.and_then(|code| visit.law().pilot.nearest(visit.today()).nosology_of(code));
        Some(Self { nosology: nosology.map(|one| one.id.clone()), row, number, term })
    }
}

/// The act in the table. What the form says is read for the rows in view only, pseudonymised.
///
/// # Errors
/// When the store fails.
pub(super) async fn draw(visit: &Visit, held: &Held) -> Result<Markup, FlowError> {
    let seen = super::case::seen(visit, held.row.form).await?;
    let main = &seen["diagnosis"]["main"];
    let number = held.number.to_string();
    let is_late = held.term.pressing(visit.now) == Pressing::Late;
    Ok(html! {
        tr.govuk-table__row data-act {
            th.govuk-table__header.sa-num scope="row" {
                a.govuk-link #{ "act-" (number) } href=(address(held.number, "")) { (number) }
                span.sa-muted.sa-regular { (said::person(visit, &seen)) }
            }
            td.govuk-table__cell { span.sa-num { (said::text(&main["icd10"])) } " " (said::text(&main["text"])) }
            td.govuk-table__cell data-l=(visit.t("expert-arrived")) { span.sa-num { (visit.moment(held.term.arrived)) } }
            td.govuk-table__cell data-l=(visit.t("expert-due")) {
                span.sa-num { (visit.moment(held.term.due_at)) }
                @if let Some(note) = note(visit, held.term) { span.sa-muted { (note) } }
            }
            td.govuk-table__cell data-l=(visit.t("expert-left")) {
                @if is_late { (tag(Colour::Red, visit.t("expert-late"))) br; }
                (clock(visit, held.term))
            }
        }
    })
}
