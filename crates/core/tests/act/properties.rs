//! Any commands in any order.

use crate::world::*;
use proptest::prelude::*;
use saraptama_core::act::{Command, Event, Refusal, State, decide, evolve};
use saraptama_core::check::{Check, Decision};
use saraptama_core::terms::{ActNumber, Instant};
use std::sync::LazyLock;

const EXPERTS: [&str; 3] = [EXPERT, ANOTHER, THIRD];

static CHECKS: LazyLock<[Check; 3]> = LazyLock::new(|| [Decision::Signable, Decision::Blocked, Decision::Ordinary].map(check));

fn commands() -> impl Strategy<Value = Vec<Command<'static>>> {
    let expert = |first: bool| if first { EXPERT } else { ANOTHER };
    let name = |what: &str, n: u8| format!("{what} {n}");
    let submit = (0u8..2, 0u8..2, prop::sample::select(vec![0, 0, 0, 0, 1, 2]), prop::bool::weighted(0.2));
    let command = prop_oneof![
        3 => submit.prop_map(move |(form, seal, check, forged)| {
            submission(&name("form", form), &name("seal", seal), &CHECKS[check], forged.then_some("signature-other-bytes"))
        }),
        1 => (0u8..2).prop_map(move |form| Command::AwaitProof {
            sha256: bytes(&name("form", form)), signature: bytes("seal 0"), reason: "signature-revocation-unknown",
        }),
        1 => any::<bool>().prop_map(|back| {
            if back { Command::Return { reason: "returned" } } else { Command::Withdraw { reason: "withdrawn" } }
        }),
        4 => (1u32..9).prop_map(|serial| Command::Number { number: ActNumber::new(2025, serial) }),
        4 => prop::option::weighted(0.8, any::<bool>()).prop_map(move |chosen| assign(chosen.map(expert))),
        2 => (0usize..3, prop::option::weighted(0.9, 0usize..3)).prop_map(|(from, to)| {
            reassign(EXPERTS[from], to.map(|to| EXPERTS[to]))
        }),
        6 => (0u8..3, any::<bool>()).prop_map(move |(n, first)| freeze(&name("decision", n), expert(first))),
        4 => (0u8..2, any::<bool>(), 0u64..9).prop_map(move |(n, first, index)| Command::SignDecision {
            signature: bytes(&name("expert's seal", n)), by: expert(first), index,
        }),
    ];
    prop::collection::vec(command, 0..60)
}

fn minute(n: i64) -> Instant {
    at(9) + jiff::SignedDuration::from_mins(n)
}

/// How many events of this name the stream holds.
fn count(stream: &[Event], name: &str) -> usize {
    stream.iter().filter(|event| said(&Ok(vec![(*event).clone()])) == name).count()
}

fn step(state: &State, command: &Command<'_>, n: i64) -> Result<(State, Vec<Event>), Refusal> {
    let events = decide(state, command, minute(n))?;
    Ok((events.iter().fold(state.clone(), evolve), events))
}

/// The number and the expert; neither changes once it stands, unless the act is given to another expert.
fn fixed(state: &State) -> (Option<ActNumber>, Option<&str>) {
    let expert = match state {
        State::Assigned { held, .. } | State::Decided { held, .. } => Some(held.expert.as_str()),
        _ => None,
    };
    (state.number(), expert)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_sequence_of_commands_breaks_what_must_always_hold(commands in commands()) {
        let mut state = State::Absent;
        let mut stream: Vec<Event> = vec![];
        for (n, command) in (0..).zip(&commands) {
            let Ok((next, events)) = step(&state, command, n) else { continue };

            let ((number, expert), (next_number, next_expert)) = (fixed(&state), fixed(&next));
            prop_assert!(number.is_none() || number == next_number, "a number never changes");
            let moved = matches!(command, Command::Reassign(_)) && !events.is_empty();
            prop_assert!(expert.is_none() || next_expert.is_none() || (expert == next_expert) != moved, "nor does the expert");
            prop_assert!(state.source().is_none() || state.source() == next.source(), "an id keeps its bytes");
            prop_assert!(!matches!(state, State::Refused { .. } | State::Ended { .. }) || state == next, "an end is an end");
            if matches!(state, State::Decided { .. }) {
                prop_assert_eq!(&state, &next, "nothing changes an act after it was registered");
                prop_assert_eq!(events.len(), 0);
            }
            if let Command::Submit(submission) = command
                && submission.unproved.is_some()
            {
                prop_assert_eq!(events.len(), 0, "what proves nothing leaves nothing");
            }
            stream.extend(events);
            state = next;
        }
        prop_assert_eq!(&State::of(&stream), &state, "the stream alone gives the state");
        for once in ["Accepted", "Refused", "Numbered", "Waitlisted", "Assigned", "Decided", "Registered"] {
            prop_assert!(count(&stream, once) <= 1, "{} stands {} times", once, count(&stream, once));
        }
        prop_assert_eq!(count(&stream, "Numbered"), count(&stream, "Waitlisted"));
        prop_assert_eq!(count(&stream, "Decided"), count(&stream, "Registered"));
        if let State::Decided { index, held, decision, .. } = &state {
            prop_assert!(index.is_some());
            prop_assert_eq!(held.decision, Some(*decision), "what was signed is what was frozen");
            prop_assert_eq!((count(&stream, "Numbered"), count(&stream, "Assigned")), (1, 1));
        }
    }

    #[test]
    fn whoever_lost_an_act_never_has_it_again_and_the_first_term_stays(commands in commands()) {
        let (mut state, mut lost, mut first) = (State::Absent, vec![], None);
        for (n, command) in (0..).zip(&commands) {
            let Ok((next, events)) = step(&state, command, n) else { continue };
            for event in &events {
                match event {
                    Event::Assigned { due_at, .. } => first = Some(*due_at),
                    Event::Reassigned { from, .. } => lost.push(from.clone()),
                    _ => {}
                }
            }
            if let State::Assigned { held, .. } | State::Decided { held, .. } = &next {
                prop_assert!(!lost.contains(&held.expert));
                prop_assert_eq!(&held.taken_from, &lost);
                prop_assert_eq!(Some(held.first_due_at), first);
            }
            state = next;
        }
    }

    #[test]
    fn only_the_assigned_expert_freezes_and_signs(commands in commands()) {
        let mut state = State::Absent;
        for (n, command) in (0..).zip(&commands) {
            let Ok((next, events)) = step(&state, command, n) else { continue };
            if let Command::FreezeDecision { by, .. } | Command::SignDecision { by, .. } = command
                && !events.is_empty()
            {
                prop_assert_eq!(fixed(&state).1, Some(*by));
            }
            state = next;
        }
    }

    #[test]
    fn events_are_stored_and_read_back_to_the_letter(commands in commands()) {
        let mut state = State::Absent;
        for (n, command) in (0..).zip(&commands) {
            let Ok((next, events)) = step(&state, command, n) else { continue };
            for event in events {
                let text = serde_json::to_string(&event).unwrap();
                prop_assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
            }
            state = next;
        }
    }
}

#[test]
fn the_random_commands_do_reach_the_register() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let sequences = (0..300).map(|_| commands().new_tree(&mut runner).unwrap().current());
    let ends = |commands: Vec<Command<'static>>| {
        (0..).zip(&commands).fold(State::Absent, |state, (n, command)| step(&state, command, n).map_or(state, |(next, _)| next))
    };
    let registered = sequences.map(ends).filter(|state| matches!(state, State::Decided { .. })).count();
    assert!(registered > 10, "{registered} of 300: the properties above would say little");
}
