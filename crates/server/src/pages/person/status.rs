//! `/s/{code}`: where the form of the person concerned stands, without signing in, in plain words. Never a
//! diagnosis, never a name: whoever finds the message must learn nothing about anybody.

use super::super::fields::Filled;
use super::super::parts::{Colour, law, row, tag};
use super::super::peer::Peer;
use super::super::refused::Page;
use super::super::visit::Visit;
use super::steps::{Mark, Outcome, Step, number, outcome, steps};
use super::{code, link};
use crate::flow::FlowError;
use crate::flow::mis::Followed;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use maud::{Markup, html};
use saraptama_core::referral::Stage;

/// `/s`: where a code is typed.
pub(super) async fn ask(visit: Visit) -> Page {
    Ok(visit.sheet(visit.t("person-title")).show(code::form(&visit, "/s", "person-ask", None)))
}

/// The code was typed.
pub(super) async fn go(visit: Visit, Filled(fields): Filled) -> Page {
    let typed: String = fields.one("code").chars().take(60).collect();
    match code::read(&typed) {
        Some(code) => Ok(Redirect::to(&format!("/s/{code}")).into_response()),
        None => {
            let body = code::form(&visit, "/s", "person-ask", Some(&typed));
            Ok(visit.sheet(visit.t("person-title")).status(StatusCode::UNPROCESSABLE_ENTITY).wrong(true).show(body))
        }
    }
}

/// The form of a code, or the page that says that there is none: one and the same for every wrong code.
pub(super) async fn followed(
    visit: &Visit,
    peer: &Peer,
    typed: &str,
) -> Result<(String, Followed), super::super::refused::Refused> {
    peer.may_ask(visit)?;
    let code = code::read(typed);
    match visit.host.mis().followed(code.as_deref()).await {
        Ok(followed) => Ok((code.unwrap_or_default(), followed)),
        Err(error) => {
            if matches!(error, FlowError::NotFound) {
                peer.missed(visit);
            }
            Err(visit.refuse(error))
        }
    }
}

/// `/s/{code}`.
pub(super) async fn show(visit: Visit, peer: Peer, Path(typed): Path<String>) -> Page {
    let (code, followed) = followed(&visit, &peer, &typed).await?;
    let outcome = outcome(&followed);
    let body = html! {
        @if let Some(at) = followed.denied_at {
            div.govuk-inset-text #denied { (visit.say("person-denied-at", &[("at", visit.moment(at).into())])) }
        }
        p.govuk-body-l #stands { (stands(&visit, outcome)) }
        dl.govuk-summary-list {
            (row(visit.t("person-code"), html! { span.sa-secret { (code::spaced(&code)) } }))
            @if let Some(number) = number(&followed) { (row(visit.t("person-number"), html! { span.sa-num { (number) } })) }
        }
        ol.sa-way { @for step in steps(&visit, &followed) { (draw(&visit, &step)) } }
        (disagree(&visit, outcome))
        h2.govuk-heading-m { (visit.t("person-not-me")) }
        p.govuk-body { (visit.t("person-not-me-what")) }
        @if followed.denied_at.is_none() {
            p.govuk-body { a.govuk-button.govuk-button--warning #not-me href={ "/s/" (code) "/not-me" } { (visit.t("person-not-me-button")) } }
        }
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("person-notice")) } }
            div.govuk-details__text { (link::notice(&visit, &code)) }
        }
        p.govuk-body-s { (visit.t("person-private")) }
    };
    Ok(visit.sheet(visit.t("person-title")).show(body))
}

/// In one sentence where it stands.
fn stands(visit: &Visit, outcome: Outcome) -> String {
    visit.t(match outcome {
        Outcome::OnItsWay => "person-on-its-way",
        Outcome::Registered => "person-registered",
        Outcome::Ordinary => "person-ordinary",
        Outcome::Stopped(Stage::Returned) => "person-returned",
        Outcome::Stopped(Stage::Withdrawn) => "person-withdrawn",
        Outcome::Stopped(_) => "person-refused",
    })
}

fn draw(visit: &Visit, step: &Step) -> Markup {
    let (class, colour, word) = match step.mark {
        Mark::Done => ("done", Colour::Green, "person-mark-done"),
        Mark::Now => ("now", Colour::Blue, "person-mark-now"),
        Mark::Ahead => ("ahead", Colour::Grey, "person-mark-ahead"),
    };
    html! {
        li class=(class) aria-current=[(step.mark == Mark::Now).then_some("step")] {
            h2.govuk-heading-s { (visit.t(step.key)) " " (tag(colour, visit.t(word))) }
            p.govuk-body { (step.text) }
            (law(visit, &step.cite))
        }
    }
}

/// What to do if one disagrees: only what is confirmed, each with its source. The Rules' text is not held, so no
/// term is named.
fn disagree(visit: &Visit, outcome: Outcome) -> Markup {
    let rules = "168-56-292/2025 algorithm p.8";
    html! {
        h2.govuk-heading-m { (visit.t("person-disagree")) }
        @if outcome == Outcome::Registered { p.govuk-body { (visit.t("person-disagree-act")) } }
        ul.govuk-list.govuk-list--bullet {
            li { (visit.t("person-disagree-rules")) " " (law(visit, rules)) }
            li { (visit.t("person-disagree-who")) " " span.sa-muted { (visit.t("person-disagree-who-source")) } }
            li { (visit.t("person-disagree-form")) " " span.sa-muted { (visit.t("person-disagree-form-source")) } }
        }
        p.govuk-body { (visit.t("person-disagree-term")) }
    }
}
