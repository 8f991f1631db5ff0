//! The way off the list of high-tech care (order B, annex 1 p. 3–4): yearly figures imported, judged by four criteria
//! with every reading that the text allows, and the protocol of what follows.

mod import;
mod kind;
mod protocol;
mod said;
mod show;
mod sign;

use super::table::{Table, Who};
use saraptama_core::authority::Role;

const ANALYST: Who = Who::Roles(&[Role::Analyst]);

/// Its pages.
pub(super) fn pages(table: &mut Table) {
    table
        .get("/htmc/transition", ANALYST, import::list)
        .post("/htmc/transition", ANALYST, import::import)
        .get("/htmc/transition/{id}", ANALYST, show::show)
        .get("/htmc/transition/{id}/type", ANALYST, kind::show)
        .get("/htmc/transition/{id}/sign", ANALYST, sign::review)
        .post("/htmc/transition/{id}/signature", ANALYST, sign::sign)
        .get("/htmc/transition/{id}/protocol", ANALYST, protocol::page);
    #[cfg(feature = "pdf")]
    table.get("/htmc/transition/{id}/protocol/pdf", ANALYST, protocol::pdf);
}
