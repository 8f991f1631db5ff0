//! Any commands in any order, under a check that changes between them.

use crate::world::*;
use proptest::prelude::*;
use saraptama_core::check::Decision::{self, Blocked, Ordinary, Signable};
use saraptama_core::referral::{Command, Desk, Event, Refusal, Route, Stage, State, journey, learn};
use saraptama_core::terms::Iin;

#[derive(Clone, Debug)]
enum Step {
    Ask { command: Command, decision: Decision, is_readable: bool },
    Hear(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = |named: bool| -> Iin { if named { chair() } else { stranger() } };
    let named = || prop::bool::weighted(0.8);
    let command = prop_oneof![
        (0u8..3).prop_map(|n| Command::Store { sha256: bytes(&format!("form {n}")) }),
        named().prop_map(move |named| Command::Present { by: who(named) }),
        named().prop_map(move |named| Command::HandBack { by: who(named), reason: reason() }),
        named().prop_map(move |named| Command::Freeze { by: who(named) }),
        named().prop_map(move |named| Command::Thaw { by: who(named) }),
        (0u8..3, named()).prop_map(move |(n, named)| Command::Sign { signature: bytes(&format!("seal {n}")), by: who(named) }),
    ];
    let decision = prop_oneof![5 => Just(Signable), 2 => Just(Blocked), 1 => Just(Ordinary)];
    let ask = (command, decision, prop::bool::weighted(0.9));
    let ask = ask.prop_map(|(command, decision, is_readable)| Step::Ask { command, decision, is_readable });
    let hear = (0..Stage::ALL.len()).prop_map(Step::Hear);
    prop::collection::vec(prop_oneof![6 => ask, 1 => hear], 0..60)
}

/// Runs one step; gives the events and, where they were asked for, the refusal.
fn run(state: &State, step: &Step, minute: i64) -> Result<Vec<Event>, Refusal> {
    let now = at(9) + jiff::SignedDuration::from_mins(minute);
    match step {
        Step::Ask { command, decision, is_readable } => {
            let passport = passport();
            // A form whose structure is unsound is always blocked.
            let decision = if *is_readable { *decision } else { Blocked };
            ask(state, command, decision, is_readable.then_some(&passport), now)
        }
        Step::Hear(stage) => Ok(learn(state, &[reached(Stage::ALL[*stage], 15)])),
    }
}

fn fixed(state: &State) -> Option<&State> {
    matches!(state, State::Signed { .. }).then_some(state)
}

fn is_frozen(event: &Event) -> bool {
    matches!(event, Event::Frozen { .. })
}

fn is_presented(event: &Event) -> bool {
    matches!(event, Event::Presented { .. })
}

fn is_signed(event: &Event) -> bool {
    matches!(event, Event::Signed { .. })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_sequence_of_commands_breaks_what_must_always_hold(steps in steps()) {
        let mut state = State::Absent;
        let mut stream: Vec<Event> = vec![];
        for (minute, step) in (0..).zip(&steps) {
            let Ok(events) = run(&state, step, minute) else { continue };
            let next = after(state.clone(), &events);

            // A signed form's bytes, signature and route never change again.
            if let (Some(State::Signed { sha256, signature, route, .. }), State::Signed { sha256: a, signature: b, route: c, .. }) =
                (fixed(&state), &next)
            {
                prop_assert_eq!((sha256, signature, route), (a, b, c));
            }
            prop_assert!(fixed(&state).is_none() || fixed(&next).is_some(), "nothing undoes a signature");

            // Blocked never becomes signed or frozen, also when it was not blocked at the freeze.
            if let Step::Ask { decision, is_readable, .. } = step
                && (*decision == Blocked || !is_readable)
            {
                prop_assert!(!events.iter().any(|event| is_frozen(event) || is_signed(event) || is_presented(event)));
            }

            // What lies before the chair are the very bytes that were presented.
            if let State::Draft { sha256, desk: Desk::Chair { .. }, .. } = &next {
                let last = stream.iter().chain(&events).rev().find_map(|event| {
                    if let Event::Presented { sha256, .. } = event { Some(*sha256) } else { None }
                });
                prop_assert_eq!(last, Some(*sha256));
            }

            // Only frozen bytes are signed, and exactly those.
            for event in &events {
                if let Event::Signed { sha256, route, .. } = event {
                    let State::Frozen { sha256: held, .. } = &state else { panic!("a signature on what was not frozen") };
                    prop_assert_eq!(held, sha256);
                    let Step::Ask { decision, .. } = step else { panic!("hearing signs nothing") };
                    prop_assert_eq!(*route == Route::Pilot, *decision == Signable);
                }
            }

            prop_assert!(journey(&next).windows(2).all(|pair| pair[0].stage < pair[1].stage), "stages stand in order, each once");
            stream.extend(events);
            state = next;
        }
        prop_assert_eq!(State::of(&stream), state, "the stream alone gives the state");
        prop_assert!(stream.iter().filter(|event| is_signed(event)).count() <= 1);
    }

    #[test]
    fn a_command_that_was_done_is_nothing_new(steps in steps()) {
        let mut state = State::Absent;
        for (minute, step) in (0..).zip(&steps) {
            let Ok(events) = run(&state, step, minute) else { continue };
            state = after(state, &events);
            prop_assert_eq!(run(&state, step, minute + 1), Ok(vec![]), "{:?}", step);
        }
    }

    #[test]
    fn events_are_stored_and_read_back_to_the_letter(steps in steps()) {
        let mut state = State::Absent;
        for (minute, step) in (0..).zip(&steps) {
            for event in run(&state, step, minute).unwrap_or_default() {
                let text = serde_json::to_string(&event).unwrap();
                prop_assert_eq!(&serde_json::from_str::<Event>(&text).unwrap(), &event);
                state = after(state, &[event]);
            }
        }
    }
}

#[test]
fn a_form_that_may_be_frozen_today_and_is_blocked_at_the_signature_is_not_signed() {
    let frozen = after(draft(), &ask_signable(&draft(), &Command::Freeze { by: chair() }, at(10)).unwrap());
    let sign = Command::Sign { signature: bytes("seal"), by: chair() };
    assert!(matches!(ask(&frozen, &sign, Blocked, Some(&passport()), at(11)), Err(Refusal::Blocked(_))));
}
