//! The one clock of a process. Everything below it takes time as an argument.

use jiff::SignedDuration;
use saraptama_core::terms::Instant;
use std::sync::Arc;
use std::time::Instant as Monotonic;

/// A clock: the system's, or one that was set to a day of the demonstration and runs from there.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Reading>);

#[derive(Debug)]
enum Reading {
    System,
    Set { start: Instant, since: Monotonic },
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Arc::new(Reading::System))
    }

    /// A clock that shows `start` now and runs on: for demonstrations and tests, with test keys only.
    pub fn set_to(start: Instant) -> Self {
        Self(Arc::new(Reading::Set { start, since: Monotonic::now() }))
    }

    /// What it shows.
    pub fn now(&self) -> Instant {
        match &*self.0 {
            Reading::System => Instant::now(),
            Reading::Set { start, since } => {
                let run = SignedDuration::try_from(since.elapsed()).unwrap_or(SignedDuration::ZERO);
                start.saturating_add(run).unwrap_or(*start)
            }
        }
    }

    /// Whether it was set, which a page or a log line should say.
    pub fn is_set(&self) -> bool {
        matches!(*self.0, Reading::Set { .. })
    }
}
