use super::decisions::decision;
use super::world::{Identified, World};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{Client, Method, StatusCode};
use saraptama_core::authority::Role;
use saraptama_core::terms::{ActNumber, Iin, Instant};
use saraptama_sign::log::proof;
use serde_json::Value;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::time::sleep;

/// The day of the story: every example of the law lies before it and within the pilot.
pub const STORY_STARTS_AT: &str = "2026-01-05T09:30:00+05:00";

const BLOCKED: [(&str, &str); 2] = [
    ("limb-blocked", include_str!("../../../../law/mse-pilot-2025/examples/limb-blocked.json")),
    ("down-blocked", include_str!("../../../../law/mse-pilot-2025/examples/down-blocked.json")),
];
const SIGNABLE: [(&str, &str); 3] = [
    ("limb-signable", include_str!("../../../../law/mse-pilot-2025/examples/limb-signable.json")),
    ("down-signable", include_str!("../../../../law/mse-pilot-2025/examples/down-signable.json")),
    ("mps-signable", include_str!("../../../../law/mse-pilot-2025/examples/mps-signable.json")),
];

/// One line of the story.
pub enum Line {
    /// A new form: the example's name.
    Form(&'static str),
    /// A stage that was reached, with when and what is told with it.
    Stage {
        /// The stage, as the contract writes it.
        stage: String,
        /// When.
        at: String,
        /// The act's number, where there is one.
        detail: Option<String>,
    },
    /// A finding that blocks, with its paragraph and its messages.
    Finding {
        /// The paragraph.
        source: String,
        /// The messages by language.
        message: Value,
    },
    /// The chair's signature is impossible: the door answered with this status.
    SignatureImpossible(u16),
    /// The act stands in the register, and the proof holds without asking anybody.
    Proved {
        /// The act's number.
        number: String,
        /// Its place in the register.
        index: u64,
        /// The number of acts that the register has.
        size: u64,
        /// The fingerprint of the register's key.
        fingerprint: String,
    },
}

/// Walks the law's examples through the whole journey, through the doors that everybody uses.
///
/// # Errors
/// The first step that did not go as the law says.
pub async fn tell(
    address: SocketAddr,
    world: &World,
    now: impl Fn() -> Instant,
    mut say: impl FnMut(Line),
) -> Result<(), String> {
    let caller =
        Caller { client: Client::builder().no_proxy().build().map_err(|e| e.to_string())?, base: format!("http://{address}") };
    for (name, form) in BLOCKED {
        say(Line::Form(name));
        caller.blocked(world, form, &mut say).await.map_err(|e| format!("{name}: {e}"))?;
    }
    for (name, form) in SIGNABLE {
        say(Line::Form(name));
        caller.journey(world, form, &now, &mut say).await.map_err(|e| format!("{name}: {e}"))?;
    }
    Ok(())
}

struct Caller {
    client: Client,
    base: String,
}

/// What a door answered.
struct Reply {
    status: StatusCode,
    bytes: Vec<u8>,
}

impl Reply {
    fn json(&self) -> Result<Value, String> {
        serde_json::from_slice(&self.bytes).map_err(|e| format!("the answer is not JSON: {e}"))
    }

