//! The protocol of a file of figures, as a page to print and as PDF.

use super::said;
use crate::doors::Named;
use crate::flow::htmc::JudgedFigures;
use crate::pages::documents::{Paper, shown};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use saraptama_core::law::Law;
use saraptama_core::terms::FormId;
use saraptama_paper::{Sheet, Transition};
use saraptama_wire::words::{Lang, Words};

/// What is printed.
struct Judged {
    figures: JudgedFigures,
    by: String,
    is_demo: bool,
}

pub(super) async fn page(visit: Visit, Named(text): Named<String>) -> Page {
    shown(&visit, &paper(&visit, &text).await?)
}

#[cfg(feature = "pdf")]
pub(super) async fn pdf(visit: Visit, Named(text): Named<String>) -> Page {
    crate::pages::documents::printed(&visit, paper(&visit, &text).await?).await
}

async fn paper(visit: &Visit, text: &str) -> Result<Judged, Refused> {
    let id = FormId::parse(text).map_err(|_| visit.not_found())?;
    let figures = visit.host.ministry().judged_figures(id).await.map_err(|error| visit.refuse(error))?;
    let by = said::name(visit, &figures.row.by);
    Ok(Judged { figures, by, is_demo: visit.host.any().clock.is_set() })
}

impl Paper for Judged {
    fn sheet<'a>(&'a self, words: &Words, lang: Lang, law: &'a Law) -> Option<Sheet<'a>> {
        let row = &self.figures.row;
        let transition = Transition {
            id: row.form,
            sha256: row.sha256,
            law_day: row.law_day,
            rows_read: row.rows_read,
            by: &self.by,
            at: row.at,
            list: &self.figures.list,
            law: &law.htmc.transitions,
            types: &self.figures.types,
            demo: self.is_demo,
        };
        Some(transition.sheet(words, lang))
    }
}
