//! The scripted scenarios, each as the calls that make it and the answers that the node must have given.

use super::Call;
use saraptama_core::terms::{FormId, Sha256};
use std::collections::BTreeSet;

/// A scenario. Its words are `sandbox-NAME` (what it shows) and `sandbox-NAME-do` (what to do).
#[derive(Debug)]
pub struct Scenario {
    /// Its name.
    pub name: &'static str,
    /// Where the law or the contract speaks.
    pub source: &'static str,
    /// The steps, in this order, about one form where they are about a form.
    pub steps: &'static [Step],
}

/// A call, and what the node must have answered.
#[derive(Debug)]
pub struct Step {
    what: &'static str,
    status: &'static [u16],
    says: &'static [&'static str],
    bytes: Bytes,
}

/// How what is sent relates to what the same scenario sent before under the same name.
#[derive(Debug, PartialEq, Eq)]
enum Bytes {
    Any,
    Same,
    Other,
}

/// How far a scenario came.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// So many of its steps were seen.
    pub steps: usize,
    /// Somebody did what must not be done.
    pub wrong: bool,
    /// Who played it.
    pub by: BTreeSet<String>,
}

impl Progress {
    /// Goes on from what was reached before: nothing that was reached is lost. What was wrong stays so until
    /// it is done rightly.
    pub(super) fn take(&mut self, now: Self) {
        self.wrong = now.wrong;
        if now.steps > self.steps {
            self.steps = now.steps;
            self.by = now.by;
        }
    }
}

const fn step(what: &'static str, status: &'static [u16], says: &'static [&'static str]) -> Step {
    Step { what, status, says, bytes: Bytes::Any }
}

const fn again(what: &'static str, status: &'static [u16], says: &'static [&'static str], bytes: Bytes) -> Step {
    Step { what, status, says, bytes }
}

const STORED: &[u16] = &[200, 201];
const P3: &str = "168-56-292/2025 algorithm p.3";
const P4: &str = "168-56-292/2025 algorithm p.4";
const P5: &str = "168-56-292/2025 algorithm p.5";
const P2_4: &str = "168-56-292/2025 algorithm p.2(4)";
const CONTRACT: &str = "contract";

/// Every scenario, in the order in which a vendor plays them.
pub static SCENARIOS: &[Scenario] = &[
    Scenario { name: "checked", source: P3, steps: &[step("POST check", &[200], &["signable"])] },
    Scenario {
        name: "signed",
        source: P5,
        steps: &[
            step("PUT form", STORED, &["signable"]),
            step("POST freeze", &[200], &[]),
            step("POST signature", &[201], &["signed"]),
        ],
    },
    Scenario { name: "arrived", source: P5, steps: &[step("GET journey", &[200], &["accepted-by-data-bank"])] },
    Scenario {
        name: "blocked",
        source: P4,
        steps: &[step("PUT form", STORED, &["blocked", "evidence.missing"]), step("POST freeze", &[409], &["evidence.missing"])],
    },
    Scenario {
        name: "corrected",
        source: P4,
        steps: &[step("PUT form", STORED, &["blocked"]), again("PUT form", &[200], &["signable"], Bytes::Other)],
    },
    Scenario { name: "unknown-field", source: CONTRACT, steps: &[step("PUT form", STORED, &["field.unknown"])] },
    Scenario { name: "future-date", source: CONTRACT, steps: &[step("PUT form", STORED, &["date.in-future"])] },
    Scenario { name: "ordinary", source: P3, steps: &[step("PUT form", STORED, &["ordinary"])] },
    Scenario {
        name: "same-bytes",
        source: CONTRACT,
        steps: &[step("PUT form", STORED, &[]), step("POST freeze", &[200], &[]), again("PUT form", &[200], &[], Bytes::Same)],
    },
    Scenario {
        name: "other-bytes",
        source: CONTRACT,
        steps: &[step("PUT form", STORED, &[]), step("POST freeze", &[200], &[]), again("PUT form", &[409], &[], Bytes::Other)],
    },
    Scenario {
        name: "wrong-digest",
        source: P5,
        steps: &[step("POST freeze", &[200], &[]), step("POST signature", &[422], &["signature-other-bytes"])],
    },
    Scenario {
        name: "wrong-key",
        source: P2_4,
        steps: &[step("POST freeze", &[200], &[]), step("POST signature", &[422], &["signature-not-the-named-person"])],
    },
    Scenario {
        name: "not-the-chair",
        source: P2_4,
        steps: &[step("PUT form", STORED, &["signable"]), step("POST freeze", &[403], &[])],
    },
    Scenario {
        name: "document",
        source: CONTRACT,
        steps: &[step("GET document", &[404], &[]), step("PUT document", &[201], &[]), step("GET document", &[200], &[])],
    },
    Scenario {
        name: "own-format",
        source: CONTRACT,
        steps: &[step("PUT form", STORED, &["translated"]), step("GET original", &[200], &[])],
    },
    Scenario {
        name: "poll",
        source: CONTRACT,
        steps: &[step("GET events", &[200], &["form.stage"]), step("GET events", &[200], &["after"])],
    },
    Scenario { name: "soap", source: P5, steps: &[step("SOAP submit", &[200], &["accepted"])] },
    Scenario {
        name: "webhook",
        source: CONTRACT,
        steps: &[step("webhook", FORGED, &["forgery-refused"]), step("webhook", ACKNOWLEDGED, &["acknowledged"])],
    },
];

