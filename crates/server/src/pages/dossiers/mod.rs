//! Dossiers of technologies that are proposed for the list of high-tech care (order B, annex 1 p. 2): the evidence,
//! the levels that analysts pick, and the protocol that a second person signs.

mod confirm;
mod form;
mod list;
mod protocol;
mod score;
mod show;
mod sign;
mod sum;

use super::parts::Finding;
use super::refused::{Page, Refused};
use super::table::{Table, Who};
use super::visit::Visit;
use crate::flow::FlowError;
use crate::flow::htmc::Held;
use axum::response::{IntoResponse as _, Redirect};
use saraptama_core::authority::Role;
use saraptama_core::htmc::dossier::{Action, Fault, Refusal};
use saraptama_core::terms::FormId;
use std::collections::BTreeMap;

/// Whoever scores technologies (order B); who of them approves which, the core says.
const ANALYST: Who = Who::Roles(&[Role::Analyst]);

/// Its pages.
pub(super) fn pages(table: &mut Table) {
    table
        .get("/htmc/dossiers", ANALYST, list::list)
        .get("/htmc/dossiers/new", ANALYST, form::begin)
        .post("/htmc/dossiers/new", ANALYST, form::propose)
        .get("/htmc/dossiers/{id}", ANALYST, show::show)
        .get("/htmc/dossiers/{id}/evidence", ANALYST, form::change)
        .post("/htmc/dossiers/{id}/evidence", ANALYST, form::amend)
        .get("/htmc/dossiers/{id}/score", ANALYST, score::form)
        .post("/htmc/dossiers/{id}/score", ANALYST, score::sent)
        .get("/htmc/dossiers/{id}/confirm", ANALYST, confirm::form)
        .post("/htmc/dossiers/{id}/confirm", ANALYST, confirm::sent)
        .get("/htmc/dossiers/{id}/sign", ANALYST, sign::review)
        .post("/htmc/dossiers/{id}/signature", ANALYST, sign::sign)
        .post("/htmc/dossiers/{id}/withdraw", ANALYST, show::withdraw)
        .get("/htmc/dossiers/{id}/protocol", ANALYST, protocol::page);
    #[cfg(feature = "pdf")]
    table.get("/htmc/dossiers/{id}/protocol/pdf", ANALYST, protocol::pdf);
}

/// Where the pages of a dossier stand.
fn address(id: FormId, tail: &str) -> String {
    format!("/htmc/dossiers/{id}{tail}")
}

fn see_other(to: &str) -> Page {
    Ok(Redirect::to(to).into_response())
}

/// The dossier of an address, as whoever asks may see it.
async fn dossier(visit: &Visit, text: &str) -> Result<(FormId, Held), Refused> {
    let id = FormId::parse(text).map_err(|_| visit.not_found())?;
    let held = visit.host.ministry().dossier(visit.who()?, id).await.map_err(|error| visit.refuse(error))?;
    Ok((id, held))
}

/// The same, where this may be done now: what may not is refused with its reason when it is sent.
fn may(held: &Held, action: Action) -> bool {
    held.may.contains(&action)
}

/// What is wrong with the fields of a form, by their names.
#[derive(Default)]
struct Wrongs(BTreeMap<String, String>);

impl Wrongs {
    /// What the core found, in the reader's words.
    fn of(visit: &Visit, faults: &[Fault]) -> Self {
        Self(faults.iter().map(|fault| (fault.field.clone(), visit.t(fault.wrong.key()))).collect())
    }

    fn at(&self, field: &str) -> Option<String> {
        self.0.get(field).cloned()
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn findings(&self) -> Vec<Finding> {
        self.0.iter().map(|(field, text)| Finding::field(field, text.as_str())).collect()
    }
}

/// Faults of fields, where that is why it was refused; any other refusal is a page of its own.
fn faults(visit: &Visit, done: Result<(), FlowError>) -> Result<Option<Vec<Fault>>, Refused> {
    match done {
        Ok(()) => Ok(None),
        Err(FlowError::Dossier(Refusal::Faulty(faults))) => Ok(Some(faults)),
        Err(error) => Err(visit.refuse(error)),
    }
}

/// A text of several lines as a list: each line that is not blank.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The name of somebody by their id in the register of roles.
fn name_of(visit: &Visit, id: &str) -> String {
    visit.host.ministry().people.by_id(id).map_or_else(|| id.to_owned(), |one| one.name.clone())
}
