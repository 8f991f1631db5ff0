//! Days on which experts are not on duty.

use super::sample::{at, changes};
use jiff::civil::{Date, date};
use saraptama_core::terms::Sha256;
use saraptama_store::rows::{AbsenceRow, Withdrawn};
use saraptama_store::{Change, CommitError, Store};

fn absence(n: u8, expert: &str, from: Date, until: Date) -> AbsenceRow {
    AbsenceRow {
        id: Sha256::of(&[n]),
        expert: expert.to_owned(),
        from,
        until,
        reason: "absence-ill".to_owned(),
        note: String::new(),
        by: "staff".to_owned(),
        at: at(i64::from(n)),
        withdrawn: None,
    }
}

fn withdrawn(second: i64) -> Withdrawn {
    Withdrawn { note: "Ерте оралды".to_owned(), by: "staff".to_owned(), at: at(second) }
}

async fn absent(store: &Store, day: i8) -> Vec<String> {
    store.absent_on(date(2025, 9, day)).await.unwrap()
}

pub async fn both_ends_of_an_absence_are_off_duty_and_a_withdrawn_one_is_not(store: Store) {
    let one = absence(1, "expert-1", date(2025, 9, 3), date(2025, 9, 4));
    let other = absence(2, "expert-2", date(2025, 9, 4), date(2025, 9, 4));
    let again = absence(3, "expert-2", date(2025, 9, 4), date(2025, 9, 5));
    let all = [&one, &other, &again].map(|row| Change::Absence(row.clone())).to_vec();
    store.commit(changes(all)).await.unwrap();
    assert!(absent(&store, 2).await.is_empty(), "the day before");
    assert_eq!(absent(&store, 3).await, ["expert-1"], "the first day");
    assert_eq!(absent(&store, 4).await, ["expert-1", "expert-2"], "the last day; each expert once");
    assert_eq!(absent(&store, 5).await, ["expert-2"], "the day after");
    store.commit(changes(vec![Change::AbsenceWithdrawn { id: again.id, withdrawn: withdrawn(9) }])).await.unwrap();
    assert!(absent(&store, 5).await.is_empty());
    assert_eq!(absent(&store, 4).await, ["expert-1", "expert-2"], "the other absence of the same expert still holds");
}

pub async fn an_absence_is_withdrawn_once_and_never_forgotten(store: Store) {
    let row = absence(1, "expert-1", date(2025, 9, 30), date(2025, 10, 1));
    store.commit(changes(vec![Change::Absence(row.clone())])).await.unwrap();
    let withdraw = || changes(vec![Change::AbsenceWithdrawn { id: row.id, withdrawn: withdrawn(9) }]);
    store.commit(withdraw()).await.unwrap();
    assert!(matches!(store.commit(withdraw()).await, Err(CommitError::Conflict)));
    let kept = AbsenceRow { withdrawn: Some(withdrawn(9)), ..row.clone() };
    assert_eq!(store.absence(row.id).await.unwrap(), Some(kept.clone()));
    assert_eq!(store.absences(None).await.unwrap(), std::slice::from_ref(&kept));
    assert!(store.absences(Some(row.id)).await.unwrap().is_empty());
    for (from, until, found) in [
        (date(2025, 9, 1), date(2025, 9, 29), 0),
        (date(2025, 9, 1), date(2025, 9, 30), 1),
        (date(2025, 10, 1), date(2025, 10, 31), 1),
        (date(2025, 10, 2), date(2025, 10, 31), 0),
    ] {
        assert_eq!(store.absences_of("expert-1", from, until).await.unwrap().len(), found, "{from} to {until}");
    }
    assert!(store.absences_of("expert-2", date(2025, 9, 1), date(2025, 10, 31)).await.unwrap().is_empty());
    let day = date(2025, 9, 30);
    assert_eq!([0, 8, 9].map(|second| kept.held(day, at(second))), [false, true, false], "as it was known then");
}
