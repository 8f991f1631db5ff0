use crate::harness::{Bed, Fate, MIS, names, to_ministry};

#[tokio::test]
async fn a_form_over_which_our_own_handling_panics_holds_up_no_other() {
    let bed = Bed::new().await;
    let forms = bed.signed(20).await;
    let poison = forms[3];
    bed.rule(move |request| if to_ministry(request) && names(request, poison) { Fate::Panic } else { Fate::Pass });
    bed.deliver(MIS).await;
    assert_eq!(bed.outbox(MIS).await, (1, 0), "all others went in the first step");
}

use crate::harness::to_ministry as submissions;
use saraptama_store::rows::{MessageQuery, MessageState};

#[tokio::test]
async fn a_form_that_kills_its_sender_again_and_again_is_given_up_and_no_other_is_taken_for_it() {
    let mut bed = Bed::new().await;
    let forms = bed.signed(12).await;
    let poison = forms[5];
    // The process dies with the poison in its hands, and with whatever it claimed beside it.
    bed.rule(move |request| if names(request, poison) { Fate::Hang } else { Fate::Pass });
    let mut deaths = 0;
    while bed.outbox(MIS).await.0 > 0 {
        bed.seconds(1);
        let died = bed.deliver_until_it_hangs(MIS).await;
        deaths += u32::from(died);
        assert!(deaths < 8, "it is not given up");
        if died {
            bed.restart().await;
        }
    }
    assert_eq!((deaths, bed.outbox(MIS).await), (6, (0, 1)), "the others are all there");
    let query = MessageQuery { state: MessageState::Dead, route: None, reason: None, after: 0, limit: 50 };
    let given_up = bed.node(MIS).store.messages(&query).await.unwrap();
    assert_eq!((given_up[0].form, &*given_up[0].reason), (poison, "crashes"));
}

#[tokio::test]
async fn whatever_was_in_the_hands_of_senders_that_died_is_taken_up_again_one_by_one() {
    let mut bed = Bed::new().await;
    bed.signed(5).await;
    for _ in 0..3 {
        bed.seconds(1);
        let all = bed.node(MIS).store.claim(bed.now, bed.now + jiff::SignedDuration::from_hours(1), 256, None).await;
        assert_eq!(all.unwrap().len(), 5);
        bed.restart().await;
    }
    for left in (0..5).rev() {
        assert_eq!((bed.deliver(MIS).await, bed.outbox(MIS).await), (1, (left, 0)));
    }
}

#[tokio::test]
async fn what_was_leased_to_a_process_that_ended_in_the_middle_of_its_claim_waits_again_at_once() {
    let bed = Bed::new().await;
    bed.signed(5).await;
    let ending = bed.courier(MIS);
    // Polled once: the claim is on its way to the store, and nobody hears what it took.
    assert!(tokio::time::timeout(std::time::Duration::ZERO, ending.deliver_once()).await.is_err());
    assert_eq!((bed.deliver(MIS).await, bed.outbox(MIS).await), (0, (5, 0)), "all are leased");
    ending.give_back().await;
    assert_eq!((bed.deliver(MIS).await, bed.outbox(MIS).await), (5, (0, 0)));
}

#[tokio::test]
async fn what_panics_is_given_up_with_its_reason_and_one_or_all_go_again_by_the_operators_door() {
    let mut bed = Bed::new().await;
    let forms = bed.signed(4).await;
    let poison = [forms[0], forms[2]];
    bed.rule(
        move |request| {
            if submissions(request) && poison.iter().any(|form| names(request, *form)) { Fate::Panic } else { Fate::Pass }
        },
    );
    for _ in 0..16 {
        bed.deliver(MIS).await;
        bed.seconds(400);
    }
    assert_eq!(bed.outbox(MIS).await, (0, 2));
    let (status, page) = bed.ask(MIS, "GET", "/ops/v1/messages?route=ministry", "operator").await;
    assert_eq!((status, page["items"].as_array().unwrap().len()), (200, 2));
    let first = &page["items"][0];
    assert_eq!((&first["reason"], &first["state"], &page["next"]), (&"crashes".into(), &"dead".into(), &serde_json::Value::Null));
    for language in ["kk", "ru", "en"] {
        assert!(!first["message"][language].as_str().unwrap().is_empty());
    }
    let path = format!("/ops/v1/messages/{}", first["id"].as_str().unwrap());
    assert_eq!(bed.ask(MIS, "GET", &path, "operator").await.1, *first);
    // Nobody else sees or does it.
    for (who, status) in [("doctor-01", 403), ("mis-node", 403), ("nobody", 401)] {
        for (method, path) in [("GET", "/ops/v1/messages".to_owned()), ("GET", path.clone()), ("POST", format!("{path}/redrive"))]
        {
            assert_eq!(bed.ask(MIS, method, &path, who).await.0, status, "{who} {method} {path}");
        }
    }
    bed.rule(|_| Fate::Pass);
    let redrive = format!("{path}/redrive");
    assert_eq!(bed.ask(MIS, "POST", &redrive, "operator").await.0, 200);
    assert_eq!(bed.ask(MIS, "POST", &redrive, "operator").await.0, 409, "it waits already");
    bed.run().await;
    assert_eq!(bed.outbox(MIS).await, (0, 1));
    assert_eq!(bed.ask(MIS, "POST", "/ops/v1/routes/ministry/redrive?reason=rejected", "operator").await.1["redriven"], 0);
    assert_eq!(bed.ask(MIS, "POST", "/ops/v1/routes/ministry/redrive", "operator").await.1["redriven"], 1);
    bed.run().await;
    assert_eq!(bed.outbox(MIS).await, (0, 0));
    for (path, status) in [
        ("/ops/v1/messages?state=lost", 422),
        ("/ops/v1/messages?reason=none", 422),
        ("/ops/v1/messages?cursor=x", 422),
        ("/ops/v1/messages?node=databank", 404),
        ("/ops/v1/messages/1", 404),
        ("/ops/v1/messages/x", 404),
    ] {
        assert_eq!(bed.ask(MIS, "GET", path, "operator").await.0, status, "{path}");
    }
}

#[tokio::test]
async fn an_orderly_end_says_nothing_against_what_was_under_way() {
    let bed = Bed::new().await;
    bed.signed(2).await;
    let jobs = saraptama_server::jobs::start(bed.host(MIS));
    bed.rule(|_| Fate::Hang);
    let is_under_way = || bed.wire.sent.lock().unwrap().iter().any(|(_, path, _)| path == "/exchange/v1/submissions");
    while !is_under_way() {
        tokio::task::yield_now().await;
    }
    jobs.stop().await;
    let again = bed.node(MIS).store.claim(bed.now + jiff::SignedDuration::from_secs(9), bed.now, 9, None).await.unwrap();
    assert_eq!(again.iter().map(|message| message.unanswered).collect::<Vec<_>>(), [0, 0]);
}