const FORGED: &[u16] = &[400, 401, 403];
const ACKNOWLEDGED: &[u16] = &[200, 201, 202, 204];

impl Scenario {
    /// How far the calls came, by the form of which they came furthest.
    pub(super) fn progress(&self, calls: &[Call]) -> Progress {
        let forms: BTreeSet<Option<FormId>> = calls.iter().map(|call| call.form).collect();
        let best = forms.into_iter().map(|form| self.of_form(form, calls)).max_by_key(|progress| progress.steps);
        let mut best = best.unwrap_or_default();
        // An endpoint that takes a forged message for a true one; that it refuses the next one mends it.
        let last = calls.iter().rev().find(|call| call.says.contains("forgery-taken") || call.says.contains("forgery-refused"));
        best.wrong = self.name == "webhook" && last.is_some_and(|call| call.says.contains("forgery-taken"));
        best
    }

    fn of_form(&self, form: Option<FormId>, calls: &[Call]) -> Progress {
        let mut progress = Progress::default();
        let mut sent: Vec<(&str, Sha256)> = vec![];
        for call in calls.iter().filter(|call| call.form == form) {
            let Some(step) = self.steps.get(progress.steps) else { break };
            if step.is(call, &sent) {
                progress.steps += 1;
                progress.by.insert(call.who.clone());
                sent.extend(call.sent.map(|digest| (call.what, digest)));
            }
        }
        progress
    }
}

impl Step {
    fn is(&self, call: &Call, sent: &[(&str, Sha256)]) -> bool {
        let before = sent.iter().rev().find(|(what, _)| *what == call.what).map(|(_, digest)| *digest);
        let bytes = match self.bytes {
            Bytes::Any => true,
            Bytes::Same => before.is_some() && before == call.sent,
            Bytes::Other => before.is_some() && before != call.sent,
        };
        bytes
            && self.what == call.what
            && self.status.contains(&call.status)
            && self.says.iter().all(|word| call.says.contains(*word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(what: &'static str, form: u8, sent: &str, status: u16, says: &[&str]) -> Call {
        let says = says.iter().map(|word| (*word).to_owned()).collect();
        let (form, sent) = (Some(FormId::from_bytes([form; 16])), Some(Sha256::of(sent.as_bytes())));
        Call { who: "doctor-01".into(), what, form, sent, status, says }
    }

    fn named(name: &str) -> &'static Scenario {
        SCENARIOS.iter().find(|scenario| scenario.name == name).unwrap()
    }

    #[test]
    fn steps_count_in_their_order_and_for_one_form_only() {
        let put = |form| call("PUT form", form, "a", 201, &["signable"]);
        let freeze = |form| call("POST freeze", form, "", 200, &[]);
        let sign = |form, status| call("POST signature", form, "s", status, &["signed"]);
        let far = |calls: &[Call]| named("signed").progress(calls).steps;
        assert_eq!(far(&[]), 0);
        assert_eq!(far(&[freeze(1), put(1)]), 1);
        assert_eq!(far(&[put(1), freeze(2), sign(1, 201)]), 1);
        assert_eq!(far(&[put(1), freeze(1), sign(1, 422)]), 2);
        assert_eq!(far(&[put(2), put(1), freeze(1), sign(1, 422), sign(1, 201)]), 3);
    }

    #[test]
    fn the_same_bytes_are_the_same_and_other_bytes_are_others() {
        let calls = |second: &str, status| {
            [call("PUT form", 1, "a", 201, &[]), call("POST freeze", 1, "", 200, &[]), call("PUT form", 1, second, status, &[])]
        };
        assert_eq!(named("same-bytes").progress(&calls("a", 200)).steps, 3);
        assert_eq!(named("same-bytes").progress(&calls("b", 200)).steps, 2);
        assert_eq!(named("other-bytes").progress(&calls("b", 409)).steps, 3);
        assert_eq!(named("other-bytes").progress(&calls("a", 409)).steps, 2);
    }

    #[test]
    fn an_endpoint_that_takes_a_forged_message_is_wrong_until_it_refuses_one() {
        let taken = call("webhook", 1, "", 204, &["forgery-taken"]);
        let refused = call("webhook", 1, "", 401, &["forgery-refused"]);
        let acknowledged = call("webhook", 1, "", 204, &["acknowledged"]);
        let progress = |calls: &[Call]| named("webhook").progress(calls);
        assert!(progress(&[taken.clone(), acknowledged.clone()]).wrong);
        let mended = progress(&[taken, refused, acknowledged]);
        assert!(!mended.wrong && mended.steps == 2);
    }
}
