use super::sample::*;
use saraptama_store::rows::ClaimedMessage;
use saraptama_store::{Outcome, Outgoing, Settlement, Store, Unit};

async fn send(store: &Store, messages: Vec<Outgoing>) {
    store.commit(Unit { sends: messages, ..Unit::default() }).await.unwrap();
}

async fn settle(store: &Store, message: &ClaimedMessage, outcome: Outcome) {
    let settled = vec![Settlement { id: message.id, fence: message.fence, outcome }];
    store.commit(Unit { settled, ..Unit::default() }).await.unwrap();
}

/// Claims at `now` with a lease of ten seconds.
async fn claim(store: &Store, now: i64) -> Vec<ClaimedMessage> {
    store.claim(at(now), at(now + 10), 100, None).await.unwrap()
}

fn bodies(messages: &[ClaimedMessage]) -> Vec<&str> {
    messages.iter().map(|message| std::str::from_utf8(&message.body).unwrap()).collect()
}

pub async fn a_claimed_message_is_not_claimed_again_before_its_lease_ends(store: Store) {
    send(&store, vec![outgoing(1, "ministry", "a", 5)]).await;
    assert!(claim(&store, 4).await.is_empty(), "not due yet");
    let first = claim(&store, 5).await;
    assert_eq!((first[0].fence, first[0].attempts, &*first[0].kind), (1, 0, "stages"));
    assert!(claim(&store, 14).await.is_empty(), "leased");
    let second = claim(&store, 15).await;
    assert_eq!((second[0].id, second[0].fence, second[0].attempts), (first[0].id, 2, 1));
    settle(&store, &second[0], Outcome::Delivered).await;
    assert!(claim(&store, 1000).await.is_empty());
    assert_eq!(store.outbox_state().await.unwrap(), Default::default());
}

pub async fn an_overtaken_claim_settles_nothing(store: Store) {
    send(&store, vec![outgoing(1, "ministry", "a", 0)]).await;
    let late = claim(&store, 0).await.remove(0);
    let current = claim(&store, 20).await.remove(0);
    settle(&store, &late, Outcome::Delivered).await;
    assert_eq!(store.outbox_state().await.unwrap().waiting, 1);
    settle(&store, &current, Outcome::Retry { due_at: at(50), error: "refused".to_owned() }).await;
    // Settled once is settled: the same claim says nothing more.
    settle(&store, &current, Outcome::Dead { error: "no".to_owned() }).await;
    assert!(claim(&store, 49).await.is_empty());
    assert_eq!(claim(&store, 50).await[0].attempts, 2);
    // What nobody claimed nobody settles.
    send(&store, vec![outgoing(2, "ministry", "b", 900)]).await;
    settle(&store, &ClaimedMessage { fence: 0, id: current.id + 1, ..current.clone() }, Outcome::Delivered).await;
    assert_eq!(store.outbox_state().await.unwrap().waiting, 2);
}

pub async fn messages_of_one_form_keep_their_order(store: Store) {
    // The second is due before the first, and still goes after it; another form and another route go on.
    let of = |n, route, body, due| outgoing(n, route, body, due);
    send(&store, vec![of(1, "ministry", "1a", 3), of(1, "ministry", "1b", 0), of(2, "ministry", "2a", 0)]).await;
    send(&store, vec![of(1, "ministry", "1c", 0), of(1, "mis:damu", "1x", 0)]).await;
    assert_eq!(bodies(&claim(&store, 0).await), ["2a", "1x"]);
    let first = claim(&store, 3).await;
    assert_eq!(bodies(&first), ["1a"]);
    settle(&store, &first[0], Outcome::Retry { due_at: at(60), error: "down".to_owned() }).await;
    assert_eq!(bodies(&claim(&store, 50).await), ["2a", "1x"], "1b waits while 1a is tried again");
    let again = claim(&store, 60).await;
    assert!(bodies(&again).contains(&"1a") && !bodies(&again).contains(&"1b"));
    settle(&store, again.iter().find(|message| message.body == b"1a").unwrap(), Outcome::Delivered).await;
    let next = claim(&store, 61).await;
    assert_eq!(bodies(&next), ["1b"]);
    settle(&store, &next[0], Outcome::Delivered).await;
    assert_eq!(bodies(&claim(&store, 61).await), ["1c"]);
}

pub async fn a_dead_message_blocks_nobody_and_may_be_sent_again(store: Store) {
    send(&store, vec![outgoing(1, "ministry", "a", 0), outgoing(1, "ministry", "b", 0)]).await;
    let a = claim(&store, 0).await.remove(0);
    settle(&store, &a, Outcome::Dead { error: "refused for good".to_owned() }).await;
    let dead = store.dead_letters(10).await.unwrap();
    assert_eq!((dead[0].id, &*dead[0].error, dead[0].attempts), (a.id, "refused for good", 1));
    assert_eq!(store.outbox_state().await.unwrap().dead, 1);
    let b = claim(&store, 1).await.remove(0);
    assert_eq!(b.body, b"b");
    assert!(store.send_again(a.id, at(2)).await.unwrap());
    assert!(!store.send_again(a.id, at(2)).await.unwrap(), "it waits already");
    assert!(!store.send_again(b.id, at(2)).await.unwrap(), "it is not dead");
    assert!(claim(&store, 3).await.is_empty(), "one of a form at a time");
    settle(&store, &b, Outcome::Delivered).await;
    let again = claim(&store, 3).await;
    assert_eq!((bodies(&again), again[0].attempts), (vec!["a"], 0));
    settle(&store, &again[0], Outcome::Dead { error: "refused again".to_owned() }).await;
    assert!(store.send_again(a.id, at(4)).await.unwrap());
    assert_eq!(bodies(&claim(&store, 4).await), ["a"]);
}

pub async fn claims_keep_to_their_routes_and_the_longest_due_goes_first(store: Store) {
    let messages = (0..6).map(|n| outgoing(n, ["x", "y"][n as usize % 2], &n.to_string(), i64::from(10 - n))).collect();
    send(&store, messages).await;
    assert_eq!(store.outbox_state().await.unwrap().waiting, 6);
    let routes = ["y".to_owned(), "nowhere".to_owned()];
    let some = store.claim(at(20), at(30), 2, Some(&routes)).await.unwrap();
    assert_eq!(bodies(&some), ["5", "3"]);
    assert_eq!(bodies(&claim(&store, 20).await), ["4", "2", "1", "0"]);
}
