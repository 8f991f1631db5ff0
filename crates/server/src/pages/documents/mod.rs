//! The documents: each as a page to print, and as PDF. Both show the same sheet (`saraptama_paper`); who may have
//! which, the corridor says (`flow/papers.rs`).

mod act;
mod form;
#[cfg(feature = "pdf")]
mod press;
mod print;

#[cfg(feature = "pdf")]
pub(super) use press::printed;

use super::refused::Page;
use super::table::{Table, Who};
use super::visit::Visit;
use crate::config::NodeKind;
use crate::flow::papers::Sealed;
use axum::http::Uri;
use maud::{Markup, html};
use saraptama_core::authority::Role;
use saraptama_core::law::Law;
use saraptama_core::terms::{ActNumber, FormId};
use saraptama_paper::{Seal, Sheet};
use saraptama_wire::words::{Lang, Words};

const OF_A_FORM: Who = Who::Roles(&[Role::Doctor, Role::Chair]);
const OF_AN_ACT: Who = Who::Roles(&[Role::Expert, Role::Staff]);
const OF_A_PERSON: Who = Who::Roles(&[Role::Staff]);

/// Its pages.
pub(super) fn pages(table: &mut Table, kinds: &[NodeKind]) {
    if kinds.contains(&NodeKind::Mis) {
        table.get("/documents/forms/{id}", OF_A_FORM, form::page);
        #[cfg(feature = "pdf")]
        table.get("/documents/forms/{id}/pdf", OF_A_FORM, form::pdf);
    }
    if kinds.contains(&NodeKind::DataBank) {
        table
            .get("/documents/acts/{number}", OF_AN_ACT, act::page)
            .get("/documents/acts/{number}/extract", OF_A_PERSON, act::extract_page)
            .get("/documents/acts/{number}/notice", OF_A_PERSON, act::notice_page);
        #[cfg(feature = "pdf")]
        table
            .get("/documents/acts/{number}/pdf", OF_AN_ACT, act::pdf)
            .get("/documents/acts/{number}/extract/pdf", OF_A_PERSON, act::extract_pdf)
            .get("/documents/acts/{number}/notice/pdf", OF_A_PERSON, act::notice_pdf);
    }
}

/// The way to form 031/e as a document.
pub(super) fn of_form(visit: &Visit, form: FormId) -> Markup {
    html! { a.govuk-link href={ "/documents/forms/" (form.to_string()) } { (visit.t("page-document-form")) } }
}

/// The ways to the documents of a decided act, for staff.
pub(super) fn of_act(visit: &Visit, number: ActNumber) -> Markup {
    html! {
        ul.govuk-list {
            @for (tail, key) in [("", "act"), ("/extract", "extract"), ("/notice", "notice")] {
                li { a.govuk-link href={ "/documents/acts/" (number.to_string()) (tail) } { (visit.t(&format!("page-document-{key}"))) } }
            }
        }
    }
}

/// A document with all that it needs, so that another thread can print it.
pub(super) trait Paper: Send + 'static {
    /// The document as it reads; none where what is stored is no such document.
    fn sheet<'a>(&'a self, words: &Words, lang: Lang, law: &'a Law) -> Option<Sheet<'a>>;
}

/// The language of the document, `?in=ru`; the page's own where none is asked for.
fn asked(uri: &Uri, page: Lang) -> Lang {
    let pairs = uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == "in").find_map(|(_, lang)| Lang::parse(lang)).unwrap_or(page)
}

/// The document as a page to print.
pub(super) fn shown(visit: &Visit, paper: &impl Paper) -> Page {
    let sheet = paper.sheet(visit.words(), asked(&visit.uri, visit.lang), visit.law());
    Ok(print::page(visit, &sheet.ok_or_else(|| visit.not_found())?))
}

impl Sealed {
    /// As a document prints it.
    pub(super) fn seal(&self) -> Seal<'_> {
        let Self { signer, cms, at } = self;
        let bin = signer.bin.as_ref().map(saraptama_sign::certificate::StatedNumber::as_str);
        Seal { name: &signer.name, bin, signed_at: *at, certificate: signer.certificate_sha256, cms }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_may_be_in_another_language_than_the_page() {
        let asked = |query: &str| asked(&format!("/documents/acts/2025-000001?{query}").parse().unwrap(), Lang::Kk);
        assert_eq!([asked("in=ru"), asked("lang=en&in=en"), asked(""), asked("in=de")], [Lang::Ru, Lang::En, Lang::Kk, Lang::Kk]);
    }
}