    fn expect(self, status: u16) -> Result<Self, String> {
        if self.status.as_u16() == status {
            Ok(self)
        } else {
            Err(format!("answered {} instead of {status}: {}", self.status, String::from_utf8_lossy(&self.bytes)))
        }
    }
}

impl Caller {
    async fn ask(&self, who: &Identified, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Result<Reply, String> {
        let mut request = self.client.request(method, format!("{}{path}", self.base)).bearer_auth(&who.token);
        if let Some((kind, bytes)) = body {
            request = request.header("content-type", kind).body(bytes);
        }
        let response = request.send().await.map_err(|e| format!("{path}: {e}"))?;
        let status = response.status();
        Ok(Reply { status, bytes: response.bytes().await.map_err(|e| e.to_string())?.to_vec() })
    }

    async fn get(&self, who: &Identified, path: &str) -> Result<Value, String> {
        self.ask(who, Method::GET, path, None).await?.expect(200)?.json()
    }

    async fn blocked(&self, world: &World, form: &str, say: &mut impl FnMut(Line)) -> Result<(), String> {
        let (id, chair) = about(world, form)?;
        let check = self.put(chair, &id, form).await?;
        for finding in check["findings"].as_array().into_iter().flatten().filter(|finding| finding["severity"] == "error") {
            let source = finding["source"].as_str().unwrap_or_default().to_owned();
            say(Line::Finding { source, message: finding["message"].clone() });
        }
        let refused = self.ask(chair, Method::POST, &format!("/api/v1/forms/{id}/freeze"), None).await?.expect(409)?;
        say(Line::SignatureImpossible(refused.status.as_u16()));
        Ok(())
    }

    async fn put(&self, who: &Identified, id: &str, form: &str) -> Result<Value, String> {
        let body = Some(("application/json", form.as_bytes().to_vec()));
        let reply = self.ask(who, Method::PUT, &format!("/api/v1/forms/{id}"), body).await?;
        if reply.status.is_success() { reply.json() } else { reply.expect(201)?.json() }
    }

    async fn journey(
        &self,
        world: &World,
        form: &str,
        now: &impl Fn() -> Instant,
        say: &mut impl FnMut(Line),
    ) -> Result<(), String> {
        let (id, chair) = about(world, form)?;
        self.put(chair, &id, form).await?;
        let frozen = self.ask(chair, Method::POST, &format!("/api/v1/forms/{id}/freeze"), None).await?.expect(200)?.json()?;
        self.sign(chair, &frozen, &format!("/api/v1/forms/{id}/signature"), now).await?;
        let mut told = 0;
        let number = self.follow(chair, &id, "assigned", &mut told, say).await?.ok_or("the act has no number")?;
        let staff = world.in_role(Role::Staff).next().ok_or("nobody is staff")?;
        let receipt = self.get(staff, &format!("/api/v1/acts/{number}/assignment")).await?;
        let expert = receipt["chosen"].as_str().and_then(|id| world.by_id(id)).ok_or("nobody was drawn")?;
        let case = self.get(expert, &format!("/api/v1/acts/{number}")).await?;
        let age = case["age"].as_i64().and_then(|age| i16::try_from(age).ok()).ok_or("the case tells no age")?;
        let act = ActNumber::parse(&number).map_err(|e| e.to_string())?;
        let body = serde_json::to_vec(&decision(act, age, "2026-01-05", true)).map_err(|e| e.to_string())?;
        let path = format!("/api/v1/acts/{number}/decision");
        let frozen = self.ask(expert, Method::POST, &path, Some(("application/json", body))).await?.expect(200)?.json()?;
        self.sign(expert, &frozen, &format!("{path}/signature"), now).await?;
        self.follow(chair, &id, "registered", &mut told, say).await?;
        self.prove(staff, &number, say).await
    }

    async fn sign(&self, who: &Identified, frozen: &Value, path: &str, now: &impl Fn() -> Instant) -> Result<(), String> {
        let bytes = frozen["bytes_base64"].as_str().and_then(|text| STANDARD.decode(text).ok()).ok_or("no bytes to sign")?;
        let identity = who.identity.as_ref().ok_or("no key")?;
        let signature = identity.sign_detached(&bytes, now()).map_err(|e| e.to_string())?;
        self.ask(who, Method::POST, path, Some(("application/pkcs7-signature", signature))).await?.expect(201).map(drop)
    }

    /// Waits for a stage and tells every new one; answers the act's number once it is known.
    async fn follow(
        &self,
        who: &Identified,
        id: &str,
        until: &str,
        told: &mut usize,
        say: &mut impl FnMut(Line),
    ) -> Result<Option<String>, String> {
        for _ in 0..200 {
            let journey = self.get(who, &format!("/api/v1/forms/{id}/journey")).await?;
            let stages = journey["stages"].as_array().cloned().unwrap_or_default();
            let text = |stage: &Value, member: &str| stage[member].as_str().map(str::to_owned);
            if stages.iter().any(|stage| stage["stage"] == until) {
                for stage in stages.iter().skip(*told) {
                    let (name, at) = (text(stage, "stage").unwrap_or_default(), text(stage, "at").unwrap_or_default());
                    say(Line::Stage { stage: name, at, detail: text(stage, "detail") });
                }
                *told = stages.len();
                return Ok(stages.iter().find(|stage| stage["stage"] == "numbered").and_then(|stage| text(stage, "detail")));
            }
            if let Some(end) = stages.iter().find(|stage| stage["stage"] == "refused") {
                return Err(format!("refused: {end}"));
            }
            sleep(Duration::from_millis(50)).await;
        }
        Err(format!("the form did not reach {until} in ten seconds"))
    }

    async fn prove(&self, staff: &Identified, number: &str, say: &mut impl FnMut(Line)) -> Result<(), String> {
        let proof = self.ask(staff, Method::GET, &format!("/api/v1/acts/{number}/proof"), None).await?.expect(200)?;
        let held = proof::verify(&proof.bytes, None).map_err(|e| format!("the proof does not hold: {e}"))?;
        say(Line::Proved {
            number: number.to_owned(),
            index: held.index,
            size: held.size,
            fingerprint: held.fingerprint.to_string(),
        });
        Ok(())
    }
}

/// A form's id, and the chair whom it names.
fn about<'w>(world: &'w World, form: &str) -> Result<(String, &'w Identified), String> {
    let form: Value = serde_json::from_str(form).map_err(|e| e.to_string())?;
    let id = form["id"].as_str().ok_or("no id")?.to_owned();
    let iin = form["commission"]["chair"]["iin"].as_str().and_then(|text| Iin::parse(text).ok());
    let bin = form["organisation"]["bin"].as_str();
    let is_chair = |one: &&Identified| one.principal.iin == iin && Some(one.organisation.bin.as_str()) == bin;
    let chair = world.in_role(Role::Chair).find(is_chair).ok_or("the chair is nobody of the demonstration")?;
    Ok((id, chair))
}
