//! For how long what was claimed is its claimer's: nothing is begun that might end too late, and nothing follows
//! from what ended too late.

use crate::documents::{Case, is_fetch};
use crate::harness::{Bed, Fate, MINISTRY, MIS, names, to_ministry};
use jiff::SignedDuration;
use saraptama_server::jobs::Courier;
use saraptama_store::Fate as Became;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

const SECOND: i64 = 1_000_000_000;

/// Waits until so many requests are on their way or were.
async fn sent(bed: &Bed, count: usize) {
    let all = async {
        while bed.wire.sent.lock().unwrap().len() < count {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), all).await.unwrap();
}

fn to_the_ministry(bed: &Bed) -> usize {
    bed.wire.sent.lock().unwrap().iter().filter(|(to, path, _)| *to == 1 && path.ends_with("/submissions")).count()
}

/// Nothing but what is asked for goes over the wire in what follows.
async fn signed_and_quiet(bed: &Bed, count: usize) -> Vec<saraptama_core::terms::FormId> {
    let forms = bed.signed(count).await;
    bed.wire.sent.lock().unwrap().clear();
    forms
}

#[tokio::test]
async fn no_request_is_begun_that_may_end_after_the_lease_and_what_was_not_tried_counts_no_attempt() {
    let bed = Bed::new().await;
    signed_and_quiet(&bed, 8).await;
    let (courier, hand) = bed.courier_by_hand(MIS);
    let passes = hand.clone();
    // Each request takes twenty seconds, and the receiver stumbles over something in it.
    bed.rule(move |request| match to_ministry(request) {
        true => {
            passes.fetch_add(20 * SECOND, Ordering::AcqRel);
            Fate::Status(500)
        }
        false => Fate::Pass,
    });
    assert_eq!(courier.deliver_once().await.unwrap(), 8);
    assert_eq!(to_the_ministry(&bed), 2, "sixty seconds are enough for no third one");
    let waiting = bed.node(MIS).store.outbox(None).await.unwrap();
    assert_eq!(waiting.iter().filter(|one| one.fate == Became::Waiting).count(), 8);
    bed.rule(|_| Fate::Pass);
    hand.fetch_add(SECOND, Ordering::AcqRel);
    let taken = courier.deliver_once().await.unwrap();
    assert_eq!((taken, bed.outbox(MIS).await), (8, (0, 0)), "all of them are due at once and go");
}

#[tokio::test]
async fn where_nobody_answers_for_one_half_the_other_is_not_tried() {
    let bed = Bed::new().await;
    let forms = signed_and_quiet(&bed, 8).await;
    let (first, last) = (forms[0], forms[7]);
    bed.rule(move |request| match (to_ministry(request), names(request, first) && names(request, last)) {
        (true, true) => Fate::Status(500),
        (true, false) => Fate::Nobody,
        _ => Fate::Pass,
    });
    assert_eq!(bed.deliver(MIS).await, 8);
    assert_eq!(to_the_ministry(&bed), 2, "the whole, and one half");
    assert_eq!(bed.outbox(MIS).await, (8, 0));
}

#[tokio::test]
async fn what_is_still_under_way_when_its_lease_is_over_is_not_sent_a_second_time_by_the_same_process() {
    let bed = Bed::new().await;
    signed_and_quiet(&bed, 1).await;
    let (courier, hand) = bed.courier_by_hand(MIS);
    bed.rule(|request| if to_ministry(request) { Fate::Gate } else { Fate::Pass });
    let slow = courier.clone();
    let slow = tokio::spawn(async move { slow.deliver_once().await });
    sent(&bed, 1).await;
    for _ in 0..3 {
        hand.fetch_add(70 * SECOND, Ordering::AcqRel);
        assert_eq!(courier.deliver_once().await.unwrap(), 0, "its lease is renewed");
    }
    bed.wire.gate.send(true).unwrap();
    assert_eq!(slow.await.unwrap().unwrap(), 1);
    assert_eq!((to_the_ministry(&bed), bed.outbox(MIS).await), (1, (0, 0)), "settled under the last claim's number");
}

/// Another process of the same node, and the time that it sees.
fn another(bed: &Bed, later: SignedDuration) -> Courier {
    let (courier, hand) = bed.courier_by_hand(MINISTRY);
    advance(&hand, later);
    courier
}

fn advance(hand: &AtomicI64, by: SignedDuration) {
    hand.fetch_add(i64::try_from(by.as_nanos()).unwrap(), Ordering::AcqRel);
}

#[tokio::test]
async fn whoever_was_overtaken_while_a_document_came_sends_the_form_on_no_second_time() {
    let bed = Bed::new().await;
    let case = Case::signed(&bed).await;
    case.hand_in(&bed, 0).await;
    case.hand_in(&bed, 1).await;
    bed.deliver(MIS).await;
    bed.wire.sent.lock().unwrap().clear();
    bed.rule(|request| if is_fetch(request) { Fate::Gate } else { Fate::Pass });
    let (slow, _) = bed.courier_by_hand(MINISTRY);
    let slow = tokio::spawn(async move { slow.deliver_once().await });
    sent(&bed, 1).await;
    bed.rule(|request| if is_fetch(request) { Fate::Pass } else { Fate::Nobody });
    assert_eq!(another(&bed, SignedDuration::from_secs(50)).deliver_once().await.unwrap(), 0, "it is leased");
    assert_eq!(another(&bed, SignedDuration::from_secs(200)).deliver_once().await.unwrap(), 1);
    assert_eq!(case.kept(&bed, MINISTRY).await, 2);
    bed.wire.gate.send(true).unwrap();
    assert_eq!(slow.await.unwrap().unwrap(), 1);
    let recorded = bed.node(MINISTRY).store.outbox(None).await.unwrap();
    let onward = recorded.iter().filter(|one| one.form == case.form && one.kind == "submission").count();
    assert_eq!(onward, 1, "{recorded:?}");
    assert_eq!(bed.broken().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_large_document_is_leased_for_as_long_as_a_slow_line_takes() {
    let bed = Bed::new().await;
    let case = Case::signed_with(&bed, [vec![7; 4_000_000], b"%PDF- another".to_vec()]).await;
    case.hand_in(&bed, 0).await;
    case.hand_in(&bed, 1).await;
    bed.deliver(MIS).await;
    bed.wire.sent.lock().unwrap().clear();
    bed.rule(|request| if is_fetch(request) { Fate::Gate } else { Fate::Pass });
    let (slow, _) = bed.courier_by_hand(MINISTRY);
    let slow = tokio::spawn(async move { slow.deliver_once().await });
    sent(&bed, 1).await;
    // At 256 kbit a second four million bytes take two minutes.
    assert_eq!(another(&bed, SignedDuration::from_secs(140)).deliver_once().await.unwrap(), 0, "it is leased for so long");
    bed.wire.gate.send(true).unwrap();
    assert_eq!(slow.await.unwrap().unwrap(), 1);
    assert_eq!((case.kept(&bed, MINISTRY).await, bed.outbox(MINISTRY).await.1), (2, 0));
}
