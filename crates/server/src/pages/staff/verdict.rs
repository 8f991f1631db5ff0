//! What the log of messages says, in words; the code by which programs know it stands beside them.

use crate::pages::visit::Visit;
use maud::{Markup, html};

/// How the log begins what it says of an envelope whose signature holds.
const SEALED: &str = "sealed ";

/// What was made of a message.
pub(super) fn verdict(visit: &Visit, code: &str) -> Markup {
    beside(verdict_words(visit, code), code)
}

/// What the signature of the document showed, and that of the envelope behind it.
pub(super) fn signature(visit: &Visit, codes: &str) -> Markup {
    html! {
        @for code in codes.split("; ").filter(|code| !code.is_empty()) {
            div { (beside(signature_words(visit, code), code)) }
        }
    }
}

/// A code that nobody put into words (of another version, say) stands alone.
fn beside(words: Option<String>, code: &str) -> Markup {
    html! {
        @if let Some(words) = words { (words) " " }
        code.sa-hash { (code) }
    }
}

fn verdict_words(visit: &Visit, code: &str) -> Option<String> {
    let status = |text: &str| text.parse::<u16>().ok().filter(|status| (100..600).contains(status));
    if let Some(status) = code.strip_prefix("answered ").and_then(status) {
        return Some(visit.say("staff-log-verdict-answered", &[("status", i64::from(status).to_string().into())]));
    }
    if let Some(status) = status(code) {
        return Some(visit.say("staff-log-verdict-status", &[("status", i64::from(status).to_string().into())]));
    }
    if code.starts_with("unanswered: ") {
        return Some(visit.t("staff-log-verdict-unanswered"));
    }
    known(visit, "staff-log-verdict", code)
}

fn signature_words(visit: &Visit, code: &str) -> Option<String> {
    match code.strip_prefix(SEALED) {
        Some(_) => Some(visit.t("staff-log-signature-sealed")),
        None => known(visit, "staff-log-signature", code),
    }
}

/// The words of the log's own codes, else those of a reason, whose code is the key of its words.
fn known(visit: &Visit, kind: &str, code: &str) -> Option<String> {
    [format!("{kind}-{code}"), code.to_owned()].iter().find(|key| visit.words().has(key)).map(|key| visit.t(key))
}
