use super::answer::{Answer, Outcome, json, raw_json};
use super::body;
use super::caller::{Caller, Named};
use super::originals::Given;
use crate::flow::mis::Source;
use crate::flow::{FlowError, reading};
use crate::node::{Host, Mis};
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::authority::Role;
use saraptama_core::referral::{Reached, Refusal};
use saraptama_core::terms::{FormId, civil_date, write_instant};
use saraptama_wire::exchange::FORM_BYTES;
use std::collections::BTreeMap;

pub(super) const WRITERS: [Role; 2] = [Role::Doctor, Role::Chair];
const SIGNATURE: &str = "application/pkcs7-signature";

/// A request on one form, past token and role.
pub(super) struct OnForm<'h> {
    pub(super) mis: &'h Mis,
    pub(super) caller: Caller<'h>,
    pub(super) form: FormId,
}

impl<'h> OnForm<'h> {
    pub(super) fn of(host: &'h Host, headers: &HeaderMap, id: &str, roles: &[Role]) -> Result<Self, Answer> {
        let mis = host.mis();
        let caller = Caller::of(mis, headers)?.needs(roles)?;
        let form = FormId::parse(id).map_err(|_| caller.say(Answer::not_found(&mis.words)))?;
        Ok(Self { mis, caller, form })
    }

    pub(super) fn refuse(&self, error: FlowError) -> Answer {
        self.caller.say(Answer::of(error, &self.mis.words, &self.mis.law))
    }

    pub(super) async fn exists(&self) -> Result<(), Answer> {
        self.mis.exists_for(self.caller.who, self.form).await.map_err(|error| self.refuse(error))
    }

    /// Whether the form's bytes are frozen or signed.
    async fn is_fixed(&self) -> Result<bool, Answer> {
        self.mis.is_fixed(self.form).await.map_err(|error| self.refuse(error))
    }

    pub(super) async fn body(&self, body: Body, limit_bytes: usize) -> Result<axum::body::Bytes, Answer> {
        body::read(self.mis, body, limit_bytes).await.map_err(|answer| self.caller.say(answer))
    }
}

/// `PUT /api/v1/forms/{id}`: stores the body byte for byte; answers the check.
pub async fn store(
    State(host): State<Host>,
    Named(id): Named<String>,
    headers: HeaderMap,
    query: Query<BTreeMap<String, String>>,
    body: Body,
) -> Outcome {
    let on = OnForm::of(&host, &headers, &id, &WRITERS)?;
    on.mis.may_put(on.caller.who, on.form).await.map_err(|error| on.refuse(error))?;
    let given = Given::of(on.mis, &on.caller, &headers, &query)?;
    let body = on.body(body, FORM_BYTES).await?;
    let taken = match given.read(on.mis, &body) {
        Ok(taken) => taken,
        // What may not be replaced is refused before what cannot be read.
        Err(_) if on.is_fixed().await? => return Err(on.refuse(Refusal::BytesAreFixed.into())),
        Err(unread) => return Err(on.caller.say(unread)),
    };
    let bytes = &taken.bytes;
    let (check, _) = reading::check(bytes, None, &on.mis.law);
    let heading = reading::heading(bytes, &on.mis.law);
    // A form of another organisation is not this caller's to write; one whose BIN cannot be read yet is a draft of theirs.
    let today = civil_date(on.mis.clock.now());
    let own = |bin| WRITERS.iter().any(|role| on.caller.who.holds_in(*role, bin, today));
    let organisation = match heading.organisation {
        Some(bin) if own(bin) => bin,
        Some(_) => return Err(on.caller.say(Answer::wrong_role(&on.mis.words))),
        None => {
            let first = on.caller.who.grants.iter().find_map(|grant| grant.organisation);
            first.ok_or_else(|| on.caller.say(Answer::wrong_role(&on.mis.words)))?
        }
    };
    let is_this_form = heading.id == Some(on.form);
    if !is_this_form && on.is_fixed().await? {
        return Err(on.refuse(Refusal::BytesAreFixed.into()));
    }
    if !is_this_form {
        return Err(on.caller.say(Answer::form_content(&on.mis.words, "problem-form-id", &check, &on.mis.law)));
    }
    let source = Source { organisation, vendor: heading.vendor, original: taken.original.clone() };
    let stored = on.mis.store_form(on.form, source, bytes, check).await;
    let stored = stored.map_err(|error| on.refuse(error))?;
    let status = if stored.is_new { StatusCode::CREATED } else { StatusCode::OK };
    let answer =
        saraptama_wire::check::write_translated(&stored.check, &on.mis.words, &on.mis.law, |pointer| taken.origin(pointer));
    Ok(raw_json(status, answer))
}

