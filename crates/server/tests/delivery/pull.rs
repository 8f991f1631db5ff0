//! A ministry that nobody can call asks its gateway, which is the data bank, for what waits.

use crate::channel;
use crate::harness::{Bed, DATA_BANK, Fate, MINISTRY};
use rusqlite::Connection;
use saraptama_core::channel::Command;
use saraptama_core::referral::Stage;
use saraptama_core::terms::Sha256;
use saraptama_server::config::Channel;
use saraptama_server::jobs::Asker;
use saraptama_server::transport::Outbound;
use saraptama_store::Direction;
use saraptama_wire::exchange::StageReport;
use saraptama_wire::shep::async_channel::*;
use saraptama_wire::shep::{ACT_STATUS, Payload, Sender};

async fn bed() -> Bed {
    channel::bed(Channel::AsyncPull, Channel::Keep).await
}

/// How the question for stages stands.
async fn asker_state(bed: &Bed) -> String {
    let health = bed.ask(MINISTRY, "GET", "/health/ready", "nobody").await.1;
    health["nodes"]["ministry"]["routes"]["data-bank"]["asking"]["MSE_ACT_STATUS"].as_str().unwrap().to_owned()
}

fn asker(bed: &Bed) -> Asker {
    Asker::new(MINISTRY, bed.node(MINISTRY).clone())
}

fn asks(request: &Outbound, operation: &str) -> bool {
    request.uri().path() == "/ws/AsyncChannel" && String::from_utf8_lossy(request.body()).contains(operation)
}

/// What the ministry said of messages since the last look: id, whether it took it, why not.
fn receipts(bed: &Bed) -> Vec<(String, bool, Option<String>)> {
    let sent = std::mem::take(&mut *bed.wire.sent.lock().unwrap());
    let notified = sent.iter().filter_map(|(_, _, body)| match read_call(body) {
        Ok(Call::Notify(told)) => Some(told),
        _ => None,
    });
    let mut all: Vec<_> = notified
        .map(|told| {
            assert_eq!(told.resend, Resend::NotResend);
            (told.message_id, told.receive == ReceiveStatus::Accepted, told.error.map(|error| error.code))
        })
        // Those of the real gateway have ids of their own.
        .filter(|(id, ..)| ["good", "other", "unread"].contains(&&**id))
        .collect();
    all.sort();
    all
}

#[tokio::test]
async fn the_journey_is_the_same_where_the_ministry_asks_and_a_gateway_with_nothing_new_is_not_logged() {
    let mut bed = bed().await;
    let form = bed.signed(1).await[0];
    for _ in 0..8 {
        bed.run().await;
        bed.seconds(1);
        asker(&bed).pull_once().await;
    }
    // The outbox is done with what the gateway took; whether it was delivered is asked after.
    let health = async || bed.ask(MINISTRY, "GET", "/health/ready", "nobody").await.1["nodes"]["ministry"].clone();
    assert_eq!((&health().await["asked_after"], bed.outbox(MINISTRY).await.0), (&1.into(), 0));
    asker(&bed).ask_after_once().await;
    assert_eq!(health().await["asked_after"], 0);
    let asking = serde_json::json!({ "MSE_ACT_STATUS": "closed", "MSE_FORM031_SUBMIT": "closed" });
    assert_eq!(health().await["routes"]["data-bank"]["asking"], asking);
    assert!(bed.journey(form).await.contains(&"assigned".to_owned()));
    let ministry = bed.logged(MINISTRY).await;
    // The answer as it came, and each of its messages beside it.
    let pulled: Vec<_> = ministry.iter().filter(|one| one.message_id.starts_with("channel:")).collect();
    assert!(pulled.len() > 2 && pulled.iter().all(|one| one.verdict == "taken" && one.signature.starts_with("sealed ")));
    for one in pulled {
        let answers = |record: &&saraptama_store::Logged| record.direction == Direction::Answered && record.sha256 == one.sha256;
        let answer = ministry.iter().find(answers).unwrap();
        assert!(read_messages(answer.raw.as_ref().unwrap()).unwrap().is_ok());
    }
    for _ in 0..5 {
        asker(&bed).pull_once().await;
        asker(&bed).ask_after_once().await;
    }
    assert_eq!(bed.logged(MINISTRY).await.len(), ministry.len());
}

/// Stages of a form that the gateway hands out under the id `id`.
fn stages(bed: &Bed, form: saraptama_core::terms::FormId, id: &str) -> Message {
    let told = StageReport { form_id: form, stage: Stage::Waiting, at: bed.now, detail: None, reason: None };
    Message {
        message_id: Some(id.into()),
        correlation_id: Some(format!("chain of {id}")),
        service_id: ACT_STATUS.into(),
        message_type: MessageType::Notification,
        route_id: None,
        date: bed.now,
        sender: Sender { id: "databank-node".into(), password: None },
        properties: vec![],
        session_id: None,
        data: Data::Asked(Payload::ActStatus(vec![told])),
    }
}

