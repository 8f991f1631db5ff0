//! The ministry's system: what it takes, what it refuses, what it does not even hold.

use crate::world::{at, bytes, check, reached};
use proptest::prelude::*;
use saraptama_core::check::Decision::{self, Blocked, Ordinary, Signable};
use saraptama_core::referral::Stage;
use saraptama_core::referral::relay::{Event, NotTaken, Proved, State, evolve, learn, submit};

fn hand_in(state: &State, form: &str, seal: &str, decision: Decision, unproved: Option<&str>) -> Result<Vec<Event>, NotTaken> {
    let check = check(decision);
    let (sha256, signature) = (bytes(form), bytes(seal));
    submit(state, &Proved { sha256, signature, signed_at: at(11), source: "clinic", check: &check, unproved, now: at(12) })
}

fn state_after(decision: Decision) -> State {
    State::of(&hand_in(&State::Absent, "form", "seal", decision, None).unwrap())
}

fn said(answer: &Result<Vec<Event>, NotTaken>) -> &str {
    match answer.as_ref().map(Vec::as_slice) {
        Ok([]) => "nothing new",
        Ok([Event::Accepted { .. }]) => "accepted",
        Ok([Event::Refused { reason, .. }]) => reason,
        Ok(other) => panic!("{other:?}"),
        Err(NotTaken::OtherBytes) => "other bytes",
        Err(NotTaken::Unproved(_)) => "unproved",
    }
}

#[test]
fn every_state_answers_every_submission() {
    let states = [("absent", State::Absent), ("accepted", state_after(Signable)), ("refused", state_after(Blocked))];
    let unproved = Some("signature-other-bytes");
    for (what, form, seal, decision, fault, expected) in [
        ("a form that may be signed", "form", "seal", Signable, None, ["accepted", "nothing new", "nothing new"]),
        ("a blocked form", "form", "seal", Blocked, None, ["refused-form-blocked", "nothing new", "nothing new"]),
        ("a form outside the pilot", "form", "seal", Ordinary, None, ["refused-outside-pilot", "nothing new", "nothing new"]),
        ("other bytes", "other", "seal", Signable, None, ["accepted", "other bytes", "other bytes"]),
        ("another signature", "form", "other", Signable, None, ["accepted", "other bytes", "other bytes"]),
        ("a signature that proves nothing", "other", "other", Signable, unproved, ["unproved", "other bytes", "other bytes"]),
    ] {
        for ((name, state), expected) in states.iter().zip(expected) {
            assert_eq!(said(&hand_in(state, form, seal, decision, fault)), expected, "{what}, {name}");
        }
    }
}

#[test]
fn what_was_accepted_says_who_sent_it_and_when_the_chair_signed() {
    let expected = Event::Accepted {
        sha256: bytes("form"),
        signature: bytes("seal"),
        signed_at: at(11),
        source: "clinic".into(),
        at: at(12),
    };
    assert_eq!(hand_in(&State::Absent, "form", "seal", Signable, None), Ok(vec![expected]));
}

#[test]
fn a_submission_that_proves_nothing_takes_no_id_and_the_right_bytes_can_still_come() {
    let forged = hand_in(&State::Absent, "anybody's bytes", "anybody's seal", Signable, Some("signature-other-bytes"));
    assert_eq!(forged, Err(NotTaken::Unproved("signature-other-bytes".into())));
    let right = hand_in(&State::Absent, "form", "seal", Signable, None).unwrap();
    assert!(matches!(State::of(&right), State::Accepted { .. }));
}

#[test]
fn stages_are_learned_of_accepted_forms_only() {
    let reports = [reached(Stage::AcceptedByDataBank, 13)];
    for (state, learned) in [(State::Absent, 0), (state_after(Blocked), 0), (state_after(Signable), 1)] {
        assert_eq!(learn(&state, &reports).len(), learned, "{state:?}");
    }
    let stray = Event::Reached(reports[0].clone());
    assert_eq!(evolve(State::Absent, &stray), State::Absent, "what cannot have happened changes nothing");
}

proptest! {
    /// The first proved submission decides; nothing that comes later changes it.
    #[test]
    fn an_id_belongs_to_the_first_bytes_that_were_proved(
        submissions in prop::collection::vec((0u8..3, 0u8..3, 0u8..3, any::<bool>()), 0..20)
    ) {
        let mut state = State::Absent;
        let mut first = None;
        for (form, seal, decision, proved) in submissions {
            let decision = [Signable, Blocked, Ordinary][usize::from(decision)];
            let (form, seal) = (format!("form {form}"), format!("seal {seal}"));
            let answer = hand_in(&state, &form, &seal, decision, (!proved).then_some("signature-expired"));
            let events = answer.unwrap_or_default();
            let next = events.iter().fold(state.clone(), evolve);
            if first.is_none() && proved {
                first = Some((form, seal));
                prop_assert!(next != State::Absent);
            } else {
                prop_assert_eq!(&next, &state, "nothing but the first proved submission changes anything");
            }
            state = next;
        }
        if let Some((form, seal)) = first {
            prop_assert_eq!(hand_in(&state, &form, &seal, Blocked, Some("signature-expired")), Ok(vec![]), "again gives the same");
        }
    }
}
