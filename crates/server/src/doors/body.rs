use super::Answer;
use super::caller::Caller;
use crate::node::Node;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::{BodyExt as _, Limited};

/// A body that is refused for its size is still read so far, so that its sender hears the answer
/// instead of a broken connection.
const DRAINED_BYTES: usize = 64 * 1024 * 1024;

/// Whether the request's content type is one of `expected` (parameters aside).
///
/// # Errors
/// 415.
pub fn content_type(node: &Node, caller: &Caller<'_>, headers: &HeaderMap, expected: &[&str]) -> Result<(), Answer> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let given = given.split(';').next().unwrap_or_default().trim();
    if expected.iter().any(|one| given.eq_ignore_ascii_case(one)) {
        return Ok(());
    }
    Err(caller.say(Answer::wrong_type(&node.words, &expected.join(", "))))
}

/// The body, within its limit.
///
/// # Errors
/// 413.
pub async fn read(node: &Node, body: Body, limit_bytes: usize) -> Result<Bytes, Answer> {
    let too_large = || Answer::too_large(&node.words, limit_bytes);
    if http_body::Body::size_hint(&body).lower() > limit_bytes as u64 {
        drain(body).await;
        return Err(too_large());
    }
    let mut body = body;
    let mut taken = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| too_large())?;
        let Ok(data) = frame.into_data() else { continue };
        if taken.len() + data.len() > limit_bytes {
            drain(body).await;
            return Err(too_large());
        }
        taken.extend_from_slice(&data);
    }
    Ok(taken.into())
}

async fn drain(body: Body) {
    let mut rest = Limited::new(body, DRAINED_BYTES);
    while let Some(Ok(_)) = rest.frame().await {}
}
