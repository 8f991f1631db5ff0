//! The delivery of a message through the asynchronous channel, as the contract of AsyncChannel v10 tells it:
//! every state answers every command, and whatever comes in whatever order ends as it must.
#![allow(clippy::unwrap_used)]

use jiff::SignedDuration;
use proptest::prelude::*;
use saraptama_core::channel::{Command, Event, Patience, Refusal, Standing, State, Stop, decide, evolve, is_told, sent};
use saraptama_core::terms::{FormId, Instant};

const PATIENCE: Patience = Patience { tries: 3, answer_seconds: 60 };
const NAMES: [&str; 8] = ["accept", "try", "fail", "take", "decline, again", "decline, for good", "stop", "resume"];

fn at(seconds: i64) -> Instant {
    Instant::UNIX_EPOCH.checked_add(SignedDuration::from_secs(seconds)).unwrap()
}

fn command(name: &str) -> Command<'static> {
    match name {
        "accept" => Command::Accept,
        "try" => Command::Try,
        "fail" => Command::Fail,
        "take" => Command::Take,
        "decline, again" => Command::Decline { again: true, code: Some("E1") },
        "decline, for good" => Command::Decline { again: false, code: Some("E1") },
        "stop" => Command::Stop(Stop::ByOperator),
        _ => Command::Resume,
    }
}

/// The state after these commands, each an hour after the last.
fn after(names: &[&str]) -> State {
    let run = |(state, hour): (State, i64), name: &&str| {
        let events = decide(&state, command(name), at(hour * 3600), PATIENCE).unwrap();
        (events.iter().fold(state, evolve), hour + 1)
    };
    names.iter().fold((State::Absent, 0), run).0
}

fn told(answer: &Result<Vec<Event>, Refusal>) -> String {
    match answer {
        Ok(events) if events.is_empty() => "-".to_owned(),
        Ok(events) => events.iter().map(word).collect::<Vec<_>>().join(" "),
        Err(Refusal::Unknown) => "unknown!".to_owned(),
        Err(Refusal::NotDue) => "not due!".to_owned(),
        Err(Refusal::Ended(_)) => "ended!".to_owned(),
    }
}

fn word(event: &Event) -> &'static str {
    match event {
        Event::Accepted { .. } => "accepted",
        Event::Tried { .. } => "tried",
        Event::Failed { .. } => "failed",
        Event::Resent { .. } => "resent",
        Event::Delivered { .. } => "delivered",
        Event::NotDelivered { .. } => "not-delivered",
        Event::Stopped { why: Stop::ByOperator, .. } => "stopped",
        Event::Stopped { why: Stop::TriedOften, .. } => "given-up",
        Event::Stopped { why: Stop::Unreadable, .. } => "unreadable",
        Event::Resumed { .. } => "resumed",
    }
}

#[test]
fn every_state_answers_every_command() {
    let states: [(&str, State); 7] = [
        ("absent", State::Absent),
        ("on delivery", after(&["accept"])),
        ("tried three times", after(&["accept", "try", "try", "try"])),
        ("delivered", after(&["accept", "try", "take"])),
        ("not delivered", after(&["accept", "try", "decline, for good"])),
        ("stopped", after(&["accept", "stop"])),
        ("given up", after(&["accept", "try", "try", "try", "try"])),
    ];
    let mut matrix = format!("{:<18}", "");
    NAMES.iter().for_each(|name| matrix += &format!("{name:<18}"));
    matrix = matrix.trim_end().to_owned() + "\n";
    for (name, state) in &states {
        let mut line = format!("{name:<18}");
        for asked in NAMES {
            line += &format!("{:<18}", told(&decide(state, command(asked), at(100 * 3600), PATIENCE)));
        }
        matrix += &format!("{}\n", line.trim_end());
    }
    assert_eq!(matrix, include_str!("channel.txt"), "\n{matrix}");
}

#[test]
fn a_message_is_not_brought_before_it_is_due_and_later_each_time() {
    let patience = Patience { tries: 20, answer_seconds: 0 };
    let mut state = State::of(&decide(&State::Absent, Command::Accept, at(0), patience).unwrap());
    let (mut now, mut pauses) = (at(0), vec![]);
    for _ in 0..10 {
        for (asked, expected) in [(Command::Try, "tried"), (Command::Fail, "failed")] {
            let events = decide(&state, asked, now, patience).unwrap();
            assert_eq!(word(&events[0]), expected);
            state = events.iter().fold(state, evolve);
        }
        let State::OnDelivery { due_at, .. } = state else { panic!("{state:?}") };
        pauses.push(due_at.duration_since(now).as_secs());
        let early = due_at.checked_sub(SignedDuration::from_nanos(1)).unwrap();
        assert_eq!(decide(&state, Command::Try, early, patience), Err(Refusal::NotDue));
        now = due_at;
    }
    assert_eq!(pauses, [1, 2, 5, 15, 30, 60, 120, 300, 300, 300]);
}

