use crate::harness::{Bed, DATA_BANK, Fate, MINISTRY, MIS};
use saraptama_core::terms::Sha256;
use saraptama_store::{Direction, Logged};
use std::process::Command;

async fn logged(bed: &Bed, kind: saraptama_server::config::NodeKind) -> Vec<Logged> {
    bed.node(kind).store.log_records(0, 0, 64).await.unwrap()
}

#[tokio::test]
async fn every_message_is_logged_raw_on_both_ends_with_what_was_made_of_it() {
    let mut bed = Bed::new().await;
    let form = bed.signed(1).await[0];
    bed.run().await;
    bed.seconds(1);
    let (mis, ministry, databank) = (logged(&bed, MIS).await, logged(&bed, MINISTRY).await, logged(&bed, DATA_BANK).await);
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
    let last = logged(&bed, MINISTRY).await.split_off(ministry.len());
    assert_eq!(
        last.iter().map(|record| (&*record.verdict, record.raw.is_some())).collect::<Vec<_>>(),
        [("again", false), ("refusal-other-bytes", true)]
    );
    assert!(last[1].signature.starts_with("signature-"), "{}", last[1].signature);
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
