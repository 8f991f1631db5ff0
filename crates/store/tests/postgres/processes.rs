//! Two stores over one database stand for two processes: they share no memory, only the database.

use crate::server::{Schema, client};
use crate::suite::sample::*;
use saraptama_core::terms::ActNumber;
use saraptama_store::{Change, CommitError, Options, Outcome, Settlement, Store, Unit};
use std::collections::BTreeSet;
use std::time::Duration;

async fn two(test: &str) -> Option<(Schema, Store, Store)> {
    let schema = Schema::new(test).await?;
    let (one, other) = (schema.store().await, schema.store().await);
    Some((schema, one, other))
}

/// Makes the test, and hands it two stores over one fresh schema.
macro_rules! of_two {
    ($(async fn $name:ident($schema:ident, $one:ident, $other:ident) $body:block)*) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            let Some(($schema, $one, $other)) = two(stringify!($name)).await else { return };
            $body
            drop($schema);
        })*
    };
}

/// Does `work` with both stores at once.
async fn both<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
    one: &Store,
    other: &Store,
    work: impl Fn(Store) -> F,
) -> [T; 2] {
    let (one, other) = (tokio::spawn(work(one.clone())), tokio::spawn(work(other.clone())));
    [one.await.unwrap(), other.await.unwrap()]
}

async fn events_of(store: &Store, forms: std::ops::Range<u32>) -> usize {
    let mut all = 0;
    for n in forms {
        all += store.events(stream(n)).await.unwrap().len();
    }
    all
}

