//! A circuit breaker for each route. After some failures in a row nothing goes that way but one message
//! as a probe, now and then; the messages wait in the outbox meanwhile and none of them is tried,
//! counted or given up. It opens and closes by itself.

use crate::chance::Chance;
use crate::config::{Breaker, NodeKind};
use jiff::SignedDuration;
use saraptama_core::terms::{FormId, Instant};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A probe that nobody speaks of any more is followed by another one.
const PROBE: SignedDuration = SignedDuration::from_secs(60);

/// The breakers of a node's routes.
#[derive(Debug, Default)]
pub struct Breakers(Mutex<BTreeMap<String, Circuit>>);

/// How a route stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Everything goes.
    Closed,
    /// One message may go, to see whether anybody is there.
    Probe,
    /// Nothing goes, for now.
    Open,
}

impl Way {
    /// As `/health/ready` says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Way::Closed => "closed",
            Way::Probe => "half-open",
            Way::Open => "open",
        }
    }
}

/// What a request showed of its route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Somebody answered and did the work.
    Alive,
    /// Nobody answered, or only to say that nothing works.
    Away,
    /// It stumbled over this message: perhaps the message's fault, perhaps its own.
    Stumbled(FormId),
}

impl Sign {
    /// As the log says it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Sign::Alive => "answers",
            Sign::Away => "no answer",
            Sign::Stumbled(_) => "fails over one message after the other",
        }
    }
}

#[derive(Clone, Debug)]
struct Circuit {
    failures: u32,
    stumbled_over: Option<FormId>,
    open: Option<Open>,
}

#[derive(Clone, Debug)]
struct Open {
    since: Instant,
    probe_at: Instant,
    pause_seconds: u32,
    is_probing: bool,
}

/// A probe that is due later than that was set by a clock that had leapt ahead.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(3);

/// What changed, so that it is told once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It was closed and is open now.
    Opened,
    /// It was open, since then, and is closed now.
    Closed(Instant),
}

impl Breakers {
    fn circuits(&self) -> MutexGuard<'_, BTreeMap<String, Circuit>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How `route` stands at `now`.
    pub fn way(&self, route: &str, now: Instant) -> Way {
        match self.circuits().get(route).and_then(|circuit| circuit.open.as_ref()) {
            None => Way::Closed,
            Some(open) if open.probe_at <= now || open.probe_at > later(now, LONGEST_PAUSE) => Way::Probe,
            Some(_) => Way::Open,
        }
    }

    /// Since when `route` is open, if it is.
    pub fn open_since(&self, route: &str) -> Option<Instant> {
        self.circuits().get(route).and_then(|circuit| circuit.open.as_ref()).map(|open| open.since)
    }

    /// The routes that are not closed.
    pub(super) fn not_closed(&self) -> Vec<String> {
        self.circuits().iter().filter(|(_, circuit)| circuit.open.is_some()).map(|(route, _)| route.clone()).collect()
    }

    /// A probe went: no other before its pause is over, whatever becomes of it.
    pub(super) fn probing(&self, route: &str, now: Instant) {
        if let Some(open) = self.circuits().get_mut(route).and_then(|circuit| circuit.open.as_mut()) {
            open.probe_at = later(now, PROBE);
            open.is_probing = true;
        }
    }

    /// Learns from a request on `route`; what changed by it.
    pub(super) fn learn(&self, route: &str, rule: &Breaker, sign: Sign, now: Instant, chance: &Chance) -> Option<Turn> {
        let mut circuits = self.circuits();
        if sign == Sign::Alive {
            let circuit = circuits.remove(route)?;
            return circuit.open.map(|open| Turn::Closed(open.since));
        }
        let closed = Circuit { failures: 0, stumbled_over: None, open: None };
        let circuit = circuits.entry(route.to_owned()).or_insert(closed);
        if let Sign::Stumbled(form) = sign {
            // The same message again and again says nothing of the route.
            if circuit.open.is_none() && circuit.stumbled_over.replace(form) == Some(form) {
                return None;
            }
        }
        circuit.failures = circuit.failures.saturating_add(1);
        let (opened, pause_seconds) = match &circuit.open {
            // Requests that were under way when it opened are no probes.
            Some(open) if !open.is_probing => return None,
            Some(open) => (None, open.pause_seconds.saturating_mul(2).min(rule.probe_at_most_after_seconds)),
            None if circuit.failures < rule.opens_after_failures => return None,
            None => (Some(Turn::Opened), rule.probe_after_seconds),
        };
        // Up to a tenth later, so that the nodes of a country do not all knock in the same second.
        let tenth = i64::from(pause_seconds) * 100 * i64::from(chance.lot()) / i64::from(u32::MAX);
        let pause = SignedDuration::from_secs(i64::from(pause_seconds)) + SignedDuration::from_millis(tenth);
        let since = circuit.open.as_ref().map_or(now, |open| open.since);
        circuit.open = Some(Open { since, probe_at: later(now, pause), pause_seconds, is_probing: false });
        opened
    }
}

