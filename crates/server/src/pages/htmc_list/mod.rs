//! The list of high-tech services (order B, annex 2): its editions, search in them, what a code means, what differs
//! between two editions; and for analysts the entering of a new one.

mod ask;
mod code;
mod difference;
mod drafts;
mod editions;
mod files;
mod list;
mod rows;

use super::table::{Table, Who};
use super::visit::Visit;
use maud::{Markup, html};
use saraptama_core::authority::Role;
use saraptama_core::htmc::edition::HeldEdition;
use saraptama_core::law::Section;

/// The list is no secret: whoever is signed in reads it.
const READER: Who = Who::SignedIn;
/// Who enters and approves editions.
const ANALYST: Who = Who::Roles(&[Role::Analyst]);

/// Its pages.
pub(super) fn pages(table: &mut Table) {
    table
        .get("/htmc", READER, list::show)
        .get("/htmc/codes/{code}", READER, code::show)
        .get("/htmc/editions", READER, editions::show)
        .get("/htmc/editions/{edition}/csv", READER, files::csv)
        .get("/htmc/editions/{edition}/json", READER, files::json)
        .get("/htmc/editions/{edition}/xlsx", READER, files::xlsx)
        .get("/htmc/diff", READER, difference::show)
        .get("/htmc/diff/csv", READER, difference::csv)
        .get("/htmc/diff/json", READER, difference::json)
        .get("/htmc/diff/xlsx", READER, difference::xlsx);
    drafts::pages(table);
}

/// The name of a section: how the patient comes and who pays.
fn section_name(visit: &Visit, section: Section) -> String {
    visit.t(&format!("htmc-section-{}", section.as_str()))
}

/// The act by which an edition came about, and since when.
fn act_of(visit: &Visit, edition: &HeldEdition) -> String {
    let args = [
        ("act", edition.act.number.as_str().into()),
        ("on", visit.day(edition.act.on).into()),
        ("from", visit.day(edition.first_day).into()),
    ];
    visit.say("htmc-by-act", &args)
}

/// How the order's silence is read, beside what rests on it.
fn reading(visit: &Visit, id: &str) -> Markup {
    html! {
        @if let Some(reading) = visit.law().reading(id) {
            p.govuk-body-s.sa-muted { (visit.of(&reading.ruling)) " " a.govuk-link href={ "/law/readings#" (id) } { (id) } }
        }
    }
}
