//! A draft act as a Task: the case that one expert decides, without names; and what a Task that comes back asks for.

use super::data::{coding, concept, identifier, instant, pruned, reference};
use super::form::{Unwritable, items};
use super::system;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::act::State;
use saraptama_core::terms::{ActNumber, Instant};
use serde_json::{Map, Value, json};

/// The code of the output that holds a decision.
pub const DECISION: &str = "decision";
/// The code of the output that holds the expert's signature over it.
pub const SIGNATURE: &str = "signature";

/// What is told of an act.
pub struct Case<'c> {
    /// Its number.
    pub number: ActNumber,
    /// Where it stands.
    pub state: &'c State,
    /// Where it stands, as lists name it.
    pub word: &'c str,
    /// How many events it has: the version.
    pub version: u64,
    /// When the last of them happened.
    pub changed_at: Instant,
    /// When the form was accepted.
    pub accepted_at: Instant,
    /// When it reached its expert.
    pub arrived_at: Option<Instant>,
    /// The end of the expert's term.
    pub due_at: Option<Instant>,
    /// The expert.
    pub expert: Option<&'c str>,
    /// The case as its expert may see it ([`crate::pseudonym::view`]).
    pub seen: Map<String, Value>,
}

/// The state of the task that an act is.
pub fn status(state: &State) -> &'static str {
    match state {
        State::Assigned { held, .. } if held.decision.is_some() => "in-progress",
        State::Assigned { .. } => "accepted",
        State::Decided { .. } => "completed",
        State::Ended { .. } => "cancelled",
        _ => "requested",
    }
}

/// The resource.
///
/// # Errors
/// Where the case holds what a form cannot.
pub fn task(case: &Case<'_>) -> Result<Value, Unwritable> {
    let Case { number, state, word, version, changed_at, accepted_at, arrived_at, due_at, expert, seen } = case;
    let number = number.to_string();
    let person = json!({
        "resourceType": "Patient",
        "id": "person",
        "extension": [{ "url": format!("{}age", system::EXTENSION),
                        "valueAge": { "value": seen.get("age"), "unit": "a", "system": system::UCUM, "code": "a" } }],
        "gender": seen.get("sex"),
    });
    let mut form = seen.clone();
    let purpose = form.remove("purpose").filter(|purpose| !purpose.is_null());
    form.remove("sex");
    form.remove("age");
    form.extend(purpose.map(|purpose| ("referral".to_owned(), json!({ "purpose": purpose }))));
    let answers = json!({
        "resourceType": "QuestionnaireResponse",
        "id": "case",
        "questionnaire": format!("{}|1", super::form::QUESTIONNAIRE),
        "status": "completed",
        "item": items(&form)?,
    });
    let mut outputs = vec![];
    if let State::Assigned { held, .. } = state {
        outputs.extend(held.decision.map(|sha256| output("decision-sha256", "valueString", sha256.to_string().into())));
    }
    if let State::Decided { decision, index, .. } = state {
        outputs.push(output("decision-sha256", "valueString", decision.to_string().into()));
        outputs.extend(index.map(|index| output("register-index", "valueUnsignedInt", index.into())));
    }
    let owner = expert.map(|expert| reference(&format!("PractitionerRole/{expert}")));
    Ok(pruned(json!({
        "resourceType": "Task",
        "id": number,
        "meta": { "versionId": version.to_string(), "lastUpdated": instant(*changed_at) },
        "contained": [person, answers],
        "identifier": [identifier(system::ACT, &number)],
        "status": status(state),
        "businessStatus": concept(coding(system::STATE, word, None), None),
        "intent": "order",
        "code": concept(coding(system::TASK, "mse-review", None), None),
        "focus": reference("#case"),
        "for": reference("#person"),
        "authoredOn": instant(*accepted_at),
        "lastModified": instant(*changed_at),
        "executionPeriod": arrived_at.map(|at| json!({ "start": instant(at) })),
        "restriction": due_at.map(|at| json!({ "repetitions": 1, "period": { "end": instant(at) } })),
        "owner": owner,
        "output": outputs,
    })))
}

fn output(code: &str, value_type: &str, value: Value) -> Value {
    let of_type = ("type".to_owned(), concept(coding(system::TASK, code, None), None));
    Value::Object(Map::from_iter([of_type, (value_type.to_owned(), value)]))
}

/// What a Task that comes back asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Update {
    /// To freeze a decision, these bytes, for signing.
    Decide(Vec<u8>),
    /// To take the expert's detached CMS over the frozen decision.
    Sign(Vec<u8>),
}