/// `GET /api/v1/forms/{id}`: the bytes as they were stored.
pub async fn bytes(State(host): State<Host>, Named(id): Named<String>, headers: HeaderMap) -> Outcome {
    let on = OnForm::of(&host, &headers, &id, &WRITERS)?;
    let bytes = on.mis.bytes_of(on.caller.who, on.form).await.map_err(|error| on.refuse(error))?;
    Ok(raw_json(StatusCode::OK, bytes))
}

/// `POST /api/v1/forms/{id}/freeze`: freezes for signing; answers the bytes to sign.
pub async fn freeze(State(host): State<Host>, Named(id): Named<String>, headers: HeaderMap) -> Outcome {
    let on = OnForm::of(&host, &headers, &id, &[Role::Chair])?;
    let frozen = on.mis.freeze(on.caller.who, on.form).await.map_err(|error| on.refuse(error))?;
    Ok(to_sign(&frozen.sha256.to_string(), &frozen.bytes))
}

/// The bytes that somebody is to sign.
pub(super) fn to_sign(sha256: &str, bytes: &[u8]) -> Response {
    json(StatusCode::OK, &serde_json::json!({ "sha256": sha256, "bytes_base64": STANDARD.encode(bytes) }))
}

/// `DELETE /api/v1/forms/{id}/freeze`: takes the freeze back.
pub async fn thaw(State(host): State<Host>, Named(id): Named<String>, headers: HeaderMap) -> Outcome {
    let on = OnForm::of(&host, &headers, &id, &[Role::Chair])?;
    on.mis.thaw(on.caller.who, on.form).await.map_err(|error| on.refuse(error))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /api/v1/forms/{id}/signature`: the chair's detached CMS.
pub async fn sign(State(host): State<Host>, Named(id): Named<String>, headers: HeaderMap, body: Body) -> Outcome {
    let on = OnForm::of(&host, &headers, &id, &[Role::Chair])?;
    on.exists().await?;
    body::content_type(on.mis, &on.caller, &headers, &[SIGNATURE])?;
    let cms = on.body(body, saraptama_sign::cms::LIMIT_BYTES * 2).await?;
    let stage = on.mis.sign(on.caller.who, on.form, &cms).await.map_err(|error| on.refuse(error))?;
    Ok(json(StatusCode::CREATED, &serde_json::json!({ "stage": stage })))
}

/// `GET /api/v1/forms/{id}/journey`: the stages reached so far, in order.
pub async fn journey(State(host): State<Host>, Named(id): Named<String>, headers: HeaderMap) -> Outcome {
    let on = OnForm::of(&host, &headers, &id, &WRITERS)?;
    let stages = on.mis.journey_of(on.caller.who, on.form).await.map_err(|error| on.refuse(error))?;
    let stages: Vec<_> = stages.iter().map(|reached| written(reached, &on)).collect();
    Ok(json(StatusCode::OK, &serde_json::json!({ "id": on.form, "stages": stages })))
}

/// A stage with its name for people; a reason comes as its key and in words.
fn written(reached: &Reached, on: &OnForm<'_>) -> serde_json::Value {
    let words = &on.mis.words;
    let mut stage = serde_json::json!({
        "stage": reached.stage,
        "at": write_instant(reached.at),
        "name": words.text(&format!("stage-{}", reached.stage), &[]),
    });
    if let Some(detail) = &reached.detail {
        stage["detail"] = detail.clone().into();
        if words.has(detail) {
            stage["reason"] = serde_json::json!(words.text(detail, &[]));
        }
    }
    stage
}

pub(super) const fn signature_type() -> &'static str {
    SIGNATURE
}
