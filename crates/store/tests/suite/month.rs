use super::sample::*;
use saraptama_core::terms::{ActNumber, Icd10};
use saraptama_store::rows::{AcceptedCount, ActRow, ActState, DecidedCount, OpenCount, RegisterRow};
use saraptama_store::{Change, Store};

pub async fn a_month_is_counted_by_what_was_accepted_decided_and_is_open(store: Store) {
    let down = Icd10::parse("Q90.0").ok();
    let act = |n: u32, state, due: Option<i64>, alarm| ActRow {
        icd10: down,
        number: (n != 1).then(|| ActNumber::new(2025, n)),
        expert: due.map(|_| "expert-1".to_owned()),
        due_at: due.map(at),
        alarm,
        ..act_row(n, state)
    };
    let acts = [
        act(1, ActState::Accepted, None, false),
        act(2, ActState::Waiting, None, true),
        act(3, ActState::Assigned, Some(100), false),
        act(4, ActState::Assigned, Some(900), false),
        act(5, ActState::Registered, Some(60), false),
        act(6, ActState::Registered, Some(59), false),
        // Accepted after the stretch that is asked for.
        act(70, ActState::Waiting, None, false),
    ];
    let entry = |index, n| {
        Change::Register(RegisterRow {
            form: form(n),
            registered_at: at(60),
            expert: "expert-1".to_owned(),
            ..register_row(index)
        })
    };
    let rows = acts.into_iter().map(Change::Act).chain([entry(0, 5)]).collect();
    store.commit(changes(rows)).await.unwrap();
    store.commit(changes(vec![entry(1, 6)])).await.unwrap();

    let region = act_row(1, ActState::Accepted).patient_region;
    let accepted = |state, count, numbered| AcceptedCount { region, icd10: down, state, count, numbered };
    let mut counted = store.accepted_between(at(1), at(70)).await.unwrap();
    counted.sort_by_key(|one| one.state);
    let expected = [
        accepted(ActState::Accepted, 1, 0),
        accepted(ActState::Waiting, 1, 1),
        accepted(ActState::Assigned, 2, 2),
        accepted(ActState::Registered, 2, 2),
    ];
    assert_eq!(counted, expected);
    assert_eq!(store.accepted_between(at(71), at(99)).await.unwrap(), []);

    // At the very end of its term an act is in time.
    let decided = DecidedCount { region, icd10: down, expert: "expert-1".to_owned(), count: 2, in_time: 1 };
    assert_eq!(store.decided_between(at(60), at(61)).await.unwrap(), [decided]);
    assert_eq!(store.decided_between(at(0), at(60)).await.unwrap(), []);

    let mut open = store.open_acts(at(101)).await.unwrap();
    open.sort_by_key(|one| (one.state, one.alarm));
    let one = |state, alarm, expert: &str, count, overdue| OpenCount { state, alarm, expert: expert.to_owned(), count, overdue };
    let expected = [
        one(ActState::Accepted, false, "", 1, 0),
        one(ActState::Waiting, false, "", 1, 0),
        one(ActState::Waiting, true, "", 1, 0),
        one(ActState::Assigned, false, "expert-1", 2, 1),
    ];
    assert_eq!(open, expected);
}
