//! The reference client: plays every scenario against a sandbox, for a vendor to compare with, and for us.

use crate::synth::{self, Options, Organisation, Person};
use crate::webhook::Key;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::law::Law;
use saraptama_core::terms::{Bin, Iin, Instant, Region, Sha256, parse_instant};
use saraptama_sign::authority::Identity;
use saraptama_wire::exchange::Submission;
use saraptama_wire::shep::{self, Payload, SendMessage, Sender};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::TcpListener;

/// The forms are those of this vendor.
const VENDOR: &str = "damu";
/// How long the last scenario may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the client plays with.
#[derive(Clone, Debug)]
pub struct Play {
    /// The sandbox, `http://127.0.0.1:8080`.
    pub url: String,
    /// The folder `identities/` that the sandbox wrote.
    pub identities: PathBuf,
    /// The number of the clinic, from 1.
    pub clinic: usize,
    /// A seed, so that two runs hand in different forms.
    pub seed: u64,
}

/// An endpoint for webhooks that takes what is signed with `key` and nothing else, for ever.
///
/// # Errors
/// When the listener fails.
pub async fn hear(listener: TcpListener, key: Key) -> Result<(), String> {
    async fn take(State(key): State<Key>, headers: HeaderMap, body: Bytes) -> StatusCode {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let timestamp: i64 = text("webhook-timestamp").parse().unwrap_or_default();
        let fresh = (Instant::now().as_second() - timestamp).abs() < 300;
        let holds = key.verify(text("webhook-signature"), text("webhook-id"), timestamp, &body);
        if fresh && holds { StatusCode::NO_CONTENT } else { StatusCode::UNAUTHORIZED }
    }
    let router = Router::new().fallback(post(take)).with_state(key);
    axum::serve(listener, router).await.map_err(|e| format!("hearing webhooks: {e}"))
}

