use super::call::answer;
use super::search::{PAGE, Page, is_reference, is_token, page_of, page_size, shown};
use super::sent::Sent;
use super::{Call, Outcome, Refused};
use crate::doors::acts::state_word;
use crate::flow::FlowError;
use crate::flow::databank::Standing;
use crate::node::DataBank;
use saraptama_core::authority::Role;
use saraptama_core::terms::{ActNumber, civil_date};
use saraptama_store::ListError;
use saraptama_store::rows::{ActRow, ActState};
use saraptama_wire::fhir::{Case, task};
use saraptama_wire::pseudonym;
use serde_json::Value;
use std::collections::BTreeSet;

/// Who may know of an act as a task.
pub(super) const READERS: [Role; 2] = [Role::Expert, Role::Staff];
const KNOWN: &[&str] = &["_id", "owner", "status"];
const ROLE: &str = "PractitionerRole";
/// A page of which nearly nothing is wanted is given as far as it was found, with the way on.
const WALKS: usize = 10;

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

/// What a search asks for.
struct Wanted<'a> {
    id: Option<&'a str>,
    owner: Option<&'a str>,
    status: Option<&'a str>,
    states: Vec<ActState>,
}

/// The states of an act that are the states of a task.
const STATES: [(&str, ActState); 5] = [
    ("requested", ActState::Waiting),
    ("accepted", ActState::Assigned),
    ("in-progress", ActState::Assigned),
    ("completed", ActState::Registered),
    ("cancelled", ActState::Refused),
];

impl<'a> Wanted<'a> {
    fn of(call: &'a Call<'_>) -> Result<Self, Refused> {
        let text = |name| call.text(&call.asked, name);
        let (id, owner, status) = (text("_id")?, text("owner")?, text("status")?);
        let mut states: Vec<_> = STATES.into_iter().filter(|(word, _)| is_token(status, word)).map(|(_, state)| state).collect();
        states.dedup();
        Ok(Self { id, owner, status, states })
    }

    fn may_be(&self, row: &ActRow) -> bool {
        let is_owned = |expert: &str| is_reference(self.owner, ROLE, expert);
        self.states.contains(&row.state) && row.expert.as_deref().map_or(self.owner.is_none(), is_owned)
    }
}

/// `GET /fhir/Task?owner=…&status=…`: the expert's own acts, nearest deadline first; all of them for staff.
/// `GET /fhir/Task?_id=…`: those acts, wherever they stand.
pub(super) async fn list(Sent(request, _): Sent) -> Outcome {
    let databank = request.host.databank();
    let call = request.call_of(databank, &READERS)?;
    let wanted = Wanted::of(&call)?;
    match wanted.id {
        Some(ids) => named(databank, &call, &wanted, ids).await,
        None => walked(databank, &call, &wanted).await,
    }
}

/// The acts of these numbers, as far as there are such and the caller may know of them.
async fn named(databank: &DataBank, call: &Call<'_>, wanted: &Wanted<'_>, ids: &str) -> Outcome {
    let ids: BTreeSet<&str> = ids.split(',').filter_map(|id| id.rsplit('|').next()).collect();
    if ids.len() > PAGE {
        return Err(call.unreadable());
    }
    let mut found = vec![];
    for number in ids.into_iter().filter_map(|id| ActNumber::parse(id).ok()) {
        // The row alone tells nobody anything; `of` asks whether the caller may know of the act.
        let row = databank.store.act_by_number(number).await.map_err(|fault| call.flow(fault.into()))?;
        found.extend(seen(databank, call, wanted, row.as_ref()).await);
    }
    page_of(call, "Task", KNOWN, found)
}

/// One page of a list, walked until the page is full or [`WALKS`] times.
async fn walked(databank: &DataBank, call: &Call<'_>, wanted: &Wanted<'_>) -> Outcome {
    let size = page_size(call)?;
    let is_staff = call.who.holds(Role::Staff, call.today());
    let (mut part, mut next) = (vec![], call.text(&call.asked, "_getpages")?.map(str::to_owned));
    let store = &databank.store;
    for _ in 0..WALKS {
        let left = u32::try_from(size.saturating_sub(part.len())).unwrap_or(0);
        if left == 0 || wanted.states.is_empty() {
            break;
        }
        let cursor = next.as_deref();
        let page = match (is_staff, wanted.owner) {
            // Several states of all experts are one list; a single one has its own.
            (true, None) => {
                let only = wanted.states.first().copied().filter(|_| wanted.states.len() == 1);
                store.acts_list(only, cursor, left).await
            }
            (true, Some(owner)) => {
                let expert = owner.rsplit('/').next().unwrap_or(owner);
                store.acts_of_expert(expert, &wanted.states, cursor, left).await
            }
            (false, _) => store.acts_of_expert(&call.who.id, &wanted.states, cursor, left).await,
        };
        let page = page.map_err(|error| match error {
            ListError::WrongCursor => call.bad("problem-cursor"),
            ListError::Fault(fault) => call.flow(fault.into()),
        })?;
        for row in &page.rows {
            part.extend(seen(databank, call, wanted, Some(row)).await);
        }
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    let next = next.filter(|_| size > 0 && !wanted.states.is_empty());
    shown(call, "Task", KNOWN, Page { part, total: None, next })
}

/// The task that a row is, if it is one that is wanted and that the caller may know of.
async fn seen(databank: &DataBank, call: &Call<'_>, wanted: &Wanted<'_>, row: Option<&ActRow>) -> Option<Value> {
    let row = row.filter(|row| wanted.may_be(row))?;
    // What changed hands since the list was read is no longer this caller's.
    let (_, resource) = of(databank, call, row.number?).await.ok()?;
    is_token(wanted.status, resource["status"].as_str().unwrap_or_default()).then_some(resource)
}
