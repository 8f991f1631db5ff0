use super::call::answer;
use super::sent::Sent;
use super::task::of;
use super::{Call, Outcome, Refused};
use crate::doors::acts::{DECISION_BYTES, OnActs};
use crate::flow::FlowError;
use axum::http::{StatusCode, header};
use saraptama_core::act::State as ActIs;
use saraptama_core::authority::Role;
use saraptama_core::terms::ActNumber;
use saraptama_wire::fhir::{TaskFault, Update, parse, update as read};

/// A task with its case, and a decision in base64.
const TASK_BYTES: usize = 4 * 1024 * 1024;

/// `PUT /fhir/Task/{number}`, with `If-Match`: the expert's decision, or the signature over it, by the same corridor as
/// that of `/api/v1/acts/{number}/decision`.
pub(super) async fn update(Sent(request, body): Sent) -> Outcome {
    let databank = request.host.databank();
    let call = request.call_of(databank, &[Role::Expert])?;
    let number = ActNumber::parse(request.name()).map_err(|_| call.not_found())?;
    databank.act_for_expert(call.who, number).await.map_err(|error| call.flow(error))?;
    let (standing, current) = of(databank, &call, number).await?;
    let seen = version(&call)?;
    let bytes = call.body(body, TASK_BYTES).await?;
    if seen != Some(standing.version) {
        return Err(call.flow(FlowError::Overtaken));
    }
    let sent = parse(&bytes).ok_or_else(|| call.bad("problem-fhir-body"))?;
    match read(&sent, &current).map_err(|fault| refused(&call, &fault))? {
        Update::Decide(decision) => {
            if decision.len() > DECISION_BYTES {
                return Err(call.refuse(crate::doors::Answer::too_large(&databank.words, DECISION_BYTES)));
            }
            if let ActIs::Assigned { .. } = standing.state {
                let on = OnActs::of(&request.host, &request.headers, &[Role::Expert]).map_err(|answer| call.refuse(answer))?;
                on.lawful(&standing.row, number, &decision).await.map_err(|answer| call.refuse(answer))?;
            }
            let frozen = databank.freeze_decision_if(seen, call.who, number, &decision).await;
            frozen.map_err(|error| call.flow(error))?;
        }
        Update::Sign(cms) => {
            let signed = databank.sign_decision_if(seen, call.who, number, &cms).await;
            signed.map_err(|error| call.flow(error))?;
        }
    }
    let (_, resource) = of(databank, &call, number).await?;
    Ok(answer(&resource))
}

/// The version that the caller has read; none where it cannot be one of ours.
///
/// # Errors
/// 428 where the request does not say.
fn version(call: &Call<'_>) -> Result<Option<u64>, Refused> {
    let given = call.headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let given = given.ok_or_else(|| {
        let messages = call.node.words.text("problem-fhir-if-match", &[]);
        call.told("if-match", StatusCode::PRECONDITION_REQUIRED, messages)
    })?;
    Ok(given.trim().trim_start_matches("W/").trim_matches('"').parse().ok())
}

fn refused(call: &Call<'_>, fault: &TaskFault) -> Refused {
    let words = &call.node.words;
    let messages = match fault {
        TaskFault::NotThisTask => return call.bad("problem-fhir-task-other"),
        TaskFault::Foreign(member) => words.text("fhir-task-foreign", &[("member", member.as_str().into())]),
        TaskFault::NothingToDo => words.text("problem-fhir-task-nothing", &[]),
    };
    call.told("content", StatusCode::UNPROCESSABLE_ENTITY, messages)
}
