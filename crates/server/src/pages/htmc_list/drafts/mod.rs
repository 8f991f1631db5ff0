//! A new edition: entered by one analyst, compared with the one before it, approved by another one with a signature.

mod begin;
mod change;
mod heading;
mod list;
mod row;
mod show;
mod sign;

use super::ANALYST;
use crate::flow::htmc_list::Open;
use crate::node::Ministry;
use crate::pages::refused::{Page, Refused};
use crate::pages::table::Table;
use crate::pages::visit::Visit;
use axum::response::{IntoResponse as _, Redirect};
use saraptama_core::terms::FormId;

pub(super) fn pages(table: &mut Table) {
    table
        .get("/htmc/drafts", ANALYST, list::show)
        .get("/htmc/drafts/new", ANALYST, begin::form)
        .post("/htmc/drafts/new", ANALYST, begin::sent)
        .get("/htmc/drafts/{id}", ANALYST, show::show)
        .post("/htmc/drafts/{id}/heading", ANALYST, change::heading)
        .post("/htmc/drafts/{id}/rows", ANALYST, change::rows)
        .get("/htmc/drafts/{id}/row", ANALYST, row::form)
        .post("/htmc/drafts/{id}/row", ANALYST, row::sent)
        .post("/htmc/drafts/{id}/submit", ANALYST, change::submit)
        .post("/htmc/drafts/{id}/return", ANALYST, change::hand_back)
        .post("/htmc/drafts/{id}/drop", ANALYST, change::give_up)
        .post("/htmc/drafts/{id}/signature", ANALYST, sign::sign);
}

fn ministry(visit: &Visit) -> &Ministry {
    visit.host.ministry()
}

/// The edition of an address, as this person may see it.
async fn open(visit: &Visit, id: &str) -> Result<Open, Refused> {
    let id = FormId::parse(id).map_err(|_| visit.not_found())?;
    ministry(visit).edition_for(visit.who()?, id).await.map_err(|error| visit.refuse(error))
}

fn address(id: FormId, tail: &str) -> String {
    format!("/htmc/drafts/{id}{tail}")
}

fn see_other(to: &str) -> Page {
    Ok(Redirect::to(to).into_response())
}
