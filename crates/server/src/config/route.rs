//! A route: where messages go, how patiently, and when the receiver is left alone for a while.

use super::SealedBy;
use jiff::SignedDuration;

/// Where messages of one route go.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The receiver's base address, `http://127.0.0.1:8082`.
    pub url: String,
    /// As whom we send: our id in the receiver's register of roles.
    pub sender: String,
    /// Our token there.
    pub token: String,
    /// The messages go as SHEP SyncChannel v10, else as JSON between nodes.
    #[serde(default)]
    pub gateway: bool,
    /// Whose signature the receiver's answers through the gateway bear; with it, unsigned answers are not
    /// believed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_by: Option<SealedBy>,
    /// How messages travel; where it stands, `gateway` says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The id under which the other end calls us, where it is not the route's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<String>,
    /// When a message is tried again, and when it is given up.
    #[serde(default, skip_serializing_if = "Retry::is_usual")]
    pub retry: Retry,
    /// When the receiver is left alone.
    #[serde(default, skip_serializing_if = "Breaker::is_usual")]
    pub breaker: Breaker,
}

/// How messages of a route travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// As JSON between nodes.
    Json,
    /// SHEP SyncChannel v10.
    Sync,
    /// SHEP AsyncChannel v10 through the gateway at `url`; answers are pushed to our `/ws/AsyncChannelClient`.
    Async,
    /// The same, but we ask for what waits for us: for a node that nobody can call.
    AsyncPull,
    /// We are the gateway: messages are kept here and pushed to the receiver's `/ws/AsyncChannelClient`.
    Push,
    /// We are the gateway: messages are kept here until the receiver asks for them.
    Keep,
}

/// When a message of a route is tried again. While the receiver is away nothing is ever given up.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retry {
    /// The pauses between attempts, in seconds; the last one repeats.
    pub ladder_seconds: Vec<u32>,
    /// By so many percent at most a pause is longer or shorter than its rung, so that many messages do
    /// not come back at once.
    pub jitter_percent: u8,
    /// A message whose own content the receiver rejects is given up at this attempt.
    pub give_up_after_rejections: u32,
    /// A message is given up when so many attempts in a row ended without any word of ours: it kills its
    /// sender.
    pub give_up_after_crashes: u32,
    /// The oldest message of the route raises an alarm when it has waited so many seconds: the law's term
    /// is one working day.
    pub alarm_after_seconds: u32,
}

/// When a receiver is left alone: it has no use for requests while it is away, and neither has the log.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Breaker {
    /// After so many failures in a row nothing is sent but a probe now and then.
    pub opens_after_failures: u32,
    /// The pause before the first probe, in seconds; it doubles with each probe that fails.
    pub probe_after_seconds: u32,
    /// The longest pause between two probes, in seconds.
    pub probe_at_most_after_seconds: u32,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            ladder_seconds: vec![1, 2, 5, 15, 30, 60, 120, 300],
            jitter_percent: 25,
            give_up_after_rejections: 5,
            give_up_after_crashes: 6,
            alarm_after_seconds: 900,
        }
    }
}

impl Default for Breaker {
    fn default() -> Self {
        Self { opens_after_failures: 5, probe_after_seconds: 2, probe_at_most_after_seconds: 60 }
    }
}

/// A day: nobody waits longer for an attempt.
const LONGEST_PAUSE_SECONDS: u32 = 3600;
/// The most rungs of a ladder.
const RUNGS: usize = 64;

impl Route {
    /// A route with the usual patience.
    pub fn new(url: String, sender: String, token: String, gateway: bool) -> Self {
        Self {
            url,
            sender,
            token,
            gateway,
            sealed_by: None,
            channel: None,
            partner: None,
            retry: Retry::default(),
            breaker: Breaker::default(),
        }
    }

    /// How its messages travel.
    pub fn channel(&self) -> Channel {
        self.channel.unwrap_or(if self.gateway { Channel::Sync } else { Channel::Json })
    }

    /// Whether its numbers make sense.
    ///
    /// # Errors
    /// The member that does not.
    pub fn check(&self) -> Result<(), &'static str> {
        let Self { retry, breaker, .. } = self;
        let pause = |seconds: &u32| (1..=LONGEST_PAUSE_SECONDS).contains(seconds);
        let rungs = (1..=RUNGS).contains(&retry.ladder_seconds.len()) && retry.ladder_seconds.iter().all(pause);
        let rules = [
            (rungs, "retry.ladder_seconds: 1 to 64 pauses of 1 second to a day"),
            (retry.jitter_percent <= 100, "retry.jitter_percent: at most 100"),
            (retry.give_up_after_rejections > 0, "retry.give_up_after_rejections: at least 1"),
            (retry.give_up_after_crashes > 1, "retry.give_up_after_crashes: at least 2"),
            (retry.alarm_after_seconds > 0, "retry.alarm_after_seconds: at least 1"),
            (breaker.opens_after_failures > 0, "breaker.opens_after_failures: at least 1"),
            (pause(&breaker.probe_after_seconds), "breaker.probe_after_seconds: 1 second to a day"),
            (pause(&breaker.probe_at_most_after_seconds), "breaker.probe_at_most_after_seconds: 1 second to a day"),
        ];
        rules.iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, what)| Err(*what))
    }
}

impl Retry {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// The pause before the attempt after `attempts` failed ones; `lot` is drawn evenly from 0 to `u32::MAX`.
    pub fn pause(&self, attempts: u32, lot: u32) -> SignedDuration {
        let rung = (attempts as usize).min(self.ladder_seconds.len().saturating_sub(1));
        let milliseconds = i64::from(self.ladder_seconds.get(rung).copied().unwrap_or(LONGEST_PAUSE_SECONDS)) * 1000;
        let spread = milliseconds * i64::from(self.jitter_percent) / 100;
        // From `-spread` to `spread`, as the lot says.
        let shift = (2 * spread) * i64::from(lot) / i64::from(u32::MAX) - spread;
        SignedDuration::from_millis(milliseconds + shift)
    }
}

impl Breaker {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_climbs_the_ladder_and_is_spread_evenly_around_its_rung() {
        let retry = Retry { ladder_seconds: vec![10, 100], jitter_percent: 20, ..Retry::default() };
        let pause = |attempts, lot| retry.pause(attempts, lot).as_millis();
        assert_eq!([pause(0, 0), pause(0, u32::MAX / 2), pause(0, u32::MAX)], [8_000, 9_999, 12_000]);
        assert_eq!([pause(1, 0), pause(2, 0), pause(u32::MAX, u32::MAX)], [80_000, 80_000, 120_000]);
    }

    #[test]
    fn numbers_without_sense_are_refused_by_name() {
        let route = |retry: Retry| Route { retry, ..Route::new(String::new(), String::new(), String::new(), false) };
        assert_eq!(route(Retry::default()).check(), Ok(()));
        for ladder_seconds in [vec![], vec![1, 0], vec![86_401], vec![1; 65]] {
            let fault = route(Retry { ladder_seconds, ..Retry::default() }).check().unwrap_err();
            assert!(fault.starts_with("retry.ladder_seconds"), "{fault}");
        }
        assert!(route(Retry { jitter_percent: 101, ..Retry::default() }).check().is_err());
    }
}
