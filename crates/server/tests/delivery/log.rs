use crate::channel;
use crate::harness::{Bed, DATA_BANK, Fate, MINISTRY, MIS};
use saraptama_core::terms::Sha256;
use saraptama_server::config::Channel;
use saraptama_store::{Direction, Logged};
use saraptama_wire::shep::async_channel::*;
use std::process::Command;

#[tokio::test]
async fn every_message_is_logged_raw_on_both_ends_with_what_was_made_of_it() {
    let mut bed = Bed::new().await;
    let form = bed.signed(1).await[0];
    bed.run().await;
    bed.seconds(1);
    let (mis, ministry, databank) = (bed.logged(MIS).await, bed.logged(MINISTRY).await, bed.logged(DATA_BANK).await);
    let way = |records: &[Logged], direction| {
        records.iter().filter(|record| record.direction == direction).cloned().collect::<Vec<_>>()
    };
    // What one end sent is, byte for byte, within what the other end took.
    let sent = way(&mis, Direction::Sent);
    assert_eq!((sent.len(), &*sent[0].verdict, &*sent[0].peer), (1, "answered 200", "ministry"));
    let taken = &way(&ministry, Direction::Received)[0];
    assert_eq!((&*taken.verdict, &*taken.signature, &*taken.peer), ("taken", "holds", "mis-node"));
    let text = |record: &Logged| String::from_utf8(record.raw.clone().unwrap()).unwrap();
    assert!(text(&sent[0]).contains(&text(taken)) && text(taken).contains(&form.to_string()));
    let (sent, taken) = (way(&ministry, Direction::Sent), way(&databank, Direction::Received));
    assert!(sent.iter().any(|one| one.raw == taken[0].raw && one.sha256 == taken[0].sha256));
    // The chair's signature of the form, and the ministry's seal of the envelope around it.
    assert_eq!(taken[0].verdict, "taken");
    assert!(taken[0].signature.starts_with("holds; sealed "), "{}", taken[0].signature);
    // Each request that was answered has its answer beside it.
    for records in [&mis, &ministry, &databank] {
        assert_eq!(way(records, Direction::Sent).len(), way(records, Direction::Answered).len());
        assert!(records.iter().all(|record| record.raw.as_ref().is_none_or(|raw| Sha256::of(raw) == record.sha256)));
    }
    // The same once more is logged once more, without its bytes; what is refused is logged with its reason.
    let body = bed.wire.sent.lock().unwrap()[0].2.clone();
    let mut other: serde_json::Value = serde_json::from_slice(&body).unwrap();
    bed.post(MINISTRY, "/exchange/v1/submissions", "mis-node", body).await;
    other["submissions"][0]["signature_base64"] = "AAAA".into();
    bed.post(MINISTRY, "/exchange/v1/submissions", "mis-node", serde_json::to_vec(&other).unwrap()).await;
    let last = bed.logged(MINISTRY).await.split_off(ministry.len());
    assert_eq!(
        last.iter().map(|record| (&*record.verdict, record.raw.is_some())).collect::<Vec<_>>(),
        [("again", false), ("refusal-other-bytes", true)]
    );
    assert!(last[1].signature.starts_with("signature-"), "{}", last[1].signature);
}

#[tokio::test]
async fn another_form_under_the_id_of_a_known_message_is_refused_and_logged() {
    let bed = Bed::new().await;
    bed.signed(2).await;
    bed.rule(|_| Fate::Nobody);
    bed.deliver(MIS).await;
    let body = bed.wire.sent.lock().unwrap()[0].2.clone();
    let mut both: serde_json::Value = serde_json::from_slice(&body).unwrap();
    both["submissions"][1]["message_id"] = both["submissions"][0]["message_id"].clone();
    for place in [0, 1] {
        let mut one = both.clone();
        one["submissions"] = vec![both["submissions"][place].clone()].into();
        bed.post(MINISTRY, "/exchange/v1/submissions", "mis-node", serde_json::to_vec(&one).unwrap()).await;
    }
    let logged = bed.logged(MINISTRY).await;
    let verdicts: Vec<_> = logged.iter().map(|record| (&*record.verdict, record.raw.is_some())).collect();
    assert_eq!(verdicts, [("taken", true), ("refusal-other-bytes", true)]);
}

#[tokio::test]
async fn the_command_names_the_first_broken_record_and_prints_ends_that_show_a_cut() {
    let bed = Bed::new().await;
    bed.signed(3).await;
    bed.rule(|_| Fate::Pass);
    bed.run().await;
    let verify = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_saraptama"));
        let ran = command.args(["log", "verify", "--lang", "en", "--data"]).arg(bed.data(MINISTRY)).args(more).output().unwrap();
        (ran.status.code().unwrap(), String::from_utf8(ran.stdout).unwrap())
    };
    // Beside the running node.
    let (code, out) = verify(&[]);
    let (end, word) = out.trim().split_once(' ').unwrap();
    assert_eq!((code, word), (0, "holds"));
    assert_eq!(verify(&["--head", end]).0, 0);
    let records: u64 = end.split(':').nth(1).unwrap().parse().unwrap();
    let longer = end.replacen(&format!(":{records}:"), &format!(":{}:", records + 1), 1);
    let (code, out) = verify(&["--head", &longer]);
    assert_eq!((code, out.trim().ends_with(&format!("broken {records} missing"))), (4, true), "{out}");
    assert_eq!(verify(&["--head", "nonsense"]).0, 2);
}

/// Whether a record is of what came by the channel: the form in a message has a record of its own, when it is judged.
fn is_of_channel(record: &Logged) -> bool {
    record.direction != Direction::Received || record.message_id.contains(':')
}

