//! Histories of acts around one month, as an archive may hold them.

use proptest::prelude::*;
use saraptama_core::act::Event;
use saraptama_core::assign::{Load, Receipt, Seed};
use saraptama_core::decision::{Category, Term};
use saraptama_core::indicators::{ActFact, Course, Month, Roster, Ruling};
use saraptama_core::terms::{ActNumber, Instant, Region, Sha256, civil_date};

pub const EXPERTS: [&str; 4] = ["expert-1", "expert-2", "expert-3", "expert-4"];
pub const VENDORS: [&str; 3] = ["damu", "zhetysu", "avicenna"];
pub const NOSOLOGIES: [&str; 3] = ["limb-defect", "down-syndrome", "mucopolysaccharidosis"];
const REGIONS: [u8; 4] = [11, 15, 71, 75];
pub const REASONS: [&str; 2] = ["redistributed-ill", "redistributed-late"];

pub fn month() -> Month {
    Month::parse("2025-09").unwrap()
}

/// A case: what its form says, what happened, what was decided.
#[derive(Clone, Debug)]
pub struct Case {
    pub vendor: Option<&'static str>,
    pub region: Option<u8>,
    pub nosology: Option<&'static str>,
    pub sub_form: Option<u8>,
    pub ruling: Option<Ruling>,
    pub events: Vec<Event>,
}

impl Case {
    pub fn fact(&self) -> ActFact {
        ActFact {
            vendor: self.vendor.map(str::to_owned),
            organisation_region: None,
            patient_region: self.region.and_then(Region::of_number),
            nosology: self.nosology.map(str::to_owned),
            sub_form: self.sub_form,
            age: None,
            course: Course::of(&self.events),
            ruling: self.ruling,
        }
    }
}

/// A draw among so many of the experts, which fell on `chosen`; none where it fell on nobody.
fn receipt(chosen: Option<&str>, among: usize) -> Receipt {
    let seed = Seed::new([7; 32]);
    let ticket = seed.ticket(ActNumber::new(2025, 1));
    let place = EXPERTS.iter().position(|one| Some(*one) == chosen);
    let is_tied = |n: usize| place.is_some_and(|place| (n + EXPERTS.len() - place) % EXPERTS.len() < among);
    let experts = || EXPERTS.iter().enumerate();
    let candidates = experts().map(|(n, one)| Load { expert: (*one).to_owned(), open: u32::from(!is_tied(n)) }).collect();
    let tied = experts().filter(|(n, _)| is_tied(*n)).map(|(_, one)| (*one).to_owned()).collect();
    let chosen = chosen.map(str::to_owned);
    Receipt { candidates, exclusions: vec![], tied, commitment: seed.commitment(), ticket, chosen }
}

/// From whom all of these cases were drawn.
pub fn rosters() -> Vec<Roster> {
    vec![Roster::of(&receipt(None, 0))]
}

/// Which steps a case takes, and how long each lasts: within the month, before it, after it.
#[derive(Clone, Debug)]
struct Plan {
    start_hours: i64,
    steps: [i64; 6],
    term_hours: i64,
    depth: usize,
    end: u8,
    moved: Option<usize>,
    nobody: bool,
    expert: usize,
    among: usize,
}

fn events(plan: &Plan) -> Vec<Event> {
    let Plan { start_hours, steps, term_hours, depth, end, moved, nobody, expert, among } = plan;
    let mut now = month().from + jiff::SignedDuration::from_hours(*start_hours);
    let signed_at = now;
    let mut tick = |step: usize| -> Instant {
        now += jiff::SignedDuration::from_mins(steps[step]);
        now
    };
    let (sha256, signature) = (Sha256::of(b"form"), Sha256::of(b"seal"));
    if *end == 1 {
        let at = tick(0);
        return vec![Event::Refused { sha256, signature, signed_at, reason: "form-too-old".to_owned(), at }];
    }
    let mut events = vec![Event::Accepted { sha256, signature, signed_at, at: tick(0) }];
    if *depth > 0 {
        let at = tick(1);
        events.extend([Event::Numbered { number: ActNumber::new(2025, 1), at }, Event::Waitlisted { at }]);
        if *nobody {
            events.push(Event::NobodyEligible { receipt: receipt(None, 0), at });
        }
    }
    let due = |at: Instant| at + jiff::SignedDuration::from_hours(*term_hours);
    if *depth > 1 {
        let at = tick(2);
        let (expert, due_at, counts_from) = (EXPERTS[*expert].to_owned(), due(at), civil_date(at));
        let receipt = |chosen: &str| receipt(Some(chosen), *among);
        events.push(Event::Assigned { receipt: receipt(&expert), expert, at, counts_from, due_at, readings: vec![] });
        for reason in moved.iter().flat_map(|n| [REASONS[*n], REASONS[1 - *n]]) {
            let at = tick(3);
            events.push(Event::Reassigned {
                expert: EXPERTS[3].to_owned(),
                from: EXPERTS[0].to_owned(),
                reason: reason.to_owned(),
                note: String::new(),
                by: "staff".to_owned(),
                receipt: receipt(EXPERTS[3]),
                at,
                counts_from: civil_date(at),
                due_at: due(at),
                readings: vec![],
            });
        }
    }
    match (depth, end) {
        (_, 2) => events.push(Event::Returned { reason: "returned".to_owned(), at: tick(4) }),
        (_, 3) => events.push(Event::Withdrawn { reason: "withdrawn".to_owned(), at: tick(4) }),
        (3.., _) => {
            let at = tick(4);
            events.push(Event::Decided { sha256, signature, at });
            events.push(Event::Registered { index: 0, at: tick(5) });
        }
        _ => {}
    }
    events
}

fn plan() -> impl Strategy<Value = Plan> {
    let steps = prop::array::uniform6(prop_oneof![0i64..90, 0i64..6000]);
    let rest = (1i64..80, 0usize..5, prop_oneof![4 => Just(0u8), 1 => 1u8..4], prop::option::weighted(0.2, 0usize..2));
    ((-100i64..800), steps, rest, any::<bool>(), (0usize..3, 1usize..5)).prop_map(
        |(start_hours, steps, (term_hours, depth, end, moved), nobody, (expert, among))| Plan {
            start_hours,
            steps,
            term_hours,
            depth,
            end,
            moved,
            nobody,
            expert,
            among,
        },
    )
}

fn ruling() -> impl Strategy<Value = Ruling> {
    let established = (prop::sample::select(Category::ALL), prop::sample::select(Term::ALL));
    let established = established.prop_map(|(category, term)| Ruling::Established(Some(category), Some(term)));
    prop_oneof![1 => Just(Ruling::NotEstablished), 3 => established]
}

pub fn case() -> impl Strategy<Value = Case> {
    let said = (
        prop::option::weighted(0.9, prop::sample::select(&VENDORS[..])),
        prop::option::weighted(0.9, prop::sample::select(&REGIONS[..])),
        prop::option::weighted(0.9, prop::sample::select(&NOSOLOGIES[..])),
        prop::option::weighted(0.8, 1u8..5),
    );
    (said, plan(), ruling()).prop_map(|((vendor, region, nosology, sub_form), plan, ruling)| {
        let events = events(&plan);
        let is_decided = events.iter().any(|event| matches!(event, Event::Decided { .. }));
        let sub_form = sub_form.filter(|_| nosology == Some(NOSOLOGIES[0]));
        Case { vendor, region, nosology, sub_form, ruling: is_decided.then_some(ruling), events }
    })
}
