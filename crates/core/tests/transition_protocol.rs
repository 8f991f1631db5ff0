//! The protocol of a file of figures: who signs it, and that it is signed once.
#![allow(clippy::unwrap_used, reason = "tests")]

use saraptama_core::authority::{Grant, Principal, Role};
use saraptama_core::htmc::transition::protocol::*;
use saraptama_core::terms::{Instant, Sha256, civil_date, parse_instant};

fn at() -> Instant {
    parse_instant("2025-09-03T10:00:00+05:00").unwrap()
}

fn holder(id: &str, role: Role) -> Principal {
    let grant = Grant { role, organisation: None, from: jiff::civil::date(2020, 1, 1), until: None };
    Principal { id: id.into(), name: id.into(), iin: None, region: None, grants: vec![grant], absences: vec![] }
}

#[test]
fn a_second_analyst_signs_the_protocol_that_follows_from_the_figures_and_only_once() {
    let (protocol, other) = (Sha256::of(b"protocol"), Sha256::of(b"other"));
    let sign = |protocol, signature: &[u8]| Sign { protocol, signature: Sha256::of(signature) };
    let ask = |state: &State, who: &Principal, sign: Sign| {
        decide(state, &sign, &Context { who, imported_by: "one", protocol, at: at() })
    };
    let (one, two, three) = (holder("one", Role::Analyst), holder("two", Role::Analyst), holder("three", Role::Analyst));
    let staff = holder("four", Role::Staff);
    let open = State::default();
    let signed = State::of(&ask(&open, &two, sign(protocol, b"two")).unwrap());
    for (state, who, asked, expected) in [
        (&open, &one, sign(protocol, b"one"), Err(Refusal::NotASecondPerson)),
        (&open, &staff, sign(protocol, b"four"), Err(Refusal::NoSuchProtocol)),
        (&open, &two, sign(other, b"two"), Err(Refusal::Changed)),
        (&signed, &two, sign(protocol, b"two"), Ok(vec![])),
        (&signed, &three, sign(protocol, b"three"), Err(Refusal::AlreadySigned)),
        (&signed, &two, sign(other, b"two"), Err(Refusal::AlreadySigned)),
        (&signed, &staff, sign(protocol, b"two"), Err(Refusal::NoSuchProtocol)),
    ] {
        assert_eq!(ask(state, who, asked), expected, "{} of {state:?}", who.id);
    }
    assert!(matches!(&signed, State::Signed { by, protocol: held, .. } if by == "two" && *held == protocol));
    let later = Event::Signed { protocol: other, signature: other, by: "three".into(), at: at() };
    assert_eq!(evolve(signed.clone(), &later), signed, "what is signed stays what it is");
    let may = |state: &State, who: &Principal| may_sign(state, who, "one", civil_date(at()));
    assert_eq!([&one, &two, &staff].map(|who| may(&open, who)), [false, true, false]);
    assert!(!may(&signed, &three));
}
