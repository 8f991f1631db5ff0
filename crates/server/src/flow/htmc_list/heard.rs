use super::Editions;
use crate::flow::FlowError;
use crate::node::Mis;
use saraptama_core::htmc::edition::Told;
use saraptama_core::law::HtmcList;
use saraptama_core::terms::{Instant, Sha256, civil_date};
use std::sync::{Arc, PoisonError, RwLock};

/// What a clinic's node heard last of the editions that the ministry approved. Kept in memory: a process that starts
/// asks anew, and until it is answered the law's own editions answer, which whoever reads the list is told.
#[derive(Debug, Default)]
pub struct Heard(RwLock<Option<Hearing>>);

#[derive(Clone, Debug)]
struct Hearing {
    editions: Arc<Editions>,
    /// The digest of what named them.
    names: Sha256,
    at: Instant,
}

/// The list of a day as a clinic's node knows it.
#[derive(Clone, Debug)]
pub struct KnownList {
    /// The list.
    pub list: HtmcList,
    /// When the ministry told its editions last; never yet, and then the law's own answer.
    pub heard_at: Option<Instant>,
}

impl Mis {
    /// Every edition that is known here: the law's own and those that the ministry told, with the time of that.
    pub fn htmc_editions(&self) -> (Arc<Editions>, Option<Instant>) {
        match self.hearing() {
            Some(hearing) => (hearing.editions, Some(hearing.at)),
            None => (self.htmc_list.keep(0, || Editions::of(&self.law, &[])), None),
        }
    }

    /// The list of high-tech care of today.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where no edition is held for today.
    pub fn high_tech_list(&self) -> Result<KnownList, FlowError> {
        let (editions, heard_at) = self.htmc_editions();
        let held = editions.on(civil_date(self.clock.now())).map_err(|_| FlowError::NotFound)?;
        Ok(KnownList { list: held.list.clone(), heard_at })
    }

    /// The ministry names its editions as it did before; so nothing else needs to be asked.
    pub fn hears_the_same(&self, names: Sha256) -> bool {
        let mut heard = self.htmc_heard.0.write().unwrap_or_else(PoisonError::into_inner);
        let same = heard.as_mut().filter(|hearing| hearing.names == names);
        same.map(|hearing| hearing.at = self.clock.now()).is_some()
    }

    /// Takes all editions that the ministry tells beside the law's own, in the place of those that it told before.
    pub fn hear(&self, names: Sha256, told: &[Told]) {
        let editions = Arc::new(Editions::told(&self.law, told));
        let hearing = Hearing { editions, names, at: self.clock.now() };
        *self.htmc_heard.0.write().unwrap_or_else(PoisonError::into_inner) = Some(hearing);
    }

    fn hearing(&self) -> Option<Hearing> {
        self.htmc_heard.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
