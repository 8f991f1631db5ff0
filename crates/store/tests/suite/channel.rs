use super::sample::*;
use saraptama_core::terms::FormId;
use saraptama_store::rows::{ChannelRow, ChannelSide, ChannelState};
use saraptama_store::{Change, Store, Unit};

fn message(n: u8, queue: &str, service: &str, chain: &str, due: i64) -> ChannelRow {
    ChannelRow {
        id: FormId::from_bytes([n; 16]),
        queue: queue.to_owned(),
        sender: "ministry".to_owned(),
        service: service.to_owned(),
        message_type: "REQUEST".to_owned(),
        chain: chain.to_owned(),
        name: format!("m-{n}"),
        side: ChannelSide::Gateway,
        state: ChannelState::OnDelivery,
        due_at: Some(at(due)),
        created_at: at(0),
    }
}

async fn put(store: &Store, rows: &[ChannelRow]) {
    let body = |row: &ChannelRow| Change::ChannelBody { id: row.id, bytes: row.name.clone().into_bytes() };
    let changes = rows.iter().flat_map(|row| [Change::ChannelMessage(row.clone()), body(row)]).collect();
    store.commit(Unit { changes, ..Unit::default() }).await.unwrap();
}

fn names(rows: &[ChannelRow]) -> Vec<&str> {
    rows.iter().map(|row| row.name.as_str()).collect()
}

pub async fn a_message_of_the_channel_is_read_as_it_was_written(store: Store) {
    let mut row = message(1, "for:mis", "A", "c", 5);
    (row.side, row.due_at) = (ChannelSide::Sent, None);
    put(&store, std::slice::from_ref(&row)).await;
    assert_eq!(store.channel_message(row.id).await.unwrap(), Some(row.clone()));
    assert_eq!(store.channel_body(row.id).await.unwrap(), Some(b"m-1".to_vec()));
    // Its body stays whatever is put; where it stands changes.
    row.state = ChannelState::Delivered;
    let changes = vec![Change::ChannelMessage(row.clone()), Change::ChannelBody { id: row.id, bytes: b"other".to_vec() }];
    store.commit(Unit { changes, ..Unit::default() }).await.unwrap();
    assert_eq!(store.channel_message(row.id).await.unwrap(), Some(row.clone()));
    assert_eq!(store.channel_body(row.id).await.unwrap(), Some(b"m-1".to_vec()));
    assert_eq!(store.channel_message(FormId::from_bytes([9; 16])).await.unwrap(), None);
}

pub async fn the_longest_due_of_a_queue_goes_first(store: Store) {
    let mut ended = message(4, "here", "A", "c", 1);
    ended.state = ChannelState::NotDelivered;
    let rows = [message(1, "here", "A", "c", 9), message(2, "here", "B", "d", 3), message(3, "for:mis", "A", "c", 1), ended];
    put(&store, &rows).await;
    assert_eq!(names(&store.channel_due("here", at(9), 10).await.unwrap()), ["m-2", "m-1"]);
    assert_eq!(names(&store.channel_due("here", at(8), 10).await.unwrap()), ["m-2"]);
    assert_eq!(names(&store.channel_due("here", at(9), 1).await.unwrap()), ["m-2"]);
    assert!(store.channel_due("nobody", at(9), 10).await.unwrap().is_empty());
}

pub async fn a_receiver_finds_its_own_messages_by_service_and_chain(store: Store) {
    let mut ended = message(5, "for:mis", "A", "c", 1);
    ended.state = ChannelState::Stopped;
    let rows = [
        message(3, "for:mis", "A", "c", 900),
        message(1, "for:mis", "A", "d", 1),
        message(2, "for:mis", "B", "c", 1),
        message(4, "for:clinic", "A", "c", 1),
        ended,
    ];
    put(&store, &rows).await;
    let waiting = |chain| store.channel_waiting("for:mis", "A", chain, 10);
    assert_eq!(names(&waiting(None).await.unwrap()), ["m-1", "m-3"]);
    assert_eq!(names(&waiting(Some("c")).await.unwrap()), ["m-3"]);
    assert!(waiting(Some("x")).await.unwrap().is_empty());
    assert_eq!(names(&store.channel_waiting("for:mis", "A", None, 1).await.unwrap()), ["m-1"]);
    let first = store.channel_on_their_way("for:mis", "A", None, 1).await.unwrap();
    assert_eq!(names(&first), ["m-1"]);
    let rest = store.channel_on_their_way("for:mis", "A", Some(first[0].id), 10).await.unwrap();
    assert_eq!(names(&rest), ["m-3"], "what ended is on its way no longer");
    assert_eq!(names(&store.channel_chain("c").await.unwrap()), ["m-2", "m-3", "m-4", "m-5"]);
    assert_eq!(names(&store.channel_stopped(10).await.unwrap()), ["m-5"]);
}
