//! Closed months go on to the ministry by themselves (order p. 3): each version once.

use crate::harness::{Bed, DATA_BANK, Fate, MINISTRY, MIS};
use saraptama_core::indicators::{ActFact, Course, Draws, Month, Report, System, public};
use saraptama_core::law::Law;
use saraptama_core::terms::{FormId, Sha256, parse_instant};
use saraptama_server::doors::Answer;
use saraptama_server::flow::FlowError;
use saraptama_server::monitoring::{Archives, Closing, Refusal, Standing, handed_out, parted, read, report, standing};
use saraptama_server::node::Host;
use saraptama_store::rows::ActFactRow;
use saraptama_store::{Change, Unit};
use saraptama_wire::shep::{self, MonthReport, Payload};

fn month() -> Month {
    Month::parse("2025-08").unwrap()
}

async fn close(bed: &Bed) -> Closing {
    let host = bed.host(DATA_BANK);
    host.databank().close_month(host, month(), "monitor").await.unwrap()
}

/// One process of all three nodes.
fn all_nodes(bed: &Bed) -> Host {
    let mut all = bed.host(DATA_BANK).clone();
    all.mis.clone_from(&bed.host(MIS).mis);
    all.ministry.clone_from(&bed.host(MINISTRY).ministry);
    all
}

/// The month as a process with these archives shows it.
async fn shown(bed: &Bed, archives: &Archives) -> Standing {
    standing(archives, &bed.law, month(), bed.now, false).await.unwrap()
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
    let refused = ("databank-node".to_owned(), "gateway-sender-not-allowed".to_owned());
    assert_eq!(logged(&bed, &[went[0].0.clone()]).await, [refused], "as it came");

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

#[tokio::test]
async fn a_correction_takes_no_part_away_that_was_closed() {
    let bed = Bed::new().await;
    let all = all_nodes(&bed);
    let close_all = || async { all.databank().close_month(&all, month(), "monitor").await };
    assert_eq!(close_all().await.unwrap(), Closing::Done(1, vec![]));
    let closed = shown(&bed, &all.archives()).await;
    assert!(closed.report.lacks.is_empty() && closed.report.table(System::Mis, "drafts").is_some());
    bed.run().await;
    assert_eq!(sent(&bed).len(), 1);

    // A process that has the data bank alone cannot correct it, whatever it counts.
    one_more_case(&bed, 1).await;
    let host = bed.host(DATA_BANK);
    let refused = host.databank().close_month(host, month(), "monitor").await.unwrap_err();
    assert!(matches!(refused, FlowError::Month(Refusal::Lacks(System::Mis))), "{refused}");
    assert_eq!(Answer::of(refused, &bed.host(DATA_BANK).any().words, &bed.law).status(), 409);
    bed.run().await;
    assert_eq!((bed.node(DATA_BANK).store.closed("2025-08").await.unwrap().len(), sent(&bed)), (1, vec![]));
    // What it lacks itself it still shows as it was closed.
    assert_eq!(shown(&bed, &host.archives()).await.report, closed.report);

    let Closing::Done(2, found) = close_all().await.unwrap() else { panic!("there is one more case") };
    assert!(!found.is_empty() && found.iter().all(|one| one.system == System::DataBank), "{found:?}");
}

#[tokio::test]
async fn a_part_that_was_not_closed_is_counted_beside_the_closed_ones_and_closed_by_the_next_count() {
    let bed = Bed::new().await;
    let (all, alone) = (all_nodes(&bed), bed.host(DATA_BANK));
    assert_eq!(close(&bed).await, Closing::Done(1, vec![]));
    let Standing { report: own, closed } = shown(&bed, &alone.archives()).await;
    assert_eq!((&own, own.not_closed.as_slice()), (&read(&closed[0]).unwrap(), &[][..]));
    assert_eq!(own.lacks, [System::Mis, System::Ministry]);

    one_more_case(&bed, 1).await;
    let whole = shown(&bed, &all.archives()).await.report;
    assert_eq!((whole.lacks.as_slice(), whole.not_closed.as_slice()), (&[][..], &[System::Mis, System::Ministry][..]));
    let part = |report: &Report, is_own: bool| {
        let tables = report.tables.iter().filter(|table| (table.system == System::DataBank) == is_own);
        tables.cloned().collect::<Vec<_>>()
    };
    assert_eq!(part(&whole, true), own.tables);
    let now = report(&all.archives(), &bed.law, month(), bed.now).await.unwrap();
    assert_eq!(part(&whole, false), part(&now, false));
    // It leaves the ministries without what was not closed.
    let (told, of) = handed_out(&all.archives(), &bed.law, month(), bed.now).await.unwrap();
    assert_eq!((told, of.version), (public(&own, &parted(&bed.law, &month())), 1));

    let host = bed.host(DATA_BANK);
    assert!(matches!(host.databank().close_month(&all, month(), "monitor").await.unwrap(), Closing::Done(2, _)));
    assert_eq!(host.databank().close_month(&all, month(), "monitor").await.unwrap(), Closing::Same);
    assert_eq!(shown(&bed, &all.archives()).await.report, now);
}

#[tokio::test]
async fn a_part_that_joins_is_a_version_though_nothing_else_differs() {
    let bed = Bed::new().await;
    let all = all_nodes(&bed);
    assert_eq!(close(&bed).await, Closing::Done(1, vec![]));
    assert_eq!(all.databank().close_month(&all, month(), "monitor").await.unwrap(), Closing::Done(2, vec![]));
    assert_eq!(all.databank().close_month(&all, month(), "monitor").await.unwrap(), Closing::Same);
}

#[tokio::test]
async fn only_a_closed_month_leaves_the_ministries() {
    let bed = Bed::new().await;
    let archives = all_nodes(&bed).archives();
    let asked = |archives: Archives, month: &'static str| {
        let (law, now) = (&bed.law, bed.now);
        async move {
            match handed_out(&archives, law, Month::parse(month).unwrap(), now).await {
                Err(FlowError::Month(refusal)) => Some(refusal),
                Err(other) => panic!("{other}"),
                Ok(_) => None,
            }
        }
    };
    assert_eq!(asked(archives.clone(), "2025-09").await, Some(Refusal::NotOver));
    assert_eq!(asked(archives.clone(), "2025-08").await, Some(Refusal::NotClosed));
    assert_eq!(asked(Archives { databank: None, ..archives.clone() }, "2025-08").await, Some(Refusal::NoDataBank));
    close(&bed).await;
    assert_eq!(asked(archives, "2025-08").await, None);
}

