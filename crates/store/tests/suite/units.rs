use super::sample::*;
use saraptama_core::terms::{Instant, Sha256};
use saraptama_store::rows::{DocumentRow, SeedRow, SignatureRow};
use saraptama_store::{Append, Change, CommitError, NewEvent, Store, Unit};

fn whole(n: u32) -> Unit {
    let signature =
        SignatureRow { form: form(n), role: "chair".to_owned(), sha256: Sha256::of(b"s"), bytes: b"s".to_vec(), at: at(1) };
    let document = DocumentRow {
        form: form(n),
        sha256: Sha256::of(b"d"),
        media_type: "application/pdf".to_owned(),
        bytes: b"d".to_vec(),
        at: at(1),
    };
    Unit {
        appends: vec![append(n, 0, &["one", "two"])],
        changes: vec![Change::Form(form_row(n, 1, "checked", 1)), Change::Signature(signature), Change::Document(document)],
        sends: vec![outgoing(n, "ministry", "body", 0)],
        received: Some(received(n, "m")),
        settled: vec![],
        log: vec![],
    }
}

pub async fn a_unit_is_stored_whole(store: Store) {
    store.commit(whole(1)).await.unwrap();
    let bodies: Vec<Vec<u8>> = store.events(stream(1)).await.unwrap().into_iter().map(|event| event.body).collect();
    assert_eq!(bodies, [b"one".to_vec(), b"two".to_vec()]);
    assert_eq!(store.form(form(1)).await.unwrap().unwrap(), form_row(1, 1, "checked", 1));
    assert_eq!(store.signature(form(1), "chair").await.unwrap().unwrap().bytes, b"s");
    assert!(store.signature(form(1), "expert").await.unwrap().is_none());
    assert_eq!(store.document(form(1), Sha256::of(b"d")).await.unwrap().unwrap().bytes, b"d");
    assert_eq!(store.documents(form(1)).await.unwrap()[0].bytes_len, 1);
    assert_eq!(store.outbox_state().await.unwrap().waiting, 1);
    assert_eq!(store.received("mis:damu", "m").await.unwrap().unwrap().reply, b"reply 1");
    assert_eq!(store.latest_instant().await.unwrap(), Some(at(1)));
}

pub async fn a_unit_that_conflicts_leaves_nothing(store: Store) {
    store.commit(event(1, 0)).await.unwrap();
    let mut unit = whole(1);
    unit.appends.insert(0, append(2, 0, &["of another stream"]));
    assert!(matches!(store.commit(unit).await, Err(CommitError::Conflict)));
    assert_eq!(store.events(stream(1)).await.unwrap().len(), 1);
    assert!(store.events(stream(2)).await.unwrap().is_empty());
    assert!(store.form(form(1)).await.unwrap().is_none());
    assert!(store.received("mis:damu", "m").await.unwrap().is_none());
    assert_eq!(store.outbox_state().await.unwrap().waiting, 0);
}

pub async fn a_stream_takes_events_only_at_its_version(store: Store) {
    for (expected, taken) in [(1, false), (0, true), (0, false), (2, false), (1, true), (5, false), (2, true)] {
        assert_eq!(store.commit(event(1, expected)).await.is_ok(), taken, "at version {expected}");
    }
    assert_eq!(store.events(stream(1)).await.unwrap().len(), 3);
    // A decision without events still stands on a version.
    let at_version = |expected| Unit { appends: vec![append(1, expected, &[])], ..Unit::default() };
    assert!(store.commit(at_version(3)).await.is_ok());
    assert!(matches!(store.commit(at_version(2)).await, Err(CommitError::Conflict)));
}

pub async fn a_message_received_again_changes_nothing(store: Store) {
    store.commit(whole(1)).await.unwrap();
    let again = Unit { received: Some(received(2, "m")), ..event(1, 2) };
    assert!(matches!(store.commit(again.clone()).await, Err(CommitError::AlreadyReceived)));
    assert_eq!(store.events(stream(1)).await.unwrap().len(), 2);
    assert_eq!(store.received("mis:damu", "m").await.unwrap().unwrap().reply, b"reply 1");
    // In one batch, too: the first is taken, the second recognised.
    let fresh = |n| Unit { received: Some(received(n, "n")), ..event(n, 0) };
    let results = store.commit_all(vec![fresh(7), fresh(8)]).await;
    assert!(matches!(results[..], [Ok(()), Err(CommitError::AlreadyReceived)]), "{results:?}");
}

