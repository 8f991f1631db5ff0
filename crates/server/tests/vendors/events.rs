use crate::harness::{Nodes, wait_for};
use serde_json::Value;

/// Everything from the beginning, page by page.
async fn all(nodes: &Nodes, who: &str, limit: usize) -> (Vec<Value>, String) {
    let (mut seen, mut after) = (vec![], String::new());
    loop {
        let page = nodes.get(who, &format!("/api/v1/events?limit={limit}{after}")).await;
        let events = page["events"].as_array().unwrap();
        assert!(events.len() <= limit);
        seen.extend(events.iter().cloned());
        let next = page["next"].as_str().unwrap().to_owned();
        if page["more"] == false {
            return (seen, next);
        }
        after = format!("&after={next}");
    }
}

fn stages(events: &[Value], form: &str) -> Vec<String> {
    let of = events.iter().filter(|one| one["data"]["id"] == form);
    of.map(|one| one["data"]["stage"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asks_gets_the_stages_of_their_own_forms_in_order_and_goes_on_where_they_stood() {
    let nodes = Nodes::start(|config, _| drop(config.vendors.insert("integrator".into(), vec!["zhetysu".into()]))).await;
    let (one, two) = (nodes.signed(1, 1, "damu").await, nodes.signed(2, 2, "zhetysu").await);
    for (n, id) in [(1, &one), (2, &two)] {
        let path = format!("/api/v1/forms/{id}/journey");
        let doctor = format!("doctor-{n:02}");
        wait_for("the expert", async || {
            let journey = nodes.get(&doctor, &path).await;
            journey["stages"].as_array().unwrap().iter().any(|one| one["stage"] == "assigned").then_some(())
        })
        .await;
    }
    let (events, next) = all(&nodes, "doctor-01", 2).await;
    let journey = nodes.get("doctor-01", &format!("/api/v1/forms/{one}/journey")).await;
    let mut reached = stages(&events, &one);
    assert_eq!(reached[..3], ["checked", "frozen", "signed"]);
    reached.sort();
    let mut expected: Vec<_> =
        journey["stages"].as_array().unwrap().iter().map(|one| one["stage"].as_str().unwrap().to_owned()).collect();
    expected.sort();
    assert_eq!(reached, expected);
    assert!(stages(&events, &two).is_empty());
    assert_eq!(all(&nodes, "chair-01", 500).await.0, events);
    // The vendor's own program reads by the vendor's name, and its organisation has no forms.
    let (of_vendor, _) = all(&nodes, "integrator", 3).await;
    assert!(stages(&of_vendor, &one).is_empty() && stages(&of_vendor, &two).len() >= 8);
    // Nothing is told twice: from the last place on there is only what is new.
    let later = nodes.get("doctor-01", &format!("/api/v1/events?after={next}")).await;
    assert_eq!((later["events"].as_array().unwrap().len(), &later["more"]), (0, &false.into()));
    let third = nodes.signed(1, 3, "damu").await;
    let later = nodes.get("doctor-01", &format!("/api/v1/events?after={}", later["next"].as_str().unwrap())).await;
    let news = later["events"].as_array().unwrap();
    assert_eq!(stages(news, &third)[..3], ["checked", "frozen", "signed"]);
    for event in news {
        assert!(event["id"].as_str().unwrap().starts_with("evt_") && event["type"] == "form.stage");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_no_forms_and_whatever_is_no_cursor_is_told_so() {
    let nodes = Nodes::start(|_, _| {}).await;
    nodes.ask("expert-01", "GET", "/api/v1/events", None).await.expect(403);
    nodes.ask("staff", "GET", "/api/v1/events", None).await.expect(403);
    let empty = nodes.get("mis-node", "/api/v1/events").await;
    assert_eq!(empty["events"], serde_json::json!([]));
    for bad in
        ["after=1", "after=events.", "after=events.0F", "after=events.-1", "after=events.+1", "limit=0", "limit=501", "limit=x"]
    {
        let got = nodes.ask("doctor-01", "GET", &format!("/api/v1/events?{bad}"), None).await.expect(422);
        assert_eq!(got.value()["status"], 422, "{bad}");
    }
}