#[tokio::test]
async fn the_archives_of_two_clinics_are_one_part() {
    let (one, mut other) = (Bed::new().await, Bed::new().await);
    other.rule(|_| Fate::Nobody);
    one.signed(3).await;
    other.signed(5).await;
    for _ in 0..3 {
        one.run().await;
        other.run().await;
        other.seconds(5);
    }
    let store = |bed: &Bed| bed.node(MIS).store.clone();
    let month = Month::of(saraptama_core::terms::civil_date(one.now)).unwrap();
    let told = |mis: Vec<saraptama_store::Store>| async move {
        report(&Archives { mis, ..Archives::default() }, &Law::embedded(), month, month.to).await.unwrap()
    };
    let [both, first, second] =
        [told(vec![store(&one), store(&other)]).await, told(vec![store(&one)]).await, told(vec![store(&other)]).await];
    let sum = |report: &Report, table: &str, row: &str, column: &str| {
        report.table(System::Mis, table).and_then(|table| table.value(row, column)).unwrap_or(0)
    };
    let mut counted = 0;
    for table in both.tables.iter().filter(|table| table.id != "stages") {
        for (row, column) in table.rows.iter().flat_map(|row| table.columns.iter().map(move |column| (row, column))) {
            let of = |report: &Report| sum(report, &table.id, &row.key, column);
            assert_eq!(of(&both), of(&first) + of(&second), "{} {} {column}", table.id, row.key);
            counted += u64::from(of(&first) > 0 || of(&second) > 0);
        }
    }
    assert!(counted >= 4, "{both:?}");
    assert_eq!(sum(&both, "drafts", "begun", "count"), 8);
    assert!(sum(&both, "delivery", "ministry", "tried-again") > 0, "{both:?}");
    assert_eq!(sum(&both, "stages", "preparing", "cases"), 8);
}
