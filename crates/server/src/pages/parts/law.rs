use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_wire::words::cite;

/// The paragraph by which something is so, as a link that opens its text. Whatever names no paragraph that we
/// hold stays a text.
pub(in crate::pages) fn law(visit: &Visit, paragraph: &str) -> Markup {
    let text = cite(paragraph);
    html! {
        span.sa-law {
            @match visit.law().places.get(paragraph) {
                Some(place) => { a.govuk-link href={ "/law/" (place.order) "#" (anchor(paragraph)) } { (visit.of(&text)) } }
                None => { (visit.of(&text)) }
            }
        }
    }
}

/// Where the page of an order's text shows a paragraph: the cite without what an address cannot hold.
pub(in crate::pages) fn anchor(paragraph: &str) -> String {
    let mut anchor = String::new();
    for c in paragraph.chars() {
        match c {
            c if c.is_alphanumeric() => anchor.extend(c.to_lowercase()),
            // Footnotes are told apart by their stars alone.
            '*' => anchor.push('x'),
            _ if anchor.ends_with('-') || anchor.is_empty() => {}
            _ => anchor.push('-'),
        }
    }
    anchor.truncate(anchor.trim_end_matches('-').len());
    anchor
}

#[cfg(test)]
mod tests {
    use super::anchor;
    use saraptama_core::law::Law;
    use std::collections::BTreeMap;

    #[test]
    fn no_two_paragraphs_share_an_anchor() {
        let law = Law::embedded();
        let mut seen = BTreeMap::new();
        for cite in law.places.keys() {
            let other = seen.insert(anchor(cite), cite);
            assert!(other.is_none(), "{cite} and {other:?}");
        }
    }
}
