//! A commission's decision on referral to high-tech care (order A, algorithm p. 2(1)), by the list of order B: a small
//! form with the list behind it, the chair's signature, and the printed decision. Nothing of it leaves the node.

mod draw;
mod form;
mod list;
mod paper;
mod sign;

use super::refused::{Page, Refused};
use super::table::{Table, Who};
use super::visit::Visit;
use crate::flow::mis::HighTech;
use axum::response::{IntoResponse as _, Redirect};
use saraptama_core::authority::Role;
use saraptama_core::terms::FormId;

/// The paragraph by which a commission decides on referral to high-tech care.
const DECIDES: &str = "168-56-292/2025 algorithm p.2";
/// The pages of the queue, for the frame.
const HERE: &str = "queue";

const CHAIR: Who = Who::Roles(&[Role::Chair]);

/// Its pages.
pub(super) fn pages(table: &mut Table) {
    table
        .get("/chair/high-tech", CHAIR, list::list)
        .get("/chair/high-tech/new", CHAIR, form::begin)
        .post("/chair/high-tech/new", CHAIR, form::enter)
        .get("/chair/high-tech/{id}", CHAIR, form::show)
        .post("/chair/high-tech/{id}", CHAIR, form::change)
        .get("/chair/high-tech/{id}/sign", CHAIR, sign::review)
        .post("/chair/high-tech/{id}/signature", CHAIR, sign::sign)
        .get("/chair/high-tech/{id}/print", CHAIR, paper::page);
    #[cfg(feature = "pdf")]
    table.get("/chair/high-tech/{id}/print/pdf", CHAIR, paper::pdf);
}

fn address(id: FormId, tail: &str) -> String {
    format!("/chair/high-tech/{id}{tail}")
}

fn see_other(to: &str) -> Page {
    Ok(Redirect::to(to).into_response())
}

/// The referral of an address, as whoever asks may see it.
async fn referral(visit: &Visit, text: &str) -> Result<(FormId, HighTech), Refused> {
    let id = FormId::parse(text).map_err(|_| visit.not_found())?;
    let held = visit.host.mis().high_tech(visit.who()?, id).await.map_err(|error| visit.refuse(error))?;
    Ok((id, held))
}
