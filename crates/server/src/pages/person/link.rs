//! What the clinic's pages of a form show of the person's page.

use super::super::refused::Refused;
use super::super::visit::Visit;
use super::code::spaced;
use maud::{Markup, html};
use saraptama_core::terms::FormId;
use saraptama_wire::words::Lang;

/// The code and the notice for the person concerned, and the alarm if they said that it was not them; nothing
/// before the chair has signed.
///
/// # Errors
/// The page that says that the store failed.
pub(in crate::pages) async fn status_link(visit: &Visit, form: FormId) -> Result<Markup, Refused> {
    let followed = visit.host.mis().followed_by(form).await.map_err(|error| visit.refuse(error))?;
    let Some(followed) = followed else { return Ok(html! {}) };
    Ok(html! {
        @if let Some(at) = followed.denied_at {
            div.govuk-error-summary #denied-by-person role="alert" {
                h2.govuk-error-summary__title { (visit.t("person-alarm")) }
                p.govuk-body { (visit.say("person-alarm-hint", &[("at", visit.moment(at).into())])) }
            }
        }
        section.sa-card #person-status aria-labelledby="person-status-title" {
            h2.govuk-heading-s #person-status-title { (visit.t("person-link")) }
            p.govuk-body { (visit.t("person-link-hint")) }
            p.sa-secret { a.govuk-link href={ "/s/" (followed.code) } { (spaced(&followed.code)) } }
            details.govuk-details {
                summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("person-notice")) } }
                div.govuk-details__text { (notice(visit, &followed.code)) }
            }
        }
    })
}

/// The notice in both languages of the person, message by message.
pub(super) fn notice(visit: &Visit, code: &str) -> Markup {
    html! {
        @for (lang, name) in [(Lang::Kk, "Қазақша"), (Lang::Ru, "Русский")] {
            h3.govuk-heading-s { (name) }
            ol.sa-sms lang=(lang.as_str()) {
                @for message in super::notice::messages(visit.words(), lang, code, visit.site()) {
                    li { (message) span.sa-muted lang=(visit.lang.as_str()) {
                        (visit.say("person-notice-length", &[("n", length(&message).into()), ("most", length_of(super::notice::MOST).into())])) } }
                }
            }
        }
    }
}

fn length(message: &str) -> i64 {
    length_of(message.encode_utf16().count())
}

fn length_of(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
