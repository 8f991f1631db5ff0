//! From the doctor's desk to the chair's and back.

use crate::world::*;
use saraptama_core::referral::{Command, Desk, Event, HandBackReason, State, journey};

fn desk(state: &State) -> &Desk {
    match state {
        State::Draft { desk, .. } | State::Frozen { desk, .. } => desk,
        other => panic!("{other:?} lies on no desk"),
    }
}

fn store(state: State, name: &str) -> State {
    let events = ask_signable(&state, &Command::Store { sha256: bytes(name) }, at(14)).unwrap();
    after(state, &events)
}

fn why(state: &State) -> Option<&str> {
    desk(state).handed_back().map(|last| last.reason.as_str())
}

#[test]
fn other_bytes_take_a_presentation_back_and_the_same_bytes_do_not() {
    assert_eq!(desk(&presented()).presented_at(), Some(at(9)));
    assert_eq!(desk(&store(presented(), "form")).presented_at(), Some(at(9)));
    assert_eq!(desk(&store(presented(), "other")), &Desk::NEW);
}

#[test]
fn what_was_handed_back_keeps_its_reason_until_it_is_presented_again() {
    let corrected = store(handed_back(), "other");
    assert_eq!(why(&handed_back()), Some(reason().as_str()));
    assert_eq!(why(&corrected), Some(reason().as_str()));
    let again = after(corrected, &[Event::Presented { sha256: bytes("other"), by: person(3), at: at(15) }]);
    assert_eq!((why(&again), desk(&again).presented_at()), (None, Some(at(15))));
}

#[test]
fn a_frozen_form_that_is_handed_back_can_be_corrected() {
    let events = ask_signable(&frozen(), &Command::HandBack { by: chair(), reason: reason() }, at(11)).unwrap();
    let [Event::Thawed { .. }, Event::HandedBack { sha256, .. }] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(*sha256, bytes("form"), "the bytes that the chair read");
    let state = after(frozen(), &events);
    assert_eq!(why(&state), Some(reason().as_str()));
    assert!(matches!(store(state, "other"), State::Draft { sha256, .. } if sha256 == bytes("other")));
}

#[test]
fn bytes_that_came_after_a_hand_back_and_were_not_presented_are_not_handed_back() {
    let corrected = store(handed_back(), "other");
    let again = Command::HandBack { by: chair(), reason: HandBackReason::parse("Тағы да").unwrap() };
    assert_eq!(said(&ask_signable(&corrected, &again, at(15))), "NotPresented");
}

#[test]
fn the_journey_tells_nothing_of_desks() {
    for state in [presented(), handed_back()] {
        assert_eq!(journey(&state), journey(&draft()));
    }
}
