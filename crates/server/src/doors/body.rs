use super::Answer;
use super::caller::Caller;
use crate::node::Node;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::{BodyExt as _, Limited};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// A body that nobody wants is still read so far, so that its sender hears the answer instead of a
/// broken connection.
const DRAINED_BYTES: usize = 64 * 1024 * 1024;

/// Nor does an answer wait for a sender who stops in the middle.
const DRAINED_WITHIN: Duration = Duration::from_secs(3);

/// Whether the request's content type is one of `expected` (parameters aside).
///
/// # Errors
/// 415.
pub fn content_type(node: &Node, caller: &Caller<'_>, headers: &HeaderMap, expected: &[&str]) -> Result<(), Answer> {
    let given = media_type(headers);
    if expected.iter().any(|one| given.eq_ignore_ascii_case(one)) {
        return Ok(());
    }
    Err(caller.say(Answer::wrong_type(&node.words, &expected.join(", "))))
}

/// The request's media type, without parameters; empty where it names none.
pub fn media_type(headers: &HeaderMap) -> &str {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    given.split(';').next().unwrap_or_default().trim()
}

/// The body, within its limit.
///
/// # Errors
/// 413.
pub async fn read(node: &Node, mut body: Body, limit_bytes: usize) -> Result<Bytes, Answer> {
    let too_large = || Answer::too_large(&node.words, limit_bytes);
    if body.size_hint().lower() > limit_bytes as u64 {
        return Err(too_large());
    }
    let mut taken = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| too_large())?;
        let Ok(data) = frame.into_data() else { continue };
        if taken.len() + data.len() > limit_bytes {
            return Err(too_large());
        }
        taken.extend_from_slice(&data);
    }
    Ok(taken.into())
}

/// Reads to its end what a door leaves of a body, whatever it answers and however early. A sender who
/// waits for leave to send (`Expect: 100-continue`) and got none has sent nothing.
pub async fn read_to_its_end(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let is_sent = !request.headers().contains_key(header::EXPECT);
    let (back, mut left) = oneshot::channel();
    let lent = |body| Body::new(Lent { body, is_sent, back: Some(back) });
    let response = next.run(request.map(lent)).await;
    if let Ok(rest) = left.try_recv() {
        let mut rest = Limited::new(rest, DRAINED_BYTES);
        let to_its_end = async { while let Some(Ok(_)) = rest.frame().await {} };
        let _ = timeout(DRAINED_WITHIN, to_its_end).await;
    }
    response
}

/// A body that comes back to its owner when the door is done with it.
struct Lent {
    body: Body,
    is_sent: bool,
    back: Option<oneshot::Sender<Body>>,
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        self.is_sent = true;
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let (Some(back), true) = (self.back.take(), self.is_sent) {
            // Nobody waits for it any more where the request was given up.
            let _ = back.send(std::mem::take(&mut self.body));
        }
    }
}
