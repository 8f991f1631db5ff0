//! Terms at other hours: demonstrations whose clocks were set to them.

use reqwest::Client;
use saraptama_core::law::Law;
use saraptama_server::demo;
use saraptama_store::rows::ActState;
use std::path::Path;
use std::time::Duration;

/// What the expert with the most acts sees of their list at that hour, in a demonstration that goes on in `folder`.
async fn list_at(folder: &Path, clock: &str) -> String {
    let anywhere = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    let demonstration = demo::open(folder, anywhere, clock, Law::embedded()).await.unwrap();
    if demonstration.prepared.is_new {
        demonstration.fill(12).await.unwrap();
    }
    let (host, address) = (demonstration.host.clone(), demonstration.address);
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(demonstration.run_quietly(async move { drop(ended.await) }));
    let mut expert = None;
    for _ in 0..1200 {
        let loads = host.databank().store.open_loads().await.unwrap();
        expert = loads.into_iter().max_by_key(|(_, load)| *load).map(|(expert, _)| expert);
        if expert.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let expert = expert.unwrap();
    assert!(!host.databank().store.acts_of_expert(&expert, &[ActState::Assigned], None, 9).await.unwrap().rows.is_empty());
    let client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let entered = client
        .post(format!("http://{address}/enter/demo"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("as={expert}"))
        .send()
        .await
        .unwrap();
    let cookie = entered.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let page = client.get(format!("http://{address}/expert")).header("accept-language", "en").header("cookie", cookie);
    let text = page.send().await.unwrap().text().await.unwrap();
    drop(end);
    running.await.unwrap().unwrap();
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_arrived_after_the_cut_off_counts_from_the_next_working_day_and_is_late_the_day_after() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages-expert-term");
    let _ = std::fs::remove_dir_all(&folder);
    let evening = list_at(&folder, "2025-09-02T16:00:01+05:00").await;
    assert!(evening.contains("arrived after 16:00") && evening.contains("03.09.2025, 18:00"));
    assert!(evening.contains("id=\"count-late\">0<") && !evening.contains("sa-clock--late"));
    let late = list_at(&folder, "2025-09-04T14:20:00+05:00").await;
    assert!(late.contains("sa-clock--late") && late.contains("Overdue") && late.contains("−20 h "));
    assert!(!late.contains("id=\"count-late\">0<"));
}
