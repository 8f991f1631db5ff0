use super::acts::OnActs;
use super::answer::{Answer, Outcome, json, raw_json};
use super::body;
use super::caller::{Caller, Named, bearer};
use crate::flow::FlowError;
use crate::node::{DataBank, Host};
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use saraptama_core::authority::Role;
use saraptama_core::terms::{ActNumber, Iin, Instant, KAZAKHSTAN, parse_date, parse_instant, write_instant};
use saraptama_sign::log::{Leaf, Proof, inclusion_path};
use saraptama_store::rows::{RegisterQuery, RegisterRow};
use serde_json::{Value, json as value};
use std::collections::BTreeMap;

const PAGE: u32 = 50;
const QUERY_BYTES: usize = 16 * 1024;

/// `GET /api/v1/acts/{number}/proof`: the register proof, for staff or by the act's verification code.
pub async fn proof(
    State(host): State<Host>,
    Named(number): Named<String>,
    headers: HeaderMap,
    query: Query<BTreeMap<String, String>>,
) -> Outcome {
    let databank = host.databank();
    let code = query.get("code");
    // Whoever has the code needs no role; a token that nobody holds is told all the same.
    if code.is_none() {
        OnActs::of(&host, &headers, &[Role::Staff])?;
    } else if bearer(&headers).is_some() {
        Caller::of(databank, &headers)?;
    }
    let not_found = || Answer::not_found(&databank.words).in_language(super::caller::language(&headers));
    let refuse = |error: FlowError| Answer::of(error, &databank.words, &databank.law);
    let number = ActNumber::parse(&number).map_err(|_| not_found())?;
    let row = databank.store.register_by_number(number).await.map_err(|fault| refuse(fault.into()))?.ok_or_else(not_found)?;
    if code.is_some_and(|code| *code != row.verification_code) {
        return Err(not_found());
    }
    let proof = databank.proof_of(&row).await.map_err(refuse)?;
    Ok(raw_json(StatusCode::OK, proof))
}

impl DataBank {
    /// The proof of a register entry in the tree of the latest checkpoint.
    ///
    /// # Errors
    /// When the store fails, or holds what is no register.
    pub(crate) async fn proof_of(&self, row: &RegisterRow) -> Result<Vec<u8>, FlowError> {
        let broken = |what: &str| FlowError::Event(format!("the register's proof: {what}"));
        let leaf: Leaf = serde_json::from_slice(&row.leaf).map_err(|_| broken("the leaf cannot be read"))?;
        let mut tree = self.register.lock().await;
        self.catch_up(&mut tree).await?;
        let checkpoint = self.store.latest_checkpoint().await?.ok_or_else(|| broken("there is no checkpoint"))?;
        let path = inclusion_path(&*tree, row.index, checkpoint.size).ok_or_else(|| broken("the tree has a hole"))?;
        let proof = Proof::new(leaf, path, checkpoint.note, self.keys.log.public_key());
        Ok(proof.map_err(|fault| broken(&fault.to_string()))?.to_json())
    }
}

/// What staff search by. A POST, since an IIN never stands in a URL.
#[derive(Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    number: Option<String>,
    iin: Option<String>,
    name: Option<String>,
    from: Option<String>,
    to: Option<String>,
    cursor: Option<String>,
}

/// `POST /api/v1/register/search`.
pub async fn search(State(host): State<Host>, headers: HeaderMap, body: Body) -> Outcome {
    let on = OnActs::of(&host, &headers, &[Role::Staff])?;
    body::content_type(on.databank, &on.caller, &headers, &["application/json"])?;
    let bytes = on.body(body, QUERY_BYTES).await?;
    // A list would be read too, as members without names.
    let is_object = bytes.trim_ascii_start().starts_with(b"{");
    let asked: Option<Asked> = serde_json::from_slice(&bytes).ok().filter(|_| is_object);
    let query = asked.and_then(|asked| asked.query(on.databank)).ok_or_else(|| on.content("problem-search"))?;
    let rows = on.databank.store.register_search(&query).await.map_err(|fault| on.refuse(fault.into()))?;
    let next = (rows.len() == PAGE as usize).then(|| rows.last().map(|row| row.index.to_string())).flatten();
    let items: Vec<Value> = rows.iter().map(item).collect();
    Ok(json(StatusCode::OK, &value!({ "items": items, "next": next })))
}

fn item(row: &RegisterRow) -> Value {
    value!({ "number": row.number, "index": row.index, "registered_at": write_instant(row.registered_at), "result": row.result })
}

impl Asked {
    /// The query, or nothing where a member is not what it should be: an unreadable restriction must
    /// not become none.
    fn query(self, databank: &DataBank) -> Option<RegisterQuery> {
        Some(RegisterQuery {
            number: self.number.map(|text| ActNumber::parse(&text)).transpose().ok()?,
            iin_key: self.iin.map(|text| Iin::parse(&text)).transpose().ok()?.map(|iin| databank.keys.search_key(iin)),
            // A name without a letter would be found in every name.
            name_key: self
                .name
                .map(|name| Some(crate::search::fold(&name)).filter(|key| !key.is_empty()).ok_or(()))
                .transpose()
                .ok()?,
            from: self.from.map(|text| moment(&text, false).ok_or(())).transpose().ok()?,
            to: self.to.map(|text| moment(&text, true).ok_or(())).transpose().ok()?,
            after: self.cursor.map(|text| text.parse()).transpose().ok()?,
            limit: PAGE,
        })
    }
}

/// An instant, or a day: its beginning, or as an end the beginning of the day after it.
fn moment(text: &str, is_end: bool) -> Option<Instant> {
    parse_instant(text).ok().or_else(|| {
        let day = parse_date(text).ok()?;
        let day = if is_end { day.tomorrow().ok()? } else { day };
        KAZAKHSTAN.to_timestamp(day.to_datetime(jiff::civil::Time::midnight())).ok()
    })
}
