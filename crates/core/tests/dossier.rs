//! Order B, annex 1 p. 2: who picks the levels of a proposed technology, who confirms them, and what would turn them.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use saraptama_core::htmc::dossier::*;
use saraptama_core::law::{Htmc, Law};
use saraptama_core::terms::{Instant, Sha256, Trilingual};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

fn htmc() -> &'static Htmc {
    &LAW.htmc
}

fn at(second: i64) -> Instant {
    Instant::from_second(1_756_800_000 + second).unwrap()
}

fn context(by: &str, second: i64) -> Context<'_> {
    Context { by, at: at(second), htmc: htmc() }
}

fn technology() -> Technology {
    let passage = Passage { text: "2016 жылдан бері".into(), sources: vec!["PMID 1".into()] };
    Technology {
        name: Trilingual { kk: "Технология".into(), ru: "Технология".into(), en: "Technology".into() },
        code: Some("35.9900".into()),
        proposer: "Кардиология институты".into(),
        in_use_since: Some(2016),
        evidence: BTreeMap::from([(Topic::WorldUse, passage)]),
    }
}

fn rated(levels: [u8; 3]) -> [Rated; 3] {
    levels.map(|level| Rated { level, justification: "себебі".into(), sources: vec!["дереккөз".into()] })
}

fn confirmed(levels: [u8; 3], reason: &str) -> [Confirmed; 3] {
    levels.map(|level| Confirmed { level, reason: reason.into() })
}

