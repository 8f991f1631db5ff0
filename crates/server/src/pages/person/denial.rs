//! "This was not me": somebody in whose name a form was written says that they know nothing of it.

use super::super::fields::Filled;
use super::super::peer::Peer;
use super::super::refused::Page;
use super::super::visit::Visit;
use super::{code, status};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use maud::html;

/// Asks once more, since it cannot be taken back here.
pub(super) async fn ask(visit: Visit, peer: Peer, Path(typed): Path<String>) -> Page {
    let (code, followed) = status::followed(&visit, &peer, &typed).await?;
    let body = html! {
        @if let Some(at) = followed.denied_at {
            p.govuk-body-l #denied { (visit.say("person-denied-at", &[("at", visit.moment(at).into())])) }
        } @else {
            p.govuk-body-l { (visit.t("person-not-me-sure")) }
            p.govuk-body { (visit.t("person-not-me-then")) }
            form method="post" action={ "/s/" (code) "/not-me" } {
                (visit.token())
                button.govuk-button.govuk-button--warning { (visit.t("person-not-me-yes")) }
            }
        }
        p.govuk-body { a.govuk-link href={ "/s/" (code) } { (visit.t("person-not-me-no")) } }
    };
    let back = format!("/s/{code}");
    Ok(visit.sheet(visit.t("person-not-me")).caption(code::spaced(&code)).back(back, visit.t("page-back")).show(body))
}

/// Records it. Said a second time it changes nothing: the page says since when it is recorded.
pub(super) async fn take(visit: Visit, peer: Peer, Path(typed): Path<String>, Filled(_): Filled) -> Page {
    let (code, _) = status::followed(&visit, &peer, &typed).await?;
    visit.host.mis().deny(Some(&code)).await.map_err(|error| visit.refuse(error))?;
    Ok(Redirect::to(&format!("/s/{code}/not-me")).into_response())
}
