use crate::harness::{Bed, Fate, MIS, names, to_ministry};
use saraptama_server::jobs::{Watch, Way};

fn requests(bed: &Bed) -> usize {
    std::mem::take(&mut *bed.wire.sent.lock().unwrap()).len()
}

#[tokio::test]
async fn a_receiver_that_is_away_is_probed_and_nothing_is_tried_counted_or_lost_meanwhile() {
    let mut bed = Bed::new().await;
    let forms = bed.signed(40).await;
    bed.rule(|request| if to_ministry(request) { Fate::Nobody } else { Fate::Pass });
    let mut most_attempts = 0;
    // Two hours, in steps of a second at first and of ten later on.
    let mut probes = 0;
    for step in 0..820 {
        bed.seconds(if step < 100 { 1 } else { 10 });
        let taken = bed.deliver(MIS).await;
        let open = bed.node(MIS).breakers.way("ministry", bed.now) != Way::Closed;
        if step > 60 {
            assert!(open && taken <= 1, "step {step}: {taken} messages were tried");
        }
        probes += taken;
        most_attempts = most_attempts.max(taken);
    }
    let minutes = 720;
    assert!(probes < minutes, "{probes} attempts in two hours");
    assert_eq!(bed.outbox(MIS).await, (40, 0), "nothing is given up while the receiver is away");
    // The alarm is raised once for each quarter of an hour.
    let mut watch = Watch::new(MIS, bed.node(MIS).clone());
    assert_eq!(watch.look_once().await.unwrap(), ["ministry"]);
    // It is back: one probe, then all the others.
    bed.rule(|_| Fate::Pass);
    for _ in 0..320 {
        bed.seconds(1);
        bed.run().await;
    }
    assert_eq!(bed.node(MIS).breakers.way("ministry", bed.now), Way::Closed);
    assert_eq!(bed.outbox(MIS).await, (0, 0));
    for form in forms {
        assert!(bed.journey(form).await.contains(&"accepted-by-data-bank".to_owned()));
    }
}

#[tokio::test]
async fn a_form_over_which_the_receiver_stumbles_holds_up_no_other_and_does_not_open_the_route() {
    let mut bed = Bed::new().await;
    let forms = bed.signed(33).await;
    let poison = forms[7];
    for status in [500, 422] {
        bed.rule(move |request| match (to_ministry(request), names(request, poison)) {
            (true, true) => Fate::Status(status),
            _ => Fate::Pass,
        });
        bed.deliver(MIS).await;
        assert_eq!(bed.outbox(MIS).await.0, 1, "{status}: all others went in the first step");
        let extra = requests(&bed);
        assert!(extra <= 14, "{status}: {extra} requests");
        bed.seconds(60);
    }
    for _ in 0..3 {
        bed.seconds(400);
        bed.deliver(MIS).await;
    }
    assert_eq!(bed.node(MIS).breakers.way("ministry", bed.now), Way::Closed);
    // The receiver said five times in all that this form is not to its taste: an operator looks at it.
    assert_eq!(bed.outbox(MIS).await, (0, 1));
}

#[tokio::test]
async fn an_answer_that_is_lost_counts_once() {
    let mut bed = Bed::new().await;
    let forms = bed.signed(3).await;
    bed.rule(|_| Fate::AnswerLost);
    bed.deliver(MIS).await;
    assert_eq!(bed.outbox(MIS).await, (3, 0));
    bed.rule(|_| Fate::Pass);
    bed.seconds(30);
    bed.run().await;
    for form in forms {
        let stages = bed.journey(form).await;
        assert_eq!(stages.iter().filter(|stage| *stage == "accepted-by-ministry").count(), 1, "{stages:?}");
    }
}
