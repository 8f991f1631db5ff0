//! All three nodes in this process, a receiver of webhooks, and a client.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::law::Law;
use saraptama_core::terms::Iin;
use saraptama_server::config::{Breaker, Config, Retry, Webhook};
use saraptama_server::demo::{self, Identified, World};
use saraptama_server::node::{self, Host};
use saraptama_server::synth::{self, Options, Person};
use serde_json::Value;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub(crate) static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);
/// The specification's example secret.
pub(crate) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// The nodes, as long as it lives.
pub(crate) struct Nodes {
    pub(crate) base: String,
    pub(crate) world: Arc<World>,
    pub(crate) host: Host,
    pub(crate) folder: TempDir,
    end: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<Result<(), String>>>,
    client: reqwest::Client,
}

/// An answer.
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Got {
    pub(crate) fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}: {}", self.status, String::from_utf8_lossy(&self.body)))
    }

    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }
}

impl Nodes {
    pub(crate) async fn start(change: impl FnOnce(&mut Config, &Path)) -> Self {
        Self::go_on(tempfile::tempdir().unwrap(), change).await
    }

    /// Goes on in a folder that stands already.
    pub(crate) async fn go_on(folder: TempDir, change: impl FnOnce(&mut Config, &Path)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address: SocketAddr = listener.local_addr().unwrap();
        let mut prepared = demo::prepare(folder.path(), &LAW, &[address; 3], demo::CLOCK_STARTS_AT).unwrap();
        change(&mut prepared.configs[0], folder.path());
        let host = node::open(&prepared.configs, Law::embedded()).await.unwrap();
        host.set_ready();
        let (end, ended) = oneshot::channel::<()>();
        let serving = node::serve_on(host.clone(), listener, async move { drop(ended.await) });
        let running = Some(tokio::spawn(serving));
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { base: format!("http://{address}"), world: prepared.world, host, folder, end: Some(end), running, client }
    }

    pub(crate) async fn stop(mut self) -> TempDir {
        drop(self.end.take());
        self.running.take().unwrap().await.unwrap().unwrap();
        self.folder
    }

    pub(crate) fn who(&self, id: &str) -> &Identified {
        self.world.by_id(id).unwrap()
    }

    pub(crate) async fn ask(&self, who: &str, method: &str, path: &str, body: Option<(&str, Vec<u8>)>) -> Got {
        let request = self.client.request(method.parse().unwrap(), format!("{}{path}", self.base));
        let mut request = request.bearer_auth(&self.who(who).token);
        if let Some((kind, bytes)) = body {
            request = request.header("content-type", kind).body(bytes);
        }
        let response = request.send().await.unwrap();
        Got { status: response.status().as_u16(), body: response.bytes().await.unwrap().to_vec() }
    }

    pub(crate) async fn get(&self, who: &str, path: &str) -> Value {
        self.ask(who, "GET", path, None).await.expect(200).value()
    }

    /// A form of the `n`-th clinic that may be signed, of this vendor: its id and bytes.
    pub(crate) fn form(&self, n: usize, seed: u64, vendor: &str) -> (String, Vec<u8>) {
        let (doctor, chair) = (self.who(&format!("doctor-{n:02}")), self.who(&format!("chair-{n:02}")));
        let person = |one: &Identified| Person {
            iin: one.principal.iin.unwrap_or_else(|| Iin::parse("").unwrap()),
            name: one.principal.name.clone(),
        };
        let options = Options {
            organisation: Some(doctor.organisation.clone()),
            doctor: Some(person(doctor)),
            chair: Some(person(chair)),
            vendor: Some(vendor.to_owned()),
            ..Options::default()
        };
        let bytes = synth::form(31_000, seed, &options, &LAW).bytes;
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        (value["id"].as_str().unwrap().to_owned(), bytes)
    }

    /// Stores, freezes and signs a form.
    pub(crate) async fn signed(&self, n: usize, seed: u64, vendor: &str) -> String {
        let (id, bytes) = self.form(n, seed, vendor);
        let (doctor, chair) = (format!("doctor-{n:02}"), format!("chair-{n:02}"));
        let path = format!("/api/v1/forms/{id}");
        self.ask(&doctor, "PUT", &path, Some(("application/json", bytes))).await.expect(201);
        let frozen = self.ask(&chair, "POST", &format!("{path}/freeze"), None).await.expect(200).value();
        let bytes = STANDARD.decode(frozen["bytes_base64"].as_str().unwrap()).unwrap();
        let now = self.host.any().clock.now();
        let seal = self.who(&chair).identity.as_ref().unwrap().sign_detached(&bytes, now).unwrap();
        self.ask(&chair, "POST", &format!("{path}/signature"), Some(("application/pkcs7-signature", seal))).await.expect(201);
        id
    }
}

/// Polls for up to a minute.
pub(crate) async fn wait_for<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "waiting for {what}");
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

/// A message that the receiver got.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) id: String,
    pub(crate) timestamp: i64,
    pub(crate) signature: String,
    pub(crate) body: Vec<u8>,
    pub(crate) answered: u16,
}

impl Delivery {
    pub(crate) fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn stage(&self) -> String {
        self.value()["data"]["stage"].as_str().unwrap().to_owned()
    }
}

/// A vendor's endpoint: it answers with the statuses that wait, then with 204.
#[derive(Clone, Default)]
pub(crate) struct Receiver {
    got: Arc<Mutex<Vec<Delivery>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

impl Receiver {
    pub(crate) async fn start(answers: impl IntoIterator<Item = u16>) -> (Self, String) {
        let receiver = Self::default();
        receiver.answers.lock().unwrap().extend(answers);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let router = Router::new().route("/hook", post(hear)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (receiver, url)
    }

    pub(crate) fn got(&self) -> Vec<Delivery> {
        self.got.lock().unwrap().clone()
    }

    /// What it acknowledged of one form, in the order in which it came.
    pub(crate) fn stages(&self, form: &str) -> Vec<String> {
        let acknowledged = self.got().into_iter().filter(|one| one.answered == 204 && one.value()["data"]["id"] == form);
        acknowledged.map(|one| one.stage()).collect()
    }
}

async fn hear(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> (StatusCode, [(&'static str, &'static str); 1]) {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let answered = receiver.answers.lock().unwrap().pop_front().unwrap_or(204);
    let delivery = Delivery {
        id: text("webhook-id"),
        timestamp: text("webhook-timestamp").parse().unwrap_or_default(),
        signature: text("webhook-signature"),
        body: body.to_vec(),
        answered,
    };
    receiver.got.lock().unwrap().push(delivery);
    (StatusCode::from_u16(answered).unwrap(), [("location", "/elsewhere")])
}

/// A webhook of `vendor` whose secret lies in `folder`.
pub(crate) fn webhook(folder: &Path, vendor: &str, url: &str) -> Webhook {
    let secret_file = folder.join("webhook.secret");
    saraptama_server::files::write_private(&secret_file, SECRET.as_bytes()).unwrap();
    let retry = Retry { ladder_seconds: vec![1], jitter_percent: 0, ..Retry::default() };
    let breaker = Breaker { probe_after_seconds: 1, probe_at_most_after_seconds: 1, ..Breaker::default() };
    Webhook { vendor: vendor.into(), url: url.into(), secret_file, kinds: vec![], private: true, retry, breaker }
}
