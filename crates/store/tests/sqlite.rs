//! The conformance suite on SQLite, and what only a file can do.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used)]

mod suite;

use saraptama_store::{CommitError, Options, Store};
use saraptama_store::{Outcome, Settlement, Unit};
use suite::conformance;
use suite::sample::{at, event, outgoing, stream};

async fn open(_: &str) -> Option<(Store, ())> {
    Some((Store::in_memory().unwrap(), ()))
}

conformance!(open);

#[tokio::test]
async fn what_was_committed_is_there_when_the_file_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    for n in 0..3 {
        let store = Store::open(&path, &Options::default()).unwrap();
        store.commit(event(1, n)).await.unwrap();
        // Closed in good order or just let go: nothing depends on it.
        if n == 1 {
            store.close().await.unwrap();
        }
    }
    let store = Store::open(&path, &Options::default()).unwrap();
    assert_eq!(store.events(stream(1)).await.unwrap().len(), 3);
}

#[tokio::test]
async fn what_a_process_had_claimed_when_it_died_is_due_at_once_for_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let store = Store::open(&path, &Options::default()).unwrap();
    store.commit(Unit { sends: vec![outgoing(1, "ministry", "a", 0)], ..Unit::default() }).await.unwrap();
    let died = store.claim(at(1), at(61), 9, None).await.unwrap();
    assert!(store.claim(at(2), at(62), 9, None).await.unwrap().is_empty());
    drop(store);
    let store = Store::open(&path, &Options::default()).unwrap();
    let next = store.claim(at(2), at(62), 9, None).await.unwrap();
    assert_eq!((next.len(), next[0].id), (1, died[0].id));
    // The dead process's answer comes too late to settle anything.
    let late = Settlement { id: died[0].id, fence: died[0].fence, outcome: Outcome::Delivered };
    store.commit(Unit { settled: vec![late], ..Unit::default() }).await.unwrap();
    assert_eq!(store.outbox_state().await.unwrap().waiting, 1);
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    Store::open(&path, &Options::default()).unwrap().close().await.unwrap();
    rusqlite::Connection::open(&path).unwrap().execute("INSERT INTO schema(version) VALUES (99)", ()).unwrap();
    let fault = Store::open(&path, &Options::default()).err().unwrap();
    assert!(fault.cause.contains("newer"), "{fault}");
}

#[tokio::test]
async fn cells_of_one_file_know_nothing_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let one = Store::open(&path, &Options::default()).unwrap();
    let other = Store::open(&path, &Options { cell: 1, ..Options::default() }).unwrap();
    one.commit(event(1, 0)).await.unwrap();
    other.commit(event(1, 0)).await.unwrap();
    assert!(matches!(one.commit(event(1, 0)).await, Err(CommitError::Conflict)));
    assert_eq!(other.events(stream(1)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_store_that_cannot_write_says_so_and_goes_on_when_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let store = Store::open(&path, &Options::default()).unwrap();
    store.commit(event(1, 0)).await.unwrap();
    // A column is taken away under the writer: every statement that needs it fails.
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("ALTER TABLE event RENAME COLUMN body TO gone").unwrap();
    assert!(matches!(store.commit(event(2, 0)).await, Err(CommitError::Fault(_))));
    other.execute_batch("ALTER TABLE event RENAME COLUMN gone TO body").unwrap();
    store.commit(event(2, 0)).await.unwrap();
    assert_eq!(store.events(stream(1)).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_follows_a_feed_while_it_is_written_misses_nothing_and_sees_nothing_twice() {
    use suite::sample::{changes, form_row};
    use suite::vendors::{of, told};
    let (store, forms) = (Store::in_memory().unwrap(), 400u32);
    let rows = (0..forms).map(|n| saraptama_store::Change::Form(form_row(n, 1, "checked", 1))).collect();
    store.commit(changes(rows)).await.unwrap();
    let mut writers = tokio::task::JoinSet::new();
    for n in 0..forms {
        let store = store.clone();
        let unit = saraptama_store::Unit { appends: vec![told(n, 0)], ..Default::default() };
        writers.spawn(async move { store.commit(unit).await.unwrap() });
    }
    let (mut seen, mut after, owners) = (vec![], 0, of(&[1], &[]));
    loop {
        let done = writers.is_empty();
        let part = store.feed(saraptama_store::Family::Referral, &owners, after, None, 13).await.unwrap();
        seen.extend(part.events.iter().map(|event| event.form));
        after = part.until;
        while writers.try_join_next().is_some() {}
        if done && !part.more {
            break;
        }
    }
    assert_eq!(seen.len(), forms as usize);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), forms as usize);
}