/// What the log says of messages of one direction: about which, with what verdict, under which seal, with what bytes.
fn said(records: &[Logged], direction: Direction) -> Vec<(&str, &str, &str, bool)> {
    let seal = |record: &Logged| if record.signature.starts_with("sealed ") { "sealed" } else { "unsealed" };
    let ours = records.iter().filter(|record| record.direction == direction && is_of_channel(record));
    ours.map(|record| (&*record.message_id, &*record.verdict, seal(record), record.raw.is_some())).collect()
}

#[tokio::test]
async fn what_goes_through_the_asynchronous_channel_is_logged_raw_on_both_ends_with_its_seal() {
    let bed = channel::bed(Channel::Async, Channel::Push).await;
    bed.signed(1).await;
    bed.run().await;
    let (ministry, databank) = (bed.logged(MINISTRY).await, bed.logged(DATA_BANK).await);
    // Every message, receipt and change of state that one end sent stands at the other, byte for byte; the
    // ministry takes its form from the MIS as JSON, and tells it stages so.
    let raw = |records: &[Logged], direction, peers: &[&str]| {
        let of_peer = records.iter().filter(|record| record.direction == direction && peers.contains(&&*record.peer));
        let mut all: Vec<_> = of_peer.filter(|record| is_of_channel(record)).map(|record| record.raw.clone().unwrap()).collect();
        all.sort();
        all
    };
    for (from, to, route, source) in
        [(&ministry, &databank, "data-bank", "ministry-node"), (&databank, &ministry, "ministry-node", "databank-node")]
    {
        let sent = raw(from, Direction::Sent, &[route]);
        assert!(sent.len() > 2 && sent == raw(to, Direction::Received, &[source]), "{source}");
        assert_eq!(sent.len(), raw(from, Direction::Answered, &[route]).len());
    }
    let taken = said(&databank, Direction::Received);
    let is = |kind: &str| taken.iter().filter(|(about, ..)| about.starts_with(kind)).count();
    assert_eq!((is("channel:own:"), is("sendDeliveryNotification:")), (1, taken.len() - 1), "{taken:?}");
    assert!(taken.iter().all(|(_, verdict, seal, _)| (*verdict, *seal) == ("taken", "sealed")), "{taken:?}");
    let told = said(&ministry, Direction::Received);
    assert!(told.iter().any(|(about, verdict, seal, _)| {
        about.starts_with("changeMassageStatusNotification:") && (*verdict, *seal) == ("taken", "sealed")
    }));
    // What answered is known by its seal too.
    let answers = databank.iter().filter(|record| record.direction == Direction::Answered);
    assert!(answers.map(|record| &record.signature).all(|seal| seal.starts_with("sealed ")));
}

#[tokio::test]
async fn what_the_asynchronous_channel_repeats_or_refuses_is_logged_too() {
    let bed = channel::bed(Channel::Async, Channel::Push).await;
    bed.signed(1).await;
    bed.run().await;
    let sent = bed.wire.sent.lock().unwrap().clone();
    let one = |path: &str, word: &str| {
        let of_path = sent.iter().filter(|(_, at, _)| at == path).map(|(_, _, body)| body);
        let mut named = of_path.filter(|body| String::from_utf8_lossy(body).contains(word));
        named.next().unwrap().clone()
    };
    let (submission, receipt) = (one("/ws/AsyncChannel", "MSE_FORM031_SUBMIT"), one("/ws/AsyncChannel", "deliveryStatus"));
    let changed = one("/ws/AsyncChannelClient", "messageState");
    let Ok(Call::Send(message)) = read_call(&submission) else { panic!() };
    let Ok(Call::Notify(notified)) = read_call(&receipt) else { panic!() };
    let other =
        Message { data: Data::Asked(saraptama_wire::shep::Payload::Other), service_id: "GBDFL".into(), ..*message.clone() };
    let Data::Asked(saraptama_wire::shep::Payload::Form031(mut form)) = message.data.clone() else { panic!() };
    form.form.push(b' ');
    let changed_form = Message { data: Data::Asked(saraptama_wire::shep::Payload::Form031(form)), ..*message };
    let unknown = DeliveryNotification { message_id: "unknown".into(), ..*notified };
    let before = bed.logged(DATA_BANK).await.len();
    for envelope in [
        submission,
        bed.sealed("ministry", &write_send_message(&changed_form)),
        bed.sealed("ministry", &write_send_message(&other)),
        receipt,
        bed.sealed("ministry", &write_delivery_notification(&unknown)),
    ] {
        bed.envelope(DATA_BANK, "/ws/AsyncChannel", "ministry-node", &envelope).await;
    }
    let records = bed.logged(DATA_BANK).await.split_off(before);
    let said_last: Vec<_> =
        said(&records, Direction::Received).into_iter().map(|(_, verdict, seal, raw)| (verdict, seal, raw)).collect();
    assert_eq!(
        said_last,
        [
            ("again", "sealed", false),
            ("gateway-other-content", "sealed", true),
            ("gateway-service-unknown", "sealed", true),
            ("again", "sealed", false),
            ("gateway-message-unknown", "sealed", true),
        ]
    );
    let before = bed.logged(MINISTRY).await.len();
    bed.envelope(MINISTRY, "/ws/AsyncChannelClient", "databank-node", &changed).await;
    // Of a partner through which nothing is sent nothing is believed.
    bed.envelope(MINISTRY, "/ws/AsyncChannelClient", "integrator", &changed).await;
    let records = bed.logged(MINISTRY).await.split_off(before);
    let said_last: Vec<_> = said(&records, Direction::Received).into_iter().map(|(_, verdict, _, raw)| (verdict, raw)).collect();
    assert_eq!(said_last, [("again", false), ("gateway-sender-not-allowed", true)]);
}