/// One line when a route opens and one when it is back: a receiver that is down must not fill the log.
pub(super) fn tell(kind: NodeKind, route: &str, turn: Option<Turn>, sign: Sign, now: Instant) {
    let node = kind.as_str();
    match turn {
        Some(Turn::Opened) => {
            tracing::error!(node, route, sign = sign.as_str(), "the receiver is away: its messages wait, it is probed");
        }
        Some(Turn::Closed(since)) => {
            let seconds = now.duration_since(since).as_secs();
            tracing::warn!(node, route, seconds, "the receiver is back: its messages go again");
        }
        None => {}
    }
}

fn later(now: Instant, pause: SignedDuration) -> Instant {
    now.saturating_add(pause).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Breaker = Breaker { opens_after_failures: 3, probe_after_seconds: 10, probe_at_most_after_seconds: 25 };

    fn at(second: i64) -> Instant {
        Instant::from_second(1_756_800_000 + second).unwrap()
    }

    fn form(n: u8) -> FormId {
        FormId::from_bytes([n; 16])
    }

    struct Bench(Breakers, Chance);

    impl Bench {
        fn new() -> Self {
            Self(Breakers::default(), Chance::seeded(1))
        }

        fn learn(&self, sign: Sign, second: i64) -> Option<Turn> {
            self.0.learn("r", &RULE, sign, at(second), &self.1)
        }

        /// Every second at which a probe may go, until `end`; each of them fails.
        fn failing_probes(&self, from: i64, end: i64) -> Vec<i64> {
            let probes = (from..end).filter(|second| {
                let may = self.0.way("r", at(*second)) == Way::Probe;
                if may {
                    self.0.probing("r", at(*second));
                    assert_eq!(self.0.way("r", at(*second)), Way::Open, "one probe at a time");
                    assert_eq!(self.learn(Sign::Away, *second), None, "told once");
                }
                may
            });
            probes.collect()
        }
    }

    #[test]
    fn it_opens_after_failures_in_a_row_and_probes_more_and_more_seldom() {
        let bench = Bench::new();
        assert_eq!([bench.learn(Sign::Away, 0), bench.learn(Sign::Away, 1)], [None, None]);
        assert_eq!(bench.learn(Sign::Alive, 2), None, "not in a row");
        assert_eq!([bench.learn(Sign::Away, 3), bench.learn(Sign::Away, 3)], [None, None]);
        assert_eq!(bench.0.way("r", at(3)), Way::Closed);
        assert_eq!(bench.learn(Sign::Away, 4), Some(Turn::Opened));
        assert_eq!(bench.learn(Sign::Away, 5), None, "it was under way");
        let probes = bench.failing_probes(5, 120);
        let pauses: Vec<i64> = probes.windows(2).map(|two| two[1] - two[0]).collect();
        assert!((14..=16).contains(&probes[0]), "{probes:?}");
        assert!((20..=22).contains(&pauses[0]) && pauses[1..].iter().all(|pause| (25..=28).contains(pause)), "{pauses:?}");
        assert_eq!(bench.learn(Sign::Alive, 121), Some(Turn::Closed(at(4))));
        assert_eq!((bench.0.way("r", at(121)), bench.0.open_since("r")), (Way::Closed, None));
    }

    #[test]
    fn one_message_over_which_the_receiver_stumbles_opens_nothing_and_several_do() {
        let bench = Bench::new();
        for second in 0..20 {
            assert_eq!(bench.learn(Sign::Stumbled(form(1)), second), None);
        }
        assert_eq!(bench.learn(Sign::Stumbled(form(2)), 20), None);
        assert_eq!(bench.learn(Sign::Stumbled(form(3)), 21), Some(Turn::Opened));
    }

    #[test]
    fn a_probe_that_is_never_spoken_of_again_is_followed_by_another() {
        let bench = Bench::new();
        for second in 0..3 {
            let _ = bench.learn(Sign::Away, second);
        }
        bench.0.probing("r", at(20));
        assert_eq!(bench.0.way("r", at(79)), Way::Open);
        assert_eq!(bench.0.way("r", at(80)), Way::Probe);
    }

    #[test]
    fn routes_know_nothing_of_each_other() {
        let bench = Bench::new();
        for second in 0..3 {
            let _ = bench.learn(Sign::Away, second);
        }
        assert_eq!((bench.0.way("r", at(3)), bench.0.way("other", at(3))), (Way::Open, Way::Closed));
        assert_eq!(bench.0.not_closed(), ["r"]);
    }
}
