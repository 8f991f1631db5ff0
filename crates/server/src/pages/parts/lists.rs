use crate::pages::visit::Visit;
use maud::{Markup, Render, html};

/// The colour of a tag; never the only sign, the text says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Colour {
    /// Done, there.
    Green,
    /// Missing, too late.
    Red,
    /// Look at it.
    Orange,
    /// On its way.
    Blue,
    /// Nothing to do.
    Grey,
}

impl Colour {
    fn class(self) -> &'static str {
        match self {
            Self::Green => "govuk-tag govuk-tag--green",
            Self::Red => "govuk-tag govuk-tag--red",
            Self::Orange => "govuk-tag govuk-tag--orange",
            Self::Blue => "govuk-tag govuk-tag--blue",
            Self::Grey => "govuk-tag govuk-tag--grey",
        }
    }
}

/// A word on where something stands.
pub(in crate::pages) fn tag(colour: Colour, text: impl Render) -> Markup {
    html! { strong class=(colour.class()) { (text) } }
}

/// A row of a summary list: what, and what it is. Stands in `dl.govuk-summary-list`.
pub(in crate::pages) fn row(key: impl Render, value: impl Render) -> Markup {
    html! {
        div.govuk-summary-list__row {
            dt.govuk-summary-list__key { (key) }
            dd.govuk-summary-list__value { (value) }
        }
    }
}

/// Says that there is more than what is shown: what was typed into a search stands in no address, so there is no next
/// page.
pub(in crate::pages) fn cut(visit: &Visit, shown: usize, is_cut: bool) -> Markup {
    html! { @if is_cut { p.govuk-inset-text.sa-cut { (visit.say("page-cut", &[("shown", shown.into())])) } } }
}

/// The way to the next part of a list; nothing at its end. `query` is what else the address says, with `&` at its end.
pub(in crate::pages) fn pager(visit: &Visit, path: &str, query: &str, next: Option<&str>) -> Markup {
    html! {
        @if let Some(next) = next {
            nav.govuk-pagination.govuk-pagination--block aria-label=(visit.t("page-pages")) {
                div.govuk-pagination__next {
                    a.govuk-link.govuk-pagination__link href={ (path) "?" (query) "cursor=" (next) } rel="next" {
                        span.govuk-pagination__link-title { (visit.t("page-next")) }
                    }
                }
            }
        }
    }
}
