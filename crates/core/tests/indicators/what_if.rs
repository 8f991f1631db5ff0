//! A month replayed under another procedure, another load, other experts.

use crate::histories::month;
use saraptama_core::act::Event;
use saraptama_core::assign::{Load, Receipt, Seed};
use saraptama_core::deadline;
use saraptama_core::indicators::{ActFact, Assumed, Course, DataBankMonth, Joining, Replay, WhatIf};
use saraptama_core::law::{Law, Procedure};
use saraptama_core::terms::{ActNumber, FormId, Instant, Region, Sha256, parse_instant};
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

/// A case that was given to one expert after the other, at these times, and decided by the last one, if at all.
pub fn given(times: &[Instant], decided: Option<Instant>) -> ActFact {
    let seed = Seed::new([7; 32]);
    let mut events = vec![];
    for (n, at) in times.iter().copied().enumerate() {
        let (expert, due) = (format!("expert-{n}"), deadline::due(at, &procedure(), &LAW.calendar).unwrap());
        let candidates = vec![Load { expert: expert.clone(), open: 0 }];
        let (commitment, ticket) = (seed.commitment(), seed.ticket(ActNumber::new(2025, 1)));
        let tied = vec![expert.clone()];
        let receipt = Receipt { candidates, exclusions: vec![], tied, commitment, ticket, chosen: Some(expert.clone()) };
        let (counts_from, due_at, readings) = (due.counts_from, due.due_at, vec![]);
        events.push(if n == 0 {
            Event::Assigned { expert, receipt, at, counts_from, due_at, readings }
        } else {
            let (from, reason, note, by) =
                ("somebody".to_owned(), "redistributed-ill".to_owned(), String::new(), "staff".to_owned());
            Event::Reassigned { expert, from, reason, note, by, receipt, at, counts_from, due_at, readings }
        });
    }
    let (sha256, signature) = (Sha256::of(b"decision"), Sha256::of(b"seal"));
    events.extend(decided.map(|at| Event::Decided { sha256, signature, at }));
    ActFact { course: Course::of(&events), ..ActFact::default() }
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

#[test]
fn a_moved_act_is_in_time_by_the_term_of_whoever_decided_it_as_the_report_says() {
    // Taken from the first expert on the third day; the second one decided within their own term.
    let moved = given(&[at("02T15:00"), at("04T15:00")], Some(at("04T17:00")));
    let mut report = DataBankMonth::new(month(), LAW.pilot.nearest(month().first));
    report.add(&moved);
    let tables = report.tables();
    let terms = tables.iter().find(|table| table.id == "terms").unwrap();
    assert_eq!((terms.value("in-time", "count"), terms.value("late", "count")), (Some(1), Some(0)));

    let found = |hour: i8, fact: &ActFact| {
        let tried = Procedure { cut_off: jiff::civil::time(hour, 0, 0, 0), ..procedure() };
        let found = replayed(&tried, std::slice::from_ref(fact), None);
        let case = found.changed_cases.first().map(|one| (one.in_time_before, one.in_time_after));
        (found.changed, found.become_late, found.become_in_time, case)
    };
    // By the first expert's term it would seem to have been late.
    assert_eq!(found(12, &moved), (1, 0, 0, Some((Some(true), Some(true)))));
    // It reached the second one after the hour: their term would begin on the same day under a later one.
    let after_hours = given(&[at("02T10:00"), at("04T16:30")], Some(at("05T09:00")));
    assert_eq!(found(17, &after_hours), (1, 1, 0, Some((Some(true), Some(false)))));
    assert_eq!(found(16, &after_hours), (0, 0, 0, None));
    // Where the draws of an earlier version are not filled in, nothing is made up.
    let course = Course { draws: saraptama_core::indicators::Draws::default(), ..moved.course };
    assert_eq!(found(12, &ActFact { course, ..ActFact::default() }), (1, 0, 0, Some((None, None))));
}

#[test]
fn what_was_open_when_the_month_began_is_worked_off_under_its_own_terms() {
    let august = |text: &str| parse_instant(&format!("2025-08-{text}:00+05:00")).unwrap();
    // Two acts of the last working day came after the hour and count from the first one of September, one was decided before,
    // one was returned then, one is with a second expert since Friday evening.
    let mut returned = given(&[august("29T17:00")], None);
    returned.course.ended_at = Some(august("30T10:00"));
    let before = [
        given(&[august("29T17:00")], None),
        given(&[august("29T17:00")], Some(at("01T12:00"))),
        given(&[august("28T10:00")], Some(august("28T12:00"))),
        returned,
        given(&[august("20T10:00"), august("29T17:30"), at("05T10:00")], None),
    ];
    let first = LAW.calendar.next_working_day(jiff::civil::date(2025, 8, 31)).unwrap();
    let due = deadline::due(august("29T17:00"), &procedure(), &LAW.calendar).unwrap().due_date;
    assert!(first == due && first.to_string() == "2025-09-02", "{first} {due}");
    let with = |facts: &[ActFact], experts, load_percent| {
        let found = replayed(&procedure(), facts, Some(Assumed { load_percent, experts, decisions_a_day: 1 }));
        (found.open_before, found.cases, found.first_broken, found.experts_needed)
    };
    assert_eq!(with(&before, 3, 100), (3, 0, None, Some(3)));
    assert_eq!(with(&before, 2, 100), (3, 0, Some(first), Some(3)));
    // They are there whatever load is assumed, and come before what the month brings.
    let mut all = before.to_vec();
    all.push(fact("02T10:00", "02T12:00"));
    assert_eq!(with(&all, 3, 100), (3, 1, Some(first), Some(4)));
    assert_eq!(with(&all, 3, 1), (3, 1, None, Some(3)));
    assert_eq!(with(&all[5..], 1, 100), (0, 1, None, Some(1)));
}

#[test]
fn a_form_that_enters_is_worked_off_from_the_day_on_which_it_was_signed() {
    let procedure = procedure();
    let replay = || Replay::new(month(), &procedure, &LAW.calendar);
    let assumed = Some(Assumed { load_percent: 100, experts: 1, decisions_a_day: 1 });
    let mut entering = replay().with_forms();
    for (n, signed) in [(1, at("03T10:00")), (2, at("03T11:00"))] {
        entering.enter(FormId::from_bytes([n; 16]), signed).unwrap();
    }
    let found = entering.found(assumed);
    assert_eq!((found.cases, found.changed, found.entering), (0, 0, Some(2)));
    let terms: Vec<_> = found.entering_cases.iter().map(|one| (one.signed_at, one.due_at)).collect();
    assert_eq!(terms, [(at("03T10:00"), at("03T18:00")), (at("03T11:00"), at("03T18:00"))]);
    assert_eq!((found.first_broken.map(|day| day.to_string()), found.experts_needed), (Some("2025-09-03".to_owned()), Some(2)));
    // Forms that were looked at and do not enter are another answer than none that were looked at.
    assert_eq!((replay().with_forms().found(None).entering, replay().found(None).entering), (Some(0), None));
}
