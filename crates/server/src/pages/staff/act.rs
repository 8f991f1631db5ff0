use super::{history, shown};
use crate::doors::Named;
use crate::flow::FlowError;
use crate::pages::documents;
use crate::pages::parts::{Colour, law, row, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::http::header;
use axum::response::IntoResponse as _;
use maud::{Markup, html};
use saraptama_core::act::{Action, State};
use saraptama_core::form::Passport;
use saraptama_store::rows::{ActRow, ActState, RegisterRow};
use serde_json::Value;

/// `/staff/acts/{number}`: the whole act, and what may be done with it.
pub(super) async fn show(visit: Visit, Named(number): Named<String>) -> Page {
    let number = shown::number(&visit, &number)?;
    let databank = visit.host.databank();
    let refuse = |error: FlowError| visit.refuse(error);
    let (act, state, may) = databank.act_for(visit.who()?, number).await.map_err(refuse)?;
    if !may.contains(&Action::SeeAct) {
        return Err(visit.not_found());
    }
    let events = databank.act_events(act.form).await.map_err(refuse)?;
    let entry = databank.store.register_by_number(number).await.map_err(shown::fault(&visit))?;
    let form = databank.store.form(act.form).await.map_err(shown::fault(&visit))?;
    let passport = databank.passport_of(act.form).await.ok();
    let json = form.and_then(|form| serde_json::from_slice::<Value>(&form.bytes).ok());
    let json = json.and_then(|value| serde_json::to_string_pretty(&value).ok());
    let may_see_draws = may.contains(&Action::SeeAssignment) || act.alarm;
    let body = html! {
        dl.govuk-summary-list #act {
            (row(visit.t("staff-state"), shown::state(&visit, act.state)))
            @if let Some(passport) = &passport { (person(&visit, passport)) }
            (row(visit.t("staff-diagnosis"), shown::diagnosis(&visit, act.icd10)))
            (row(visit.t("staff-act-form"), html! { code { (act.form.to_string()) } }))
            (row(visit.t("staff-accepted"), visit.moment(act.accepted_at)))
            (held(&visit, &act, &state))
            @if let Some(entry) = &entry { (registered(&visit, entry)) }
        }
        div.govuk-button-group {
            @if may.contains(&Action::Redistribute) {
                a.govuk-button #redistribute href={ "/staff/acts/" (number) "/redistribute" } { (visit.t("staff-act-redistribute")) }
            }
            @if may_see_draws {
                a.govuk-link #assignment href={ "/staff/acts/" (number) "/assignment" } { (visit.t("staff-act-assignment")) }
            }
            @if may.contains(&Action::SeeProof) {
                a.govuk-link #proof href={ "/staff/acts/" (number) "/proof" } { (visit.t("staff-act-proof")) }
            }
        }
        @if !may.contains(&Action::Redistribute) { p.govuk-body.sa-muted { (visit.t("staff-act-redistribute-not")) } }
        (history::table(&visit, &events))
        @if let Some(json) = json {
            details.govuk-details {
                summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("staff-act-whole")) } }
                div.govuk-details__text { pre.sa-code tabindex="0" { (json) } }
            }
        }
    };
    let title = if act.state == ActState::Registered { "staff-act-title" } else { "staff-act-draft-title" };
    let title = visit.say(title, &[("number", number.to_string().into())]);
    let way = if act.state == ActState::Registered { "register" } else { "waiting" };
    Ok(visit.sheet(title).here(way).show(body))
}

fn person(visit: &Visit, of: &Passport) -> Markup {
    html! {
        (row(visit.t("staff-patient"), &of.patient_name))
        (row(visit.t("staff-iin"), of.patient.as_str()))
        (row(visit.t("staff-act-birth"), visit.day(of.birth_date)))
        (row(visit.t("staff-region-of-patient"), shown::region(visit, of.patient_region)))
        (row(visit.t("staff-organisation"), &of.organisation_name))
        (row(visit.t("staff-region-of-organisation"), shown::region(visit, of.organisation_region)))
    }
}

/// With whom it is, or was, and until when.
fn held(visit: &Visit, act: &ActRow, state: &State) -> Markup {
    let held = match state {
        State::Assigned { held, .. } | State::Decided { held, .. } => Some(held),
        _ => None,
    };
    let is_late = matches!(state, State::Assigned { held, .. } if held.due_at < visit.now);
    let cite = &visit.law().pilot.nearest(visit.today()).procedure.deadline_cite;
    html! {
        @if let Some(held) = held {
            (row(visit.t("staff-expert"), shown::expert(visit, &held.expert)))
            (row(visit.t("staff-act-arrived"), visit.moment(held.arrived_at)))
            (row(visit.t("staff-act-due"), html! {
                span.sa-clock .sa-clock--late[is_late] { (visit.moment(held.due_at)) } " " (law(visit, cite))
            }))
            @if !held.taken_from.is_empty() {
                (row(visit.t("staff-act-first-due"), html! {
                    (visit.moment(held.first_due_at)) span.sa-muted { (visit.t("staff-act-first-due-hint")) }
                }))
            }
        }
        @if act.alarm { (row(visit.t("staff-waiting-why"), tag(Colour::Red, visit.t("staff-waiting-alarm")))) }
    }
}

fn registered(visit: &Visit, entry: &RegisterRow) -> Markup {
    html! {
        (row(visit.t("staff-act-result"), visit.t(&format!("staff-result-{}", entry.result))))
        (row(visit.t("staff-register-registered"), visit.moment(entry.registered_at)))
        (row(visit.t("staff-act-code"), html! {
            a.govuk-link href={ "/v/" (entry.verification_code) } { code { (entry.verification_code) } }
            span.sa-muted { (visit.t("staff-act-code-hint")) }
        }))
        (row(visit.t("page-documents"), documents::of_act(visit, entry.number)))
    }
}

/// `/staff/acts/{number}/proof`: the register proof, as a file.
pub(super) async fn proof(visit: Visit, Named(number): Named<String>) -> Page {
    let number = shown::number(&visit, &number)?;
    let databank = visit.host.databank();
    let entry = databank.store.register_by_number(number).await.map_err(shown::fault(&visit))?;
    let entry = entry.ok_or_else(|| visit.not_found())?;
    let proof = databank.proof_of(&entry).await.map_err(|error| visit.refuse(error))?;
    let name = format!("attachment; filename=\"{number}.proof.json\"");
    Ok(([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], proof).into_response())
}
