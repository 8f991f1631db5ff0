use super::call::answer;
use super::search::{Page, is_reference, is_token, page_size, shown};
use super::sent::Sent;
use super::{Call, Outcome, Refused};
use crate::doors::acts::state_word;
use crate::flow::FlowError;
use crate::flow::databank::Standing;
use crate::node::DataBank;
use saraptama_core::authority::Role;
use saraptama_core::terms::{ActNumber, civil_date};
use saraptama_store::ListError;
use saraptama_store::rows::ActState;
use saraptama_wire::fhir::{Case, task};
use saraptama_wire::pseudonym;
use serde_json::Value;

/// Who may know of an act as a task.
pub(super) const READERS: [Role; 2] = [Role::Expert, Role::Staff];
const KNOWN: &[&str] = &["_id", "owner", "status"];
const ROLE: &str = "PractitionerRole";

/// `GET /fhir/Task/{number}`: a draft act as a task, its case without names.
pub(super) async fn show(Sent(request, _): Sent) -> Outcome {
    let databank = request.host.databank();
    let call = request.call_of(databank, &READERS)?;
    let number = ActNumber::parse(request.name()).map_err(|_| call.not_found())?;
    let (_, resource) = of(databank, &call, number).await?;
    Ok(answer(&resource))
}

/// The act, and the task that it is.
///
/// # Errors
/// 404 for whoever may not know of it.
pub(super) async fn of(databank: &DataBank, call: &Call<'_>, number: ActNumber) -> Result<(Standing, Value), Refused> {
    let standing = databank.standing(call.who, number).await.map_err(|error| call.flow(error))?;
    let today = civil_date(databank.clock.now());
    let seen = pseudonym::view(&standing.form, today).ok_or_else(|| call.not_found())?;
    let Standing { row, state, version, changed_at, .. } = &standing;
    let case = Case {
        number,
        state,
        word: state_word(row.state),
        version: *version,
        changed_at: *changed_at,
        accepted_at: row.accepted_at,
        arrived_at: row.arrived_at,
        due_at: row.due_at,
        expert: row.expert.as_deref(),
        seen,
    };
    let resource = task(&case).map_err(|_| call.flow(FlowError::Event("the form of an act is no form".to_owned())))?;
    Ok((standing, resource))
}

/// `GET /fhir/Task?owner=…&status=…`: the expert's own acts, nearest deadline first; all of them for staff.
pub(super) async fn list(Sent(request, _): Sent) -> Outcome {
    let databank = request.host.databank();
    let call = request.call_of(databank, &READERS)?;
    let text = |name| call.text(&call.asked, name);
    let (id, owner, status, cursor) = (text("_id")?, text("owner")?, text("status")?, text("_getpages")?);
    let size = u32::try_from(page_size(&call)?).unwrap_or(1);
    let states: Vec<ActState> =
        [("requested", ActState::Waiting), ("accepted", ActState::Assigned), ("completed", ActState::Registered)]
            .into_iter()
            .filter(|(word, state)| is_token(status, word) || (*state == ActState::Assigned && is_token(status, "in-progress")))
            .map(|(_, state)| state)
            .collect();
    let is_staff = call.who.holds(Role::Staff, call.today());
    let store = &databank.store;
    let page = match (is_staff, owner) {
        // Several states of all experts are one list; a single one has its own.
        (true, None) => store.acts_list(states.first().copied().filter(|_| states.len() == 1), cursor, size.max(1)).await,
        (true, Some(owner)) => {
            let expert = owner.rsplit('/').next().unwrap_or(owner);
            store.acts_of_expert(expert, &states, cursor, size.max(1)).await
        }
        (false, _) => store.acts_of_expert(&call.who.id, &states, cursor, size.max(1)).await,
    };
    let page = page.map_err(|error| match error {
        ListError::WrongCursor => call.bad("problem-cursor"),
        ListError::Fault(fault) => call.flow(fault.into()),
    })?;
    let mut part = vec![];
    for row in page.rows.iter().take(if size == 0 { 0 } else { page.rows.len() }) {
        let Some(number) = row.number else { continue };
        let is_owned = |expert: &str| is_reference(owner, ROLE, expert);
        if !row.expert.as_deref().map_or(owner.is_none(), is_owned) || !is_token(id, &number.to_string()) {
            continue;
        }
        // What changed hands since the list was read is no longer this caller's.
        let Ok((_, resource)) = of(databank, &call, number).await else { continue };
        if is_token(status, resource["status"].as_str().unwrap_or_default()) {
            part.push(resource);
        }
    }
    let next = page.next.filter(|_| size > 0);
    shown(&call, "Task", KNOWN, Page { part, total: None, next })
}
