use crate::terms::Instant;
use jiff::SignedDuration;

/// The pauses between tries, in seconds; the last one repeats. The same as between any two nodes.
const LADDER_SECONDS: [i64; 8] = [1, 2, 5, 15, 30, 60, 120, 300];

/// How often and how long the gateway tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// The most tries until a message is given up.
    pub tries: u32,
    /// How long a receiver that was brought a message has to say what it made of it, in seconds.
    pub answer_seconds: i64,
}

impl Default for Patience {
    /// Five days of tries on the ladder's last rung, and twenty seconds to answer.
    fn default() -> Self {
        Self { tries: 1440, answer_seconds: 20 }
    }
}

impl Patience {
    /// When a message is tried again that was tried `tries` times.
    pub(super) fn again(self, tries: u32, now: Instant) -> Instant {
        later(now, rung(tries.saturating_sub(1)))
    }

    /// When a message is brought again of which nothing is heard after the try that is made now.
    pub(super) fn unheard(self, tries: u32, now: Instant) -> Instant {
        later(now, self.answer_seconds.max(rung(tries)))
    }
}

fn rung(step: u32) -> i64 {
    let step = usize::try_from(step).unwrap_or(usize::MAX);
    LADDER_SECONDS[step.min(LADDER_SECONDS.len() - 1)]
}

fn later(now: Instant, seconds: i64) -> Instant {
    now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(now)
}
