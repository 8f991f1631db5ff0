//! How long an answer may take.

use std::time::{Duration, Instant};

const AT_MOST: Duration = Duration::from_secs(1);
/// On a busy machine one answer may come late; what costs too much comes late each time.
const TRIES: u32 = 5;

/// What `ask` gets, which must come within a second.
#[track_caller]
pub(crate) fn within_a_second<T>(what: &str, mut ask: impl FnMut() -> T) -> T {
    for _ in 0..TRIES {
        let start = Instant::now();
        let got = ask();
        if start.elapsed() < AT_MOST {
            return got;
        }
    }
    panic!("{what}: {TRIES} times no answer within {AT_MOST:?}");
}
