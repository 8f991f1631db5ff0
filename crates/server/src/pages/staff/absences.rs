use super::expert::{Typed, draw, found};
use super::shown;
use crate::doors::Named;
use crate::flow::databank::{ABSENCES, NewAbsence};
use crate::pages::fields::{self, Filled};
use crate::pages::parts::{Choice, Colour, Input, date, radios, tag, text_area};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::response::{IntoResponse as _, Redirect};
use jiff::civil::Date;
use maud::{Markup, html};
use saraptama_core::authority::Principal;
use saraptama_core::terms::Sha256;
use saraptama_store::rows::AbsenceRow;

/// `POST /staff/experts/{id}/absences`: days on which an expert is not on duty.
pub(super) async fn enter(visit: Visit, Named(id): Named<String>, Filled(fields): Filled) -> Page {
    let who = found(&visit, &id)?;
    let mut typed = Typed { fields, wrong: vec![] };
    let mut day = |name: &str| {
        let day = fields::day(typed.fields.one(name));
        if day.is_none() {
            typed.wrong.push((name.to_owned(), visit.t("staff-absence-day-wrong")));
        }
        day
    };
    let (from, until) = (day("from"), day("until"));
    let (Some(from), Some(until)) = (from, until) else { return draw(&visit, who, visit.today().first_of_month(), &typed).await };
    let (reason, note) = (typed.fields.one("reason").to_owned(), typed.fields.one("note").to_owned());
    let new = NewAbsence { expert: &who.id, from, until, reason: &reason, note: &note };
    let entered = visit.host.databank().enter_absence(visit.who()?, &new).await.map_err(|error| visit.refuse(error))?;
    if let Err(faults) = entered {
        faults.into_iter().for_each(|fault| typed.fault(&visit, fault, fault.field()));
        return draw(&visit, who, visit.today().first_of_month(), &typed).await;
    }
    Ok(Redirect::to(&format!("/staff/experts/{}?month={:04}-{:02}", who.id, from.year(), from.month())).into_response())
}

/// `POST /staff/experts/{id}/absences/{absence}/withdraw`.
pub(super) async fn withdraw(visit: Visit, Named((id, absence)): Named<(String, String)>, Filled(fields): Filled) -> Page {
    let who = found(&visit, &id)?;
    let absence = Sha256::parse(&absence).map_err(|_| visit.not_found())?;
    let done = visit.host.databank().withdraw_absence(visit.who()?, &who.id, absence, fields.one("note")).await;
    if let Err(fault) = done.map_err(|error| visit.refuse(error))? {
        let mut typed = Typed::default();
        typed.fault(&visit, fault, &field_of(absence));
        return draw(&visit, who, visit.today().first_of_month(), &typed).await;
    }
    Ok(Redirect::to(&format!("/staff/experts/{}", who.id)).into_response())
}

fn field_of(absence: Sha256) -> String {
    format!("withdraw-{}", &absence.to_string()[..12])
}

/// The absences of a month: those of the register of roles, which its owner changes, and those that staff entered.
pub(super) fn list(visit: &Visit, who: &Principal, held: &[AbsenceRow], first: Date) -> Markup {
    let of_file: Vec<_> = who.absences.iter().filter(|one| one.from <= first.last_of_month() && one.until >= first).collect();
    let words =
        ["staff-absence-days", "staff-absence-reason", "staff-absence-entered", "staff-absence-state"].map(|key| visit.t(key));
    html! {
        h2.govuk-heading-m { (visit.t("staff-absences")) }
        @if of_file.is_empty() && held.is_empty() { p.govuk-body { (visit.t("staff-absences-none")) } } @else {
            table.govuk-table.sa-table.sa-stack #absences {
                caption.govuk-table__caption { (visit.t("staff-absences-caption")) }
                thead.govuk-table__head { tr { @for word in &words { th.govuk-table__header scope="col" { (word) } } } }
                tbody.govuk-table__body {
                    @for one in of_file {
                        tr.govuk-table__row {
                            th.govuk-table__header.sa-num scope="row" { (visit.day(one.from)) " – " (visit.day(one.until)) }
                            td.govuk-table__cell data-l=(words[1]) { "–" }
                            td.govuk-table__cell data-l=(words[2]) { (visit.t("staff-absence-of-file")) }
                            td.govuk-table__cell data-l=(words[3]) { (tag(Colour::Orange, visit.t("staff-absence-holds"))) }
                        }
                    }
                    @for row in held { (one(visit, who, row, &words)) }
                }
            }
        }
    }
}

