//! The decision as a page to print, and as PDF.

use crate::doors::Named;
use crate::flow::mis::HighTechPaper;
use crate::pages::documents::{Paper, shown};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use saraptama_core::law::Law;
use saraptama_core::terms::FormId;
use saraptama_paper::{HighTechReferral, Sheet};
use saraptama_wire::words::{Lang, Words};

/// A referral with its id.
struct Of(FormId, HighTechPaper);

pub(super) async fn page(visit: Visit, Named(text): Named<String>) -> Page {
    shown(&visit, &paper(&visit, &text).await?)
}

#[cfg(feature = "pdf")]
pub(super) async fn pdf(visit: Visit, Named(text): Named<String>) -> Page {
    crate::pages::documents::printed(&visit, paper(&visit, &text).await?).await
}

async fn paper(visit: &Visit, text: &str) -> Result<Of, Refused> {
    let id = FormId::parse(text).map_err(|_| visit.not_found())?;
    let paper = visit.host.mis().high_tech_paper(visit.who()?, id).await.map_err(|error| visit.refuse(error))?;
    Ok(Of(id, paper))
}

impl Paper for Of {
    fn sheet<'a>(&'a self, words: &Words, lang: Lang, law: &'a Law) -> Option<Sheet<'a>> {
        let Self(id, paper) = self;
        let of = &paper.content;
        let referral = HighTechReferral {
            id: *id,
            content: of,
            bytes: &paper.bytes,
            seal: paper.sealed.as_ref().map(|sealed| sealed.seal()),
            row: paper.row.as_ref(),
            section: law.sections.iter().find(|section| section.id == of.section),
            made_at: paper.made_at,
            demo: paper.is_test,
        };
        Some(referral.sheet(words, lang))
    }
}