#[test]
fn a_receiver_that_says_nothing_is_brought_the_message_again_after_a_while() {
    let state = after(&["accept", "try"]);
    assert_eq!(state, State::OnDelivery { tries: 1, due_at: at(3600 + 60) });
    let patience = Patience::default();
    assert_eq!((patience.answer_seconds, patience.tries), (20, 1440));
}

#[test]
fn the_sender_is_told_of_every_change_but_not_of_each_try() {
    let told: Vec<&str> = [
        decide(&State::Absent, Command::Accept, at(0), PATIENCE),
        decide(&after(&["accept"]), Command::Try, at(9999), PATIENCE),
        decide(&after(&["accept", "try"]), Command::Fail, at(9999), PATIENCE),
        decide(&after(&["accept", "try"]), command("decline, again"), at(9999), PATIENCE),
        decide(&after(&["accept", "try"]), command("decline, for good"), at(9999), PATIENCE),
        decide(&after(&["accept", "try"]), Command::Take, at(9999), PATIENCE),
        decide(&after(&["accept"]), Command::Stop(Stop::ByOperator), at(9999), PATIENCE),
        decide(&after(&["accept", "stop"]), Command::Resume, at(9999), PATIENCE),
    ]
    .iter()
    .flat_map(|events| events.as_ref().unwrap().iter().filter(|event| is_told(event)).map(word))
    .collect();
    assert_eq!(told, ["resent", "not-delivered", "delivered", "stopped", "resumed"]);
}

proptest! {
    /// Whatever is asked in whatever order: nothing that was delivered is undone, a message is tried no more
    /// often than patience allows between two resumptions, and who repeats a word changes nothing.
    #[test]
    fn any_commands_in_any_order(asked in prop::collection::vec((0..NAMES.len(), 0i64..400), 0..60)) {
        let (mut state, mut now, mut tries) = (State::Absent, 0, 0);
        for (which, pause) in asked {
            now += pause;
            let (before, asked) = (state.standing(), command(NAMES[which]));
            let answer = decide(&state, asked, at(now), PATIENCE);
            let events = answer.clone().unwrap_or_default();
            prop_assert!(events.len() <= 1);
            for event in &events {
                tries = match event {
                    Event::Tried { .. } => tries + 1,
                    Event::Accepted { .. } | Event::Resumed { .. } => 0,
                    _ => tries,
                };
            }
            state = events.iter().fold(state, evolve);
            prop_assert!(tries <= PATIENCE.tries);
            let after = state.standing();
            prop_assert!(before != Some(Standing::Delivered) || after == before);
            prop_assert!(before.is_none() || after.is_some());
            if before != after {
                prop_assert!(events.iter().any(|event| before.is_none() || is_told(event)), "{:?}", events);
            }
            if let (Ok(_), Command::Take | Command::Stop(_) | Command::Decline { again: false, .. }) = (&answer, asked) {
                prop_assert_eq!(decide(&state, asked, at(now), PATIENCE), Ok(vec![]), "said twice");
            }
        }
    }

    /// A sender hears of its message in any order, twice and before its own answer: in the end it knows the
    /// newest, and which form it was about.
    #[test]
    fn a_sender_knows_the_newest_whatever_the_order(order in Just(vec![0usize, 1, 2, 3, 4]).prop_shuffle(), twice in 0usize..5) {
        let form = FormId::from_bytes([7; 16]);
        let word = |n: usize, state: &sent::State| match n {
            0 => sent::sent(state, form, at(9)),
            1 => sent::told(state, Standing::OnDelivery, at(1), at(9)),
            2 => sent::told(state, Standing::Stopped, at(2), at(9)),
            3 => sent::told(state, Standing::OnDelivery, at(3), at(9)),
            _ => sent::told(state, Standing::Delivered, at(3), at(9)),
        };
        let mut state = sent::State::default();
        for n in order.iter().chain([&twice]) {
            state = word(*n, &state).iter().fold(state, sent::evolve);
        }
        prop_assert_eq!((state.form, state.standing()), (Some(form), Standing::Delivered));
        for n in 0..5 {
            prop_assert_eq!(word(n, &state), vec![]);
        }
    }
}
