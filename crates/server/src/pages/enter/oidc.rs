//! Signing in by an OpenID Connect provider. It begins with a link, since the policy of our pages lets no form
//! lead to another site.

use super::super::peer::Peer;
use super::super::refused::{Page, Refused};
use super::super::visit::Visit;
use super::{Asked, asked, not_let_in, wanted, who};
use crate::sign_in::{Begun, Provider, ProviderFault};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect};
use jiff::SignedDuration;

const KIND: &str = "oidc";
/// How long somebody may be at the provider.
const LASTS: SignedDuration = SignedDuration::from_mins(10);
/// Longer codes no provider writes.
const CODE_BYTES: usize = 4096;

/// What is kept meanwhile.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    begun: Begun,
    next: String,
}

/// Sends somebody to the provider.
pub(super) async fn begin(visit: Visit, peer: Peer, headers: HeaderMap, query: Asked) -> Page {
    let provider = provider(&visit)?;
    asked::allowed(&visit, &peer)?;
    // The question's secret is the state, which the provider sends back beside its answer.
    let state = asked::draw(&visit)?;
    let begun = provider.begin(visit.host.any(), &back_at(&visit), &state).await;
    let (address, begun) = begun.map_err(|fault| told(&visit, fault))?;
    let kept = Kept { begun, next: wanted(&query).to_owned() };
    let question = asked::ask(&visit, &headers, KIND, state, LASTS, &kept).await?;
    Ok(question.kept_by(Redirect::to(&address).into_response()))
}

/// Somebody is back from the provider.
pub(super) async fn back(visit: Visit, headers: HeaderMap, query: Asked) -> Page {
    let provider = provider(&visit)?;
    let text = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let kept: Kept = asked::answer(&visit, &headers, KIND, text("state")).await?;
    // RFC 9207: an answer that says whose it is says it rightly.
    if query.get("iss").is_some_and(|issuer| issuer != provider.issuer()) {
        return Err(told(&visit, ProviderFault::Refused("the answer is of another issuer")));
    }
    let code = Some(text("code")).filter(|code| !code.is_empty() && code.len() <= CODE_BYTES);
    let Some(code) = code else {
        tracing::warn!(way = KIND, "the provider lets nobody in, or they turned back");
        return Err(not_let_in(&visit, StatusCode::FORBIDDEN, &visit.t("enter-oidc-turned-back")));
    };
    let found = provider.finish(visit.host.any(), &back_at(&visit), code, kept.begun).await;
    let iin = found.map_err(|fault| told(&visit, fault))?;
    who::enter_as(&visit, &headers, iin, KIND, &kept.next).await
}

fn provider(visit: &Visit) -> Result<&Provider, Refused> {
    visit.host.any().sign_in.provider().ok_or_else(|| visit.not_found())
}

fn back_at(visit: &Visit) -> String {
    format!("{}/enter/oidc/back", visit.host.any().sign_in.origin())
}

/// Why the provider does not say who it is, in plain words; the log has the reason.
fn told(visit: &Visit, fault: ProviderFault) -> Refused {
    tracing::warn!(way = KIND, %fault, "a sign-in failed");
    let (status, key) = match fault {
        ProviderFault::Away(_) => (StatusCode::BAD_GATEWAY, "enter-oidc-away"),
        ProviderFault::Refused(_) => (StatusCode::FORBIDDEN, "enter-oidc-refused"),
        ProviderFault::NoNumber => (StatusCode::FORBIDDEN, "enter-oidc-no-number"),
    };
    not_let_in(visit, status, &visit.t(key))
}