/// Why a Task that comes back cannot be taken.
#[derive(Debug, PartialEq, Eq)]
pub enum TaskFault {
    /// It is no Task, or another one.
    NotThisTask,
    /// It changes a member that only the data bank writes.
    Foreign(String),
    /// It brings neither a decision with the status `in-progress` nor a signature with `completed`.
    NothingToDo,
}

/// What follows from an act, or stands beside the data: a client may send it back as it likes.
const FREE: [&str; 7] = ["meta", "text", "language", "status", "businessStatus", "lastModified", "output"];

/// What `sent` asks for in the place of `current`. Every other member that is sent must be the one that stands there.
///
/// # Errors
/// Why it asks for nothing that can be done.
pub fn update(sent: &Value, current: &Value) -> Result<Update, TaskFault> {
    let members = sent.as_object().filter(|_| sent["resourceType"] == "Task" && sent["id"] == current["id"]);
    let members = members.ok_or(TaskFault::NotThisTask)?;
    let is_foreign =
        |(name, value): &(&String, &Value)| !FREE.contains(&name.as_str()) && current.get(name.as_str()) != Some(*value);
    if let Some((name, _)) = members.iter().find(is_foreign) {
        return Err(TaskFault::Foreign(name.chars().take(64).collect()));
    }
    let stands = current["output"].as_array().map_or(&[][..], Vec::as_slice);
    let outputs = sent["output"].as_array().map_or(&[][..], Vec::as_slice);
    let mut new = outputs.iter().filter(|one| !stands.contains(one));
    let (Some(one), None) = (new.next(), new.next()) else { return Err(TaskFault::NothingToDo) };
    let code = one["type"]["coding"].as_array().into_iter().flatten().find(|coding| coding["system"] == system::TASK);
    let data = |of: &Value| STANDARD.decode(of["data"].as_str()?).ok();
    let asked = match (code.and_then(|coding| coding["code"].as_str()), sent["status"].as_str()) {
        (Some(DECISION), Some("in-progress")) => data(&one["valueAttachment"]).map(Update::Decide),
        (Some(SIGNATURE), Some("completed")) => data(&one["valueSignature"]).map(Update::Sign),
        _ => None,
    };
    asked.ok_or(TaskFault::NothingToDo)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn current() -> Value {
        json!({ "resourceType": "Task", "id": "2025-000001", "status": "accepted", "intent": "order", "owner": { "reference": "a" } })
    }

    fn sent(change: impl FnOnce(&mut Value)) -> Value {
        let mut task = current();
        task["status"] = "in-progress".into();
        task["output"] =
            json!([{ "type": concept(coding(system::TASK, DECISION, None), None), "valueAttachment": { "data": "e30=" } }]);
        change(&mut task);
        task
    }

    #[test]
    fn a_decision_comes_with_in_progress_and_a_signature_with_completed() {
        assert_eq!(update(&sent(|_| {}), &current()), Ok(Update::Decide(b"{}".to_vec())));
        let sign = sent(|task| {
            task["status"] = "completed".into();
            task["output"] =
                json!([{ "type": concept(coding(system::TASK, SIGNATURE, None), None), "valueSignature": { "data": "AQI=" } }]);
        });
        assert_eq!(update(&sign, &current()), Ok(Update::Sign(vec![1, 2])));
    }

    #[test]
    fn what_the_data_bank_writes_is_not_the_experts_to_change() {
        let owner = update(&sent(|task| task["owner"] = json!({ "reference": "b" })), &current());
        assert_eq!(owner, Err(TaskFault::Foreign("owner".into())));
        let new = update(&sent(|task| task["priority"] = "stat".into()), &current());
        assert_eq!(new, Err(TaskFault::Foreign("priority".into())));
        assert_eq!(update(&sent(|task| task["id"] = "2025-000002".into()), &current()), Err(TaskFault::NotThisTask));
        assert_eq!(update(&json!([]), &current()), Err(TaskFault::NotThisTask));
    }

    #[test]
    fn a_task_without_decision_or_with_another_status_asks_for_nothing() {
        for change in [
            (|task: &mut Value| task["status"] = "completed".into()) as fn(&mut Value),
            |task| task["output"] = json!([]),
            |task| task["output"][0]["valueAttachment"]["data"] = "!".into(),
            |task| task["output"][0]["type"] = Value::Null,
            |task| {
                let twice = task["output"][0].clone();
                task["output"] = json!([twice.clone(), twice]);
            },
        ] {
            assert_eq!(update(&sent(change), &current()), Err(TaskFault::NothingToDo));
        }
    }
}
