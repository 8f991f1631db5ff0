//! Every state with every command, as a text that people read.

use crate::world::*;
use jiff::civil::date;
use saraptama_core::act::{Command, Event, Refusal, State, decide, evolve};
use saraptama_core::check::Decision::{Blocked, Signable};
use saraptama_core::law::{Calendar, NoCalendar};
use saraptama_core::terms::ActNumber;

#[test]
fn every_state_answers_every_command_as_committed() {
    let (good, bad) = (check(Signable), check(Blocked));
    let unproved = Some("signature-other-bytes");
    let awaits = |form: &str| Command::AwaitProof {
        sha256: bytes(form),
        signature: bytes("seal"),
        reason: "signature-revocation-unknown",
    };
    let commands = [
        ("submit", submission("form", "seal", &good, None)),
        ("submit, blocked", submission("form", "seal", &bad, None)),
        ("submit, unproved", submission("form", "seal", &good, unproved)),
        ("submit other bytes", submission("other", "seal", &good, None)),
        ("submit another signature", submission("form", "other seal", &good, None)),
        ("submit other bytes, unproved", submission("other", "other seal", &good, unproved)),
        ("await proof", awaits("form")),
        ("await proof of other bytes", awaits("other")),
        ("return", Command::Return { reason: "returned-by-expert" }),
        ("withdraw", Command::Withdraw { reason: "withdrawn-by-organisation" }),
        ("number", Command::Number { number: number() }),
        ("assign", assign(Some(EXPERT))),
        ("assign, nobody eligible", assign(None)),
        ("reassign", reassign(EXPERT, Some(THIRD))),
        ("reassign to the same expert", reassign(EXPERT, Some(EXPERT))),
        ("reassign, nobody eligible", reassign(EXPERT, None)),
        ("reassign from another expert", reassign(ANOTHER, Some(THIRD))),
        ("reassign back to the first expert", reassign(ANOTHER, Some(EXPERT))),
        ("freeze the decision", freeze("decision", EXPERT)),
        ("freeze another decision", freeze("another decision", EXPERT)),
        ("freeze as another expert", freeze("decision", ANOTHER)),
        ("sign", sign("expert's seal", EXPERT)),
        ("sign otherwise", sign("other seal", EXPERT)),
        ("sign as another expert", sign("other seal", ANOTHER)),
    ];
    let mut table = String::new();
    for (name, state) in states() {
        table += &format!("{name}\n");
        for (what, command) in &commands {
            table += &format!("  {what}: {}\n", said(&decide(&state, command, at(15))));
        }
    }
    assert_eq!(table, include_str!("commands.txt"), "\n{table}");
}

#[test]
fn the_term_is_reckoned_once_when_the_act_reaches_its_expert() {
    let events = decide(&state("waiting"), &assign(Some(EXPERT)), at(17)).unwrap();
    let [Event::Assigned { expert, at: arrived, counts_from, due_at, receipt: drawn, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(
        (expert.as_str(), *arrived, *counts_from),
        (EXPERT, at(17), date(2025, 9, 3)),
        "after 16:00 it counts from the next day"
    );
    assert_eq!(*due_at, saraptama_core::terms::parse_instant("2025-09-03T18:00:00+05:00").unwrap());
    assert_eq!(*drawn, receipt(Some(EXPERT)), "the receipt stands beside the name");
}

#[test]
fn without_a_calendar_nobody_is_given_the_act_and_it_goes_on_waiting() {
    let none = Calendar { years: vec![] };
    let command = Command::Assign { receipt: receipt(Some(EXPERT)), procedure: procedure(), calendar: &none };
    let answer = decide(&state("waiting"), &command, at(12));
    assert_eq!(answer, Err(Refusal::NoCalendar(NoCalendar(date(2025, 9, 2)))));
}

#[test]
fn the_alarm_is_given_once_and_ends_with_the_assignment() {
    let alarmed = state("alarmed");
    assert!(matches!(alarmed, State::Waiting { alarm: true, .. }));
    assert_eq!(decide(&alarmed, &assign(None), at(15)), Ok(vec![]));
    let assigned = decide(&alarmed, &assign(Some(EXPERT)), at(15)).unwrap().iter().fold(alarmed, evolve);
    assert!(matches!(assigned, State::Assigned { .. }));
}

#[test]
fn a_decision_may_be_sent_again_until_one_is_signed_and_the_last_one_is_signed() {
    let frozen = state("frozen");
    let state = decide(&frozen, &freeze("second thought", EXPERT), at(15)).unwrap().iter().fold(frozen, evolve);
    let events = decide(&state, &sign("expert's seal", EXPERT), at(16)).unwrap();
    let decided = Event::Decided { sha256: bytes("second thought"), signature: bytes("expert's seal"), at: at(16) };
    assert_eq!(events, [decided, Event::Registered { index: 0, at: at(16) }], "decided and registered at once");
}

#[test]
fn a_number_that_was_given_stays_with_an_act_that_was_returned() {
    assert_eq!(state("returned").number(), Some(number()));
    assert_eq!(state("accepted").number(), None);
}

#[test]
fn what_cannot_have_happened_changes_nothing() {
    let strays = [
        Event::Numbered { number: ActNumber::new(2025, 2), at: at(12) },
        Event::DecisionFrozen { sha256: bytes("decision"), at: at(12) },
        Event::Registered { index: 3, at: at(12) },
        Event::Returned { reason: "returned-by-expert".into(), at: at(12) },
    ];
    for name in ["absent", "refused", "awaiting proof", "returned"] {
        let state = state(name);
        assert_eq!(strays.iter().fold(state.clone(), evolve), state, "{name}");
    }
}