#[tokio::test]
async fn a_message_that_cannot_be_read_or_kept_is_answered_so_and_stops_no_other() {
    let mut bed = bed().await;
    let form = bed.signed(1).await[0];
    bed.run().await;
    let other = Message { service_id: "GBDFL".into(), data: Data::Asked(Payload::Other), ..stages(&bed, form, "other") };
    let session_id = "{00000000-0000-4000-8000-000000000000}".to_owned();
    let messages = vec![stages(&bed, form, "unread"), other, stages(&bed, form, "good")];
    let text = write_messages(&MessagesAnswer { date: bed.now, session_id, messages });
    let answer: &'static [u8] = bed.sealed("databank", &text.replacen("<stage>waiting", "<stage>nonsense", 1)).leak();
    let noted =
        DeliveryNoted { notification_id: "1".into(), date: bed.now, session_id: "{00000000-0000-4000-8000-000000000000}".into() };
    let noted: &'static [u8] = bed.sealed("databank", &write_delivery_noted(&noted)).leak();
    bed.rule(move |request| match () {
        () if asks(request, "getMessages") && asks(request, ACT_STATUS) => Fate::Says(answer),
        () if asks(request, "sendDeliveryNotification") => Fate::Says(noted),
        () => Fate::Pass,
    });
    receipts(&bed);
    let (before, mut asker) = (bed.logged(MINISTRY).await.len(), asker(&bed));
    asker.pull_once().await;
    bed.run().await;
    let declined = |id: &str, code: &str| (id.to_owned(), false, Some(code.to_owned()));
    let expected = [("good".to_owned(), true, None), declined("other", "MSE111"), declined("unread", "MSE903")];
    assert_eq!(receipts(&bed), expected);
    // It is logged once, as it came, with what was made of each message.
    let log = bed.logged(MINISTRY).await.split_off(before);
    let answered = log.iter().filter(|one| one.direction == Direction::Answered && one.raw.as_deref() == Some(answer));
    assert_eq!(answered.count(), 1);
    let made: Vec<_> =
        log.iter().filter(|one| one.direction == Direction::Received && one.sha256 == Sha256::of(answer)).collect();
    let verdicts: Vec<_> = made.iter().map(|one| (&*one.message_id, &*one.verdict)).collect();
    assert_eq!(
        verdicts,
        [("channel:unread", "gateway-field-wrong"), ("channel:other", "gateway-service-unknown"), ("channel:good", "taken")]
    );
    assert!(made.iter().all(|one| one.raw.is_none() && one.signature.starts_with("sealed ")));
    // Handed out again, before the gateway has heard, they are not spoken of again; much later they are.
    for _ in 0..3 {
        asker.pull_once().await;
        bed.run().await;
    }
    assert_eq!(receipts(&bed), []);
    bed.seconds(3600);
    self::asker(&bed).pull_once().await;
    bed.run().await;
    assert_eq!(receipts(&bed), expected[1..]);
}

#[tokio::test]
async fn a_message_that_the_gateway_cannot_read_back_is_stopped_and_the_others_are_handed_out() {
    let mut bed = bed().await;
    let forms = bed.signed(3).await;
    bed.run().await;
    let gateway = bed.node(DATA_BANK).clone();
    let waiting = async || {
        let rows = gateway.store.channel_waiting("for:ministry-node", ACT_STATUS, None, 99).await.unwrap();
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let kept = waiting().await;
    assert!(kept.len() > 1, "{kept:?}");
    let ill = kept[0];
    let archive = Connection::open(bed.data(DATA_BANK).join("store.db")).unwrap();
    archive.busy_timeout(std::time::Duration::from_secs(30)).unwrap();
    let write = |bytes: &[u8]| {
        let sql = "UPDATE channel_body SET bytes = ?1 WHERE id = ?2";
        assert_eq!(archive.execute(sql, (bytes, ill.as_bytes())).unwrap(), 1);
    };
    let was = gateway.channel_envelope(ill).await.unwrap();
    write(&was[1..]);
    for _ in 0..8 {
        bed.run().await;
        bed.seconds(1);
        asker(&bed).pull_once().await;
    }
    assert_eq!(waiting().await, []);
    let stopped = gateway.store.channel_stopped(9).await.unwrap();
    assert_eq!(stopped.iter().map(|row| row.id).collect::<Vec<_>>(), [ill], "an operator sees it");
    // Mended, it goes like any other: nothing of it was lost.
    write(&was);
    gateway.channel_do(ill, Command::Resume, |_, _, _| ()).await.unwrap();
    for _ in 0..8 {
        asker(&bed).pull_once().await;
        bed.run().await;
        bed.seconds(1);
    }
    for form in forms {
        let journey = bed.journey(form).await;
        assert!(journey.contains(&"assigned".to_owned()), "{journey:?}");
    }
}

#[tokio::test]
async fn a_gateway_that_is_away_is_asked_more_and_more_seldom_and_at_once_when_it_is_back() {
    let mut bed = bed().await;
    let form = bed.signed(1).await[0];
    bed.run().await;
    bed.rule(|_| Fate::Nobody);
    receipts(&bed);
    let mut asked = vec![];
    for _ in 0..8 {
        for _ in 0..100 {
            bed.seconds(1);
            asker(&bed).pull_once().await;
            asker(&bed).ask_after_once().await;
        }
        asked.push(std::mem::take(&mut *bed.wire.sent.lock().unwrap()).len());
    }
    assert_ne!(asker_state(&bed).await, "closed");
    // Two services: a probe a minute each at last.
    assert!(asked[0] < 40 && asked[2..].iter().all(|questions| (1..8).contains(questions)), "{asked:?}");
    bed.rule(|_| Fate::Pass);
    for _ in 0..130 {
        bed.seconds(1);
        asker(&bed).pull_once().await;
        bed.run().await;
    }
    assert!(bed.journey(form).await.contains(&"assigned".to_owned()));
    assert_eq!((bed.outbox(MINISTRY).await, bed.outbox(DATA_BANK).await), ((0, 0), (0, 0)));
}
