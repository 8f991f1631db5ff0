//! The list of high-tech services: the one answer to "the list on this day", and the way of a new edition into it.

mod approve;
mod draft;
mod heard;

pub use draft::{Heading as EditionHeading, Open};
pub use heard::{Heard, KnownList};

use super::{FlowError, latest, replayed};
use crate::node::{Host, Ministry};
use saraptama_core::htmc::edition::{Approved, Editions, Event, Known, State};
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::{Family, Store, Stream};
use std::sync::{Arc, PoisonError, RwLock};

/// The media type under which the bytes of an edition are kept that are signed.
pub const EDITION: &str = "application/vnd.saraptama.htmc-edition+json";

/// The editions as they were read last, with the number of the approved ones among them. Another process of the node
/// may approve one, so the number is asked for every time; it is one look into an index.
#[derive(Debug, Default)]
pub struct Kept(RwLock<Option<(u64, Arc<Editions>)>>);

impl Host {
    /// Every edition of the list that this process holds: the law's, and those that were approved at the ministry,
    /// where it hosts it or was told by it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn htmc_editions(&self) -> Result<Arc<Editions>, FlowError> {
        match (&self.ministry, &self.mis) {
            (Some(ministry), _) => ministry.htmc_editions().await,
            (None, Some(mis)) => Ok(mis.htmc_editions().0),
            (None, None) => Ok(self.any().htmc_list.keep(0, || Editions::of(&self.any().law, &[]))),
        }
    }
}

impl Kept {
    fn known(&self, count: u64) -> Option<Arc<Editions>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(known, _)| *known == count).map(|(_, editions)| Arc::clone(editions))
    }

    fn keep(&self, count: u64, make: impl FnOnce() -> Editions) -> Arc<Editions> {
        if let Some(known) = self.known(count) {
            return known;
        }
        let made = Arc::new(make());
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((count, Arc::clone(&made)));
        made
    }
}

impl Ministry {
    /// Every edition of the list: the law's and those that were approved.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn htmc_editions(&self) -> Result<Arc<Editions>, FlowError> {
        let count = self.store.htmc_approved_count().await?;
        if let Some(known) = self.htmc_list.known(count) {
            return Ok(known);
        }
        let approved = approved(&self.store).await?;
        // What was approved while these were read is read with the next question.
        let count = count.max(approved.len() as u64);
        Ok(self.htmc_list.keep(count, || Editions::of(&self.law, &approved)))
    }

    async fn edition(&self, id: FormId) -> Result<Held, FlowError> {
        held(&self.store, id).await
    }
}

/// Every edition that was approved in an archive.
///
/// # Errors
/// When the store fails.
pub async fn approved(store: &Store) -> Result<Vec<Approved>, FlowError> {
    let mut approved = vec![];
    for row in store.htmc_approved().await? {
        if let State::Approved { draft, by, at, .. } = held(store, row.id).await?.state {
            approved.push(Approved { id: row.id, draft, by, at });
        }
    }
    Ok(approved)
}

/// An edition as it stands, with the number of its events.
struct Held {
    state: State,
    version: u64,
    latest: Instant,
}

async fn held(store: &Store, id: FormId) -> Result<Held, FlowError> {
    let stored = store.events(Stream { family: Family::Edition, form: id }).await?;
    let events: Vec<Event> = replayed(&stored)?;
    Ok(Held { state: State::of(&events), version: events.len() as u64, latest: latest(&stored) })
}

/// What a new edition must differ from and follow.
fn known(editions: &Editions) -> Vec<Known> {
    let known =
        |one: &saraptama_core::htmc::edition::HeldEdition| Known { edition: one.list.edition.clone(), from: one.first_day };
    editions.all().iter().map(known).collect()
}
