use super::answer::{Answer, Outcome, json};
use super::body;
use super::caller::{Caller, Named};
use super::forms::{signature_type, to_sign};
use crate::flow::FlowError;
use crate::node::{DataBank, Host};
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use saraptama_core::act::{Action, Event, State as ActIs};
use saraptama_core::authority::Role;
use saraptama_core::decision::validate;
use saraptama_core::terms::{ActNumber, civil_date, full_years, write_instant};
use saraptama_store::ListError;
use saraptama_store::rows::{ActRow, ActState};
use saraptama_wire::{decision, pseudonym};
use serde_json::{Value, json as value};
use std::collections::BTreeMap;

pub(super) const PAGE: u32 = 50;
pub(super) const DECISION_BYTES: usize = 256 * 1024;

/// A request to the data bank, past token and role.
pub(super) struct OnActs<'h> {
    pub(super) databank: &'h DataBank,
    pub(super) caller: Caller<'h>,
}

impl<'h> OnActs<'h> {
    pub(super) fn of(host: &'h Host, headers: &HeaderMap, roles: &[Role]) -> Result<Self, Answer> {
        let databank = host.databank();
        let caller = Caller::of(databank, headers)?.needs(roles)?;
        Ok(Self { databank, caller })
    }

    pub(super) fn refuse(&self, error: FlowError) -> Answer {
        self.caller.say(Answer::of(error, &self.databank.words, &self.databank.law))
    }

    pub(super) fn list_fault(&self, error: ListError) -> Answer {
        match error {
            ListError::WrongCursor => self.content("problem-cursor"),
            ListError::Fault(fault) => self.refuse(fault.into()),
        }
    }

    pub(super) fn content(&self, key: &str) -> Answer {
        self.caller.say(Answer::content(&self.databank.words, key))
    }

    pub(super) fn number(&self, text: &str) -> Result<ActNumber, Answer> {
        ActNumber::parse(text).map_err(|_| self.caller.say(Answer::not_found(&self.databank.words)))
    }

    pub(super) async fn body(&self, body: Body, limit_bytes: usize) -> Result<axum::body::Bytes, Answer> {
        body::read(self.databank, body, limit_bytes).await.map_err(|answer| self.caller.say(answer))
    }

    /// Whether the bytes are a decision that may be made in this case.
    ///
    /// # Errors
    /// 422 with every fault.
    pub(super) async fn lawful(&self, row: &ActRow, number: ActNumber, bytes: &[u8]) -> Result<(), Answer> {
        let passport = self.databank.passport_of(row.form).await.map_err(|error| self.refuse(error))?;
        let age = full_years(passport.birth_date, civil_date(self.databank.clock.now()));
        let faults = match decision::read(bytes) {
            Err(faults) => faults,
            Ok(decision) => validate(&decision, number, age),
        };
        if faults.is_empty() { Ok(()) } else { Err(self.caller.say(Answer::decision(&self.databank.words, &faults))) }
    }

    pub(super) fn is(&self, role: Role) -> bool {
        self.caller.who.holds(role, civil_date(self.databank.clock.now()))
    }
}

/// `GET /api/v1/acts`: an expert's own acts, nearest deadline first; all of them for staff.
pub async fn list(State(host): State<Host>, headers: HeaderMap, query: Query<BTreeMap<String, String>>) -> Outcome {
    let on = OnActs::of(&host, &headers, &[Role::Expert, Role::Staff])?;
    let state = match query.get("state").map(String::as_str) {
        None => None,
        Some("waiting") => Some(ActState::Waiting),
        Some("assigned") => Some(ActState::Assigned),
        Some("awaiting-documents") => Some(ActState::AwaitingDocuments),
        // An act is registered in the same instant in which it is decided.
        Some("decided" | "registered") => Some(ActState::Registered),
        Some(_) => return Err(on.content("problem-state-unknown")),
    };
    let cursor = query.get("cursor").map(String::as_str);
    let page = if on.is(Role::Staff) {
        on.databank.store.acts_list(state, cursor, PAGE).await
    } else {
        let states = state.map_or(vec![ActState::Assigned, ActState::Registered], |one| vec![one]);
        on.databank.store.acts_of_expert(&on.caller.who.id, &states, cursor, PAGE).await
    };
    let page = page.map_err(|error| on.list_fault(error))?;
    // What has no number yet is shown to whoever asks for it.
    let shown = |row: &&ActRow| row.number.is_some() || state == Some(ActState::AwaitingDocuments);
    let items: Vec<Value> = page.rows.iter().filter(shown).map(heading).collect();
    Ok(json(StatusCode::OK, &value!({ "items": items, "next": page.next })))
}

