use super::sample::*;
use saraptama_core::terms::Sha256;
use saraptama_store::log::{Link, Walked, Wrong};
use saraptama_store::{CommitError, Direction, Logged, Store, Unit};

pub fn logged(n: u32) -> Logged {
    let raw = format!("<message>{n}</message>").into_bytes();
    Logged {
        direction: [Direction::Received, Direction::Sent, Direction::Answered][n as usize % 3],
        peer: format!("peer-{}", n % 2),
        message_id: format!("m-{n}"),
        verdict: "taken".to_owned(),
        signature: if n.is_multiple_of(2) { "holds".to_owned() } else { String::new() },
        sha256: Sha256::of(&raw),
        raw: (!n.is_multiple_of(4)).then_some(raw),
        at: at(n.into()),
    }
}

async fn only(store: &Store, seen: &[Link]) -> Walked {
    let lanes = store.log_lanes().await.unwrap();
    assert_eq!(lanes.len(), 1, "one process, one writer");
    store.walk_log(lanes[0], seen).await.unwrap()
}

pub async fn messages_are_logged_in_a_chain_with_the_units_that_they_belong_to(store: Store) {
    assert!(store.log_lanes().await.unwrap().is_empty());
    // Good units and such that conflict, side by side: what is refused leaves no record and no gap.
    let unit = |n: u32| Unit { log: vec![logged(2 * n), logged(2 * n + 1)], ..event(n % 40, 0) };
    let answers = store.commit_all((0..60).map(unit).collect()).await;
    let refused = answers.iter().filter(|answer| matches!(answer, Err(CommitError::Conflict))).count();
    assert_eq!((refused, answers.iter().filter(|answer| answer.is_ok()).count()), (20, 40));
    let walked = only(&store, &[]).await;
    assert_eq!((walked.end.place, walked.broken), (80, None));
    let mut kept = store.log_records(walked.lane, 0, 64).await.unwrap();
    kept.extend(store.log_records(walked.lane, 64, 64).await.unwrap());
    kept.sort_by_key(|record| record.at);
    assert_eq!(kept, (0..80).map(logged).collect::<Vec<_>>());
    // One by one it goes on where it stood, a refusal before or not.
    for n in 60..64 {
        assert!(store.commit(unit(n - 60)).await.is_err());
        store.commit(Unit { log: vec![logged(n)], ..Unit::default() }).await.unwrap();
    }
    let later = only(&store, &[walked.end]).await;
    assert_eq!((later.end.place, later.broken), (84, None));
}

pub async fn an_end_that_was_kept_shows_what_was_cut_off_behind_it(store: Store) {
    for n in 0..5 {
        store.commit(Unit { log: vec![logged(n)], ..Unit::default() }).await.unwrap();
    }
    let end = only(&store, &[]).await.end;
    assert_eq!(only(&store, &[end, Link::BEGINNING]).await.broken, None);
    let longer = Link { place: 6, ..end };
    assert_eq!(only(&store, &[longer]).await.broken.unwrap().what, Wrong::Missing);
    let other = Link { place: 3, ..end };
    let broken = only(&store, &[other]).await.broken.unwrap();
    assert_eq!((broken.place, broken.what), (2, Wrong::End));
}
