//! Forms while they are written, blocked, handed back and signed, around one month.

use crate::histories::{VENDORS, month};
use proptest::prelude::*;
use saraptama_core::referral::{Event, HandBackReason, Route};
use saraptama_core::terms::{Iin, Instant, Sha256, civil_date};

const REQUIREMENTS: [&str; 3] = ["limb-xray", "limb-photo", "E1.1"];

/// A form: what happened, and each time at which a requirement blocked it.
#[derive(Clone, Debug)]
pub struct Written {
    pub vendor: Option<&'static str>,
    pub events: Vec<Event>,
    pub blocked: Vec<(&'static str, Instant)>,
}

/// What happens next.
#[derive(Clone, Copy, Debug)]
enum Step {
    Stored,
    Blocked(usize),
    HandedBack,
    Signed,
}

pub fn written() -> impl Strategy<Value = Written> {
    let step = prop_oneof![
        2 => Just(Step::Stored),
        2 => (0..REQUIREMENTS.len()).prop_map(Step::Blocked),
        1 => Just(Step::HandedBack),
    ];
    let steps = prop::collection::vec((step, prop_oneof![0i64..90, 0i64..20_000]), 0..6);
    let vendor = prop::option::weighted(0.8, prop::sample::select(&VENDORS[..]));
    (vendor, -100i64..800, steps, prop::option::of(0i64..3000)).prop_map(|(vendor, start, steps, signed)| {
        let steps = [(Step::Stored, 0)].into_iter().chain(steps).chain(signed.map(|minutes| (Step::Signed, minutes)));
        told(vendor, start, steps)
    })
}

fn told(vendor: Option<&'static str>, start: i64, steps: impl Iterator<Item = (Step, i64)>) -> Written {
    let (mut events, mut blocked) = (vec![], vec![]);
    let mut at = month().from + jiff::SignedDuration::from_hours(start);
    let (sha256, by) = (Sha256::of(b"form"), Iin::parse("710506335458").unwrap());
    for (step, minutes) in steps {
        at += jiff::SignedDuration::from_mins(minutes);
        match step {
            Step::Stored => events.push(Event::Stored { sha256, at }),
            Step::Blocked(n) => blocked.push((REQUIREMENTS[n], at)),
            Step::HandedBack => {
                events.push(Event::HandedBack {
                    sha256, by, reason: HandBackReason::parse("Сурет анық емес").unwrap(), at
                });
            }
            Step::Signed => {
                let (signature, law) = (Sha256::of(b"seal"), civil_date(at));
                events.push(Event::Signed { sha256, signature, law, route: Route::Pilot, at });
            }
        }
    }
    Written { vendor, events, blocked }
}
