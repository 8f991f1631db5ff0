//! The one clock of a process. Everything below it takes time as an argument.

use jiff::SignedDuration;
use saraptama_core::terms::Instant;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant as Monotonic;

/// A clock: the system's, or one that was set to a day of the demonstration and runs from there.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Reading>);

#[derive(Debug)]
enum Reading {
    System,
    Set { start: Instant, since: Monotonic },
    ByHand(Arc<AtomicI64>),
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

    /// A clock that shows the nanoseconds since 1970 that stand in `hand`: whoever holds the other end moves
    /// it, forward or back. For simulations.
    #[doc(hidden)]
    pub fn by_hand(hand: Arc<AtomicI64>) -> Self {
        Self(Arc::new(Reading::ByHand(hand)))
    }

    /// What it shows.
    pub fn now(&self) -> Instant {
        match &*self.0 {
            Reading::System => Instant::now(),
            Reading::ByHand(hand) => Instant::from_nanosecond(hand.load(Ordering::Acquire).into()).unwrap_or(Instant::UNIX_EPOCH),
            Reading::Set { start, since } => {
                let run = SignedDuration::try_from(since.elapsed()).unwrap_or(SignedDuration::ZERO);
                start.saturating_add(run).unwrap_or(*start)
            }
        }
    }

    /// What clocks in the world show, for what a stranger holds against their own. Only where this clock was
    /// set to a day of the demonstration is it another one.
    pub fn of_the_world(&self) -> Instant {
        match &*self.0 {
            Reading::Set { .. } => Instant::now(),
            Reading::System | Reading::ByHand(_) => self.now(),
        }
    }

    /// Whether it was set, which a page or a log line should say.
    pub fn is_set(&self) -> bool {
        !matches!(*self.0, Reading::System)
    }
}