/// Plays every scenario, and answers the sandbox's report: what it really saw. Scenarios of `without` are
/// not waited for.
///
/// # Errors
/// When the sandbox cannot be reached, or an identity is missing.
pub async fn play(play: &Play, law: &Law, without: &[&str]) -> Result<Value, String> {
    let client = reqwest::Client::builder().no_proxy().build().map_err(|e| e.to_string())?;
    let doctor = Somebody::read(&play.identities.join(format!("doctor-{:02}", play.clinic)))?;
    let chair = Somebody::read(&play.identities.join(format!("chair-{:02}", play.clinic)))?;
    let program = Somebody::read(&play.identities.join("integrator"))?;
    let player = Player { client, url: play.url.clone(), doctor, chair, program, law, seed: play.seed };
    player.forms().await?;
    player.signatures().await?;
    player.rest().await?;
    let begun = std::time::Instant::now();
    loop {
        let report = player.json(&player.doctor, "GET", "/sandbox/v1/report.json", None).await?;
        let right = |one: &Value| one["state"] == "right" || without.iter().any(|name| one["name"] == *name);
        if report["scenarios"].as_array().is_some_and(|all| all.iter().all(right)) || begun.elapsed() > PATIENCE {
            return Ok(report);
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

/// Somebody whom the sandbox describes.
struct Somebody {
    name: String,
    iin: Iin,
    organisation: Organisation,
    token: String,
    key: Identity,
}

impl Somebody {
    fn read(folder: &Path) -> Result<Self, String> {
        let fault = |what: &dyn std::fmt::Display| format!("the identity {}: {what}", folder.display());
        let text = |name: &str| std::fs::read_to_string(folder.join(name)).map_err(|e| fault(&e));
        let card: Value = serde_json::from_str(&text("identity.json")?).map_err(|e| fault(&e))?;
        let member = |name: &str| card[name].as_str().map(str::to_owned).ok_or_else(|| fault(&format!("no {name}")));
        let organisation = Organisation {
            bin: Bin::parse(&member("bin")?).map_err(|e| fault(&e))?,
            name: "№ 1 қалалық емхана".to_owned(),
            region: Region::parse(&member("region")?).map_err(|e| fault(&e))?,
        };
        let key = Identity::from_pem(&text("cert.pem")?, &text("key.pem")?).map_err(|e| fault(&e))?;
        let iin = Iin::parse(&member("iin")?).map_err(|e| fault(&e))?;
        Ok(Self { name: member("name")?, iin, organisation, token: member("token")?, key })
    }

    fn person(&self) -> Person {
        Person { iin: self.iin, name: self.name.clone() }
    }
}

/// A form under its id.
struct Form {
    id: String,
    bytes: Vec<u8>,
}

struct Player<'l> {
    client: reqwest::Client,
    url: String,
    doctor: Somebody,
    chair: Somebody,
    program: Somebody,
    law: &'l Law,
    seed: u64,
}

const JSON: &str = "application/json";

impl Player<'_> {
    async fn ask(
        &self,
        who: &Somebody,
        method: &str,
        path: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> Result<(u16, Vec<u8>), String> {
        let method = method.parse().map_err(|_| "not a method".to_owned())?;
        let mut request =
            self.client.request(method, format!("{}{path}", self.url.trim_end_matches('/'))).bearer_auth(&who.token);
        if let Some((kind, bytes)) = body {
            request = request.header("content-type", kind).body(bytes);
        }
        let response = request.send().await.map_err(|_| format!("{path}: no answer from the sandbox"))?;
        let status = response.status().as_u16();
        Ok((status, response.bytes().await.map_err(|_| format!("{path}: the answer broke"))?.to_vec()))
    }

    async fn json(&self, who: &Somebody, method: &str, path: &str, body: Option<(&str, Vec<u8>)>) -> Result<Value, String> {
        let (status, bytes) = self.ask(who, method, path, body).await?;
        serde_json::from_slice(&bytes).map_err(|_| format!("{path}: answered {status} without JSON"))
    }

    /// The `n`-th form, changed.
    fn form(&self, n: u64, change: impl FnOnce(&mut Value)) -> Result<Form, String> {
        let options = Options {
            organisation: Some(self.doctor.organisation.clone()),
            doctor: Some(self.doctor.person()),
            chair: Some(self.chair.person()),
            vendor: Some(VENDOR.to_owned()),
            ..Options::default()
        };
        let bytes = synth::form(self.seed, n, &options, self.law).bytes;
        let mut value: Value = serde_json::from_slice(&bytes).map_err(|e| e.to_string())?;
        change(&mut value);
        let id = value["id"].as_str().unwrap_or_default().to_owned();
        Ok(Form { id, bytes: serde_json::to_vec(&value).map_err(|e| e.to_string())? })
    }

    async fn put(&self, form: &Form) -> Result<(), String> {
        let body = Some((JSON, form.bytes.clone()));
        self.ask(&self.doctor, "PUT", &format!("/api/v1/forms/{}", form.id), body).await.map(drop)
    }

    /// Freezes a form: the bytes to be signed, empty where it is refused.
    async fn freeze(&self, form: &Form) -> Result<Vec<u8>, String> {
        let answer = self.json(&self.chair, "POST", &format!("/api/v1/forms/{}/freeze", form.id), None).await?;
        Ok(answer["bytes_base64"].as_str().and_then(|text| STANDARD.decode(text).ok()).unwrap_or_default())
    }

    async fn sign(&self, form: &Form, by: &Somebody, bytes: &[u8]) -> Result<(), String> {
        let at = parse_instant(crate::demo::CLOCK_STARTS_AT).map_err(|e| e.to_string())?;
        let seal = by.key.sign_detached(bytes, at).map_err(|e| e.to_string())?;
        let body = Some(("application/pkcs7-signature", seal));
        self.ask(&self.chair, "POST", &format!("/api/v1/forms/{}/signature", form.id), body).await.map(drop)
    }

    /// What forms alone show.
    async fn forms(&self) -> Result<(), String> {
        let good = self.form(1, |_| {})?;
        self.ask(&self.doctor, "POST", "/api/v1/check", Some((JSON, good.bytes.clone()))).await?;
        self.put(&good).await?;
        let bytes = self.freeze(&good).await?;
        self.sign(&good, &self.chair, &bytes).await?;
        let blocked = self.form(2, |form| form["evidence"] = json!([]))?;
        self.put(&blocked).await?;
        self.freeze(&blocked).await?;
        self.put(&self.form(2, |_| {})?).await?;
        self.put(&self.form(3, |form| form["blood_group"] = "A".into())?).await?;
        self.put(&self.form(4, |form| form["evidence"][0]["date"] = "2030-01-01".into())?).await?;
        self.put(&self.form(5, |form| form["diagnosis"]["main"]["icd10"] = "I25.2".into())?).await?;
        let stays = self.form(6, |_| {})?;
        self.put(&stays).await?;
        self.freeze(&stays).await?;
        self.put(&stays).await?;
        self.put(&self.form(6, |form| form["doctor"]["speciality"] = "хирург".into())?).await
    }

    /// What signatures show.
    async fn signatures(&self) -> Result<(), String> {
        let other = self.form(7, |_| {})?;
        self.put(&other).await?;
        self.freeze(&other).await?;
        self.sign(&other, &self.chair, b"other bytes").await?;
        let foreign = self.form(8, |_| {})?;
        self.put(&foreign).await?;
        let bytes = self.freeze(&foreign).await?;
        self.sign(&foreign, &self.doctor, &bytes).await?;
        // The doctor's number in the chair's place: whoever freezes is not the chair that the form names.
        let named = self.form(9, |form| form["commission"]["chair"]["iin"] = self.doctor.iin.as_str().into())?;
        self.put(&named).await?;
        self.freeze(&named).await.map(drop)
    }

    /// Files, a vendor's own format, the gateway, and asking for stages.
    async fn rest(&self) -> Result<(), String> {
        let file = format!("a file of nobody, {}", self.seed).into_bytes();
        let form = self.form(10, |_| {})?;
        self.put(&form).await?;
        let path = format!("/api/v1/forms/{}/documents/{}", form.id, Sha256::of(&file));
        self.ask(&self.doctor, "GET", &path, None).await?;
        self.ask(&self.doctor, "PUT", &path, Some(("text/plain", file))).await?;
        self.ask(&self.doctor, "GET", &path, None).await?;
        let own = self.form(11, |_| {})?;
        let flat = json!({ "Жолдама_ID": own.id, "МҰ_БСН": self.doctor.organisation.bin.as_str(), "МАЖ_әзірлеуші": VENDOR });
        let path = format!("/api/v1/forms/{}", own.id);
        self.ask(&self.doctor, "PUT", &format!("{path}?format=flat-export"), Some((JSON, flat.to_string().into_bytes()))).await?;
        self.ask(&self.doctor, "GET", &format!("{path}/original"), None).await?;
        self.submit(&self.form(12, |_| {})?).await?;
        let events = self.json(&self.doctor, "GET", "/api/v1/events?limit=500", None).await?;
        let next = events["next"].as_str().unwrap_or_default().to_owned();
        self.ask(&self.doctor, "GET", &format!("/api/v1/events?after={next}"), None).await?;
        let good = self.form(1, |_| {})?;
        let begun = std::time::Instant::now();
        while begun.elapsed() < PATIENCE {
            let journey = self.json(&self.doctor, "GET", &format!("/api/v1/forms/{}/journey", good.id), None).await?;
            let stages = journey["stages"].as_array().into_iter().flatten();
            if stages.into_iter().any(|one| one["stage"] == "accepted-by-data-bank") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Ok(())
    }

    async fn submit(&self, form: &Form) -> Result<(), String> {
        let at = parse_instant(crate::demo::CLOCK_STARTS_AT).map_err(|e| e.to_string())?;
        let submission = Submission {
            message_id: form.id.clone(),
            form_id: saraptama_core::terms::FormId::parse(&form.id).map_err(|_| "not an id".to_owned())?,
            signed_at: at,
            form: form.bytes.clone(),
            signature: self.chair.key.sign_detached(&form.bytes, at).map_err(|e| e.to_string())?,
            documents: vec![],
        };
        let message = SendMessage {
            message_id: form.id.clone(),
            correlation_id: None,
            service_id: shep::FORM031_SUBMIT.to_owned(),
            message_date: at,
            route_id: None,
            sender: Sender { id: "integrator".to_owned(), password: Some(self.program.token.clone()) },
            properties: vec![],
            session_id: None,
            data: Payload::Form031(Box::new(submission)),
        };
        let body = shep::write_request(&message).into_bytes();
        self.ask(&self.program, "POST", "/ws/SyncChannel", Some(("text/xml; charset=utf-8", body))).await.map(drop)
    }
}
