use crate::CommitError;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// Does all of `parts`, side by side where they have nothing in common, else one after the other. The
/// first error ends it: nothing more is begun then.
pub(crate) async fn beside<F>(independent: bool, parts: impl Iterator<Item = F>) -> Result<(), CommitError>
where
    F: Future<Output = Result<(), CommitError>>,
{
    let mut parts = parts;
    if !independent {
        for part in parts {
            part.await?;
        }
        return Ok(());
    }
    // Most often there is one, which needs no box.
    let Some(first) = parts.next() else { return Ok(()) };
    let Some(second) = parts.next() else { return first.await };
    let mut open: Vec<Pin<Box<F>>> = [first, second].into_iter().chain(parts).map(Box::pin).collect();
    poll_fn(|context| {
        let mut ended = Ok(());
        open.retain_mut(|part| {
            if ended.is_err() {
                return true;
            }
            match part.as_mut().poll(context) {
                Poll::Pending => true,
                Poll::Ready(Ok(())) => false,
                Poll::Ready(Err(error)) => {
                    ended = Err(error);
                    false
                }
            }
        });
        match ended {
            Err(error) => Poll::Ready(Err(error)),
            Ok(()) if open.is_empty() => Poll::Ready(Ok(())),
            Ok(()) => Poll::Pending,
        }
    })
    .await
}
