use super::call::answer;
use super::search::{Page, cut, is_reference, is_token, page_of, shown};
use super::sent::Sent;
use super::{Call, Outcome, Refused};
use saraptama_core::authority::{Absence, Principal, Role};
use saraptama_wire::fhir::{practitioner, role};

/// Who may read the register of experts: whoever keeps the data bank, and whoever watches the pilot.
const READERS: [Role; 2] = [Role::Staff, Role::Monitor];
const KNOWN: &[&str] = &["_id", "active", "practitioner", "role"];
const KNOWN_OF_PEOPLE: &[&str] = &["_id", "active", "name"];

/// `GET /fhir/PractitionerRole`: the register of experts.
pub(super) async fn list(Sent(request, _): Sent) -> Outcome {
    let call = request.call_of(request.host.databank(), &READERS)?;
    let text = |name| call.text(&call.asked, name);
    let (id, active, person, code) = (text("_id")?, text("active")?, text("practitioner")?, text("role")?);
    let wanted = |expert: &&Principal| {
        let is_active = if expert.holds(Role::Expert, call.today()) { "true" } else { "false" };
        let is_asked = is_token(id, &expert.id) && is_token(active, is_active) && is_token(code, "mse-expert");
        is_asked && is_reference(person, "Practitioner", &expert.id)
    };
    let all: Vec<&Principal> = sorted(&call).into_iter().filter(wanted).collect();
    let (of_page, next) = cut(&call, all.len())?;
    let mut part = vec![];
    for expert in &all[of_page] {
        part.push(role(expert, &absences(&call, expert).await?, call.today()));
    }
    shown(&call, "PractitionerRole", KNOWN, Page { part, total: Some(all.len()), next })
}

/// When the expert is away, from today and for a year: by the register of roles, and by what staff entered since.
async fn absences(call: &Call<'_>, expert: &Principal) -> Result<Vec<Absence>, Refused> {
    let (from, until) = (call.today(), call.today().saturating_add(jiff::Span::new().years(1)));
    let entered = call.node.store.absences_of(&expert.id, from, until).await.map_err(|fault| call.flow(fault.into()))?;
    let entered = entered.iter().filter(|one| one.withdrawn.is_none()).map(|one| Absence { from: one.from, until: one.until });
    let of_register = expert.absences.iter().filter(|one| from <= one.until && one.from <= until).copied();
    Ok(of_register.chain(entered).collect())
}

/// `GET /fhir/PractitionerRole/{id}`.
pub(super) async fn show(Sent(request, _): Sent) -> Outcome {
    let call = request.call_of(request.host.databank(), &READERS)?;
    let expert = expert(&call, request.name())?;
    Ok(answer(&role(expert, &absences(&call, expert).await?, call.today())))
}

/// `GET /fhir/Practitioner`: the experts as people.
pub(super) async fn people(Sent(request, _): Sent) -> Outcome {
    let call = request.call_of(request.host.databank(), &READERS)?;
    let text = |name| call.text(&call.asked, name);
    let (id, active, name) = (text("_id")?, text("active")?, text("name")?.map(crate::search::fold));
    let is_named = |expert: &Principal| {
        name.as_ref().is_none_or(|name| crate::search::fold(&expert.name).split(' ').any(|word| word.starts_with(name.as_str())))
    };
    let wanted = |expert: &&Principal| is_token(id, &expert.id) && is_named(expert);
    let all = sorted(&call).into_iter().filter(wanted).map(|expert| practitioner(expert, call.today()));
    let all = all.filter(|one| is_token(active, if one["active"] == true { "true" } else { "false" })).collect();
    page_of(&call, "Practitioner", KNOWN_OF_PEOPLE, all)
}

/// `GET /fhir/Practitioner/{id}`.
pub(super) async fn person(Sent(request, _): Sent) -> Outcome {
    let call = request.call_of(request.host.databank(), &READERS)?;
    Ok(answer(&practitioner(expert(&call, request.name())?, call.today())))
}

fn expert<'c>(call: &Call<'c>, id: &str) -> Result<&'c Principal, Refused> {
    call.node.people.all_experts().find(|expert| expert.id == id).ok_or_else(|| call.not_found())
}

fn sorted<'c>(call: &Call<'c>) -> Vec<&'c Principal> {
    let mut all: Vec<&Principal> = call.node.people.all_experts().collect();
    all.sort_by(|one, other| one.id.cmp(&other.id));
    all
}
