use super::sample::*;
use saraptama_store::rows::{EditionRow, EditionState};
use saraptama_store::{Change, CommitError, Store};

fn row(n: u32, second: i64, place: Option<u64>) -> EditionRow {
    EditionRow {
        id: form(n),
        edition: format!("2026-{n}"),
        act: n.to_string(),
        first_day: jiff::civil::date(2026, 1, 1),
        state: if place.is_some() { EditionState::Approved } else { EditionState::Draft },
        rows: 108,
        changed_by: "analyst".to_owned(),
        changed_at: at(second),
        place,
    }
}

fn put(row: EditionRow) -> saraptama_store::Unit {
    changes(vec![Change::HtmcEdition(row)])
}

pub async fn an_edition_is_read_as_it_was_written_and_two_never_share_a_place(store: Store) {
    assert_eq!(store.htmc_approved_count().await.unwrap(), 0);
    store.commit(put(row(1, 1, None))).await.unwrap();
    store.commit(put(row(2, 2, None))).await.unwrap();
    assert_eq!(store.htmc_editions().await.unwrap(), [row(2, 2, None), row(1, 1, None)]);
    assert!(store.htmc_approved().await.unwrap().is_empty());
    store.commit(put(row(1, 3, Some(0)))).await.unwrap();
    assert!(matches!(store.commit(put(row(2, 4, Some(0)))).await, Err(CommitError::Conflict)));
    store.commit(put(row(2, 5, Some(1)))).await.unwrap();
    assert_eq!(store.htmc_approved().await.unwrap(), [row(1, 3, Some(0)), row(2, 5, Some(1))]);
    assert_eq!(store.htmc_approved_count().await.unwrap(), 2);
}
