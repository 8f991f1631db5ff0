//! Pages for the person concerned and for anybody with a code: status, verification.

mod code;
mod denial;
mod limit;
mod link;
mod notice;
mod status;
mod steps;
mod verify;

use super::table::{Table, Who};
use crate::config::NodeKind;

pub(super) use link::status_link;

/// Its pages: the status of a form where forms are written, the verification of an act where acts are registered.
pub(super) fn pages(table: &mut Table, kinds: &[NodeKind]) {
    if kinds.contains(&NodeKind::Mis) {
        table
            .get("/s", Who::Anyone, status::ask)
            .post("/s", Who::Anyone, status::go)
            .get("/s/{code}", Who::Anyone, status::show)
            .get("/s/{code}/not-me", Who::Anyone, denial::ask)
            .post("/s/{code}/not-me", Who::Anyone, denial::take);
    }
    if kinds.contains(&NodeKind::DataBank) {
        table
            .get("/v", Who::Anyone, verify::ask)
            .post("/v", Who::Anyone, verify::go)
            .get("/v/{code}", Who::Anyone, verify::show)
            .get("/v/{code}/proof", Who::Anyone, verify::proof);
    }
}
