//! The sandbox: a vendor plays scripted scenarios against a node with test keys, and reads which of them
//! went as they should.
//!
//! What counts is what the node answered, call by call, never what the caller says of itself. It is kept in
//! memory since the process started, for each organisation, and holds codes and digests, no content.

mod play;
mod scenario;
mod watch;

pub use play::{Play, hear, play};
pub use scenario::{SCENARIOS, Scenario};
pub use watch::Request;

use saraptama_core::terms::{Bin, FormId, Sha256};
use scenario::Progress;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many calls are kept of each organisation; older ones are forgotten, what they reached is not.
const KEPT: usize = 1000;

/// What the node saw of the vendors.
#[derive(Debug, Default)]
pub struct Sandbox(Mutex<BTreeMap<Bin, Seen>>);

/// What it saw of one organisation.
#[derive(Debug, Default)]
struct Seen {
    calls: VecDeque<Call>,
    reached: BTreeMap<&'static str, Progress>,
}

/// One call and what the node answered.
#[derive(Clone, Debug)]
pub struct Call {
    /// Who called: an id of the register of roles.
    pub who: String,
    /// What was called: `PUT form`, `POST freeze`, `webhook`.
    pub what: &'static str,
    /// The form it was about.
    pub form: Option<FormId>,
    /// The digest of what was sent.
    pub sent: Option<Sha256>,
    /// The status.
    pub status: u16,
    /// What the answer said, in codes: `signable`, `evidence.missing`, `signature-other-bytes`.
    pub says: BTreeSet<String>,
}

/// How a scenario stands for an organisation.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The scenario.
    pub scenario: &'static Scenario,
    /// How far it came.
    pub progress: Progress,
}

impl Standing {
    /// `not-seen`, `begun`, `right` or `wrong`.
    pub fn state(&self) -> &'static str {
        match &self.progress {
            progress if progress.wrong => "wrong",
            progress if progress.steps == 0 => "not-seen",
            progress if progress.steps == self.scenario.steps.len() => "right",
            _ => "begun",
        }
    }
}

impl Sandbox {
    fn seen(&self) -> MutexGuard<'_, BTreeMap<Bin, Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a call of `organisation`.
    pub fn record(&self, organisation: Bin, call: Call) {
        let mut all = self.seen();
        let seen = all.entry(organisation).or_default();
        seen.calls.push_back(call);
        if seen.calls.len() > KEPT {
            seen.calls.pop_front();
        }
        for scenario in SCENARIOS {
            let now = scenario.progress(seen.calls.make_contiguous());
            let before = seen.reached.entry(scenario.name).or_default();
            before.take(now);
        }
    }

    /// How every scenario stands for `organisation`.
    pub fn standing(&self, organisation: Bin) -> Vec<Standing> {
        let all = self.seen();
        let reached = |name| all.get(&organisation).and_then(|seen| seen.reached.get(name)).cloned().unwrap_or_default();
        SCENARIOS.iter().map(|scenario| Standing { scenario, progress: reached(scenario.name) }).collect()
    }

    /// The organisations that called, each with how many scenarios are right.
    pub fn organisations(&self) -> Vec<(Bin, usize)> {
        let called: Vec<Bin> = self.seen().keys().copied().collect();
        let right = |bin: &Bin| self.standing(*bin).iter().filter(|one| one.state() == "right").count();
        called.iter().map(|bin| (*bin, right(bin))).collect()
    }

    /// Whether the organisation's endpoint has refused a forged message already.
    pub fn refused_forgery(&self, organisation: Bin) -> bool {
        let all = self.seen();
        let calls = all.get(&organisation).map(|seen| &seen.calls);
        calls.is_some_and(|calls| calls.iter().any(|call| call.says.contains("forgery-refused")))
    }
}
