//! Stages that later nodes report, twice, late and in any order.

use crate::world::*;
use proptest::prelude::*;
use saraptama_core::referral::{Command, Event, Reached, Stage, State, evolve, journey, learn, relay};

fn names(stages: &[Reached]) -> Vec<&'static str> {
    stages.iter().map(|reached| reached.stage.as_str()).collect()
}

#[test]
fn the_journey_shows_the_stages_that_were_reached() {
    let shown: Vec<_> = states().iter().map(|(_, state)| names(&journey(state))).collect();
    let expected: [&[&str]; 8] = [
        &[],
        &["checked"],
        &["checked"],
        &["checked"],
        &["checked", "frozen"],
        &["checked", "frozen", "awaiting-proof"],
        &["checked", "frozen", "signed"],
        &["checked", "frozen", "refused"],
    ];
    assert_eq!(shown, expected);
}

#[test]
fn waiting_for_a_proof_is_shown_while_it_lasts() {
    let proved = ask_signable(&awaiting(), &Command::Prove { signature: bytes("seal") }, at(15)).unwrap();
    let state = after(awaiting(), &proved);
    assert_eq!(state, signed(), "signed when the MIS took the signature, not when it was proved");
    // A later node waits too, and goes on.
    let waits = Reached { detail: Some("signature-revocation-unknown".into()), ..reached(Stage::AwaitingProof, 16) };
    let state = after(state.clone(), &learn(&state, std::slice::from_ref(&waits)));
    assert_eq!(names(&journey(&state)), ["checked", "frozen", "signed", "awaiting-proof"]);
    let state = after(state.clone(), &learn(&state, &[reached(Stage::AcceptedByMinistry, 17)]));
    assert_eq!(names(&journey(&state)), ["checked", "frozen", "signed", "accepted-by-ministry"]);
    assert_eq!(learn(&state, &[waits]), [], "an old report says nothing");
    assert_eq!(learn(&state, &[reached(Stage::AwaitingProof, 18)]).len(), 1, "the next node may wait as well");
}

#[test]
fn nothing_is_learned_of_a_form_before_its_signature() {
    for (name, state) in states() {
        let events = learn(&state, &[reached(Stage::Numbered, 14)]);
        assert_eq!(events.len(), usize::from(name == "signed"), "{name}");
    }
}

#[test]
fn a_stage_stays_as_it_was_first_reported() {
    let mut first = reached(Stage::Numbered, 14);
    first.detail = Some("2025-000001".into());
    let state = after(signed(), &[Event::Reached(first.clone())]);
    let again = reached(Stage::Numbered, 15);
    assert_eq!(learn(&state, std::slice::from_ref(&again)), []);
    assert_eq!(after(state, &[Event::Reached(again)]), after(signed(), &[Event::Reached(first)]));
}

#[test]
fn the_last_four_stages_end_a_journey_or_stand_beside_it() {
    let last: Vec<_> = Stage::ALL.iter().filter(|stage| stage.is_final()).map(|stage| stage.as_str()).collect();
    assert_eq!(last, ["registered", "returned", "refused", "withdrawn"]);
}

/// Any stages at any hours, with repetition.
fn reports() -> impl Strategy<Value = Vec<Vec<Reached>>> {
    let one = (0..Stage::ALL.len(), 0u8..24).prop_map(|(stage, hour)| reached(Stage::ALL[stage], hour));
    prop::collection::vec(prop::collection::vec(one, 0..6), 0..12)
}

fn told(events: &[Event]) -> Vec<Reached> {
    events.iter().filter_map(|event| if let Event::Reached(reached) = event { Some(reached.clone()) } else { None }).collect()
}

fn is_in_order(stages: &[Reached]) -> bool {
    stages.windows(2).all(|pair| pair[0].stage < pair[1].stage)
}

proptest! {
    #[test]
    fn stages_are_unique_and_in_order_whatever_the_order_and_repetition_of_the_reports(reports in reports()) {
        let mut mis = signed();
        let mut ministry = accepted();
        for report in &reports {
            let events = learn(&mis, report);
            prop_assert!(is_in_order(&told(&events)), "what is recorded is in order, each stage once");
            mis = after(mis, &events);
            prop_assert_eq!(learn(&mis, report), vec![], "the same report again is nothing new");
            ministry = relay::learn(&ministry, report).iter().fold(ministry, relay::evolve);
            prop_assert_eq!(relay::learn(&ministry, report), vec![]);
        }
        let relay::State::Accepted { stages, .. } = ministry else { panic!("reports do not change what was accepted") };
        // Waiting ends, so it need not be there any more.
        let lasts = |stage: &Stage| *stage != Stage::AwaitingProof;
        let said: std::collections::BTreeSet<Stage> = reports.iter().flatten().map(|reached| reached.stage).filter(lasts).collect();
        prop_assert!(is_in_order(&journey(&mis)) && is_in_order(&stages));
        prop_assert_eq!(said.into_iter().collect::<Vec<_>>(), stages.iter().map(|reached| reached.stage).filter(lasts).collect::<Vec<_>>());
    }

    #[test]
    fn one_report_after_another_says_the_same_as_all_at_once(stages in prop::collection::btree_map(4..Stage::ALL.len(), 0u8..24, 0..9), rotate in 0usize..9) {
        let mut reports: Vec<Reached> = stages.into_iter().map(|(stage, hour)| reached(Stage::ALL[stage], hour)).collect();
        let at_once = learn(&signed(), &reports).iter().fold(signed(), evolve);
        let middle = rotate.min(reports.len());
        reports.rotate_left(middle);
        let one_by_one = reports.iter().fold(signed(), |state: State, report| {
            learn(&state, std::slice::from_ref(report)).iter().fold(state, evolve)
        });
        prop_assert_eq!(at_once, one_by_one);
    }
}

fn accepted() -> relay::State {
    let event = relay::Event::Accepted {
        sha256: bytes("form"),
        signature: bytes("seal"),
        signed_at: at(11),
        source: "clinic".into(),
        at: at(12),
    };
    relay::State::of(&[event])
}
