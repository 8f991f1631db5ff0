//! A month replayed under another procedure, another load, other experts.

use crate::histories::month;
use saraptama_core::deadline;
use saraptama_core::indicators::{ActFact, Assumed, Course, Joining, Replay, WhatIf};
use saraptama_core::law::{Law, Procedure};
use saraptama_core::terms::{FormId, Instant, Region, parse_instant};
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

fn at(text: &str) -> Instant {
    parse_instant(&format!("2025-09-{text}:00+05:00")).unwrap()
}

fn procedure() -> Procedure {
    LAW.pilot.nearest(month().first).procedure.clone()
}

/// A case that reached its expert and was decided then.
fn fact(assigned: &str, decided: &str) -> ActFact {
    let due = deadline::due(at(assigned), &procedure(), &LAW.calendar).unwrap().due_at;
    let course = Course {
        assigned_at: Some(at(assigned)),
        first_due_at: Some(due),
        due_at: Some(due),
        decided_at: Some(at(decided)),
        ..Course::default()
    };
    ActFact { course, ..ActFact::default() }
}

fn replayed(procedure: &Procedure, facts: &[ActFact], assumed: Option<Assumed>) -> WhatIf {
    let mut replay = Replay::new(month(), procedure, &LAW.calendar);
    for (n, fact) in (0..).zip(facts) {
        replay.add(FormId::from_bytes([n; 16]), fact).unwrap();
    }
    replay.found(assumed)
}

#[test]
fn the_same_law_changes_no_case() {
    let facts = [fact("02T10:00", "02T12:00"), fact("02T16:30", "03T09:00")];
    let found = replayed(&procedure(), &facts, None);
    assert_eq!((found.cases, found.changed, found.first_broken), (2, 0, None));
}

#[test]
fn an_earlier_cut_off_moves_the_term_of_what_came_between_the_two_hours() {
    let earlier = Procedure { cut_off: jiff::civil::time(12, 0, 0, 0), ..procedure() };
    // Decided on the next day: late by the order, in time by the draft.
    let facts = [fact("02T10:00", "02T12:00"), fact("02T15:00", "03T09:00"), fact("02T16:30", "03T09:00")];
    let found = replayed(&earlier, &facts, None);
    assert_eq!((found.cases, found.changed, found.become_in_time, found.become_late), (3, 1, 1, 0));
    let changed = &found.changed_cases[0];
    assert_eq!((changed.in_time_before, changed.in_time_after), (Some(false), Some(true)));
    assert!(changed.due_before < changed.due_after);

    let later = Procedure { cut_off: jiff::civil::time(17, 0, 0, 0), ..procedure() };
    let found = replayed(&later, &facts, None);
    assert_eq!((found.changed, found.become_in_time, found.become_late), (1, 0, 1));
}

#[test]
fn the_first_deadline_breaks_on_the_day_on_which_more_come_than_can_be_decided() {
    // Two on Tuesday, five on Wednesday.
    let mut facts = vec![fact("02T10:00", "02T12:00"); 2];
    facts.extend(vec![fact("03T10:00", "03T12:00"); 5]);
    let assumed = |load_percent, experts, decisions_a_day| Some(Assumed { load_percent, experts, decisions_a_day });
    let broken = |assumed| {
        let found = replayed(&procedure(), &facts, assumed);
        (found.first_broken.map(|day| day.to_string()), found.most_open)
    };
    assert_eq!(broken(assumed(100, 5, 1)), (None, 0));
    assert_eq!(broken(assumed(100, 2, 2)), (Some("2025-09-03".to_owned()), 1));
    assert_eq!(broken(assumed(300, 5, 1)), (Some("2025-09-02".to_owned()), 11));
    // Half of seven, where parts of a case add up.
    assert_eq!(broken(assumed(50, 1, 2)), (None, 0));
    assert_eq!(broken(assumed(100, 0, 9)), (Some("2025-09-02".to_owned()), 7));
}

#[test]
fn the_staffing_figure_is_the_fewest_experts_with_whom_no_term_breaks() {
    let mut facts = vec![fact("02T10:00", "02T12:00"); 2];
    facts.extend(vec![fact("03T10:00", "03T12:00"); 5]);
    for (load_percent, decisions_a_day, needed) in [(100, 1, 5), (100, 2, 3), (300, 1, 15), (50, 1, 2), (100, 100, 1)] {
        let with = |experts| replayed(&procedure(), &facts, Some(Assumed { load_percent, experts, decisions_a_day }));
        assert_eq!(with(1).experts_needed, Some(needed), "{load_percent} {decisions_a_day}");
        assert_eq!(with(needed).first_broken, None);
        assert!(with(needed - 1).first_broken.is_some());
    }
    let nobody_decides = Some(Assumed { load_percent: 100, experts: 5, decisions_a_day: 0 });
    assert_eq!(replayed(&procedure(), &facts, nobody_decides).experts_needed, None);
    let nothing_came = Some(Assumed { load_percent: 100, experts: 0, decisions_a_day: 0 });
    assert_eq!(replayed(&procedure(), &[], nothing_came).experts_needed, Some(0));
    assert_eq!(replayed(&procedure(), &facts, None).experts_needed, None);
}

#[test]
fn who_joins_brings_as_many_cases_as_whom_they_are_like_and_changes_no_case_that_was() {
    let of = |region, nosology: &str| ActFact {
        organisation_region: Some(Region::parse(region).unwrap()),
        nosology: Some(nosology.to_owned()),
        ..fact("02T10:00", "02T12:00")
    };
    let facts =
        [of("KZ-11", "limb-defect"), of("KZ-11", "down-syndrome"), of("KZ-75", "limb-defect"), fact("03T10:00", "03T12:00")];
    let replayed = |joining: Joining| {
        let procedure = procedure();
        let mut replay = Replay::new(month(), &procedure, &LAW.calendar).joined_by(joining);
        facts.iter().for_each(|fact| replay.add(FormId::from_bytes([1; 16]), fact).unwrap());
        let found = replay.found(Some(Assumed { load_percent: 100, experts: 3, decisions_a_day: 1 }));
        (found.cases, found.changed, found.joined, found.first_broken.map(|day| day.to_string()), found.experts_needed)
    };
    let like_region = Some(Region::parse("KZ-11").unwrap());
    let like_nosology = Some("limb-defect".to_owned());
    let broken = Some("2025-09-02".to_owned());
    assert_eq!(replayed(Joining::default()), (4, 0, 0, None, Some(3)));
    assert_eq!(replayed(Joining { like_region, like_nosology: None }), (4, 0, 2, broken.clone(), Some(5)));
    assert_eq!(replayed(Joining { like_region: None, like_nosology: like_nosology.clone() }), (4, 0, 2, broken.clone(), Some(5)));
    assert_eq!(replayed(Joining { like_region, like_nosology }), (4, 0, 4, broken, Some(7)));
}
