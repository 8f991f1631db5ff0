//! Who is signed in. The browser holds a token, the store its digest; a session ends after half an hour
//! without a request, after twelve hours at the latest, when its owner leaves, or when the register of roles
//! no longer knows them.

use super::language::cookie;
use crate::flow::FlowError;
use crate::node::Host;
use axum::http::{HeaderMap, HeaderValue};
use jiff::SignedDuration;
use saraptama_core::authority::Principal;
use saraptama_core::terms::{Instant, Sha256};
use saraptama_store::rows::SessionRow;
use saraptama_store::{Change, CommitError, Fault, Unit};

/// `__Host-`: browsers take it over TLS (or from this machine) only, for this host alone.
const COOKIE: &str = "__Host-saraptama";
/// Minutes without a request after which a session is over; pages warn before.
pub(super) const IDLE_MINUTES: i64 = 30;
const IDLE: SignedDuration = SignedDuration::from_mins(IDLE_MINUTES);
/// Hours after which a session is over in any case.
pub(super) const SESSION_HOURS: i64 = 12;
const AT_MOST: SignedDuration = SignedDuration::from_hours(SESSION_HOURS);
/// How finely it is kept when a session was last used: a write for every request would cost more than it tells.
const SEEN_STEP: SignedDuration = SignedDuration::from_mins(1);

/// What a page asks by itself, while nobody may be there: it does not keep a session.
const BY_ITSELF: &str = "x-by-itself";

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// What the store knows of it.
    pub(super) row: SessionRow,
    /// Who, by the register of roles.
    pub(super) who: Principal,
}

/// The session of a request.
///
/// # Errors
/// When the store fails.
pub(super) async fn of(host: &Host, headers: &HeaderMap) -> Result<Option<Session>, Fault> {
    let Some(token) = cookie(headers, COOKIE) else { return Ok(None) };
    let node = host.any();
    let Some(row) = node.store.session(Sha256::of(token.as_bytes())).await? else { return Ok(None) };
    let now = node.clock.now();
    let Some(who) = node.people.by_id(&row.principal).filter(|_| !is_over(&row, now)).cloned() else {
        done(node.store.commit(change(Change::SessionEnded(row.id))).await)?;
        return Ok(None);
    };
    if now.duration_since(row.seen_at) > SEEN_STEP && !headers.contains_key(BY_ITSELF) {
        done(node.store.commit(change(Change::SessionSeen { id: row.id, at: now })).await)?;
    }
    Ok(Some(Session { row, who }))
}

/// Whether a session has ended by itself.
pub(super) fn is_over(row: &SessionRow, now: Instant) -> bool {
    now.duration_since(row.seen_at) > IDLE || now.duration_since(row.made_at) > AT_MOST
}

/// For how long a session can last at most, however much it is used.
pub(super) fn left_ms(row: &SessionRow, now: Instant) -> i64 {
    let left = AT_MOST - now.duration_since(row.made_at);
    i64::try_from(left.as_millis()).unwrap_or(0).max(0)
}

/// Opens a session of `principal`, who showed who they are by `method`, and ends the one that the browser had
/// `before`: its token is another one after each sign-in. Answers the cookie.
///
/// # Errors
/// When the store fails or the system gives no randomness.
pub(super) async fn open(host: &Host, principal: &str, method: &str, before: Option<Sha256>) -> Result<HeaderValue, FlowError> {
    let node = host.any();
    let draw = || node.secrets.draw().map(hex::encode).ok_or_else(|| FlowError::Event("the system gives no randomness".into()));
    let (token, csrf, now) = (draw()?, draw()?, node.clock.now());
    let row = SessionRow {
        id: Sha256::of(token.as_bytes()),
        principal: principal.to_owned(),
        csrf,
        method: method.to_owned(),
        made_at: now,
        seen_at: now,
    };
    let ended = before.map(Change::SessionEnded);
    let changes = [Change::Session(row), forget(now)].into_iter().chain(ended).collect();
    let unit = Unit { changes, ..Unit::default() };
    done(node.store.commit(unit).await)?;
    let line = format!("{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax");
    HeaderValue::from_str(&line).map_err(|_| FlowError::Event("the cookie is none".into()))
}

/// Ends a session. Answers the cookie that takes the browser's away.
///
/// # Errors
/// When the store fails.
pub(super) async fn end(host: &Host, session: &Session) -> Result<HeaderValue, Fault> {
    done(host.any().store.commit(change(Change::SessionEnded(session.row.id))).await)?;
    Ok(HeaderValue::from_static("__Host-saraptama=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"))
}

/// Takes away what ended long ago: whatever is opened or asked brings it along.
pub(super) fn forget(now: Instant) -> Change {
    Change::ForgetVisits { seen_before: now.checked_sub(IDLE).unwrap_or(now), now }
}

/// Ends another session of the same person: one of a browser that they no longer use.
///
/// # Errors
/// When the store fails.
pub(super) async fn end_other(host: &Host, session: Sha256) -> Result<(), Fault> {
    done(host.any().store.commit(change(Change::SessionEnded(session))).await)
}

fn change(change: Change) -> Unit {
    Unit { changes: vec![change], ..Unit::default() }
}

fn done(result: Result<(), CommitError>) -> Result<(), Fault> {
    match result {
        Ok(()) | Err(CommitError::Conflict | CommitError::AlreadyReceived) => Ok(()),
        Err(CommitError::Fault(fault)) => Err(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_after_half_an_hour_without_a_request_and_after_twelve_hours_in_any_case() {
        let at = |minute: i64| Instant::from_second(minute * 60).expect("an instant");
        let row = |made: i64, seen: i64| SessionRow {
            id: Sha256::of(b""),
            principal: String::new(),
            csrf: String::new(),
            method: String::new(),
            made_at: at(made),
            seen_at: at(seen),
        };
        for (made, seen, now, over) in [
            (0, 0, 0, false),
            (0, 0, 30, false),
            (0, 0, 31, true),
            (0, 25, 55, false),
            (0, 25, 56, true),
            (0, 719, 720, false),
            (0, 720, 721, true),
        ] {
            assert_eq!(is_over(&row(made, seen), at(now)), over, "made {made}, seen {seen}, now {now}");
        }
        for (made, now, minutes) in [(0, 0, 720), (5, 720, 5), (0, 720, 0), (0, 800, 0)] {
            assert_eq!(left_ms(&row(made, now), at(now)), minutes * 60_000, "made {made}, now {now}");
        }
    }
}