pub async fn one_bad_unit_harms_none_of_a_hundred_good_ones(store: Store) {
    let unheard_of = Instant::from_second(200_000_000_000).unwrap();
    let timeless = NewEvent { at: unheard_of, body: vec![] };
    let mut units: Vec<Unit> = (0..100).map(|n| event(n, 0)).collect();
    units.insert(50, event(3, 7));
    units.insert(
        70,
        Unit { appends: vec![Append { stream: stream(999), expected: 0, events: vec![timeless] }], ..Unit::default() },
    );
    let results = store.commit_all(units).await;
    let bad: Vec<usize> = (0..102).filter(|&n| results[n].is_err()).collect();
    assert_eq!(bad, [50, 70]);
    assert!(matches!((&results[50], &results[70]), (Err(CommitError::Conflict), Err(CommitError::Fault(_)))));
    for n in 0..100 {
        assert_eq!(store.events(stream(n)).await.unwrap().len(), 1);
    }
    store.commit(event(200, 0)).await.unwrap();
}

pub async fn numbers_have_no_gaps_and_no_twins_under_a_race(store: Store) {
    let take = |store: Store| async move {
        let mut taken = vec![];
        while taken.len() < 40 {
            let expected = store.last_number(2025).await.unwrap();
            let unit = changes(vec![Change::TakeNumbers { year: 2025, expected, last: expected + 1 }]);
            match store.commit(unit).await {
                Ok(()) => taken.push(expected + 1),
                Err(CommitError::Conflict) => {}
                Err(error) => panic!("{error}"),
            }
        }
        taken
    };
    let (one, other) = (tokio::spawn(take(store.clone())), tokio::spawn(take(store.clone())));
    let mut all = [one.await.unwrap(), other.await.unwrap()].concat();
    all.sort_unstable();
    assert_eq!(all, (1..=80).collect::<Vec<u32>>());
    assert_eq!(store.last_number(2026).await.unwrap(), 0);
}

pub async fn a_day_has_one_seed(store: Store) {
    let day = jiff::civil::date(2025, 9, 2);
    let seed = |byte| changes(vec![Change::Seed(SeedRow { day, seed: [byte; 32], at: at(0) })]);
    store.commit(seed(1)).await.unwrap();
    assert!(matches!(store.commit(seed(2)).await, Err(CommitError::Conflict)));
    assert_eq!(store.seed(day).await.unwrap().unwrap().seed, [1; 32]);
    assert!(store.seed(jiff::civil::date(2025, 9, 3)).await.unwrap().is_none());
}

pub async fn a_form_moves_on_without_its_bytes(store: Store) {
    let moved = Change::FormStage { form: form(1), stage: "signed".to_owned(), at: at(9) };
    let unknown = store.commit(changes(vec![moved.clone()])).await;
    assert!(matches!(unknown, Err(CommitError::Fault(_))), "a stage of nothing must not vanish");
    store.commit(changes(vec![Change::Form(form_row(1, 1, "checked", 1))])).await.unwrap();
    store.commit(changes(vec![moved])).await.unwrap();
    assert_eq!(store.form(form(1)).await.unwrap().unwrap(), form_row(1, 1, "signed", 9));
    assert_eq!(store.form_head(form(1)).await.unwrap().unwrap().stage, "signed");
    // New bytes under the same id replace the old ones.
    let mut other = form_row(1, 1, "checked", 10);
    other.bytes.push(b'!');
    other.sha256 = Sha256::of(&other.bytes);
    store.commit(changes(vec![Change::Form(other.clone())])).await.unwrap();
    assert_eq!(store.form(form(1)).await.unwrap().unwrap(), other);
}

pub async fn instants_keep_their_nanoseconds(store: Store) {
    let past_four = saraptama_core::terms::parse_instant("2025-07-14T16:00:00.000000001+05:00").unwrap();
    let events = vec![NewEvent { at: past_four, body: vec![] }];
    store.commit(Unit { appends: vec![Append { stream: stream(1), expected: 0, events }], ..Unit::default() }).await.unwrap();
    assert_eq!(store.events(stream(1)).await.unwrap()[0].at, past_four);
}

pub async fn a_closed_store_says_so(store: Store) {
    let clone = store.clone();
    store.commit(event(1, 0)).await.unwrap();
    store.close().await.unwrap();
    assert!(matches!(clone.commit(event(2, 0)).await, Err(CommitError::Fault(_))));
    assert!(clone.events(stream(1)).await.is_err());
    assert!(clone.close().await.is_err());
}
