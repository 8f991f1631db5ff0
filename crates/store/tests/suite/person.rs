use super::sample::*;
use saraptama_core::terms::Sha256;
use saraptama_store::rows::StatusRow;
use saraptama_store::{Change, CommitError, Store};

pub async fn a_status_is_found_by_its_digest_and_denied_once(store: Store) {
    let row = |n: u32, second| StatusRow { form: form(n), lookup: Sha256::of(&[n as u8]), made_at: at(second), denied_at: None };
    store.commit(changes(vec![Change::Status(row(1, 1)), Change::Status(row(2, 1))])).await.unwrap();
    // A form has one code, made when it was made first.
    store.commit(changes(vec![Change::Status(row(1, 9))])).await.unwrap();
    assert_eq!(store.status_of(form(1)).await.unwrap(), Some(row(1, 1)));
    assert_eq!(store.status_by(Sha256::of(&[2])).await.unwrap(), Some(row(2, 1)));
    assert_eq!(store.status_by(Sha256::of(&[3])).await.unwrap(), None);
    assert_eq!(store.denied_forms().await.unwrap(), 0);
    let deny = |n, second| changes(vec![Change::Denied { form: form(n), at: at(second) }]);
    store.commit(deny(1, 5)).await.unwrap();
    assert!(matches!(store.commit(deny(1, 6)).await, Err(CommitError::Conflict)));
    assert!(matches!(store.commit(deny(3, 6)).await, Err(CommitError::Conflict)));
    assert_eq!(store.status_of(form(1)).await.unwrap().unwrap().denied_at, Some(at(5)));
    assert_eq!(store.denied_forms().await.unwrap(), 1);
}