/// A dossier on which these commands were carried out, each by somebody.
fn after(commands: &[(&str, Command<'_>)]) -> State {
    commands.iter().enumerate().fold(State::Absent, |state, (second, (by, command))| {
        let events = decide(&state, command, &context(by, second as i64)).unwrap();
        events.iter().fold(state, evolve)
    })
}

fn refusal(state: &State, by: &str, command: &Command<'_>) -> Refusal {
    decide(state, command, &context(by, 99)).unwrap_err()
}

fn wrong_fields(refusal: Refusal) -> Vec<(String, Wrong)> {
    let Refusal::Faulty(faults) = refusal else { panic!("{refusal:?}") };
    faults.into_iter().map(|fault| (fault.field, fault.wrong)).collect()
}

const PROTOCOL: Sha256 = Sha256([7; 32]);
const SIGNATURE: Sha256 = Sha256([9; 32]);

#[test]
fn of_all_64_combinations_exactly_the_levels_that_turn_the_outcome_are_named() {
    // Values 10, 7.5, 2.5 and 0 times the weights 0.2, 0.4 and 0.4, in tenths, by hand.
    let points = |[i, r, u]: [u8; 3]| {
        let (innovation, others) = ([20, 15, 5, 0], [40, 30, 10, 0]);
        innovation[usize::from(i) - 1] + others[usize::from(r) - 1] + others[usize::from(u) - 1]
    };
    let mut turning = 0;
    for at in 0..64u8 {
        let levels = [at / 16 + 1, at / 4 % 4 + 1, at % 4 + 1];
        let found = tips(levels, htmc()).unwrap();
        let mut expected = vec![];
        for place in 0..3 {
            for to in 1..=4 {
                let mut other = levels;
                other[place] = to;
                if (points(other) >= 70) != (points(levels) >= 70) {
                    expected.push((place, levels[place], to, points(other), points(other) >= 70));
                }
            }
        }
        let found: Vec<_> = found.iter().map(|tip| (tip.place, tip.from, tip.to, tip.points.0, tip.listed)).collect();
        assert_eq!(found, expected, "{levels:?}");
        turning += usize::from(!found.is_empty());
    }
    assert!((17..64).contains(&turning), "not every combination stands near the bound: {turning}");
}

#[test]
fn whoever_entered_or_scored_a_proposal_does_not_approve_it() {
    let technology = technology();
    let scored = rated([1, 1, 1]);
    let state = after(&[("a", Command::Propose(&technology)), ("b", Command::Score(&scored))]);
    let confirmed = confirmed([1, 1, 1], "");
    let confirm = Command::Confirm { confirmed: &confirmed, protocol: PROTOCOL };
    for first in ["a", "b"] {
        assert_eq!(refusal(&state, first, &confirm), Refusal::NotASecondPerson);
    }
    let frozen = after(&[("a", Command::Propose(&technology)), ("b", Command::Score(&scored)), ("c", confirm)]);
    let approve = Command::Approve { protocol: PROTOCOL, signature: SIGNATURE };
    assert_eq!(refusal(&frozen, "a", &approve), Refusal::NotASecondPerson);
    assert_eq!(refusal(&frozen, "d", &approve), Refusal::NothingFrozen, "what another confirmed is not theirs to sign");
    let other = Command::Approve { protocol: Sha256([8; 32]), signature: SIGNATURE };
    assert_eq!(refusal(&frozen, "c", &other), Refusal::NothingFrozen, "a protocol that was replaced meanwhile");
    let events = decide(&frozen, &approve, &context("c", 9)).unwrap();
    let approved = events.iter().fold(frozen, evolve);
    assert!(matches!(approved, State::Approved { .. }));
    assert_eq!(decide(&approved, &approve, &context("c", 10)), Ok(vec![]), "the same signature again");
    assert_eq!(refusal(&approved, "b", &Command::Score(&scored)), Refusal::AlreadyApproved);
    assert_eq!(refusal(&approved, "a", &Command::Amend(&technology)), Refusal::AlreadyApproved);
}

#[test]
fn nothing_is_averaged_a_level_is_one_that_was_given_and_a_disagreement_needs_a_reason() {
    let technology = technology();
    let (one, other) = (rated([1, 1, 1]), rated([3, 1, 1]));
    let state = after(&[("a", Command::Propose(&technology)), ("a", Command::Score(&one)), ("b", Command::Score(&other))]);
    assert_eq!(state.proposal().unwrap().given(0).into_iter().collect::<Vec<_>>(), [1, 3]);
    let ask = |levels, reason: &str| {
        let confirmed = confirmed(levels, reason);
        decide(&state, &Command::Confirm { confirmed: &confirmed, protocol: PROTOCOL }, &context("c", 9)).map(|_| ())
    };
    let faults = |levels, reason| wrong_fields(ask(levels, reason).unwrap_err());
    assert_eq!(faults([2, 1, 1], "орташа"), [("innovation.level".into(), Wrong::LevelOfNobody)], "between 1 and 3");
    assert_eq!(faults([0, 1, 1], "x"), [("innovation.level".into(), Wrong::NoSuchLevel)], "nothing was picked");
    assert_eq!(faults([5, 1, 1], "x"), [("innovation.level".into(), Wrong::NoSuchLevel)]);
    assert_eq!(faults([3, 1, 1], " "), [("innovation.reason".into(), Wrong::ReasonMissing)]);
    assert_eq!(ask([3, 1, 1], "Әлемде 12 жыл"), Ok(()));
}

#[test]
fn a_score_of_evidence_that_is_no_more_does_not_count_and_what_was_frozen_by_it_is_not_signed() {
    let (first, mut second) = (technology(), technology());
    second.in_use_since = Some(2000);
    let (scored, level) = (rated([1, 1, 1]), confirmed([1, 1, 1], ""));
    let confirm = Command::Confirm { confirmed: &level, protocol: PROTOCOL };
    let begun = [("a", Command::Propose(&first)), ("b", Command::Score(&scored)), ("c", confirm.clone())];
    let amended = after(&[begun.as_slice(), &[("a", Command::Amend(&second))]].concat());
    assert!(amended.frozen().is_none());
    assert_eq!(refusal(&amended, "c", &confirm), Refusal::NothingScored);
    let approve = Command::Approve { protocol: PROTOCOL, signature: SIGNATURE };
    assert_eq!(refusal(&amended, "c", &approve), Refusal::NothingFrozen);
    // Nor by a score that came after.
    let rescored = after(&[begun.as_slice(), &[("d", Command::Score(&scored))]].concat());
    assert_eq!(refusal(&rescored, "c", &approve), Refusal::NothingFrozen);
    // An amendment that changes nothing makes nobody score again.
    let same = after(&[begun.as_slice(), &[("a", Command::Amend(&first))]].concat());
    assert!(same.frozen().is_some());
}

#[test]
fn everything_that_is_wrong_with_a_proposal_is_named_at_once() {
    let mut wrong = technology();
    wrong.name.kk = " ".into();
    (wrong.code, wrong.in_use_since) = (Some("кардио".into()), Some(2030));
    wrong.evidence.insert(Topic::Drugs, Passage { text: "қымбат".into(), sources: vec![] });
    let named = wrong_fields(refusal(&State::Absent, "a", &Command::Propose(&wrong)));
    let expected =
        [("name.kk", Wrong::Missing), ("code", Wrong::Code), ("in-use-since", Wrong::Year), ("drugs.sources", Wrong::NoSource)];
    assert_eq!(named, expected.map(|(field, wrong)| (field.to_owned(), wrong)));
    let mut bare = technology();
    (bare.code, bare.in_use_since, bare.evidence) = (None, None, BTreeMap::new());
    assert!(decide(&State::Absent, &Command::Propose(&bare), &context("a", 0)).is_ok(), "what is unknown may be unknown");
    let open = after(&[("a", Command::Propose(&bare))]);
    let unfounded = [1, 1, 1].map(|level| Rated { level, justification: String::new(), sources: vec![] });
    assert_eq!(wrong_fields(refusal(&open, "b", &Command::Score(&unfounded))).len(), 6, "three justifications, three sources");
    assert_eq!(refusal(&open, "b", &Command::Amend(&bare)), Refusal::NotTheirs);
    assert_eq!(refusal(&open, "b", &Command::Withdraw { reason: "x" }), Refusal::NotTheirs);
}

/// One step of somebody: who, what, and the levels with it.
fn step() -> impl Strategy<Value = (usize, u8, [u8; 3])> {
    (0usize..4, 0u8..6, [1u8..=4, 1u8..=4, 1u8..=4])
}

proptest! {
    /// Whatever is tried in whatever order: what is approved was confirmed by a second person from levels that
    /// were given by the evidence as it stood, and the events tell the same state again.
    #[test]
    fn no_order_of_steps_gets_round_the_second_person(steps in proptest::collection::vec(step(), 1..40)) {
        let technology = technology();
        let (mut state, mut all): (State, Vec<Event>) = (State::Absent, vec![]);
        for (second, (who, what, levels)) in steps.into_iter().enumerate() {
            let by = ["a", "b", "c", "d"][who];
            let mut changed = technology.clone();
            changed.proposer = format!("Ұйым {second}");
            let (rated, confirmed) = (rated(levels), confirmed(levels, "себебі"));
            let protocol = Sha256::of(&[second as u8]);
            let held = state.frozen().map_or(PROTOCOL, |frozen| frozen.protocol);
            let command = match what {
                0 => Command::Propose(&technology),
                1 => Command::Amend(&changed),
                2 | 3 => Command::Score(&rated),
                4 => Command::Confirm { confirmed: &confirmed, protocol },
                _ => Command::Approve { protocol: held, signature: SIGNATURE },
            };
            let before = state.clone();
            match decide(&state, &command, &context(by, second as i64)) {
                Ok(events) => {
                    state = events.iter().fold(state, evolve);
                    all.extend(events);
                }
                Err(_) => prop_assert_eq!(&state, &before),
            }
            if let State::Approved { open, frozen, .. } = &state {
                prop_assert!(open.by != frozen.by && !open.scores.contains_key(&frozen.by));
                for (place, level) in frozen.levels().into_iter().enumerate() {
                    prop_assert!(open.given(place).contains(&level));
                }
                if matches!(before, State::Approved { .. }) {
                    prop_assert_eq!(&state, &before, "nothing changes what is approved");
                }
            }
        }
        let stored: Vec<Event> =
            all.iter().map(|event| serde_json::from_slice(&serde_json::to_vec(event).unwrap()).unwrap()).collect();
        prop_assert_eq!(State::of(&stored), state);
    }
}
