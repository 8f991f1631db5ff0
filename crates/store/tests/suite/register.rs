use super::sample::*;
use saraptama_core::terms::{ActNumber, Sha256};
use saraptama_store::rows::{CheckpointRow, RegisterQuery};
use saraptama_store::{Change, CommitError, Store};

async fn fill(store: &Store, entries: u64) {
    let rows = (0..entries).map(|index| Change::Register(register_row(index))).collect();
    store.commit(changes(rows)).await.unwrap();
}

pub async fn the_register_grows_by_one_entry_behind_the_last(store: Store) {
    assert_eq!(store.register_size().await.unwrap(), 0);
    for (index, taken) in [(1, false), (0, true), (0, false), (2, false), (1, true)] {
        let result = store.commit(changes(vec![Change::Register(register_row(index))])).await;
        assert_eq!(result.is_ok(), taken, "entry {index}");
        assert!(taken || matches!(result, Err(CommitError::Conflict)));
    }
    assert_eq!(store.register_size().await.unwrap(), 2);
    let mut twin = register_row(2);
    twin.verification_code = register_row(0).verification_code;
    assert!(matches!(store.commit(changes(vec![Change::Register(twin)])).await, Err(CommitError::Conflict)));
    assert_eq!(store.register_entry(1).await.unwrap(), Some(register_row(1)));
    assert_eq!(store.register_by_number(ActNumber::new(2025, 2)).await.unwrap(), Some(register_row(1)));
    assert_eq!(store.register_by_code("code-0").await.unwrap(), Some(register_row(0)));
    assert_eq!(store.register_by_code("code-2").await.unwrap(), None);
}

async fn found(store: &Store, query: RegisterQuery) -> Vec<u64> {
    store.register_search(&query).await.unwrap().iter().map(|row| row.index).collect()
}

pub async fn the_register_is_searched_by_every_field(store: Store) {
    fill(&store, 30).await;
    let any = || RegisterQuery { limit: 100, ..RegisterQuery::default() };
    let key = |n: u8| Some(Sha256::of(&[n]));
    assert_eq!(found(&store, any()).await, (0..30).collect::<Vec<u64>>());
    assert_eq!(found(&store, RegisterQuery { number: Some(ActNumber::new(2025, 8)), ..any() }).await, [7]);
    assert_eq!(found(&store, RegisterQuery { iin_key: key(2), ..any() }).await, [2, 7, 12, 17, 22, 27]);
    assert_eq!(found(&store, RegisterQuery { iin_key: key(2), after: Some(7), limit: 2, ..any() }).await, [12, 17]);
    let bounded = RegisterQuery { from: Some(at(5 * 60)), to: Some(at(8 * 60)), ..any() };
    assert_eq!(found(&store, bounded.clone()).await, [5, 6, 7]);
    assert_eq!(found(&store, RegisterQuery { iin_key: key(2), ..bounded.clone() }).await, [7]);
    let all_at_once =
        RegisterQuery { number: Some(ActNumber::new(2025, 8)), name_key: Some("АХМЕТОВА".to_owned()), ..bounded };
    assert_eq!(found(&store, RegisterQuery { iin_key: key(2), ..all_at_once.clone() }).await, [7]);
    assert!(found(&store, RegisterQuery { iin_key: key(3), ..all_at_once }).await.is_empty());
    let hashes: Vec<Sha256> = (3..9).map(|index| register_row(index).leaf_hash).collect();
    assert_eq!(store.leaf_hashes(3, 9).await.unwrap(), hashes);
    assert!(store.leaf_hashes(30, 40).await.unwrap().is_empty());
}

pub async fn a_name_is_searched_by_its_beginning(store: Store) {
    fill(&store, 9).await;
    let named = |name: &str| RegisterQuery { name_key: Some(name.to_owned()), limit: 100, ..RegisterQuery::default() };
    assert_eq!(found(&store, named("АХМЕТОВ")).await, [0, 1, 3, 4, 6, 7]);
    assert_eq!(found(&store, named("АХМЕТОВА")).await, [1, 4, 7]);
    assert_eq!(found(&store, named("БЕКОВ-008")).await, [8]);
    assert!(found(&store, named("%")).await.is_empty());
}

pub async fn the_latest_checkpoint_covers_most(store: Store) {
    assert!(store.latest_checkpoint().await.unwrap().is_none());
    for (size, note) in [(1, "first"), (9, "ninth"), (4, "fourth"), (9, "ninth, witnessed")] {
        let row = CheckpointRow { size, note: note.to_owned() };
        store.commit(changes(vec![Change::Checkpoint(row)])).await.unwrap();
    }
    assert_eq!(store.latest_checkpoint().await.unwrap().unwrap().note, "ninth, witnessed");
}
