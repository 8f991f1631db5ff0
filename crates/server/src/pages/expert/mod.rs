//! The expert's workplace: own acts, nearest deadline first; one case on one page; the decision and its signature.

mod case;
mod decided;
mod decision;
mod list;
mod row;
mod said;
mod sign;
mod term;

use super::refused::{Page, Refused};
use super::table::{Table, Who};
use super::visit::Visit;
use axum::response::{IntoResponse as _, Redirect};
use saraptama_core::authority::Role;
use saraptama_core::terms::ActNumber;

/// The organisation's expert, whose act it is (algorithm p. 7): which act, the corridor says.
const EXPERT: Who = Who::Roles(&[Role::Expert]);

/// Its pages.
pub(super) fn pages(table: &mut Table) {
    table
        .get("/expert", EXPERT, list::list)
        .get("/expert/decided", EXPERT, decided::list)
        .get("/expert/acts/{number}", EXPERT, case::show)
        .get("/expert/acts/{number}/decision", EXPERT, decision::form)
        .post("/expert/acts/{number}/decision", EXPERT, decision::sent)
        .get("/expert/acts/{number}/decision/review", EXPERT, sign::review)
        .post("/expert/acts/{number}/decision/signature", EXPERT, sign::sign)
        .get("/expert/acts/{number}/registered", EXPERT, sign::registered);
}

/// The number of an address; what is none names no act.
fn number(visit: &Visit, text: &str) -> Result<ActNumber, Refused> {
    ActNumber::parse(text).map_err(|_| visit.not_found())
}

/// Where the pages of an act stand.
fn address(number: ActNumber, tail: &str) -> String {
    format!("/expert/acts/{number}{tail}")
}

fn see_other(to: &str) -> Page {
    Ok(Redirect::to(to).into_response())
}

/// The paragraph by which an act is examined: it leads on to the MSE Rules, whose text is not held.
fn examination(visit: &Visit) -> String {
    format!("{} algorithm p.8", visit.law().pilot.act.short)
}
