//! What a chair has to do: forms that name them, each judged by today's law.

use super::Opened;
use crate::flow::FlowError;
use crate::node::Mis;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::referral::Stage;
use saraptama_core::terms::{Iin, civil_date};
use saraptama_store::rows::{FormListed, FormQuery, QueuePart};
use saraptama_store::{ListError, Page};

/// So many forms a page: as many as somebody reads before signing, each opened and checked for the page.
const A_PAGE: u32 = 20;
/// So many are found by a search; whoever gets more asks more narrowly.
const FOUND: u32 = 50;

/// A form in a chair's queue.
pub struct Queued {
    /// As lists show it.
    pub listed: FormListed,
    /// As it stands today.
    pub opened: Opened,
}

/// Whom a chair looks for.
pub enum Sought {
    /// By the patient's IIN.
    Patient(Iin),
    /// By the beginning of the folded name.
    Name(String),
}

impl Mis {
    /// A part of the queue of `who`: of the forms that name them and belong to an organisation whose chair they are today.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] for a cursor that is none of this list's; when the store fails.
    pub async fn chair_queue(&self, who: &Principal, part: QueuePart, after: Option<&str>) -> Result<Page<Queued>, FlowError> {
        let chair = who.iin.ok_or(FlowError::Forbidden)?;
        let unsigned = [Stage::Checked.as_str(), Stage::Frozen.as_str()];
        let page = self.store.chair_queue(chair, part, unsigned, after, A_PAGE).await.map_err(unlisted)?;
        Ok(Page { rows: self.queued(who, page.rows).await?, next: page.next })
    }

    /// The forms that name `who` as chair, of a patient, the latest change first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn chair_search(&self, who: &Principal, sought: &Sought) -> Result<(Vec<Queued>, bool), FlowError> {
        let today = civil_date(self.clock.now());
        let grants = who.grants.iter().filter(|grant| grant.role == Role::Chair && grant.holds_on(today));
        let (mut found, mut is_cut) = (vec![], false);
        for organisation in grants.filter_map(|grant| grant.organisation) {
            let query = match sought {
                Sought::Patient(iin) => FormQuery { patient: Some(*iin), ..FormQuery::of(organisation) },
                Sought::Name(name) => FormQuery { name: Some(name.clone()), ..FormQuery::of(organisation) },
            };
            let page = self.store.forms_listed(&query, None, FOUND).await.map_err(unlisted)?;
            is_cut |= page.next.is_some();
            found.extend(page.rows.into_iter().filter(|row| row.heading.chair == who.iin));
        }
        Ok((self.queued(who, found).await?, is_cut))
    }

    async fn queued(&self, who: &Principal, rows: Vec<FormListed>) -> Result<Vec<Queued>, FlowError> {
        let mut queued = Vec::with_capacity(rows.len());
        for listed in rows {
            match self.open_form(who, listed.head.form).await {
                Ok(opened) => queued.push(Queued { listed, opened }),
                // Whoever is no longer the chair there knows of nothing.
                Err(FlowError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(queued)
    }
}

fn unlisted(error: ListError) -> FlowError {
    match error {
        ListError::WrongCursor => FlowError::NotFound,
        ListError::Fault(fault) => fault.into(),
    }
}
