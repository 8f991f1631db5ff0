//! The workplace of the commission's chair: what waits for a signature, the whole form on one page, signing, handing back.

mod changes;
mod evidence;
mod form;
mod hand_back;
mod label;
mod lines;
mod queue;
mod requirements;
mod search;
mod sign;
mod stands;

use super::table::{Table, Who};
use saraptama_core::authority::Role;

/// The paragraph by which a form with errors bears no signature.
const BLOCKS: &str = "168-56-292/2025 algorithm p.4";
/// The paragraph by which the signed form travels on by itself.
const TRAVELS: &str = "168-56-292/2025 algorithm p.5";
/// The pages of the queue, for the frame.
const HERE: &str = "queue";

const CHAIR: Who = Who::Roles(&[Role::Chair]);

/// Its pages.
pub(super) fn pages(table: &mut Table) {
    table
        .get("/chair", CHAIR, queue::queue)
        .post("/chair/search", CHAIR, search::search)
        .get("/chair/forms/{id}", CHAIR, form::form)
        .get("/chair/forms/{id}/documents/{sha256}", CHAIR, evidence::document)
        .post("/chair/freeze", CHAIR, sign::freeze)
        .get("/chair/sign", CHAIR, sign::sign)
        .post("/chair/signatures", CHAIR, sign::take)
        .post("/chair/forms/{id}/thaw", CHAIR, sign::thaw)
        .post("/chair/forms/{id}/hand-back", CHAIR, hand_back::hand_back);
}
