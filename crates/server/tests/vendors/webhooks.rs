use crate::harness::{Delivery, Nodes, Receiver, SECRET, wait_for, webhook};
use saraptama_core::referral::Stage;
use saraptama_server::webhook::Key;
use std::collections::BTreeSet;

/// Every stage of a form that travels by itself, as the contract orders them.
const JOURNEY: [&str; 8] =
    ["checked", "frozen", "signed", "accepted-by-ministry", "accepted-by-data-bank", "numbered", "waiting", "assigned"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_stage_is_told_once_in_order_signed_and_without_personal_data() {
    let (receiver, url) = Receiver::start([]).await;
    let nodes = Nodes::start(|config, folder| config.webhooks = vec![webhook(folder, "damu", &url)]).await;
    let other = nodes.signed(2, 1, "zhetysu").await;
    let id = nodes.signed(1, 2, "damu").await;
    wait_for("the last stage", async || receiver.stages(&id).contains(&"assigned".to_owned()).then_some(())).await;
    let told = receiver.stages(&id);
    let first_seen: Vec<&str> = JOURNEY.into_iter().filter(|stage| told.iter().any(|one| one == stage)).collect();
    assert_eq!(first_seen, JOURNEY);
    assert_eq!(told[..3], JOURNEY[..3]);
    assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), told.len(), "{told:?}");
    assert!(receiver.stages(&other).is_empty());
    let key = Key::parse(SECRET).unwrap();
    let people: Vec<String> =
        nodes.world.people.iter().filter_map(|one| one.principal.iin).map(|iin| iin.as_str().to_owned()).collect();
    assert_others_agree(&receiver.got());
    let now = saraptama_core::terms::Instant::now().as_second();
    for one in receiver.got() {
        assert!(key.verify(&one.signature, &one.id, one.timestamp, &one.body) && one.id.starts_with("msg_"));
        // The node lives in September 2025; the receiver holds the time against its own clock.
        assert!((now - one.timestamp).abs() < 60, "{}", one.timestamp);
        let text = String::from_utf8(one.body.clone()).unwrap();
        assert!(!people.iter().any(|iin| text.contains(iin)), "{text}");
        let value = one.value();
        let members: BTreeSet<&str> = value["data"].as_object().unwrap().keys().map(String::as_str).collect();
        assert!(members.is_subset(&["id", "stage", "at", "detail"].into()), "{text}");
        assert_eq!((value["type"].as_str(), &value["timestamp"]), (Some("form.stage"), &value["data"]["at"]));
    }
}

/// The specification's own libraries read our signatures: the one in Rust always, the one in Python where
/// it is installed (`standardwebhooks`; `SARAPTAMA_PYTHON` names the interpreter).
fn assert_others_agree(got: &[Delivery]) {
    let theirs = standardwebhooks::Webhook::new(SECRET).unwrap();
    for one in got {
        let mut headers = axum::http::HeaderMap::new();
        let members = [
            ("webhook-id", one.id.clone()),
            ("webhook-timestamp", one.timestamp.to_string()),
            ("webhook-signature", one.signature.clone()),
        ];
        headers.extend(members.map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap())));
        theirs.verify(&one.body, &headers).unwrap();
        assert!(theirs.verify(b"{}", &headers).is_err());
    }
    let python = std::env::var("SARAPTAMA_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run =
        |script: &str, arguments: &[&str]| std::process::Command::new(&python).arg("-c").arg(script).args(arguments).output();
    if !run("import standardwebhooks", &[]).is_ok_and(|told| told.status.success()) {
        eprintln!("skipped: the library standardwebhooks of Python is not installed");
        return;
    }
    for one in got {
        let body = String::from_utf8(one.body.clone()).unwrap();
        let told = run(PYTHON, &[SECRET, &one.id, &one.timestamp.to_string(), &one.signature, &body]).unwrap();
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    }
}

const PYTHON: &str = r#"
import sys
from standardwebhooks import Webhook, WebhookVerificationError
secret, id, timestamp, signature, body = sys.argv[1:]
headers = {"webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature}
Webhook(secret).verify(body, headers)
try:
    Webhook(secret).verify(body + " ", headers)
except WebhookVerificationError:
    sys.exit(0)
sys.exit("a changed body passes")
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_2xx_is_a_receipt_and_the_same_message_comes_again_in_its_order() {
    let (receiver, url) = Receiver::start([503, 302, 500, 401]).await;
    let nodes = Nodes::start(|config, folder| config.webhooks = vec![webhook(folder, "damu", &url)]).await;
    let id = nodes.signed(1, 3, "damu").await;
    wait_for("the signature", async || receiver.stages(&id).contains(&"signed".to_owned()).then_some(())).await;
    let got = receiver.got();
    // The first one, again and again under one id, before any other of its form.
    assert_eq!(got[..5].iter().map(|one| one.answered).collect::<Vec<_>>(), [503, 302, 500, 401, 204]);
    assert!(got[..5].iter().all(|one| one.id == got[0].id && one.body == got[0].body && one.stage() == "checked"));
    assert_eq!(receiver.stages(&id)[..3], JOURNEY[..3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endpoint_that_is_gone_leaves_a_dead_letter_and_hears_of_the_next_stage() {
    let (receiver, url) = Receiver::start([410]).await;
    let nodes = Nodes::start(|config, folder| config.webhooks = vec![webhook(folder, "damu", &url)]).await;
    let id = nodes.signed(1, 4, "damu").await;
    wait_for("the signature", async || receiver.stages(&id).contains(&"signed".to_owned()).then_some(())).await;
    let state = nodes.host.mis().store.outbox_state().await.unwrap();
    assert_eq!(state.dead, 1);
    assert_eq!(receiver.stages(&id)[..2], JOURNEY[1..3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_told_before_a_restart_is_told_after_it() {
    let nowhere = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let closed = format!("http://{nowhere}/hook");
    let nodes = Nodes::start(|config, folder| config.webhooks = vec![webhook(folder, "damu", &closed)]).await;
    let id = nodes.signed(1, 5, "damu").await;
    let folder = nodes.stop().await;
    let (receiver, url) = Receiver::start([]).await;
    let nodes = Nodes::go_on(folder, |config, folder| config.webhooks = vec![webhook(folder, "damu", &url)]).await;
    wait_for("the signature", async || receiver.stages(&id).contains(&"signed".to_owned()).then_some(())).await;
    assert_eq!(receiver.stages(&id)[..3], JOURNEY[..3]);
    drop(nodes);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endpoint_hears_only_of_the_stages_that_it_asks_for() {
    let (receiver, url) = Receiver::start([]).await;
    let nodes = Nodes::start(|config, folder| {
        let mut one = webhook(folder, "damu", &url);
        one.kinds = vec![Stage::Signed, Stage::Numbered];
        config.webhooks = vec![one];
    })
    .await;
    let id = nodes.signed(1, 6, "damu").await;
    wait_for("the number", async || (receiver.stages(&id).len() == 2).then_some(())).await;
    assert_eq!(receiver.stages(&id), ["signed", "numbered"]);
    let numbered = receiver.got().pop().unwrap().value();
    let journey = nodes.get("doctor-01", &format!("/api/v1/forms/{id}/journey")).await;
    let number = journey["stages"].as_array().unwrap().iter().find(|one| one["stage"] == "numbered").unwrap();
    assert_eq!(numbered["data"]["detail"], number["detail"]);
}
