//! The workplace of the data bank's staff: waiting list, assignment, experts, register of acts, messages.

mod absences;
mod act;
mod assignment;
mod calendar;
mod draw;
mod expert;
mod experts;
mod history;
mod log;
mod messages;
mod recompute;
mod redistribute;
mod redrive;
mod register;
mod search;
mod shown;
mod term;
mod verdict;
mod waiting;

use super::table::{Table, Who};
use saraptama_core::authority::Role;

const STAFF: Who = Who::Roles(&[Role::Staff]);
/// Whoever watches the pilot may see how acts came to their experts, as over HTTP.
const WATCHERS: Who = Who::Roles(&[Role::Staff, Role::Monitor]);
/// Operators see the messages of every node, and no clinical data.
const KEEPERS: Who = Who::Roles(&[Role::Staff, Role::Operator]);

/// Its pages at the data bank.
pub(super) fn pages(table: &mut Table) {
    table
        .get("/staff/waiting", STAFF, waiting::list)
        .get("/staff/acts/{number}", STAFF, act::show)
        .get("/staff/acts/{number}/proof", STAFF, act::proof)
        .get("/staff/acts/{number}/assignment", WATCHERS, assignment::show)
        .get("/staff/acts/{number}/redistribute", STAFF, redistribute::ask)
        .post("/staff/acts/{number}/redistribute", STAFF, redistribute::act)
        .get("/staff/experts", STAFF, experts::list)
        .get("/staff/experts/{id}", STAFF, expert::show)
        .post("/staff/experts/{id}/absences", STAFF, absences::enter)
        .post("/staff/experts/{id}/absences/{absence}/withdraw", STAFF, absences::withdraw)
        .get("/staff/register", STAFF, register::latest)
        .post("/staff/register", STAFF, register::found);
}

/// The pages on messages, which every node has.
pub(super) fn messages(table: &mut Table) {
    table
        .get("/staff/messages", KEEPERS, messages::overview)
        .get("/staff/messages/list", KEEPERS, messages::list)
        .get("/staff/messages/redrive", KEEPERS, redrive::ask)
        .post("/staff/messages/redrive", KEEPERS, redrive::act)
        .get("/staff/messages/log", KEEPERS, log::show)
        .post("/staff/messages/log", KEEPERS, log::walk);
}
