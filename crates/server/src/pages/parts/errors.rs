use super::law;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use serde_json::Value;

/// Something that is wrong, as a page tells it: what to do, where, and by which paragraph.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Finding {
    /// The id of the field that it is about, on this page or at an address; empty where there is none.
    pub(in crate::pages) at: String,
    /// What to do, in the reader's language.
    pub(in crate::pages) text: String,
    /// The paragraph, or `contract` for a rule of ours.
    pub(in crate::pages) source: String,
}

impl Finding {
    /// A finding as doors write it.
    pub(in crate::pages) fn read(found: &Value, visit: &Visit) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self { at: String::new(), text: text(&found["message"][visit.lang.as_str()]), source: text(&found["source"]) }
    }

    /// A finding of a page about one of its fields.
    pub(in crate::pages) fn field(at: &str, text: impl Into<String>) -> Self {
        Self { at: format!("#{at}"), text: text.into(), source: String::new() }
    }
}

/// Everything that is wrong, at the top of a page; the script moves the focus here. Every entry leads to its
/// field and names its paragraph.
pub(in crate::pages) fn errors(visit: &Visit, title: &str, found: &[Finding]) -> Markup {
    html! {
        div.govuk-error-summary data-focus tabindex="-1" {
            div role="alert" {
                h2.govuk-error-summary__title { (title) }
                div.govuk-error-summary__body {
                    ul.govuk-list.govuk-error-summary__list {
                        @for one in found {
                            li {
                                @if one.at.is_empty() { span { (one.text) } } @else { a href=(one.at) { (one.text) } }
                                @if !one.source.is_empty() && one.source != "contract" { " " (law(visit, &one.source)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
