//! An act that its expert cannot decide, given to another by the same lottery (AMB-22, AMB-23).

use crate::world::*;
use jiff::civil::date;
use saraptama_core::act::{Action, Event, Refusal, State, actions, decide, evolve};
use saraptama_core::authority::{Grant, Principal, Role};
use saraptama_core::law::{Calendar, NoCalendar};
use saraptama_core::terms::parse_instant;

fn expert(id: &str) -> Principal {
    let grant = Grant { role: Role::Expert, organisation: None, from: date(2025, 6, 22), until: None };
    Principal { id: id.into(), name: String::new(), iin: None, region: None, grants: vec![grant], absences: vec![] }
}

fn moved(name: &str, to: &str, hour: u8) -> (State, Vec<Event>) {
    let state = state(name);
    let events = decide(&state, &reassign(EXPERT, Some(to)), at(hour)).unwrap();
    (events.iter().fold(state, evolve), events)
}

#[test]
fn the_new_term_runs_from_the_new_arrival_and_the_first_stays_beside_it() {
    let State::Assigned { held: before, .. } = state("assigned") else { panic!() };
    // After 16:00: it counts from the next working day.
    let (state, events) = moved("assigned", ANOTHER, 17);
    let [Event::Reassigned { from, expert, counts_from, due_at, reason, by, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!((from.as_str(), expert.as_str(), reason.as_str(), by.as_str()), (EXPERT, ANOTHER, "redistributed-ill", "staff"));
    assert_eq!((*counts_from, *due_at), (date(2025, 9, 3), parse_instant("2025-09-03T18:00:00+05:00").unwrap()));
    let State::Assigned { held, .. } = state else { panic!() };
    assert_eq!((held.arrived_at, held.due_at, held.first_due_at), (at(17), *due_at, before.due_at));
}

#[test]
fn the_former_expert_loses_sight_of_it_at_once_and_what_they_froze_is_void() {
    let (state, _) = moved("frozen", ANOTHER, 15);
    let day = date(2025, 9, 2);
    assert!(actions(&state, &expert(EXPERT), day).is_empty());
    assert_eq!(actions(&state, &expert(ANOTHER), day), [Action::SeeCase, Action::Decide], "nothing is frozen to be signed");
    assert_eq!(decide(&state, &sign("the former's seal", EXPERT), at(16)), Err(Refusal::NotTheAssignedExpert));
    assert_eq!(decide(&state, &sign("the new one's seal", ANOTHER), at(16)), Err(Refusal::NothingFrozen));
    assert_eq!(decide(&state, &freeze("decision", EXPERT), at(16)), Err(Refusal::NotTheAssignedExpert));
}

#[test]
fn it_never_comes_back_to_whoever_it_was_taken_from() {
    let (state, _) = moved("assigned", ANOTHER, 15);
    assert_eq!(decide(&state, &reassign(ANOTHER, Some(EXPERT)), at(16)), Err(Refusal::NobodyElse));
    assert_eq!(decide(&state, &reassign(ANOTHER, None), at(16)), Err(Refusal::NobodyElse));
    let events = decide(&state, &reassign(ANOTHER, Some(THIRD)), at(16)).unwrap();
    let State::Assigned { held, .. } = events.iter().fold(state, evolve) else { panic!() };
    assert_eq!((held.expert.as_str(), held.taken_from), (THIRD, vec![EXPERT.to_owned(), ANOTHER.to_owned()]));
}

#[test]
fn of_two_who_redistribute_it_the_second_is_told_that_it_went_elsewhere() {
    let (state, _) = moved("assigned", ANOTHER, 15);
    assert_eq!(decide(&state, &reassign(EXPERT, Some(THIRD)), at(15)), Err(Refusal::ElsewhereByNow));
}

#[test]
fn without_a_calendar_it_stays_where_it_is() {
    let none = Calendar { years: vec![] };
    let saraptama_core::act::Command::Reassign(asked) = reassign(EXPERT, Some(ANOTHER)) else { panic!() };
    let command = saraptama_core::act::Command::Reassign(saraptama_core::act::Reassignment { calendar: &none, ..asked });
    assert_eq!(decide(&state("assigned"), &command, at(12)), Err(Refusal::NoCalendar(NoCalendar(date(2025, 9, 2)))));
}
