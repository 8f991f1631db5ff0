use super::sample::*;
use saraptama_store::rows::{ClaimedMessage, MessageQuery, MessageState};
use saraptama_store::{Change, CommitError, Outcome, Outgoing, Settlement, Store, Unit};

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

fn dead(error: &str) -> Outcome {
    Outcome::Dead { reason: "rejected", error: error.to_owned() }
}

fn query(state: MessageState) -> MessageQuery {
    MessageQuery { state, route: None, reason: None, after: 0, limit: 100 }
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
    settle(&store, &current, dead("no")).await;
    assert!(claim(&store, 49).await.is_empty());
    assert_eq!(claim(&store, 50).await[0].attempts, 2);
    // What nobody claimed nobody settles.
    send(&store, vec![outgoing(2, "ministry", "b", 900)]).await;
    settle(&store, &ClaimedMessage { fence: 0, id: current.id + 1, ..current.clone() }, Outcome::Delivered).await;
    assert_eq!(store.outbox_state().await.unwrap().waiting, 2);
}

pub async fn nothing_follows_from_a_claim_that_was_overtaken(store: Store) {
    send(&store, vec![outgoing(1, "ministry", "a", 0)]).await;
    let late = claim(&store, 0).await.remove(0);
    let current = claim(&store, 20).await.remove(0);
    let done = |message: &ClaimedMessage| Settlement { id: message.id, fence: message.fence, outcome: Outcome::Delivered };
    let going_on = |message: &ClaimedMessage| Unit {
        settled: vec![done(message)],
        sends: vec![Outgoing { form: message.form, ..outgoing(1, "data-bank", "onward", 0) }],
        ..Unit::default()
    };
    let conflict = |answer: Result<(), CommitError>| matches!(answer, Err(CommitError::Conflict));
    assert!(conflict(store.commit(going_on(&late)).await));
    assert_eq!(store.outbox_state().await.unwrap().waiting, 1, "nothing was sent on");
    // In one commit with others it takes no other with it.
    send(&store, vec![outgoing(2, "ministry", "b", 0)]).await;
    let other = claim(&store, 20).await.remove(0);
    let mut answers = store.commit_all(vec![going_on(&other), going_on(&late), going_on(&current)]).await;
    assert!(answers.pop().unwrap().is_ok() && conflict(answers.pop().unwrap()) && answers.pop().unwrap().is_ok());
    let next = claim(&store, 21).await;
    assert_eq!(bodies(&next), ["onward", "onward"]);
    // Settled once is settled: nothing follows from it a second time.
    assert!(conflict(store.commit(going_on(&current)).await));
    // Of two in one unit one that was overtaken holds back both: whoever asks can tell them apart.
    let both = Unit { settled: next.iter().chain([&current]).map(done).collect(), ..going_on(&current) };
    assert!(conflict(store.commit(both).await));
    assert!(claim(&store, 30).await.is_empty(), "both are still leased");
}

pub async fn a_lease_is_lengthened_by_whoever_still_has_the_message(store: Store) {
    send(&store, vec![outgoing(1, "ministry", "a", 0)]).await;
    let first = claim(&store, 0).await.remove(0);
    let lengthen = |message: &ClaimedMessage, until: i64| {
        let lease = Change::Lease { id: message.id, fence: message.fence, until: at(until) };
        store.commit(Unit { changes: vec![lease], ..Unit::default() })
    };
    lengthen(&first, 100).await.unwrap();
    assert!(claim(&store, 99).await.is_empty(), "it is leased for longer");
    let second = claim(&store, 100).await.remove(0);
    assert!(matches!(lengthen(&first, 200).await, Err(CommitError::Conflict)), "another has it");
    lengthen(&second, 200).await.unwrap();
    settle(&store, &second, Outcome::Delivered).await;
    assert!(matches!(lengthen(&second, 300).await, Err(CommitError::Conflict)), "it is settled");
}

