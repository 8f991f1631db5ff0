//! The protocol of a file of figures, as a page to print and as PDF with what was signed inside.

use crate::doors::Named;
use crate::flow::htmc::TransitionPaper;
use crate::pages::documents::{Paper, shown};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use saraptama_core::law::Law;
use saraptama_core::terms::FormId;
use saraptama_paper::{Sheet, Transition};
use saraptama_wire::words::{Lang, Words};

pub(super) async fn page(visit: Visit, Named(text): Named<String>) -> Page {
    shown(&visit, &paper(&visit, &text).await?)
}

#[cfg(feature = "pdf")]
pub(super) async fn pdf(visit: Visit, Named(text): Named<String>) -> Page {
    crate::pages::documents::printed(&visit, paper(&visit, &text).await?).await
}

async fn paper(visit: &Visit, text: &str) -> Result<TransitionPaper, Refused> {
    let id = FormId::parse(text).map_err(|_| visit.not_found())?;
    visit.host.ministry().transition_paper(visit.who()?, id).await.map_err(|error| visit.refuse(error))
}

impl Paper for TransitionPaper {
    fn sheet<'a>(&'a self, words: &Words, lang: Lang, _: &'a Law) -> Option<Sheet<'a>> {
        let seal = self.sealed.as_ref().map(|sealed| sealed.seal());
        let transition = Transition { protocol: &self.protocol, bytes: &self.bytes, seal, demo: self.is_test };
        Some(transition.sheet(words, lang))
    }
}
