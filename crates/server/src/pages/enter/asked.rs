//! What is asked of somebody who is not signed in yet, and answered once, in time and from the same browser:
//! a nonce at the provider, a document to sign, a choice among one's own entries.

use super::super::language::cookie;
use super::super::peer::Peer;
use super::super::refused::{Page, Refused};
use super::super::visit::Visit;
use super::wait;
use crate::flow::FlowError;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use jiff::SignedDuration;
use saraptama_core::terms::Sha256;
use saraptama_store::rows::ChallengeRow;
use saraptama_store::{Change, CommitError, Unit};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Names the browser while it signs in, and nothing else.
const COOKIE: &str = "__Host-saraptama-entering";

/// A question that was kept.
pub(super) struct Question {
    /// What the answer must bear.
    pub(super) secret: String,
    cookie: HeaderValue,
}

impl Question {
    /// Lets the browser keep its name.
    pub(super) fn kept_by(&self, mut response: Response) -> Response {
        response.headers_mut().append(header::SET_COOKIE, self.cookie.clone());
        response
    }
}

/// Whether one more question may be kept: everybody may ask for one without being known.
pub(super) fn allowed(visit: &Visit, peer: &Peer) -> Result<(), Refused> {
    visit.host.any().sign_in.ask(peer.network(), visit.now).map_err(|time| wait(visit, time))
}

/// Keeps `body` until it is answered with `secret`, for `lasts`.
pub(super) async fn ask(
    visit: &Visit,
    headers: &HeaderMap,
    kind: &str,
    secret: String,
    lasts: SignedDuration,
    body: &(impl Serialize + Sync),
) -> Result<Question, Refused> {
    let node = visit.host.any();
    let browser = browser(headers).map_or_else(|| draw(visit), Ok)?;
    let body = serde_json::to_vec(body).map_err(|_| fault(visit, "a question has string keys only"))?;
    let ends_at = visit.now.saturating_add(lasts).unwrap_or(visit.now);
    let row = ChallengeRow { id: id(kind, &secret, &browser), kind: kind.to_owned(), body, ends_at };
    let changes = vec![Change::Challenge(row), super::session::forget(visit.now)];
    match node.store.commit(Unit { changes, ..Unit::default() }).await {
        Ok(()) | Err(CommitError::AlreadyReceived) => {}
        Err(CommitError::Conflict) => return Err(visit.refuse(FlowError::Busy)),
        Err(CommitError::Fault(error)) => return Err(visit.refuse(error.into())),
    }
    let line = format!("{COOKIE}={browser}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");
    let cookie = HeaderValue::from_str(&line).map_err(|_| fault(visit, "the cookie is none"))?;
    Ok(Question { secret, cookie })
}

/// What was asked under `secret`: from now on it is answered.
///
/// # Errors
/// The page that says that nothing such is open: answered, ended, or asked of another browser.
pub(super) async fn answer<T: DeserializeOwned>(
    visit: &Visit,
    headers: &HeaderMap,
    kind: &str,
    secret: &str,
) -> Result<T, Refused> {
    let (id, body) = find(visit, headers, kind, secret).await?;
    let unit = Unit { changes: vec![Change::TakeChallenge(id)], ..Unit::default() };
    match visit.host.any().store.commit(unit).await {
        Ok(()) => Ok(body),
        Err(CommitError::Conflict | CommitError::AlreadyReceived) => Err(over(visit)),
        Err(CommitError::Fault(error)) => Err(visit.refuse(error.into())),
    }
}

async fn find<T: DeserializeOwned>(visit: &Visit, headers: &HeaderMap, kind: &str, secret: &str) -> Result<(Sha256, T), Refused> {
    let id = id(kind, secret, &browser(headers).ok_or_else(|| over(visit))?);
    let row = visit.host.any().store.challenge(id).await.map_err(|error| visit.refuse(error.into()))?;
    let row = row.filter(|row| row.kind == kind && visit.now <= row.ends_at).ok_or_else(|| over(visit))?;
    let body = serde_json::from_slice(&row.body).map_err(|_| fault(visit, "a question cannot be read back"))?;
    Ok((id, body))
}

/// Nothing such is open. Which of the reasons it is would help only who tries.
fn over(visit: &Visit) -> Refused {
    super::not_let_in(visit, StatusCode::FORBIDDEN, &visit.t("enter-over"))
}

fn fault(visit: &Visit, what: &str) -> Refused {
    visit.refuse(FlowError::Event(what.to_owned()))
}

/// 256 bits that nobody can guess.
pub(super) fn draw(visit: &Visit) -> Result<String, Refused> {
    let drawn = visit.host.any().secrets.draw().map(hex::encode);
    drawn.ok_or_else(|| fault(visit, "the system gives no randomness"))
}

/// The browser's name for this time: one that we drew.
fn browser(headers: &HeaderMap) -> Option<String> {
    cookie(headers, COOKIE).filter(|name| name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Secret and browser together are the question's name, so another browser finds nothing.
fn id(kind: &str, secret: &str, browser: &str) -> Sha256 {
    Sha256::of(format!("{kind}\n{secret}\n{browser}").as_bytes())
}

/// Takes the browser's name away: it is signed in.
pub(super) fn done(page: Page) -> Page {
    let mut response = page?;
    let gone = HeaderValue::from_static("__Host-saraptama-entering=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    response.headers_mut().append(header::SET_COOKIE, gone);
    Ok(response)
}