pub async fn a_message_that_nobody_tried_waits_as_if_it_had_not_been_claimed(store: Store) {
    send(&store, vec![outgoing(1, "ministry", "a", 0)]).await;
    let tried = claim(&store, 0).await.remove(0);
    settle(&store, &tried, Outcome::Crashed { due_at: at(1), error: "a panic".to_owned() }).await;
    let untried = claim(&store, 1).await.remove(0);
    assert_eq!((untried.attempts, untried.unanswered), (1, 1));
    // Its lease was over in between, and it was claimed again by whoever still had it.
    let renewed = claim(&store, 11).await.remove(0);
    let as_it_was = |due_at| Outcome::Untried { due_at: at(due_at), attempts: untried.attempts, unanswered: untried.unanswered };
    settle(&store, &renewed, as_it_was(12)).await;
    let row = store.messages(&query(MessageState::Waiting)).await.unwrap().remove(0);
    assert_eq!((row.attempts, row.error.as_deref()), (1, Some("a panic")), "nothing was learned since");
    let again = claim(&store, 12).await.remove(0);
    assert_eq!((again.attempts, again.unanswered), (1, 1));
    // Whoever was overtaken says nothing here either.
    settle(&store, &renewed, as_it_was(13)).await;
    assert!(claim(&store, 14).await.is_empty());
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
    settle(&store, &a, dead("refused for good")).await;
    let given_up = store.messages(&query(MessageState::Dead)).await.unwrap();
    assert_eq!((given_up[0].id, given_up[0].error.as_deref(), given_up[0].attempts), (a.id, Some("refused for good"), 1));
    assert_eq!((&*given_up[0].reason, given_up[0].state), ("rejected", MessageState::Dead));
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
    settle(&store, &again[0], dead("refused again")).await;
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

pub async fn attempts_without_a_word_are_counted_until_there_is_one(store: Store) {
    send(&store, vec![outgoing(1, "ministry", "a", 0)]).await;
    let mut now = 0;
    let mut unanswered = vec![];
    let crashed = || Outcome::Crashed { due_at: at(0), error: "a panic".to_owned() };
    let retry = || Outcome::Retry { due_at: at(0), error: "down".to_owned() };
    // Its sender dies, panics, gets an answer that is no good, dies.
    for outcome in [None, Some(crashed()), Some(retry()), None, None] {
        now += 20;
        let claimed = claim(&store, now).await.remove(0);
        unanswered.push(claimed.unanswered);
        if let Some(outcome) = outcome {
            settle(&store, &claimed, outcome).await;
        }
    }
    assert_eq!(unanswered, [0, 1, 2, 0, 1]);
    let claimed = claim(&store, now + 20).await.remove(0);
    assert_eq!(claimed.unanswered, 2);
    settle(&store, &claimed, dead("enough")).await;
    assert!(store.send_again(claimed.id, at(0)).await.unwrap());
    assert_eq!(claim(&store, now + 40).await[0].unanswered, 0, "forgotten when it is sent again");
}

pub async fn messages_are_listed_by_state_route_and_reason_page_by_page(store: Store) {
    let routes = ["x", "y", "x", "y", "x"];
    let messages = (0..).zip(routes).map(|(n, route)| outgoing(n, route, "a", 0)).collect();
    send(&store, messages).await;
    for message in claim(&store, 1).await {
        let reason = if message.route == "x" { "rejected" } else { "crashes" };
        let outcome = Outcome::Dead { reason, error: "no".to_owned() };
        settle(&store, &message, if message.form == form(1) { Outcome::Delivered } else { outcome }).await;
    }
    let count = async |query: MessageQuery| store.messages(&query).await.unwrap().len();
    let of = |state, route: Option<&str>, reason: Option<&str>| MessageQuery {
        route: route.map(str::to_owned),
        reason: reason.map(str::to_owned),
        ..query(state)
    };
    assert_eq!(count(of(MessageState::Dead, None, None)).await, 4);
    assert_eq!(count(of(MessageState::Dead, Some("x"), None)).await, 3);
    assert_eq!(count(of(MessageState::Dead, Some("x"), Some("crashes"))).await, 0);
    assert_eq!(count(of(MessageState::Dead, None, Some("crashes"))).await, 1);
    assert_eq!(count(of(MessageState::Delivered, None, None)).await, 1);
    assert_eq!(count(of(MessageState::Waiting, None, None)).await, 0);
    let first = store.messages(&MessageQuery { limit: 3, ..query(MessageState::Dead) }).await.unwrap();
    let rest = store.messages(&MessageQuery { after: first[2].id, ..query(MessageState::Dead) }).await.unwrap();
    assert_eq!((first.len(), rest.len()), (3, 1));
    assert_eq!(store.message(rest[0].id).await.unwrap().as_ref(), Some(&rest[0]));
    assert_eq!(store.message(1).await.unwrap(), None);
}
