//! What is told under an id is told once: other content under it is neither heard nor lost.

use crate::harness::{Bed, DATA_BANK, Fate, MINISTRY};
use saraptama_core::indicators::Month;
use saraptama_core::referral::Stage;
use saraptama_core::terms::FormId;
use saraptama_wire::exchange::{StageReport, write_stages};
use saraptama_wire::shep::{self, Answer, MonthReport, Payload, SendMessage, Sender};
use std::collections::BTreeMap;

/// Tells the ministry as the data bank; every time under a new seal. Answers the status code.
async fn tell(bed: &Bed, message_id: &str, service: &str, data: Payload) -> String {
    let request = SendMessage {
        message_id: message_id.into(),
        correlation_id: None,
        service_id: service.into(),
        message_date: bed.now,
        route_id: None,
        sender: Sender { id: "databank-node".into(), password: None },
        properties: vec![],
        session_id: None,
        data,
    };
    let envelope = bed.sealed("databank", &shep::write_request(&request));
    let answer = bed.envelope(MINISTRY, "/ws/SyncChannel", "databank-node", &envelope).await;
    match shep::read_answer(&answer, message_id).unwrap() {
        Answer::Response(response) => response.status.code,
        Answer::Fault(fault) => panic!("{fault:?}"),
    }
}

/// What the ministry's log says of a message, and whether it has its bytes.
async fn logged(bed: &Bed, message_id: &str) -> Vec<(String, bool)> {
    let log = bed.logged(MINISTRY).await.into_iter();
    log.filter(|one| one.message_id == message_id).map(|one| (one.verdict, one.raw.is_some())).collect()
}

fn verdicts() -> Vec<(String, bool)> {
    [("taken", true), ("again", false), ("gateway-other-content", true)].map(|(verdict, raw)| (verdict.to_owned(), raw)).to_vec()
}

#[tokio::test]
async fn other_stages_under_a_known_id_are_not_learned_and_the_same_ones_sealed_anew_are_a_repeat() {
    let bed = Bed::new().await;
    let form = bed.signed(1).await[0];
    bed.run().await;
    let stages = |stage| {
        let reason = (stage == Stage::Returned).then(|| "returned-incomplete".to_owned());
        Payload::ActStatus(vec![StageReport { form_id: form, stage, at: bed.now, detail: None, reason }])
    };
    for (stage, code) in [(Stage::Waiting, "SCSS001"), (Stage::Waiting, "SCSS001"), (Stage::Returned, "MSE201")] {
        assert_eq!(tell(&bed, "one", shep::ACT_STATUS, stages(stage)).await, code, "{stage}");
    }
    bed.run().await;
    assert!(!bed.journey(form).await.contains(&"returned".to_owned()));
    assert_eq!(logged(&bed, "one").await, verdicts());
    assert_eq!(tell(&bed, "two", shep::ACT_STATUS, stages(Stage::Returned)).await, "SCSS001");
    bed.run().await;
    assert!(bed.journey(form).await.contains(&"returned".to_owned()));
}

#[tokio::test]
async fn what_is_not_for_this_node_or_not_from_its_sender_is_refused_and_logged_as_it_came() {
    let bed = Bed::with(|config| config.stages_from.clear()).await;
    let form = bed.signed(1).await[0];
    let waits = StageReport { form_id: form, stage: Stage::Waiting, at: bed.now, detail: None, reason: None };
    let stages = Payload::ActStatus(vec![waits]);
    for (id, service, data, code, verdict) in [
        ("whose", shep::ACT_STATUS, stages, "MSE112", "gateway-sender-not-allowed"),
        ("what", "GBDFL", Payload::Other, "MSE111", "gateway-service-unknown"),
    ] {
        assert_eq!(tell(&bed, id, service, data).await, code);
        assert_eq!(logged(&bed, id).await, [(verdict.to_owned(), true)]);
    }
}

#[tokio::test]
async fn another_month_under_a_known_id_is_kept_in_the_log_and_not_acknowledged() {
    let bed = Bed::new().await;
    let host = bed.host(DATA_BANK);
    host.databank().close_month(host, Month::parse("2025-08").unwrap(), "monitor").await.unwrap();
    let report = bed.node(DATA_BANK).store.closed("2025-08").await.unwrap().remove(0).body;
    let month = |version| Payload::MonthReport(MonthReport { month: "2025-08".into(), version, report: report.clone() });
    for (version, code) in [(1, "SCSS001"), (1, "SCSS001"), (2, "MSE201")] {
        assert_eq!(tell(&bed, "one", shep::MONTH_REPORT, month(version)).await, code, "{version}");
    }
    assert_eq!(logged(&bed, "one").await, verdicts());
}

#[tokio::test]
async fn the_parts_of_a_batch_over_which_the_receiver_stumbles_go_under_ids_of_their_own() {
    let mut bed = Bed::new().await;
    let forms = bed.signed(9).await;
    let poison: FormId = forms[4];
    bed.rule(move |request| match request.uri().path() {
        "/ws/SyncChannel" if request.uri().port_u16() == Some(2) && crate::harness::names(request, poison) => Fate::Status(500),
        _ => Fate::Pass,
    });
    for _ in 0..6 {
        bed.run().await;
        bed.seconds(60);
    }
    let (mut contents, mut most) = (BTreeMap::new(), 0);
    for (_, _, body) in bed.wire.sent.lock().unwrap().iter() {
        let Ok(SendMessage { message_id, data: Payload::ActStatus(stages), .. }) = shep::read_request(body) else { continue };
        most = most.max(stages.len());
        let content = write_stages(&stages);
        assert_eq!(*contents.entry(message_id).or_insert_with(|| content.clone()), content);
    }
    assert!(most > 2 && contents.len() > 4, "{most} {}", contents.len());
    for form in forms.into_iter().filter(|form| *form != poison) {
        assert!(bed.journey(form).await.contains(&"assigned".to_owned()));
    }
    assert!(bed.outbox(DATA_BANK).await.0 > 0);
}
