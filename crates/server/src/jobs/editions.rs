//! Asks the ministry for the editions of the list of high-tech services that were approved there, so that a clinic's
//! commission refers by the list in force. What was heard before answers as long as the ministry does not.

use crate::config::{Channel, Route};
use crate::flow::mis::MINISTRY;
use crate::node::Mis;
use crate::transport::{NoAnswer, whole};
use axum::body::Bytes;
use axum::http::{Request, header};
use saraptama_core::terms::Sha256;
use saraptama_wire::htmc_list::{read_edition, read_names};
use std::time::Duration;

/// One small question so often; the editions themselves are asked for when their names have changed.
const EVERY: Duration = Duration::from_secs(60);
/// The most bytes of an answer.
const ANSWER_BYTES: usize = 16 << 20;
/// The most bytes of all editions together: a thousand times the order's own.
const ALL_BYTES: usize = 64 << 20;

/// Why the ministry's editions were not heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotHeard {
    /// There is no route to the ministry whose receiver could be asked.
    #[error("no route leads to the ministry's own doors")]
    NoRoute,
    /// Nobody answered.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    /// It was answered otherwise.
    #[error("the ministry answered {0}")]
    Status(u16),
    /// What was answered is no list of editions, or no whole edition.
    #[error("the answer is no edition of the list")]
    Unreadable,
}

/// Asks for ever. A change of what comes of it is logged, not every attempt.
pub(super) async fn run(mis: Mis) {
    let mut before = Ok(());
    loop {
        let now = hear_editions_once(&mis).await;
        match now {
            Err(NotHeard::NoRoute) => return tracing::info!("{}: the law's own editions answer", NotHeard::NoRoute),
            Err(reason) if before != now => tracing::warn!(%reason, "the ministry's editions of the list were not heard"),
            Ok(()) if before != now => tracing::info!("the ministry's editions of the list are heard again"),
            _ => {}
        }
        before = now;
        tokio::time::sleep(EVERY).await;
    }
}

/// Asks once; of an answer that is not whole nothing is taken.
///
/// # Errors
/// Why nothing was heard.
pub async fn hear_editions_once(mis: &Mis) -> Result<(), NotHeard> {
    let route = mis.routes.get(MINISTRY).filter(|route| route.channel() == Channel::Json).ok_or(NotHeard::NoRoute)?;
    let bytes = ask(mis, route, "editions").await?;
    let names = Sha256::of(&bytes);
    if mis.hears_the_same(names) {
        return Ok(());
    }
    let (mut told, mut left) = (vec![], ALL_BYTES);
    for name in read_names(&bytes).ok_or(NotHeard::Unreadable)? {
        if mis.law.htmc.lists.iter().any(|list| list.edition == name) {
            continue;
        }
        let bytes = ask(mis, route, &format!("list?edition={name}")).await?;
        left = left.checked_sub(bytes.len()).ok_or(NoAnswer::TooLarge)?;
        told.push(read_edition(&bytes).filter(|one| one.heading.edition == name).ok_or(NotHeard::Unreadable)?);
    }
    mis.hear(names, &told);
    Ok(())
}

async fn ask(mis: &Mis, route: &Route, what: &str) -> Result<Vec<u8>, NotHeard> {
    let address = format!("{}/api/v1/htmc/{what}", route.url.trim_end_matches('/'));
    let request = Request::get(address).header(header::AUTHORIZATION, format!("Bearer {}", route.token)).body(Bytes::new());
    let response = mis.transport.send(request.map_err(|_| NotHeard::NoRoute)?).await?;
    match response.status().as_u16() {
        200 => Ok(whole(response.into_body(), ANSWER_BYTES).await?),
        status => Err(NotHeard::Status(status)),
    }
}
