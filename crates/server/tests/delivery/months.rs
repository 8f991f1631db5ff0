//! Closed months go on to the ministry by themselves (order p. 3): each version once.

use crate::harness::{Bed, DATA_BANK, Fate, MINISTRY};
use saraptama_core::indicators::{ActFact, Course, Draws, Month};
use saraptama_core::terms::{FormId, Sha256, parse_instant};
use saraptama_server::monitoring::Closing;
use saraptama_store::rows::ActFactRow;
use saraptama_store::{Change, Unit};
use saraptama_wire::shep::{self, MonthReport, Payload};

async fn close(bed: &Bed) -> Closing {
    let host = bed.host(DATA_BANK);
    host.databank().close_month(host, Month::parse("2025-08").unwrap(), "monitor").await.unwrap()
}

/// A case of the closed month, counted later than it was closed.
async fn one_more_case(bed: &Bed, n: u8) {
    let course = Course { accepted_at: Some(parse_instant("2025-08-20T10:00:00+05:00").unwrap()), ..Course::default() };
    let row = ActFactRow { form: FormId::from_bytes([n; 16]), fact: ActFact { course, ..ActFact::default() }, is_known: true };
    bed.node(DATA_BANK).store.commit(Unit { changes: vec![Change::ActFact(row)], ..Unit::default() }).await.unwrap();
}

/// The reports that went over the wire since the last look, each with the id of its message.
fn sent(bed: &Bed) -> Vec<(String, MonthReport)> {
    let all = std::mem::take(&mut *bed.wire.sent.lock().unwrap());
    all.into_iter()
        .filter_map(|(_, _, body)| {
            let request = shep::read_request(&body).ok()?;
            let Payload::MonthReport(report) = request.data else { return None };
            assert_eq!(request.service_id, "MSE_MONTH_REPORT");
            assert!(String::from_utf8_lossy(&body).contains("SignatureValue"), "an envelope of this route is sealed");
            Some((request.message_id, report))
        })
        .collect()
}

/// What the ministry's log says of messages of these ids: peer and verdict.
async fn logged(bed: &Bed, ids: &[String]) -> Vec<(String, String)> {
    let mut found = vec![];
    for lane in 0..8 {
        let heads = bed.node(MINISTRY).store.log_heads(lane, None, 1000).await.unwrap();
        let ours = heads.into_iter().filter(|head| ids.contains(&head.message_id));
        found.extend(ours.map(|head| (head.peer, head.verdict)));
    }
    found
}

#[tokio::test]
async fn a_closed_month_goes_once_and_a_count_that_says_the_same_sends_nothing() {
    let bed = Bed::new().await;
    one_more_case(&bed, 1).await;
    assert_eq!(close(&bed).await, Closing::Done(1, vec![]));
    bed.run().await;
    let went = sent(&bed);
    let closed = bed.node(DATA_BANK).store.closed("2025-08").await.unwrap();
    let expected = MonthReport { month: "2025-08".to_owned(), version: 1, report: closed[0].body.clone() };
    assert_eq!(went.iter().map(|(_, report)| report).collect::<Vec<_>>(), [&expected]);
    assert_eq!(Sha256::of(&went[0].1.report), closed[0].digest);
    assert_eq!(bed.outbox(DATA_BANK).await, (0, 0));
    assert_eq!(logged(&bed, &[went[0].0.clone()]).await.len(), 1);

    assert_eq!(close(&bed).await, Closing::Same);
    bed.run().await;
    assert_eq!(sent(&bed), []);
}

#[tokio::test]
async fn a_correction_goes_as_the_next_version_and_never_before_the_one_that_it_corrects() {
    let mut bed = Bed::new().await;
    bed.rule(|_| Fate::Nobody);
    assert!(matches!(close(&bed).await, Closing::Done(1, _)));
    one_more_case(&bed, 1).await;
    assert!(matches!(close(&bed).await, Closing::Done(2, found) if !found.is_empty()));
    bed.run().await;
    assert_eq!(bed.outbox(DATA_BANK).await, (2, 0));
    sent(&bed);
    bed.rule(|_| Fate::Pass);
    for _ in 0..30 {
        bed.seconds(1);
        bed.run().await;
    }
    let went = sent(&bed);
    assert_eq!(went.iter().map(|(_, report)| report.version).collect::<Vec<_>>(), [1, 2]);
    assert!(went[0].0 != went[1].0 && went[0].1.report != went[1].1.report);
    assert_eq!(bed.outbox(DATA_BANK).await, (0, 0));
}

#[tokio::test]
async fn a_report_whose_answer_was_lost_goes_again_and_is_taken_once() {
    let mut bed = Bed::new().await;
    bed.rule(|_| Fate::AnswerLost);
    close(&bed).await;
    bed.run().await;
    bed.rule(|_| Fate::Pass);
    for _ in 0..10 {
        bed.seconds(1);
        bed.run().await;
    }
    let went = sent(&bed);
    assert!(went.len() == 2 && went[0] == went[1], "{went:?}");
    assert_eq!(bed.outbox(DATA_BANK).await, (0, 0));
    let verdicts = logged(&bed, &[went[0].0.clone()]).await;
    let again = verdicts.iter().filter(|(peer, verdict)| peer == "databank-node" && verdict == "again").count();
    assert_eq!((verdicts.len(), again), (2, 1), "{verdicts:?}");
}

#[tokio::test]
async fn a_ministry_that_does_not_believe_the_sender_takes_nothing_and_no_name_sends_nothing() {
    let bed = Bed::with(|config| config.stages_from.clear()).await;
    close(&bed).await;
    bed.deliver(DATA_BANK).await;
    let went = sent(&bed);
    assert_eq!((went.len(), bed.outbox(DATA_BANK).await), (1, (1, 0)));
    assert_eq!(logged(&bed, &[went[0].0.clone()]).await, []);

    let bed = Bed::with(|config| config.monitoring.send_to.clear()).await;
    assert!(matches!(close(&bed).await, Closing::Done(1, _)));
    assert_eq!(bed.outbox(DATA_BANK).await, (0, 0));
}

#[tokio::test]
async fn what_the_version_before_did_not_keep_of_draws_and_ages_is_filled_in_from_the_events() {
    let bed = Bed::new().await;
    let forms = bed.signed(6).await;
    bed.run().await;
    let databank = bed.host(DATA_BANK).databank();
    let mut whole = vec![];
    for form in forms {
        let row = databank.store.act_fact(form).await.unwrap().unwrap();
        assert_eq!((row.fact.age.is_some(), row.fact.course.draws.iter().count()), (true, 1), "{row:?}");
        let course = Course { draws: Draws::default(), ..row.fact.course.clone() };
        let before = ActFactRow { fact: ActFact { course, age: None, ..row.fact.clone() }, ..row.clone() };
        databank.store.commit(Unit { changes: vec![Change::ActFact(before)], ..Unit::default() }).await.unwrap();
        assert!(databank.store.acts_uncounted(None, 99).await.unwrap().contains(&form));
        whole.push(row);
    }
    assert!(databank.fill_facts(None).await.unwrap().is_some());
    for row in whole {
        assert_eq!(databank.store.act_fact(row.form).await.unwrap(), Some(row));
    }
    assert_eq!(databank.fill_facts(None).await.unwrap(), None);
    let rosters = databank.store.rosters().await.unwrap();
    assert_eq!(rosters.len(), 1, "everybody was drawn from one register");
}