fn one(visit: &Visit, who: &Principal, row: &AbsenceRow, words: &[String; 4]) -> Markup {
    html! {
        tr.govuk-table__row {
            th.govuk-table__header.sa-num scope="row" { (visit.day(row.from)) " – " (visit.day(row.until)) }
            td.govuk-table__cell data-l=(words[1]) { (visit.t(&row.reason)) @if !row.note.is_empty() { span.sa-muted { (row.note) } } }
            td.govuk-table__cell data-l=(words[2]) { (shown::name_of(visit, &row.by)) span.sa-muted { (visit.moment(row.at)) } }
            td.govuk-table__cell data-l=(words[3]) {
                @match &row.withdrawn {
                    Some(withdrawn) => {
                        (tag(Colour::Grey, visit.t("staff-absence-withdrawn")))
                        span.sa-muted { (withdrawn.note) " · " (shown::name_of(visit, &withdrawn.by)) ", " (visit.moment(withdrawn.at)) }
                    },
                    None if row.until < visit.today() => (tag(Colour::Grey, visit.t("staff-absence-past"))),
                    None => { (tag(Colour::Orange, visit.t("staff-absence-holds"))) (withdrawal(visit, who, row)) },
                }
            }
        }
    }
}

fn withdrawal(visit: &Visit, who: &Principal, row: &AbsenceRow) -> Markup {
    let field = field_of(row.id);
    html! {
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("staff-absence-withdraw")) } }
            div.govuk-details__text {
                form method="post" action={ "/staff/experts/" (who.id) "/absences/" (row.id) "/withdraw" } {
                    (visit.token())
                    div.govuk-form-group {
                        label.govuk-label for=(field) { (visit.t("staff-absence-withdraw-note")) }
                        input.govuk-input id=(field) name="note" type="text" maxlength="300";
                    }
                    button.govuk-button.govuk-button--warning { (visit.t("staff-absence-withdraw")) }
                }
            }
        }
    }
}

/// The form by which an absence is entered.
pub(super) fn form(visit: &Visit, who: &Principal, typed: &Typed) -> Markup {
    let reasons: Vec<Choice> = ABSENCES.iter().map(|reason| Choice::new(*reason, visit.t(reason))).collect();
    let wrong = |name: &str| typed.wrong.iter().find(|(field, _)| field == name).map(|(_, text)| text.clone());
    let input = |name: &'static str, label: &str, hint: Option<&str>| Input {
        name,
        label: visit.t(label),
        hint: hint.map(|key| visit.t(key)).unwrap_or_default(),
        value: typed.fields.one(name),
        error: wrong(name),
        ..Input::default()
    };
    html! {
        h2.govuk-heading-m { (visit.t("staff-absence-enter")) }
        form #absence method="post" action={ "/staff/experts/" (who.id) "/absences" } {
            (visit.token())
            div.sa-filter {
                (date(visit, &input("from", "staff-absence-from", None)))
                (date(visit, &input("until", "staff-absence-until", Some("staff-absence-both-ends"))))
            }
            (radios(visit, &input("reason", "staff-absence-reason", None), &reasons))
            (text_area(visit, &input("note", "staff-absence-note", Some("staff-absence-note-hint")), 2))
            button.govuk-button #enter-absence { (visit.t("staff-absence-go")) }
        }
    }
}
