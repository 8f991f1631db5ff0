//! Form 031/e, for the doctors and chairs of its organisation.

use super::{Paper, shown};
use crate::doors::Named;
use crate::flow::papers::FormPaper;
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use saraptama_core::law::Law;
use saraptama_core::terms::{FormId, civil_date};
use saraptama_paper::{Form031, Sheet};
use saraptama_wire::words::{Lang, Words};

impl Paper for FormPaper {
    fn sheet<'a>(&'a self, words: &Words, lang: Lang, law: &'a Law) -> Option<Sheet<'a>> {
        let rules = law.pilot.nearest(civil_date(self.made_at));
        let seal = self.sealed.as_ref().map(|sealed| sealed.seal());
        let form = Form031 { bytes: &self.bytes, seal, made_at: self.made_at, rules, demo: self.is_test };
        form.sheet(words, lang).ok()
    }
}

pub(super) async fn page(visit: Visit, Named(id): Named<String>) -> Page {
    shown(&visit, &paper(&visit, &id).await?)
}

#[cfg(feature = "pdf")]
pub(super) async fn pdf(visit: Visit, Named(id): Named<String>) -> Page {
    super::press::printed(&visit, paper(&visit, &id).await?).await
}

async fn paper(visit: &Visit, id: &str) -> Result<FormPaper, Refused> {
    let id = FormId::parse(id).map_err(|_| visit.not_found())?;
    visit.host.mis().form_paper(visit.who()?, id).await.map_err(|error| visit.refuse(error))
}
