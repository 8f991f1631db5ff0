//! What is said where something that was typed could not be sent. A script (`draft.js`) keeps it in the browser's tab
//! and shows the sentence that fits; without scripts the page that refused says its part.

use super::visit::Visit;
use maud::{Markup, html};

/// Why it was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// The session is over.
    Over,
    /// The page is of an earlier session.
    Old,
    /// Anything else.
    Failed,
}

impl Lost {
    /// As the script names it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Old => "old",
            Self::Failed => "failed",
        }
    }
}

/// The sentences, none of them shown yet.
pub(super) fn sentences(visit: &Visit) -> Markup {
    let enter = html! { a.govuk-link href=(visit.way_in()) { (visit.t("lost-enter")) } };
    let again = html! { @if let Some(again) = visit.again() { a.govuk-link href=(again) { (visit.t("lost-again")) } } };
    html! {
        div.sa-lost #lost role="alert" hidden {
            div.govuk-width-container {
                p data-why="over" hidden { (visit.t("lost-over")) " " (enter) }
                p data-why="over-kept" hidden { (visit.t("lost-over-kept")) " " (enter) }
                p data-why="old" hidden { (visit.t("lost-old")) " " (again) }
                p data-why="old-kept" hidden { (visit.t("lost-old-kept")) " " (again) }
                p data-why="failed" hidden { (visit.t("lost-failed")) }
                p data-why="restored" hidden { (visit.t("lost-restored")) }
            }
        }
    }
}