of_two! {
    async fn a_stream_that_both_add_to_takes_each_version_once(schema, one, other) {
        let add = |store: Store| async move {
            let mut taken = 0;
            while taken < 40 {
                let version = store.events(stream(1)).await.unwrap().len() as u64;
                match store.commit(event(1, version)).await {
                    Ok(()) => taken += 1,
                    Err(CommitError::Conflict) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        };
        both(&one, &other, add).await;
        assert_eq!(events_of(&other, 1..2).await, 80);
    }

    async fn the_same_units_handed_to_both_are_taken_by_one(schema, one, other) {
        let units = |store: Store| async move {
            let units = (0..300).map(|n| Unit { sends: vec![outgoing(n, "ministry", "x", 0)], ..event(n, 0) }).collect();
            store.commit_all(units).await.into_iter().map(|answer| match answer {
                Ok(()) => true,
                Err(CommitError::Conflict) => false,
                Err(error) => panic!("{error}"),
            }).collect::<Vec<bool>>()
        };
        let [first, second] = both(&one, &other, units).await;
        assert!(first.iter().zip(&second).all(|(first, second)| first != second), "each unit was taken once");
        assert_eq!(events_of(&one, 0..300).await, 300);
        assert_eq!(one.outbox_state().await.unwrap().waiting, 300);
    }

    async fn numbers_and_places_have_no_gaps_and_no_twins(schema, one, other) {
        let take = |store: Store| async move {
            let mut taken = vec![];
            while taken.len() < 40 {
                let (expected, index) = (store.last_number(2025).await.unwrap(), store.register_size().await.unwrap());
                let mut row = register_row(index);
                row.number = ActNumber::new(2025, expected + 1);
                let numbers = Change::TakeNumbers { year: 2025, expected, last: expected + 1 };
                match store.commit(changes(vec![numbers, Change::Register(row)])).await {
                    Ok(()) => taken.push((expected + 1, index)),
                    Err(CommitError::Conflict) => {}
                    Err(error) => panic!("{error}"),
                }
            }
            taken
        };
        let mut all = both(&one, &other, take).await.concat();
        all.sort_unstable();
        assert_eq!(all, (0..80).map(|n| (n + 1, u64::from(n))).collect::<Vec<_>>());
        assert_eq!(one.leaf_hashes(0, 100).await.unwrap().len(), 80);
    }

    async fn each_message_is_claimed_by_one_of_both(schema, one, other) {
        let sends = (0..400).map(|n| outgoing(n, ["x", "y"][n as usize % 2], "", 0)).collect();
        one.commit(Unit { sends, ..Unit::default() }).await.unwrap();
        let claim = |store: Store| async move {
            let mut claimed = vec![];
            loop {
                let some = store.claim(at(1), at(61), 7, None).await.unwrap();
                if some.is_empty() && store.claim(at(1), at(61), 400, None).await.unwrap().is_empty() {
                    return claimed;
                }
                claimed.extend(some.into_iter().map(|message| message.id));
            }
        };
        let claimed = both(&one, &other, claim).await.concat();
        let once: BTreeSet<i64> = claimed.iter().copied().collect();
        assert_eq!((claimed.len(), once.len()), (once.len(), once.len()));
        assert!(once.len() <= 400 && once.len() + 7 * 2 >= 380, "{} claimed", once.len());
    }

    async fn messages_of_a_form_keep_their_order_while_both_send_and_settle(schema, one, other) {
        const FORMS: u32 = 6;
        const EACH: u64 = 20;
        let write = |store: Store| async move {
            for n in 0..FORMS {
                loop {
                    let version = store.events(stream(n)).await.unwrap().len() as u64;
                    if version == EACH {
                        break;
                    }
                    let told = outgoing(n, "ministry", &version.to_string(), 0);
                    let unit = Unit { sends: vec![told], ..event(n, version) };
                    assert!(matches!(store.commit(unit).await, Ok(()) | Err(CommitError::Conflict)));
                }
            }
        };
        let sender = one.clone();
        let send = tokio::spawn(async move {
            let mut arrived: Vec<Vec<u64>> = vec![vec![]; FORMS as usize];
            while arrived.iter().map(Vec::len).sum::<usize>() < FORMS as usize * EACH as usize {
                for message in sender.claim(at(1), at(61), 3, None).await.unwrap() {
                    let n = (0..FORMS).position(|n| form(n) == message.form).unwrap();
                    arrived[n].push(std::str::from_utf8(&message.body).unwrap().parse().unwrap());
                    let settled = vec![Settlement { id: message.id, fence: message.fence, outcome: Outcome::Delivered }];
                    sender.commit(Unit { settled, ..Unit::default() }).await.unwrap();
                }
            }
            arrived
        });
        both(&one, &other, write).await;
        let arrived = tokio::time::timeout(Duration::from_secs(60), send).await.expect("no message is stuck").unwrap();
        assert!(arrived.iter().all(|of_form| of_form.iter().copied().eq(0..EACH)), "{arrived:?}");
    }

    async fn what_a_process_had_claimed_is_due_when_its_lane_is_taken_up_and_not_before(schema, one, other) {
        one.commit(Unit { sends: vec![outgoing(1, "ministry", "a", 0)], ..Unit::default() }).await.unwrap();
        let died = other.claim(at(1), at(61), 9, None).await.unwrap();
        let third = schema.store().await;
        assert!(third.claim(at(2), at(62), 9, None).await.unwrap().is_empty(), "its sender lives");
        other.close().await.unwrap();
        drop(other);
        // The server needs a moment to see that the connections are gone.
        let next = loop {
            let next = schema.store().await;
            let claimed = next.claim(at(3), at(63), 9, None).await.unwrap();
            if let [claimed] = &claimed[..] {
                break (claimed.id, claimed.fence);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        assert_eq!(next, (died[0].id, died[0].fence + 1));
        // The dead process's answer comes too late to settle anything.
        let late = Settlement { id: died[0].id, fence: died[0].fence, outcome: Outcome::Delivered };
        one.commit(Unit { settled: vec![late], ..Unit::default() }).await.unwrap();
        assert_eq!(one.outbox_state().await.unwrap().waiting, 1);
    }

    async fn one_hears_that_the_other_stored_a_message(schema, one, other) {
        // Both begin to listen with a hint of their own; what comes then is the other's.
        for store in [&one, &other] {
            tokio::time::timeout(Duration::from_secs(60), store.woken()).await.expect("the first hint");
        }
        let hearing = tokio::spawn({
            let one = one.clone();
            async move { one.woken().await }
        });
        other.commit(Unit { sends: vec![outgoing(1, "ministry", "a", 0)], ..Unit::default() }).await.unwrap();
        tokio::time::timeout(Duration::from_secs(60), hearing).await.expect("a hint").unwrap();
        let own = tokio::time::timeout(Duration::from_millis(200), other.woken()).await;
        assert!(own.is_err(), "nobody wakes himself");
    }

    async fn a_store_goes_on_when_its_connections_were_cut(schema, one, other) {
        let cutter = client().await.unwrap();
        let writing = tokio::spawn({
            let one = one.clone();
            async move {
                let mut acknowledged = vec![];
                for n in 0..300 {
                    match one.commit(event(n, 0)).await {
                        Ok(()) => acknowledged.push(n),
                        // Asked again, the stream tells whether the first try was committed.
                        Err(CommitError::Fault(_)) => {
                            if one.events(stream(n)).await.is_ok_and(|events| !events.is_empty()) || one.commit(event(n, 0)).await.is_ok() {
                                acknowledged.push(n);
                            }
                        }
                        Err(error) => panic!("{error}"),
                    }
                }
                acknowledged
            }
        });
        for _ in 0..5 {
            tokio::time::sleep(Duration::from_millis(40)).await;
            // Of this schema alone, by what its connections were opened with.
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                       WHERE application_name = 'saraptama' AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory'
                         AND classid = hashtext('saraptama lane ' || $1::text || ' 0')::bigint & 4294967295)";
            cutter.query(cut, &[&schema.name]).await.unwrap();
        }
        let acknowledged = writing.await.unwrap();
        assert!(acknowledged.len() > 250, "{} of 300", acknowledged.len());
        for n in acknowledged {
            assert_eq!(other.events(stream(n)).await.unwrap().len(), 1, "unit {n}");
        }
        one.commit(event(1000, 0)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_without_a_standby_is_refused_where_one_is_required() {
    let test = "a_database_without_a_standby_is_refused_where_one_is_required";
    let Some(schema) = Schema::new(test).await else { return };
    let options = Options { require_sync_standby: true, ..Options::default() };
    let refused = Store::connect(&schema.database(), &options).await.err().unwrap();
    assert!(refused.cause.contains("standby"), "{refused}");
    assert!(schema.store().await.lacks().await.is_none(), "nobody asked for one");
}

#[tokio::test]
async fn a_password_is_told_to_nobody() {
    let secret = "f00-secret";
    let database = saraptama_store::Database {
        address: format!("postgres://nobody:{secret}@127.0.0.1:1/test"),
        password: Some(secret.to_owned()),
    };
    let fault = Store::connect(&database, &Options::default()).await.err().unwrap();
    assert!(!format!("{fault:?} {fault} {database:?}").contains(secret));
    let odd = saraptama_store::Database { address: format!("postgres://a b c {secret}"), password: None };
    assert!(!Store::connect(&odd, &Options::default()).await.err().unwrap().to_string().contains(secret));
    let sealed = saraptama_store::Database { address: "postgres://a@127.0.0.1/b?sslmode=require".to_owned(), password: None };
    assert!(Store::connect(&sealed, &Options::default()).await.err().unwrap().to_string().contains("TLS"));
}