fn heading(row: &ActRow) -> Value {
    if row.number.is_none() {
        return value!({ "number": null, "form": row.form, "state": state_word(row.state), "icd10": row.icd10,
                        "arrived_at": null, "due_at": null });
    }
    value!({
        "number": row.number,
        "state": state_word(row.state),
        "icd10": row.icd10,
        "arrived_at": row.arrived_at.map(write_instant),
        "due_at": row.due_at.map(write_instant),
    })
}

pub(super) fn state_word(state: ActState) -> &'static str {
    match state {
        ActState::Accepted => "accepted",
        ActState::Waiting => "waiting",
        ActState::Assigned => "assigned",
        ActState::Registered => "registered",
        ActState::Refused => "refused",
        ActState::AwaitingDocuments => "awaiting-documents",
    }
}

/// `GET /api/v1/refusals`: forms that arrived and were refused, with the reason: nobody loses one.
pub async fn refusals(State(host): State<Host>, headers: HeaderMap, query: Query<BTreeMap<String, String>>) -> Outcome {
    let on = OnActs::of(&host, &headers, &[Role::Staff])?;
    let page = on.databank.store.refusals(query.get("cursor").map(String::as_str), PAGE).await;
    let page = page.map_err(|error| on.list_fault(error))?;
    let item = |row: &ActRow| {
        let reason = row.reason.clone().unwrap_or_default();
        value!({ "form": row.form, "refused_at": write_instant(row.accepted_at), "source": row.reply_route, "reason": reason,
                 "message": on.databank.words.text(&reason, &[]) })
    };
    Ok(json(StatusCode::OK, &value!({ "items": page.rows.iter().map(item).collect::<Vec<_>>(), "next": page.next })))
}

/// `GET /api/v1/acts/{number}`: the case pseudonymised for its expert, the whole act for staff.
pub async fn show(State(host): State<Host>, Named(number): Named<String>, headers: HeaderMap) -> Outcome {
    let on = OnActs::of(&host, &headers, &[Role::Expert, Role::Staff])?;
    let number = on.number(&number)?;
    let (row, state, may) = on.databank.act_for(on.caller.who, number).await.map_err(|error| on.refuse(error))?;
    let form = on.databank.store.form(row.form).await.map_err(|fault| on.refuse(fault.into()))?;
    let bytes = form.map(|form| form.bytes).unwrap_or_default();
    let mut seen = heading(&row);
    if may.contains(&Action::SeeAct) {
        seen["form_id"] = value!(row.form);
        seen["alarm"] = row.alarm.into();
        seen["form"] = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        seen["expert"] = row.expert.clone().into();
        if let ActIs::Decided { .. } = state {
            let entry = on.databank.store.register_by_number(number).await.map_err(|fault| on.refuse(fault.into()))?;
            seen["verification_code"] = entry.map(|entry| entry.verification_code).into();
        }
    } else if may.contains(&Action::SeeCase) {
        let case = pseudonym::view(&bytes, civil_date(on.databank.clock.now()));
        if let (Some(seen), Some(case)) = (seen.as_object_mut(), case) {
            // The allow-list has the code within the diagnosis.
            seen.remove("icd10");
            seen.extend(case);
        }
    } else {
        return Err(on.refuse(FlowError::NotFound));
    }
    Ok(json(StatusCode::OK, &seen))
}

