use super::shown;
use crate::doors::Named;
use crate::flow::FlowError;
use crate::flow::databank::{REASONS, Redistribution};
use crate::pages::fields::{Fields, Filled};
use crate::pages::parts::{Choice, Finding, Input, errors, law, radios, row, text_area};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::response::{IntoResponse as _, Redirect};
use maud::html;
use saraptama_core::act::{Action, Assigned, Refusal, State};
use saraptama_core::terms::ActNumber;

/// `GET /staff/acts/{number}/redistribute`: what it means to give an act to another expert, and why it is done.
pub(super) async fn ask(visit: Visit, Named(number): Named<String>) -> Page {
    let number = shown::number(&visit, &number)?;
    let held = present(&visit, number).await?;
    draw(&visit, number, &held, &Fields::default(), None)
}

/// `POST /staff/acts/{number}/redistribute`.
pub(super) async fn act(visit: Visit, Named(number): Named<String>, Filled(fields): Filled) -> Page {
    let number = shown::number(&visit, &number)?;
    let held = present(&visit, number).await?;
    let asked = Redistribution { from: fields.one("from"), reason: fields.one("reason"), note: fields.one("note") };
    if let Some(fault) = asked.fault() {
        return draw(&visit, number, &held, &fields, Some(fault));
    }
    let given = visit.host.databank().redistribute(visit.who()?, number, asked).await;
    given.map_err(|error| visit.refuse(error))?;
    Ok(Redirect::to(&format!("/staff/acts/{number}/assignment")).into_response())
}

/// Who has the act, if it may be given to another.
async fn present(visit: &Visit, number: ActNumber) -> Result<Assigned, Refused> {
    let (_, state, may) = visit.host.databank().act_for(visit.who()?, number).await.map_err(|error| visit.refuse(error))?;
    match state {
        State::Assigned { held, .. } if may.contains(&Action::Redistribute) => Ok(held),
        _ if !may.contains(&Action::SeeAct) => Err(visit.not_found()),
        State::Decided { .. } => Err(visit.refuse(FlowError::Act(Refusal::AlreadySigned))),
        _ => Err(visit.refuse(FlowError::Act(Refusal::WrongState))),
    }
}

fn draw(visit: &Visit, number: ActNumber, held: &Assigned, fields: &Fields, fault: Option<(&'static str, &'static str)>) -> Page {
    let wrong = |field: &str| fault.filter(|(at, _)| *at == field).map(|(_, key)| visit.t(key));
    let reasons: Vec<Choice> = REASONS.iter().map(|reason| Choice::new(*reason, visit.t(reason))).collect();
    let (reason, note) = (visit.t("staff-redistribute-reason"), visit.t("staff-redistribute-note"));
    let body = html! {
        @if let Some((field, key)) = fault { (errors(visit, &visit.t("staff-wrong"), &[Finding::field(field, visit.t(key))])) }
        p.govuk-body { (visit.t("staff-redistribute-lead")) " " (law(visit, &shown::paragraph(visit, "algorithm p.7"))) }
        dl.govuk-summary-list {
            (row(visit.t("staff-redistribute-now"), shown::expert(visit, &held.expert)))
            (row(visit.t("staff-act-due"), visit.moment(held.due_at)))
        }
        form #redistribute-form method="post" action={ "/staff/acts/" (number) "/redistribute" } {
            (visit.token())
            input type="hidden" name="from" value=(held.expert);
            (radios(visit, &Input { name: "reason", label: reason, value: fields.one("reason"), error: wrong("reason"), ..Input::default() }, &reasons))
            (text_area(visit, &Input { name: "note", label: note, hint: visit.t("staff-redistribute-note-hint"), value: fields.one("note"),
                                       error: wrong("note"), ..Input::default() }, 3))
            button.govuk-button.govuk-button--warning #redistribute-go { (visit.t("staff-redistribute-go")) }
        }
    };
    let title = visit.say("staff-redistribute-title", &[("number", number.to_string().into())]);
    let back = format!("/staff/acts/{number}");
    Ok(visit.sheet(title).here("waiting").back(back, visit.t("staff-act")).wrong(fault.is_some()).show(body))
}
