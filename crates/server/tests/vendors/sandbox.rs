use crate::harness::{LAW, Nodes, SECRET, webhook};
use saraptama_server::config::Config;
use saraptama_server::sandbox::{Play, SCENARIOS, hear, play};
use saraptama_server::webhook::Key;
use saraptama_wire::words::{Lang, Words};
use serde_json::Value;
use std::collections::BTreeMap;

fn states(report: &Value) -> BTreeMap<String, String> {
    let text = |one: &Value, member: &str| one[member].as_str().unwrap().to_owned();
    report["scenarios"].as_array().unwrap().iter().map(|one| (text(one, "name"), text(one, "state"))).collect()
}

async fn page(nodes: &Nodes, tail: &str) -> String {
    let got = nodes.ask("doctor-01", "GET", &format!("/sandbox{tail}"), None).await.expect(200);
    String::from_utf8(got.body).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_reference_client_plays_every_scenario_and_the_sandbox_saw_it() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(hear(listener, Key::parse(SECRET).unwrap()));
    let nodes = Nodes::start(|config, folder| {
        config.sandbox = true;
        config.webhooks = vec![webhook(folder, "damu", &url)];
    })
    .await;
    let nothing = nodes.get("doctor-02", "/sandbox/v1/report.json").await;
    assert!(states(&nothing).values().all(|state| state == "not-seen"));
    let identities = nodes.folder.path().join("identities");
    let one = Play { url: nodes.base.clone(), identities, clinic: 1, seed: 5 };
    let report = play(&one, &LAW, &[]).await.unwrap();
    let left: Vec<_> = states(&report).into_iter().filter(|(_, state)| state != "right").collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(report["right"].as_u64().unwrap() >= 12 && report["right"] == report["of"]);
    let signed = report["scenarios"].as_array().unwrap().iter().find(|one| one["name"] == "signed").unwrap();
    assert_eq!(signed["seen_from"], serde_json::json!(["chair-01", "doctor-01"]));
    assert!(signed["source"].as_str().unwrap().contains("p.5"));
    // What one clinic plays is not another's.
    let other = nodes.get("doctor-02", "/sandbox/v1/report.json").await;
    assert!(states(&other).values().all(|state| state == "not-seen"));
    let bin = nodes.who("doctor-01").organisation.bin;
    for (lang, title) in [("kk", "Өндірушілердің"), ("ru", "Песочница"), ("en", "Sandbox")] {
        let page = page(&nodes, &format!("?lang={lang}&organisation={}", bin.as_str())).await;
        assert!(page.contains(&format!("<html lang=\"{lang}\">")) && page.contains(title));
        assert_eq!(page.matches("scope=\"row\"").count(), SCENARIOS.len());
        for outside in ["http://", "https://", "<script", "style=", " src="] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_caller_says_of_itself_counts_for_nothing() {
    let nodes = Nodes::start(|config, _| config.sandbox = true).await;
    // A blocked form: no claim of the caller makes it signed, and freezing it is refused.
    let (id, bytes) = nodes.form(1, 50, "damu");
    let mut form: Value = serde_json::from_slice(&bytes).unwrap();
    form["evidence"] = serde_json::json!([]);
    let path = format!("/api/v1/forms/{id}");
    nodes
        .ask("doctor-01", "PUT", &format!("{path}?decision=signable"), Some(("application/json", form.to_string().into_bytes())))
        .await
        .expect(201);
    nodes.ask("chair-01", "POST", &format!("{path}/freeze"), None).await.expect(409);
    nodes.ask("chair-01", "POST", &format!("{path}/signature"), Some(("application/pkcs7-signature", b"signed".to_vec()))).await;
    let states = states(&nodes.get("chair-01", "/sandbox/v1/report.json").await);
    assert_eq!((states["signed"].as_str(), states["blocked"].as_str()), ("not-seen", "right"));
    nodes.ask("doctor-01", "GET", "/sandbox?organisation=%3Cscript%3E", None).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn there_is_no_sandbox_where_nobody_asked_for_one_and_never_with_real_anchors() {
    let nodes = Nodes::start(|_, _| {}).await;
    nodes.ask("doctor-01", "GET", "/sandbox", None).await.expect(404);
    nodes.ask("doctor-01", "GET", "/sandbox/v1/report.json", None).await.expect(404);
    let file = nodes.folder.path().join("mis.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let text = text.lines().filter(|line| !line.starts_with("clock_starts_at")).collect::<Vec<_>>().join("\n");
    let with = |trust: &str| {
        let file = nodes.folder.path().join("tried.toml");
        std::fs::write(&file, format!("sandbox = true\n{}", text.replace("trust = \"", &format!("{trust}#\"")))).unwrap();
        Config::load(&file)
    };
    assert!(with("trust = \"trust\" ").is_ok());
    assert!(with("trust = \"production\" ").unwrap_err().contains("sandbox"));
}

#[test]
fn every_scenario_has_its_words_and_its_source() {
    let words = Words::new();
    for scenario in SCENARIOS {
        for key in [format!("sandbox-{}", scenario.name), format!("sandbox-{}-do", scenario.name)] {
            let [kk, ru, en] = Lang::ALL.map(|lang| words.one(lang, &key, &[]));
            assert!(words.has(&key) && kk != ru && ru != en, "{key}");
            assert!(kk.to_lowercase().chars().any(|c| "әғқңөұүһі".contains(c)), "{key}: {kk}");
        }
        assert!(scenario.source == "contract" || scenario.source.starts_with("168-56-292/2025 algorithm p."));
    }
    for state in ["not-seen", "begun", "right", "wrong"] {
        assert!(words.has(&format!("sandbox-state-{state}")));
    }
}