/// `POST /api/v1/acts/{number}/decision`: freezes the expert's decision; answers the bytes to sign.
pub async fn decision(State(host): State<Host>, Named(number): Named<String>, headers: HeaderMap, body: Body) -> Outcome {
    let on = OnActs::of(&host, &headers, &[Role::Expert])?;
    let number = on.number(&number)?;
    let (row, state) = on.databank.act_for_expert(on.caller.who, number).await.map_err(|error| on.refuse(error))?;
    body::content_type(on.databank, &on.caller, &headers, &["application/json"])?;
    let bytes = on.body(body, DECISION_BYTES).await?;
    if let ActIs::Assigned { .. } = state {
        on.lawful(&row, number, &bytes).await?;
    }
    let frozen = on.databank.freeze_decision(on.caller.who, number, &bytes).await.map_err(|error| on.refuse(error))?;
    Ok(to_sign(&frozen.sha256.to_string(), &frozen.bytes))
}

/// `POST /api/v1/acts/{number}/decision/signature`: the expert's detached CMS.
pub async fn sign(State(host): State<Host>, Named(number): Named<String>, headers: HeaderMap, body: Body) -> Outcome {
    let on = OnActs::of(&host, &headers, &[Role::Expert])?;
    let number = on.number(&number)?;
    on.databank.act_for_expert(on.caller.who, number).await.map_err(|error| on.refuse(error))?;
    body::content_type(on.databank, &on.caller, &headers, &[signature_type()])?;
    let cms = on.body(body, saraptama_sign::cms::LIMIT_BYTES * 2).await?;
    let place = on.databank.sign_decision(on.caller.who, number, &cms).await.map_err(|error| on.refuse(error))?;
    Ok(json(StatusCode::CREATED, &value!({ "number": place.number, "register_index": place.index })))
}

/// `GET /api/v1/acts/{number}/assignment`: how the act came to its expert. The day's seed is shown once the day is over.
pub async fn assignment(State(host): State<Host>, Named(number): Named<String>, headers: HeaderMap) -> Outcome {
    let on = OnActs::of(&host, &headers, &[Role::Staff, Role::Monitor])?;
    let number = on.number(&number)?;
    let found = on.databank.store.act_by_number(number).await.map_err(|fault| on.refuse(fault.into()))?;
    let row = found.ok_or_else(|| on.refuse(FlowError::NotFound))?;
    let events = on.databank.act_events(row.form).await.map_err(|error| on.refuse(error))?;
    let drawn = events.iter().rev().find_map(|event| match event {
        Event::Assigned { receipt, at, counts_from, due_at, readings, .. }
        | Event::Reassigned { receipt, at, counts_from, due_at, readings, .. } => {
            Some((receipt, *at, Some((*counts_from, *due_at, readings))))
        }
        Event::NobodyEligible { receipt, at } => Some((receipt, *at, None)),
        _ => None,
    });
    let (receipt, at, term) = drawn.ok_or_else(|| on.refuse(FlowError::NotFound))?;
    let today = civil_date(on.databank.clock.now());
    let seed = on.databank.store.seed(civil_date(at)).await.map_err(|fault| on.refuse(fault.into()))?;
    let revealed = seed.filter(|seed| seed.day < today).map(|seed| hex::encode(seed.seed));
    let procedure = &on.databank.law.pilot.nearest(civil_date(at)).procedure;
    Ok(json(
        StatusCode::OK,
        &value!({
            "number": number,
            "drawn_at": write_instant(at),
            "candidates": receipt.candidates,
            "exclusions": receipt.exclusions,
            "tied": receipt.tied,
            "chosen": receipt.chosen,
            "lottery": { "commitment": receipt.commitment, "ticket": receipt.ticket, "seed": revealed,
                         "rule": "ticket = HMAC-SHA-256(seed, number); place = first 16 bytes of the ticket, big-endian, modulo the number of tied" },
            "counts_from": term.map(|(counts_from, _, _)| counts_from),
            "due_at": term.map(|(_, due_at, _)| write_instant(due_at)),
            "readings": term.map(|(_, _, readings)| readings),
            "source": procedure.assignment_cite,
        }),
    ))
}
